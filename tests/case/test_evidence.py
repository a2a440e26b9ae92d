"""What lists say of a slice: days, places, parties and types of records, and draws of the linkage."""

from datetime import date

import numpy as np
import pytest

from corroborate.case.evidence import Asked
from corroborate.case.membership import UnfitError, shares
from corroborate.model.estimate import Estimate, Method, Refused
from corroborate.model.evidence import Slice
from corroborate.model.interval import Interval
from corroborate.model.linkage import Linkage
from corroborate.model.place import Place, PlaceKind
from corroborate.model.record import DefinitionCard, Standing
from corroborate.model.recordtable import NO_DAY, RecordTable, Tree
from corroborate.model.window import DayRange, Window

YEAR = Window.between(date(2024, 1, 1), date(2024, 12, 31))
JUNE = Window.between(date(2024, 6, 1), date(2024, 6, 30))
ACTORS = Tree(("state", "rebel", "rebel/nrf", "rebel/aff"), np.array([-1, -1, 1, 1], np.int32))
TYPES = Tree(("attack", "attack/bomb", "protest"), np.array([-1, 0, -1], np.int32))
KABUL = Place("Kabul", PlaceKind.ADMIN1, "ISO:AF-KAB", "AF")


def at(text):
    return NO_DAY if text is None else (date.fromisoformat(text) - date(1970, 1, 1)).days


def table(*rows):
    """Rows of (list, first day, last day, admin1 code, actor, type, deaths low, deaths high)."""
    n = len(rows)
    column = list(zip(*rows, strict=True))
    nan = np.full(n, np.nan)
    none = np.full(n, -1, np.int32)
    return RecordTable(
        ("un", "press", "nrf feed"),
        np.array(column[0], np.int16),
        tuple(str(i) for i in range(n)),
        np.array([at(d) for d in column[1]], np.int32),
        np.array([at(d) for d in column[2]], np.int32),
        nan,
        nan,
        nan.astype(np.float32),
        np.zeros(n, bool),
        np.array(column[3], np.int32),
        none,
        none,
        np.array(column[4], np.int32),
        np.zeros(n, np.int32),
        np.array(column[5], np.int32),
        np.array(column[6], float),
        np.array(column[7], float),
        nan,
        nan,
        ACTORS,
        TYPES,
        place_names={"admin1": ("ISO:AF-KAB", "takhar")},
    )


def row(list_index=0, first="2024-06-05", last=None, admin1=0, actor=2, kind=1, low=0, high=0):
    return (list_index, first, last or first, admin1, actor, kind, low, high)


def code_of(name):
    return {"NRF": "rebel/nrf"}.get(name, name)


def about(window=JUNE, place=None, actor="NRF", measure="attack"):
    return Slice("slice-1", measure, actor, window, place, ("c1",))


def linked(made, *partitions, **more):
    return Linkage(
        made.lists,
        made.digest,
        np.zeros((0, 2), np.int32),
        np.zeros(0, np.float32),
        np.array(partitions[0], np.int32),
        (),
        Interval(1, 2),
        (0.0, 0.02),
        "sampler",
        draws=np.array(partitions, np.int32),
        **more,
    )


def card(list_id, standing=Standing.THIRD_PARTY, first=date(2024, 1, 1), last=date(2024, 12, 31)):
    return DefinitionCard(
        list_id, list_id, "an attack", "any", "-", "-", window=DayRange(first, last), standing=standing
    )


CARDS = {"un": card("un"), "press": card("press"), "nrf feed": card("nrf feed", Standing.PARTY)}


def asked(made, linkage, cards=CARDS, estimator=None):
    def refuse(histories, missed):
        return Refused("few_lists", "too few lists.", None, histories[0].lists, histories[0].n)

    return Asked(
        made,
        linkage,
        cards,
        types={"attack": ("attack",)},
        deaths=frozenset({"killed"}),
        code_of=code_of,
        estimator=estimator or refuse,
        seed=1,
    )


def ask(made, linkage, slices=None, cards=CARDS, estimator=None):
    (one,) = slices or (about(),)
    return asked(made, linkage, cards, estimator).of(one)


def test_days_places_parties_and_types_decide_what_lies_inside():
    made = table(
        row(),
        row(first="2024-07-01"),
        row(admin1=1),
        row(actor=3),
        row(kind=2),
        row(actor=0),
        row(first="2024-05-28", last="2024-06-06"),
    )
    found = shares(about(place=KABUL), made, ("attack",), code_of)
    assert found.tolist() == [1, 0, 0, 0, 0, 0, 0.6]


def test_a_coarser_name_of_a_party_leaves_it_open_who_it_was():
    """“Rebels” may be the party asked for or another of its kind: the share among the named decides."""
    made = table(row(actor=2), row(actor=3), row(actor=2), row(actor=1))
    assert shares(about(), made, ("attack",), code_of).tolist() == [1, 0, 1, pytest.approx(2 / 3)]


def test_what_is_not_known_counts_by_the_share_among_the_known():
    made = table(row(), row(kind=2), row(kind=-1), row(first=None))
    assert shares(about(), made, ("attack",), code_of).tolist() == [1, 0, 0.5, 0]


def test_a_coarser_type_than_asked_for_leaves_it_open():
    made = table(row(kind=1), row(kind=0), row(kind=2), row(kind=2))
    assert shares(about(), made, ("attack/bomb",), code_of).tolist() == [1, pytest.approx(1 / 3), 0, 0]


def test_a_window_with_an_open_end_is_averaged_over_its_readings():
    unsure = Window(
        DayRange.on(date(2024, 6, 1)), DayRange(date(2024, 6, 4), date(2024, 6, 30)), "", YEAR.anchor
    )
    assert shares(about(unsure), table(row()), ("attack",), code_of).tolist() == [0.5]


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        (about(window=None), "window"),
        (about(actor="Somebody Else"), "Somebody Else"),
        (about(place=Place("Herat", PlaceKind.ADMIN1, "ISO:AF-HER")), "Herat"),
    ],
)
def test_a_slice_that_no_list_can_speak_of_has_its_reason_and_no_number(asked, why):
    made = table(row())
    with pytest.raises(UnfitError, match=why):
        shares(asked, made, ("attack",), code_of)
    found = ask(made, linked(made, [0]), (asked,))
    assert why in found.unfit
    assert found.recorded is None


def test_an_incident_on_two_lists_counts_once_and_the_draws_make_the_interval():
    made = table(row(0), row(1), row(1, first="2024-06-20"))
    sure = ask(made, linked(made, *[[0, 0, 1]] * 20))
    assert sure.recorded == Interval(2, 2)
    assert sure.by_list == {"un": 1, "press": 2}
    assert sure.rows == ("un:0", "press:1", "press:2")
    unsure = ask(made, linked(made, *[[0, 0, 1], [0, 1, 2]] * 20))
    assert unsure.recorded == Interval(2, 3)


def test_a_record_at_the_edge_widens_the_interval():
    made = table(row(0), row(0, first="2024-05-28", last="2024-06-06"))
    assert ask(made, linked(made, *[[0, 1]] * 60)).recorded == Interval(1, 2)


def test_the_partys_own_list_is_counted_apart():
    made = table(row(0), row(2), row(2, first="2024-06-09"), row(2, first="2024-06-19"))
    found = ask(made, linked(made, *[[0, 0, 1, 2]] * 5))
    assert found.recorded == Interval(1, 1)
    assert found.own == Interval(3, 3)
    assert "nrf feed" not in found.lists


def test_a_list_that_covers_less_than_the_window_is_left_out_and_said():
    made = table(row(0), row(1))
    short = CARDS | {"press": card("press", last=date(2024, 6, 15))}
    found = ask(made, linked(made, [0, 1]), cards=short)
    assert found.lists == ("un",)
    assert "15 June 2024" in found.left_out["press"]
    none = {name: card(name, last=date(2024, 6, 15)) for name in CARDS}
    assert "whole window" in ask(made, linked(made, [0, 1]), cards=none).unfit


def test_the_estimate_gets_one_table_a_draw_and_the_share_of_lost_links():
    made = table(row(0), row(1), row(1, first="2024-06-20"))
    seen = []

    def estimator(histories, missed):
        seen.extend([h.cells for h in histories])
        assert missed == (0.0, 0.02)
        return Estimate(Method.LATENT, histories[0].lists, 2, 3, Interval(2, 5), "so")

    found = ask(made, linked(made, [0, 0, 1], [0, 1, 2]), estimator=estimator)
    assert seen == [{3: 1, 2: 1}, {1: 1, 2: 2}]
    assert found.estimate.interval == Interval(2, 5)


def test_deaths_are_summed_over_incidents_once_and_not_estimated():
    made = table(row(0, low=2, high=3), row(1, low=1, high=5), row(1, first="2024-06-20", low=4, high=4))
    found = ask(made, linked(made, *[[0, 0, 1]] * 5), (about(measure="killed"),))
    assert found.recorded == Interval(5, 9)
    assert found.estimate is None


def test_a_measure_that_no_list_counts_has_no_number():
    made = table(row())
    assert "such things" in ask(made, linked(made, [0]), (about(measure="fighter"),)).unfit


def test_one_partition_is_said_to_be_taken_as_certain():
    made = table(row(0), row(1))
    assert any("taken as certain" in line for line in ask(made, linked(made, [0, 0])).differs)
    assert ask(made, linked(made, [0, 0])) == ask(made, linked(made, [0, 0]))


def test_a_silent_place_is_a_limit_of_what_lists_say():
    rows = []
    for month in range(1, 13):
        rows += [row(first=f"2024-{month:02}-{d:02}") for d in range(1, 11)]
        rows += [row(1, f"2024-{month:02}-{d:02}", admin1=1) for d in range(1, 11) if month not in (4, 5)]
    made = table(*rows)
    held = asked(made, linked(made, range(len(rows)))).of(about(YEAR))
    assert held.limits[0].startswith("Where reporters cannot work, every list misses the same incidents")
    assert "No list records anything in takhar from April 2024 to May 2024" in held.limits[1]
    june = asked(made, linked(made, range(len(rows)))).of(about(JUNE))
    assert len(june.limits) == 1
