"""Whom the words around a claim mean, where only a pronoun, or who tells it, says who did what is counted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from corroborate.consistency import vocabulary
from corroborate.consistency.seen import Seen


def with_actors_meant(seen: Sequence[Seen]) -> list[Seen]:
    """The claims in the order given; where a pronoun does what is counted, whoever did so right before."""
    told = list(seen)
    parties = {(s.claim.span.text_id, s.thing, s.actor) for s in seen}
    last: dict[tuple[str, str], Seen] = {}
    for index in sorted(
        range(len(seen)), key=lambda i: (seen[i].claim.span.text_id, seen[i].claim.span.start)
    ):
        s = told[index]
        if s.thing is None:
            continue
        where = s.claim.span.text_id, s.thing
        before = last.get(where)
        if (
            s.stands_in
            and s.actor is None
            and before is not None
            and 0 <= s.claim.sentence[0] - before.claim.sentence[1] <= MEANT
        ):
            s = told[index] = replace(s, actor=before.actor)
        if s.document is not None and before is not None and _is_told_by_pronoun(s, before):
            s = told[index] = replace(s, speaker=before.speaker)
        if s.happens and (party := _party(s, before, parties)) is not None:
            s = told[index] = replace(s, actor=party)
        last[where] = s
    return told


def _party(claim: Seen, before: Seen | None, parties: set[tuple[str, str | None, str | None]]) -> str | None:
    """Who did what is counted where it is told by the party itself; None where the words do not show it."""
    if claim.document is None or claim.speaker in _authors(claim):
        return None
    lead = claim.document.text.content[claim.claim.sentence[0] : claim.claim.span.start]
    if _says_it().search(lead) is not None:
        # "The brigade says it carried out 310 raids": not whoever was spoken of before.
        return claim.speaker
    if claim.actor is not None:
        return None
    if before is not None and before.claim.sentence != claim.claim.sentence and _ITS_SPEAKER.search(lead):
        return before.actor
    return claim.speaker if (claim.claim.span.text_id, claim.thing, claim.speaker) in parties else None


@cache
def _says_it() -> re.Pattern[str]:
    # Whoever "says it counted 45 attacks" did not do them.
    counts = "|".join(str(v) for v in vocabulary.words()["tells_numbers"] if " " not in str(v))
    verbs = "|".join(re.escape(str(v)) for v in vocabulary.words()["reporting"] if " " not in str(v))
    return re.compile(
        rf"\b(?:{verbs})\s+(?:[^,.;“”]{{0,40}}\s)?(?:that\s+)?(?:it|they)\s+"
        rf"(?:(?:has|have|had|also|itself|themselves)\s+){{0,2}}(?!(?:{counts})\b)\w+(?:\s+out)?\s+$",
        re.IGNORECASE,
    )


_ITS_SPEAKER = re.compile(
    r"\b(?:its|their|the\s+(?:group|front|movement|organi[sz]ation)[’']s)\s+(?:[a-z]+\s+)?"
    r"(?:spokes(?:man|woman|person)|leader|commander|chief|head|leadership)\b",
    re.IGNORECASE,
)


def _is_told_by_pronoun(claim: Seen, before: Seen) -> bool:
    """True for "it verified 26 attacks" right after "the mission verified 57": it is the mission."""
    if not 0 <= claim.claim.sentence[0] - before.claim.sentence[1] <= MEANT or claim.document is None:
        return False
    known = len(before.claim.attribution.voices) > 1 or before.speaker not in _authors(before)
    lead = claim.document.text.content[claim.claim.sentence[0] : claim.claim.span.start]
    return known and _tells().search(lead) is not None


def _authors(claim: Seen) -> frozenset[str]:
    if claim.document is None:
        return frozenset()
    return frozenset({claim.document.source.author.casefold(), f"the author of {claim.document.source.id}"})


@cache
def _tells() -> re.Pattern[str]:
    verbs = "|".join(str(v) for v in vocabulary.words()["tells_numbers"] if " " not in str(v))
    return re.compile(
        rf"\b(?:it|they)\s+(?:(?:has|have|had|also|then|now|only)\s+){{0,2}}(?:{verbs})\s+"
        r"(?:that\s+)?[^.;:“”]{0,30}$",
        re.IGNORECASE,
    )


MEANT = 3
"""Code points between the sentence of a pronoun and the one before it, which names whom it means."""
