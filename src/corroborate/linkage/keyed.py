"""Candidate pairs of persons: records that share one of several keys, the rarest keys first."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from corroborate.linkage.candidates import Candidates
from corroborate.linkage.columns import Columns

MOST_SHARED = 60
"""Records that share one key, up to which all are compared with each other; in larger blocks each record is
compared with so many that stand nearest in the order of a second key."""


def alike(columns: Columns, *, most: int = MOST_SHARED) -> Candidates:
    """All pairs that share a name, the beginning or end of one, a date or part of one, bounded per record."""
    n = len(columns)
    found = []
    cut = np.ones(n)
    for key, second in (*keys_of_names(columns), *keys_of_the_rest(columns)):
        order = np.lexsort((np.arange(n), second, key))
        order = order[key[order] != 0].astype(np.int32)
        if len(order) < 2:
            continue
        seen, load = np.zeros(n, np.int64), np.zeros(n, np.int64)
        out = np.empty((len(order) * most, 2), np.int32)
        count = _windows(order, key, most, out, seen, load)
        found.append(out[:count].copy())
        # A pair is left out only where every key of the record leaves it out.
        cut *= np.where(load > 0, 1 - np.minimum(seen, load) / np.maximum(load, 1), 1.0)
    if not found:
        none = np.zeros(0, np.int32)
        return Candidates(none, none, np.zeros(n, np.float32))
    pairs = np.concatenate(found).astype(np.int64)
    code = np.unique(pairs.min(axis=1) << 32 | pairs.max(axis=1))
    cut = np.where(np.isin(np.arange(n), pairs), cut, 0.0)
    return Candidates(
        (code >> 32).astype(np.int32), (code & 0xFFFFFFFF).astype(np.int32), cut.astype(np.float32)
    )


@njit(cache=True, nogil=True)
def _windows(
    order: NDArray[Any],
    key: NDArray[Any],
    most: int,
    out: NDArray[Any],
    seen: NDArray[Any],
    load: NDArray[Any],
) -> int:
    count = 0
    n = order.shape[0]
    begin = 0
    while begin < n:
        end = begin + 1
        while end < n and key[order[end]] == key[order[begin]]:
            end += 1
        reach = end - begin if end - begin <= most else most // 2
        for x in range(begin, end):
            last = min(end, x + 1 + reach)
            for y in range(x + 1, last):
                out[count, 0], out[count, 1] = order[x], order[y]
                count += 1
            load[order[x]] += end - begin - 1
            seen[order[x]] += last - max(begin, x - reach) - 1
        begin = end
    return count


Keys = Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]
"""Keys, shape (n,), 0 where there is none, each with a second key that orders large blocks."""


def keys_of_names(columns: Columns) -> Keys:
    """Keys that names alone make."""
    tokens = _tokens(columns)
    day = _days(columns)
    ends, begins = _ends(tokens), _begins(tokens)
    yield np.array([_hash(" ".join(sorted(parts))) for parts in tokens], np.int64), day
    yield ends, begins
    yield begins, ends
    for cut in (3, 4):
        yield np.array([_hash(p[-1][:cut] + "|" + p[0][:2]) if p else 0 for p in tokens], np.int64), day
        yield np.array([_hash(p[0][:cut] + "|" + p[-1][:2]) if p else 0 for p in tokens], np.int64), day
    yield np.array([_hash(_skeleton(p)) if p else 0 for p in tokens], np.int64), day
    # The beginnings of the first and the last word, whichever stands first.
    yield (
        np.array([_hash("&".join(sorted((p[0][:3], p[-1][:3])))) if p else 0 for p in tokens], np.int64),
        day,
    )
    yield np.array([_hash(p[-1][1:] + "~") if p else 0 for p in tokens], np.int64), begins


def keys_of_the_rest(columns: Columns) -> Keys:
    """Keys of dates and of a user's own columns, most with something of the name."""
    tokens = _tokens(columns)
    ends, begins = _ends(tokens), _begins(tokens)
    yield from _keys_without_names(columns, ends)
    if columns.dated.any():
        day = _days(columns)
        yield np.where(day > 0, day // 31 * 4 + 1, 0) * (ends % 9973 + 1), begins
    short = np.array([_hash(p[-1][:1] + p[0][:1]) if p else 1 for p in tokens], np.int64) % 1_000_003 + 1
    for name, code in _coded(columns).items():
        # A column alone is too common a key: with the beginning of a name.
        salt = _hash(name) % 1_000_003
        yield np.where(code > 0, (code * 1_000_003 + salt) * 1_000_003 + short, 0), ends


def keys_without_names(columns: Columns) -> Keys:
    """Those of them that hold nothing of the name: a day, or all of a user's own columns but one."""
    yield from _keys_without_names(columns, _ends(_tokens(columns)))


def _keys_without_names(columns: Columns, ends: NDArray[np.int64]) -> Keys:
    if columns.dated.any():
        yield _days(columns), ends
    codes = _coded(columns)
    if len(codes) > 1:
        for skipped in (*codes, ""):
            total = np.ones(len(columns), np.int64)
            for name, code in codes.items():
                if name != skipped:
                    total = np.where(code > 0, total * 1_000_003 + code, 0)
            yield total, ends


def _tokens(columns: Columns) -> list[list[str]]:
    names = columns.table.name
    return [names[i].split() for i in columns.row] if names else [[] for _ in columns.row]


def _days(columns: Columns) -> NDArray[np.int64]:
    return np.where(columns.dated, columns.first.astype(np.int64) + (1 << 30), 0)


def _ends(tokens: list[list[str]]) -> NDArray[np.int64]:
    return np.array([_hash(parts[-1]) if parts else 0 for parts in tokens], np.int64)


def _begins(tokens: list[list[str]]) -> NDArray[np.int64]:
    return np.array([_hash(parts[0]) if parts else 0 for parts in tokens], np.int64)


def _coded(columns: Columns) -> dict[str, NDArray[np.int64]]:
    """A user's own columns as numbers from 1, 0 where they say nothing, by name."""
    found = {}
    for name, column in sorted(columns.table.extra.items()):
        value = column[columns.row]
        found[name] = np.where(np.isfinite(value), np.unique(value, return_inverse=True)[1].ravel() + 1, 0)
    return found


def _skeleton(parts: list[str]) -> str:
    """The consonants of the names, doubled ones once, in the order of the alphabet of names."""
    bones = []
    for part in parts:
        kept = [c for c in part if c not in "aeiouwy'-"]
        bones.append("".join(c for k, c in enumerate(kept) if k == 0 or kept[k - 1] != c))
    return " ".join(sorted(bones))


def _hash(text: str) -> int:
    """A number of a text that is never 0 and is the same everywhere."""
    data = text.encode()
    return (zlib.crc32(data) << 31 | zlib.crc32(data[::-1], 7) >> 1) | 1 if text else 0
