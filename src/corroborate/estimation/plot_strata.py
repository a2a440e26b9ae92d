"""Strata and their total as one SVG, readable without colour."""

from __future__ import annotations

from html import escape

from corroborate.estimation.plot import ROW, WIDTH, Scale, axis, bar_row
from corroborate.model.estimate import Estimate, Refused, Stratified
from corroborate.model.interval import Interval

THIN = 9
"""How far the bar of a stratum by itself stands above that of the pooled one."""


def strata_svg(result: Stratified, *, title: str = "How many in each stratum and in all") -> str:
    """A row a stratum, by itself in grey and with what the others tell in blue; then the total.

    A refusal is words. The text alternative says what the picture shows.
    """
    rows: list[tuple[str, Interval | None, Interval | None, str]] = []
    for stratum in result.strata:
        found = stratum.result
        if isinstance(found, Estimate):
            rows.append((stratum.name, found.interval, stratum.pooled, ""))
        else:
            rows.append((stratum.name, None, None, f"{found.n:,} recorded; no estimate: {found.reason}"))
    rows.append(("all strata", result.unpooled, result.total if _pooled(result) else None, ""))
    if isinstance(result.whole, Estimate):
        rows.append(("as one table", result.whole.interval, None, ""))
    elif isinstance(result.whole, Refused):
        rows.append(("as one table", None, None, f"no estimate: {result.whole.reason}"))
    ends = [
        float(end)
        for _, own, pooled, _ in rows
        for interval in (own, pooled)
        if interval is not None
        for end in (interval.low, interval.high)
        if end is not None
    ] or [float(result.n)]
    scale = Scale(min(ends) * 0.95, max(ends) * 1.02)
    top = 40
    parts = []
    for name, own, pooled, words in rows:
        if name == "all strata":
            parts.append(f'<line x1="10" y1="{top}" x2="{WIDTH - 10}" y2="{top}" stroke="#999"/>')
        parts.append(_row(name, own, pooled, words, scale, top))
        top += ROW + (THIN if own is not None and pooled is not None else 0)
    height = top + 46
    note = "grey: by itself; blue: with what the other strata tell" if _pooled(result) else "bars: intervals"
    parts.insert(0, axis(scale, 40, top, note))
    said = _said(result)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        'aria-labelledby="strata strata-said" '
        f'font-family="sans-serif" font-size="12" fill="#222"><title id="strata">{escape(title)}</title>'
        f'<desc id="strata-said">{escape(said)}</desc>'
        f'<rect width="{WIDTH}" height="{height}" fill="#fff"/>'
        f'<text x="10" y="20" font-size="14">{escape(title)}</text>{"".join(parts)}</svg>'
    )


def _row(
    name: str, own: Interval | None, pooled: Interval | None, words: str, scale: Scale, top: float
) -> str:
    if own is None or pooled is None:
        return bar_row(name, own, None, words, scale, top)
    middle = top + ROW / 2 - 2
    low, high = scale.at(own.low or 0), scale.at(own.high if own.high is not None else scale.high)
    thin = (
        f'<line x1="{low:.1f}" y1="{middle:.1f}" x2="{high:.1f}" y2="{middle:.1f}" stroke="#888" '
        f'stroke-width="2"><title>{escape(name)} by itself</title></line>'
    )
    return thin + bar_row(name, pooled, None, words, scale, top + THIN)


def _pooled(result: Stratified) -> bool:
    return any(s.pooled is not None for s in result.strata)


def _said(result: Stratified) -> str:
    estimated = sum(isinstance(s.result, Estimate) for s in result.strata)
    head = f"{estimated} of {len(result.strata)} strata have an estimate."
    if result.total is None:
        return f"{head} There is no total."
    return (
        f"{head} In all between {result.total.low:,.0f} and {result.total.high:,.0f} "
        f"({result.level:.0%} interval), {result.n:,} of them recorded."
    )
