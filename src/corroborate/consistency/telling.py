"""What the clause around a number says, so that two clauses of one wording are known for one statement."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from corroborate.consistency import vocabulary
from corroborate.consistency.events import key
from corroborate.consistency.names import plain
from corroborate.model.claim import AnyClaim, ClaimKind
from corroborate.model.dossier import Document
from corroborate.model.quantity import Dimension

LEAST = 2
"""Weighty words that a clause must have for its wording to say what is counted."""

_COUNTED = frozenset({ClaimKind.COUNT, ClaimKind.MONEY, ClaimKind.MEASURE, ClaimKind.PROPORTION})
_WHERE = re.compile(
    r"\b(?i:in|at|near|across|throughout|around|within|inside|of)\s+(?:[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*)(?:\s+(?:as\s+a\s+whole|[Pp]rovince|district))?"
    r"|\b(?:world|country|nation)-?wide\b|\bnationally\b|\b(?:in|across|throughout)\s+the\s+(?:(?:whole|entire)\s+)?country\b",
)
_QUOTES = re.compile(r"[“”\"]")
_TIME = re.compile(
    r"\b(?:\d+(?:st|nd|rd|th)?|january|february|march|april|may|june|july|august|september|october|november|"
    r"december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|spring|summer|autumn|winter|quarter|half|months?|"
    r"weeks?|years?|days?|period|whole|alone|between|during|throughout|overall|last|this|same)\b",
    re.IGNORECASE,
)


@cache
def _reporting() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    verbs = "|".join(re.escape(str(v)) for v in vocabulary.words()["reporting"])
    saying = r"said|says|say|added|adds|stated|states|wrote|writes|insisted|insists|announced|announces"
    return (
        re.compile(
            rf"^.{{0,160}}?\b(?:{verbs})\b(?:\s+[\w’']+){{0,4}}?\s+that\s+|^[^.;:“”\"]{{2,110}}?\s(?:{saying})\s+",
            re.IGNORECASE | re.DOTALL,
        ),
        re.compile(rf"[,”\"]\s*[^,“\"]{{0,120}}\b(?:{verbs})\b.*$", re.IGNORECASE | re.DOTALL),
        re.compile(r"^\s*(?:according\s+to|in\s+the\s+words\s+of)\b[^,]{0,80},\s*", re.IGNORECASE),
    )


def telling(claim: AnyClaim, document: Document | None) -> frozenset[str]:
    """The weighty words of the clause around a number, without the number, times, and who says it.

    Empty where the claim has no number, its document is not given, or the clause says too little.
    """
    quantity = claim.quantity
    if document is None or quantity is None or claim.kind not in _COUNTED:
        return frozenset()
    at = claim.quantity_span or claim.span
    if quantity.dimension is Dimension.ORDINAL:
        return frozenset()
    content = document.text.content
    start, end = claim.sentence
    before, after = content[start : at.start], content[at.end : end]
    number = content[at.start : at.end].replace(quantity.core, " ", 1)
    head, tail, says = _reporting()
    before = _without_label(says.sub("", head.sub("", before, count=1), count=1), claim)
    parts = _QUOTES.split(before)
    before = parts[-1] if len(parts) > 1 and parts[-1].strip() else before
    after = tail.sub("", after, count=1)
    after = _QUOTES.split(after)[0]
    words = _TIME.sub(" ", f"{before} {number} {after}")
    placed = claim.place is not None and claim.place.country is not None
    if placed:
        # Where it was is compared by itself.
        words = _WHERE.sub(" ", words)
    speaker = key(claim.attribution.speaker.name)
    found = frozenset(w for w in key(words) if w not in _weightless()) - speaker
    if placed and claim.place is not None:
        found -= key(claim.place.name)
    return found if len(found) >= LEAST - placed else frozenset()


_LABEL = re.compile(r"^\s*(?P<who>[^:“”\"\n]{2,60}?):\s+")
_GIVES = re.compile(
    r"^.{0,80}?\b(?:figure|number|count|estimate|toll|total|tally)\s+(?:is|was)\s+(?:that|of)\s+",
    re.IGNORECASE,
)


def _without_label(before: str, claim: AnyClaim) -> str:
    """Without who speaks before a colon, "State media: …", and without "the ministry's figure is that"."""
    found = _LABEL.match(before)
    if found is not None:
        who = found["who"]
        known = set(re.split(r"\W+", who.casefold())) & set(vocabulary.words()["tellers"])
        if known or who.isupper() or plain(who) == plain(claim.attribution.speaker.name):
            before = before[found.end() :]
    return _GIVES.sub("", before, count=1)


_PRONOUN = re.compile(r"\b(?:it|they|he|she|we)\s+(?:\w+\s+){1,4}$", re.IGNORECASE)


def stands_in(claim: AnyClaim, document: Document | None) -> bool:
    """True where a pronoun stands for whoever does what is counted: "it took 1,700 calls"."""
    if document is None or claim.quantity is None:
        return False
    at = (claim.quantity_span or claim.span).start
    return _PRONOUN.search(document.text.content[max(claim.sentence[0], at - 60) : at]) is not None


@cache
def _weightless() -> frozenset[str]:
    lists = ("pronouns", "reporting", "groups", "telling_small")
    return frozenset(w for name in lists for entry in vocabulary.words()[name] for w in key(str(entry)))


def flows(claim: AnyClaim, document: Document | None) -> bool:
    """True where the clause tells of doing something so many times, and not of how many there are or held."""
    if document is None or claim.window is None:
        return False
    start, end = claim.sentence
    return _tells_of_deeds(document.text.content[start:end])


@lru_cache(maxsize=4096)
def _tells_of_deeds(sentence: str) -> bool:
    lists = vocabulary.words()
    words = set(_WORD.findall(_PERFECT.sub(r"\1", sentence.casefold())))
    if words & set(lists["states"]):
        return False
    return bool(words & set(lists["deeds"])) or any(len(w) > 4 and w.endswith("ed") for w in words)


_WORD = re.compile(r"[^\W\d_]+")
_PERFECT = re.compile(
    r"\b(?:has|have|had)\s+(?:[a-z]+ly\s+|also\s+|now\s+|already\s+|since\s+)?([a-z]{3,}ed)\b"
)
"""What has been done: here "have" is no verb of how things stand."""
