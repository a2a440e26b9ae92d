"""Strata of a case: the values of linked incidents, out of what their records state."""

from datetime import UTC, date, datetime

import numpy as np
import pytest

from corroborate.case import Case
from corroborate.case.evidence import Asked
from corroborate.case.strata import EVERYTHING, by_stratum, everything
from corroborate.case.stratanames import Names
from corroborate.errors import SettingError
from corroborate.estimation.strata import estimate_strata_over
from corroborate.lists import taxonomies
from corroborate.lists.simulate import FOUR_LISTS, simulate, write
from corroborate.model.estimate import Refused
from corroborate.model.estimation import STRATA, EstimationSettings
from corroborate.model.evidence import Slice
from corroborate.model.interval import Interval
from corroborate.model.linkage import Linkage
from corroborate.model.record import DefinitionCard
from corroborate.model.recordtable import NO_DAY, RecordTable, Tree
from corroborate.model.window import DayRange, Window

NOW = datetime(2025, 6, 1, 12, tzinfo=UTC)
YEAR = Window.between(date(2024, 1, 1), date(2024, 12, 31))
ACTORS = Tree(
    ("civilians", "name:nrf", "police", "population", "rebels", "state", "unidentified"),
    np.array([3, 4, 5, -1, -1, -1, -1], np.int32),
)
CIVILIANS, NRF, POLICE, _, REBELS, STATE, UNIDENTIFIED = range(7)
KABUL, TAKHAR = 0, 1
CARDS = {
    name: DefinitionCard(
        name, name, "an attack", "any", "-", "-", window=DayRange(date(2024, 1, 1), date(2024, 12, 31))
    )
    for name in ("un", "press", "ngo")
}
TREES = taxonomies.actors().tree, taxonomies.events().tree


def days(text):
    return NO_DAY if text is None else (date.fromisoformat(text) - date(1970, 1, 1)).days


def row(which=0, first="2024-06-05", last=None, province=KABUL, a=NRF, b=-1):
    return (which, days(first), days(last or first), province, a, b)


def asked(*rows, partitions, cards=None):
    """Three lists, a row a record; every partition is a draw of the linkage."""
    column = list(zip(*rows, strict=True))
    n = len(rows)
    nan, none = np.full(n, np.nan), np.full(n, -1, np.int32)
    made = RecordTable(
        ("un", "press", "ngo"),
        np.array(column[0], np.int16),
        tuple(map(str, range(n))),
        np.array(column[1], np.int32),
        np.array(column[2], np.int32),
        nan,
        nan,
        nan.astype(np.float32),
        np.zeros(n, bool),
        np.array(column[3], np.int32),
        none,
        none,
        np.array(column[4], np.int32),
        np.array(column[5], np.int32),
        np.zeros(n, np.int32),
        nan,
        nan,
        nan,
        nan,
        ACTORS,
        Tree(("attack",), np.array([-1], np.int32)),
        place_names={"admin1": ("ISO:AF-KAB", "AF/takhar")},
    )
    linkage = Linkage(
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
    )
    return Asked(
        made,
        linkage,
        CARDS if cards is None else cards,
        types={"attack": ("attack",)},
        deaths=frozenset(),
        code_of=lambda name: name,
        estimator=lambda h, m: Refused("no", "no.", None, (), 0),
        seed=1,
    )


def tables(names, ask, lists=()):
    """What would be estimated: each draw's tables by label."""
    kept = []

    def stratify(draws, missed):
        assert missed == (0.0, 0.02)
        kept.extend(draws)
        return estimate_strata_over(draws, imputations=2)

    found = by_stratum(
        Slice("s", "attack", "", YEAR, None, ("c",)), names, ask, lists, stratify, Names(*TREES)
    )
    return found, [{label: t.cells for label, t in draw.items()} for draw in kept]


def test_each_draw_of_the_linkage_has_its_own_tables():
    ask = asked(row(0), row(1), row(1, province=TAKHAR), partitions=[[0, 0, 1], [0, 1, 2]])
    found, drawn = tables(("province",), ask)
    assert drawn == [
        {("Kabul",): {3: 1}, ("Takhar",): {2: 1}},
        {("Kabul",): {1: 1, 2: 1}, ("Takhar",): {2: 1}},
    ]
    assert [(s.values, s.recorded) for s in found.strata] == [(("Kabul",), 2), (("Takhar",), 1)]
    assert {s.refused.code for s in found.strata} == {"stratum_too_small"}
    assert found.recorded in {2, 3}


def test_most_records_of_an_incident_decide_its_value_then_the_finer_one():
    ask = asked(row(0), row(1, province=TAKHAR), row(2, province=TAKHAR), partitions=[[0, 0, 0]])
    assert tables(("province",), ask)[1] == [{("Takhar",): {7: 1}}]
    ask = asked(row(0, a=REBELS), row(1, a=NRF), partitions=[[0, 0]])
    assert tables(("actor",), ask)[1] == [{("Nrf",): {3: 1}}]


def test_months_are_known_only_where_all_days_lie_in_one():
    ask = asked(
        row(0, first="2024-02-28", last="2024-02-29"),
        row(0, first="2024-02-28", last="2024-03-01"),
        row(1, first="2024-12-31"),
        partitions=[[0, 1, 2]],
    )
    found, drawn = tables(("month",), ask)
    assert drawn == [{("2024-02",): {1: 1}, ("2024-12",): {2: 1}, (None,): {1: 1}}]
    assert any("without a stratum" in words for words in found.words)
    assert tables(("year",), ask)[1] == [{("2024",): {1: 2, 2: 1}}]


@pytest.mark.parametrize(
    ("a", "b", "label"),
    [
        (NRF, CIVILIANS, "Nrf"),
        (CIVILIANS, NRF, "Nrf"),
        (NRF, UNIDENTIFIED, "Nrf"),
        (POLICE, NRF, "Nrf and police"),
        (CIVILIANS, UNIDENTIFIED, "civilians"),
        (UNIDENTIFIED, -1, None),
        (-1, -1, None),
    ],
)
def test_the_armed_parties_tell_incidents_apart(a, b, label):
    ask = asked(row(a=a, b=b), row(a=STATE), partitions=[[0, 1]])
    assert (label,) in tables(("actor",), ask)[1][0]


def test_combinations_of_values_and_only_the_lists_asked_for():
    ask = asked(row(0), row(1), row(2, first="2024-07-01"), partitions=[[0, 1, 2]])
    found, drawn = tables(("province", "month"), ask, lists=("un", "press"))
    assert drawn == [{("Kabul", "2024-06"): {1: 1, 2: 1}, ("Kabul", "2024-07"): {}}]
    assert found.names == ("province", "month")


def test_where_nobody_has_a_value_the_reason_stands_instead():
    ask = asked(row(province=-1), row(1, province=-1), partitions=[[0, 1]])
    found, drawn = tables(("province",), ask)
    assert not drawn
    assert not found.strata
    assert "no incident has a value" in found.unfit


def test_everything_is_what_all_lists_cover():
    ask = asked(
        row(0, first="2024-01-09"),
        row(0),
        row(1, first="2024-05-09"),
        row(1),
        row(2),
        row(2, first="2024-09-09"),
        partitions=[range(6)],
        cards={},
    )
    about = everything(ask)
    assert about.window.outer.first == date(2024, 6, 1)
    assert about.window.outer.last == date(2024, 6, 30)
    names, (draw,) = ask.drawn(about)
    assert names == ("un", "press", "ngo")
    assert draw.count == 3


def test_a_stratum_that_incidents_do_not_have_is_named():
    with pytest.raises(SettingError, match=r"told apart by that: colour .*province"):
        EstimationSettings.of({"strata": ["colour"]})
    assert EstimationSettings.of({"strata": list(STRATA)}).strata == STRATA


def test_a_case_estimates_its_strata_and_keeps_them(tmp_path):
    write(tmp_path, [simulate(FOUR_LISTS.keeping(3), records=600, seed=4)], formats=("ged",))
    case = Case.create(tmp_path / "case", title="Attacks", question="How many?", now=NOW)
    for name in ("alpha", "beta", "gamma"):
        case.add(tmp_path / f"{name}.csv", list_name=name, published="2016-01-01", now=NOW)
    toml = case.path / "case.toml"
    more = (
        '[linkage]\nsweeps = 60\n[estimation]\nspread = "none"\nstrata = ["province", "year"]\n[definitions]'
    )
    toml.write_text(toml.read_text().replace("[definitions]", more))
    case.run(now=NOW)
    (found,) = case.dossier(NOW).listing.strata
    assert found.slice.id == EVERYTHING
    assert found.names == ("province", "year")
    assert all(len(s.values) == 2 for s in found.strata)
    assert all((s.estimate is None) != (s.refused is None) for s in found.strata)
    assert any(s.estimate is not None for s in found.strata)
    kept = sum(s.recorded for s in found.strata)
    assert abs(kept - found.recorded) <= len(found.strata)
    assert found.total.low >= found.recorded * 0.9
    assert not case.run(now=NOW).changed
    assert case.dossier(NOW).listing.strata == (found,)
