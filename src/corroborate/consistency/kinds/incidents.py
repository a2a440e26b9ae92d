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
                        _compare(incident, count, sheet)
        if counts:
            last[text] = counts


_DEED = re.compile(
    r"\b(?:attack|raid|strike|airstrike|bombing|blast|explosion|killing|shooting|shelling|ambush|incident|massacre|assault|battle|clash|abduction|"
    r"kidnapping|murder|execution|arrest|eviction|desertion|assassination|crash|robbery|fire)",
    re.IGNORECASE,
)


def _is_count(claim: Seen) -> bool:
    return (
        isinstance(claim.claim, AggregateClaim)
        and claim.window is not None
        and claim.claim.quantity is not None
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


def _refutes(incident: Seen) -> bool:
    return bool(vocabulary.pattern("refutes").search(incident.sentence))


def _compare(incident: Seen, count: Seen, sheet: Sheet) -> None:
    assert incident.window is not None
    assert count.window is not None
    lines = [line(count), f"{incident.quote}: {english.window(incident.window)}."]
    if incident.window.surely_apart(count.window):
        sheet.add(
            KIND,
            Level.DIFFERS,
            f"{incident.quote} lies outside the days that {count.quote} covers, and says nothing against it",
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
