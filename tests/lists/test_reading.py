"""Rows to records: what is read, rejected, flagged and left out, and that it adds up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corroborate.errors import FileTypeError, InputError, SettingError, TableError
from corroborate.lists import Mapping, from_dict, read
from corroborate.lists.flags import FLAGS
from corroborate.model.interval import Interval
from corroborate.model.place import PlaceKind
from corroborate.model.record import Duplicates
from corroborate.model.source import NOT_STATED
from corroborate.model.window import DayRange

from .conftest import Write, row


def test_a_row_becomes_a_record(write: Write, mapping: Mapping) -> None:
    found = read(write([row(Until="2024-03-11")]), mapping=mapping)
    (record,) = found.records
    assert (record.list_id, record.row_id, record.line) == ("ours", "1", 2)
    assert record.days == DayRange.on(date(2024, 3, 9))
    assert record.ended == DayRange.on(date(2024, 3, 11))
    assert record.country == "AF"
    assert record.admin1_id == "ISO:AF-HER"
    assert record.place is not None
    assert (record.place.lat, record.place.lon, record.place.name) == (34.35, 62.2, "Herat")
    assert record.place.precision_km is None
    assert [(a.name, a.code, a.role) for a in record.actors] == [("Taliban", "group-taliban", "side")]
    assert (record.event_type, record.type_words) == ("ambush", "ambush")
    assert record.deaths == {"all": Interval(3, 5)}
    assert record.flags == ()
    assert found.mapping["begin"] == "Day"


def test_what_is_not_stated_of_a_list_is_not_guessed(write: Write) -> None:
    bare = from_dict({"name": "ours", "columns": {"begin": "Day"}})
    card = read(write([row()]), mapping=bare).card
    assert {card.unit, card.threshold, card.merge_rule, card.count_rule, card.area} == {NOT_STATED}
    assert card.window is None


def test_what_is_stated_of_a_list_stands_on_its_card(write: Write, mapping: Mapping) -> None:
    found = read(write([row()]), mapping=mapping, card={"duplicates": "free", "area": "Herat"}).card
    assert (found.unit, found.area, found.duplicates) == ("an attack", "Herat", Duplicates.FREE)
    assert found.window == DayRange(date(2020, 1, 1), date(2024, 12, 31))
    assert len(found.sha256) == 64


IMPOSSIBLE = [
    ({"Day": "2024-02-31"}, "Day", "a day that does not exist"),
    ({"Day": "soon"}, "Day", "not a date"),
    ({"Lat": "91"}, "Lat", "a latitude beyond 90 degrees"),
    ({"Lon": "-180.5"}, "Lon", "a longitude beyond 180 degrees"),
    ({"Lat": "north"}, "Lat", "not a latitude"),
    ({"Lat": "inf"}, "Lat", "a latitude beyond 90 degrees"),
    ({"Dead": "dozens"}, "Dead", "not a count"),
    ({"Dead": "-1"}, "Dead", "a count below zero"),
    ({"Most": "2.5"}, "Most", "a count with a fraction"),
    ({"Until": "32/12/2024"}, "Until", "a date of another form than the list's"),
]


def test_an_impossible_value_rejects_its_row(write: Write, mapping: Mapping) -> None:
    rows = [row(f"bad {i}", **cells) for i, (cells, _, _) in enumerate(IMPOSSIBLE)]
    found = read(write([row("good"), *rows, row("last", Lat="nan")]), mapping=mapping)
    assert found.rows == len(IMPOSSIBLE) + 2 == len(found.records) + len(found.rejects)
    assert [r.row_id for r in found.records] == ["good", "last"]
    for line, (reject, (cells, column, reason)) in enumerate(
        zip(found.rejects, IMPOSSIBLE, strict=True), start=3
    ):
        assert (reject.file, reject.line, reject.column, reject.reason) == ("ours.csv", line, column, reason)
        assert reject.value == cells[column]
        assert reject.row["ID"] == f"bad {line - 3}"


SUSPICIOUS = [
    ({"Until": "2024-03-01"}, "end-before-start"),
    ({"Until": "2028-03-09"}, "long"),
    ({"Day": "2042-03-09"}, "outside-window"),
    ({"Day": ""}, "no-date"),
    ({"Lat": "62.2", "Lon": "34.35"}, "swapped"),
    ({"Lon": "-62.2"}, "sign"),
    ({"Lat": "0", "Lon": "0"}, "zero-point"),
    ({"Lat": "-60", "Lon": "10"}, "outside-country"),
    ({"Lon": ""}, "half-a-point"),
    ({"Least": "4"}, "deaths-order"),
    ({"Most": "1"}, "deaths-order"),
    ({"ID": ""}, "no-id"),
]


def test_a_suspicious_value_is_kept_and_flagged(write: Write, mapping: Mapping) -> None:
    rows = [row(str(i), **cells) for i, (cells, _) in enumerate(SUSPICIOUS)]
    found = read(write([row("good"), *rows]), mapping=mapping)
    assert not found.rejects
    assert found.records[0].flags == ()
    for record, (cells, code) in zip(found.records[1:], SUSPICIOUS, strict=True):
        (flag,) = [f for f in record.flags if f.code == code]
        assert flag.words == FLAGS[code]
        assert flag.column in record.row
        assert set(cells.items()) <= set(record.row.items())


def test_an_end_before_the_start_leaves_the_start(write: Write, mapping: Mapping) -> None:
    (record,) = read(write([row(Until="2023-03-09")]), mapping=mapping).records
    assert (record.days, record.ended) == (DayRange.on(date(2024, 3, 9)), None)


def test_a_range_out_of_order_holds_all_its_figures(write: Write, mapping: Mapping) -> None:
    (record,) = read(write([row(Least="7", Dead="3", Most="5")]), mapping=mapping).records
    assert record.deaths["all"] == Interval(3, 7)


def test_an_id_that_stands_twice_is_kept_twice(write: Write, mapping: Mapping) -> None:
    found = read(write([row("x"), row("x"), row("y"), row("x")]), mapping=mapping)
    assert [r.row_id for r in found.records] == ["x", "x #2", "y", "x #3"]
    assert [len(r.flags) for r in found.records] == [0, 1, 0, 1]


def test_a_place_without_a_point_takes_the_gazetteers_and_says_so(write: Write, mapping: Mapping) -> None:
    town, area, land = read(
        write(
            [
                row("1", Lat="", Lon=""),
                row("2", Lat="", Lon="", Place="Nowhere-on-any-map"),
                row("3", Lat="", Lon="", Place="", Province=""),
            ]
        ),
        mapping=mapping,
    ).records
    kinds = [r.place.kind for r in (town, area, land) if r.place]
    assert kinds == [PlaceKind.SETTLEMENT, PlaceKind.ADMIN1, PlaceKind.COUNTRY]
    assert [r.place.is_centroid for r in (town, area, land) if r.place] == [False, True, True]
    assert all([f.code for f in r.flags] == ["named-point"] for r in (town, area, land))


def test_values_that_no_taxonomy_knows_are_counted(write: Write, mapping: Mapping) -> None:
    rows = [
        row("1", What="quarrel", Who="Ones"),
        row("2", What="quarrel", Who="Ones"),
        row("3", Country="Xland"),
    ]
    found = read(write(rows), mapping=mapping)
    assert found.unmapped == {"events": {"quarrel": 2}, "actors": {"Ones": 2}, "countries": {"Xland": 1}}
    assert {a.code for r in found.records[:2] for a in r.actors} == {"name:ones"}


def test_a_case_adds_to_the_taxonomies(write: Write, mapping: Mapping) -> None:
    own = {
        "events": {"tree": {"quarrel": ["violence", "quarrel"]}, "words": {"Quarrel": "quarrel"}},
        "actors": {"groups": {"group-ones": ["militia", "Ones", ["Ones", "The Ones"]]}},
    }
    found = read(write([row(What="QUARREL", Who="the ones")]), mapping=mapping, taxonomy=own)
    assert found.records[0].event_type == "quarrel"
    assert found.records[0].actors[0].code == "group-ones"
    with pytest.raises(SettingError, match="coarser code"):
        read(write([row()]), mapping=mapping, taxonomy={"events": {"tree": {"a": ["nothing", "a"]}}})


def test_rows_that_are_left_out_are_counted_with_their_reason(write: Write, mapping: Mapping) -> None:
    chosen = replace(mapping, leave_out={"What": {"rumour": "rumours are not of this list"}})
    found = read(
        write([row("1"), row("2", What="rumour", Dead="dozens"), row("3", Lat="91")]), mapping=chosen
    )
    assert (found.rows, len(found.records), len(found.rejects)) == (3, 1, 1)
    assert found.left_out == {"rumours are not of this list": 1}


def test_decimal_commas_are_read_where_the_point_has_them(write: Write, mapping: Mapping) -> None:
    (record,) = read(write([row(Lat="34,35", Lon="62,2")], delimiter=";"), mapping=mapping).records
    assert record.place is not None
    assert (record.place.lat, record.place.lon) == (34.35, 62.2)


def test_days_first_and_months_first_in_one_column_are_rejects_where_they_cannot_be_told(
    write: Write, mapping: Mapping
) -> None:
    open_ = replace(mapping, dates=())
    rows = [row("1", Day="25/03/2024"), row("2", Day="03/25/2024"), row("3", Day="03/04/2024")]
    found = read(write(rows), mapping=open_)
    assert [r.days.first for r in found.records] == [date(2024, 3, 25)] * 2
    assert [(r.line, r.value) for r in found.rejects] == [(4, "03/04/2024")]


def test_lines_are_those_of_the_file(write: Write, mapping: Mapping) -> None:
    found = read(write([row("1", What="a\nb\r\nc"), row("2", Lat="91"), row("3")]), mapping=mapping)
    assert [r.line for r in found.records] == [2, 6]
    assert [r.line for r in found.rejects] == [5]


def test_a_list_without_a_known_format_asks_for_a_mapping(write: Write) -> None:
    with pytest.raises(TableError, match=r"lists map ours\.csv"):
        read(write([row()]))


def test_a_mapping_of_a_column_that_is_not_there_is_refused(write: Write) -> None:
    with pytest.raises(TableError, match=r"does not have: Date"):
        read(write([row()]), mapping=from_dict({"columns": {"begin": "Date"}}))


@pytest.mark.parametrize(
    "data",
    [
        {"columns": {"moment": "Day"}},
        {"columns": {"begin": ["A", "B"]}},
        {"colums": {}},
        {"dates": "ydm"},
        {"decimal": ";"},
        {"date_codes": {"1": "roughly"}},
        {"place_codes": {"1": "village 5 km"}},
        {"columns": []},
    ],
)
def test_a_mapping_that_cannot_be_used_is_refused(data: dict[str, object]) -> None:
    with pytest.raises(SettingError):
        from_dict(data)


def test_a_pattern_that_cannot_be_used_is_refused(write: Write, mapping: Mapping) -> None:
    with pytest.raises(SettingError, match="pattern"):
        read(write([row()]), mapping=replace(mapping, pattern={"begin": "("}))


def test_a_file_that_is_not_there_or_a_folder_is_refused(tmp_path: Path, mapping: Mapping) -> None:
    with pytest.raises(InputError, match="no such file"):
        read(tmp_path / "none.csv", mapping=mapping)
    with pytest.raises(FileTypeError, match="folder"):
        read(tmp_path, mapping=mapping)


def test_reading_is_deterministic(write: Write, mapping: Mapping) -> None:
    path = write([row(str(i), Dead=str(i % 7), Who=f"Group {i % 5}") for i in range(300)])
    assert read(path, mapping=mapping) == read(path, mapping=mapping)
