"""What would settle it: ranked by how much of the interval each piece takes away."""

from corroborate.case.settling import settling
from corroborate.estimation.mixture import estimate_over
from corroborate.model.capture import CaptureHistories
from corroborate.model.evidence import Slice, SliceEvidence
from corroborate.model.interval import Interval

TABLE = CaptureHistories.of(("un", "press", "monitor"), {1: 60, 2: 40, 4: 30, 3: 20, 5: 12, 6: 9, 7: 6})


def estimator(histories, missed):
    return estimate_over(histories, method="decomposable", missed=None, seed=1)


def held(**changes):
    about = Slice("slice-1", "attack", "nrf", None, None, ("c1",))
    return SliceEvidence(
        about,
        TABLE.lists,
        Interval(TABLE.n, TABLE.n),
        estimate=changes.pop("estimate", estimator([TABLE], (0, 0))),
        typical=TABLE,
    )


def test_a_further_list_narrows_and_the_pieces_are_ranked():
    found = settling(held(), estimator, seed=3)
    assert found[0].narrows == max(s.narrows for s in found)
    assert {"list", "coverage"} <= {s.kind for s in found}
    assert all(0 < s.narrows < 1 for s in found)
    assert next(s for s in found if s.kind == "list").narrows > 0.1
    assert all(s.now == held().estimate.interval for s in found)


def test_certainty_about_links_counts_only_where_links_are_uncertain():
    assert "decisions" not in {s.kind for s in settling(held(), estimator, seed=3)}
    other = CaptureHistories.of(TABLE.lists, {1: 72, 2: 52, 4: 38, 3: 10, 5: 6, 6: 4, 7: 4})
    unsure = estimator([TABLE, other] * 20, (0, 0))
    found = {s.kind: s for s in settling(held(estimate=unsure), estimator, seed=3)}
    assert found["decisions"].narrows > 0.2


def test_without_an_estimate_nothing_is_ranked():
    assert settling(held(estimate=None), estimator, seed=3) == ()


def test_the_same_seed_gives_the_same_ranking():
    assert settling(held(), estimator, seed=3) == settling(held(), estimator, seed=3)


def test_documenting_a_part_narrows_by_what_it_holds():
    small = CaptureHistories.of(TABLE.lists, {1: 6, 2: 4, 4: 3})
    large = CaptureHistories.of(TABLE.lists, {1: 40, 2: 25, 4: 20, 3: 10, 5: 6, 6: 4, 7: 3})
    found = {s.words: s for s in settling(held(), estimator, seed=3, parts={"north": small, "south": large})}
    assert found["south"].kind == "part"
    assert "north" not in found or found["south"].narrows > found["north"].narrows
    assert found["south"].narrows > 0.3
    assert found["south"].expected.low >= TABLE.n
    assert "everything" not in {
        s.words for s in settling(held(), estimator, seed=3, parts={"everything": TABLE})
    }


def test_what_links_leave_open_stays_open():
    """A further list says nothing of who is the same, so that it narrows less where that is the trouble."""
    other = CaptureHistories.of(TABLE.lists, {1: 72, 2: 52, 4: 38, 3: 10, 5: 6, 6: 4, 7: 4})
    unsure = estimator([TABLE, other] * 20, (0, 0))
    sure = {s.kind: s for s in settling(held(), estimator, seed=3)}
    found = {s.kind: s for s in settling(held(estimate=unsure), estimator, seed=3)}
    assert found["list"].narrows < sure["list"].narrows
    assert found["decisions"].narrows > max(s.narrows for s in found.values() if s.kind != "decisions")
