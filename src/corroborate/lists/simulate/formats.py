"""Simulated records in the formats that lists come in; nothing but the format is anybody's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from corroborate.errors import SettingError
from corroborate.lists.simulate.facts import Fact
from corroborate.lists.simulate.settings import ListSetting

Row = dict[str, str]
LEVELS = ("exact", "town", "district", "province", "none")
KNOWN = {"ged": "ucdp-ged", "acled": "acled", "gtd": "gtd"}
"""Format → the importer's name of it; the plain one is read by a mapping."""


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    path = resources.files("corroborate.lists.simulate") / "formats.yaml"
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return data


@lru_cache(maxsize=8)
def columns(name: str) -> tuple[str, ...]:
    """The header of a format; raises SettingError where there is no such format."""
    if name not in WRITERS:
        raise SettingError("there is no such format", value=name, hint=f"one of {', '.join(WRITERS)}")
    return tuple(_data()["columns"][name].split())


def list_table(one: ListSetting, name: str) -> dict[str, Any]:
    """The ``[[list]]`` table of case.toml by which a list in this format is read, with its card."""
    least = f"at least {one.threshold} deaths" if one.threshold else "none"
    card = {
        "title": f"{one.title or one.list_id} (simulated)",
        "unit": "a simulated incident",
        "threshold": least,
        "merge_rule": "reports of one incident are one row, with slips"
        if one.duplicates
        else "one row an incident",
        "count_rule": "deaths as the list states them",
        "duplicates": "few" if one.duplicates else "none",
        "standing": "party" if one.party else "third party",
    }
    read = {"format": KNOWN[name]} if name in KNOWN else _data()["mapping"]
    return {"name": one.list_id, **read, "card": card}


def file_id(name: str, fact: Fact) -> str:
    """How a format names a row."""
    if name == "ged":
        return str(fact.number)
    if name == "acled":
        return f"SIM{fact.number}"
    return f"{fact.first:%Y%m%d}{fact.number:04d}" if name == "gtd" else fact.row_id


def _plain(fact: Fact, country: str, text: str) -> Row:
    return {
        "row_id": fact.row_id,
        "date_from": str(fact.first),
        "date_to": str(fact.last),
        "date_level": "day" if fact.first == fact.last else "range",
        "latitude": _degrees(fact.lat),
        "longitude": _degrees(fact.lon),
        "place_level": LEVELS[fact.level],
        "precision_km": "" if fact.km is None else f"{fact.km:g}",
        "country": country,
        "province": fact.province,
        "district": fact.district,
        "town": fact.town,
        "actor_1": fact.actor_a,
        "actor_2": fact.actor_b,
        "type": fact.type,
        "deaths_low": _number(fact.low),
        "deaths_high": _number(fact.high),
        "injured": _number(fact.injured),
        "name": fact.name,
        "age": _number(fact.age),
        "sex": fact.sex,
        "text": text,
    }


def _ged(fact: Fact, country: str, text: str) -> Row:
    """UCDP GED's columns: best is the low end, since a simulated list has no best guess of its own."""
    span = (fact.last - fact.first).days
    kind = 3 if fact.group_b == "Civilians" else 1 if "State forces" in (fact.group_a, fact.group_b) else 2
    side_a, side_b = fact.actor_a or "Unknown", fact.actor_b or "Unknown"
    best = _number(fact.low)
    civilian = kind == 3
    return {
        "id": str(fact.number),
        "relid": f"SIM-{fact.first.year}-{kind}-{fact.number}",
        "year": str(fact.first.year),
        "active_year": "1",
        "code_status": "Clear",
        "type_of_violence": str(kind),
        "conflict_name": f"{country}: Government",
        "dyad_name": f"{side_a} - {side_b}",
        "side_a": side_a,
        "side_b": side_b,
        "number_of_sources": "1",
        "source_article": text,
        "source_headline": text.partition(".")[0],
        "where_prec": ("1", "1", "3", "4", "6")[fact.level],
        "where_coordinates": fact.town or fact.district or fact.province or country,
        "adm_1": f"{fact.province} province" if fact.province else "",
        "adm_2": f"{fact.district} district" if fact.district else "",
        "latitude": _degrees(fact.lat),
        "longitude": _degrees(fact.lon),
        "geom_wkt": "" if fact.lat is None else f"POINT ({_degrees(fact.lon)} {_degrees(fact.lat)})",
        "country": country,
        "event_clarity": "1",
        "date_prec": "1" if span == 0 else "2" if span < 6 else "3" if span < 7 else "4",
        "date_start": str(fact.first),
        "date_end": str(fact.last),
        "deaths_a": "0" if best else "",
        "deaths_b": "0" if best else "",
        "deaths_civilians": (best if civilian else "0") if best else "",
        "deaths_unknown": ("0" if civilian else best) if best else "",
        "best": best,
        "high": _number(fact.high),
        "low": best,
    }


def _acled(fact: Fact, country: str, text: str) -> Row:
    """ACLED's columns: unknown fatalities are written as 0 and ranges as their low end, as ACLED does."""
    span = (fact.last - fact.first).days
    kind, sub, disorder = _data()["acled"][fact.type]
    interest = _data()["interest"]
    nobody = f"Unidentified Armed Group ({country})"
    a, b = interest[fact.group_a] or "Political militia", interest[fact.group_b]
    return {
        "event_id_cnty": f"SIM{fact.number}",
        "event_date": str(fact.first),
        "year": str(fact.first.year),
        "time_precision": "1" if span == 0 else "2" if span < 7 else "3",
        "disorder_type": disorder,
        "event_type": kind,
        "sub_event_type": sub,
        "actor1": fact.actor_a or nobody,
        "inter1": a,
        "actor2": fact.actor_b,
        "inter2": b,
        "interaction": f"{a}-{b}" if b else a,
        "civilian_targeting": "Civilian targeting" if b == "Civilians" else "",
        "region": "Simulated",
        "country": country,
        "admin1": fact.province,
        "admin2": fact.district,
        "location": fact.town or fact.district or fact.province,
        "latitude": _degrees(fact.lat),
        "longitude": _degrees(fact.lon),
        "geo_precision": ("1", "1", "2", "3", "3")[fact.level],
        "source": f"Simulated reporter {chr(65 + fact.number % 26)}",
        "source_scale": "Other",
        "notes": text,
        "fatalities": _number(fact.low) or "0",
    }


def _gtd(fact: Fact, country: str, text: str) -> Row:
    """GTD's columns: a day or month that is not known is 0, the period stands in approxdate."""
    known = fact.first == fact.last
    within = (fact.first.year, fact.first.month) == (fact.last.year, fact.last.month)
    code, words = _data()["gtd"][fact.type]
    targets = _data()["targets"]
    target, target_words = targets[fact.actor_b if fact.actor_b in targets else fact.group_b]
    return {
        "eventid": file_id("gtd", fact),
        "iyear": str(fact.first.year),
        "imonth": str(fact.first.month) if known or within else "0",
        "iday": str(fact.first.day) if known else "0",
        "approxdate": "" if known else f"{fact.first} to {fact.last}",
        "extended": "0",
        "country_txt": country,
        "region_txt": "Simulated",
        "provstate": fact.province,
        "city": fact.town or "Unknown",
        "latitude": _degrees(fact.lat),
        "longitude": _degrees(fact.lon),
        "specificity": ("1", "1", "3", "4", "5")[fact.level],
        "vicinity": "0",
        "location": fact.district,
        "summary": text,
        "crit1": "1",
        "crit2": "1",
        "crit3": "1",
        "doubtterr": "0",
        "success": "1",
        "suicide": "1" if fact.type == "Suicide attack" else "0",
        "attacktype1": code,
        "attacktype1_txt": words,
        "targtype1": target,
        "targtype1_txt": target_words,
        "target1": fact.actor_b or "Unknown",
        "gname": fact.actor_a or "Unknown",
        "nkill": _number(fact.low),
        "nwound": _number(fact.injured),
        "dbsource": "Simulated",
    }


WRITERS: Mapping[str, Callable[[Fact, str, str], Row]] = {
    "plain": _plain,
    "ged": _ged,
    "acled": _acled,
    "gtd": _gtd,
}
"""Format → how it writes a record. A format is one function and one line here."""


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _degrees(value: float | None) -> str:
    return "" if value is None else f"{value:.5f}"
