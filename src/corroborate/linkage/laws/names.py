"""Names of persons: one field whose levels say which parts agree, however they are spelt or ordered."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from corroborate.linkage.columns import TIERS, Columns
from corroborate.linkage.fields import LEVELS, PERSONS, FieldLaw, Values
from corroborate.linkage.laws.letters import edits, packed
from corroborate.linkage.laws.rarity import unrelated

SAME, TURNED, LEFT_OUT = 0, 1, 2
LAST_ONE, LAST_SOME, FIRST_ONE, FIRST_SOME = 3, 4, 5, 6
BOTH_CLOSE, TURNED_CLOSE, INITIAL, LAST_ONLY, FIRST_ONLY, ONE_CLOSE, APART = 7, 8, 9, 10, 11, 12, 13

_LEVELS = (
    "the same",
    "the same words in another order",
    "the same but for a part left out",
    "the first the same, the last one letter apart",
    "the first the same, the last two or three letters apart",
    "the last the same, the first one letter apart",
    "the last the same, the first two or three letters apart",
    "a few letters apart in all",
    "in another order, and letters apart",
    "the last the same, the first an initial",
    "only the last the same",
    "only the first the same",
    "only one part alike, by letters",
    "apart",
)
_START = (0.68, 0.02, 0.03, 0.07, 0.02, 0.07, 0.02, 0.02, 0.01, 0.01, 0.01, 0.01, 0.01, 0.02)

_EQUAL, _ONE, _SOME, _BEGINS, _OTHER = 0, 1, 2, 3, 4
_MOST_WORDS = 8

_NEVER = 1e-9
"""No level is impossible."""

_ASKED = 20_000
"""Pairs of words from which it is told how often words are close by chance."""


@njit(cache=True, nogil=True)
def _word(text: NDArray[Any], start: NDArray[Any], x: int, y: int) -> int:
    """How two words differ: not, by one letter, by two or three of longer words, as a beginning, wholly."""
    if x == y:
        return _EQUAL
    a, b = start[x], start[y]
    la, lb = start[x + 1] - a, start[y + 1] - b
    short = min(la, lb)
    most = 1 if short <= 3 else (2 if short <= 6 else 3)
    d = edits(text, a, la, b, lb, most)
    if d <= most and d < short:
        return _ONE if d == 1 else _SOME
    for k in range(short):
        if text[a + k] != text[b + k]:
            return _OTHER
    return _BEGINS if short > 0 else _OTHER


@njit(cache=True, nogil=True)
def _words_apart(
    text: NDArray[Any], start: NDArray[Any], a: NDArray[Any], b: NDArray[Any], out: NDArray[Any]
) -> None:
    for p in range(a.shape[0]):
        out[p] = _word(text, start, a[p], b[p])


@njit(cache=True, nogil=True)
def _turned(text: NDArray[Any], start: NDArray[Any], x: NDArray[Any], y: NDArray[Any]) -> int:
    """How two names of equally many words agree with the words of one moved round: by the worst word."""
    best = _OTHER
    k = x.shape[0]
    for by in range(1, k):
        worst = _EQUAL
        for w in range(k):
            how = _word(text, start, x[w], y[(w + by) % k])
            worst = max(worst, _OTHER if how == _BEGINS else how)
            if worst == _OTHER:
                break
        best = min(best, worst)
    return best


@njit(cache=True, nogil=True)
def _within(x: NDArray[Any], y: NDArray[Any]) -> bool:
    """True where every word of the shorter name stands in the longer one, each once."""
    if x.shape[0] > y.shape[0]:
        x, y = y, x
    taken = np.zeros(y.shape[0], np.bool_)
    for w in range(x.shape[0]):
        found = False
        for v in range(y.shape[0]):
            if not taken[v] and x[w] == y[v]:
                taken[v] = True
                found = True
                break
        if not found:
            return False
    return True


@njit(cache=True, nogil=True)
def _lone(text: NDArray[Any], start: NDArray[Any], word: int, name: NDArray[Any]) -> int:
    """A single word beside a name of several, or beside another single word."""
    k = name.shape[0]
    if k == 1:
        how = _word(text, start, word, name[0])
        return SAME if how == _EQUAL else ONE_CLOSE if how <= _SOME else INITIAL if how == _BEGINS else APART
    if word == name[k - 1]:
        return LAST_ONLY
    if word == name[0]:
        return FIRST_ONLY
    for w in range(k):
        if _word(text, start, word, name[w]) <= _SOME:
            return ONE_CLOSE
    return APART


@njit(cache=True, nogil=True)
def _level(
    text: NDArray[Any], start: NDArray[Any], solid: NDArray[Any], at: NDArray[Any], i: int, j: int,
    x: NDArray[Any], y: NDArray[Any],
) -> int:  # fmt: skip
    """The level of two names that are not the same; ``x``, ``y`` are their words, ``i``, ``j`` the names."""
    kx, ky = x.shape[0], y.shape[0]
    if kx == 1 or ky == 1:
        # Of a name in one word nobody knows which part it is.
        lone = _lone(text, start, x[0], y) if kx == 1 else _lone(text, start, y[0], x)
        if lone != APART:
            return lone
    elif _within(x, y):
        return TURNED if kx == ky else LEFT_OUT
    first, last = _word(text, start, x[0], y[0]), _word(text, start, x[kx - 1], y[ky - 1])
    if kx > 1 and ky > 1:
        if kx == ky and kx > 2:
            # Of longer names every word but the first counts as the last.
            for w in range(1, kx - 1):
                last = max(last, _word(text, start, x[w], y[w]))
        if first == _EQUAL and last == _EQUAL:
            return LEFT_OUT
        if first == _EQUAL and last <= _SOME:
            return LAST_ONE if last == _ONE else LAST_SOME
        if last == _EQUAL and first <= _SOME:
            return FIRST_ONE if first == _ONE else FIRST_SOME
        if first <= _SOME and last <= _SOME:
            return BOTH_CLOSE
    # Words written apart or together are letters apart too.
    a, b = at[i], at[j]
    la, lb = at[i + 1] - a, at[j + 1] - b
    most = 1 if min(la, lb) < 8 else 2
    if kx + ky > 2 and min(la, lb) > 4 and edits(solid, a, la, b, lb, most) <= most:
        return BOTH_CLOSE
    if kx == 1 or ky == 1:
        return APART
    if kx == ky and _turned(text, start, x, y) <= _SOME:
        return TURNED_CLOSE
    if x[kx - 1] == y[ky - 1]:
        return INITIAL if first == _BEGINS else LAST_ONLY
    if first == _EQUAL:
        return FIRST_ONLY
    close_last = _word(text, start, x[kx - 1], y[ky - 1]) <= _SOME
    return ONE_CLOSE if first <= _SOME or close_last else APART


@njit(cache=True, nogil=True)
def _levels(
    text: NDArray[Any], start: NDArray[Any], solid: NDArray[Any], at: NDArray[Any], words: NDArray[Any],
    begin: NDArray[Any], code: NDArray[Any], a: NDArray[Any], b: NDArray[Any], out: NDArray[Any],
) -> None:  # fmt: skip
    for p in range(a.shape[0]):
        i, j = code[a[p]], code[b[p]]
        if i == j:
            out[p] = SAME
        else:
            out[p] = _level(
                text, start, solid, at, i, j, words[begin[i] : begin[i + 1]], words[begin[j] : begin[j + 1]]
            )


def name(columns: Columns) -> Values | None:
    """The whole name; a name in one word is of a coarser tier, since nobody knows which part it is."""
    t = columns.table
    if not t.name:
        return None
    split = [t.name[i].split()[:_MOST_WORDS] for i in columns.row]
    present = np.array([bool(p) for p in split], np.bool_)
    if np.count_nonzero(present) < 2:
        return None
    distinct = sorted({" ".join(p) for p in split if p})
    number = {one: k for k, one in enumerate(distinct)}
    code = np.array([number[" ".join(p)] if p else 0 for p in split], np.int32)
    vocabulary = sorted({w for p in split for w in p})
    spelt = {w: k for k, w in enumerate(vocabulary)}
    text, start = packed(vocabulary)
    solid, at = packed([one.replace(" ", "") for one in distinct])
    parts = [[spelt[w] for w in one.split()] for one in distinct]
    begin = np.cumsum([0, *map(len, parts)]).astype(np.int64)
    words = np.array([w for one in parts for w in one], np.int64)

    def compare(a: NDArray[np.int32], b: NDArray[np.int32]) -> NDArray[np.uint8]:
        level = np.full(len(a), 255, np.uint8)
        both = np.flatnonzero(present[a] & present[b])
        some = np.empty(len(both), np.uint8)
        _levels(text, start, solid, at, words, begin, code, a[both], b[both], some)
        level[both] = some
        return level

    def closeness(part: int) -> Closeness:
        held = np.array([one[part] for one in parts], np.int64)[code[present]]
        a = held[(np.arange(_ASKED) * 7919) % len(held)]
        b = held[(np.arange(_ASKED) * 104_729 + 31) % len(held)]
        tried = np.empty(_ASKED, np.uint8)
        _words_apart(text, start, a, b, tried)
        count = np.bincount(tried, minlength=_OTHER + 1) + 0.5
        one, some, begins = (count[_ONE:_OTHER] / _ASKED).tolist()
        return one, some, begins

    tier = np.array([1 if len(p) == 1 else 0 for p in split], np.uint8)
    return Values(
        present, tier, compare, code, _common(parts, code, present, len(t.lists), closeness(0), closeness(-1))
    )


Closeness = tuple[float, float, float]
"""How often words of two persons are one letter apart, two or three, or one begins the other, by chance."""


def _common(
    parts: list[list[int]],
    code: NDArray[np.int32],
    present: NDArray[np.bool_],
    lists: int,
    firsts: Closeness,
    lasts: Closeness,
) -> NDArray[np.float32]:
    """How common each level is around each name: a rare last name that agrees says more than a common one.

    First and last words are taken to be independent of each other, unless a name in full is seen more often
    (`unrelated`).
    """
    held = code[present]
    first, last = np.array([p[0] for p in parts]), np.array([p[-1] for p in parts])
    size = int(max(first.max(), last.max())) + 1
    n = len(held) + 1.0
    as_first = (np.bincount(first[held], minlength=size) + 0.5) / n
    as_last = (np.bincount(last[held], minlength=size) + 0.5) / n
    count = np.bincount(held, minlength=len(parts))
    long = float(np.mean([len(parts[k]) > 2 for k in held.tolist()]))
    several = np.array([len(p) > 1 for p in parts], np.bool_)
    pf, pl = as_first[first], as_last[last]
    one_f, some_f, begins_f = firsts
    one_l, some_l, begins_l = lasts
    either_f, either_l = one_f + some_f, one_l + some_l
    found = np.zeros((len(parts), TIERS, LEVELS), np.float64)
    whole = found[:, 0]
    whole[:, SAME] = unrelated(count, pf * pl, len(held), lists)
    whole[:, TURNED] = as_first[last] * as_last[first]
    whole[:, LEFT_OUT] = pf * pl * min(1.0, long + 0.05)
    whole[:, LAST_ONE], whole[:, LAST_SOME] = pf * one_l, pf * some_l
    whole[:, FIRST_ONE], whole[:, FIRST_SOME] = pl * one_f, pl * some_f
    whole[:, BOTH_CLOSE] = whole[:, TURNED_CLOSE] = either_f * either_l
    whole[:, INITIAL] = pl * begins_f
    whole[~several, SAME:LAST_ONLY] = 0.0
    lone = found[:, 1]
    lone[~several, SAME] = pl[~several]
    for one in (whole, lone):
        one[:, LAST_ONLY], one[:, FIRST_ONLY] = pl, pf
        one[:, ONE_CLOSE] = either_f + either_l
    lone[~several, INITIAL] = begins_f + begins_l
    lone[~several, LAST_ONLY] = lone[~several, FIRST_ONLY] = 0.0
    for one in (whole, lone):
        one[:, APART] = np.maximum(1.0 - one[:, :APART].sum(axis=1), 0.05)
    found[..., : APART + 1] = np.maximum(found[..., : APART + 1], _NEVER)
    found[..., : APART + 1] /= found[..., : APART + 1].sum(axis=-1, keepdims=True)
    return found.astype(np.float32)


PERSONS.append(FieldLaw("name", _LEVELS, _START, name, near=True))
