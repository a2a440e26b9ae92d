"""Places: names, variants, ambiguity, precision."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corroborate.claims.places import find_places
from corroborate.errors import TableError
from corroborate.gazetteer import builtin, from_geonames
from corroborate.gazetteer.builtin import entries
from corroborate.gazetteer.fold import fold, loose
from corroborate.model.place import PlaceKind


def ids(text: str, **options: str) -> list[str | None]:
    return [m.place.id for m in find_places(text, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in Panjshir", "ISO:AF-PAN"),
        ("in Panjsher", "ISO:AF-PAN"),
        ("in Nangarhār", "ISO:AF-NAN"),
        ("in Ningarhar", "ISO:AF-NAN"),
        ("in Takhar province", "ISO:AF-TAK"),
        ("in Kondoz province", "ISO:AF-KDZ"),
        ("in Qandahar province", "ISO:AF-KAN"),
        ("in Uruzgan", "ISO:AF-URU"),
        ("in Sar-e-Pul", "ISO:AF-SAR"),
        ("in Mazar-i-Sharif", "GN:1133616"),
        ("Kabul city", "GN:1138958"),
        ("Kabul province", "ISO:AF-KAB"),
        ("the province of Kabul", "ISO:AF-KAB"),
        ("the Panjshir Valley", "REG:panjshir-valley"),
        ("in the U.S.", "ISO:US"),
        ("in Cote d'Ivoire", "ISO:CI"),
        ("in Türkiye", "ISO:TR"),
        ("in Central Asia", "REG:central-asia"),
        ("در ولایت پنجشیر", "ISO:AF-PAN"),
        ("در شهر کابل", "GN:1138958"),
        ("در ننگرهار", "ISO:AF-NAN"),
        ("in Deir Ezzor", "ISO:SY-DY"),
        ("in Kharkiv", "ISO:UA-63"),
    ],
)
def test_a_name_is_found(text: str, expected: str) -> None:
    assert ids(text) == [expected]


def test_all_afghan_provinces_are_there_with_points_and_precision() -> None:
    provinces = {
        e.place.id: e.place for e in entries() if e.place.country == "AF" and e.place.kind is PlaceKind.ADMIN1
    }
    assert len(provinces) == 34
    for place in provinces.values():
        assert place.lat is not None
        assert place.lon is not None
        assert place.precision_km is not None
        assert 29 < place.lat < 39
        assert 60 < place.lon < 75
        assert 30 <= place.precision_km <= 310
        assert place.is_centroid


@pytest.mark.shared
def test_provinces_hold_the_towns_that_geonames_puts_in_them(shared: Path) -> None:
    import json
    import math

    codes = {
        row["code"][3:]: row["name"] for row in json.loads((shared / "gazetteer/af_admin1.json").read_text())
    }
    checked = 0
    for town in json.loads((shared / "gazetteer/af_cities500.json").read_text()):
        name = codes.get(town["admin1code"])
        found = [e.place for e in builtin().find(name or "") if e.place.kind is PlaceKind.ADMIN1]
        if not found:
            continue
        place = found[0]
        assert place.lat is not None
        assert place.lon is not None
        assert place.precision_km is not None
        north = (town["latitude"] - place.lat) * 111.2
        east = (town["longitude"] - place.lon) * 111.3 * math.cos(math.radians(place.lat))
        checked += math.hypot(north, east) <= place.precision_km * 1.1
    assert checked >= 290


@pytest.mark.shared
def test_iso_codes_and_names_are_those_of_the_standard(shared: Path) -> None:
    import json

    for row in json.loads((shared / "gazetteer/af_iso3166_2.json").read_text()):
        assert f"ISO:{row['code']}" in {e.place.id for e in builtin().find(row["name"])}, row


def test_countries_are_those_of_iso_3166() -> None:
    countries = {e.place.country for e in entries() if e.place.kind is PlaceKind.COUNTRY}
    assert len(countries) == 250
    for entry in entries():
        assert entry.place.lat is None or -90 <= entry.place.lat <= 90
        assert entry.place.lon is None or -180 <= entry.place.lon <= 180


def test_ambiguity_is_kept() -> None:
    (kabul,) = find_places("an attack in Kabul")
    assert kabul.place.kind is PlaceKind.SETTLEMENT
    assert [a.id for a in kabul.place.alternatives] == ["ISO:AF-KAB"]
    (congo,) = find_places("in Congo")
    assert {congo.place.id, *(a.id for a in congo.place.alternatives)} == {"ISO:CG", "ISO:CD"}


def test_beside_provinces_a_name_of_both_is_a_province() -> None:
    assert ids("with 20 in Kabul, 6 in Takhar") == ["ISO:AF-KAB", "ISO:AF-TAK"]


def test_country_context_decides() -> None:
    assert ids("in Georgia", country="US") == ["ISO:US-GA"]
    assert ids("in Georgia, near Tbilisi")[0] == "ISO:GE"


@pytest.mark.parametrize(
    "text",
    [
        "Michael Jordan scored.",
        "Chad Smith said so.",
        "President Jordan spoke.",
        "They ate turkey and read.",
        "He likes to chin the bar.",
    ],
)
def test_persons_and_words_are_no_places(text: str) -> None:
    assert ids(text) == []


def test_ambiguous_names_are_places_where_the_words_around_say_so() -> None:
    assert ids("He fled to Sudan and Chad.") == ["ISO:SD", "ISO:TD"]
    assert ids("Refugees arrived in Jordan.") == ["ISO:JO"]


def test_adjectives_are_given_only_when_asked_for() -> None:
    text = "Afghan officials and Pakistani officers"
    assert find_places(text) == ()
    assert [(m.place.country, m.adjective) for m in find_places(text, adjectives=True)] == [
        ("AF", True),
        ("PK", True),
    ]


PIECES = st.sampled_from(["Kabul", "Jordan", "of", "and", ",", "the", "U.S.", "کابل", "\n"])


@given(st.one_of(st.text(), st.lists(PIECES).map(" ".join)))
@settings(max_examples=300, deadline=None)
def test_any_text_gives_exact_spans_in_order(text: str) -> None:
    done = 0
    found = find_places(text, adjectives=True)
    for mention in found:
        assert done <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.place.words
        done = mention.end
    assert find_places(text, adjectives=True) == found


@given(st.text())
def test_folding_settles(name: str) -> None:
    assert fold(fold(name)) == fold(name)
    assert loose(name) == loose(fold(name))


LINE = "\t".join(
    [
        *("1427690", "Dara", "Dara", "Darah,دره"),
        *(
            "35.44",
            "69.66",
            "P",
            "PPL",
            "AF",
            "",
            "42",
            "",
            "",
            "",
            "20000",
            "",
            "2000",
            "Asia/Kabul",
            "2020-01-01",
        ),
    ]
)


def test_a_geonames_dump_is_indexed_once(tmp_path: Path) -> None:
    dump, index = tmp_path / "AF.txt", tmp_path / "af.sqlite"
    dump.write_text(LINE + "\n", encoding="utf-8")
    gazetteer = from_geonames(dump, index)
    assert [m.place.id for m in find_places("fighting in Dara and Kabul", gazetteer=gazetteer)] == [
        "GN:1427690",
        "GN:1138958",
    ]
    assert [e.place.id for e in gazetteer.find("دره")] == ["GN:1427690"]
    gazetteer.close()
    dump.unlink()
    again = from_geonames(dump, index)
    assert again.find("DARAH")[0].place.precision_km == 5.0
    again.close()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"name,lat\nKabul,34\n", "columns"),
        (LINE.replace("35.44", "north").encode(), "no number"),
        (b"", "no place"),
        (b"\xff\xfe1", "UTF-8"),
    ],
)
def test_a_file_that_is_no_dump_is_refused_and_nothing_stays(
    tmp_path: Path, content: bytes, words: str
) -> None:
    dump, index = tmp_path / "AF.txt", tmp_path / "af.sqlite"
    dump.write_bytes(content)
    with pytest.raises(TableError, match=words):
        from_geonames(dump, index)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["AF.txt"]


def test_a_broken_line_of_a_dump_is_rejected_with_its_reason_and_the_rest_is_read(tmp_path: Path) -> None:
    dump = tmp_path / "AF.txt"
    broken = [b"cut\toff", LINE.replace("35.44", "north").encode(), b"\xff" + LINE.encode()]
    beyond = LINE.replace("35.44", "95.44").encode()
    dump.write_bytes(b"\n".join([*broken, LINE.encode(), beyond]))
    gazetteer = from_geonames(dump, tmp_path / "af.sqlite")
    assert gazetteer.places == 1
    assert [(name, line) for name, line, _ in gazetteer.rejected] == [("AF.txt", n) for n in (1, 2, 3, 5)]
    reasons = " ".join(reason for _, _, reason in gazetteer.rejected)
    assert all(word in reasons for word in ("columns", "no number", "UTF-8", "not on the earth"))
    gazetteer.close()


def test_a_state_behind_a_town_decides_its_country() -> None:
    found = find_places("20 died in Paris, Texas.")
    assert [(p.place.name, p.place.id, p.place.country) for p in found] == [
        ("Paris", None, "US"),
        ("Texas", "ISO:US-TX", "US"),
    ]
    assert next(p.place.id for p in find_places("Talks in Georgia, Armenia and Iran failed.")) == "ISO:GE"


def test_the_country_behind_a_name_decides() -> None:
    (tripoli, lebanon) = find_places("In Tripoli, Lebanon, 7 died.")
    assert (tripoli.place.name, tripoli.place.id, tripoli.place.country) == ("Tripoli", None, "LB")
    assert lebanon.place.country == "LB"
    assert [p.place.country for p in find_places("In Kabul, Afghanistan, 4 died.")] == ["AF", "AF"]
    assert [p.place.country for p in find_places("12 died in Kabul, Pakistan and Iran.")] == [
        "AF",
        "PK",
        "IR",
    ]
