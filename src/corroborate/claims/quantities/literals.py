"""What digit groups mean: separators of every style, and the ambiguity of a single point."""

from __future__ import annotations

import re
from fractions import Fraction

MAX_DIGITS = 30
"""More digits than that are a code, not a number."""

LONGEST_PLAIN = 12
"""More digits than that without a separator are a code as well."""

_SPACES = re.compile("[\u00a0\u202f\u2009 ]")
_POINTED_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d+")
_ONE_POINT = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_COMMA_DECIMAL = re.compile(r"\d+[,٫]\d{1,2}")


def literal(text: str) -> tuple[Fraction | None, bool]:
    """The value of a digit group, and whether another reading exists.

    ``1.061`` is a decimal in English and a thousand elsewhere: the value is that of the decimal, and the
    flag is set. None for what is no number: ``192.168.1.2``, or more than `MAX_DIGITS` digits.
    """
    if sum(c.isdigit() for c in text) > MAX_DIGITS:
        return None, False
    if len(text) > LONGEST_PLAIN and text.isdecimal():
        return None, False
    ambiguous = _ONE_POINT.fullmatch(text) is not None
    if _POINTED_THOUSANDS.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    elif _COMMA_DECIMAL.fullmatch(text):
        text = text.replace(",", ".").replace("٫", ".")
    text = _SPACES.sub("", text).replace(",", "").replace("٬", "").replace("٫", ".")
    if text.count(".") > 1 or not all(c.isdecimal() or c == "." for c in text):
        return None, False
    whole, _, part = text.partition(".")
    value = Fraction(int(whole or "0"))
    if part:
        value += Fraction(int(part), 10 ** len(part))
    return value, ambiguous


# Each begins with a digit and looks back from there: the engine then passes over all else at once.
_EVIDENCE = re.compile(r"\d(?<![\d.,]\d)\d{0,2}(?:(?:\.\d{3}){2,4}(?:,\d+)?|(?:\.\d{3}){1,4},\d+)(?![\d.])")
_COUNTER = re.compile(r"\d(?<![\d.,]\d)\d{0,2}(?:,\d{3}){1,4}(?![\d,])")


def writes_points(content: str) -> bool:
    """True where a text shows that it writes thousands with points (1.234.567) and never with commas."""
    return _EVIDENCE.search(content) is not None and _COUNTER.search(content) is None
