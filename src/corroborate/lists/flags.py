"""Values that are possible and suspicious: kept as they are, and said."""

from __future__ import annotations

from corroborate.lists.cellview import Cells
from corroborate.lists.mapping import Mapping
from corroborate.lists.workspace import quoted
from corroborate.model.window import DayRange

FLAG = "STRUCT(code VARCHAR, col VARCHAR, value VARCHAR, words VARCHAR)"
LONGEST_DAYS = 366
"""An incident that lasts longer than a year has a slip in one of its dates more often than not."""
SLIP_DAYS = 14
"""A source that tells of an incident exactly a year and up to this many days after it: a slip of the year."""
FAR = 2.0
"""A point this many times farther from the middle of a country than the gazetteer's radius of it, and in none
of its far parts, is doubted."""

FLAGS: dict[str, str] = {
    "end-before-start": "the end lies before the start; the start is used, the end is not",
    "long": "it lasts longer than a year",
    "reported-before": "every source of the row appeared before it happened",
    "year-slip": "the source appeared a year and a few days later: one of the two years may be wrong",
    "year-differs": "the date does not lie in the year that the row states elsewhere",
    "id-date": "the date is not the one in the row's id",
    "outside-window": "the date lies outside what the list covers",
    "after-snapshot": "the date lies after the day on which the list was taken",
    "no-date": "the row states no date",
    "date-code": "the precision code of the date is not one that the list explains",
    "place-code": "the precision code of the place is not one that the list explains",
    "swapped": "latitude and longitude are exchanged: as they stand the point lies far outside the country",
    "sign": "a sign is missing or too many: as it stands the point lies far outside the country",
    "outside-country": "the point lies far outside the country",
    "half-a-point": "one of latitude and longitude is missing; no point is used",
    "zero-point": "the point is 0, 0, which often stands for none",
    "named-point": "the list gives no point; it is the gazetteer's for the name",
    "deaths-order": "least, best and largest number are not in order; the range holds all of them",
    "injured-order": "least, best and largest number are not in order; the range holds all of them",
    "groups-exceed": "the groups add up to more deaths than the largest number in all",
    "id-repeated": "the id stood in the list before",
    "no-id": "the row has no id; its number stands in",
}
"""The code of every flag, and what it says."""


def flags(cells: Cells, mapping: Mapping, window: DayRange | None, snapshot: DayRange | None) -> str:
    """The expression of a row's flags, a list."""
    found: list[str] = []

    def add(code: str, condition: str, noun: str, value: str) -> None:
        name = cells.one(noun)
        column = cells.shown(name) if name else "''"
        found.append(
            f"CASE WHEN {condition} THEN {{'code': '{code}', 'col': {column},"
            f" 'value': coalesce(({value})::VARCHAR, ''), 'words': {quoted(FLAGS[code])}}} END"
        )

    if cells.one("begin"):
        _of_dates(add, cells, mapping, window, snapshot)
    if cells.one("lat") and cells.one("lon"):
        _of_points(add)
    add(
        "named-point",
        "NOT pointed AND whence IS NOT NULL",
        "settlement",
        "coalesce(settlement, admin2, admin1, country)",
    )
    for code, noun in (("deaths-order", "deaths"), ("injured-order", "injured")):
        if (wrong := _order(cells, noun)) is not None:
            add(code, wrong[0], noun if cells.one(noun) else f"{noun}_low", wrong[1])
    if (wrong := _groups(cells, mapping)) is not None:
        add("groups-exceed", wrong[0], "deaths", wrong[1])
    if cells.one("id"):
        add("id-repeated", "again IS NOT NULL", "id", "own_id")
        add("no-id", "own_id IS NULL", "id", "''")
    return f"list_filter([{', '.join(found)}], lambda v: v IS NOT NULL)::{FLAG}[]"


def _of_dates(
    add: object, cells: Cells, mapping: Mapping, window: DayRange | None, snapshot: DayRange | None
) -> None:
    assert callable(add)
    add("no-date", "begin_first IS NULL", "begin", "''")
    if cells.one("end"):
        add("end-before-start", "late", "end", "end_last")
        add("long", f"ended_last - begin_first > {LONGEST_DAYS}", "end", "end_last")
    if cells.one("published"):
        add("reported-before", "list_max(published) < p_first", "published", "list_max(published)")
        later = "list_min(published) - (begin_last + INTERVAL 1 year)::DATE"
        add(
            "year-slip",
            f"begin_first = begin_last AND {later} BETWEEN 0 AND {SLIP_DAYS}",
            "begin",
            "begin_first",
        )
    if cells.one("context_year"):
        off = mapping.years_off
        condition = f"year(p_last) < context_year - {off} OR year(p_first) > context_year + {off}"
        add("year-differs", condition, "begin", "begin_first")
    if cells.one("id_day"):
        day = "CAST(try_strptime(id_day, '%Y%m%d') AS DATE)"
        add("id-date", f"{day} NOT BETWEEN p_first AND p_last", "id_day", "id_day")
    if window is not None and window.first and window.last:
        condition = f"p_last < DATE '{window.first}' OR p_first > DATE '{window.last}'"
        add("outside-window", condition, "begin", "begin_first")
    if snapshot is not None and snapshot.last:
        add("after-snapshot", f"p_first > DATE '{snapshot.last}'", "begin", "begin_first")
    for code, noun, codes in (
        ("date-code", "date_precision", mapping.date_codes),
        ("place-code", "place_precision", mapping.place_codes),
    ):
        if cells.one(noun) and codes:
            column = noun.replace("_precision", "_code")
            listed = ", ".join(quoted(c) for c in codes)
            add(code, f"{column} NOT IN ({listed})", noun, column)


def _of_points(add: object) -> None:
    assert callable(add)
    shown = "concat_ws(', ', lat, lon)"
    part = _km("lat", "lon", "v[1]", "v[2]")
    far = (
        f"pointed AND g_c_km IS NOT NULL AND {_km('lat', 'lon')} > {FAR} * g_c_km"
        f" AND coalesce(len(list_filter(g_parts, lambda v: {part} <= v[3])), 0) = 0"
    )
    swapped = f"abs(lon) <= 90 AND {_km('lon', 'lat')} <= g_c_km"
    sign = " OR ".join(
        f"{_km(a, b)} <= g_c_km" for a, b in (("lat", "-lon"), ("-lat", "lon"), ("-lat", "-lon"))
    )
    add("swapped", f"{far} AND {swapped}", "lat", shown)
    add("sign", f"{far} AND NOT ({swapped}) AND ({sign})", "lat", shown)
    add("outside-country", f"{far} AND NOT ({swapped}) AND NOT ({sign})", "lat", shown)
    add("half-a-point", "(lat IS NULL) <> (lon IS NULL)", "lat", "coalesce(lat, lon)")
    add("zero-point", "lat = 0 AND lon = 0", "lat", shown)


def _km(lat: str, lon: str, from_lat: str = "g_c_lat", from_lon: str = "g_c_lon") -> str:
    """Great-circle distance in km of a point from another, the middle of its country if left out."""
    half = (
        f"pow(sin(radians(({lat}) - {from_lat}) / 2), 2) + cos(radians({lat})) * cos(radians({from_lat}))"
        f" * pow(sin(radians(({lon}) - {from_lon}) / 2), 2)"
    )
    return f"12742 * asin(sqrt(least(1, {half})))"


def _order(cells: Cells, noun: str) -> tuple[str, str] | None:
    names = [n for n in (f"{noun}_low", noun, f"{noun}_high") if cells.one(n)]
    if len(names) < 2:
        return None
    pairs = [f"n_{a}_low > n_{b}_high" for i, a in enumerate(names) for b in names[i + 1 :]]
    value = "concat_ws(' / ', " + ", ".join(f"n_{n}_low::BIGINT" for n in names) + ")"
    return " OR ".join(pairs), value


def _groups(cells: Cells, mapping: Mapping) -> tuple[str, str] | None:
    groups = [g for g in mapping.groups if g != "all" and cells.one(f"deaths.{g}")]
    most = next((n for n in ("deaths_high", "deaths") if cells.one(n)), None)
    if not groups or most is None:
        return None
    total = " + ".join(f"coalesce(n_deaths__{g}_low, 0)" for g in groups)
    return f"{total} > n_{most}_high", f"({total})::BIGINT"
