"""The calendar of a profile: a strip a list, a cell a month, as SVG."""

from __future__ import annotations

import math
from datetime import date

from corroborate.lists.profile import svg
from corroborate.lists.profile.profile import ListProfile, Profile

WIDTH = 960.0
LEFT = 172.0
RIGHT = 92.0
CELL = 26.0
MOST_CELLS = 72
UNITS = (("month", 1), ("quarter", 3), ("year", 12), ("5 years", 60), ("25 years", 300))


def calendar(profile: Profile) -> str:
    """When the rows of each list begin, darker for more; one scale for all lists.

    The unit of a cell is a month, or a longer one where there would be too many cells to see.
    """
    months = sorted({month for one in profile.lists for month in one.months})
    if not months:
        note = svg.text(16, 40, "No list states a day that falls within one month.", size=14)
        return svg.page(WIDTH, 64, "Calendar of the lists", "There is nothing to draw.", [note], "calendar")
    unit, step = _unit(months[0], months[-1])
    first = _index(months[0]) // step
    cells = _index(months[-1]) // step - first + 1
    width = min((WIDTH - LEFT - RIGHT) / cells, 56.0)
    counts = [_binned(one, step, first, cells) for one in profile.lists]
    most = max(max(row) for row in counts)
    top = 74.0
    body = [
        svg.text(16, 28, "When the rows begin", size=18, weight=700),
        svg.text(16, 48, f"Rows per {unit}; the darkest cell holds {most:,}.", size=13, fill=svg.QUIET),
        *_axis(first, cells, step, width, top),
    ]
    for line, (one, row) in enumerate(zip(profile.lists, counts, strict=True)):
        y = top + line * (CELL + 10)
        body += _strip(one, row, most, (first, step, width, y))
    below = top + len(profile.lists) * (CELL + 10) + 20
    body += _legend(most, below)
    outside = sum(one.not_in_months for one in profile.lists)
    if outside:
        words = f"{outside:,} rows are not drawn: they state no day, or none within one month."
        body.append(svg.text(LEFT, below + 36, words, size=12, fill=svg.QUIET))
    described = "; ".join(
        f"{one.list_id}: {sum(row):,} rows, most in {_label(first + row.index(max(row)), step)}"
        for one, row in zip(profile.lists, counts, strict=True)
        if any(row)
    )
    height = below + (54 if outside else 30)
    return svg.page(WIDTH, height, f"Rows per {unit} of each list", described, body, "calendar")


def _unit(first: date, last: date) -> tuple[str, int]:
    span = _index(last) - _index(first) + 1
    return next(((n, s) for n, s in UNITS if span / s <= MOST_CELLS), UNITS[-1])


def _index(month: date) -> int:
    return month.year * 12 + month.month - 1


def _binned(one: ListProfile, step: int, first: int, cells: int) -> list[int]:
    row = [0] * cells
    for month, count in one.months.items():
        row[_index(month) // step - first] += count
    return row


def _label(cell: int, step: int) -> str:
    year, month = divmod(cell * step, 12)
    if step == 1:
        return f"{date(year, month + 1, 1):%B} {year}"
    if step == 3:
        return f"quarter {month // 3 + 1} of {year}"
    return str(year) if step == 12 else f"{year}–{year + step // 12 - 1}"


def _axis(first: int, cells: int, step: int, width: float, top: float) -> list[str]:
    """Years above the strips, as many as have room, and a rule where each begins."""
    drawn: list[str] = []
    free = 0.0
    for cell in range(cells):
        year, month = divmod((first + cell) * step, 12)
        if cell and month:
            continue
        x = LEFT + cell * width
        if x >= free:
            drawn.append(svg.text(x, top - 8, str(year), size=12, fill=svg.QUIET))
            free = x + svg.length(str(year), 12) + 8
    return drawn


def _strip(one: ListProfile, row: list[int], most: int, at: tuple[int, int, float, float]) -> list[str]:
    first, step, width, y = at
    gap = 1.0 if width > 6 else 0.4
    name = svg.shortened(one.list_id, LEFT - 32, 13)
    drawn = [
        "<g>",
        f"<title>{svg.clean(one.list_id)}</title>",
        svg.text(16, y + 18, name, size=13, weight=600),
    ]
    for cell, count in enumerate(row):
        level = svg.shade(count, most)
        fill = svg.RAMP[level] if level >= 0 else svg.EMPTY
        x = LEFT + cell * width
        drawn.append(
            f'<rect x="{svg.number(x)}" y="{svg.number(y)}" width="{svg.number(width - gap)}" '
            f'height="{svg.number(CELL)}" fill="{fill}"><title>{svg.clean(one.list_id)}, '
            f"{_label(first + cell, step)}: {count:,}</title></rect>"
        )
        words = f"{count:,}"
        if count and svg.length(words, 11) < width - 4:
            ink = svg.PAPER if level >= 3 else svg.INK
            drawn.append(svg.text(x + (width - gap) / 2, y + 17, words, size=11, fill=ink, anchor="middle"))
    end = LEFT + len(row) * width + 8
    drawn += [svg.text(end, y + 18, f"{sum(row):,}", size=12, fill=svg.QUIET), "</g>"]
    return drawn


def _legend(most: int, y: float) -> list[str]:
    drawn = [svg.text(LEFT, y + 11, "fewer", size=12, fill=svg.QUIET)]
    x = LEFT + 44
    steps = sorted({max(1, math.ceil((i / len(svg.RAMP)) ** 2 * most)) for i in range(len(svg.RAMP))})
    words = f"more (none, then from {', '.join(f'{s:,}' for s in steps)})"
    for fill in (svg.EMPTY, *svg.RAMP):
        drawn.append(f'<rect x="{svg.number(x)}" y="{svg.number(y)}" width="24" height="14" fill="{fill}"/>')
        x += 25
    drawn.append(svg.text(x + 6, y + 11, words, size=12, fill=svg.QUIET))
    return drawn
