"""Each known format: recognised by what is in the file, its codes turned into days and km."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from corroborate.errors import SettingError
from corroborate.lists import comparable, formats, read
from corroborate.lists.cards import card_of
from corroborate.lists.laws import date_law, place_law
from corroborate.model.interval import Interval
from corroborate.model.place import PlaceKind
from corroborate.model.record import Duplicates, Record, Sex, Standing
from corroborate.model.window import DayRange

from .conftest import Write

GED = {
    "id": "7", "year": "2021", "type_of_violence": "1", "side_a": "Government of Mali", "side_b": "Front",
    "where_prec": "1", "where_coordinates": "Gao town", "adm_1": "Gao region", "latitude": "16.27",
    "longitude": "-0.04", "country": "Mali", "date_prec": "1", "date_start": "2021-03-09",
    "date_end": "2021-03-09",
    "deaths_a": "1", "deaths_b": "2", "deaths_civilians": "0", "deaths_unknown": "0",
    "best": "3", "high": "4", "low": "2", "source_date": "2021-03-10;2021-03-11",
    "source_article": '"A,2021-03-10,First";"B,2021-03-11,Second; more"',
}  # fmt: skip


def ged(write: Write, *changes: dict[str, str]) -> tuple[Record, ...]:
    rows = [list({**GED, "id": str(i), **change}.values()) for i, change in enumerate(changes)]
    found = read(write(rows, list(GED)))
    assert (found.format, found.rejects) == ("ucdp-ged", ())
    return found.records


def test_every_format_ships_a_card_and_a_way_to_recognise_it() -> None:
    assert len(formats.known()) == len({f.name for f in formats.known()}) >= 9
    for format in formats.known():
        card = card_of(format, format.name)
        assert all(getattr(card, n) for n in ("unit", "threshold", "merge_rule", "count_rule")), format.name
        assert format.recognise["columns"]
        for marks in format.recognise["columns"]:
            assert formats.recognise(marks) is format or len(marks) < 6
    with pytest.raises(SettingError, match="one of acled"):
        formats.named("ged")


def test_ucdp_date_codes_are_day_ranges(write: Write) -> None:
    def day(*ends: tuple[int, int]) -> DayRange:
        return DayRange(*(date(2021, m, d) for m, d in ends))

    long = {"date_end": "2021-03-12"}
    records = ged(
        write,
        {"date_prec": "1"},
        {"date_prec": "2", **long},
        {"date_prec": "2"},
        {"date_prec": "3"},
        {"date_prec": "4", **long},
        {"date_prec": "4"},
        {"date_prec": "5"},
        {"date_prec": "1", **long},
        {"date_prec": "9"},
    )
    assert [r.days for r in records] == [
        day((3, 9), (3, 9)),
        day((3, 9), (3, 12)),
        day((3, 6), (3, 12)),
        day((3, 6), (3, 12)),
        day((3, 9), (3, 12)),
        day((3, 1), (3, 31)),
        day((1, 1), (12, 31)),
        day((3, 9), (3, 9)),
        day((3, 9), (3, 9)),
    ]
    assert [r.ended for r in records[1:7]] == [None] * 6
    assert records[7].ended == DayRange.on(date(2021, 3, 12))
    assert [f.code for f in records[8].flags] == ["date-code"]


def test_ucdp_place_codes_are_kinds_and_km(write: Write) -> None:
    records = ged(write, *({"where_prec": str(code)} for code in range(1, 8)))
    kinds = [r.place.kind for r in records if r.place]
    assert kinds == [
        PlaceKind.SETTLEMENT, PlaceKind.SETTLEMENT, PlaceKind.ADMIN2, PlaceKind.ADMIN1,
        PlaceKind.REGION, PlaceKind.COUNTRY, PlaceKind.REGION,
    ]  # fmt: skip
    assert [r.place.is_centroid for r in records if r.place] == [False, False, True, True, True, True, True]
    assert [r.place.precision_km for r in records[:3] if r.place] == [5.0, 25.0, 50.0]
    # The gazetteer knows how far this division and this country reach.
    assert 50 < (records[3].place.precision_km or 0) < 1000  # type: ignore[union-attr]
    assert 500 < (records[5].place.precision_km or 0) < 2000  # type: ignore[union-attr]


def test_ucdp_groups_actors_sources_and_years(write: Write) -> None:
    (plain, odd, late) = ged(write, {}, {"year": "2020"}, {"source_date": "2020-03-10"})
    assert plain.deaths == {
        "all": Interval(2, 4), "side_a": Interval(1, 1), "side_b": Interval(2, 2),
        "civilians": Interval(0, 0), "unknown": Interval(0, 0),
    }  # fmt: skip
    assert [(a.code, a.role) for a in plain.actors] == [("state:ML", "side_a"), ("name:front", "side_b")]
    assert plain.sources == ("A,2021-03-10,First", "B,2021-03-11,Second; more")
    assert plain.flags == ()
    assert [f.code for f in odd.flags] == ["year-differs"]
    assert [f.code for f in late.flags] == ["reported-before"]


def test_a_candidate_file_without_a_header_is_recognised_by_its_cells(tmp_path: Path, write: Write) -> None:
    layout = formats.named("ucdp-ged").recognise["headerless"][0]["columns"]
    cells = [GED.get(name, "0") for name in layout]
    found = read(write([[*cells]], [*cells], name="candidate.csv"))
    assert (found.format, found.rows) == ("ucdp-ged", 2)
    assert [r.line for r in found.records] == [1, 2]
    assert found.records[0].row["side_a"] == "Government of Mali"
    assert "no header" in found.notes[0]


def test_the_api_of_ucdp_gives_the_same_records(tmp_path: Path, write: Write) -> None:
    stamped = {
        **GED,
        "id": 7,
        "date_start": 1615248000000,
        "date_end": 1615248000000,
        "year": 2021,
        "adm_2": None,
    }
    page = tmp_path / "page.json"
    page.write_text(json.dumps({"TotalCount": 1, "NextPageUrl": "", "Result": [stamped]}, indent=1), "utf-8")
    (of_api,) = read(page).records
    (of_csv,) = ged(write, {"id": "7"})
    for name in ("days", "place", "actors", "deaths", "sources", "event_type", "admin1_id", "country"):
        assert getattr(of_api, name) == getattr(of_csv, name), name
    assert "adm_2" not in of_api.row


ACLED = {
    "event_id_cnty": "MLI1", "event_date": "09 March 2021", "year": "2021", "time_precision": "1",
    "event_type": "Battles", "sub_event_type": "Armed clash", "actor1": "Military Forces of Mali (2020-2021)",
    "assoc_actor_1": "GATIA; MSA", "inter1": "1", "actor2": "Front", "assoc_actor_2": "", "inter2": "2",
    "country": "Mali", "admin1": "Gao", "admin2": "Gao", "location": "Gao", "latitude": "16.27",
    "longitude": "-0.04", "geo_precision": "1", "source": "A; B", "notes": "On 9 March …", "fatalities": "4",
}  # fmt: skip


def test_acled(write: Write) -> None:
    rows = [
        list({**ACLED, "event_id_cnty": f"MLI{i}", **change}.values())
        for i, change in enumerate(
            (
                {},
                {"time_precision": "2", "geo_precision": "2"},
                {"time_precision": "3", "geo_precision": "3", "sub_event_type": "", "fatalities": ""},
            )
        )
    ]
    found = read(write(rows, list(ACLED)))
    assert found.format == "acled"
    a, b, c = found.records
    assert [str(r.days) for r in (a, b, c)] == [
        "2021-03-09",
        "2021-03-06..2021-03-12",
        "2021-03-01..2021-03-31",
    ]
    assert [r.place.kind for r in (a, b, c) if r.place] == ["settlement", "settlement", "admin1"]
    assert [r.event_type for r in (a, b, c)] == ["clash", "clash", "fighting"]
    assert [(x.code, x.role) for x in a.actors] == [
        ("military:ML", "actor1"),
        ("name:front", "actor2"),
        ("name:gatia", "associated1"),
        ("name:msa", "associated1"),
    ]
    assert [x.kind for x in a.actors[:2]] == ["military", "rebels"]
    assert a.sources == ("A", "B")
    assert (a.deaths, c.deaths) == ({"all": Interval(4, 4)}, {})


def test_gtd_unknown_parts_and_numbers(write: Write) -> None:
    header = ("eventid", "iyear", "imonth", "iday", "country_txt", "city", "latitude", "longitude",
              "specificity", "attacktype1", "attacktype1_txt", "gname", "nkill", "nwound")  # fmt: skip

    def one(id: str, day: tuple[str, str], code: str = "3", lon: str = "-0.04", **cells: str) -> list[str]:
        plain = {
            "id": id, "year": "2021", "month": day[0], "day": day[1], "country": "Mali", "city": "Gao",
            "lat": "16.27", "lon": lon, "spec": "1", "code": code, "type": "", "group": "Front", "dead": "0",
            "hurt": "0",
        }  # fmt: skip
        return list({**plain, **cells}.values())

    rows = [
        one("202103090001", ("3", "9"), type="Bombing/Explosion", dead="2", hurt="1"),
        one("202103000002", ("3", "0"), "2", "", lat="", spec="5", dead="-99", hurt=""),
        one("202100000003", ("0", "0"), "9", "", lat="", spec="5", dead="", hurt="-9", type="Unknown"),
        one("202103080004", ("3", "9"), lon="-86185896"),
        one("202103080005", ("3", "9")),
    ]
    found = read(write(rows, header))
    assert (found.format, found.rows, len(found.records)) == ("gtd", 5, 4)
    assert [str(r.days) for r in found.records] == [
        "2021-03-09", "2021-03-01..2021-03-31", "2021-01-01..2021-12-31", "2021-03-09",
    ]  # fmt: skip
    assert [r.deaths for r in found.records[:3]] == [{"all": Interval(2, 2)}, {}, {}]
    assert [r.injured for r in found.records[:3]] == [Interval(1, 1), None, None]
    assert [r.event_type for r in found.records[:3]] == ["bombing", "armed-assault", "violence"]
    assert [(r.line, r.column, r.value) for r in found.rejects] == [(5, "longitude", "-86185896")]
    assert [f.code for f in found.records[3].flags] == ["id-date"]


def gdelt(name: str, **cells: str) -> str:
    names = formats.named(name).recognise["headerless"][0]["columns"]
    return "\t".join(cells.get(n, "") for n in names) + "\n"


def test_gdelt_events_have_no_header_and_quotes_are_characters(tmp_path: Path) -> None:
    path = tmp_path / "20210309.export.CSV"
    common = {
        "SQLDATE": "20210309", "EventRootCode": "19", "DATEADDED": "20210309120000", "Actor1Name": '5" GUN',
        "Actor1Type1Code": "REB", "ActionGeo_Type": "4", "ActionGeo_FullName": "Gao, Gao, Mali",
        "ActionGeo_Lat": "16.27", "ActionGeo_Long": "-0.04", "SOURCEURL": "https://example.org/a",
    }  # fmt: skip
    lines = [
        gdelt("gdelt-events", GLOBALEVENTID=str(i), EventCode=c, **common)
        for i, c in enumerate(("190", "195", "1831"))
    ]
    path.write_text("".join(lines), "utf-8")
    found = read(path)
    assert (found.format, found.rows, found.rejects) == ("gdelt-events", 3, ())
    assert [r.event_type for r in found.records] == ["fighting", "air-strike", "suicide-bombing"]
    first = found.records[0]
    assert (first.line, first.country, first.url) == (1, "ML", "https://example.org/a")
    assert [(a.name, a.kind) for a in first.actors] == [('5" GUN', "rebels")]
    assert first.place is not None
    assert (first.place.name, first.place.precision_km, found.card.standing) == ("Gao", 10.0, Standing.CLAIMS)


def test_gdelt_mentions(tmp_path: Path) -> None:
    path = tmp_path / "m.CSV"
    path.write_text(
        gdelt(
            "gdelt-mentions", GLOBALEVENTID="1", EventTimeDate="20210309110000", SentenceID="3",
            MentionTimeDate="20210309120000", MentionType="1", MentionIdentifier="https://example.org/a",
        ),
        "utf-8",
    )  # fmt: skip
    found = read(path)
    assert (found.format, str(found.records[0].days)) == ("gdelt-mentions", "2021-03-09")


def test_airwars_ranges_and_persons(tmp_path: Path, write: Write) -> None:
    incident = {
        "incident_code": "X1", "incident_date": "2021-03-09", "country": "Mali", "location": "Gao",
        "alleged_belligerent": "Front, Unknown", "civilian_deaths_min": 0, "civilian_deaths_max": 4,
        "civilian_injuries_min": 1, "civilian_injuries_max": None, "strike_type": "Airstrike",
        "sources": [{"url": "https://example.org/a"}, {"url": "https://example.org/b"}], "victims": [],
    }  # fmt: skip
    path = tmp_path / "incident.json"
    path.write_text(json.dumps(incident), "utf-8")
    (record,) = read(path).records
    assert (record.deaths["all"], record.injured) == (Interval(0, 4), Interval(1, None))
    assert record.sources == ("https://example.org/a", "https://example.org/b")
    assert [a.name for a in record.actors] == ["Front", "Unknown"]
    header = ("incident_id", "incident_date", "victim_id", "name_en", "name_ar", "age_years", "gender",
              "killed_or_injured", "moh_id")  # fmt: skip
    rows = [
        ("X1", "2021-03-09", "1", "A Person", "شخص", "30", "f", "k", "99"),
        ("X1", "2021-03-09", "2", "B Person", "", "0.5", "m", "i", ""),
    ]
    killed, injured = read(write(rows, header)).records
    assert (killed.deaths["all"], killed.injured) == (Interval(1, 1), Interval(0, 0))
    assert (injured.deaths["all"], injured.injured) == (Interval(0, 0), Interval(1, 1))
    assert killed.person is not None
    assert (killed.person.sex, killed.person.age, killed.person.other_names) == (
        Sex.FEMALE, Interval(30, 30), ("شخص", "99"),
    )  # fmt: skip
    assert injured.person is not None
    assert injured.person.age == Interval(0, 0)


def test_timemap(tmp_path: Path) -> None:
    event = {
        "id": "C1", "civId": "C1", "description": "A house.", "date": "3/9/2021", "location": "Gao",
        "latitude": "16.27", "longitude": "-0.04", "sources": ["https://example.org/v"], "associations": [],
        "category": "",
    }  # fmt: skip
    path = tmp_path / "events.json"
    path.write_text(json.dumps([event]), "utf-8")
    found = read(path)
    assert (found.format, str(found.records[0].days)) == ("timemap", "2021-03-09")
    assert found.records[0].sources == ("https://example.org/v",)


def test_maverick_codes_may_be_written_as_floats(write: Write) -> None:
    header = ("id", "event_id", "country", "election", "date_start", "date_end", "city", "location",
              "latitude", "longitude", "geo_precision", "actor1", "actor1_type", "actor2", "deaths_best",
              "deaths_low", "deaths_high", "source", "event_context")  # fmt: skip

    def one(id: str, start: str, end: str, source: str, election: str = "X-2011") -> tuple[str, ...]:
        return (id, "E1", "Mali", election, start, end, "Gao", "", "16.27", "-0.04", "3.0", "Front",
                "Security forces", "", "1", "1", "1", source, "Clash")  # fmt: skip

    rows = [
        one("a", "2011-03-09", "2011-03-09", "Agency (2011-03-10) Words"),
        one("b", "2011-03-09", "2011-03-08", "Agency (2011-03-10) Words"),
        one("c", "2011-12-09", "2011-12-09", "Agency (2011-03-10) Words"),
        one("d", "2011-03-09", "2031-03-09", "Agency (2011-03-10) Words"),
        one("e", "2011-03-09", "2011-03-09", "Agency (2012-03-12) Words"),
        one("f", "2031-03-09", "2031-03-09", "Agency (2031-03-12) Words"),
    ]
    found = read(write(rows, header))
    assert (found.format, found.card.duplicates) == ("maverick", Duplicates.FREE)
    assert [[f.code for f in r.flags] for r in found.records] == [
        [], ["end-before-start"], ["reported-before"], ["long"], ["year-slip"], ["year-differs"],
    ]  # fmt: skip
    assert found.records[0].place is not None
    assert found.records[0].place.kind is PlaceKind.SETTLEMENT
    assert found.records[0].actors[0].kind == "state"


def test_laws_are_checked() -> None:
    assert date_law("stated or around 3").days == 3
    assert place_law("country").km is None
    for words in ("", "stated or", "around", "around 1000", "decade"):
        with pytest.raises(SettingError):
            date_law(words)
    for words in ("", "town 5 km", "settlement 5", "settlement x km"):
        with pytest.raises(SettingError):
            place_law(words)


def test_c11_two_lists_are_compared_only_through_stated_rules() -> None:
    a, b = (card_of(formats.named(name), name) for name in ("ucdp-ged", "acled"))
    found = {d.point: d for d in comparable(a, b)}
    assert found["threshold"].rules == ("deadly",)
    assert "not state its area" in found["area"].words
    assert "ucdp-ged" in found["duplicates"].words
    assert [d.point for d in comparable(a, a)] == ["area"]
