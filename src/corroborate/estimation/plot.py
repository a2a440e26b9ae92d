"""Posteriors and the spread of methods as one SVG, readable without colour."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Sequence
from html import escape

import numpy as np

from corroborate.model.estimate import Estimate, Method, Posterior, Refused
from corroborate.model.interval import Interval

WIDTH = 860
LEFT, RIGHT = 190, 190
ROW = 26
CURVE = 150
MOST_LETTERS = 95
"""As much of a refusal as fits beside its name; the whole is its title."""


def svg(result: Estimate | Refused, *, title: str = "How many in all") -> str:
    """The posterior, where there is one, above one bar a method; a log scale where it is needed.

    An open end is an arrow, a refusal is words. The text alternative says what the picture shows.
    """
    rows = _rows(result)
    bars = [r[1] for r in rows if r[1] is not None]
    posterior = result.posterior if isinstance(result, Estimate) else None
    lowest, highest = _range(result.n, bars, posterior)
    scale = Scale(lowest, highest)
    top = 40
    parts = []
    if isinstance(result, Refused):
        title += ": no estimate"
        for words in textwrap.wrap(result.reason, 135):
            parts.append(f'<text x="10" y="{top}">{escape(words)}</text>')
            top += 16
        top += 24
    begin = top
    if posterior is not None:
        parts.append(_curve(posterior, scale, top))
        top += CURVE + 20
    for name, interval, centre, words in rows:
        parts.append(bar_row(name, interval, centre, words, scale, top))
        top += ROW
    note = OF_METHODS if _has_families(result) else AT_LEAST if isinstance(result, Refused) else BARS
    parts.insert(0, axis(scale, begin, top, note))
    recorded = scale.at(result.n)
    dash = f'x1="{recorded:.1f}" y1="{begin}" x2="{recorded:.1f}" y2="{top}"'
    parts.append(
        f'<line {dash} stroke="#666" stroke-dasharray="2 3"/>'
        f'<text x="{recorded:.1f}" y="{begin - 6}" text-anchor="middle">recorded {result.n:,}</text>'
    )
    height = top + 46
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        'aria-labelledby="how-many how-many-said" '
        f'font-family="sans-serif" font-size="12" fill="#222"><title id="how-many">{escape(title)}</title>'
        f'<desc id="how-many-said">{escape(result.words())}</desc>'
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>'
        f'<text x="10" y="20" font-size="14">{escape(title)}</text>{"".join(parts)}</svg>'
    )


class Scale:
    """From a number to a place across; logarithmic where the numbers span more than a factor of eight."""

    def __init__(self, low: float, high: float) -> None:
        self.low, self.high = low, max(high, low + 1)
        self.logarithmic = self.high / max(self.low, 1) > 8

    def at(self, value: float) -> float:
        """Where a number stands."""
        if self.logarithmic:
            part = math.log(max(value, 1) / max(self.low, 1)) / math.log(self.high / max(self.low, 1))
        else:
            part = (value - self.low) / (self.high - self.low)
        return LEFT + min(max(part, 0.0), 1.0) * (WIDTH - LEFT - RIGHT)

    def ticks(self) -> list[int]:
        """Round numbers within the range."""
        if self.logarithmic:
            found = [
                m * 10**e
                for e in range(int(math.log10(max(self.low, 1))), int(math.log10(self.high)) + 1)
                for m in (1, 2, 5)
            ]
        else:
            step = 10 ** math.floor(math.log10(self.high - self.low))
            step = step // 2 or 1 if (self.high - self.low) / step < 4 else step
            first = math.ceil(self.low / step) * step
            found = list(range(int(first), int(self.high) + 1, int(step)))
        return [t for t in found if self.low <= t <= self.high]


def _rows(result: Estimate | Refused) -> list[tuple[str, Interval | None, float | None, str]]:
    rows: list[tuple[str, Interval | None, float | None, str]] = []
    around = result.spread
    if around is None or not _has_families(result):
        if isinstance(result, Estimate):
            rows.append((str(result.method), result.interval, result.centre, ""))
    else:
        rows += [
            (
                _label(f.method, result.method),
                _open(f.interval) if f.method is Method.CHAO else f.interval,
                None if f.method is Method.CHAO else f.centre,
                "" if f.interval else f"no estimate: {f.refused}",
            )
            for f in around.families
        ]
        if around.envelope is not None:
            rows.append(("all together", around.envelope, None, ""))
    if isinstance(result, Refused) and result.at_least is not None and not rows:
        rows.append(("at least (chao)", _open(result.at_least.interval), None, ""))
    return rows


def _open(bound: Interval | None) -> Interval | None:
    """A lower bound is drawn as what it is: from the low end of what sampling leaves open, on."""
    return None if bound is None else Interval(bound.low, None)


def _has_families(result: Estimate | Refused) -> bool:
    """Whether other methods stand beside the result."""
    return result.spread is not None and bool(result.spread.families)


def _label(method: Method, own: Method | None) -> str:
    if method is Method.CHAO:
        return "at least (chao)"
    return f"▸ {method}" if method is own else str(method)


def _said(interval: Interval) -> str:
    low = 0 if interval.low is None else interval.low
    return f"{low:,.0f} or more" if interval.high is None else f"{low:,.0f} to {interval.high:,.0f}"


def _range(n: int, bars: Sequence[Interval], posterior: Posterior | None) -> tuple[float, float]:
    ends = [float(n)]
    ends += [float(e) for b in bars for e in (b.low, b.high) if e is not None]
    if posterior is not None:
        ends += [float(posterior.quantile(0.001)), float(posterior.quantile(0.995))]
    room = 1.3 if any(b.high is None for b in bars) and posterior is None else 1.02
    return min(ends) * 0.98, max(ends) * room


def _curve(posterior: Posterior, scale: Scale, top: float) -> str:
    """The density over the scale as drawn, from the probability between 120 places."""
    places = np.linspace(LEFT, WIDTH - RIGHT, 121)
    if scale.logarithmic:
        low = max(scale.low, 1)
        values = low * (scale.high / low) ** ((places - LEFT) / (WIDTH - LEFT - RIGHT))
    else:
        values = scale.low + (places - LEFT) / (WIDTH - LEFT - RIGHT) * (scale.high - scale.low)
    cdf = np.interp(values, posterior.values, posterior.cdf, left=0.0, right=1.0)
    density = np.diff(cdf)
    peak = float(density.max()) or 1.0
    points = " ".join(
        f"{(a + b) / 2:.1f},{top + CURVE - d / peak * (CURVE - 10):.1f}"
        for a, b, d in zip(places[:-1], places[1:], density, strict=True)
    )
    base = top + CURVE
    return (
        f'<polygon points="{LEFT},{base} {points} {WIDTH - RIGHT},{base}" fill="#c9d7e8" stroke="#2b5c8a"/>'
        f'<text x="10" y="{top + CURVE / 2:.0f}">posterior</text>'
    )


def bar_row(
    name: str, interval: Interval | None, centre: float | None, words: str, scale: Scale, top: float
) -> str:
    """One bar with its name and its ends in words; an open end is an arrow, no interval is words."""
    middle = top + ROW / 2
    label = f'<text x="10" y="{middle + 4:.1f}">{escape(name)}</text>'
    if interval is None:
        short = words if len(words) <= MOST_LETTERS else f"{words[: MOST_LETTERS - 1].rstrip()}…"
        return (
            f'{label}<text x="{LEFT + 8}" y="{middle + 4:.1f}" fill="#555" font-style="italic">'
            f"{escape(short)}<title>{escape(words)}</title></text>"
        )
    low = scale.at(interval.low if interval.low is not None else scale.low)
    high = scale.at(interval.high if interval.high is not None else scale.high)
    ends = f'x1="{low:.1f}" y1="{middle}" x2="{high:.1f}" y2="{middle}"'
    bar = f'<line {ends} stroke="#2b5c8a" stroke-width="4"/>'
    if interval.high is None:
        bar += f'<path d="M{high:.1f},{middle - 6} l10,6 l-10,6 z" fill="#2b5c8a"/>'
    if centre is not None:
        bar += f'<circle cx="{scale.at(centre):.1f}" cy="{middle}" r="4" fill="#fff" stroke="#222"/>'
    said = f'<text x="{WIDTH - RIGHT + 16}" y="{middle + 4:.1f}">{escape(_said(interval))}</text>'
    return label + bar + said


AT_LEAST = "an arrow: so many or more; no estimate"
BARS = "bars: intervals; circles are never to be read without them"
OF_METHODS = "▸ the method asked for; bars: intervals; circles are never to be read without them"


def axis(scale: Scale, top: float, bottom: float, note: str = OF_METHODS) -> str:
    """Round numbers below, a faint line up from each, and a note on how to read the picture."""
    note += "; logarithmic scale" if scale.logarithmic else ""
    found = [
        f'<line x1="{LEFT}" y1="{bottom}" x2="{WIDTH - RIGHT}" y2="{bottom}" stroke="#222"/>',
        f'<text x="10" y="{bottom + 34}" fill="#666">{note}</text>',
    ]
    last = -math.inf
    for tick in scale.ticks():
        x = scale.at(tick)
        found.append(f'<line x1="{x:.1f}" y1="{top}" x2="{x:.1f}" y2="{bottom}" stroke="#eee"/>')
        if x - last > 52:
            found.append(f'<text x="{x:.1f}" y="{bottom + 16}" text-anchor="middle">{tick:,}</text>')
            last = x
    return "".join(found)
