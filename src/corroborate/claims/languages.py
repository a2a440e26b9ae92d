"""Which lexicons read a source, by what is known of its language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from corroborate.lexicons import languages
from corroborate.model.claim import Reading, Unread
from corroborate.model.source import NOT_STATED
from corroborate.model.span import Span
from corroborate.model.text import Text

ALIASES: Final[Mapping[str, str]] = {"eng": "en", "fas": "fa", "per": "fa", "pes": "fa", "prs": "fa"}
"""ISO 639-2 and 639-3 codes onto the folder that reads them; ``prs`` is Dari."""
SAMPLE: Final = 20_000
"""Code points by which the script of a text is told."""
FEWEST: Final = 10
"""Letters below which a text does not show its script."""
_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]")
_SCRIPTS: Final[Mapping[str, re.Pattern[str]]] = {
    "en": re.compile(r"[A-Za-z\u00c0-\u024f]"),
    "fa": re.compile(r"[\u0620-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]"),
}


def reader_language(stated: str, default: str) -> str | None:
    """The folder of lexicons for a language tag such as ``fa-AF``; None where no folder reads it.

    A source that states no language is read in that of the case.
    """
    tag = default if stated == NOT_STATED else stated
    primary = re.split(r"[-_]", tag.strip().lower())[0]
    found = ALIASES.get(primary, primary)
    return found if found in languages() else None


def in_another_script(content: str, language: str) -> bool:
    """True where most letters of a text are not of the script that a language is written in."""
    sample = content[:SAMPLE]
    letters = len(_LETTERS.findall(sample))
    own = len(_SCRIPTS[language].findall(sample)) if language in _SCRIPTS else letters
    return letters >= FEWEST and 2 * own < letters


def unread_in(text: Text, language: str) -> Reading:
    """No claim, and every number of the text as not read, for a language without lexicons."""
    return unread_for(text, f"there are no lexicons for the language {language}")


def unread_for(text: Text, reason: str) -> Reading:
    """No claim, and every number of the text as not read for one reason."""
    left = tuple(
        Unread(Span.of(text.id, text.content, m.start(), m.end()), reason)
        for m in _DIGITS.finditer(text.content)
    )
    return Reading((), left, (), len(left))
