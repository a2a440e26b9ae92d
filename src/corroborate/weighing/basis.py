"""How a count was come by, and who counted: verified, counted from claims, claimed."""

from __future__ import annotations

import re

from corroborate.model.assessment import Basis
from corroborate.model.attribution import Knowledge, Stance, Voice
from corroborate.model.claim import AnyClaim, Status
from corroborate.weighing.names import Names

BY_STATUS = {
    Status.VERIFIED: Basis.VERIFIED,
    Status.CONFIRMED: Basis.VERIFIED,
    Status.CLAIMED: Basis.CLAIMED,
    Status.ALLEGED: Basis.CLAIMED,
    Status.COUNTED_CLAIMS: Basis.COUNTED_CLAIMS,
}
"""What the words of a count say outright."""

FIRST_PERSON = re.compile(r"\b(?:we|our|us|ours|i|my|mine)\b", re.IGNORECASE)
"""A speaker who says this of what is counted speaks for the party."""

PHRASES = {
    Basis.VERIFIED: "verified",
    Basis.COUNTED_CLAIMS: "claims, counted",
    Basis.CLAIMED: "claimed",
    Basis.NOT_STATED: "status not stated",
}
"""How a basis is printed."""


def stated(claim: AnyClaim, names: Names) -> Basis:
    """The basis that the claim's own words and voices give; never inferred from other claims."""
    counted = claim.counted
    status = counted.status if counted else Status.NOT_STATED
    if status in BY_STATUS:
        basis = BY_STATUS[status]
        if basis is Basis.VERIFIED and _is_party(claim.attribution.speaker, claim, names):
            return Basis.CLAIMED
        return basis
    speaker = claim.attribution.speaker
    if _is_party(speaker, claim, names) or speaker.stance is Stance.CLAIMS:
        return Basis.CLAIMED
    if speaker.knowledge is Knowledge.VERIFIED or speaker.stance is Stance.CONFIRMS:
        return Basis.VERIFIED
    return Basis.NOT_STATED


def counter(claim: AnyClaim, basis: Basis, names: Names) -> str:
    """Who counted, as printed: for what a party claims, the party; else the innermost other voice."""
    actor = claim.counted.actor if claim.counted else None
    if basis is Basis.CLAIMED:
        return names.party(actor) or names.shown(names.of(claim.attribution.speaker.name))
    for voice in reversed(claim.attribution.voices):
        if not _is_party(voice, claim, names):
            return names.shown(names.of(voice.name, organs=True))
    return names.shown(names.of(claim.attribution.outermost.name))


def _is_party(voice: Voice, claim: AnyClaim, names: Names) -> bool:
    actor = claim.counted.actor if claim.counted else None
    if actor is None:
        return False
    if names.of(voice.name) == names.of(actor):
        return True
    spoken = len(claim.attribution.voices) > 1 and voice is claim.attribution.speaker
    return spoken and bool(FIRST_PERSON.search(claim.span.quote))
