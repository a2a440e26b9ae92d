"""A draft of how an unknown table may be read, by its names and values, for a person to confirm."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import tomlkit

from corroborate.gazetteer import fold
from corroborate.lists import formats
from corroborate.lists.cells import amount, days
from corroborate.lists.cellview import is_count
from corroborate.lists.mapping import MISSING, SEVERAL, Mapping
from corroborate.lists.raw import load
from corroborate.lists.workspace import Workspace

LOOKED_AT = 5_000
"""Rows that a draft looks at."""
FITS = 0.8
"""The share of a column's values that must be of the form of what it is taken for."""
WORDY = 0.5
"""That share of counts of the dead and injured, which are often words such as "several"."""
ASKED = ("unit", "threshold", "merge_rule", "count_rule", "window", "area", "duplicates", "citation")
_PARTED = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ]\d{4}\b.*")
_PAIR = re.compile(r"\(?\s*-?\d{1,2}\.\d+\s*[,; ]\s*-?\d{1,3}\.\d+\s*\)?")
_OF_PAIR = {"lat": r"^\(?\s*(-?\d+\.\d+)", "lon": r"[,; ]\s*(-?\d+\.\d+)\s*\)?$"}
"""Latitude and longitude where one column holds both."""
_COMMA = re.compile(r"-?\d{1,3},\d+")


@dataclass(frozen=True, slots=True)
class ColumnLook:
    """One column as it was looked at: what it is taken for, why, and some of its values."""

    column: str
    noun: str | None
    why: str
    filled: float
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A drafted mapping: nothing of it is used before somebody confirms it.

    ``questions`` are what the values leave open, a sentence each. ``format`` is the known format that the
    table is of, "" where it is none.
    """

    name: str
    file: str
    format: str
    mapping: Mapping
    columns: tuple[ColumnLook, ...]
    questions: tuple[str, ...]
    notes: tuple[str, ...] = field(default=())

    @property
    def toml(self) -> str:
        """The ``[[list]]`` table for case.toml, its card to be filled in."""
        document = tomlkit.document()
        tables = tomlkit.aot()
        table = tomlkit.table()
        table.add("name", self.name)
        if self.format:
            table.add("format", self.format)
        else:
            if self.mapping.dates:
                table.add("dates", list(self.mapping.dates))
            if self.mapping.decimal != ".":
                table.add("decimal", self.mapping.decimal)
            if self.mapping.pattern:
                table.add("pattern", dict(self.mapping.pattern))
            columns = tomlkit.table()
            for noun, names in self.mapping.columns.items():
                key = tomlkit.key(noun) if "." not in noun else tomlkit.items.SingleKey(noun)
                columns.add(key, names[0] if len(names) == 1 and noun not in SEVERAL else list(names))
            table.add("columns", columns)
            card = tomlkit.table()
            for name in ASKED:
                card.add(name, "not stated" if name != "duplicates" else "few")
            table.add("card", card)
        tables.append(table)
        document.add("list", tables)
        return tomlkit.dumps(document)


def draft(path: str | Path, *, name: str | None = None, sheet: str | None = None) -> Draft:
    """Look at a table and draft how it may be read; raises InputError and its kinds as `read` does."""
    file = Path(path)
    known = formats.known()
    with Workspace() as space:
        raw = load(space, file, sheet=sheet, known=known)
        cells = ", ".join(f"c{i}" for i in range(len(raw.columns)))
        rows = space.run(f"SELECT {cells} FROM raw ORDER BY n LIMIT {LOOKED_AT}").fetchall()  # noqa: S608
    list_id = name or file.name.partition(".")[0]
    found = formats.named(raw.format) if raw.format else formats.recognise(raw.columns)
    values = [
        [c.strip() for c in column if c is not None and c.strip().casefold() not in MISSING]
        for column in (zip(*rows, strict=True) if rows else [() for _ in raw.columns])
    ]
    if found is not None:
        taken = {c.strip().casefold(): noun for noun, names in found.columns.items() for c in names}
        looks = tuple(
            _look(c, taken.get(c.strip().casefold()), f"a column of {found.title}", v, len(rows))
            for c, v in zip(raw.columns, values, strict=True)
        )
        return Draft(list_id, file.name, found.name, found, looks, (), tuple(raw.notes))
    return _drafted(list_id, file.name, raw.columns, values, len(rows), tuple(raw.notes))


def _drafted(
    name: str,
    file: str,
    columns: Sequence[str],
    values: Sequence[list[str]],
    rows: int,
    notes: tuple[str, ...],
) -> Draft:
    chosen: dict[str, list[str]] = {}
    why: dict[str, str] = {}
    of_column: dict[str, str] = {}
    for noun, column, reason in _ranked(columns, values, rows):
        several = noun in SEVERAL
        if column in of_column or (noun in chosen and not several) or _clashes(noun, chosen):
            continue
        chosen.setdefault(noun, []).append(column)
        of_column[column], why[column] = noun, reason
    pattern: dict[str, str] = {}
    if not {"lat", "lon"} & set(chosen) and (pair := _pair(columns, values, of_column)) is not None:
        chosen |= {"lat": [pair], "lon": [pair]}
        pattern = dict(_OF_PAIR)
        of_column[pair], why[pair] = "lat", "its values are latitude and longitude, both taken from it"
    looks = tuple(
        _look(c, of_column.get(c), why.get(c, ""), v, rows) for c, v in zip(columns, values, strict=True)
    )
    at = dict(zip(columns, values, strict=True))
    forms, asked = _date_forms([v for n in ("begin", "end") for c in chosen.get(n, ()) for v in at[c]])
    points = [v for n in ("lat", "lon") for c in chosen.get(n, ()) for v in at[c]]
    decimal = "," if any(_COMMA.fullmatch(v) for v in points) else "."
    mapping = Mapping(
        name=name,
        columns={n: tuple(c) for n, c in chosen.items()},
        dates=forms,
        decimal=decimal,
        pattern=pattern,
    )
    questions = [*asked, *_questions(chosen, at)]
    questions += [
        f"the column {column} holds several values in one cell: give the noun that it says in columns, and in"
        " pattern a regular expression whose first group is the value"
        for column, cells in at.items()
        if column not in of_column and cells and all(c.startswith("{") for c in cells)
    ]
    return Draft(name, file, "", mapping, looks, tuple(questions), notes)


def _pair(columns: Sequence[str], values: Sequence[list[str]], taken: ReadOnly[str, str]) -> str | None:
    """The column whose cells are points, latitude first."""
    for column, cells in zip(columns, values, strict=True):
        points = sum(_PAIR.fullmatch(c) is not None for c in cells)
        if column not in taken and cells and points >= FITS * len(cells):
            return column
    return None


def _clashes(noun: str, chosen: dict[str, list[str]]) -> bool:
    return (noun in {"year", "month", "day"} and "begin" in chosen) or (noun == "begin" and "year" in chosen)


def _ranked(columns: Sequence[str], values: Sequence[list[str]], rows: int) -> Iterator[tuple[str, str, str]]:
    """Every noun that a column's name and values allow, exact names first, in the order of the hints."""
    for exact in (True, False):
        for noun, hints in _hints().items():
            for column, cells in zip(columns, values, strict=True):
                hint = _hinted(_words(column), hints, exact)
                if hint and cells and (fit := _fits(noun, cells, rows)):
                    yield noun, column, f"its name has “{hint}” and {fit}"


def _hinted(name: str, hints: Sequence[str], exact: bool) -> str | None:
    padded = f" {name} "
    return next((h for h in hints if (name == h if exact else f" {h} " in padded and len(h) > 2)), None)


def _words(column: str) -> str:
    parted = re.sub(
        r"(?<=[a-z])(?=[A-Z])", " ", column.replace("#", " no ").replace("°", "o ").replace("º", "o ")
    )
    return " ".join(re.split(r"[\W_]+", fold(parted))).strip()


@cache
def _hints() -> dict[str, list[str]]:
    text = (resources.files("corroborate.lists") / "drafting.yaml").read_text(encoding="utf-8")
    data: dict[str, Any] = formats.load_yaml(text)
    return {noun: [_words(h) for h in hints] for noun, hints in data.items()}


def _fits(noun: str, cells: list[str], rows: int) -> str:
    """In words, that the values are of the form of a noun; empty where they are not."""
    if noun in {"begin", "end", "published"}:
        good = sum(_dateish(c) for c in cells)
        return f"{good} of {len(cells)} values are dates" if good >= FITS * len(cells) else ""
    if noun in {"lat", "lon"}:
        most = 90 if noun == "lat" else 180
        good = sum(abs(v) <= most for c in cells if (v := _number(c)) is not None)
        return f"{good} of {len(cells)} values lie within {most} degrees" if good >= FITS * len(cells) else ""
    if is_count(noun) or noun in {"year", "month", "day"}:
        good = sum(not isinstance(amount(c), str) for c in cells)
        least = FITS if noun in {"year", "month", "day", "age"} else WORDY
        return f"{good} of {len(cells)} values are counts" if good >= least * len(cells) else ""
    if noun == "id":
        return "its values are all different" if len(set(cells)) == len(cells) == rows else ""
    if noun == "sex":
        good = sum(c.casefold()[:1] in {"m", "f", "w"} for c in cells)
        return "its values are of two kinds" if good >= FITS * len(cells) else ""
    if noun in {"date_precision", "place_precision"}:
        return "it has few values" if len(set(cells)) <= 12 else ""
    if noun == "url":
        return "its values are addresses" if sum("://" in c for c in cells) >= FITS * len(cells) else ""
    if all(c.startswith(("{", "[")) for c in cells):
        return ""
    wordy = sum(any(ch.isalpha() for ch in c) for c in cells)
    return "its values are words" if wordy >= FITS * len(cells) else ""


def _dateish(cell: str) -> bool:
    return not isinstance(days(cell), str) or _PARTED.fullmatch(cell) is not None


def _number(cell: str) -> float | None:
    try:
        return float(cell.replace(",", "."))
    except ValueError:
        return None


def _date_forms(cells: Sequence[str]) -> tuple[tuple[str, ...], list[str]]:
    """The forms of dates that the values show, and what they leave open."""
    seen: Counter[str] = Counter()
    for cell in cells:
        if found := _PARTED.fullmatch(cell):
            a, b = int(found[1]), int(found[2])
            seen["dmy" if a > 12 >= b else "mdy" if b > 12 >= a else "same" if a == b else "either"] += 1
        elif re.fullmatch(r"\d{8}(\d{6})?", cell):
            seen["compact"] += 1
        else:
            seen["iso"] += 1
    forms = tuple(f for f in ("iso", "compact", "dmy", "mdy") if seen[f])
    if seen["dmy"] and seen["mdy"]:
        text = (
            f"{seen['dmy']} dates can only have the day first and {seen['mdy']} only the month first;"
            f" {seen['either']} more can be read both ways and will be rejects: which are they?"
        )
        return (*(f for f in forms if f not in {"dmy", "mdy"}), "dmy", "mdy"), [text]
    if (seen["either"] or seen["same"]) and not (seen["dmy"] or seen["mdy"]):
        text = (
            f"{seen['either']} dates can be read day first and month first and none tells which:"
            ' add dates = ["dmy"] or ["mdy"], or they will be rejects'
        )
        return (), [text]
    return forms, []


def _questions(chosen: dict[str, list[str]], at: dict[str, list[str]]) -> Iterator[str]:
    if "begin" not in chosen and "year" not in chosen:
        yield "no column was taken for the date: which is it?"
    if ("lat" in chosen) != ("lon" in chosen):
        yield "only one of latitude and longitude was found: which is the other?"
    for noun in ("date_precision", "place_precision"):
        for column in chosen.get(noun, ()):
            values = ", ".join(sorted(set(at[column]))[:12])
            yield f"what do the codes of {column} mean ({values})? State it as {noun.split('_')[0]}_codes"
    for noun, columns in chosen.items():
        if is_count(noun):
            odd = [v for c in columns for v in at[c] if isinstance(amount(v), str)]
            if odd:
                yield (
                    f"{columns[0]} holds values that are no counts, such as “{odd[0][:40]}”: what the words"
                    " entail is used where they can be read, else the rows are rejects"
                )


def _look(column: str, noun: str | None, why: str, values: list[str], rows: int) -> ColumnLook:
    examples = tuple(v[:60] for v in list(dict.fromkeys(values))[:4])
    return ColumnLook(column, noun, why if noun else "", len(values) / rows if rows else 0.0, examples)
