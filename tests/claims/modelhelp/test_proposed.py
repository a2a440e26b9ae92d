"""Proposals of a model: located exactly or refused, marked, never in place of what the rules read."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corroborate.claims import read
from corroborate.claims.modelhelp import Answer, Helped, helped, prompts
from corroborate.claims.modelhelp.prompt import LONGEST
from corroborate.model.claim import Reading
from corroborate.model.dossier import Document
from corroborate.model.interval import Interval
from corroborate.model.source import Source
from corroborate.model.text import Text
from corroborate.model.window import DayRange
from corroborate.text import segment

WORDS = "The mayor told us that more than 25 houses burned in May 2024. She counted 7 dead."
GOOD = {
    "quote": "more than 25 houses burned in May 2024",
    "number_words": "more than 25",
    "value": 25,
    "counted": "houses",
    "speaker": "The mayor",
    "time_words": "May 2024",
}


def document(content: str = WORDS) -> Document:
    source = Source(
        "0" * 64,
        "note.txt",
        "text/plain",
        1,
        datetime(2024, 9, 2, tzinfo=UTC),
        published=DayRange.on(date(2024, 9, 1)),
        author="A. Writer",
    )
    text = Text.derive(source.id, content, "plain", "1")
    return Document(source, text, tuple(segment(text)))


def answer(*proposals: Any, content: str | None = None) -> Answer:
    said = json.dumps({"claims": list(proposals)}) if content is None else content
    return Answer("p" * 64, 0, len(WORDS), "stub", "http://127.0.0.1/v1", "stub-1", said)


def help_with(*proposals: Any, content: str | None = None, reading: Reading | None = None) -> Helped:
    # An empty reading leaves every number to the model.
    return helped(document(), reading or Reading(()), (answer(*proposals, content=content),))


def test_a_good_proposal_becomes_a_claim_with_its_words() -> None:
    found = help_with(GOOD)
    (claim,) = found.reading.claims
    assert found.accepted == 1
    assert claim.span.quote == "more than 25 houses"
    assert claim.quantity is not None
    assert claim.quantity.hard == Interval(26, None)
    assert claim.quantity.words == "more than 25"
    assert claim.counted is not None
    assert (claim.counted.words, claim.counted.head) == ("houses", "house")
    assert str(claim.attribution).startswith("A. Writer asserts → ")
    assert claim.attribution.speaker.words is not None
    assert claim.attribution.speaker.words.quote == "The mayor"
    assert claim.window is not None
    assert str(claim.window.outer) == "2024-05-01..2024-05-31"


def test_c10_a_machine_claim_says_which_model_and_which_prompt() -> None:
    (claim,) = help_with(GOOD).reading.claims
    assert claim.reader.machine
    assert (claim.reader.model_id, claim.reader.prompt_hash) == ("stub-1", "p" * 64)
    assert not any(c.reader.machine for c in read(document()).claims)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"quote": "more than 26 houses burned in May 2024"}, "quote is not in the text"),
        ({"quote": "more than 25 Houses burned in May 2024"}, "quote is not in the text"),
        ({"quote": "houses that burned"}, "quote is not in the text"),
        ({"quote": "e"}, "more than one place"),
        ({"number_words": "26"}, "number is not in the text"),
        ({"number_words": "houses"}, "read no number"),
        ({"number_words": "5", "value": 5}, "piece of a longer"),
        ({"number_words": "5", "value": None}, "piece of a longer"),
        ({"value": 26}, "do not carry the value"),
        ({"value": 2.5}, "do not carry the value"),
        ({"value": -25}, "do not carry the value"),
        ({"counted": "homes"}, "not in the quote"),
        ({"speaker": "The president"}, "speaker is not named"),
        ({"time_words": "June 2024"}, "time is not in the text"),
    ],
)
def test_c05_what_is_not_exact_is_refused_and_kept(changed: dict[str, Any], reason: str) -> None:
    found = help_with({**GOOD, **changed})
    assert found.reading.claims == ()
    (refusal,) = found.reading.refusals
    assert reason in refusal.reason
    assert refusal.proposed_by == "model stub-1"
    assert refusal.quote == changed.get("quote", GOOD["quote"])


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 10**6), st.integers(0, 10**6))
def test_c05_a_seeded_wrong_number_is_always_refused(true: int, told: int) -> None:
    content = f"They counted {true} houses."
    doc = document(content)
    quote = {"quote": f"counted {told} houses", "number_words": str(told)}
    value = {"quote": f"counted {true} houses", "number_words": str(true), "value": told}
    for proposal in (quote, value):
        said = json.dumps({"claims": [proposal]})
        given_answer = Answer("p" * 64, 0, len(content), "stub", "http://127.0.0.1/v1", None, said)
        found = helped(doc, Reading(()), (given_answer,))
        for claim in found.reading.claims:
            assert told == true
            assert claim.quantity is not None
            assert true in claim.quantity.hard
        assert true == told or len(found.reading.refusals) == 1


@pytest.mark.parametrize("written", ["25", "2.5", "5,000", "5.5", "1/5", "15m", "٢٥"])
def test_c05_a_piece_of_a_number_is_no_number(written: str) -> None:
    content = f"They counted {written} houses."
    piece = "٥" if "٥" in written else "5"
    if content.count(piece) > 1:
        piece = "5 houses"
    said = json.dumps({"claims": [{"quote": content, "number_words": piece}]})
    found = helped(document(content), Reading(()), (Answer("p", 0, len(content), "m", "u", None, said),))
    assert found.reading.claims == ()
    assert len(found.reading.refusals) == 1


def test_the_deterministic_reading_is_never_replaced_or_altered() -> None:
    own = read(document())
    wrong_speaker = {**GOOD, "speaker": "She", "counted": None}
    found = help_with(GOOD, wrong_speaker, reading=own)
    assert found.duplicates == 2
    assert found.reading == own


def test_a_vague_number_has_no_value_that_a_model_may_give() -> None:
    content = "Dozens of houses burned."
    said = {"quote": "Dozens of houses", "number_words": "Dozens of", "counted": "houses"}
    for value, accepted in ((None, 1), (12, 0), (36, 0)):
        raw = json.dumps({"claims": [{**said, "value": value}]})
        found = helped(document(content), Reading(()), (Answer("p", 0, len(content), "m", "u", None, raw),))
        assert found.accepted == accepted


@pytest.mark.parametrize(
    "content",
    [
        "I found 25 houses!",
        '{"claims": [',
        '{"claims": {"quote": 1}}',
        "[]",
        "null",
        '{"claims": NaN}',
        "[" * 100_000,
        json.dumps({"claims": [GOOD] * 501}),
        '{"claims": ["\\ud800", 5, null, {"quote": 5}, {"quote": "x"}]}',
        json.dumps({"claims": [{**GOOD, "value": "25"}, {**GOOD, "value": True}, {**GOOD, "speaker": []}]}),
    ],
)
def test_c05_a_malformed_answer_is_refused_and_kept(content: str) -> None:
    own = read(document())
    found = help_with(content=content, reading=own)
    assert found.reading.claims == own.claims
    assert found.reading.refusals
    assert all(r.reason for r in found.reading.refusals)
    assert all(r.quote.encode("utf-8") is not None and len(r.quote) <= 200 for r in found.reading.refusals)


def test_json_in_a_code_fence_is_read() -> None:
    fenced = f"```json\n{json.dumps({'claims': [GOOD]})}\n```"
    assert help_with(content=fenced).accepted == 1


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=20), st.one_of(st.none(), st.integers(), st.floats()))
def test_whatever_a_model_says_only_exact_words_become_claims(quote: str, number: str, value: Any) -> None:
    found = help_with({"quote": quote, "number_words": number, "value": value})
    for claim in found.reading.claims:
        claim.span.check(WORDS)


def test_prompts_are_the_same_for_the_same_text_and_cover_all_of_it() -> None:
    content = "They counted 5 houses. " * 1000
    first = prompts(content)
    assert first == prompts(content)
    assert "".join(content[p.start : p.end] for p in first) == content
    assert all(p.end - p.start <= LONGEST for p in first)
    assert len({p.hash for p in prompts(WORDS)} | {p.hash for p in prompts(WORDS + ".")}) == 2
    assert prompts(" \n") == ()
    assert len(prompts("\ud800 5 killed")) == 1
