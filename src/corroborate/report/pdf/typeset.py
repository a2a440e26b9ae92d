"""Typesetting with Typst, from plain data: the report, the one-page brief, the share card as a picture."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import resources
from typing import Any

from corroborate.errors import IntegrityError, SettingError
from corroborate.model.dossier import Dossier
from corroborate.report.card import alternative, card_svg
from corroborate.report.pdf.blocks import blocks
from corroborate.report.pdf.onepage import one_page
from corroborate.report.public import shown
from corroborate.report.render import render_html
from corroborate.report.view import Maker

FONTS = ("Libertinus Serif", "Noto Naskh Arabic", "Noto Sans Arabic", "Noto Sans Hebrew", "DejaVu Sans")
"""The first comes with Typst; the others are asked of the system where a text needs them."""

CARD_PPI = 72.0
_PLAIN = re.compile(r"[\u0000-\u058f\u1e00-\u2bff\u2c60-\u2c7f\ua720-\ua7ff\ufb00-\ufb06\ufffd]*")
"""What the font that comes with Typst can set: Latin, Greek, Cyrillic, punctuation, arrows, signs."""


def report_pdf(dossier: Dossier, html: str | None = None) -> bytes:
    """The whole report as a tagged PDF (PDF/UA-1); ``html`` is its page where it was rendered already.

    The same dossier gives the same bytes with the same Typst; fonts of the system are used only where
    words are in a script that Typst's own font lacks. Raises SettingError where Typst cannot be loaded.
    """
    dossier = shown(dossier)
    paper = blocks(html if html is not None else render_html(dossier), rtl=_head(dossier)["rtl"])
    data = {**_head(dossier), "blocks": paper.blocks}
    files = {name: _standalone(svg) for name, svg in paper.drawings.items()}
    return _compiled("report.typ", data, files, "pdf")


def brief_pdf(dossier: Dossier) -> bytes:
    """The report in one page, as a tagged PDF (PDF/UA-1)."""
    dossier = shown(dossier)
    return _compiled("brief.typ", {**_head(dossier), **one_page(dossier)}, {}, "pdf")


def card_png(dossier: Dossier) -> bytes:
    """The share card as a PNG of 1200 by 630 points."""
    dossier = shown(dossier)
    data = {**_head(dossier), "alt": alternative(dossier)}
    return _compiled("card.typ", data, {"card.svg": card_svg(dossier)}, "png")


def _head(dossier: Dossier) -> dict[str, Any]:
    t = Maker(dossier).t
    made = t("made", when=f"{dossier.now:%Y-%m-%d %H:%M}", version=dossier.tool_version)
    title = " ".join(dossier.title.split())
    question = " ".join(dossier.question.split())
    return {
        "title": title,
        "question": None if question in {"", title} else question,
        "kicker": t("kicker"),
        "made": f"{t('release.is', id=dossier.release)} {made}" if dossier.release else made,
        "footer": f"{title} · {dossier.release or dossier.now.strftime('%Y-%m-%d')}",
        "lang": t.language,
        "rtl": t.direction == "rtl",
        "fonts": list(FONTS),
        "date": {"year": dossier.now.year, "month": dossier.now.month, "day": dossier.now.day},
    }


def _compiled(template: str, data: dict[str, Any], files: dict[str, str], kind: str) -> bytes:
    typst = _typst()
    told = json.dumps(data, ensure_ascii=False)
    plain = _PLAIN.fullmatch(told) is not None
    if plain:
        data["fonts"] = [FONTS[0]]
        told = json.dumps(data, ensure_ascii=False)
    given = {
        "main.typ": (resources.files("corroborate.report.pdf") / template).read_bytes(),
        "data.json": told.encode("utf-8", "replace"),
        **{name: text.encode("utf-8", "replace") for name, text in files.items()},
    }
    options: dict[str, Any] = {"pdf_standards": ["ua-1"]} if kind == "pdf" else {"ppi": CARD_PPI}
    moment = 0
    try:
        made = typst.compile(given, format=kind, ignore_system_fonts=plain, timestamp=moment, **options)
    except typst.TypstError as error:
        raise IntegrityError("the report could not be typeset", value=str(error)[:400]) from error
    return bytes(made[0] if isinstance(made, list) else made)


def _typst() -> Any:
    try:
        import typst
    except ImportError as error:
        raise SettingError(
            "PDF and pictures need the module typst, which cannot be loaded",
            value=error,
            hint="install it again (pip install --force-reinstall typst), or leave the PDF out (--no-pdf)",
        ) from error
    return typst


def _standalone(svg: str) -> str:
    """A drawing of the page that stands alone: with its namespace, and the page's style in it."""
    start = svg.index(">")
    opened = re.sub(r'\s(?:class|role|aria-[a-z]+)="[^"]*"', "", svg[:start])
    name = re.search(r'class="([^"]*)"', svg[:start])
    kept = f' class="{name[1]}"' if name else ""
    style = f"<style>{_drawing_style()}</style>"
    return f'{opened} xmlns="http://www.w3.org/2000/svg"{kept}>{style}{svg[start + 1 :]}'


@cache
def _drawing_style() -> str:
    """The rules of the page's style sheet that set drawings, in the colours of paper."""
    css = (resources.files("corroborate.report") / "templates" / "report.css").read_text("utf-8")
    colours = dict(re.findall(r"(--[a-z]+): ([^;]+);", css.split("}", 1)[0]))
    rules = [line for line in css.split("@media print")[0].splitlines() if line.startswith("svg ")]
    told = "\n".join(line.replace("svg .", ".").replace("svg text", "text") for line in rules)
    return re.sub(r"var\((--[a-z]+)\)", lambda m: colours.get(m[1], "#000"), told)
