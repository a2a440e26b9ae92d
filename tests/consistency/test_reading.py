"""From words to findings with the real reader: the interview, and the notes of the example case."""

from __future__ import annotations

from pathlib import Path

import pytest
from from_files import Outcome, document, file, outcome

from corroborate.example import sources
from corroborate.model.claim import ClaimKind
from corroborate.model.finding import Level
from corroborate.model.interval import Interval


@pytest.fixture(scope="module")
def interview(shared: Path) -> Outcome:
    return outcome([file(shared / "interview" / "interview.txt", author="Peter Bergen")])


@pytest.fixture(scope="module")
def example() -> Outcome:
    return outcome(
        [
            file(
                s.path,
                published=s.published if len(s.published) == 10 else f"{s.published}-28",
                author=s.author,
                title=s.title,
                url=s.url,
                publisher=s.publisher,
            )
            for s in sources()
        ]
    )


@pytest.mark.shared
def test_the_contradictions_of_the_interview_are_found(interview: Outcome) -> None:
    assert interview.has("age", "35", "aged 11")
    assert interview.has("rate", "207", "29")
    assert interview.has("universal", "solely", "some of the former armed forces")
    assert interview.has("zero", "any external support", "minimal external support")
    assert interview.has("coverage", "29")
    assert interview.has("hedge", "5,000 soldiers", "more than 5,000")
    assert interview.has("hedge", "almost 20", "some 20")


@pytest.mark.shared
def test_the_interview_gives_no_false_alarm(interview: Outcome) -> None:
    allowed = {"age", "rate", "universal", "zero", "coverage", "hedge"}
    found = interview.disagreements()
    assert {kind for kind, _, _ in found} <= allowed
    assert [quotes for kind, strict, quotes in found if strict] == [("35", "aged 11")]
    for quiet in ("around 4", "decades", "anniversary", "$8.5 billion"):
        assert not [q for _, _, quotes in found for q in quotes if quiet in q], quiet


@pytest.mark.shared
def test_what_agrees_in_the_interview_is_shown(interview: Outcome) -> None:
    assert interview.has("age", "35", "around 4", level=Level.AGREES)
    assert interview.has("elapsed", "half decades", "1996", level=Level.AGREES)
    assert interview.has("whole", "almost 20", "34", level=Level.AGREES)


@pytest.mark.shared
def test_what_the_ages_turn_on(interview: Outcome) -> None:
    (found,) = [f for f in interview.checked.findings if f.kind == "age" and f.level is not Level.AGREES]
    assert "cannot both hold for any publication before 10 September 2024" in found.title
    assert "from 10 September 2024 on they can" in found.title


@pytest.mark.shared
def test_the_rates_of_the_interview(interview: Outcome) -> None:
    found = next(f for f in interview.checked.findings if f.kind == "rate")
    assert not found.strict
    assert "207 × 182 / 245 = 154" in found.working[-1]
    assert "5.3 times" in found.working[-1]
    assert any("245 days against 182 days" in s for s in found.separates)


def test_what_the_example_case_must_show(example: Outcome) -> None:
    assert example.has("sum", "53", "21", "73")
    assert example.has("age", "35", "aged 11")
    assert example.has("coverage", "six months")
    assert example.has("sum", "20", "6", "2", "1", "29", level=Level.AGREES)
    assert example.has("sum", "92", "58", level=Level.AGREES)
    assert example.has("share", "75.5%", level=Level.AGREES)


def test_the_example_case_has_no_contradiction_but_the_known_ones(example: Outcome) -> None:
    strict = {(kind, *quotes) for kind, is_strict, quotes in example.disagreements() if is_strict}
    known = {"sum", "age", "copy"}
    assert {s[0] for s in strict} <= known, strict


def test_verified_against_claimed_is_never_a_contradiction(example: Outcome) -> None:
    for finding in example.checked.findings:
        if finding.kind in {"rate", "window"} and finding.level is not Level.AGREES:
            assert not finding.strict
            assert finding.separates


def test_one_denial_in_two_wordings_clashes_once() -> None:
    said = [
        "We aren’t receiving any outside support",
        "There is a complete lack of outside support",
        "We live on minimal outside support",
    ]
    page = document("\n\n".join(f"“{words},” Karim Daud said." for words in said))
    found = [d for d in outcome([page]).disagreements() if d[0] == "zero"]
    assert len(found) == 1
    assert any("minimal" in quote for quote in found[0][2])


def test_two_tellers_are_compared_once_where_their_windows_overlap_best() -> None:
    page = document(
        "Omar Wardak, the leader of the MG, claimed that the MG had carried out 207 attacks "
        "since January 2024. The UN mission verified 29 attacks by the MG from 1 January to 30 June 2024. "
        "The UN mission verified 14 attacks by the MG from 1 February to 31 March 2024."
    )
    found = [d for d in outcome([page]).disagreements() if d[0] == "rate"]
    assert len(found) == 1
    assert any("29" in quote for quote in found[0][2])


def test_tellers_are_compared_again_for_another_stretch_of_time() -> None:
    page = document(
        "According to the UN mission, the MG carried out 29 attacks from 1 January to 30 June 2023. "
        "According to the Red Crescent, the MG carried out 310 attacks in 2023. "
        "According to the UN mission, the MG carried out 31 attacks from 1 January to 30 June 2022. "
        "According to the Red Crescent, the MG carried out 320 attacks in 2022."
    )
    assert len([d for d in outcome([page]).disagreements() if d[0] == "rate"]) == 2


@pytest.mark.parametrize(
    "words",
    [
        "We have not received foreign aid",
        "He denied receiving any foreign aid",
        "Nobody has given us any foreign aid",
        "There was not a shred of foreign aid",
        "There is no foreign aid whatsoever",
        "We are deprived of all foreign aid",
    ],
)
def test_denials_are_read(words: str) -> None:
    claims = [c for c in outcome([document(words + ".")]).claims.values() if c.kind is ClaimKind.EXISTENCE]
    assert [(c.counted.words, c.quantity.hard) for c in claims if c.counted and c.quantity] == [
        ("foreign aid", Interval.exactly(0))
    ]


@pytest.mark.parametrize(
    "words", ["Without the guards we would fall", "We did not have time", "No doubt it rained"]
)
def test_ways_of_speaking_deny_nothing(words: str) -> None:
    claims = outcome([document(words + ".")]).claims.values()
    assert not [c for c in claims if c.kind is ClaimKind.EXISTENCE]


@pytest.mark.shared
def test_the_interview_denies_outside_support_once(interview: Outcome) -> None:
    assert len([d for d in interview.disagreements() if d[0] == "zero"]) == 1
