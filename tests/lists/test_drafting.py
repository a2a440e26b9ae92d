"""Drafts of mappings: made by looking, asking what the values leave open, usable once confirmed."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from corroborate.errors import UnreadableError
from corroborate.lists import draft, from_dict, read

from .conftest import Write

GERMAN = ("Nr", "Datum", "Ort", "Provinz", "Breite", "Länge", "Tote", "Verletzte", "Quelle")
ROWS = [
    ("1", "25.03.2024", "Gao", "Gao", "16,27", "-0,04", "3", "1", "https://example.org/1"),
    ("2", "09.03.2024", "Gao", "Gao", "16,20", "-0,10", "2-4", "0", "https://example.org/2"),
    ("3", "10.03.2024", "Kidal", "Kidal", "18,44", "1,41", "dutzende", "", "https://example.org/3"),
    ("4", "11.03.2024", "Kidal", "Kidal", "18,44", "1,41", "0", "2", "https://example.org/4"),
    ("5", "11.03.2024", "Kidal", "Kidal", "18,44", "1,41", "1", "2", "https://example.org/5"),
]


def test_a_draft_reads_the_table_once_it_is_completed(write: Write) -> None:
    path = write(ROWS, GERMAN, delimiter=";")
    made = draft(path, name="ours")
    assert made.format == ""
    columns = {noun: columns[0] for noun, columns in made.mapping.columns.items()}
    assert columns == {
        "id": "Nr", "begin": "Datum", "settlement": "Ort", "lat": "Breite", "lon": "Länge", "deaths": "Tote",
        "injured": "Verletzte", "sources": "Quelle", "admin1": "Provinz",
    }  # fmt: skip
    assert (made.mapping.dates, made.mapping.decimal) == (("dmy",), ",")
    assert any("dutzende" in question for question in made.questions)
    looks = {look.column: look for look in made.columns}
    assert looks["Datum"].why == "its name has “datum” and 5 of 5 values are dates"
    assert (looks["Provinz"].noun, looks["Provinz"].examples[0]) == ("admin1", "Gao")
    (table,) = tomllib.loads(made.toml)["list"]
    assert table["card"]["unit"] == table["card"]["threshold"] == "not stated"
    del table["card"]
    found = read(path, mapping=from_dict(table))
    assert (len(found.records), [r.value for r in found.rejects]) == (4, ["dutzende"])
    assert found.records[1].deaths["all"].high == 4


@pytest.mark.parametrize(
    ("dates", "forms", "question"),
    [
        (("03/04/2024", "05/06/2024"), (), "can be read day first and month first"),
        (("25/04/2024", "05/06/2024"), ("dmy",), ""),
        (("04/25/2024", "05/06/2024"), ("mdy",), ""),
        (("04/25/2024", "25/06/2024", "05/06/2024"), ("dmy", "mdy"), "1 more can be read both ways"),
        (("20240425", "20240426"), ("compact",), ""),
        (("2024-04-25", "April 2024"), ("iso",), ""),
    ],
)
def test_the_form_of_dates_is_told_or_asked(
    write: Write, dates: tuple[str, ...], forms: tuple[str, ...], question: str
) -> None:
    made = draft(write([(str(i), day) for i, day in enumerate(dates)], ("id", "Date of incident")))
    assert made.mapping.dates == forms
    assert (question in " ".join(made.questions)) if question else made.questions == ()


def test_names_alone_do_not_decide(write: Write) -> None:
    header = ("id", "date", "latitude", "killed", "type")
    rows = [("x", "spring", "120.5", "many", "1"), ("x", "autumn", "130.5", "few", "2")]
    made = draft(write(rows, header))
    assert dict(made.mapping.columns) == {}
    assert "no column was taken for the date" in made.questions[0]


def test_what_codes_mean_is_asked(write: Write) -> None:
    made = draft(write([("2024-01-01", "1"), ("2024-01-02", "3")], ("date", "date_precision")))
    assert "what do the codes of date_precision mean (1, 3)?" in made.questions[0]


def test_a_known_format_needs_no_draft(write: Write) -> None:
    header = ("event_id_cnty", "event_date", "event_type", "sub_event_type", "fatalities")
    made = draft(write([("A1", "2024-01-01", "Battles", "Armed clash", "1")], header), name="acled")
    assert made.format == "acled"
    (table,) = tomllib.loads(made.toml)["list"]
    assert table == {"name": "acled", "format": "acled"}


def test_what_is_no_table_has_no_draft(tmp_path: Path) -> None:
    path = tmp_path / "x.txt"
    path.write_text("only words\n", "utf-8")
    with pytest.raises(UnreadableError):
        draft(path)
