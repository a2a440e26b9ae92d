"""Weekday against date: "Monday, 3 September 2024" was a Tuesday."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from corroborate.consistency import english, vocabulary
from corroborate.consistency.rules import level
from corroborate.consistency.seen import Seen
from corroborate.consistency.sheet import Sheet
from corroborate.consistency.view import View
from corroborate.model.finding import Level, Sensitivity
from corroborate.model.window import AnchorKind, Granularity

KIND = "weekday"

_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")


def check(view: View, sheet: Sheet) -> None:
    """Compare every weekday that stands at a date with the calendar."""
    done: set[tuple[str, int]] = set()
    for claim in (*view.seen, *view.plans):
        found = _weekday(claim)
        if found is None:
            continue
        name, day, place = found
        if (claim.claim.span.text_id, place) not in done:
            done.add((claim.claim.span.text_id, place))
            _compare(claim, name, day, sheet)


@cache
def _names() -> tuple[str, ...]:
    return tuple(vocabulary.words()["weekdays"])


@cache
def _forms() -> dict[str, str]:
    """Every weekday by its name and its short forms: "wed", "tues", "thur"."""
    short = {name[:n]: name for name in _names() for n in (3, 4, 5) if n < len(name) - 2}
    return short | {n: n for n in _names()}


@cache
def _said() -> str:
    """A weekday in words; a short form only with a capital, for somebody "sat" too."""
    short = "|".join(sorted((f.capitalize() for f in _forms() if f not in _names()), key=len, reverse=True))
    return rf"(?:(?i:{'|'.join(_names())})|{short})"


@cache
def _pattern() -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = _said()
    before = re.compile(rf"\b({names})[,.]{{0,2}}\s+(?:the\s+|\()?$")
    told = r"\s*[,;–—]?\s*(?:[Ii]t|[Tt]hat|which)\s+(?:was|is|will\s+be|fell\s+on|falls\s+on)\s+(?:an?\s+)?"
    after = re.compile(
        rf"^(?:\s*,\s*(?:an?\s+)?|\s*\(\s*(?:an?\s+)?|\s*[–—]\s*an?\s+|\s+(?:was|is)\s+an?\s+|\s+|{told})"
        rf"({names})\b(?![’']s)"
    )
    return before, after


def _weekday(claim: Seen) -> tuple[str, date, int] | None:
    """The weekday said at a date to the day, the day, and where the date stands."""
    window = claim.window
    if window is None or not window.is_exact or window.days != 1 or claim.document is None:
        return None
    if window.granularity is not Granularity.DAY or window.start.first is None:
        return None
    span = claim.claim.window_span or claim.claim.span
    content = claim.document.text.content
    inside = re.search(rf"\b{_said()}\b", span.quote)
    if not any(c.isdigit() for c in span.quote):
        return None
    if inside is not None:
        return _forms()[inside.group().casefold()], window.start.first, span.start
    before, after = _pattern()
    head = before.search(content[max(0, span.start - 20) : span.start])
    tail = after.search(content[span.end : span.end + 32]) if head is None else None
    found = head or tail
    return None if found is None else (_forms()[found.group(1).casefold()], window.start.first, span.start)


def _compare(claim: Seen, name: str, day: date, sheet: Sheet) -> None:
    true = _names()[day.weekday()]
    span = claim.claim.window_span or claim.claim.span
    lines = [
        f"{english.quoted(span.quote)} is {english.day(day)}.",
        f"{english.day(day)} is a {true.capitalize()}.",
    ]
    turned = _other_way(span.quote, day)
    if true != name and turned is not None and _names()[turned.weekday()] == name:
        # "Mon 05/02/2024" is 5 February, for 2 May was no Monday: the weekday says which way it is written.
        true, day = name, turned
        lines = [f"{english.quoted(span.quote)} is {english.day(day)}, by the weekday printed."]
    if true == name:
        sheet.add(
            KIND, Level.AGREES, f"{english.day(day)} is a {true.capitalize()}, as printed", (claim,), lines
        )
        return
    said = bool(_YEAR.search(span.quote)) and claim.window is not None
    strict = said and claim.window is not None and claim.window.anchor.kind is AnchorKind.EXPLICIT
    sheet.add(
        KIND,
        level(strict=strict),
        f"{english.day(day)} is a {true.capitalize()}, but the text prints {name.capitalize()}",
        (claim,),
        lines,
        strict=strict,
        sensitivity=[
            Sensitivity(
                "the year" if not said else "the year, as printed",
                f"as {day.year}",
                f"in {english.listed(str(y) for y in _years(name, day))}",
            )
        ],
    )


_NUMERIC = re.compile(r"\b(\d{1,2})[./-](\d{1,2})[./-](?:\d{2}|\d{4})\b")


def _other_way(words: str, day: date) -> date | None:
    """A day written in figures alone, with day and month the other way round; None where it is not so."""
    found = _NUMERIC.search(words)
    if found is None or {int(found[1]), int(found[2])} != {day.day, day.month} or day.day > 12:
        return None
    return date(day.year, day.day, day.month)


def _years(name: str, day: date) -> list[int]:
    """The years near by in which the day has that weekday."""
    found = []
    for year in range(max(1, day.year - 6), min(9999, day.year + 7)):
        try:
            other = day.replace(year=year)
        except ValueError:
            continue
        if _names()[other.weekday()] == name:
            found.append(year)
    return found
