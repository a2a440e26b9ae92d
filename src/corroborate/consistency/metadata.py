"""What is known of a document against itself: published before it was written, or after it was taken in."""

from __future__ import annotations

from corroborate.consistency import english
from corroborate.consistency.moments import is_of_writing
from corroborate.consistency.rules import level
from corroborate.consistency.seen import Seen
from corroborate.consistency.sheet import Sheet
from corroborate.consistency.view import View
from corroborate.model.claim import ClaimKind
from corroborate.model.dossier import Document
from corroborate.model.finding import Sensitivity
from corroborate.wording import publication


def note_contradictions(view: View, sheet: Sheet) -> None:
    """Say of every document whose days of publication and of being taken in cannot both be right."""
    for document in view.documents:
        words = _told(document)
        if words is not None:
            sheet.note(words)


def _told(document: Document) -> str | None:
    source, published = document.source, document.published
    if published is None or published.first is None:
        return None
    taken = source.acquired.date()
    if published.first > taken:
        return (
            f"{publication(document)} is said to have been published on {english.days(published)}, but was "
            f"taken in on {english.day(taken)}, before that: one of the two days is wrong, and what is read "
            "against the day of publication is uncertain."
        )
    whole = source.published
    if document.text.published is not None and whole is not None and whole.last is not None:
        part = document.text.published.first
        if part is not None and part > whole.last:
            return (
                f"A part of {publication(document)} is of {english.day(part)}, after the publication of the "
                f"whole, {english.days(whole)}: one of the two days is wrong."
            )
    return None


def check_written(view: View, sheet: Sheet, kind: str) -> None:
    """Find texts that give a day on which they were written and were published before it."""
    for claim in view.seen:
        window = claim.window
        if claim.claim.kind is not ClaimKind.DATE or window is None or claim.document is None:
            continue
        published, first = claim.document.published, window.outer.first
        if published is None or published.last is None or first is None or first <= published.last:
            continue
        if is_of_writing(claim.claim, claim.document):
            _write(claim, sheet, kind)


def _write(claim: Seen, sheet: Sheet, kind: str) -> None:
    assert claim.document is not None
    assert claim.document.published is not None
    assert claim.window is not None
    published, day = claim.document.published, claim.window.outer
    assert day.first is not None
    sheet.add(
        kind,
        level(strict=True, flips=True),
        f"{claim.source} is said to have been published before it was written",
        (claim,),
        [
            f"{claim.quote} says that it was written at {english.days(day)}.",
            f"{claim.source} was published on {english.days(published)}, as far as is known of it.",
        ],
        strict=True,
        sensitivity=[
            Sensitivity(
                f"the day on which {claim.source} was published",
                f"for any publication before {english.day(day.first)}",
                f"for a publication on {english.day(day.first)} or later",
            )
        ],
    )
