"""When a post was published: the moments that exports write, onto days."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

from corroborate.model.window import DayRange

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECONDS = re.compile(r"-?[0-9]{9,11}(?:\.[0-9]+)?")
_MILLISECONDS = re.compile(r"[0-9]{12,14}")
_FIRST_HALF = ("january", "february", "march", "april", "may", "june")
_MONTHS = (*_FIRST_HALF, "july", "august", "september", "october", "november", "december")
_X = re.compile(r"[A-Za-z]{3} ([A-Za-z]{3}) ([0-9]{1,2}) ([0-9:]{8}) ([+-][0-9]{4}) ([0-9]{4})")
_FIGURES = re.compile(r"([0-9]{1,2})[./-]([0-9]{1,2})[./-]([0-9]{4})(?:[ ,T].*)?")
_DAY = r"([0-9]{1,2})(?:st|nd|rd|th)?"
_NAMED = re.compile(
    rf"(?:[a-z]+day,?\s+)?(?:{_DAY}\s+([a-z]{{3,9}})|([a-z]{{3,9}})\.?\s+{_DAY})\.?,?\s+([0-9]{{4}})", re.I
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment of publication: its day, the instant in UTC where the zone is known, and what is amiss."""

    published: DayRange | None = None
    at: datetime | None = None
    warning: str | None = None


def moment(value: object) -> Moment:
    """The moment that a field of an export states; nothing is taken from outside the field.

    Understood are Unix seconds and milliseconds, ISO 8601, RFC 2822, the form of X, days with the month
    in words, and days in figures where only one order is a date. Where the zone is known the day is the
    day in UTC; where it is not, the day is as written and may be one off, which the warning says. What is
    not understood, or can be read two ways, gives no day and a warning with the value.
    """
    words = str(value).strip() if value is not None else ""
    if not words:
        return Moment(warning="no date is stated")
    try:
        return _instant(words) or _local(words) or Moment(warning=f"the date {words!r} cannot be read")
    except (ValueError, OverflowError):
        return Moment(warning=f"the date {words!r} is in no calendar")


def _instant(words: str) -> Moment | None:
    if _SECONDS.fullmatch(words):
        return _at(_EPOCH + timedelta(seconds=float(words)))
    if _MILLISECONDS.fullmatch(words):
        return _at(_EPOCH + timedelta(milliseconds=int(words)))
    if match := _X.fullmatch(words):
        month, day, clock, zone, year = match.groups()
        number = _month(month)
        return _at(datetime.fromisoformat(f"{year}-{number:02}-{int(day):02}T{clock}{zone}"))
    if re.match(r"[A-Za-z]{3}, [0-9]", words):
        return _of(parsedate_to_datetime(words), words)
    return None


def _local(words: str) -> Moment | None:
    if re.fullmatch(r"[0-9]{4}-?[0-9]{2}-?[0-9]{2}", words):
        return Moment(DayRange.on(date.fromisoformat(words)))
    if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]", words):
        iso = re.sub(r"\s*(?:UTC|GMT)\Z", "+00:00", words)
        iso = re.sub(r"(?<=[0-9]) (?=[+-][0-9]{2})", "", iso)
        return _of(datetime.fromisoformat(iso), words)
    if match := _FIGURES.fullmatch(words):
        first, second, year = (int(group) for group in match.groups())
        if first == second or first > 12:
            return Moment(DayRange.on(date(year, second, first)))
        if second > 12:
            return Moment(DayRange.on(date(year, first, second)))
        return Moment(warning=f"the date {words!r} can be read in two orders")
    if match := _NAMED.match(words):
        day_a, month_a, month_b, day_b, year_of = match.groups()
        return Moment(DayRange.on(date(int(year_of), _month(month_a or month_b), int(day_a or day_b))))
    return None


def _month(name: str) -> int:
    """The number of a month by its English name or at least three letters of it; 0 for others."""
    name = "sep" if name.lower() == "sept" else name.lower()
    return next((n for n, full in enumerate(_MONTHS, 1) if full.startswith(name)), 0)


def _of(found: datetime, words: str) -> Moment:
    if found.tzinfo is not None:
        return _at(found.astimezone(UTC))
    return Moment(
        DayRange.on(found.date()), None, f"the time {words} carries no zone; its day may be one off"
    )


def _at(instant: datetime) -> Moment:
    return Moment(DayRange.on(instant.date()), instant)
