"""How a report is cited: in words, and as BibTeX."""

from __future__ import annotations

import re

from corroborate.model.dossier import Dossier
from corroborate.weighing import words

_SPECIAL = re.compile(r"([#$%&_{}])")
_OTHER = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def citation(dossier: Dossier, sha256: str = "") -> str:
    """The citation of a report in words, and below it as BibTeX; with the hash of its page where known."""
    return f"{in_words(dossier, sha256)}\n\n{bibtex(dossier, sha256)}"


def in_words(dossier: Dossier, sha256: str = "") -> str:
    """One sentence after the other: title, release, day, tool, hash."""
    release = f" Release {dossier.release}," if dossier.release else " Not released,"
    day = words.day(dossier.now.date())
    page = f" SHA-256 of the page: {sha256}." if sha256 else ""
    return f"{_one_line(dossier.title)}.{release} {day}. Made with corroborate {dossier.tool_version}.{page}"


def bibtex(dossier: Dossier, sha256: str = "") -> str:
    """A BibTeX entry whose values no TeX can take for commands."""
    made = dossier.now
    key = f"corroborate{made:%Y%m%d}" + (f"-{dossier.release}" if dossier.release else "")
    number = f"Release {dossier.release}" if dossier.release else "not released"
    fields = {
        "title": "{" + _tex(_one_line(dossier.title)) + "}",
        "year": f"{made:%Y}",
        "month": f"{made.month}",
        "number": number,
        "note": f"Made with corroborate {dossier.tool_version}, {made:%Y-%m-%d}"
        + (f"; SHA-256 of the page {sha256}" if sha256 else ""),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@techreport{{{key},\n{lines}}}\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _tex(text: str) -> str:
    return "".join(_OTHER.get(c) or _SPECIAL.sub(r"\\\1", c) for c in text)
