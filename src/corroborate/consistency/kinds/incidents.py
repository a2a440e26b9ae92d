"""An incident that lies outside the window of the count that it is said to refute."""

from __future__ import annotations

import re

from corroborate.consistency import english, vocabulary
from corroborate.consistency.equal import line
from corroborate.consistency.seen import Seen
from corroborate.consistency.sheet import Sheet
from corroborate.consistency.view import View
from corroborate.model.claim import AggregateClaim, ClaimKind, IncidentClaim
from corroborate.model.finding import Level, Sensitivity

KIND = "incident"

LONGEST = 3
"""Days that one incident may last."""


def check(view: View, sheet: Sheet) -> None:
    """Find words that hold a dated incident against a count, and compare the two windows."""
    last: dict[str, list[Seen]] = {}
    ordered = sorted(view.sentences().items(), key=lambda kv: kv[0])
    for (text, _), claims in ordered:
        counts = [c for c in claims if _is_count(c)]
        here = counts or last.get(text, [])
        incidents = [c for c in claims if _is_incident(c)]
        if here and incidents and _refutes(incidents[0]) and _DEED.search(incidents[0].sentence):
            for incident in incidents:
                for count in here:
                    if count is not incident:
                        _compare(incident, count, sheet, "and says nothing against it")
        elif here and incidents:
            count = here[-1]
            for incident in incidents:
                if count is not incident and _is_one_of(incident, count):
                    _compare(incident, count, sheet, "and cannot be one of them")
        if counts:
            last[text] = counts


_DEED = re.compile(
    r"\b(?:attack|raid|strike|airstrike|bombing|blast|explosion|killing|shooting|shelling|ambush|incident|massacre|assault|battle|clash|abduction|"
    r"kidnapping|murder|execution|arrest|eviction|desertion|assassination|crash|robbery|fire)",
    re.IGNORECASE,
)


def _is_count(claim: Seen) -> bool:
    quantity = claim.claim.quantity
    nothing = claim.claim.kind is ClaimKind.EXISTENCE and quantity is not None and quantity.hard.high == 0
    return (
        (isinstance(claim.claim, AggregateClaim) or nothing)
        and claim.window is not None
        and quantity is not None
        and claim.happens
        and (claim.window.days is None or claim.window.days > LONGEST)
    )


def _is_incident(claim: Seen) -> bool:
    if claim.window is None or not (
        isinstance(claim.claim, IncidentClaim) or claim.claim.kind is ClaimKind.DATE
    ):
        return False
    outer = claim.window.outer
    return outer.first is not None and outer.last is not None and (outer.last - outer.first).days < LONGEST


def _is_one_of(incident: Seen, count: Seen) -> bool:
    """True where the words between a count and a day, or around the day, name it as one that was counted."""
    start, day = count.claim.span.end, incident.claim.span
    if incident.document is None or not start <= day.start < start + REACH or _is_window(incident, count):
        return False
    content = incident.document.text.content
    between = content[start : day.start]
    aside = content[day.end : min(incident.claim.sentence[1], day.end + NEAR)]
    if _AMONG.search(between) is not None or _AMONG_AFTER.match(aside) is not None:
        return True
    led = _LED.search(content[max(0, count.claim.span.start - 12) : count.claim.span.start])
    return led is not None and _UTMOST.search(between) is not None


def _is_window(incident: Seen, count: Seen) -> bool:
    a, b = incident.claim.span, count.claim.window_span
    return b is not None and a.overlaps(b)


REACH, NEAR = 260, 60
"""Code points after a count within which a day can be named as one of those counted, and after that day."""

_LED = re.compile(r"\b[Oo]f\s+(?:all\s+|the\s+)*$")
_AMONG = re.compile(
    r"\b(?:among\s+(?:them|these|those)|one\s+of\s+(?:them|these|those|which)|includ(?:ing|es?|ed)|for\s+(?:example|instance)"
    r"|as\s+an?\s+(?:example|instance)|such\s+as|e\.g\.|notably|namely)\b[^.;!?]*$",
    re.IGNORECASE,
)
_AMONG_AFTER = re.compile(
    r"[^.;!?]{0,40},?\s*(?:which|that|it)\s+(?:is|was|are)\s+(?:one\s+of\s+them|among\s+them|included|counted|part\s+of\s+(?:it|them))\b",
    re.IGNORECASE,
)
_UTMOST = re.compile(
    r"\bthe\s+(?:worst|deadliest|bloodiest|largest|biggest|heaviest|most\s+\w+|first|last|latest|earliest)\b[^.;!?]*$",
    re.IGNORECASE,
)


def _refutes(incident: Seen) -> bool:
    return bool(vocabulary.pattern("refutes").search(incident.sentence))


def _compare(incident: Seen, count: Seen, sheet: Sheet, so: str) -> None:
    assert incident.window is not None
    assert count.window is not None
    lines = [line(count), f"{incident.quote}: {english.window(incident.window)}."]
    if incident.window.surely_apart(count.window):
        sheet.add(
            KIND,
            Level.DIFFERS,
            f"{incident.quote} lies outside the days that {count.quote} covers, {so}",
            (incident, count),
            lines,
            sensitivity=[
                Sensitivity(
                    f"the days that {count.quote} covers",
                    f"as {english.window(count.window)}",
                    f"if they reach to {english.window(incident.window)}",
                )
            ],
            separates=["The incident is on none of the days that the count covers."],
        )
    else:
        sheet.add(
            KIND,
            Level.AGREES,
            f"{incident.quote} lies within the days that {count.quote} covers",
            (incident, count),
            lines,
        )
