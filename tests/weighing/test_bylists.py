"""Claims against what lists record and what was estimated from them."""

from datetime import date

from builder import Builder, exactly

from corroborate.lexicons import measures
from corroborate.model.assessment import Basis
from corroborate.model.claim import Status
from corroborate.model.estimate import Estimate, Method, Refused
from corroborate.model.evidence import SliceEvidence
from corroborate.model.finding import Checked, Finding, Level
from corroborate.model.interval import Interval
from corroborate.weighing.bylists import estimated_id, recorded_id
from corroborate.weighing.slices import slices

YEAR = exactly(date(2024, 1, 1), date(2024, 12, 31))
HALF = exactly(date(2024, 1, 1), date(2024, 6, 30))
LISTS = ("un", "press", "monitor")


def estimate(low, high):
    return Estimate(
        Method.DECOMPOSABLE, LISTS, 60, (low + high) / 2, Interval(low, high), "the lists miss at random"
    )


REFUSED = Refused("few_lists", "two lists are too few.", None, LISTS, 60)


def setting(low, high, *, recorded=(60, 70), whole=None, status=Status.CLAIMED, window=YEAR, **more):
    b = Builder()
    document = b.document(f"Paper has {low} attacks.", publisher="Paper", published=date(2025, 1, 5))
    b.claim(document, f"{low} attacks", low, high, status=status, window=window)
    (about,) = slices(b.claims, b.documents)
    given = {"refused": whole} if isinstance(whole, Refused) else {"estimate": whole}
    rows = {"un": 40, "press": 30, "monitor": 20}
    held = SliceEvidence(about, LISTS, Interval(*recorded), rows, rows=("un:1",), **given, **more)
    return b.weighed(evidence=(held,)), held


def rule(*args, **kwargs):
    weighing, _ = setting(*args, **kwargs)
    return weighing.assessments[0].rule


def test_fewer_than_lists_record_is_contradicted_unless_the_count_is_a_minimum():
    assert rule(20, 20, whole=estimate(90, 140)) == "W17-fewer-than-recorded"
    assert rule(20, 20, whole=estimate(90, 140), status=Status.VERIFIED) == "W22-below-estimate"
    assert rule(20, None, whole=estimate(90, 140)) == "W18-as-many-recorded"


def test_as_many_as_recorded_is_supported_only_where_the_surest_count_reaches_it():
    assert rule(60, 60, whole=estimate(90, 140)) == "W18-as-many-recorded"
    assert rule(65, 65, whole=estimate(90, 140)) == "W22-below-estimate"


def test_beyond_the_interval_of_the_estimate_exceeds_the_evidence():
    assert rule(141, 141, whole=estimate(90, 140)) == "W19-exceeds-estimate"
    assert rule(140, 140, whole=estimate(90, 140)) == "W20-within-estimate"
    assert rule(140, 140, whole=estimate(90, 139.2)) == "W20-within-estimate"


def test_without_an_estimate_more_than_recorded_stays_possible():
    weighing, _ = setting(500, 500, whole=REFUSED)
    made = weighing.assessments[0]
    assert made.rule == "W21-no-estimate"
    assert any("two lists are too few" in line for line in made.working)


def test_where_no_list_can_speak_nothing_is_said():
    _, held = setting(500, 500)
    silent = SliceEvidence(held.slice, (), unfit="no list covers 2024")
    b = Builder()
    document = b.document("Paper has 500 attacks.", publisher="Paper", published=date(2025, 1, 5))
    b.claim(document, "500 attacks", 500, 500, status=Status.CLAIMED, window=YEAR)
    made = b.weighed(evidence=(silent,))
    assert made.assessments[0].rule == "W14-nothing-beside-it"
    assert not [f for f in made.figures if f.basis in {Basis.RECORDED, Basis.ESTIMATED}]


def test_the_assumption_names_the_model_and_what_definitions_differ_in():
    weighing, _ = setting(
        500, 500, whole=estimate(90, 140), differs=("press counts an attack only where somebody died",)
    )
    words = weighing.assessments[0].assumption
    assert "the lists miss at random" in words
    assert "only where somebody died" in words


def test_the_claimants_own_list_is_shown_and_supports_nothing():
    weighing, _ = setting(500, 500, whole=estimate(90, 140), own=Interval(480, 510))
    made = weighing.assessments[0]
    assert made.rule == "W19-exceeds-estimate"
    assert "480 to 510" in made.working[0]


def test_figures_lead_to_rows_and_are_rounded_outwards():
    weighing, held = setting(500, 500, whole=estimate(90.6, 140.2))
    found = {f.id: f for f in weighing.figures}
    assert found[recorded_id(held)].rows == ("un:1",)
    assert found[recorded_id(held)].basis is Basis.RECORDED
    assert found[estimated_id(held)].value == Interval(90, 141)


def test_claims_of_other_windows_and_places_are_other_slices():
    b = Builder()
    for window in (YEAR, HALF, YEAR):
        document = b.document("Paper has 7 attacks.", publisher="Paper", published=date(2025, 1, 5))
        b.claim(document, "7 attacks", 7, 7, status=Status.CLAIMED, window=window)
    found = slices(b.claims, b.documents)
    assert [len(s.claims) for s in found] == [2, 1]
    assert len({s.id for s in found}) == 2
    assert measures().label(found[0].measure) == "attacks"


def clash(low, high, *, whole):
    """Two claims that cannot both hold, each against the same lists."""
    b = Builder()
    for publisher, number in (("Front", high), ("Ministry", low)):
        document = b.document(f"{publisher} has {number} attacks.", publisher=publisher)
        b.claim(document, f"{number} attacks", number, number, status=Status.CLAIMED, window=YEAR)
    ids = tuple(c.id for c in b.claims)
    finding = Finding("finding-1", "same", Level.CHANGES, True, f"{high} is not {low}", ids, ("apart",))
    held = [
        SliceEvidence(about, LISTS, Interval(60, 70), {"un": 40}, rows=("un:1",), estimate=whole)
        for about in slices(b.claims, b.documents)
    ]
    return b.weighed(Checked((finding,), ids, ()), evidence=tuple(held)).assessments


def test_lists_decide_which_of_two_claims_that_clash_is_wrong():
    more, fewer = clash(20, 500, whole=estimate(90, 140))
    assert (more.rule, fewer.rule) == ("W19-exceeds-estimate", "W17-fewer-than-recorded")
    assert more.working[-1] == fewer.working[-1] == "500 is not 20."
    assert "finding-1" in more.against


def test_where_lists_leave_both_open_the_clash_stays():
    made = clash(100, 130, whole=estimate(90, 140))
    assert {a.rule for a in made} == {"W4-cannot-hold-together"}
