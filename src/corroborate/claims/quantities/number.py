"""A number in a text, before units and hedges."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction


class Form(StrEnum):
    """How a number is written."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    FRACTION = "fraction"
    VAGUE = "vague"
    MULTIPLE = "multiple"
    AMBIGUOUS = "ambiguous"
    """``1.061``: a decimal here, a thousand there."""
    CODE = "code"
    """Digits that are no number: 192.168.1.2."""


@dataclass(slots=True)
class Number:
    """A number at tokens ``[first, last)``: its value, or the two readings of a vague one."""

    first: int
    last: int
    form: Form
    value: Fraction | None
    hard: tuple[Fraction | None, Fraction | None] | None = None
    usual: tuple[Fraction | None, Fraction | None] | None = None
    digits: bool = False
    scaled: bool = False
    """A scale word or suffix was said: 5 million, 5k."""
    grouped: bool = False
    """Written with separators: 2,000."""
    unsure: str | None = None
    """A suffix read as a scale that could be a unit: ``5m``."""
