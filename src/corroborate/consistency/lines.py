"""Findings as a linter prints them: one line each, the quote beside the recomputation."""

from __future__ import annotations

from collections.abc import Sequence

from corroborate.consistency import english
from corroborate.consistency.places import Places
from corroborate.model.claim import AnyClaim
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
) -> list[str]:
    """``file:line:column: level kind: message``, a line a finding, and a last line on what was checked.

    The place is that of the last claim of the finding, where a reader meets the conflict; the others are
    named with theirs. Findings that agree are left out unless ``agreements`` asks for them. Notes on the
    check as a whole follow, then the coverage, which is always printed (C22).
    """
    places = Places(documents)
    by_id = {c.id: c for c in claims}
    found = [
        _line(f, [by_id[i] for i in f.claims if i in by_id], places)
        for f in checked.findings
        if agreements or f.level is not Level.AGREES
    ]
    return [*found, *(f"note: {n}" for n in checked.notes), coverage(checked)]


def coverage(checked: Checked) -> str:
    """How many numeric statements were checked, and why the rest were not."""
    total = len(checked.checked) + len(checked.not_checked)
    reasons: dict[str, int] = {}
    for missed in checked.not_checked:
        reasons[missed.reason] = reasons.get(missed.reason, 0) + 1
    why = "; ".join(f"{n:,} ({r})" for r, n in sorted(reasons.items(), key=lambda kv: (-kv[1], kv[0])))
    head = f"checked {len(checked.checked):,} of {english.plural(total, 'numeric statement')}"
    return f"{head}; not checked: {why}" if why else head


def message(finding: Finding, claims: Sequence[AnyClaim]) -> str:
    """The finding in one line: its title, the words of its claims, and the recomputation."""
    quotes = english.listed(english.quoted(c.span.quote) for c in claims)
    sure = "" if finding.strict or finding.level is Level.AGREES else " (a tension, no contradiction)"
    steps = " ".join(finding.working)
    return f"{finding.title}{sure} | {quotes} | {steps}"


def _line(finding: Finding, claims: Sequence[AnyClaim], places: Places) -> str:
    where = [places.of(c) for c in claims]
    known = [w for w in where if w is not None]
    at = str(known[-1]) if known else "(no document):1:1"
    others = f" | with {', '.join(str(w) for w in known[:-1])}" if len(known) > 1 else ""
    return f"{at}: {SIGN[finding.level]} {finding.kind}: {message(finding, claims)}{others}"
