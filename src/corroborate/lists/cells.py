"""What one cell says: a day or a stretch of days, a count or a range of counts; or why it cannot be read."""

from __future__ import annotations

import calendar
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from corroborate.model.interval import Interval

Words = Callable[[str], Interval | None]
"""Reads a quantity in words; None where it cannot."""

FORMS = ("iso", "compact", "dmy", "mdy", "epoch_s", "epoch_ms")
"""Forms of dates: 2024-03-09, 20240309, 09/03/2024, 03/09/2024, seconds or milliseconds since 1970."""
EARLIEST_YEAR, LATEST_YEAR = 1000, 2999

_ISO = re.compile(
    r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?"
    r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:Z|UTC|[+-]\d{2}:?\d{2})?)?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6})?")
_PARTED = re.compile(
    r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})(?:[T ,]+\d{1,2}:\d{2}(?::\d{2})?(?:\s*[AaPp][Mm])?)?"
)
_NAMED = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?[-\s.]+)?([A-Za-z]{3,9})\.?(?:[-\s]+(\d{1,2})(?:st|nd|rd|th)?,)?[-\s,]+(\d{4})"
    r"(?:[T ,]+\d{1,2}:\d{2}(?::\d{2})?)?"
)
_EPOCH = re.compile(r"-?\d{8,14}(?:\.0+)?")
_MONTHS = {name.lower(): n for n, name in enumerate(calendar.month_name) if name} | {
    name.lower(): n for n, name in enumerate(calendar.month_abbr) if name
}


@dataclass(frozen=True, slots=True)
class Days:
    """A stretch of days that a cell leaves open, both ends inclusive."""

    first: date
    last: date


def days(cell: str, forms: Sequence[str] = ()) -> Days | str:
    """The days that a cell may mean, or the reason why it cannot be read.

    ``forms`` are those that the list uses, of `FORMS`; where it is empty, a date that can be read day-first
    and month-first is refused. A month or day written as 0 or left out is unknown: the range is its year or
    month. Names of months are English.
    """
    text = cell.strip()
    if found := _ISO.fullmatch(text):
        return _of_parts(found[1], found[2], found[3], "iso", forms)
    if (found := _COMPACT.fullmatch(text)) and (not forms or "compact" in forms):
        return _of_parts(found[1], found[2], found[3], "compact", forms)
    if _EPOCH.fullmatch(text) and ("epoch_ms" in forms or "epoch_s" in forms):
        return _of_epoch(text, 1000 if "epoch_ms" in forms else 1)
    if found := _PARTED.fullmatch(text):
        return _of_parted(int(found[1]), int(found[2]), found[3], forms)
    if (found := _NAMED.fullmatch(text)) and (month := _MONTHS.get(found[2].lower())):
        return _of_parts(found[4], str(month), found[1] or found[3], "", ())
    return "not a date"


def _of_parts(year: str, month: str | None, day: str | None, form: str, forms: Sequence[str]) -> Days | str:
    if form == "iso" and forms and not {"iso", "compact"} & set(forms) and day is not None:
        return "a date of another form than the list's"
    y, m, d = int(year), int(month or 0), int(day or 0)
    if not EARLIEST_YEAR <= y <= LATEST_YEAR:
        return "a year that cannot be"
    if m == 0:
        return Days(date(y, 1, 1), date(y, 12, 31)) if d == 0 else "a day without its month"
    if m > 12:
        return "a month that does not exist"
    length = calendar.monthrange(y, m)[1]
    if d == 0:
        return Days(date(y, m, 1), date(y, m, length))
    if d > length:
        return "a day that does not exist"
    return Days(date(y, m, d), date(y, m, d))


def _of_parted(a: int, b: int, year: str, forms: Sequence[str]) -> Days | str:
    named = [form for form in ("dmy", "mdy") if form in forms]
    if forms and not named:
        return "a date of another form than the list's"
    if len(named) == 1:
        day, month = (a, b) if named == ["dmy"] else (b, a)
        if month > 12 >= day:
            return f"not a date with the {'day' if named == ['dmy'] else 'month'} first, as the list has them"
    elif a == b or (a > 12) != (b > 12):
        day, month = (a, b) if a > 12 else (b, a)
    else:
        return "day first or month first cannot be told: state the form of the list's dates"
    return _of_parts(year, str(month), str(day), "", ()) if month and day else "a day that does not exist"


def _of_epoch(text: str, unit: int) -> Days | str:
    try:
        day = (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=float(text) / unit)).date()
    except OverflowError:
        return "a moment that cannot be"
    return Days(day, day) if EARLIEST_YEAR <= day.year <= LATEST_YEAR else "a moment that cannot be"


# What a spreadsheet or a data frame makes of a count, 3.0 for 3; three zeros would group thousands.
_COUNT = {sign: re.compile(rf"\d{{1,15}}(?:{re.escape(sign)}00?)?") for sign in ".,"}
_GROUPED = {
    ".": re.compile(r"\d{1,3}(?:[,\u2019' \u00a0\u202f]\d{3})+"),
    ",": re.compile(r"\d{1,3}(?:[.\u2019' \u00a0\u202f]\d{3})+"),
}
_RANGE = re.compile(r"(\d[\d,.' ]*?)\s*(?:-|\u2013|\u2014|\bto\b)\s*(\d[\d,.' ]*)")
_AT_LEAST = re.compile(r"(?:(?:>=|\u2265|at least|min\.?|minimum)\s*(\d[\d,.' ]*)|(\d[\d,.' ]*?)\s*\+)", re.I)
_MORE = re.compile(r"(?:>|more than|over)\s*(\d[\d,.' ]*)", re.I)
_AT_MOST = re.compile(r"(?:<=|\u2264|at most|up to|max\.?|maximum)\s*(\d[\d,.' ]*)", re.I)
_FEWER = re.compile(r"(?:<|fewer than|less than|under)\s*(\d[\d,.' ]*)", re.I)


@dataclass(frozen=True, slots=True)
class Amount:
    """A count or a range of counts; ``high`` is infinite where nothing bounds it."""

    low: float
    high: float


def amount(cell: str, decimal: str = ".", words: Words | None = None) -> Amount | str:
    """The counts that a cell allows, or the reason why it cannot be read.

    ``decimal`` is the list's decimal sign; the other sign, a space or an apostrophe groups thousands.
    Vague words are left to ``words``, and refused without it: "dozens" is never 12 (C7).

    >>> amount("1,200"), amount("3-5"), amount("more than 10")
    (Amount(low=1200.0, high=1200.0), Amount(low=3.0, high=5.0), Amount(low=11.0, high=inf))
    """
    text = cell.strip()
    single = _count(text, decimal)
    if single is not None:
        return Amount(single, single)
    for pattern, bounds in _BOUNDED:
        if found := pattern.fullmatch(text):
            numbers = [_count(part.strip(), decimal) for part in found.groups() if part is not None]
            known = [n for n in numbers if n is not None]
            if len(known) < len(numbers):
                break
            low, high = bounds(known)
            return Amount(low, high) if low <= high else "a range that ends before it starts"
    if re.fullmatch(r"-\s*\d.*", text):
        return "a count below zero"
    if re.fullmatch(r"\d+[.,]0{3,}", text):
        return "a count that can be read as two numbers: state the decimal sign of the list"
    if re.fullmatch(r"\d+[.,]\d+", text):
        return "a count with a fraction"
    read = words(text) if words is not None else None
    if read is None or (read.low is None and read.high is None):
        return "not a count"
    low = max(0.0, float(read.low or 0))
    high = math.inf if read.high is None else float(read.high)
    return Amount(low, high) if low <= high else "not a count"


_BOUNDED: tuple[tuple[re.Pattern[str], Callable[[list[float]], tuple[float, float]]], ...] = (
    (_RANGE, lambda n: (n[0], n[1])),
    (_AT_LEAST, lambda n: (n[0], math.inf)),
    (_MORE, lambda n: (n[0] + 1, math.inf)),
    (_AT_MOST, lambda n: (0.0, n[0])),
    (_FEWER, lambda n: (0.0, n[0] - 1)),
)


def _count(text: str, decimal: str) -> float | None:
    if _COUNT[decimal].fullmatch(text):
        return float(re.split(r"[.,]", text)[0])
    if _GROUPED[decimal].fullmatch(text):
        return float(re.sub(r"\D", "", text))
    return None
