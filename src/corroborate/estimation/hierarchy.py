"""Hierarchical log-linear models: every main effect, and with a term all of its parts."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import combinations

from corroborate.errors import RefusalError, SettingError

Model = tuple[int, ...]
"""The interactions of a model, as patterns of lists, ascending by size; main effects go without saying."""

MOST_MODELS = 200_000


def pairs(lists: int) -> Model:
    """All pairs of lists."""
    return tuple(1 << i | 1 << j for i, j in combinations(range(lists), 2))


@lru_cache(maxsize=16)
def models(lists: int, order: int) -> tuple[Model, ...]:
    """All hierarchical models with interactions of at most ``order`` lists, the smallest first.

    The saturated model is left out, for the highest-order interaction is what cannot be known. Raises
    RefusalError where there would be more than can be fitted one by one.
    """
    order = min(order, lists - 1)
    found: list[frozenset[int]] = [frozenset()]
    for size in range(2, order + 1):
        subsets = [sum(1 << j for j in chosen) for chosen in combinations(range(lists), size)]
        grown: list[frozenset[int]] = []
        for base in found:
            able = [s for s in subsets if size == 2 or all(part in base for part in _parts(s))]
            if len(grown) + (1 << len(able)) > MOST_MODELS:
                raise RefusalError(
                    f"there are more than {MOST_MODELS:,} models of {lists} lists up to order {order}",
                    hint="lower the order, or choose by steps",
                )
            grown.extend(
                base | {s for i, s in enumerate(able) if chosen >> i & 1} for chosen in range(1 << len(able))
            )
        found = grown
    return tuple(sorted((ordered(model) for model in found), key=lambda model: (len(model), model)))


def ordered(terms: Iterable[int]) -> Model:
    """Terms in the order of size, then of lists."""
    return tuple(sorted(set(terms), key=lambda term: (term.bit_count(), term)))


def generators(model: Model, lists: int) -> Model:
    """The largest terms of a model, which name it."""
    terms = [*model, *(1 << j for j in range(lists))]
    return ordered(t for t in terms if not any(t != other and t & other == t for other in terms))


def name(model: Model, lists: int) -> str:
    """The usual name, lists counted from 1: [12.13.4]; with ten lists or more the numbers are split by -."""
    split = "" if lists < 10 else "-"
    largest = sorted(
        generators(model, lists), key=lambda t: (-t.bit_count(), [j for j in range(lists) if t >> j & 1])
    )
    return "[" + ".".join(split.join(str(j + 1) for j in range(lists) if t >> j & 1) for t in largest) + "]"


def default_order(lists: int) -> int:
    """The highest order that is searched when none is asked for: 2 for three or six lists, else 3."""
    return {4: 3, 5: 3}.get(lists, 2)


def _parts(term: int) -> list[int]:
    return [term ^ 1 << j for j in range(term.bit_length()) if term >> j & 1]


def parsed(text: str, lists: tuple[str, ...]) -> Model:
    """The model that a name like [12.13.4] or LA*NG+GP stands for, with all parts of its terms.

    Raises SettingError where a list is unknown.
    """
    terms: set[int] = set()
    for part in text.strip().strip("[]").replace("+", ".").replace(",", ".").split("."):
        names = part.split("*") if "*" in part or part.strip() in lists else _numbers(part)
        term = 0
        for name in (n.strip() for n in names):
            if name in lists:
                term |= 1 << lists.index(name)
            elif name.isdecimal() and 1 <= int(name) <= len(lists):
                term |= 1 << int(name) - 1
            else:
                raise SettingError(
                    "a model names a list that is not there", value=name, hint=", ".join(lists)
                )
        terms |= {t for t in range(1, term + 1) if t & term == t and t.bit_count() > 1}
    return ordered(terms)


def _numbers(part: str) -> list[str]:
    return part.strip().split("-") if "-" in part else list(part.strip())
