"""Texts of incidents: how much of what is rare in two descriptions is in both."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

from corroborate.linkage.columns import Columns
from corroborate.linkage.fields import INCIDENTS, FieldLaw, Values, shares

_EDGES = np.array([0.03, 0.08, 0.15, 0.25, 0.4, 0.6, 0.9], np.float64)
"""Shares of rare words in common at which a level ends, about doublings of what is left."""

_LEVELS = (
    "nearly the same words", "most words in common", "half of the words in common", "many words in common",
    "some words in common", "few words in common", "hardly a word in common", "no words in common",
)  # fmt: skip
_START = (0.15, 0.15, 0.15, 0.15, 0.12, 0.1, 0.1, 0.08)

_WORD = re.compile(r"\w{3,}|\d+")

_MOST_WORDS = 400
"""Words of one text that are looked at: the first, in which reports say what happened."""


def text(columns: Columns) -> Values | None:
    """Short descriptions; those in other scripts are not compared, since a translation shares no word."""
    t = columns.table
    if not t.text:
        return None
    split = [sorted(set(words(t.text[i]))) for i in columns.row.tolist()]
    present = np.array([len(one) > 1 for one in split], np.bool_)
    if np.count_nonzero(present) < 2:
        return None
    spelt: dict[str, int] = {}
    held = [sorted(spelt.setdefault(w, len(spelt)) for w in one) for one in split]
    start = np.cumsum([0, *map(len, held)]).astype(np.int64)
    word = np.array([w for one in held for w in one], np.int32)
    spread = np.bincount(word, minlength=len(spelt))
    # Inverse document frequency, squared as in a cosine (Salton & Buckley 1988).
    worth = np.log((int(present.sum()) + 1.0) / (spread + 0.5)) ** 2
    whole = np.bincount(np.repeat(np.arange(len(held)), np.diff(start)), worth[word], len(held))
    present = np.asarray(present & (whole > 0))
    script = np.array([_script(one) for one in split], np.int16)

    def compare(a: NDArray[np.int32], b: NDArray[np.int32]) -> NDArray[np.uint8]:
        level = np.full(len(a), 255, np.uint8)
        both = np.flatnonzero(present[a] & present[b] & (script[a] == script[b]))
        shared = np.empty(len(both))
        _shared(start, word, worth, a[both], b[both], shared)
        alike = shared / np.sqrt(whole[a[both]] * whole[b[both]])
        level[both] = len(_EDGES) - np.searchsorted(_EDGES, alike, "right")
        return level

    # Which words are rare is in the measure: how common a level is is much the same around every text.
    code, tier = np.zeros(len(present), np.int32), np.zeros(len(present), np.uint8)
    share = shares(code, tier, present, None, compare, len(_LEVELS))
    seen = _seen(present, compare)
    share[:, 0, : len(_LEVELS)] = seen / seen.sum()
    return Values(present, tier, compare, code, share)


def words(body: str) -> list[str]:
    """The words of a text, folded, in their order."""
    plain = unicodedata.normalize("NFKD", body).casefold()
    kept = "".join(c for c in plain if not unicodedata.combining(c))
    return _WORD.findall(kept)[:_MOST_WORDS]


def _script(held: list[str]) -> int:
    """The script of most words: by the block of 256 code points in which their first letters stand."""
    blocks = [ord(w[0]) >> 8 for w in held if not w[0].isdigit()]
    return max(sorted(set(blocks)), key=blocks.count) if blocks else 0


def _seen(present: NDArray[np.bool_], compare: Any) -> NDArray[np.float64]:
    """Levels among pairs of records at regular steps, in an order that nothing shows in."""
    whose = np.flatnonzero(present).astype(np.int32)
    whose = whose[np.argsort(whose.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15), kind="stable")]
    total = np.full(len(_LEVELS), 0.5)
    for step in (1, 7, 31, 101, 307):
        some = whose[:20_000]
        level = compare(some, np.roll(whose, -step)[: len(some)])
        total += np.bincount(level[level != 255], minlength=len(_LEVELS))
    return total


@njit(cache=True, nogil=True)
def _shared(
    start: NDArray[Any], word: NDArray[Any], worth: NDArray[Any], a: NDArray[Any], b: NDArray[Any],
    out: NDArray[Any],
) -> None:  # fmt: skip
    for p in range(a.shape[0]):
        x, y = start[a[p]], start[b[p]]
        end_x, end_y = start[a[p] + 1], start[b[p] + 1]
        total = 0.0
        while x < end_x and y < end_y:
            if word[x] == word[y]:
                total += worth[word[x]]
                x += 1
                y += 1
            elif word[x] < word[y]:
                x += 1
            else:
                y += 1
        out[p] = total


INCIDENTS.append(FieldLaw("text", _LEVELS, _START, text, near=True))
