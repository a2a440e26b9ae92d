"""How a count was come by, and who counted: verified, counted from claims, claimed."""

from __future__ import annotations

import re

from corroborate.model.assessment import Basis
from corroborate.model.attribution import Knowledge, Stance, Voice
from corroborate.model.claim import AnyClaim, Status
from corroborate.model.dossier import Document
from corroborate.model.source import NOT_STATED
from corroborate.weighing.names import Names, without_article

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

_TEXTS = (
    "report survey study poll statement article paper document author editor reporter interviewer text note "
    "letter book memo analysis review release tally count list figure data number headline caption site "
    "website newspaper magazine agency other someone people everybody nobody"
)
TEXTS = frozenset(_TEXTS.split())
"""Last words of voices that are no body of their own: texts, who writes them, and nobody in particular."""

PRONOUNS = frozenset(["he", "she", "it", "they", "we", "i", "you"])
"""Voices that stand for one named elsewhere; a sentence may begin with them."""

PHRASES = {
    Basis.VERIFIED: "verified",
    Basis.COUNTED_CLAIMS: "claims, counted",
    Basis.CLAIMED: "claimed",
    Basis.RECORDED: "recorded in lists",
    Basis.ESTIMATED: "estimated",
    Basis.NOT_STATED: "status not stated",
}
"""How a basis is printed."""


def stated(claim: AnyClaim, sentence: str, names: Names) -> Basis:
    """The basis that the claim's own words and voices give; never inferred from other claims."""
    counted = claim.counted
    status = counted.status if counted else Status.NOT_STATED
    speaker = claim.attribution.speaker
    party = is_party(speaker, claim, sentence, names)
    if status in BY_STATUS:
        basis = BY_STATUS[status]
        return Basis.CLAIMED if basis is Basis.VERIFIED and party else basis
    if party or speaker.stance is Stance.CLAIMS:
        return Basis.CLAIMED
    if speaker.knowledge is Knowledge.VERIFIED or speaker.stance is Stance.CONFIRMS:
        return Basis.VERIFIED
    return Basis.NOT_STATED


def counter(
    claim: AnyClaim, basis: Basis, sentence: str, document: Document | None, names: Names
) -> tuple[str, bool]:
    """Who counted, as printed, and whether the words name it.

    For what a party claims that is the party; else the innermost voice that is not the party and not
    just "the report": one with a name, or a body without one and where it is quoted ("police (Daily)");
    and where there is none, whoever publishes, who may only repeat.
    """
    actor = claim.counted.actor if claim.counted else None
    voices = claim.attribution.voices
    if basis is Basis.CLAIMED:
        return names.party(actor) or names.shown(names.of(claim.attribution.speaker.name)), bool(actor)
    for voice in reversed(voices[1:]):
        if not is_generic(voice.name) and not is_party(voice, claim, sentence, names):
            return names.shown(names.of(proper(voice.name), organs=True)), True
    outer = voices[0].name
    body = next((b for b in (_body(v, claim, sentence, names) for v in reversed(voices[1:])) if b), "")
    publisher = NOT_STATED if document is None else document.source.publisher
    known = basis is not Basis.NOT_STATED
    if body:
        # Of a body without a name it depends on where it is quoted which one that is.
        place = outer if document is None else document.source.name if publisher == NOT_STATED else publisher
        return f"{body} ({names.shown(names.of(place, organs=True))})", True
    if publisher != NOT_STATED and (is_generic(outer) or not known):
        return names.shown(names.of(publisher, organs=True)), known
    return names.shown(names.of(outer, organs=True)), known


def _body(voice: Voice, claim: AnyClaim, sentence: str, names: Names) -> str:
    """A voice that has no name and is nobody's text: "police", "local officials"; "" for any other."""
    bare = without_article(voice.name)
    words = bare.split()
    if not words or not is_generic(bare) or is_party(voice, claim, sentence, names):
        return ""
    last = words[-1].lower()
    return "" if last in PRONOUNS or last.removesuffix("s") in TEXTS else bare


def proper(name: str) -> str:
    """A name without the common nouns after it.

    >>> proper("UN report"), proper("the Afghan Witness")
    ('UN', 'the Afghan Witness')
    """
    parts = name.split()
    while len(parts) > 1 and is_generic(parts[-1]) and not is_generic(" ".join(parts[:-1])):
        parts.pop()
    return " ".join(parts)


def is_generic(name: str) -> bool:
    """True for a voice that is no name: "the report", "an official".

    >>> is_generic("The article"), is_generic("UN"), is_generic("سازمان ملل")
    (True, False, False)
    """
    bare = without_article(name)
    return bare == bare.lower() != bare.upper() or bare.lower() in PRONOUNS


def is_party(voice: Voice, claim: AnyClaim, sentence: str, names: Names) -> bool:
    """True where a voice is the actor of what is counted, or says "we" of it."""
    actor = claim.counted.actor if claim.counted else None
    if actor is None:
        return False
    if names.of(voice.name) == names.of(actor):
        return True
    spoken = len(claim.attribution.voices) > 1 and voice is claim.attribution.speaker
    return spoken and bool(FIRST_PERSON.search(sentence))
