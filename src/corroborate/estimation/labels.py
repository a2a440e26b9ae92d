"""Strata by the values that tell them apart, and individuals of whom a value is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from corroborate.errors import TableError
from corroborate.model.capture import CaptureHistories

Label = tuple[str | None, ...]
"""The values of one stratum in the order of the strata's names; None where a value is not known."""

Tables = Mapping[Label, CaptureHistories]


def label_words(label: Label) -> str:
    """A label as people read it."""
    return " · ".join("not known" if part is None else part for part in label)


def tables_by_label(
    lists: Sequence[str], patterns: Iterable[int], labels: Iterable[Label]
) -> dict[Label, CaptureHistories]:
    """The capture histories of each stratum from incidents, a pattern and a label each.

    ``patterns`` are whole numbers, bit ``j`` set where the incident is on ``lists[j]``. Raises TableError
    where there is not one label a pattern, or labels differ in length.
    """
    cells: dict[Label, dict[int, int]] = {}
    try:
        for pattern, label in zip(patterns, labels, strict=True):
            part = cells.setdefault(tuple(label), {})
            part[int(pattern)] = part.get(int(pattern), 0) + 1
    except ValueError as error:
        raise TableError("there must be one label an incident") from error
    if len({len(label) for label in cells}) > 1:
        raise TableError("the labels of strata differ in length")
    return {label: CaptureHistories.of(lists, cells[label]) for label in sorted(cells, key=_by_words)}


def merged(tables: Iterable[CaptureHistories]) -> CaptureHistories:
    """Several tables of the same lists as one."""
    given = list(tables)
    cells = ((p, c) for t in given for p, c in zip(t.patterns, t.counts, strict=True))
    return CaptureHistories.of(given[0].lists, cells, given[0].notes)


def whole_labels(draws: Sequence[Tables]) -> list[Label]:
    """The labels without a missing value that occur in any draw, in the order in which they first do."""
    return list(dict.fromkeys(label for draw in draws for label in draw if None not in label))


def completed(
    draw: Tables, names: Sequence[Label], random: np.random.Generator
) -> tuple[dict[Label, CaptureHistories], int]:
    """One completion: who lacks a value is dealt out among the strata that agree with what is known.

    Who has the same pattern there decides the odds, which are drawn anew each time (Rubin 1987, proper
    imputation). Gives the completed tables, and how many fit no stratum and stay out.
    """
    cells = {name: dict(draw[name].cells) if name in draw else {} for name in names}
    observed = {name: dict(part) for name, part in cells.items()}
    lists = next(iter(draw.values())).lists
    notes = next(iter(draw.values())).notes
    left = 0
    for label in sorted((at for at in draw if None in at), key=_by_words):
        able = [name for name in names if _agree(name, label)]
        if not able:
            left += draw[label].n
            continue
        share = np.array([sum(observed[name].values()) for name in able], float)
        share = share / share.sum() if share.sum() else np.full(len(able), 1 / len(able))
        for pattern, count in draw[label].cells.items():
            drawn = _dealt(count, np.array([observed[n].get(pattern, 0) for n in able]) + share, random)
            for name, extra in zip(able, drawn.tolist(), strict=True):
                cells[name][pattern] = cells[name].get(pattern, 0) + extra
    return {name: CaptureHistories.of(lists, part, notes) for name, part in cells.items()}, left


def _dealt(count: int, odds: NDArray[np.float64], random: np.random.Generator) -> NDArray[np.int64]:
    if len(odds) == 1:
        return np.array([count])
    return random.multinomial(count, random.dirichlet(np.maximum(odds, 1e-3)))


def _agree(name: Label, label: Label) -> bool:
    return all(known is None or known == value for value, known in zip(name, label, strict=True))


def _by_words(label: Label) -> list[tuple[bool, str]]:
    """Missing values last."""
    return [(part is None, part or "") for part in label]
