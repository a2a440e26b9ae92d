"""What a field law is: levels of agreement between two records, and a registry that anybody can add to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from corroborate.linkage.columns import TIERS, Columns

MISSING = 255
"""The level of two records of which at least one does not state the field."""

LEVELS = 16
"""A law has at most so many levels."""

Compare = Callable[[NDArray[np.int32], NDArray[np.int32]], NDArray[np.uint8]]


@dataclass(frozen=True, slots=True, eq=False)
class Values:
    """One field of all records, ready to be compared.

    ``present`` bool (n,) says who states it; ``tier`` uint8 (n,) how finely, 0 the finest: only records of
    the finest tier at hand can say what the true value is. ``compare`` gives the level of record ``b`` as
    seen from ``a`` for arrays of canonical records: 0 is equal. ``code`` int32 (n,) numbers the distinct
    values and ``share`` float32 (values, TIERS, LEVELS) says how common each level is around each value
    among all records of a tier. ``width`` float32 (n,) is how many days a date spans; 1 for other fields.
    """

    present: NDArray[np.bool_]
    tier: NDArray[np.uint8]
    compare: Compare
    code: NDArray[np.int32]
    share: NDArray[np.float32]
    width: NDArray[np.float32] | None = None


@dataclass(frozen=True, slots=True)
class FieldLaw:
    """How one field is compared: its levels in words, level 0 being "equal".

    ``flip[level]`` is the level seen from the other record. ``start`` are weights of the levels from which
    learning starts. ``kind`` says what a level is common among: ``share`` of unrelated records nearby,
    ``rate`` of unrelated incidents a day nearby (places), ``days`` that fall into it (dates).
    ``prepare`` gives the values, or None where no two records state the field.
    """

    name: str
    levels: tuple[str, ...]
    start: tuple[float, ...]
    prepare: Callable[[Columns], Values | None]
    kind: str = "share"
    flip: tuple[int, ...] = field(default=())
    days: tuple[float, ...] = ()
    coded: bool = False
    """True where each list has codes of its own, which may differ wholly: such a field is learnt from what
    dates and places alone make of the pairs, before it says anything itself."""
    near: bool = False
    """True where wrong statements are near the true value, as typing errors are: two of them are near each
    other too. The law is then that of pairs of statements, whether one of them is true or none."""


SOURCE = "source"
"""The law of what records rest on: within one list it tells who is not the same, so it is no evidence to be
trusted more or less."""

EVEN = np.ones((1, TIERS, LEVELS), np.float32)
"""The shares of a field whose background is a rate or a number of days."""

INCIDENTS: list[FieldLaw] = []
"""The laws of the preset ``incidents``."""

PERSONS: list[FieldLaw] = []
"""The laws of the preset ``persons``."""


def shares(
    code: NDArray[np.int32],
    tier: NDArray[np.uint8],
    present: NDArray[np.bool_],
    table: NDArray[np.uint8] | None,
    compare: Compare,
    levels: int,
) -> NDArray[np.float32]:
    """How common each level is around each distinct value, over all records of a tier that state the field.

    Exact where ``table`` (values, values) holds the levels of all pairs of values; otherwise the chance
    to be equal is exact and the others come from pairs of records taken at regular steps.
    """
    values = int(code.max(initial=-1)) + 1
    found = np.zeros((max(values, 1), TIERS, LEVELS), np.float64)
    for t in range(TIERS):
        states = np.flatnonzero(present & (tier == t))
        count = np.bincount(code[states], minlength=values)[:values].astype(np.float64)
        if table is not None:
            for level in range(levels):
                found[:values, t, level] = (table == level) @ count
        elif len(states):
            among = _spread(np.flatnonzero(present), states, compare, levels)
            found[:values, t, 0] = count
            rest = among[1:] / max(among[1:].sum(), 1e-12)
            found[:values, t, 1:levels] = (count.sum() - count)[:, None] * rest[None, :]
    # Half a record everywhere: a level that nobody has seen is rare, not impossible.
    found[..., :levels] += 0.5
    found[..., :levels] /= found[..., :levels].sum(axis=-1, keepdims=True)
    return found.astype(np.float32)


MOST_TABLED = 1000
"""Distinct values up to which all are compared with each other beforehand (1 MB)."""


def tabled(code: NDArray[np.int32], present: NDArray[np.bool_], compare: Compare) -> NDArray[np.uint8] | None:
    """The levels of all pairs of values (values, values) for `shares`; None where there are too many."""
    stated = np.flatnonzero(present)
    values, at = np.unique(code[stated], return_index=True)
    size = int(values.max(initial=-1)) + 1
    if size > MOST_TABLED:
        return None
    whose = stated[at].astype(np.int32)
    a, b = np.meshgrid(whose, whose, indexing="ij")
    table = np.full((size, size), MISSING, np.uint8)
    table[np.ix_(values, values)] = compare(a.ravel(), b.ravel()).reshape(a.shape)
    return table


def _spread(
    whose: NDArray[np.int64], states: NDArray[np.int64], compare: Compare, levels: int
) -> NDArray[np.float64]:
    """How common the levels are among pairs of records at regular steps apart in a meaningless order."""
    total = np.full(levels, 0.5)
    # Neighbours in canonical order are neighbours in space and time; multiples of the golden ratio are not.
    states = states[np.argsort(states.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15), kind="stable")]
    most = min(len(whose), 20_000)
    a = whose[np.linspace(0, len(whose) - 1, most).astype(np.int64)].astype(np.int32)
    for step in (1, 7, 31, 101, 307, 1009, 3001):
        b = states[(np.arange(most) * len(states) // most + step) % len(states)].astype(np.int32)
        level = compare(a, b)[a != b]
        total += np.bincount(level[level != MISSING], minlength=levels)[:levels]
    return total


def numbered(*columns: NDArray[np.generic]) -> NDArray[np.int32]:
    """Distinct rows of columns numbered from 0 in ascending order."""
    code = np.zeros(len(columns[0]), np.int64)
    for column in columns:
        _, part = np.unique(column, return_inverse=True)
        _, code = np.unique(code * (int(part.max(initial=0)) + 1) + part.ravel(), return_inverse=True)
        code = code.ravel()
    return code.astype(np.int32)
