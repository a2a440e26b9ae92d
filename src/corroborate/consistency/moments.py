"""When ages hold and who was born when, where a claim leaves it to the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corroborate.model.claim import AnyClaim, ClaimKind, Modality
from corroborate.model.dossier import Document
from corroborate.model.window import Anchor, AnchorKind, Granularity, Window

_BORN = re.compile(
    r"((?:[A-Z][\w’'-]+\s+){1,4}|I\s+|[Hh]e\s+|[Ss]he\s+)(?:(?:was|were)\s+)?born\s+(?:in|on)\s+$"
)
_APPOSITIVE = re.compile(r"\s*,\s+(?:an?\s+|the\s+)?([a-z]+)")
_PRESENT = re.compile(
    r"(?:said|told|says|tells|is|has|lives|leads|works|heads|runs|serves|remains|plans|wants)$"
)


@dataclass(frozen=True, slots=True)
class Birth:
    """Somebody's birth as an event."""

    subject: str
    event: str = "born"


def is_told(claim: AnyClaim, document: Document | None) -> bool:
    """True for what is claimed of the world: asserted words, and a past age within a wish or a guess.

    "It must have been hard for you, aged 11 when he died" wishes and guesses, but not the age.
    """
    if claim.modality is Modality.ASSERTED:
        return True
    published = document.published if document is not None else None
    if claim.kind is not ClaimKind.AGE or claim.modality is not Modality.GOAL or claim.window is None:
        return False
    end = claim.window.end.last
    return published is not None and published.first is not None and end is not None and end < published.first


def birth_of(claim: AnyClaim, document: Document | None) -> Birth | None:
    """The birth that a date without an event tells of: "Karim Daud was born in 1970"."""
    if claim.kind is not ClaimKind.DATE or document is None:
        return None
    content = document.text.content
    found = _BORN.search(content[max(claim.sentence[0], claim.span.start - 80) : claim.span.start])
    if found is None or (claim.event is not None and "born" not in claim.event):
        return None
    return Birth(claim.subject or found.group(1).strip())


def window_of(claim: AnyClaim, document: Document | None) -> Window | None:
    """The window of a claim; for an age set off by commas before a present verb, the publication.

    "Karim Daud, 35, lives abroad" says how old he is on the day; "Karim Daud, 35, was killed" does not.
    """
    if claim.window is not None or claim.kind is not ClaimKind.AGE or claim.event or document is None:
        return claim.window
    content, published = document.text.content, document.published
    before = content[max(0, claim.span.start - 2) : claim.span.start]
    after = _APPOSITIVE.match(content, claim.span.end)
    if published is None or before != ", " or after is None or not _PRESENT.match(after.group(1)):
        return None
    return Window(
        published, published, claim.span.quote, Anchor(AnchorKind.PUBLISHED, published), Granularity.DAY
    )
