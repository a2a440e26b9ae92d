"""Settings of worlds from files: TOML written by people, or the setting.json of an earlier world."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

from corroborate.errors import SettingError, UnreadableError
from corroborate.lists.simulate.settings import ListSetting, PlaceLaw, Setting


def read_setting(path: Path) -> Setting:
    """The setting that a file describes; what it leaves out has the default.

    Keys are the fields of Setting, `lists` being tables of ListSetting's fields and `dependence` rows
    `[list, list, log-odds]` and `dyads` rows `[actor, actor, weight]`.
    Raises UnreadableError for a file that is neither TOML nor JSON and
    SettingError for a key or value that means nothing.
    """
    try:
        words = path.read_text("utf-8")
        data = json.loads(words) if path.suffix == ".json" else tomllib.loads(words)
    except OSError as error:
        raise UnreadableError("the file of the setting cannot be read", value=path) from error
    except (ValueError, RecursionError) as error:
        raise UnreadableError(
            "the setting is neither TOML nor JSON", value=path, hint=str(error) or "see docs/simulation.md"
        ) from error
    if not isinstance(data, Mapping):
        raise SettingError("a setting is a table of names and values", value=path)
    return from_mapping(data.get("setting", data))


def from_mapping(data: Mapping[str, Any]) -> Setting:
    """The setting that a mapping describes, checked."""
    if not isinstance(data, Mapping):
        raise SettingError("a setting is a table of names and values", value=data)
    values = _known(data, Setting, "a world")
    lists = values.pop("lists", None)
    if not isinstance(lists, list) or not lists:
        raise SettingError("a world needs its lists", hint='[[lists]], list_id = "a", coverage = 0.4')
    made = tuple(_list(one) for one in lists)
    rows = values.pop("dependence", [])
    start = values.pop("start", None)
    if start is not None:
        values["start"] = _day(start)
    if "dyads" in values:
        values["dyads"] = tuple((a, b, odds) for a, b, odds in _rows(values["dyads"], "dyads"))
    return Setting(lists=made, dependence=_dependence(rows), **values).checked()


def _list(data: Any) -> ListSetting:
    if not isinstance(data, Mapping):
        raise SettingError("a list is a table of names and values", value=data)
    values = _known(data, ListSetting, "a list")
    missing = [name for name in ("list_id", "coverage") if name not in values]
    if missing:
        raise SettingError(f"a list needs {' and '.join(missing)}", value=data.get("list_id"))
    place = values.pop("place", None)
    if place is not None:
        if not isinstance(place, Mapping):
            raise SettingError("place is a table of shares", value=place)
        values["place"] = PlaceLaw(**_known(place, PlaceLaw, "a law of places"))
    errors = values.get("date_error")
    if errors is not None:
        if not isinstance(errors, list) or len(errors) != 4 or not all(map(_is_number, errors)):
            raise SettingError("date_error are four shares", value=errors)
        values["date_error"] = tuple(float(e) for e in errors)
    return ListSetting(**values)


def _dependence(rows: Any) -> dict[tuple[str, str], float]:
    return {(a, b): odds for a, b, odds in _rows(rows, "dependence")}


def _rows(rows: Any, what: str) -> list[tuple[str, str, float]]:
    found = []
    for row in rows if isinstance(rows, list) else [rows]:
        if not isinstance(row, list) or len(row) != 3 or not _is_number(row[2]):
            raise SettingError(f"{what} are rows of two names and a number", value=row)
        found.append((str(row[0]), str(row[1]), float(row[2])))
    return found


def _day(value: Any) -> date:
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError as error:
        raise SettingError("start is a day such as 2024-01-01", value=value) from error


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


_STRUCTURED = {"lists", "dependence", "dyads", "start", "place", "date_error"}


def _known(data: Mapping[str, Any], kind: type[Any], what: str) -> dict[str, Any]:
    """The values of a table, each of the type that its field has."""
    kinds = {f.name: str(f.type) for f in fields(kind)}
    for name, value in data.items():
        if name not in kinds:
            raise SettingError(f"{what} has no such setting", value=name, hint=f"one of {', '.join(kinds)}")
        if name in _STRUCTURED:
            continue
        wanted = kinds[name]
        if value is None and "None" in wanted:
            continue
        fits = (
            isinstance(value, bool)
            if wanted == "bool"
            else isinstance(value, str)
            if wanted == "str"
            else _is_number(value) and (wanted == "float" or isinstance(value, int))
        )
        if not fits:
            raise SettingError(f"{name} of {what} must be of the type {wanted}", value=value)
    return dict(data)
