"""Findings as a linter prints them: a line each, and below it the quotes beside the recomputation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corroborate.consistency import english
from corroborate.consistency.places import Places, Where
from corroborate.model.claim import AnyClaim, Unread
from corroborate.model.dossier import Document
from corroborate.model.finding import Checked, Finding, Level

SIGN = {Level.CHANGES: "changes", Level.DIFFERS: "differs", Level.AGREES: "agrees"}
"""How the levels are printed in a line."""


def lines(
    checked: Checked,
    claims: Sequence[AnyClaim],
    documents: Sequence[Document],
    *,
    agreements: bool = False,
    unread: Mapping[str, Sequence[Unread]] | None = None,
    rest: bool = False,
) -> list[str]:
    """``file:line:column: level kind: message``, a line a finding, and a last line on what was checked.

    The place is that of the last claim of the finding, where a reader meets the conflict. Indented below
    it stand the words of each claim with their places, the recomputation, and what would remove the
    conflict. Findings that agree are left out unless ``agreements`` asks for them. Notes on the check as
    a whole follow, with ``rest`` every statement that was held against nothing and every number that was
    not read, and then the coverage, which is always printed (C22). ``unread`` is by the id of the text.
    """
    places = Places(documents)
    by_id = {c.id: c for c in claims}
    found = []
    for f in checked.findings:
        if agreements or f.level is not Level.AGREES:
            found += _lines(f, [by_id[i] for i in f.claims if i in by_id], places)
    notes = [f"note: {n}" for n in checked.notes]
    unread = unread or {}
    missed = _rest(checked, by_id, unread, documents) if rest else []
    return [*found, *notes, *missed, coverage(checked, sum(len(u) for u in unread.values()))]


def _rest(
    checked: Checked,
    by_id: Mapping[str, AnyClaim],
    unread: Mapping[str, Sequence[Unread]],
    documents: Sequence[Document],
) -> list[str]:
    places, order = Places(documents), {d.text.id: i for i, d in enumerate(documents)}
    found: list[tuple[int, int, str]] = []
    for missed in checked.not_checked:
        if (claim := by_id.get(missed.claim_id)) is not None:
            words = f"not checked: {english.quoted(claim.span.quote)} ({missed.reason})"
            found.append(
                (
                    order.get(claim.span.text_id, -1),
                    claim.span.start,
                    f"{_at(places.at(claim.span))}: {words}",
                )
            )
    for text, numbers in unread.items():
        for number in numbers:
            words = f"not read: {english.quoted(number.span.quote)} ({number.reason})"
            found.append((order.get(text, -1), number.span.start, f"{_at(places.at(number.span))}: {words}"))
    return [line for _, _, line in sorted(found)]


def coverage(checked: Checked, unread: int = 0) -> str:
    """How many numeric statements were checked, why the rest were not, and how many numbers were not read."""
    total = len(checked.checked) + len(checked.not_checked)
    reasons: dict[str, int] = {}
    for missed in checked.not_checked:
        reasons[missed.reason] = reasons.get(missed.reason, 0) + 1
    why = "; ".join(f"{n:,} ({r})" for r, n in sorted(reasons.items(), key=lambda kv: (-kv[1], kv[0])))
    head = f"checked {len(checked.checked):,} of {english.plural(total, 'numeric statement')}"
    head = f"{head}; not checked: {why}" if why else head
    return f"{head}; {english.plural(unread, 'number')} not read" if unread else head


def message(finding: Finding, claims: Sequence[AnyClaim]) -> str:
    """The finding in one line: its title, the words of its claims, and the recomputation."""
    quotes = english.listed(english.quoted(c.span.quote) for c in claims)
    steps = " ".join(finding.working)
    return f"{finding.title}{_sure(finding)} | {quotes} | {steps}"


def _lines(finding: Finding, claims: Sequence[AnyClaim], places: Places) -> list[str]:
    where = [places.at(c.span) for c in claims]
    at = next((w for w in reversed(where) if w is not None), None)
    told = [f"{_at(at)}: {SIGN[finding.level]} {finding.kind}: {finding.title}{_sure(finding)}"]
    for claim, place in zip(claims, where, strict=True) if len(claims) > 1 else ():
        told.append(f"    {english.quoted(claim.span.quote)} at {_at(place)}")
    told += [f"    {step}" for step in finding.working]
    told += [f"    {apart}" for apart in finding.separates]
    if finding.level is not Level.AGREES:
        told += [
            f"    depends on {s.on}: holds {s.holds}; vanishes {s.vanishes}" for s in finding.sensitivity
        ]
    return told


def _sure(finding: Finding) -> str:
    said = finding.strict or finding.level is Level.AGREES or "no contradiction" in finding.title
    return "" if said else " (a tension, no contradiction)"


def _at(place: Where | None) -> str:
    return str(place) if place is not None else "(no document):1:1"
