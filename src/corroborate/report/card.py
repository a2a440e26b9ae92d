"""The card that stands for a report where a link to it is shared: its headline figures as intervals."""

from __future__ import annotations

from xml.sax.saxutils import escape

from corroborate.model.assessment import Basis
from corroborate.model.dossier import Dossier
from corroborate.report import answer
from corroborate.report.public import shown
from corroborate.report.view import Maker
from corroborate.report.views import FigureView, Page

WIDTH, HEIGHT, PAD = 1200, 630, 64
FIGURES = 258
"""Where the figures begin."""

INK, QUIET, PAPER = "#1a1c1e", "#4c5055", "#fffefb"
COLOURS = {
    Basis.VERIFIED: ("#0b5563", ""),
    Basis.COUNTED_CLAIMS: ("#8a4b00", ' stroke-dasharray="18 8"'),
    Basis.CLAIMED: ("#8a1c4a", ' stroke-dasharray="4 8"'),
    Basis.RECORDED: ("#0b5563", ""),
    Basis.ESTIMATED: ("#17603a", ' stroke-dasharray="26 8"'),
    Basis.NOT_STATED: (QUIET, ""),
}
"""Colour and stroke of each basis: colour is never the only sign."""


def card_svg(dossier: Dossier) -> str:
    """The card as SVG, 1200 by 630, with no font, picture or script loaded."""
    page = Maker(shown(dossier)).page()
    t = page.t
    figures = _shown(page)
    title = " ".join(page.dossier.title.split())
    question = " ".join(page.dossier.question.split())
    opened = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" '
        f'height="{HEIGHT}" role="img" aria-labelledby="t" direction="{t.direction}">'
    )
    parts = [
        opened,
        f'<title id="t">{escape(alternative(dossier))}</title>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{PAPER}"/>',
    ]
    y = PAD + 24
    for line in _lines(title, 42, WIDTH - 2 * PAD)[:2]:
        parts.append(_text(PAD, y, 42, line, weight=700, serif=True))
        y += 50
    for line in _lines(question, 26, WIDTH - 2 * PAD)[:2] if question != title else []:
        parts.append(_text(PAD, y - 8, 26, line, fill=QUIET))
        y += 34
    y = FIGURES
    width = (WIDTH - 2 * PAD - 40) / 2
    for n, figure in enumerate(figures):
        parts += _figure(figure, PAD + n * (width + 40), y, width, t(f"basis.{figure.basis}"))
    if not figures:
        parts.append(_text(PAD, y + 60, 34, t("headline.none_short"), serif=True))
    for n, line in enumerate(_lines(_unknown(page, figures), 25, WIDTH - 2 * PAD)[:2]):
        parts.append(_text(PAD, HEIGHT - 78 + n * 30, 25, line, serif=True))
    made = t("made", when=f"{page.dossier.now:%Y-%m-%d}", version=page.dossier.tool_version)
    parts.append(_text(PAD, HEIGHT - 22, 18, f"{page.dossier.release} {made}".strip(), fill=QUIET))
    return "\n".join([*parts, "</svg>"]) + "\n"


def alternative(dossier: Dossier) -> str:
    """What the card says, in words."""
    page = Maker(shown(dossier)).page()
    figures = _shown(page)
    told = "; ".join(f"{f.words} {f.label}, {f.window}" for f in figures) or page.t("headline.none_short")
    return f"{page.dossier.title}: {told}. {_unknown(page, figures)}"


def _shown(page: Page) -> list[FigureView]:
    """The two figures that the card has room for: the estimate or the documented minimum, and the claim."""
    found = answer.of(page).figures
    order = (Basis.ESTIMATED, Basis.RECORDED, Basis.VERIFIED)
    known = sorted((f for f in found if f.basis in order), key=lambda f: order.index(f.basis))[:1]
    said = [f for f in found if f.basis in answer.CLAIMED]
    said.sort(key=lambda f: f.basis is not Basis.COUNTED_CLAIMS)
    return [*known, *said][:2] if known else said[:2]


def _unknown(page: Page, figures: list[FigureView]) -> str:
    """What the figures on the card do not say."""
    if any(figure.basis is Basis.ESTIMATED for figure in figures):
        return page.t("headline.if_assumed")
    return page.t("headline.unknown")


def _figure(figure: FigureView, x: float, y: float, width: float, basis: str) -> list[str]:
    colour, dashes = COLOURS.get(figure.basis, COLOURS[Basis.NOT_STATED])
    parts = [f'<path d="M{x:g} {y:g}h{width:g}" stroke="{colour}" stroke-width="8"{dashes}/>']
    size = min(80.0, width / max(1, len(figure.words)) / 0.56)
    parts.append(_text(x, y + 82, size, figure.words, weight=700, serif=True))
    parts.append(_text(x, y + 118, 22, basis, weight=700, fill=colour))
    at = y + 147
    for line in [*_lines(figure.label, 22, width)[:3], *_lines(figure.window, 22, width)[:2]]:
        parts.append(_text(x, at, 22, line))
        at += 28
    return parts


def _text(
    x: float, y: float, size: float, text: str, *, weight: int = 400, fill: str = INK, serif: bool = False
) -> str:
    family = (
        "Libertinus Serif, Georgia, serif"
        if serif
        else "system-ui, DejaVu Sans, Libertinus Serif, sans-serif"
    )
    return (
        f'<text x="{x:g}" y="{y:g}" font-family="{family}" font-size="{size:g}" font-weight="{weight}" '
        f'fill="{fill}">{escape(text)}</text>'
    )


def _lines(text: str, size: float, width: float) -> list[str]:
    """A text in lines that fit; no font is measured, so the estimate is generous."""
    room = int(width / (size * 0.54))
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word if len(word) <= room else word[: room - 1] + "…")
    return lines
