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
_DIGITS = re.compile(r"\d+")


def reader_language(stated: str, default: str) -> str | None:
    """The folder of lexicons for a language tag such as ``fa-AF``; None where no folder reads it.

    A source that states no language is read in that of the case.
    """
    tag = default if stated == NOT_STATED else stated
    primary = re.split(r"[-_]", tag.strip().lower())[0]
    found = ALIASES.get(primary, primary)
    return found if found in languages() else None


def unread_in(text: Text, language: str) -> Reading:
    """No claim, and every number of the text as not read, for a language without lexicons."""
    reason = f"there are no lexicons for the language {language}"
    left = tuple(
        Unread(Span.of(text.id, text.content, m.start(), m.end()), reason)
        for m in _DIGITS.finditer(text.content)
    )
    return Reading((), left, (), len(left))
