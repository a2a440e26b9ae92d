"""Incidents over time: a row of bars for each list, and one for all together, drawn as SVG."""

from __future__ import annotations

from dataclasses import dataclass

from corroborate.model.incidents import Incidents, Spell
from corroborate.report.against import SIZES, round_steps
from corroborate.report.catalogue import Catalogue

SHARES = 3
"""Shades of the bars of all lists together: on one list, on two, on three or more."""


@dataclass(frozen=True, slots=True)
class Layer:
    """The bars of one kind as one path; ``name`` is a class of the style sheet."""

    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Row:
    """The bars of one list, or of all: its title, where it stands, and how many incidents it holds."""

    title: str
    top: float
    bottom: float
    total: int
    layers: tuple[Layer, ...]
    steps: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The drawing at one width."""

    name: str
    width: int
    height: float
    font: float
    left: float
    rows: tuple[Row, ...]
    ticks: tuple[tuple[float, str], ...]


def drawings(incidents: Incidents, t: Catalogue) -> tuple[Calendar, ...]:
    """The drawing for a wide and for a narrow page; none where no incident has a sure day."""
    if not any(sum(spell.by_list.values()) for spell in incidents.spells):
        return ()
    return tuple(_draw(incidents, t, *size) for size in SIZES)


def _draw(incidents: Incidents, t: Catalogue, name: str, width: int, font: float) -> Calendar:
    spells = incidents.spells
    left, tall, gap = font * 2.6, font * 4.6, font * 2.0
    step = (width - left - font * 0.5) / len(spells)
    together = [sum(spell.shared) for spell in spells]
    most = max(1, *together, *(n for spell in spells for n in spell.by_list.values()))

    def bars(heights: list[int], below: list[int], bottom: float) -> str:
        thin = max(0.5, step - max(1.0, step * 0.16))
        return "".join(
            f"M{left + i * step:.1f} {bottom - tall * base / most:.1f}h{thin:.1f}"
            f"v{-tall * n / most:.1f}h{-thin:.1f}z"
            for i, (n, base) in enumerate(zip(heights, below, strict=True))
            if n
        )

    def row(title: str, total: int, layers: list[tuple[str, list[int]]], top: float) -> Row:
        bottom = top + gap + tall
        made, below = [], [0] * len(spells)
        for kind, heights in layers:
            made.append(Layer(kind, bars(heights, below, bottom)))
            below = [a + b for a, b in zip(below, heights, strict=True)]
        steps = tuple((round(bottom - tall * s / most, 1), t.local.number(s)) for s in round_steps(most, 4))
        return Row(title, top, bottom, total, tuple(made), steps)

    rows = []
    y = font * 1.4
    if incidents.linked and len(incidents.lists) > 1:
        rows.append(row(t("incidents.together"), sum(together), _shared(spells), y))
        y = rows[-1].bottom + font * 0.6
    for each in incidents.lists:
        held = [spell.by_list.get(each, 0) for spell in spells]
        rows.append(row(each, sum(held), [("list", held)], y))
        y = rows[-1].bottom + font * 0.6
    ticks = _ticks(spells, left, step, width, font, t)
    return Calendar(name, width, round(y + font * 1.4, 1), font, left, tuple(rows), ticks)


def _shared(spells: tuple[Spell, ...]) -> list[tuple[str, list[int]]]:
    """Incidents by how many lists hold them; those of most lists stand lowest."""
    found = []
    for i in range(SHARES - 1, -1, -1):
        last = None if i == SHARES - 1 else i + 1
        found.append((f"share-{i + 1}", [sum(spell.shared[i:last]) for spell in spells]))
    return found


def _ticks(
    spells: tuple[Spell, ...], left: float, step: float, width: int, font: float, t: Catalogue
) -> tuple[tuple[float, str], ...]:
    """The first days of some spells, as many as have room."""
    every = max(1, -(-len(spells) // max(2, int(width / (font * 7)))))
    found = []
    for i in range(0, len(spells), every):
        x, label = round(left + i * step, 1), t.local.month(spells[i].first, day=spells[i].first.day != 1)
        if x + len(label) * font * 0.5 < width:
            found.append((x, label))
    return tuple(found)
