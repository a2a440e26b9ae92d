"""Claims of whom a group is made up: "our team is all volunteers", "most members are farmers"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from corroborate.claims.counted.phrase import Phrase
from corroborate.claims.counted.thing import counted
from corroborate.claims.counted.vocabulary import vocabulary
from corroborate.claims.existence import noun_phrase, window_in
from corroborate.claims.existence_cues import cues
from corroborate.claims.identity import READER, claim_id
from corroborate.claims.members import Members
from corroborate.claims.scene import Scene
from corroborate.lexicons import load
from corroborate.model.claim import Claim, ClaimKind
from corroborate.model.interval import Interval
from corroborate.model.quantity import Dimension, Hedge, Quantity

REACH = 9
"""Words of a group at most."""

_ALL = Interval.exactly(1)
_PART, _USUAL_PART = Interval(0, 1), Interval(0.01, 0.95)
_STOPS = frozenset({",", ";", ":", "—", "–", "“", "”", '"', "(", ")", ".", "?", "!"})
_OWNED = frozenset({"of", "the", "our", "their", "its", "these", "those"})
_DENIED = frozenset({"n't", "n’t", "not"})
_VERBS = frozenset({"AUX", "VERB"})
_JOINTS = frozenset({"that", "which", "who", "but", "because", "while", "and", "though", "although"})


@dataclass(frozen=True)
class _Lexicon:
    """The word lists, phrases as tuples of words."""

    phrases: dict[str, frozenset[tuple[str, ...]]]
    words: dict[str, frozenset[str]]
    lengths: dict[str, dict[str, tuple[int, ...]]]
    """By list and first word, how many words its phrases have, longest first."""

    def at(self, key: str, lowers: Sequence[str], k: int) -> int:
        """How many words of the longest phrase of a list stand at word ``k``; 0 for none."""
        if not 0 <= k < len(lowers):
            return 0
        for length in self.lengths[key].get(lowers[k], ()):
            if tuple(lowers[k : k + length]) in self.phrases[key]:
                return length
        return 0


@cache
def _lexicon(language: str) -> _Lexicon:
    data = load("composition", language)
    phrases = {key: frozenset(tuple(str(p).split()) for p in entries) for key, entries in data.items()}
    return _Lexicon(
        phrases,
        {key: frozenset(str(p) for p in entries) for key, entries in data.items()},
        {key: _lengths(found) for key, found in phrases.items()},
    )


def _lengths(phrases: frozenset[tuple[str, ...]]) -> dict[str, tuple[int, ...]]:
    found: dict[str, set[int]] = {}
    for phrase in phrases:
        found.setdefault(phrase[0], set()).add(len(phrase))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}


@dataclass(frozen=True, slots=True)
class _Found:
    """A statement of who makes up a group: words ``[first, last)``, the members, the group's words."""

    first: int
    last: int
    members: Phrase
    group: tuple[int, int]
    is_all: bool


def composition_claims(scene: Scene, members: Members) -> Iterator[Claim]:
    """A claim for every group that is said to be made up of some sort of members, wholly or in part.

    ``counted`` are the members, ``subject`` the words of the group; the quantity is the members' share.
    """
    lexicon = _lexicon(scene.language)
    takes = lexicon.words["takes"] | {"be"}
    openings = dict.fromkeys(scene.where(lexicon.lengths["part_of"].keys() | {"only"}))
    verbs = [k for k, w in enumerate(scene.words) if w.lemma in takes and w.tag in _VERBS]
    for k in sorted(openings.keys() | verbs) if openings else verbs:
        found = None
        if k not in openings or (scene.words[k].tag in _VERBS and scene.words[k].lemma in takes):
            found = _verb(scene, k, lexicon)
        elif scene.lowers[k] == "only":
            found = _belonging(scene, k, k + 1, lexicon, is_all=True)
        elif n := lexicon.at("part_of", scene.lowers, k):
            found = _belonging(scene, k, k + n, lexicon, is_all=False)
        if found is not None:
            yield _claim(scene, found, members)


def _verb(scene: Scene, k: int, lexicon: _Lexicon) -> _Found | None:
    words, lowers = scene.words, scene.lowers
    begin, end = scene.sentence(words[k].start)
    last = scene.word_at(end)
    is_be = words[k].lemma == "be"
    j, composed, flag = k + 1, False, None
    if k > 0 and lowers[k - 1] == "only":
        flag = True
    while j < last:
        if (n := lexicon.at("wholly", lowers, j)) > 0:
            flag, j = True, j + n
        elif (n := lexicon.at("partly", lowers, j)) > 0:
            flag, j = False, j + n
        elif lowers[j] in lexicon.words["composed"] and is_be:
            composed, j = True, j + 1
        elif lowers[j] in lexicon.words["joints"] and (composed or not is_be):
            j += 1
        else:
            break
    if lowers[j - 1] in _DENIED or (j < last and lowers[j] in _DENIED):
        return None
    placed = is_be and flag is True and not composed and _placed(scene, k, j, last, lexicon)
    if placed:
        return placed
    while j < last and lowers[j] in _OWNED:
        j += 1
    phrase = noun_phrase(words, j, end, cues(scene.language))
    if phrase is None or phrase.first != j or words[phrase.head].form != "plural":
        return None
    stop = phrase.last
    group, quantified = _group(scene, k, scene.word_at(begin), lexicon)
    if (n := lexicon.at("closing", lowers, stop)) > 0:
        flag, stop = True, stop + n
    elif composed and (n := lexicon.at("opening", lowers, stop)) > 0 and words[stop].text != ",":
        flag, stop = False, stop + n
    elif not is_be and flag is None and words[k].lemma in lexicon.words["includes"]:
        flag = False
    if quantified is not None and is_be and not composed:
        flag = quantified
    if flag is None or group[0] >= group[1]:
        return None
    begins = group[0] if quantified is not None else k - (words[k - 1].lower == "only")
    return _Found(begins, stop, phrase, group, flag)


def _placed(scene: Scene, k: int, j: int, last: int, lexicon: _Lexicon) -> _Found | None:
    """Such as "our bases are all in the country": where all of a group are."""
    lowers = scene.lowers
    if (
        j >= last
        or lowers[j] not in lexicon.words["places"]
        or lowers[k + 1] not in lexicon.words["all_placed"]
    ):
        return None
    end = scene.sentence(scene.words[k].start)[1]
    first = j + 1
    while first < last and (lowers[first] in _OWNED or lowers[first] == "a"):
        first += 1
    phrase = noun_phrase(scene.words, first, end, cues(scene.language)) if first < last else None
    group, _ = _group(scene, k, scene.word_at(scene.sentence(scene.words[k].start)[0]), lexicon)
    if phrase is None or phrase.first != first or group[0] >= group[1]:
        return None
    head = scene.words[phrase.head]
    named = scene.places_in(scene.words[phrase.first].start, head.end)
    area = scene.measures.match(head.lemma)
    where = named or area == "area" or (area is not None and "area" in scene.measures.broader(area))
    if not where and head.lower not in lexicon.words["countries"]:
        return None
    return _Found(k + 1, phrase.last, phrase, group, True)


def _group(scene: Scene, k: int, first: int, lexicon: _Lexicon) -> tuple[tuple[int, int], bool | None]:
    """The words of the group before a verb, and whether all or a part of it is meant, None for neither."""
    words, start = scene.words, k
    while start > first and k - start < REACH:
        before = words[start - 1]
        if before.text in _STOPS or before.lower in _JOINTS:
            break
        start -= 1
    if lexicon.at("part_of", scene.lowers, start):
        return (start, k), False
    if any(w.lower in lexicon.words["shares"] for w in words[start : min(k, start + 4)]):
        return (start, k), False
    if lexicon.at("all_of", scene.lowers, start):
        return (start, k), True
    return (start, k), None


def _belonging(scene: Scene, k: int, after: int, lexicon: _Lexicon, *, is_all: bool) -> _Found | None:
    """Such as "only volunteers serve in our unit" and "a number of clerics have joined the council"."""
    words = scene.words
    begin, end = scene.sentence(words[k].start)
    if k > scene.word_at(begin) and words[k - 1].text not in _STOPS and words[k - 1].lower not in _JOINTS:
        return None
    while not is_all and after < len(words) and words[after].lower in _OWNED:
        after += 1
    phrase = noun_phrase(words, after, end, cues(scene.language))
    if phrase is None or phrase.first != after or words[phrase.head].form != "plural":
        return None
    at = phrase.last
    while at < len(words) and words[at].lower in {"have", "had", "also", "now", "still"}:
        at += 1
    if at >= len(words) or words[at].start >= end or words[at].lemma not in lexicon.words["belongs"]:
        return None
    stop = at + 1
    while (
        stop < len(words) and words[stop].start < end and stop - at < REACH and words[stop].text not in _STOPS
    ):
        stop += 1
    if words[at].lemma == "be" and (stop == at + 1 or words[at + 1].lower not in lexicon.words["within"]):
        return None
    return _Found(k, stop, phrase, (at + 1, stop), is_all) if stop > at + 1 else None


def _claim(scene: Scene, found: _Found, members: Members) -> Claim:
    words = scene.words
    first, last = words[found.first].start, words[found.last - 1].end
    told = scene.content[first:last]
    attribution = scene.voices.attribution(first, last)
    group = scene.content[words[found.group[0]].start : words[found.group[1] - 1].end]
    thing = counted(words, found.members, scene.measures, vocabulary(scene.language))
    hard, usual = (_ALL, _ALL) if found.is_all else (_PART, _USUAL_PART)
    hedge = Hedge.NONE if found.is_all else Hedge.VAGUE
    sentence = scene.sentence(first)
    when, where = window_in(scene, first, last, sentence)
    return Claim(
        id=claim_id(scene.document.text.id, first, last, ClaimKind.PROPORTION),
        source_id=scene.document.source.id,
        span=scene.span(first, last),
        kind=ClaimKind.PROPORTION,
        attribution=attribution,
        reader=READER,
        sentence=sentence,
        quantity=Quantity(hard, usual, told, told, hedge, Dimension.SHARE),
        quantity_span=scene.span(first, last),
        counted=members.told(thing, attribution),
        window=when,
        window_span=scene.span(*where) if where is not None else None,
        modality=scene.voices.modality(first, last),
        subject=group,
    )
