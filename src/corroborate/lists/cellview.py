"""The cells that a mapping names, by noun, as columns over the raw rows."""

# ruff: noqa: S608 - names of columns are c0, c1, …, values are quoted

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from corroborate.errors import SettingError, TableError
from corroborate.lists.mapping import MISSING, NOT_A_NUMBER, SEVERAL, Mapping
from corroborate.lists.workspace import Workspace, quoted

MANY = 20_000
"""Rows from which on it pays to look at the values of a column first."""
SAMPLE = 122_880
MOST_DISTINCT = 25_000
"""Different values in the first SAMPLE rows of a column beyond which its cells are taken one by one."""
MOST_CHANGED = 16
"""Different values of a column that its reading may change for them to be listed one by one."""
NUMERIC = ("begin", "end", "year", "month", "day", "lat", "lon", "age", "deaths", "injured", "published")


def is_count(noun: str) -> bool:
    """True for nouns that are counts."""
    return noun.split(".")[0].split("_")[0] in {"deaths", "injured"} or noun == "age"


class Cells:
    """Columns over ``raw``: one for each column of each noun of the mapping that the table has."""

    def __init__(self, space: Workspace, columns: Sequence[str], mapping: Mapping) -> None:
        self.mapping = mapping
        self.at = {name: i for i, name in enumerate(columns)}
        self.folded = {name.strip().casefold(): name for name in reversed(columns)}
        self.names: dict[str, list[str]] = {}
        self.column_of: dict[str, str] = {}
        self.space = space
        self.rows = space.count("raw_cells")
        for noun, pattern in mapping.pattern.items():
            try:
                space.run("SELECT regexp_extract('', ?)", [pattern]).fetchall()
            except duckdb.Error as error:
                raise SettingError(
                    f"the pattern of {noun} of the list cannot be used", value=pattern
                ) from error
        self.expressions = dict(self._all())

    def relation(self, *names: str) -> str:
        """The rows with ``n``, ``line`` and these of the columns, all where none is named, as a subquery."""
        picked = "".join(f", {self.expressions[name]} AS {name}" for name in names or self.expressions)
        return f"(SELECT n, line{picked} FROM raw)"

    def _all(self) -> list[tuple[str, str]]:
        found = []
        for noun, columns in self.mapping.columns.items():
            several = noun in SEVERAL or noun.startswith("actor.")
            there = [c for c in columns if c.strip().casefold() in self.folded]
            if not there and self.mapping.recognise:
                continue
            for column in columns if not self.mapping.recognise else there:
                name = f"x_{noun.replace('.', '__')}" + (f"_{columns.index(column)}" if several else "")
                self.names.setdefault(noun, []).append(name)
                self.column_of[name] = self.real(column)
                found.append((name, self._expression(noun, self.real(column))))
        if "year" in self.names and "begin" not in self.names:
            parts = [self._expression(n, self.column_of[self.names[n][0]]) for n in self.names if n in _PARTS]
            asked = dict(zip([n for n in self.names if n in _PARTS], parts, strict=True))
            rest = " || ".join(f"'-' || coalesce({asked[n]}, '0')" for n in ("month", "day") if n in asked)
            self.names["begin"] = ["x_begin"]
            self.column_of["x_begin"] = self.column_of[self.names["year"][0]]
            found.append(("x_begin", f"({asked['year']}" + (f" || {rest}" if rest else "") + ")"))
        return found

    def real(self, column: str) -> str:
        """The name that a column has in the file; raises TableError where it has none."""
        name = column if column in self.at else self.folded.get(column.strip().casefold())
        if name is None:
            raise TableError(
                "the mapping names a column that the table does not have",
                value=column,
                hint=f"it has {', '.join(list(self.at)[:30])}",
            )
        return name

    def raw(self, column: str) -> str:
        """The expression of a cell as it stands."""
        return f"c{self.at[self.real(column)]}"

    def _expression(self, noun: str, column: str) -> str:
        raw = self.raw(column)
        numeric = noun in NUMERIC or is_count(noun)
        # Trimming more than spaces is slow, so only what begins or ends unusually is.
        odd = " OR ".join(f"ord({end}) < 33 OR ord({end}) > 127" for end in (raw, f"right({raw}, 1)"))
        cell = f"CASE WHEN {odd} THEN trim({raw}, {quoted(_WHITE)}) ELSE {raw} END"
        if noun in _LONG:
            cell = f"trim({raw})"
        if pattern := self.mapping.pattern.get(noun):
            cell = f"nullif(regexp_extract({cell}, {quoted(pattern)}, 1), '')"
        cell = f"({cell})"
        none = (*(NOT_A_NUMBER if numeric else MISSING), *(m.casefold() for m in self.mapping.missing))
        none = (*none, *(m.casefold() for m in self.mapping.missing_in.get(noun, ())))
        listed = ", ".join(quoted(m) for m in dict.fromkeys(none))
        longest = max(len(m.encode()) for m in none) + 8
        cell = (
            f"CASE WHEN strlen({cell}) <= {longest} AND lower({cell}) IN ({listed}) THEN NULL ELSE {cell} END"
        )
        if noun.split(".")[0] in _CODES:
            # What a spreadsheet or a data frame has made of a code: 3.0 for 3.
            cell = f"regexp_replace({cell}, '^(-?[0-9]+)[.]0+$', '\\1')"
        if values := self.mapping.values.get(noun):
            whens = " ".join(f"WHEN {quoted(a)} THEN {quoted(b)}" for a, b in values.items())
            cell = f"(CASE {cell} {whens} ELSE {cell} END)"
        return self._shortened(raw, cell)

    def _shortened(self, raw: str, expression: str) -> str:
        """An expression of one cell that gives the same for every value of its column, and costs less.

        A column of many rows mostly has few values, and reading changes few of these: an empty cell into
        none. Whatever changes is listed; a column with many values keeps its expression.
        """
        if self.rows < MANY:
            return expression
        head = f"SELECT count(DISTINCT {raw}) FROM raw_cells WHERE n <= {SAMPLE}"
        if self.space.one(head) > MOST_DISTINCT:
            return expression
        # Compared here: as a condition DuckDB would move it before DISTINCT, to every row.
        values = self.space.run(f"SELECT {raw}, {expression} FROM (SELECT DISTINCT {raw} FROM raw_cells)")
        changed = sorted((a, b) for a, b in values.fetchall() if a != b)
        if len(changed) > MOST_CHANGED:
            return expression
        if not changed:
            return raw
        whens = " ".join(f"WHEN {quoted(a)} THEN {'NULL' if b is None else quoted(b)}" for a, b in changed)
        return f"(CASE {raw} {whens} ELSE {raw} END)"

    def one(self, noun: str) -> str | None:
        """The column that says a noun; None where the list does not."""
        return self.names.get(noun, [None])[0]

    def every(self, noun: str) -> list[str]:
        """All columns of the view that say a noun."""
        return self.names.get(noun, [])

    def shown(self, name: str) -> str:
        """The list's own name of a column, as an SQL literal."""
        return quoted(self.column_of[name])


_PARTS = ("year", "month", "day")
_CODES = frozenset({*_PARTS, "date_precision", "place_precision", "context_year", "type", "kind"})
_LONG = frozenset({"text", "sources", "url", "published"})
_WHITE = " \t\r\n\u00a0\u200e\u200f\ufeff"
