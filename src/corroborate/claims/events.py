"""Which event a date belongs to, in words, and whom it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corroborate.claims.clauses import Clause, clause_of, clauses
from corroborate.claims.counted.actors import Resolve, name_of, subject_of
from corroborate.claims.counted.phrase import before, chunk
from corroborate.claims.scene import Scene
from corroborate.claims.time import TimeMention, TimeRole
from corroborate.claims.words import Word
from corroborate.lexicons import load

LONGEST = 14
"""Words of an event at most; the rest of a long clause says nothing more of what happened."""
_SMALL = frozenset({"ADP", "DET", "PUNCT", "CCONJ", "SCONJ"})


@dataclass(frozen=True, slots=True)
class Event:
    """The words of an event with their offsets, and the name of its subject."""

    words: str
    start: int
    end: int
    subject: str | None = None


def event_of(scene: Scene, mention: TimeMention, sentence: tuple[int, int], resolve: Resolve) -> Event | None:
    """What a date dates: the noun of an event right before it, or the verb of its clause."""
    if mention.event is not None and not _dated(scene, mention):
        start, end = mention.event
        return Event(scene.content[start:end], start, end)
    words = scene.words
    at = scene.word_at(mention.outer[0])
    noun = _noun_before(scene, at, sentence) or _noun_after(scene, scene.word_at(mention.end), sentence)
    if noun is not None:
        return noun
    first, last = scene.word_at(sentence[0]), scene.word_at(sentence[1])
    found = clauses(words, first, last, [t.outer for t in scene.within(scene.times, *sentence)])
    clause = found[clause_of(found, min(at, last - 1))] if last > first else None
    if clause is None:
        return None
    verb = _verb(scene, clause, at)
    return None if verb is None else _told(scene, clause, verb, mention, sentence, resolve)


def _dated(scene: Scene, mention: TimeMention) -> bool:
    """True where the words of the event are themselves a date: "three months from 1 November"."""
    assert mention.event is not None
    text = scene.content[slice(*mention.event)]
    inside = any(
        t is not mention
        and t.role is TimeRole.POINT
        and t.start <= mention.event[0]
        and t.end >= mention.event[1]
        for t in scene.within(scene.times, max(0, mention.event[0] - 40), mention.event[1])
    )
    return inside and any(c.isdigit() for c in text) and any(c.isspace() for c in text)


def _noun_before(scene: Scene, at: int, sentence: tuple[int, int]) -> Event | None:
    """Such as "the hasty US withdrawal in 2021": an event's noun with nothing but "in" between."""
    data = load("counted", scene.language)["event_nouns"]
    words = scene.words
    k = at
    while k > 0 and words[k - 1].tag in {"ADP"} and words[k - 1].start >= sentence[0]:
        k -= 1
    if k == at:
        return None
    phrase = before(words, k, sentence[0])
    if phrase is None:
        return None
    for j in range(phrase.first, phrase.last):
        if _names_event(words[j], data):
            start, end = words[phrase.first].start, words[phrase.last - 1].end
            return Event(scene.content[start:end], start, end)
    return None


def _noun_after(scene: Scene, k: int, sentence: tuple[int, int]) -> Event | None:
    """Such as "the 2020 Doha agreement": the head of the nouns right after a date is an event."""
    words = scene.words
    if k >= len(words) or words[k].lower in {"'s", "’s"}:
        return None
    phrase = chunk(words, k, sentence[1])
    if phrase is None or not _names_event(words[phrase.head], load("counted", scene.language)["event_nouns"]):
        return None
    start, end = words[phrase.first].start, words[phrase.last - 1].end
    return Event(scene.content[start:end], start, end)


def _names_event(word: Word, data: Mapping[str, Sequence[str]]) -> bool:
    return word.tag == "NOUN" and (word.lemma in data["nouns"] or word.lemma.endswith(tuple(data["endings"])))


def _verb(scene: Scene, clause: Clause, at: int) -> int | None:
    """The verb of a date: the last one before it in its clause, or else the first one after it."""
    words = scene.words
    before = [j for j in range(clause.first, min(at, clause.last)) if words[j].tag == "VERB"]
    if before:
        return before[-1]
    return next((j for j in range(at, clause.last) if words[j].tag == "VERB"), None)


def _told(
    scene: Scene,
    clause: Clause,
    verb: int,
    mention: TimeMention,
    sentence: tuple[int, int],
    resolve: Resolve,
) -> Event | None:
    words = scene.words
    subject = subject_of(words, verb, sentence)
    first = subject[0] if subject is not None and subject[0] >= clause.first else verb
    last = verb + 1
    start, end = mention.outer
    while last < clause.last and last - first < LONGEST and words[last].text not in {",", ".", ";", "?", "!"}:
        if words[last].start < end and words[last].end > start:
            break
        last += 1
    if words[first].start < end and words[last - 1].end > start and first < verb:
        first = verb
    while last - 1 > verb and (words[last - 1].tag in _SMALL):
        last -= 1
    while first < verb and words[first].start < end and words[first].end > start:
        first += 1
    a, b = words[first].start, words[last - 1].end
    name = name_of(words, subject[0], subject[1], resolve) if subject is not None else None
    return Event(scene.content[a:b], a, b, name)
