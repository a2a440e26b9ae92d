"""Nouns as JSON that names its types, so that unions come back as they went; no code is ever run by it."""

from __future__ import annotations

import importlib
import json
import pkgutil
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import Any

import corroborate.model
from corroborate.errors import InputError

TYPE = "$"


def dumps(value: object) -> str:
    """A noun as JSON; the same characters for the same noun. Raises InputError for what is no noun."""
    return json.dumps(_plain(value), ensure_ascii=False, sort_keys=True, allow_nan=False)


def loads(text: str) -> Any:
    """The noun that `dumps` wrote; raises InputError for anything else."""
    try:
        return _noun(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise InputError("the file holds no nouns of corroborate", value=str(error)[:200]) from error


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return {TYPE: "enum", "of": _name(type(value)), "v": value.value}
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, datetime):
        return {TYPE: "datetime", "v": value.isoformat()}
    if isinstance(value, date):
        return {TYPE: "date", "v": value.isoformat()}
    if isinstance(value, tuple | list):
        return [_plain(v) for v in value]
    if isinstance(value, frozenset | set):
        return {TYPE: "set", "v": sorted((_plain(v) for v in value), key=repr)}
    if isinstance(value, Mapping):
        return {TYPE: "map", "v": [[_plain(k), _plain(v)] for k, v in value.items()]}
    name = _name(type(value))
    if is_dataclass(value) and _nouns().get(name) is type(value):
        return {TYPE: name, **{f.name: _plain(getattr(value, f.name)) for f in fields(value) if f.init}}
    raise InputError("this is no noun that can be handed over", value=name)


def _noun(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_noun(v) for v in value)
    if not isinstance(value, dict):
        return value
    kind = value[TYPE]
    if kind == "enum":
        return _nouns()[value["of"]](value["v"])
    if kind == "datetime":
        return datetime.fromisoformat(value["v"])
    if kind == "date":
        return date.fromisoformat(value["v"])
    if kind == "set":
        return frozenset(_noun(v) for v in value["v"])
    if kind == "map":
        return {_noun(k): _noun(v) for k, v in value["v"]}
    made: Any = _nouns()[kind]
    if not is_dataclass(made):
        raise TypeError(kind)
    build: Any = made
    return build(**{k: _noun(v) for k, v in value.items() if k != TYPE})


def _name(kind: type) -> str:
    return f"{kind.__module__.rpartition('.')[2]}.{kind.__name__}"


@cache
def _nouns() -> dict[str, Any]:
    """Every dataclass and enum of the model, by its module and name."""
    found: dict[str, Any] = {}
    for module in pkgutil.iter_modules(corroborate.model.__path__):
        loaded = importlib.import_module(f"corroborate.model.{module.name}")
        for kind in vars(loaded).values():
            if isinstance(kind, type) and kind.__module__ == loaded.__name__:
                found[_name(kind)] = kind
    return found
