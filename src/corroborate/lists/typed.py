"""The SQL that makes records of raw rows: one expression a noun, and the reasons why a row is none."""

# ruff: noqa: S608 - names of relations and columns are the program's own, values are quoted

from __future__ import annotations

from collections.abc import Mapping as ReadOnly
from dataclasses import dataclass, field

from corroborate.lists.cellview import Cells, is_count
from corroborate.lists.laws import date_law, place_law
from corroborate.lists.lookups import PARTY, PLAIN, Lookups
from corroborate.lists.mapping import Mapping
from corroborate.lists.workspace import quoted

RANGE = "STRUCT(grp VARCHAR, low DOUBLE, high DOUBLE)"
CENTROIDS = "('admin1', 'admin2', 'country', 'region')"


@dataclass
class Typed:
    """Stage by stage, the columns of the records; ``problems`` are the reasons for a reject, in order."""

    cells: Cells
    lookups: Lookups
    mapping: Mapping
    joins: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    base: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.base = {"n": "x.n", "line": "x.line"}
        self._days()
        self._counts()
        self._places()
        self._parties()
        self._words()

    def select(self) -> str:
        """All rows with their typed columns, ``problem`` and ``left_out``; derived ones come in `Derived`."""
        left_out = " ".join(
            f"WHEN trim({self.cells.raw(column)}) = {quoted(value)} THEN {quoted(reason)}"
            for column, values in self.mapping.leave_out.items()
            for value, reason in values.items()
        )
        raw = " JOIN raw ON raw.n = x.n" if left_out else ""
        problem = f"CASE {' '.join(self.problems)} END" if self.problems else "NULL"
        columns = [f"{expression} AS {name}" for name, expression in self.base.items()]
        columns.append(f"{problem} AS problem")
        columns.append((f"CASE {left_out} END" if left_out else "NULL::VARCHAR") + " AS left_out")
        return f"SELECT {', '.join(columns)} FROM {self.cells.relation()} x {' '.join(self.joins)}{raw}"

    def _problem(self, condition: str, column: str, reason: str) -> None:
        name = self.cells.shown(column)
        self.problems.append(
            f"WHEN {condition} THEN {{'column': {name}, 'value': x.{column}, 'reason': {reason}}}"
        )

    def _days(self) -> None:
        for noun in ("begin", "end"):
            name = self.cells.one(noun)
            if name is None or f"lk_{noun}" not in self.lookups.made:
                self.base |= {f"{noun}_first": "NULL::DATE", f"{noun}_last": "NULL::DATE"}
                continue
            self.joins.append(f"LEFT JOIN lk_{noun} ON lk_{noun}.value = x.{name}")
            self.base |= {f"{noun}_first": f"lk_{noun}.first", f"{noun}_last": f"lk_{noun}.last"}
            self._problem(f"lk_{noun}.reason IS NOT NULL", name, f"lk_{noun}.reason")
        code = self.cells.one("date_precision")
        self.base["date_code"] = f"x.{code}" if code else "NULL::VARCHAR"
        published = self.cells.every("published")
        parts = [_dates(f"x.{name}", self.mapping.split.get("published", ";")) for name in published]
        self.base["published"] = (
            f"list_concat({', '.join(parts)})" if len(parts) > 1 else (parts or ["NULL"])[0]
        )
        self.base["published_words"] = f"x.{published[0]}" if published else "NULL::VARCHAR"
        id_day = self.cells.one("id_day")
        self.base["id_day"] = f"x.{id_day}" if id_day else "NULL::VARCHAR"
        year = self.cells.one("context_year")
        self.base["context_year"] = f"try_cast(x.{year} AS INTEGER)" if year else "NULL::INTEGER"

    def _counts(self) -> None:
        for noun in self.cells.names:
            if not is_count(noun):
                continue
            name = self.cells.names[noun][0]
            key = noun.replace(".", "__")
            low = high = f"try_cast(x.{name} AS DOUBLE)"
            if f"lk_{key}" in self.lookups.made:
                self.joins.append(f"LEFT JOIN lk_{key} ON lk_{key}.value = x.{name}")
                plain = f"regexp_full_match(x.{name}, '{PLAIN[self.mapping.decimal]}')"
                low = f"CASE WHEN {plain} THEN {low} ELSE lk_{key}.low END"
                high = f"CASE WHEN {plain} THEN {high} ELSE lk_{key}.high END"
                self._problem(f"lk_{key}.reason IS NOT NULL", name, f"lk_{key}.reason")
            self.base |= {f"n_{key}_low": low, f"n_{key}_high": high}

    def _places(self) -> None:
        for noun, most in (("lat", 90), ("lon", 180)):
            name = self.cells.one(noun)
            if name is None:
                self.base[noun] = "NULL::DOUBLE"
                continue
            comma = f"regexp_full_match(x.{name}, '-?\\d+,\\d+')"
            value = (
                f"try_cast(CASE WHEN {comma} THEN replace(x.{name}, ',', '.') ELSE x.{name} END AS DOUBLE)"
            )
            self.base[noun] = value
            what = {"lat": "latitude", "lon": "longitude"}[noun]
            self._problem(f"x.{name} IS NOT NULL AND {value} IS NULL", name, f"'not a {what}'")
            reason = f"'a {what} beyond {most} degrees'"
            self._problem(f"x.{name} IS NOT NULL AND NOT ({value} BETWEEN -{most} AND {most})", name, reason)
        code = self.cells.one("place_precision")
        self.base["place_code"] = f"x.{code}" if code else "NULL::VARCHAR"
        names = {n: self.cells.one(n) for n in ("country", "admin1", "admin2", "settlement")}
        for noun, found in names.items():
            self.base[noun] = f"x.{found}" if found else "NULL::VARCHAR"
        if "lk_area" in self.lookups.made:
            on = [
                f"lk_area.{n} IS NOT DISTINCT FROM {f'x.{names[n]}' if names[n] else 'NULL'}"
                for n in ("country", "admin1", "admin2")
                if names[n]
            ]
            self.joins.append(f"LEFT JOIN lk_area ON {' AND '.join(on)}")
        area = {
            "iso": "VARCHAR", **{f"{p}_{k}": t for p in "cab" for k, t in _PLACE.items()},
            "a_key": "VARCHAR", "b_key": "VARCHAR", "parts": "DOUBLE[][]",
        }  # fmt: skip
        for column, kind in area.items():
            known = "lk_area" in self.lookups.made
            self.base[f"g_{column}"] = f"lk_area.{column}" if known else f"NULL::{kind}"
        town = "lk_town" in self.lookups.made
        if town:
            land = (
                f" AND lk_town.country IS NOT DISTINCT FROM x.{names['country']}" if names["country"] else ""
            )
            self.joins.append(f"LEFT JOIN lk_town ON lk_town.value = x.{names['settlement']}{land}")
        for column, kind in {"key": "VARCHAR", **_PLACE}.items():
            self.base[f"t_{column}"] = f"lk_town.{column}" if town else f"NULL::{kind}"

    def _parties(self) -> None:
        lists = []
        for role in self.mapping.roles:
            kind = self.cells.one(f"kind.{role}")
            for at, name in enumerate(self.cells.every(f"actor.{role}")):
                table = f"lk_actor_{role}_{at}"
                if table not in self.lookups.made:
                    continue
                stated = f" AND {table}.stated IS NOT DISTINCT FROM x.{kind}" if kind else ""
                self.joins.append(f"LEFT JOIN {table} ON {table}.value = x.{name}{stated}")
                lists.append(f"coalesce({table}.parties, [])")
        joined = f"list_concat({', '.join(lists)})" if len(lists) > 1 else (lists or ["[]"])[0]
        self.base["actors"] = f"{joined}::{PARTY}[]"
        types = self.cells.every("type")
        if "lk_type" in self.lookups.made:
            on = " AND ".join(f"lk_type.v{i} IS NOT DISTINCT FROM x.{t}" for i, t in enumerate(types))
            self.joins.append(f"LEFT JOIN lk_type ON {on}")
            self.base["event_type"] = "lk_type.code"
        else:
            self.base["event_type"] = "NULL::VARCHAR"
        self.base["type_words"] = f"coalesce(concat_ws(' / ', {_of(types)}), '')" if types else "''"

    def _words(self) -> None:
        id = self.cells.one("id")
        own = f"coalesce(x.{id}, 'row ' || x.n)" if id else "'row ' || x.n"
        if "lk_repeated" in self.lookups.made:
            self.joins.append("LEFT JOIN lk_repeated ON lk_repeated.n = x.n")
            self.base["row_id"] = f"{own} || coalesce(' #' || lk_repeated.again, '')"
            self.base["again"] = "lk_repeated.again"
        else:
            self.base |= {"row_id": own, "again": "NULL::BIGINT"}
        self.base["own_id"] = f"x.{id}" if id else "NULL::VARCHAR"
        text = self.cells.every("text")
        self.base["text"] = f"coalesce(concat_ws(chr(10), {_of(text)}), '')" if text else "''"
        sources = [_split(f"x.{s}", self.mapping.split.get("sources")) for s in self.cells.every("sources")]
        self.base["sources"] = (
            f"list_concat({', '.join(sources)})" if len(sources) > 1 else (sources or ["[]::VARCHAR[]"])[0]
        )
        url = self.cells.one("url")
        self.base["url"] = f"coalesce(x.{url}, '')" if url else "''"
        name, others = self.cells.one("name"), self.cells.every("other_names")
        self.base["person"] = f"x.{name}" if name else "NULL::VARCHAR"
        self.base["other_names"] = (
            f"list_filter([{_of(others)}], lambda v: v IS NOT NULL)" if others else "[]::VARCHAR[]"
        )
        sex = self.cells.one("sex")
        self.base["sex"] = "NULL::VARCHAR"
        if sex:
            short = f"lower(x.{sex})"
            self.base["sex"] = (
                f"CASE WHEN {short} IN ('f', 'female', 'woman', 'girl') THEN 'f'"
                f" WHEN {short} IN ('m', 'male', 'man', 'boy') THEN 'm' END"
            )


_PLACE = {"id": "VARCHAR", "kind": "VARCHAR", "lat": "DOUBLE", "lon": "DOUBLE", "km": "DOUBLE"}


def _of(names: list[str]) -> str:
    return ", ".join(f"x.{name}" for name in names)


def _dates(cell: str, separator: str) -> str:
    parts = f"string_split({cell}, {quoted(separator)})"
    compact = "CAST(try_strptime(left(trim(v), 8), '%Y%m%d') AS DATE)"
    dates = f"list_transform({parts}, lambda v: coalesce(try_cast(left(trim(v), 10) AS DATE), {compact}))"
    return f"list_filter({dates}, lambda v: v IS NOT NULL)"


def _split(cell: str, separator: str | None) -> str:
    """The parts of a cell as a list; JSON arrays are taken apart, objects in them by their ``url``."""
    if separator == "json":
        parts = f"coalesce(json_extract_string({cell}, '$[*].url'), [])"
        plain = f"coalesce(json_extract_string({cell}, '$[*]'), [])"
        objects = f"json_array_length({cell}) > 0 AND json_type({cell}, '$[0]') = 'OBJECT'"
        return (
            f"CASE WHEN {cell} IS NULL THEN [] WHEN NOT json_valid({cell}) THEN [{cell}]"
            f" WHEN {objects} THEN {parts} ELSE {plain} END::VARCHAR[]"
        )
    if not separator:
        return f"CASE WHEN {cell} IS NULL THEN [] ELSE [{cell}] END::VARCHAR[]"
    parts = f"list_transform(string_split({cell}, {quoted(separator)}), lambda v: trim(v, ' \"'))"
    return f"CASE WHEN {cell} IS NULL THEN [] ELSE list_filter({parts}, lambda v: v <> '') END::VARCHAR[]"


def date_case(codes: ReadOnly[str, str], end: str) -> str:
    """First or last day by the law of the row's code; ``end`` is ``first`` or ``last``."""
    plain = f"begin_{end}"
    whens = []
    for code, words in codes.items():
        law = date_law(words)
        stated = "begin_first" if end == "first" else "greatest(begin_last, coalesce(end_last, begin_last))"
        single = "coalesce(end_last, begin_last) = begin_first"
        wide = _widened(law.unit, law.days, end)
        if law.stated:
            value = f"CASE WHEN {single} THEN {wide} ELSE {stated} END" if wide else stated
        else:
            value = wide or plain
        whens.append(f"WHEN {quoted(code)} THEN {value}")
    return f"CASE date_code {' '.join(whens)} ELSE {plain} END" if whens else plain


def _widened(unit: str, days: int, end: str) -> str | None:
    if unit == "around":
        return f"(begin_{end} {'-' if end == 'first' else '+'} {days})::DATE"
    if unit in {"month", "year"}:
        at = f"date_trunc('{unit}', begin_{end})"
        return f"{at}::DATE" if end == "first" else f"({at} + INTERVAL 1 {unit} - INTERVAL 1 day)::DATE"
    return None


def stated_codes(codes: ReadOnly[str, str]) -> list[str]:
    """The codes under which the end is the latest day on which it can have happened, not its last day."""
    return [code for code, words in codes.items() if date_law(words).stated]


def place_case(codes: ReadOnly[str, str], what: str) -> str:
    """Kind or radius by the law of the row's code; the gazetteer's radius of an area that it knows."""
    whens = []
    for code, words in codes.items():
        law = place_law(words)
        if what == "kind":
            whens.append(f"WHEN {quoted(code)} THEN {quoted(law.kind.value)}")
            continue
        own = "NULL" if law.km is None else str(law.km)
        known = {"country": "g_c_km", "admin1": "g_a_km", "admin2": "g_b_km"}.get(law.kind.value)
        whens.append(f"WHEN {quoted(code)} THEN {f'coalesce({known}, {own})' if known else own}")
    other = "'unknown'" if what == "kind" else "NULL"
    return f"CASE place_code {' '.join(whens)} ELSE {other} END" if whens else other
