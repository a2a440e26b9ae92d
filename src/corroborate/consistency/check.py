"""Checking: which claims cannot all be true, which agree, and which were held against nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corroborate.consistency import english
from corroborate.consistency.budget import Budget
from corroborate.consistency.kinds import KINDS
from corroborate.consistency.sheet import Sheet
from corroborate.consistency.view import View
from corroborate.model.claim import AnyClaim, ClaimKind, Modality
from corroborate.model.dossier import Document
from corroborate.model.finding import Checked, Finding, Level, NotChecked
from corroborate.model.measure import Measures

DEFAULT = Budget()

_RANK = {Level.CHANGES: 0, Level.DIFFERS: 1, Level.AGREES: 2}
_DATED = frozenset({ClaimKind.DATE, ClaimKind.DURATION, ClaimKind.ELAPSED, ClaimKind.AGE, ClaimKind.ORDER})


def check(
    claims: Sequence[AnyClaim],
    documents: Sequence[Document],
    *,
    measures: Measures,
    budget: Budget = DEFAULT,
) -> Checked:
    """Hold the claims against each other with every registered kind of check.

    Only asserted claims count. ``measures`` says which things are the same. Findings come worst first:
    level, contradictions before tensions, fewest claims, in the order of the text. Every numeric
    claim is in ``checked`` or, with its reason, in ``not_checked``.
    """
    view = View.of(claims, documents, measures, budget)
    sheet = Sheet(budget.findings)
    for kind in KINDS:
        kind.run(view, sheet)
    order = {s.id: s.number for s in (*view.plans, *view.seen)}
    source = {s.id: s.source for s in (*view.plans, *view.seen)}
    findings = told_apart(sorted(sheet.found.values(), key=lambda f: _rank(f, order)), source)
    sheet.note_what_was_cut()
    numeric = list({c.id: c for c in claims if is_numeric(c)}.values())
    return Checked(
        tuple(findings),
        tuple(c.id for c in numeric if c.id in sheet.compared),
        tuple(NotChecked(c.id, _reason(c, view)) for c in numeric if c.id not in sheet.compared),
        tuple(sheet.notes),
    )


def told_apart(findings: Sequence[Finding], source: Mapping[str, str]) -> list[Finding]:
    """Findings whose titles are the same words, each with where its claims stand; the others as they are."""
    often = Counter(finding.title for finding in findings)
    found = []
    for finding in findings:
        title = finding.title
        if often[title] > 1:
            title += f" ({english.listed(dict.fromkeys(source[id] for id in finding.claims))})"
        found.append(replace(finding, title=title))
    return found


def is_numeric(claim: AnyClaim) -> bool:
    """True for a claim that states a number or a time, and so can be checked or counted as unchecked."""
    return claim.quantity is not None or claim.kind in _DATED


def _rank(finding: Finding, order: dict[str, int]) -> tuple[object, ...]:
    return (
        _RANK[finding.level],
        not finding.strict,
        len(finding.claims),
        [order[c] for c in finding.claims],
        finding.id,
    )


def _reason(claim: AnyClaim, view: View) -> str:
    if claim.modality is not Modality.ASSERTED and claim.id not in view.by_id:
        return f"not claimed as fact ({claim.modality.value})"
    seen = view.by_id[claim.id]
    if seen.document is None:
        return "the document with its words was not given"
    if claim.kind is ClaimKind.AGE and claim.subject is None:
        return "nobody is named whose age it is"
    if claim.kind in _DATED and claim.window is None:
        return "no date to hold it against"
    if claim.kind in _DATED and not claim.event and claim.kind is not ClaimKind.AGE:
        return "no event is named that it dates"
    if claim.counted is None and claim.kind not in _DATED:
        return "what it counts was not recognised"
    return "nothing else in the documents is about the same thing"
