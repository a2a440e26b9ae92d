"""Persian script folded letter by letter, so that offsets stay those of the text."""

from __future__ import annotations

from functools import lru_cache

_LETTERS = {
    "ي": "ی",
    "ى": "ی",
    "ئ": "ی",
    "ې": "ی",
    "ك": "ک",
    "ة": "ه",
    "ۀ": "ه",
    "ۂ": "ه",
    "أ": "ا",
    "إ": "ا",
    "آ": "ا",
    "ٱ": "ا",
    "ؤ": "و",
    "\u200c": " ",
    "\u200b": " ",
    "\u00a0": " ",
    "\u0640": " ",
    "٬": ",",
    "٫": ".",
    "٪": "%",
    "،": "،",
}
_DIGITS = {chr(base + n): str(n) for base in (0x06F0, 0x0660) for n in range(10)}
_TABLE = str.maketrans(_LETTERS | _DIGITS)


def folded(content: str) -> str:
    """The text with one spelling of each letter and digit; as long as the text, offset for offset.

    >>> folded("۲۴ اسد ۱۴۰۰")
    '24 اسد 1400'
    """
    return content.translate(_TABLE)


@lru_cache(maxsize=4096)
def word(text: str) -> str:
    """A word of a lexicon as it stands in a folded text."""
    return " ".join(folded(text).split())
