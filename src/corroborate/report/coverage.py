"""What was checked and what was not, with counts and reasons (C22)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corroborate.model.dossier import Dossier
from corroborate.report import anchors
from corroborate.report.claims import Piece, quoted
from corroborate.report.handling import Handled, without_paths

EXAMPLES = 3
"""Examples that are shown beside each reason; the whole list is folded under it."""

LISTED = 500
"""Things of one reason that are listed one by one; the table says how many there are."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """Numeric statements: ``checked + unread + rest = total``; ``tokens`` counts the numbers of the texts."""

    checked: int
    unread: int
    rest: int
    tokens: int

    @property
    def total(self) -> int:
        """All numeric statements."""
        return self.checked + self.unread + self.rest


@dataclass(frozen=True, slots=True)
class Missed:
    """One thing that was not read or not checked: its words, and where they lead."""

    words: str
    pieces: tuple[Piece, ...]
    anchor: str | None


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason with everything that it applies to."""

    reason: str
    missed: tuple[Missed, ...]

    @property
    def examples(self) -> tuple[Missed, ...]:
        """The first few."""
        return self.missed[:EXAMPLES]


@dataclass(frozen=True, slots=True)
class Unread:
    """The four lists of what is not in the figures."""

    tokens: tuple[Reason, ...]
    claims: tuple[Reason, ...]
    refusals: tuple[tuple[str, str, str], ...]
    parts: tuple[tuple[str, str, str], ...]


def of(dossier: Dossier) -> Coverage:
    """The coverage of a case."""
    checked = dossier.checked
    return Coverage(
        len(set(checked.checked)),
        len(dossier.unread),
        len({n.claim_id for n in checked.not_checked} - set(checked.checked)),
        dossier.numeric_tokens,
    )


def unread(dossier: Dossier, handled: Handled) -> Unread:
    """What was not read and not checked, by reason, the commonest first."""
    tokens: dict[str, list[Missed]] = {}
    for each in dossier.unread:
        hidden = each.span.text_id in handled.withheld_texts
        tokens.setdefault(each.reason, []).append(
            Missed("" if hidden else each.span.quote, () if hidden else quoted(each.span), None)
        )
    claims: dict[str, list[Missed]] = {}
    by_id = {c.id: c for c in dossier.claims}
    for item in dossier.checked.not_checked:
        claim = by_id.get(item.claim_id)
        hidden = item.claim_id in handled.withheld_claims
        shown = "" if claim is None or hidden else " ".join(claim.span.quote.split())
        claims.setdefault(item.reason, []).append(Missed(shown, (), anchors.claim(item.claim_id)))
    return Unread(
        _reasons(tokens),
        _reasons(claims),
        tuple(
            ("" if r.text_id in handled.withheld_texts else r.quote, r.proposed_by, r.reason)
            for r in dossier.refusals
        ),
        tuple(
            (anchors.source(u.source_id), without_paths(u.place), without_paths(u.reason))
            for u in dossier.unreadable
        ),
    )


def _reasons(found: dict[str, list[Missed]]) -> tuple[Reason, ...]:
    ordered: Sequence[tuple[str, list[Missed]]] = sorted(found.items(), key=lambda r: (-len(r[1]), r[0]))
    return tuple(Reason(reason, tuple(missed)) for reason, missed in ordered)
