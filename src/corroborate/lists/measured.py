"""Which incidents of a list a measure of claims counts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from corroborate.lists.taxonomies import load


@cache
def types_of_measures() -> Mapping[str, tuple[str, ...]]:
    """Measure → codes of types of events that it counts, coarse codes standing for all finer ones."""
    return {str(k): tuple(map(str, v)) for k, v in load("measures")["types"].items()}


@cache
def measures_of_deaths() -> frozenset[str]:
    """Measures that count the dead of incidents."""
    return frozenset(map(str, load("measures")["deaths"]))
