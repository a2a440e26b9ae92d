"""Posts of a group as a list of its own claims: one post may claim several incidents, several posts one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from corroborate.gazetteer import builtin
from corroborate.model.claim import AnyClaim, IncidentClaim
from corroborate.model.dossier import Document
from corroborate.model.interval import Interval
from corroborate.model.place import Place, PlaceKind
from corroborate.model.source import NOT_STATED

KILLED, INJURED = "killed", "injured"
"""Measures of the lexicon that a record counts."""
COLUMNS = (
    "claim_id", "post", "post_day", "begin", "end", "known", "country", "admin1", "admin2", "settlement",
    "speaker", "event", "deaths_low", "deaths_high", "injured_low", "injured_high", "words", "url",
)  # fmt: skip


def rows(document: Document, claims: Iterable[AnyClaim]) -> Iterator[dict[str, str]]:
    """The incidents that a post claims, a row each, with the columns of the format ``posts``.

    Only claims of one incident count, never totals (C8). The killed and the injured of one sentence are one
    incident where days and place do not tell them apart; a second number of the same kind is another.
    """
    open_: dict[tuple[int, int], dict[str, str]] = {}
    done: list[dict[str, str]] = []
    for claim in claims:
        measure = claim.counted.measure if claim.counted else None
        if not isinstance(claim, IncidentClaim) or measure not in {KILLED, INJURED} or claim.quantity is None:
            continue
        row = _row(document, claim)
        kind = "deaths" if measure == KILLED else "injured"
        known = open_.get(claim.sentence)
        if known is None or known[f"{kind}_low"] or not _together(known, row):
            known = open_[claim.sentence] = row
            done.append(row)
        elif not any(known[c] for c in _WHERE):
            known.update({c: row[c] for c in _WHERE})
        known[f"{kind}_low"], known[f"{kind}_high"] = _ends(claim.quantity.hard)
        if known is not row:
            known["words"] += f" … {row['words']}"
    yield from done


_WHEN, _WHERE = ("begin", "end"), ("country", "admin1", "admin2", "settlement")


def _together(a: dict[str, str], b: dict[str, str]) -> bool:
    """True where neither days nor place part two rows; what one does not say does not part them."""

    def agree(columns: tuple[str, ...]) -> bool:
        of_a, of_b = ([row[c] for c in columns] for row in (a, b))
        return of_a == of_b or not any(of_a) or not any(of_b)

    return agree(_WHEN) and agree(_WHERE)


def _row(document: Document, claim: IncidentClaim) -> dict[str, str]:
    window = claim.window
    begin = window.start.first if window else None
    end = window.end.last if window else None
    published = document.published.first if document.published else None
    if window is not None and begin is None and end is None:
        begin = window.start.last
    speaker = claim.attribution.outermost.name
    return {
        **dict.fromkeys(COLUMNS, ""),
        "claim_id": claim.id,
        "post": f"{document.source.name} {document.text.part}".strip(),
        "post_day": "" if published is None else published.isoformat(),
        "begin": "" if begin is None else begin.isoformat(),
        "end": "" if end is None or begin is None else end.isoformat(),
        "known": "" if begin is None else "day" if begin == end else "range",
        **_place(claim.place),
        "speaker": speaker if speaker != NOT_STATED else "",
        "event": claim.event or "",
        "words": claim.span.quote,
        "url": document.source.url if document.source.url != NOT_STATED else "",
    }


def _place(place: Place | None) -> dict[str, str]:
    if place is None:
        return {}
    found = {"country": _land(place.country)}
    column = {PlaceKind.ADMIN1: "admin1", PlaceKind.ADMIN2: "admin2"}.get(place.kind, "settlement")
    return found if place.kind is PlaceKind.COUNTRY else {**found, column: place.name}


def _land(iso: str | None) -> str:
    """The name of a country by its code."""
    if iso is None:
        return ""
    known = (e.place.name for found in builtin().exact.values() for e in found if e.place.id == f"ISO:{iso}")
    return next(known, iso)


def _ends(hard: Interval) -> tuple[str, str]:
    low = max(0, int(hard.low or 0))
    return str(low), "" if hard.high is None else str(int(hard.high))
