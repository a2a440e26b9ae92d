"""Claims that one event came before or after another: "the bridge was finished before the war began"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from corroborate.claims.identity import READER, claim_id
from corroborate.claims.scene import Scene
from corroborate.claims.time import TimeRole
from corroborate.claims.words import Word
from corroborate.lexicons import load
from corroborate.model.claim import Claim, ClaimKind
from corroborate.model.window import Anchor, AnchorKind, DayRange, Window

LONGEST = 16
"""Words of an event at most."""

_OPEN = DayRange(None, None)
_EDGES = frozenset({",", ";", ":", "—", "–", "“", "”", '"', "(", ")", ".", "?", "!"})
_PAST = frozenset({"past", "part"})
_TIMES = frozenset({TimeRole.POINT, TimeRole.SPAN, TimeRole.ELAPSED, TimeRole.DURATION, TimeRole.AGE})


@dataclass(frozen=True, slots=True)
class _Link:
    """Order words: the words ``[first, last)``, and whether they are a verb between two nouns."""

    first: int
    last: int
    is_verb: bool


def order_claims(scene: Scene) -> Iterator[Claim]:
    """A claim for every "before" and "after" between two events that are told as past.

    ``event`` is the event told of, the window's anchor names the other; ``window_span`` are the order words.
    Habits, denials, and points in time and space ("before noon", "before the court") claim no order.
    """
    data = load("order", scene.language)
    words = scene.words
    verbs = frozenset(data["verbs"])
    links = frozenset(tuple(str(p).split()) for p in data["links"])
    firsts = verbs | {link[0] for link in links}
    done = 0
    for k in scene.where(firsts):
        link = _link(words, k, links, verbs) if k >= done else None
        if link is None:
            continue
        claim = _claim(scene, link, data)
        if claim is not None:
            yield claim
        done = link.last


def _link(
    words: Sequence[Word], k: int, links: frozenset[tuple[str, ...]], verbs: frozenset[str]
) -> _Link | None:
    for length in (3, 2, 1):
        if tuple(w.lower for w in words[k : k + length]) in links:
            return _Link(k, k + length, is_verb=False)
    if words[k].lower in verbs:
        by = k + 1 < len(words) and words[k + 1].lower == "by"
        return _Link(k, k + 1 + by, is_verb=True)
    return None


def _claim(scene: Scene, link: _Link, data: Mapping[str, Any]) -> Claim | None:
    words = scene.words
    sentence = scene.sentence(words[link.first].start)
    first, last = scene.word_at(sentence[0]), scene.word_at(sentence[1])
    inner = {w.lower for w in words[first:last]}
    if inner & set(data["habits"]) or words[last - 1].text == "?":
        return None
    right = _ahead(words, link.last, last)
    if link.first <= first + 1 and not link.is_verb:
        comma = right[1]
        if comma >= last or words[comma].text != ",":
            return None
        left = _ahead(words, comma + 1, last)
    else:
        left = _behind(words, link.first, first, frozenset(data["between"]))
    if left[0] >= left[1] or right[0] >= right[1]:
        return None
    if not _happened(words, left, link, data, main=True) or not _happened(
        words, right, link, data, main=False
    ):
        return None
    if any(_is_timed(scene, words[side[i]].start) for side, i in ((right, 0), (left, 0))):
        return None
    if not link.is_verb and _is_measured(scene, words[link.first].start):
        return None
    start = min(words[left[0]].start, words[link.first].start)
    end = max(words[left[1] - 1].end, words[right[1] - 1].end)
    event, other = (scene.content[words[a].start : words[b - 1].end] for a, b in (left, right))
    told = scene.content[words[link.first].start : words[link.last - 1].end]
    return Claim(
        id=claim_id(scene.document.text.id, start, end, ClaimKind.ORDER),
        source_id=scene.document.source.id,
        span=scene.span(start, end),
        kind=ClaimKind.ORDER,
        attribution=scene.voices.attribution(start, end),
        reader=READER,
        sentence=sentence,
        window=Window(_OPEN, _OPEN, told, Anchor(AnchorKind.EVENT, None, other)),
        window_span=scene.span(words[link.first].start, words[link.last - 1].end),
        modality=scene.voices.modality(start, end),
        event=event,
    )


def _ahead(words: Sequence[Word], k: int, last: int) -> tuple[int, int]:
    """The words of an event from ``k`` on, to the end of its clause."""
    end = k
    while end < last and end - k < LONGEST and words[end].text not in _EDGES:
        if end > k and (words[end].tag == "SCONJ" or words[end].lower in {"who", "which"}):
            break
        end += 1
    return k, end


def _behind(words: Sequence[Word], k: int, first: int, between: frozenset[str]) -> tuple[int, int]:
    """The words of an event that ends before ``k``, without "shortly" and "only"."""
    end = k
    while end > first and words[end - 1].lower in between:
        end -= 1
    start = end
    while start > first and end - start < LONGEST and words[start - 1].text not in _EDGES:
        if words[start - 1].tag == "SCONJ" or words[start - 1].lower == "that":
            break
        start -= 1
    return start, end


def _happened(
    words: Sequence[Word], at: tuple[int, int], link: _Link, data: Mapping[str, Any], *, main: bool
) -> bool:
    """True where the words tell of something that came about: a past verb, or the noun of an event."""
    inside = words[at[0] : at[1]]
    if any(w.lower in data["negators"] or w.lower in data["moods"] for w in inside):
        return False
    if any(a.lower == "to" and b.tag == "VERB" and b.form == "base" for a, b in pairwise(inside)):
        return False
    if any(w.tag == "VERB" and w.form in _PAST for w in inside):
        return not link.is_verb
    present = any(w.tag == "AUX" or (w.tag == "VERB" and w.form == "s") for w in inside)
    if present or (main and not link.is_verb):
        return False
    names = load("counted", "en")["event_nouns"]
    nouns = [w for w in inside if w.tag == "NOUN"]
    return any(w.lemma in names["nouns"] or w.lemma.endswith(tuple(names["endings"])) for w in nouns) or any(
        w.lemma in data["nouns"] for w in nouns
    )


def _is_timed(scene: Scene, offset: int) -> bool:
    """True where a time expression starts at an offset: "before Monday" tells a day and no other event."""
    return any(
        t.role in _TIMES and t.start <= offset < t.end for t in scene.within(scene.times, *_near(offset))
    )


def _is_measured(scene: Scene, offset: int) -> bool:
    """True after a length of time: "two years before the war" is read as elapsed time."""
    return any(
        t.role in _TIMES and offset - 2 <= t.end and t.start < offset + 2
        for t in scene.within(scene.times, *_near(offset))
    )


def _near(offset: int) -> tuple[int, int]:
    return max(0, offset - 60), offset + 1
