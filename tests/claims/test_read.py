"""Reading a document into claims: the stage as a whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corroborate.claims import read
from corroborate.claims.quantities import find_quantities
from corroborate.errors import SettingError
from corroborate.model.claim import (
    AggregateClaim,
    AnyClaim,
    ClaimKind,
    IncidentClaim,
    Modality,
    Reading,
    Status,
)
from corroborate.model.dossier import Document
from corroborate.model.source import Source
from corroborate.model.text import Segment, SegmentKind, Text
from corroborate.model.window import DayRange
from corroborate.text import segment


def document(content: str, published: date | None = date(2024, 9, 1)) -> Document:
    days = DayRange.on(published) if published else None
    source = Source(
        "0" * 64,
        "t.txt",
        "text/plain",
        1,
        datetime(2024, 9, 2, tzinfo=UTC),
        published=days,
        author="Ann Author",
    )
    text = Text.derive(source.id, content, "plain", "1")
    return Document(source, text, segment(text))


def claims(content: str, published: date | None = date(2024, 9, 1)) -> list[AnyClaim]:
    return list(read(document(content, published)).claims)


def counts(content: str) -> list[AnyClaim]:
    return [c for c in claims(content) if c.kind is ClaimKind.COUNT]


def days(claim: AnyClaim) -> str | None:
    return str(claim.window.outer) if claim.window else None


def test_every_span_is_exact() -> None:
    doc = document(
        "The Front carried out 29 attacks in Kabul since January 2024, the UN said. Then, 12 died."
    )
    reading = read(doc)
    assert reading.claims
    for claim in reading.claims:
        for span in (claim.span, claim.quantity_span, claim.window_span, claim.place_span):
            if span is not None:
                span.check(doc.text.content)


def test_reading_twice_gives_the_same() -> None:
    doc = document("The Front carried out 29 attacks in Kabul since January 2024.")
    assert read(doc) == read(doc)


def test_ids_depend_on_the_text() -> None:
    one, two = counts("29 attacks in Kabul."), counts("Of 29 attacks in Kabul.")
    assert one[0].id != two[0].id


def test_each_number_takes_the_window_of_its_clause() -> None:
    found = counts(
        "He said that his group has carried out 207 operations this year and that he has 5,000 soldiers."
    )
    assert [days(c) for c in found] == ["2024-01-01..2024-09-01", None]


def test_a_window_from_an_earlier_clause_but_not_the_date_of_a_report() -> None:
    (found,) = counts(
        "The UN put out a report in June that documented a surge of attacks during the first six months of "
        "this year but put the number at 29 operations."
    )
    assert days(found) == "2024-01-01..2024-06-30"


def test_a_since_window_before_the_number() -> None:
    (found,) = counts("Since January 2024, we have launched 207 operations around the country.")
    assert (days(found), found.window_span and found.window_span.quote) == (
        "2024-01-01..2024-09-01",
        "Since January 2024",
    )


def test_each_part_takes_its_own_place_and_the_window_of_the_total() -> None:
    found = counts(
        "Between 1 March and 31 May 2024 there were 29 attacks, "
        "with 20 in Kabul, 6 in Takhar and 3 in Parwan."
    )
    assert [c.place.name if c.place else None for c in found] == [None, "Kabul", "Takhar", "Parwan"]
    assert {days(c) for c in found} == {"2024-03-01..2024-05-31"}


def test_parts_that_are_all_there_is() -> None:
    whole, *parts = counts(
        "There were 29 attacks, with 20 in Kabul, 6 in Takhar, 2 in Baghlan and 1 in Parwan."
    )
    assert whole.total_of == tuple(p.id for p in parts)
    assert whole.partition


def test_parts_that_leave_room() -> None:
    whole, *parts = counts("There were 91 attacks, including 53 by the Front and 21 by the Party.")
    assert whole.total_of == tuple(p.id for p in parts)
    assert not whole.partition


def test_a_total_after_its_parts() -> None:
    *parts, whole = counts("There were 53 attacks in Kabul and 20 attacks in Takhar, a total of 73 attacks.")
    assert whole.total_of == tuple(p.id for p in parts)


def test_a_total_with_its_agents_between() -> None:
    found = counts("The report counted 73 attacks by the two groups: 53 by the Front and 21 by the Party.")
    whole = next(c for c in found if c.quantity and c.quantity.stated == 73)
    assert len(whole.total_of) == 2


def test_the_period_of_a_report_holds_for_what_it_counts() -> None:
    found = counts(
        "The report covers the period from 1 February to 13 May 2024.\n\n"
        "According to the report, the Front carried out 29 attacks. "
        "In the previous reporting period, it carried out 24 attacks."
    )
    assert [days(c) for c in found] == ["2024-02-01..2024-05-13", None]


def test_words_that_point_back_take_the_window_along() -> None:
    found = counts("In 2023 there were 236 clashes. In these clashes, 904 fighters were killed.")
    assert days(found[1]) == "2023-01-01..2023-12-31"


def test_a_later_sentence_verifies() -> None:
    found = counts("The Front carried out 52 attacks. The UN verified these attacks itself.")
    assert found[0].counted is not None
    assert found[0].counted.status is Status.VERIFIED


def test_counting_claims_is_not_verifying() -> None:
    found = counts("The Watch counted claims and verified nothing. The Front claimed 222 attacks.")
    assert found[-1].counted is not None
    assert found[-1].counted.status is Status.COUNTED_CLAIMS


def test_a_leader_speaks_for_the_group() -> None:
    found = counts("Ahmad Massoud leads the National Resistance Front. He has 5,000 soldiers.")
    assert found[0].counted is not None
    assert found[0].counted.actor == "National Resistance Front"


def test_c08_one_event_and_many_are_different_types() -> None:
    one = counts("On Monday, a bomb killed three soldiers in Panjshir.")
    many = counts("Since January, attacks have killed 300 soldiers in Panjshir.")
    assert isinstance(one[0], IncidentClaim)
    assert isinstance(many[0], AggregateClaim)


def test_an_age_has_its_subject_and_its_day() -> None:
    found = [c for c in claims("Ahmad Massoud is a leader. Massoud is now 35.") if c.kind is ClaimKind.AGE]
    assert [(c.subject, days(c)) for c in found] == [("Ahmad Massoud", "2024-09-01")]


def test_an_age_at_an_event_takes_the_date_of_the_event() -> None:
    text = "It must have been hard for Massoud, aged 11 when his father was killed two days before 9/11."
    (found,) = [c for c in claims(text) if c.kind is ClaimKind.AGE]
    assert (days(found), found.quantity and found.quantity.stated) == ("2001-09-09", 11)


def test_elapsed_time_names_its_event() -> None:
    (found,) = [
        c for c in claims("Three years after the departure of the US troops, little is left.")
        if c.kind is ClaimKind.ELAPSED
    ]  # fmt: skip
    assert found.event is not None
    assert "departure" in found.event


def test_a_date_names_its_event() -> None:
    found = [c for c in claims("The hasty US withdrawal in 2021 hurt us.") if c.kind is ClaimKind.DATE]
    assert [(c.event, days(c)) for c in found] == [("The hasty US withdrawal", "2021-01-01..2021-12-31")]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("We have no external support.", 0, 0),
        ("We live without any external support.", 0, 0),
        ("We aren’t receiving any external support.", 0, 0),
        ("We grew despite minimal external support.", 0, None),
    ],
)
def test_none_and_little(text: str, low: float, high: float | None) -> None:
    (found,) = [c for c in claims(text) if c.kind is ClaimKind.EXISTENCE]
    assert found.quantity is not None
    assert (found.quantity.hard.low, found.quantity.hard.high) == (low, high)
    assert found.counted is not None
    assert found.counted.words.endswith("external support")


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("They have all the guns.", 1),
        ("The wing is solely made up of former soldiers.", 1),
        ("We have some of the former soldiers.", 0),
    ],
)
def test_all_and_some(text: str, low: float) -> None:
    (found,) = [c for c in claims(text) if c.kind is ClaimKind.PROPORTION]
    assert found.quantity is not None
    assert found.quantity.hard.low == low


@pytest.mark.parametrize("text", ["No doubt we will win.", "We no longer fight.", "It works all the time."])
def test_ways_of_speaking_claim_nothing(text: str) -> None:
    assert [c for c in claims(text) if c.kind in {ClaimKind.EXISTENCE, ClaimKind.PROPORTION}] == []


def test_what_is_asked_or_planned_is_marked() -> None:
    (asked,) = counts("Did you lose 12 soldiers?")
    (planned,) = counts("We will train 500 soldiers.")
    assert (asked.modality, planned.modality) == (Modality.QUESTION, Modality.FUTURE)


def test_c22_every_number_is_in_a_claim_or_listed() -> None:
    text = "In Article 370, on page 12, he named 29 attacks on an MQ-9, in the 21st attack on 5 May 2024."
    reading = read(document(text))
    assert accounted(reading, text)
    assert {u.reason for u in reading.unread} >= {"reference", "page number", "model name", "ordinal"}


def test_worth_ranks_and_drops_nothing() -> None:
    found = claims("According to the UN, more than 300 civilians were killed in 2023. He bought two books.")
    first, last = (next(c for c in found if c.span.quote.startswith(w)) for w in ("more than 300", "two"))
    assert 0 <= last.worth < first.worth <= 1


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(SettingError):
        read(document("29 attacks"), language="xx")


def accounted(reading: Reading, content: str) -> bool:
    """Every numeric token is in a claim or listed as unread, never both, and the count adds up."""
    tokens = find_quantities(content).tokens
    held = [
        (s.start, s.end)
        for c in reading.claims
        for s in (c.span, c.quantity_span, c.window_span)
        if s is not None
    ]
    free = {(u.span.start, u.span.end) for u in reading.unread}
    read_ones = {t for t in tokens if any(a <= t[0] and t[1] <= b for a, b in held)}
    return reading.numeric_tokens == len(tokens) and free == set(tokens) - read_ones


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert accounted(read(document(text, None)), text)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["29 attacks", "the UN", "said that", "in Kabul", "since 2021", ",", ".", "killed", "12", "and",
             "of the", "more than", "“", "”", "we", "respectively", "including", ":", "(", "no support",
             "aged 11", "\n", "Massoud"]
        ),
        max_size=40,
    ).map(" ".join)
)  # fmt: skip
def test_any_order_of_words_is_read_without_an_error(text: str) -> None:
    assert accounted(read(document(text)), text)


def test_a_sentence_may_be_cut_within_the_last_word() -> None:
    doc = document("½½½½")
    cut = replace(doc, segments=(*doc.segments, Segment(2, 3, SegmentKind.SENTENCE)))
    assert [c.span.quote for c in read(cut).claims] == ["½", "½", "½", "½"]
