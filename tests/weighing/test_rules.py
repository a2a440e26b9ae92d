"""Each rule of rating, once where it applies and once where it must not."""

from __future__ import annotations

from datetime import date

import pytest
from builder import NOTHING, Builder, exactly, this_year

from corroborate.model.assessment import Basis
from corroborate.model.claim import Modality, Status
from corroborate.model.finding import Checked, Finding, Level
from corroborate.model.window import DayRange
from corroborate.weighing import RULES

YEAR = exactly(date(2024, 1, 1), date(2024, 12, 31))
HALF = exactly(date(2024, 1, 1), date(2024, 6, 30))
UN, WATCH = ("UN",), ("Watch",)


def rule(b, claim, checked=NOTHING):
    return next(a for a in b.weighed(checked).assessments if a.claim_id == claim.id)


def case(*rows):
    """Claims of (number, hard interval, status, voices, window), one document each."""
    b = Builder()
    made = []
    for i, (low, high, status, voices, window, *rest) in enumerate(rows):
        document = b.document(
            f"Paper {i} has {low} attacks.", publisher=f"Paper {i}", published=date(2025, 1, 5)
        )
        made.append(
            b.claim(
                document,
                f"{low} attacks",
                low,
                high,
                status=status,
                voices=voices,
                window=window,
                **(rest[0] if rest else {}),
            )
        )
    return b, made


def test_fewer_than_were_verified_is_contradicted():
    b, (claim, _) = case((20, 20, Status.CLAIMED, (), YEAR), (55, 55, Status.VERIFIED, UN, HALF))
    assert rule(b, claim).rule == "W5-fewer-than-verified"


def test_at_least_so_many_is_not_contradicted_by_more():
    b, (claim, _) = case((20, None, Status.CLAIMED, (), YEAR), (55, 55, Status.VERIFIED, UN, HALF))
    assert rule(b, claim).rule == "W6-as-many-verified"


def test_a_verified_count_that_is_lower_never_contradicts():
    b, (claim, seen) = case((207, 207, Status.CLAIMED, (), YEAR), (55, 55, Status.VERIFIED, UN, HALF))
    assert rule(b, claim).rule == "W8-more-than-verified"
    assert rule(b, seen).rule == "W9-verified-below-claims"


def test_more_than_the_party_announced_exceeds_the_evidence():
    b, (claim, *_) = case(
        (300, 300, Status.CLAIMED, (), HALF), (222, 222, Status.COUNTED_CLAIMS, WATCH, YEAR)
    )
    found = rule(b, claim)
    assert found.rule == "W7-more-than-announced"
    assert found.assumption


def test_announcements_of_a_shorter_window_say_nothing_of_a_longer_one():
    b, (claim, *_) = case(
        (300, 300, Status.CLAIMED, (), YEAR), (222, 222, Status.COUNTED_CLAIMS, WATCH, HALF)
    )
    assert rule(b, claim).rule != "W7-more-than-announced"


def test_two_counters_that_agree_support_each_other_if_independent():
    b, (claim, _) = case((55, 55, Status.VERIFIED, UN, HALF), (55, 55, Status.VERIFIED, WATCH, HALF))
    found = rule(b, claim)
    assert found.rule == "W10-counters-agree"
    assert "independently" in found.assumption


def test_two_outlets_of_one_counter_do_not_support_each_other():
    b, (claim, _) = case((55, 55, Status.VERIFIED, UN, HALF), (55, 55, Status.VERIFIED, UN, HALF))
    assert rule(b, claim).rule == "W14-nothing-beside-it"
    assert len([f for f in b.weighed().figures if f.kind == "count"]) == 1


def test_no_window_and_no_shared_day_are_incomparable():
    before = exactly(date(2022, 1, 1), date(2022, 12, 31))
    b, (bare, early, _) = case(
        (31, 31, Status.CLAIMED, (), None),
        (44, 44, Status.CLAIMED, (), before),
        (55, 55, Status.VERIFIED, UN, HALF),
    )
    assert rule(b, bare).rule == "W13-no-window"
    assert rule(b, early).rule == "W12-no-shared-days"


def test_a_question_claims_nothing():
    b, (claim,) = case((31, 31, Status.CLAIMED, (), YEAR, {"modality": Modality.QUESTION}))
    assert rule(b, claim).rule == "W15-not-asserted"


def test_a_third_party_that_does_not_say_how_it_knows_neither_supports_nor_contradicts():
    b, (claim, _) = case((207, 207, Status.CLAIMED, (), YEAR), (55, 55, Status.NOT_STATED, UN, HALF))
    assert rule(b, claim).rule == "W16-more-than-counted"
    assert {f.basis for f in b.weighed().figures if f.kind == "count"} == {Basis.CLAIMED, Basis.NOT_STATED}


@pytest.mark.parametrize(("level", "strict", "expected"), [
    (Level.DIFFERS, True, "W4-cannot-hold-together"),
    (Level.DIFFERS, False, "W14-nothing-beside-it"),
    (Level.AGREES, False, "W11-own-arithmetic"),
])  # fmt: skip
def test_findings_decide_as_far_as_they_are_strict(level, strict, expected):
    b, (one, two) = case(
        (31, 31, Status.CLAIMED, (), None, {"actor": "A"}), (44, 44, Status.CLAIMED, (), None, {"actor": "B"})
    )
    finding = Finding("f", "sum", level, strict, "title", (one.id, two.id), ("working",))
    assert rule(b, one, Checked((finding,), (), ())).rule == expected


def test_incidents_are_never_weighed_with_totals():
    b, (claim, _) = case(
        (207, 207, Status.CLAIMED, (), YEAR), (55, 55, Status.VERIFIED, UN, HALF, {"incident": True})
    )  # fmt: skip
    assert rule(b, claim).rule == "W14-nothing-beside-it"


def test_other_actors_and_other_areas_are_other_things():
    from corroborate.model.place import Place, PlaceKind

    kabul = Place("Kabul", PlaceKind.ADMIN1, "ISO:AF-KAB")
    b, (claim, *_) = case(
        (207, 207, Status.CLAIMED, (), YEAR),
        (55, 55, Status.VERIFIED, UN, HALF, {"actor": "AFF"}),
        (66, 66, Status.VERIFIED, UN, HALF, {"place": kabul}),
    )
    assert rule(b, claim).rule == "W14-nothing-beside-it"


def test_a_round_number_in_two_windows_is_no_misquotation():
    b, (_, second) = case((50, 50, Status.VERIFIED, UN, HALF), (50, 50, Status.VERIFIED, UN, YEAR))
    assert rule(b, second).rule != "W1-window-misquoted"


def test_the_same_number_in_two_periods_apart_is_no_misquotation():
    later = exactly(date(2024, 7, 1), date(2024, 9, 30))
    b, (_, second) = case((53, 53, Status.VERIFIED, UN, HALF), (53, 53, Status.VERIFIED, UN, later))
    assert rule(b, second).rule != "W1-window-misquoted"
    assert "106" in {f.words for f in b.weighed().figures}


def test_two_windows_that_nothing_decides_between_are_both_shown():
    b, (_, second) = case((53, 53, Status.VERIFIED, UN, HALF), (53, 53, Status.VERIFIED, UN, YEAR))
    assert rule(b, second).rule != "W1-window-misquoted"
    quote = next(c for c in b.weighed().comparisons if c.kind == "misquote")
    assert "nothing here decides" in quote.conclusion


def test_a_window_ends_with_its_publication():
    b = Builder()
    document = b.document("They claimed 31 attacks in 2024.", publisher="A", published=date(2024, 9, 1))
    b.claim(
        document,
        "31 attacks",
        31,
        status=Status.CLAIMED,
        window=exactly(date(2024, 1, 1), date(2024, 12, 31), "in 2024"),
    )
    figure = b.weighed().figures[0]
    assert str(figure.window.end) == "2024-09-01"
    assert "no later than its publication" in figure.working[0]


def test_a_number_without_a_counter_is_taken_as_a_repeat_of_the_one_it_fits():
    b, (_, bare) = case(
        (53, 53, Status.VERIFIED, UN, HALF), (53, 53, Status.NOT_STATED, (), None, {"actor": None})
    )  # fmt: skip
    figures = [f for f in b.weighed().figures if f.kind == "count"]
    assert len(figures) == 1
    assert bare.id in figures[0].claims
    assert any("taken to repeat UN" in line for line in figures[0].working)


def test_a_number_that_fits_two_figures_is_taken_as_neither():
    b, (*_, bare) = case(
        (53, 53, Status.VERIFIED, UN, HALF),
        (53, 53, Status.VERIFIED, WATCH, HALF),
        (53, 53, Status.NOT_STATED, (), None, {"actor": None}),
    )
    assert all(bare.id not in f.claims or f.claims == (bare.id,) for f in b.weighed().figures)


def test_an_uncertain_publication_day_leaves_the_window_uncertain():
    b = Builder()
    document = b.document("They claimed 31 attacks this year.", publisher="A")
    month = DayRange(date(2024, 9, 1), date(2024, 9, 30))
    b.claim(document, "31 attacks", 31, status=Status.CLAIMED, window=this_year(month))
    seen = b.document("The UN verified 29.", publisher="B")
    b.claim(seen, "29", 29, voices=UN, status=Status.VERIFIED, window=HALF)
    share = next(f for f in b.weighed().figures if f.kind == "share")
    assert any("245 to 274 days" in line for line in share.working)


def test_every_rule_has_its_own_id_and_a_full_sentence():
    assert len({r.id for r in RULES}) == len(RULES)
    assert all(r.sentence.endswith(".") for r in RULES)
