"""A reliability diagram as SVG: stated probability against the share of pairs that are true."""

from __future__ import annotations

import math
from collections.abc import Sequence

from corroborate.model.evaluation import Bin

SIZE, LEFT, TOP, BOTTOM = 480.0, 70.0, 56.0, 64.0
Z = 1.96
"""Standard deviations of a 95% interval (Wilson 1927) of the share that is true."""


def reliability_svg(bins: Sequence[Bin], title: str) -> str:
    """The drawing: a mark for each bin, wide as it holds pairs, with the 95% interval of its true share.

    On the line the linkage is as sure as it should be; under it, surer. Complete by itself: no script and
    nothing from elsewhere. The numbers stand in the text alternative of every mark.
    """
    width, height = LEFT + SIZE + 30, TOP + SIZE + BOTTOM
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" role="img" '
            f'font-family="sans-serif" font-size="14" fill="#222"><title>{_plain(title)}</title>'
        ),
        f'<rect width="{width:g}" height="{height:g}" fill="#fff"/>',
        f'<text x="{LEFT:g}" y="30" font-size="17" font-weight="bold">{_plain(title)}</text>',
    ]
    for step in range(0, 11, 2):
        share = step / 10
        parts.append(
            f'<path d="M{_x(share):g} {_y(0):g}V{_y(1):g}M{_x(0):g} {_y(share):g}H{_x(1):g}" '
            'stroke="#ddd" fill="none"/>'
            f'<text x="{_x(share):g}" y="{_y(0) + 20:g}" text-anchor="middle">{share:.0%}</text>'
            f'<text x="{LEFT - 10:g}" y="{_y(share) + 5:g}" text-anchor="end">{share:.0%}</text>'
        )
    parts.append(
        f'<path d="M{_x(0):g} {_y(0):g}L{_x(1):g} {_y(1):g}" stroke="#888" stroke-dasharray="6 4"/>'
        f'<text x="{_x(0.5):g}" y="{height - 14:g}" text-anchor="middle">stated probability of a pair</text>'
        f'<text transform="translate(20 {_y(0.5):g}) rotate(-90)" text-anchor="middle">'
        "share of these pairs that are true</text>"
    )
    for each in bins:
        low, high = _limits(each)
        x, radius = _x(each.stated), 3.0 + 2.0 * math.log10(max(each.pairs, 1))
        words = f"stated {each.low:.0%} to {each.high:.0%}: {each.true:.1%} of {each.pairs:,} pairs are true"
        parts.append(
            f'<g><title>{words}</title><path d="M{x:.1f} {_y(low):.1f}V{_y(high):.1f}" stroke="#1a5276" '
            f'stroke-width="2"/><circle cx="{x:.1f}" cy="{_y(each.true):.1f}" r="{radius:.1f}" '
            'fill="#2e86c1" fill-opacity="0.7" stroke="#1a5276"/></g>'
        )
    return "\n".join([*parts, "</svg>", ""])


def _limits(each: Bin) -> tuple[float, float]:
    n = max(each.pairs, 1)
    middle = (each.true + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z * math.sqrt(each.true * (1 - each.true) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def _x(share: float) -> float:
    return LEFT + SIZE * share


def _y(share: float) -> float:
    return TOP + SIZE * (1 - share)


def _plain(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
