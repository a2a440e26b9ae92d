"""Words as code points, and how many letters or digits two of them are apart."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray


def packed(words: list[str]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Words as code points with where each begins."""
    start = np.zeros(len(words) + 1, np.int64)
    np.cumsum([len(w) for w in words], out=start[1:])
    text = np.frombuffer("".join(words).encode("utf-32-le"), np.uint32)
    return text.copy(), start


@njit(cache=True, nogil=True)
def edits(text: NDArray[Any], a: int, la: int, b: int, lb: int, most: int) -> int:
    """Insertions, deletions, changes and swaps between two words (Damerau 1964), up to most + 1."""
    if abs(la - lb) > most:
        return most + 1
    one = np.empty((3, lb + 1), np.int64)
    for y in range(lb + 1):
        one[0, y] = y
    for x in range(1, la + 1):
        now, before, last = x % 3, (x - 1) % 3, (x - 2) % 3
        one[now, 0] = x
        least = x
        for y in range(1, lb + 1):
            cost = 0 if text[a + x - 1] == text[b + y - 1] else 1
            value = min(one[before, y] + 1, one[now, y - 1] + 1, one[before, y - 1] + cost)
            if x > 1 and y > 1 and text[a + x - 1] == text[b + y - 2] and text[a + x - 2] == text[b + y - 1]:
                value = min(value, one[last, y - 2] + 1)
            one[now, y] = value
            least = min(least, value)
        if least > most:
            return most + 1
    return int(min(one[la % 3, lb], most + 1))


@njit(cache=True, nogil=True)
def apart(
    text: NDArray[Any], start: NDArray[Any], a: NDArray[Any], b: NDArray[Any], most: int, out: NDArray[Any]
) -> None:
    """Into ``out`` (pairs,): the edits between words ``a`` and ``b``, up to most + 1."""
    for p in range(a.shape[0]):
        x, y = start[a[p]], start[b[p]]
        out[p] = edits(text, x, start[a[p] + 1] - x, y, start[b[p] + 1] - y, most)
