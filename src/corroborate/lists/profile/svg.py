"""The little of SVG that the pictures of a profile need; text is escaped, numbers are short."""

from __future__ import annotations

from html import escape
from unicodedata import category, east_asian_width

FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Sans Arabic', Arial, sans-serif"
INK, QUIET, RULE, PAPER = "#1a1c1e", "#5a5e63", "#d8d3c6", "#fffefb"
EMPTY = "#f1eee6"
RAMP = ("#dbe9ec", "#b3d3da", "#84b8c3", "#5399a8", "#2c7887", "#0b5563")
"""From few to many; each step also differs in lightness."""


def number(value: float) -> str:
    """A coordinate without needless digits."""
    return f"{value:.2f}".rstrip("0").rstrip(".") or "0"


def text(
    x: float,
    y: float,
    words: str,
    *,
    size: float = 12,
    fill: str = INK,
    anchor: str = "start",
    weight: int = 400,
) -> str:
    """A line of text."""
    bold = "" if weight == 400 else f' font-weight="{weight}"'
    at = "" if anchor == "start" else f' text-anchor="{anchor}"'
    return (
        f'<text x="{number(x)}" y="{number(y)}" font-size="{number(size)}" fill="{fill}"{at}{bold}>'
        f"{clean(words)}</text>"
    )


def clean(words: str) -> str:
    """Words for XML: escaped, without what XML forbids."""
    kept = "".join(c for c in words if category(c) not in {"Cc", "Cs"} and c not in "\ufffe\uffff")
    return escape(kept, quote=True)


def length(words: str, size: float) -> float:
    """About how wide a line of text is."""
    em = sum(1.0 if east_asian_width(c) in "WF" else 0.33 if c in " .,:;il|'" else 0.57 for c in words)
    return em * size


def shortened(words: str, width: float, size: float) -> str:
    """Words cut to a width, with an ellipsis where something is left out."""
    if length(words, size) <= width:
        return words
    while words and length(words, size) > width - size:
        words = words[:-1]
    return words.rstrip() + "…"


def page(width: float, height: float, title: str, description: str, body: list[str], name: str) -> str:
    """A whole picture with its title and description for those who cannot see it."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {number(width)} {number(height)}" '
        f'role="img" aria-labelledby="{name}-title {name}-desc" font-family="{escape(FONT)}">'
    )
    return "\n".join(
        [
            head,
            f'<title id="{name}-title">{clean(title)}</title>',
            f'<desc id="{name}-desc">{clean(description)}</desc>',
            f'<rect width="{number(width)}" height="{number(height)}" fill="{PAPER}"/>',
            *body,
            "</svg>\n",
        ]
    )


def shade(value: float, most: float) -> int:
    """The step of the ramp for a count, by its square root."""
    if value <= 0 or most <= 0:
        return -1
    return min(int((value / most) ** 0.5 * len(RAMP)), len(RAMP) - 1)
