"""Drafts for tables as organisations in many countries keep them."""

from __future__ import annotations

import tomllib
from pathlib import Path

import openpyxl
import pytest

from corroborate.lists import draft, from_dict, read
from corroborate.model.interval import Interval

from .conftest import Write

TABLES: dict[str, tuple[str, str, dict[str, str]]] = {
    "French": (
        ("N°;Date de l'incident;Localité;Région;Latitude;Longitude;Auteur présumé;Morts;Dont civils;"
        "Commentaire"),
        "7;25/03/2023;Djenné;Mopti;13,906;-4,555;inconnu;10-12;3;au marché, le matin",
        {"id": "N°", "begin": "Date de l'incident", "settlement": "Localité", "admin1": "Région",
         "lat": "Latitude", "lon": "Longitude", "actor.a": "Auteur présumé", "deaths": "Morts",
         "deaths.civilians": "Dont civils", "text": "Commentaire"},
    ),
    "Spanish": (
        "Folio,Fecha del hecho,Municipio,Estado,Víctimas mortales,Presunto responsable,Tipo de hecho,Enlace",
        "A-7,2022-03-25,Iguala,Guerrero,2,desconocido,Homicidio,https://example.org/7",
        {"id": "Folio", "begin": "Fecha del hecho", "admin2": "Municipio", "admin1": "Estado",
         "deaths": "Víctimas mortales", "actor.a": "Presunto responsable", "type": "Tipo de hecho",
         "url": "Enlace"},
    ),
    "Arabic": (
        "الرقم,التاريخ,المحافظة,المدينة,عدد القتلى,عدد الجرحى,المصدر",
        "7,2020-03-25,حلب,الباب,4,9,شبكة",
        {"id": "الرقم", "begin": "التاريخ", "admin1": "المحافظة", "settlement": "المدينة",
         "deaths": "عدد القتلى", "injured": "عدد الجرحى", "sources": "المصدر"},
    ),
    "Russian": (
        "№\tДата\tНаселённый пункт\tОбласть\tПогибшие\tРаненые\tШирота\tДолгота",
        "7\t25.03.2022\tИзюм\tХарьковская\t4\t9\t49.21\t37.25",
        {"id": "№", "begin": "Дата", "settlement": "Населённый пункт", "admin1": "Область",
         "deaths": "Погибшие", "injured": "Раненые", "lat": "Широта", "lon": "Долгота"},
    ),
    "Portuguese": (
        "codigo,ano,mes,dia,distrito,provincia,mortos,grupo armado,descrição",
        "7,2021,3,25,Palma,Cabo Delgado,4,desconhecido,ataque",
        {"id": "codigo", "year": "ano", "month": "mes", "day": "dia", "admin2": "distrito",
         "admin1": "provincia", "deaths": "mortos", "actor.a": "grupo armado", "text": "descrição"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("language", TABLES)
def test_columns_are_known_in_many_languages_and_the_draft_reads_them(language: str, tmp_path: Path) -> None:
    header, line, expected = TABLES[language]
    path = tmp_path / "ours.csv"
    path.write_text(f"{header}\n{line}\n", "utf-8")
    made = draft(path)
    assert {noun: columns[0] for noun, columns in made.mapping.columns.items()} == expected
    (table,) = tomllib.loads(made.toml)["list"]
    del table["card"]
    (record,) = read(path, mapping=from_dict(table)).records
    assert str(record.days.first)[5:] == "03-25"
    assert record.deaths["all"] in {Interval(10, 12), Interval(2, 2), Interval(4, 4)}
    assert {flag.code for flag in record.flags} <= {"named-point"}


def test_a_column_of_points_gives_both(write: Write) -> None:
    rows = [["1", "2021-03-25", f"{8 + n / 10}, {30 + n / 7:.4f}", "2"] for n in range(1, 6)]
    made = draft(path := write(rows, ("Nr", "Date", "GPS", "# Killed")))
    (table,) = tomllib.loads(made.toml)["list"]
    del table["card"]
    found = read(path, mapping=from_dict(table)).records
    assert [(r.place.lat, r.place.lon) for r in found if r.place] == [
        (8 + n / 10, round(30 + n / 7, 4)) for n in range(1, 6)
    ]


def test_counts_in_words_are_taken_and_asked_about(write: Write) -> None:
    values = ["3", "several", "2", "unknown", "5"]
    made = draft(write([[str(n), "2021-03-25", v] for n, v in enumerate(values)], ("Nr", "Date", "Deaths")))
    assert made.mapping.columns["deaths"] == ("Deaths",)
    assert any("“several”" in question for question in made.questions)


def test_cells_that_hold_objects_are_asked_about_and_taken_for_nothing(tmp_path: Path) -> None:
    path = tmp_path / "nested.json"
    path.write_text('[{"id": "a", "location": {"town": "Gao"}, "actors": ["x"]}, {"id": "b"}]', "utf-8")
    made = draft(path)
    assert set(made.mapping.columns) == {"id"}
    assert sum("location holds several values" in q for q in made.questions) == 1
    assert sum("no column was taken for the date" in q for q in made.questions) == 1


@pytest.mark.parametrize("kind", ["csv", "ragged", "xlsx"])
def test_lines_above_the_header_are_noted_and_are_no_rows(kind: str, tmp_path: Path) -> None:
    title, blank = ["Incidents – export of 2024"], [""]
    rows = [["Ref", "Event date", "District", "Dead"]] + [
        [str(n), f"{n} March 2024", "Herat", "1"] for n in (1, 2, 3)
    ]
    path = tmp_path / f"titled.{'xlsx' if kind == 'xlsx' else 'csv'}"
    if kind == "xlsx":
        book = openpyxl.Workbook()
        for line in (title, blank, *rows):
            book.active.append(line)
        book.save(path)
    else:
        wide = 3 if kind == "csv" else 0
        lines = [title + [""] * wide, blank + [""] * wide, *rows]
        path.write_text("\n".join(",".join(line) for line in lines), "utf-8")
    made = draft(path)
    assert set(made.mapping.columns) == {"id", "begin", "admin2", "deaths"}
    assert "lines above the header are no rows: Incidents – export of 2024" in made.notes
    found = read(path, mapping=made.mapping)
    assert (found.rows, [r.row_id for r in found.records], found.records[0].line) == (3, ["1", "2", "3"], 4)
    assert "lines above the header" in found.notes[0]


def test_a_table_without_a_header_has_no_title(write: Write) -> None:
    path = write([["2", "2024-01-02", "3", "x"]], ("1", "2024-01-01", "", ""))
    made = draft(path)
    assert made.notes == ("the file has no header",)
    assert len(read(path, mapping=from_dict({"name": "o", "columns": {"begin": "column 2"}})).records) == 2
