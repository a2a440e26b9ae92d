"""The contested counts, end to end."""

from __future__ import annotations

from builder import Builder, contested, sum_finding

from corroborate.model.assessment import Basis, Rating
from corroborate.model.interval import Interval


def by_claim(weighing, claim):
    return next(a for a in weighing.assessments if a.claim_id == claim.id)


def figure(weighing, words, basis=None):
    found = [f for f in weighing.figures if f.words == words and basis in {None, f.basis}]
    assert found, f"no figure {words} among {[f.words for f in weighing.figures]}"
    return found[0]


def test_the_verified_counts_laid_end_to_end_are_137():
    b, c = contested()
    made = figure(b.weighed(sum_finding(c)), "137")
    assert made.working[0] == "29 + 52 + 56 = 137"
    assert made.basis is Basis.VERIFIED
    assert made.window
    assert str(made.window.start) == "2024-02-01"
    assert str(made.window.end) == "2024-10-31"
    assert {c["29"].id, c["52"].id, c["56"].id} <= set(made.claims)
    assert c["53"].id not in made.claims


def test_the_share_of_the_claims_is_62_percent_with_both_windows():
    b, c = contested()
    made = figure(b.weighed(sum_finding(c)), "62%")
    assert made.value == Interval.exactly(137 / 222)
    assert made.working[0] == (
        "137 verified in 274 days (1 February–31 October 2024) against 222 claimed (as counted by a third "
        "party) "
        "in 305 days (1 January–31 October 2024): 62%."
    )
    assert "they share 274 days; the claims cover 31 days more" in made.working[1]
    assert c["222"].id in made.claims


def test_29_against_160_is_mostly_windows():
    b, c = contested()
    weighing = b.weighed(sum_finding(c))
    pair = next(k for k in weighing.comparisons if k.conclusion.startswith("29 against 161 or more"))
    assert "Most of it is windows" in pair.conclusion
    assert any("29 covers 103 days" in line and "174 days" in line for line in pair.working)
    assert any(s.startswith("how it is known: UN verified") for s in pair.separates)
    assert any(s.startswith("definition: attacks against operations") for s in pair.separates)


def test_the_window_of_the_interview_is_contradicted_by_the_report():
    b, c = contested()
    weighing = b.weighed(sum_finding(c))
    rated = by_claim(weighing, c["29 misquoted"])
    assert rated.rating is Rating.CONTRADICTED
    assert rated.rule == "W1-window-misquoted"
    quote = next(k for k in weighing.comparisons if "attributed to UN" in k.conclusion)
    assert "covers 103 days, 1 February–13 May 2024, not 182 days, 1 January–30 June 2024" in quote.conclusion


def test_two_outlets_with_one_figure_are_one_figure_with_both_claims():
    b, c = contested()
    made = figure(b.weighed(sum_finding(c)), "29")
    assert set(made.claims) == {c["29"].id, c["29 echo"].id}


def test_a_copy_that_does_not_add_up_is_named_and_the_other_kept():
    b, c = contested()
    weighing = b.weighed(sum_finding(c))
    assert by_claim(weighing, c["53"]).rule == "W2-copy-contradicted"
    assert by_claim(weighing, c["52"]).rating is Rating.POSSIBLE
    assert by_claim(weighing, c["21 copy"]).rating is not Rating.CONTRADICTED


def test_copies_that_nothing_decides_between_are_a_range():
    b, _ = contested()
    weighing = b.weighed()
    made = figure(weighing, "137 to 138")
    assert made.value == Interval(137, 138)
    assert made.working[0] == "29 + (52 to 53) + 56 = 137 to 138"


def test_a_larger_claim_is_within_what_is_possible_and_says_what_it_turns_on():
    b, c = contested()
    rated = by_claim(b.weighed(sum_finding(c)), c["207"])
    assert rated.rating is Rating.POSSIBLE
    assert "UN verified 81 to 137 within" in rated.working[0]
    assert rated.assumption == (
        "if the operations claimed include such as UN could not verify, and such as it does not count at all"
    )


def test_every_claim_is_assessed_once_in_order_by_a_printed_rule():
    from corroborate.weighing import RULES

    b, c = contested()
    weighing = b.weighed(sum_finding(c))
    assert [a.claim_id for a in weighing.assessments] == [x.id for x in b.claims]
    assert {a.rule for a in weighing.assessments} <= {r.id for r in RULES}


def test_every_figure_rests_on_claims_of_the_case():
    b, c = contested()
    known = {x.id for x in b.claims}
    for made in b.weighed(sum_finding(c)).figures:
        assert made.claims
        assert set(made.claims) <= known
        assert made.value.low is not None or made.value.high is not None


def test_nothing_comes_of_nothing():
    assert Builder().weighed().figures == ()


def test_same_in_same_out():
    b, c = contested()
    assert b.weighed(sum_finding(c)) == b.weighed(sum_finding(c))
