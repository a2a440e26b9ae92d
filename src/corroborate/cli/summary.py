"""What a case holds, in a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corroborate.case import RunResult
    from corroborate.model.dossier import Dossier


LONGEST = 160
"""Characters of a change that a summary prints."""


SLICES = 2
"""Slices of the lists that one screen has room for: those of most claims."""


def listed_summary(dossier: Dossier) -> list[str]:
    """What the lists say of the things that most claims count: recorded, and estimated or why not."""
    from corroborate.weighing.bylists import estimated_id, recorded_id
    from corroborate.weighing.words import window

    listing = dossier.listing
    if listing is None:
        return []
    held = sorted(
        (e for e in listing.evidence if e.recorded is not None and e.lists),
        key=lambda e: (e.estimate is None, -len(e.slice.claims), e.slice.id),
    )
    figures = {f.id: f for f in dossier.weighing.figures}
    lines = []
    for each in held[:SLICES]:
        recorded = figures.get(recorded_id(each))
        whole = figures.get(estimated_id(each))
        if recorded is None:
            continue
        lines.append(f"{recorded.words}: {recorded.label}, {window(recorded.window)}")
        if whole is not None:
            lines.append(
                f"{whole.words}: {whole.label}, if {each.estimate.assumption}" if each.estimate else ""
            )
        elif each.refused is not None:
            lines.append(each.refused.words())
    return lines


def run_summary(result: RunResult) -> str:
    """What a run did and what the case holds now."""
    lines = [f"Honoured an edit of case.toml: {_brief(change)}" for change in result.changes]
    if not result.changed:
        lines.append("Nothing has changed since the last run, so nothing was done.")
    read = result.numeric_tokens - result.unread
    levels = result.findings
    taken = (
        f"Read: {_many(result.sources, 'source')}, {_many(result.claims, 'claim')}; "
        f"{read:,} of {_many(result.numeric_tokens, 'numeric statement')} read, {result.unread:,} not read."
    )
    found = (
        f"Checked: {levels.get('changes_conclusion', 0):,} contradictions that change a conclusion, "
        f"{levels.get('differs', 0):,} that differ, {levels.get('agrees', 0):,} that agree; "
        f"{_many(result.figures, 'figure')} weighed."
    )
    lines += [taken, found]
    if result.unreadable:
        lines.append(
            f"{_many(result.unreadable, 'part')} of the sources could not be read; the report says which."
        )
    if result.refusals:
        lines.append(f"{_many(result.refusals, 'quote')} refused because not exact; the report says which.")
    return "\n".join(lines)


def _brief(change: str) -> str:
    """A change in one line; the decision log has it in full."""
    return (
        change if len(change) <= LONGEST else f"{change[:LONGEST].rsplit(' ', 1)[0]} … (in full in the log)"
    )


def _many(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
