"""From typed columns to the columns of the records: laws applied, ranges made, suspicious values flagged."""

# ruff: noqa: S608 - names of relations and columns are the program's own, values are quoted

from __future__ import annotations

from corroborate.lists.cellview import Cells
from corroborate.lists.flags import flags
from corroborate.lists.mapping import Mapping
from corroborate.lists.typed import CENTROIDS, RANGE, date_case, place_case, stated_codes
from corroborate.lists.workspace import quoted
from corroborate.model.window import DayRange

COLUMNS = (
    "n", "line", "row_id", "first", "last", "end_first", "end_last", "lat", "lon", "precision_km", "kind",
    "place", "place_id", "country", "iso", "admin1", "admin1_id", "admin1_key", "admin2", "admin2_id",
    "admin2_key", "settlement", "settlement_key", "actors", "event_type", "type_words", "deaths_low",
    "deaths_high", "deaths", "injured_low", "injured_high", "person", "other_names", "age_low", "age_high",
    "sex", "text", "sources", "url", "flags",
)  # fmt: skip
"""The columns of ``records``: what a `Record` holds, and keys that make equal names agree."""


def derived(
    cells: Cells, mapping: Mapping, typed: str, window: DayRange | None, snapshot: DayRange | None
) -> str:
    """The query of the records over the query of the typed columns."""
    codes = stated_codes(mapping.date_codes)
    ranges = f"date_code IN ({', '.join(map(quoted, codes))})" if codes else "false"
    late = "end_last IS NOT NULL AND begin_first IS NOT NULL AND end_last < begin_first"
    unended = f"end_last IS NULL OR ({late}) OR coalesce({ranges}, false)"
    place = {
        "p_first": date_case(mapping.date_codes, "first"),
        "p_last": date_case(mapping.date_codes, "last"),
        "ended_first": f"CASE WHEN {unended} THEN NULL ELSE greatest(end_first, begin_first) END",
        "ended_last": f"CASE WHEN {unended} THEN NULL ELSE end_last END",
        "late": late,
        "pointed": "lat IS NOT NULL AND lon IS NOT NULL",
        "law_kind": place_case(mapping.place_codes, "kind"),
        "law_km": place_case(mapping.place_codes, "km"),
    }
    one = f"SELECT *, {', '.join(f'{v} AS {k}' for k, v in place.items())} FROM typed"
    # The finest of what the gazetteer knows stands in where the list has names and no point.
    stand_in = (
        "CASE WHEN t_lat IS NOT NULL THEN 't' WHEN g_b_lat IS NOT NULL THEN 'b'"
        " WHEN g_a_lat IS NOT NULL THEN 'a' WHEN g_c_lat IS NOT NULL THEN 'c' END"
    )
    two = f"SELECT *, CASE WHEN pointed THEN 'p' ELSE {stand_in} END AS whence FROM ({one})"

    def by(column: str, own: str) -> str:
        whens = " ".join(
            f"WHEN '{key}' THEN {table}_{column}"
            for key, table in (("t", "t"), ("b", "g_b"), ("a", "g_a"), ("c", "g_c"))
        )
        return f"CASE whence WHEN 'p' THEN {own} {whens} END"

    area = f"law_kind IN {CENTROIDS}"
    name = (
        "CASE WHEN settlement IS NOT NULL THEN settlement WHEN admin2 IS NOT NULL THEN admin2"
        " WHEN admin1 IS NOT NULL THEN admin1 ELSE coalesce(country, '') END"
    )
    place_id = (
        "CASE WHEN whence = 't' OR (whence = 'p' AND t_id IS NOT NULL AND NOT"
        f" ({area})) THEN t_id WHEN whence = 'b' OR law_kind = 'admin2' THEN g_b_id WHEN whence = 'a' OR"
        " law_kind = 'admin1' THEN g_a_id WHEN whence = 'c' OR law_kind = 'country' THEN g_c_id END"
    )
    groups = [g for g in mapping.groups if _low_high(cells, f"deaths.{g}" if g != "all" else "deaths")]
    lists = []
    ends = {"all": ("NULL::DOUBLE", "NULL::DOUBLE")}
    for group in groups:
        low, high = _low_high(cells, f"deaths.{group}" if group != "all" else "deaths") or ("", "")
        ends[group] = (low, high)
        lists.append(
            f"CASE WHEN {low} IS NOT NULL THEN {{'grp': {quoted(group)}, 'low': {low}, 'high': {high}}} END"
        )
    deaths = f"list_filter([{', '.join(lists)}], lambda v: v IS NOT NULL)" if lists else "[]"
    injured = _low_high(cells, "injured") or ("NULL::DOUBLE", "NULL::DOUBLE")
    has_age = cells.one("age") is not None
    settled = f"CASE WHEN NOT ({area}) THEN"
    columns = {
        "n": "n", "line": "line", "row_id": "row_id", "first": "p_first", "last": "p_last",
        "end_first": "ended_first", "end_last": "ended_last",
        "lat": by("lat", "lat"), "lon": by("lon", "lon"),
        "precision_km": f"({by('km', 'law_km')})::FLOAT",
        "kind": f"coalesce({by('kind', 'law_kind')}, 'unknown')",
        "place": name, "place_id": place_id, "country": "country", "iso": "g_iso",
        "admin1": "admin1", "admin1_id": "g_a_id", "admin1_key": "g_a_key",
        "admin2": "admin2", "admin2_id": "g_b_id", "admin2_key": "g_b_key",
        "settlement": f"{settled} settlement END", "settlement_key": f"{settled} t_key END",
        "actors": "actors", "event_type": "event_type", "type_words": "type_words",
        "deaths_low": ends["all"][0], "deaths_high": ends["all"][1], "deaths": f"{deaths}::{RANGE}[]",
        "injured_low": injured[0], "injured_high": injured[1],
        "person": "person", "other_names": "other_names",
        "age_low": "n_age_low" if has_age else "NULL::DOUBLE",
        "age_high": "n_age_high" if has_age else "NULL::DOUBLE",
        "sex": "sex", "text": "text", "sources": "sources", "url": "url",
        "flags": flags(cells, mapping, window, snapshot),
    }  # fmt: skip
    picked = ", ".join(f"{columns[c]} AS {c}" for c in COLUMNS)
    return f"WITH typed AS ({typed}) SELECT {picked}, problem, left_out FROM ({two})"


def _low_high(cells: Cells, noun: str) -> tuple[str, str] | None:
    """The least and the largest that the list allows; None where it does not count that.

    Where low, best and high contradict each other it is what holds all three, and a flag says so.
    """
    best, low, high = (cells.one(n) is not None for n in nouns(noun))
    names = [n.replace(".", "__") for n, there in zip(nouns(noun), (best, low, high), strict=True) if there]
    if not names:
        return None
    lowest = f"least({', '.join(f'n_{n}_low' for n in names)})"
    highest = f"greatest({', '.join(f'n_{n}_high' for n in names)})"
    if best:
        return lowest, highest
    if low and high:
        # An end that a row leaves empty bounds nothing.
        least, most = f"n_{names[0]}_low", f"n_{names[1]}_high"
        return (
            f"CASE WHEN {least} IS NULL AND {most} IS NOT NULL THEN 0 ELSE {lowest} END",
            f"CASE WHEN {most} IS NULL AND {least} IS NOT NULL THEN 'infinity'::DOUBLE ELSE {highest} END",
        )
    if low:
        return lowest, f"CASE WHEN {lowest} IS NOT NULL THEN 'infinity'::DOUBLE END"
    return f"CASE WHEN {highest} IS NOT NULL THEN 0::DOUBLE END", highest


def nouns(noun: str) -> tuple[str, str, str]:
    """Best, low and high of a count."""
    return (noun, f"{noun}.low", f"{noun}.high") if "." in noun else (noun, f"{noun}_low", f"{noun}_high")
