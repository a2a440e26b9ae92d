"""Claims of none, little, some and all: "no external support", "all the guns"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from corroborate.claims.attach import Attacher
from corroborate.claims.counted.actors import actor_of
from corroborate.claims.counted.phrase import Phrase, chunk
from corroborate.claims.counted.thing import Thing, counted
from corroborate.claims.counted.vocabulary import vocabulary
from corroborate.claims.identity import READER, claim_id
from corroborate.claims.members import Members
from corroborate.claims.scene import Scene
from corroborate.lexicons import load
from corroborate.model.claim import Claim, ClaimKind
from corroborate.model.interval import Interval
from corroborate.model.quantity import Dimension, Hedge, Quantity
from corroborate.model.window import Window


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that say none, little, some or all, and the two readings."""

    words: tuple[str, ...]
    kind: ClaimKind
    hard: Interval
    usual: Interval
    dimension: Dimension
    needs: str


@cache
def _cues(language: str) -> tuple[Mapping[str, tuple[Cue, ...]], frozenset[str]]:
    data: Mapping[str, Any] = load("existence", language)
    found: dict[str, list[Cue]] = {}
    for entry in data["cues"]:
        share = entry["share"]
        for phrase in entry["words"]:
            cue = Cue(
                tuple(phrase),
                ClaimKind.PROPORTION if share else ClaimKind.EXISTENCE,
                Interval(*entry["hard"]),
                Interval(*entry["usual"]),
                Dimension.SHARE if share else Dimension.OTHER,
                entry.get("needs", "noun"),
            )
            found.setdefault(phrase[0], []).append(cue)
    idioms = frozenset(data["idioms"])
    return {k: tuple(sorted(v, key=lambda c: -len(c.words))) for k, v in found.items()}, idioms


def existence_claims(scene: Scene, members: Members) -> Iterator[Claim]:
    """A claim for every "none", "little", "some of" and "all" with the noun that it is said of."""
    cues, idioms = _cues(scene.language)
    k = 0
    words = scene.words
    while k < len(words):
        cue = _cue_at(scene, k, cues)
        if cue is None:
            k += 1
            continue
        claim = _claim(scene, k, cue, idioms, members)
        if claim is not None:
            yield claim
        k += len(cue.words)


def _cue_at(scene: Scene, k: int, cues: Mapping[str, tuple[Cue, ...]]) -> Cue | None:
    words = scene.words
    for cue in cues.get(words[k].lower, ()):
        if tuple(w.lower for w in words[k : k + len(cue.words)]) == cue.words:
            return cue
    return None


def _claim(scene: Scene, k: int, cue: Cue, idioms: frozenset[str], members: Members) -> Claim | None:
    words = scene.words
    sentence = scene.sentence(words[k].start)
    after = k + len(cue.words)
    start = k
    if cue.needs == "negation" and (found := _negation(scene, k, sentence)) is not None:
        start = found
    elif cue.needs == "negation":
        return None
    phrase = _noun(scene, after, sentence, definite=cue.needs == "definite")
    if phrase is None or words[phrase.head].lemma in idioms or words[phrase.first].lower in idioms:
        return None
    known = vocabulary(scene.language)
    thing = counted(words, phrase, scene.measures, known)
    actor = actor_of(
        words, (start, after), Thing(thing, phrase.first, phrase.last), sentence, known, members.resolve
    )
    first, last = words[start].start, words[phrase.last - 1].end
    core = scene.content[words[k].start : words[after - 1].end]
    quantity = Quantity(
        cue.hard,
        cue.usual,
        scene.content[first:last],
        core,
        Hedge.VAGUE if not cue.hard.is_exact else Hedge.NONE,
        cue.dimension,
    )
    attribution = scene.voices.attribution(first, last)
    when, at = _when(scene, first, last, sentence)
    return Claim(
        id=claim_id(scene.document.text.id, first, last, cue.kind),
        source_id=scene.document.source.id,
        span=scene.span(first, last),
        kind=cue.kind,
        attribution=attribution,
        reader=READER,
        sentence=sentence,
        quantity=quantity,
        quantity_span=scene.span(first, last),
        counted=members.told(replace(thing, actor=actor), attribution),
        window=when,
        window_span=scene.span(*at) if at is not None else None,
        modality=scene.voices.modality(first, last),
    )


def _when(
    scene: Scene, start: int, end: int, sentence: tuple[int, int]
) -> tuple[Window | None, tuple[int, int] | None]:
    """The window that the same clause gives."""
    found = Attacher(scene, sentence, [(start, end)]).window(0, happens=False)
    return (None, None) if found is None else (found.window, (found.start, found.end))


def _noun(scene: Scene, k: int, sentence: tuple[int, int], *, definite: bool) -> Phrase | None:
    words = scene.words
    seen = False
    while (
        k < len(words)
        and words[k].start < sentence[1]
        and (
            words[k].tag in {"DET"}
            or words[k].lower in {"of", "our", "their", "its", "his", "her", "my", "your"}
        )
    ):
        seen = True
        k += 1
    if definite and not seen:
        return None
    return chunk(words, k, sentence[1])


def _negation(scene: Scene, k: int, sentence: tuple[int, int]) -> int | None:
    """The negated auxiliary before "any": "aren’t receiving any"; None where nothing is negated."""
    words = scene.words
    for j in range(k - 1, max(-1, k - 5), -1):
        if words[j].start < sentence[0] or words[j].tag in {"PUNCT", "CCONJ"}:
            return None
        if words[j].lower in {"n't", "not", "never", "without"}:
            return j - 1 if j > 0 and words[j - 1].tag == "AUX" and words[j].lower != "without" else j
    return None
