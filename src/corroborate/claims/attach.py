"""Which window and which place belong to which number of a sentence."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corroborate.claims.clauses import Clause, clause_of, clauses, directly_after
from corroborate.claims.places import PlaceMention
from corroborate.claims.scene import Scene
from corroborate.claims.time import TimeMention, TimeRole
from corroborate.lexicons import load
from corroborate.model.window import Window

_INSIDE = frozenset({"in", "at", "near"})
_PLACED = frozenset({TimeRole.POINT, TimeRole.SPAN, TimeRole.ELAPSED})


@dataclass(frozen=True, slots=True)
class Attached:
    """A window with the offsets of its words."""

    window: Window
    start: int
    end: int


class Attacher:
    """Attaches times and places to the numbers of one sentence.

    ``numbers`` are the offsets of each number with its noun; ``verbs`` lemmas decide whether a clause
    speaks of saying and publishing, whose dates are not dates of what is counted.
    """

    def __init__(self, scene: Scene, sentence: tuple[int, int], numbers: Sequence[tuple[int, int]]) -> None:
        self.scene = scene
        self.sentence = sentence
        self.numbers = numbers
        words = scene.words
        self.first, self.last = scene.word_at(sentence[0]), scene.word_at(sentence[1])
        self.times = [
            t for t in scene.within(scene.times, *sentence) if t.window is not None and t.role in _PLACED
        ]
        closed = [t.outer for t in scene.within(scene.times, *sentence)]
        self.clauses = clauses(words, self.first, self.last, closed)
        self.places = [p for p in scene.places_in(*sentence) if not scene.in_name(p.start, p.end)]
        self.place_owner = {id(p): self._owner(p.start) for p in self.places}
        ends = {p.end: self.place_owner[id(p)] for p in self.places}
        self.owner = {id(t): self._owner(t.outer[0], ends) for t in self.times}

    def _owner(self, start: int, ends: Mapping[int, int | None] | None = None) -> int | None:
        """The number that a time or place follows at once; None where it stands free.

        A time behind a place of the number is its time: "32 in Brussels in March".
        """
        if ends:
            k = self.scene.word_at(start) - 1
            while k >= 0 and self.scene.words[k].tag in {"ADP", "DET"}:
                k -= 1
            if k >= 0 and ends.get(self.scene.words[k].end) is not None:
                return ends[self.scene.words[k].end]
        n = bisect_right(self.numbers, start, key=lambda span: span[1]) - 1
        if n < 0:
            return None
        end = self.numbers[n][1]
        if n > 0 and self._aside(n):
            return None
        return n if directly_after(self.scene.words, end, start, self.scene.word_at(end)) else None

    def _aside(self, n: int) -> bool:
        """True for a number that itself only says where: "41 attacks in 11 provinces over the past month"."""
        k = self.scene.word_at(self.numbers[n][0]) - 1
        return k >= 0 and self.scene.words[k].lower in {"in", "across", "throughout", "over"}

    def _clause(self, offset: int) -> int:
        return clause_of(self.clauses, self.scene.word_at(offset))

    def own(self, n: int) -> Attached | None:
        """The window that stands beside number ``n`` and beside no other."""
        start, end = self.numbers[n]
        mine = [t for t in self.times if self.owner[id(t)] == n and t.start >= end]
        return _attached(min(mine, key=lambda t: _gap(t, start, end))) if mine else None

    def window(self, n: int, *, happens: bool) -> Attached | None:
        """The window of number ``n``; what ``happens`` may take one from another clause."""
        start, end = self.numbers[n]
        own = [t for t in self.times if self.owner[id(t)] == n]
        free = [t for t in self.times if self.owner[id(t)] is None]
        here = self._clause(start)
        same = [t for t in free if self._clause(t.start) == here]
        shared = [
            t
            for t in self.times
            if self.owner[id(t)] is not None
            and self._clause(t.start) == here
            and len(self.numbers) > 1
            and n < (self.owner[id(t)] or 0)
            and self._coordinated(n, self.owner[id(t)] or 0)
        ]
        for group in (own, same, shared):
            if group:
                return _attached(min(group, key=lambda t: _gap(t, start, end)))
        if not happens:
            return None
        before = [
            t
            for t in self.times
            if t.end <= start and self._clause(t.start) < here and not self._reports(self._clause(t.start))
        ]
        return _attached(max(before, key=lambda t: t.start)) if before else None

    def _coordinated(self, n: int, owner: int) -> bool:
        """True where nothing but "and" stands between neighbouring numbers."""
        for k in range(n, owner):
            a, b = self.numbers[k][1], self.numbers[k + 1][0]
            if self.scene.content[a:b].strip(" ,") not in {"", "and", "or"}:
                return False
        return True

    def _reports(self, clause: int) -> bool:
        found: Clause = self.clauses[clause]
        lemmas = {w.lemma for w in self.scene.words[found.first : found.last] if w.tag == "VERB"}
        return bool(lemmas & _saying(self.scene.language))

    def place(self, n: int) -> PlaceMention | None:
        """The place of number ``n``: the one right after it, or one of its clause that stands free."""
        start, end = self.numbers[n]
        own = [p for p in self.places if self.place_owner[id(p)] == n]
        own = [p for p in own if self._locates(p)]
        if own:
            return own[0]
        if self._in_unknown(end):
            return None
        here = self._clause(start)
        free = [
            p
            for p in self.places
            if self.place_owner[id(p)] is None and self._clause(p.start) == here and self._locates(p)
        ]
        if not free:
            return None
        return min(free, key=lambda p: min(abs(p.start - end), abs(start - p.end)))

    def _in_unknown(self, end: int) -> bool:
        """True where a number is said to be in a place of its own that no gazetteer has: "3 in Cabul"."""
        words, k = self.scene.words, self.scene.word_at(end)
        if k + 1 >= len(words) or words[k].lower not in _INSIDE or words[k + 1].tag != "PROPN":
            return False
        at = words[k + 1].start
        known = [*((p.start, p.end) for p in self.places), *((t.start, t.end) for t in self.times)]
        return not any(first <= at < last for first, last in known)

    def _locates(self, place: PlaceMention) -> bool:
        """True where a preposition of place stands before the name: "in Kabul", not "Kabul said"."""
        k = self.scene.word_at(place.start) - 1
        while k >= 0 and self.scene.words[k].tag in {"DET", "ADJ"}:
            k -= 1
        return k >= 0 and self.scene.words[k].lower in _prepositions(self.scene.language)


def _gap(time: TimeMention, start: int, end: int) -> int:
    return min(abs(time.start - end), abs(start - time.end))


def _attached(time: TimeMention) -> Attached:
    assert time.window is not None
    return Attached(time.window, *time.outer)


def _saying(language: str) -> frozenset[str]:
    return frozenset(load("counted", language)["saying"])


def _prepositions(language: str) -> frozenset[str]:
    return frozenset(load("counted", language)["place_prepositions"])


class Coverage:
    """The period that a report of the document says it covers, and periods named before."""

    def __init__(self, scene: Scene) -> None:
        data = load("counted", scene.language)
        self.scene = scene
        self.this = re.compile(data["this_period"], re.IGNORECASE)
        self.other = re.compile(data["other_period"], re.IGNORECASE)
        self.report = re.compile(data["report"], re.IGNORECASE)
        self._sentence: tuple[int, int] | None = None
        self._found = (False, False, False)
        covers = re.compile(data["covers"], re.IGNORECASE)
        self.stated: list[Attached] = []
        for time in scene.times:
            if time.window is None or (
                time.role is not TimeRole.SPAN and time.window.is_exact and time.window.days == 1
            ):
                continue
            start = scene.sentence(time.start)[0]
            between = scene.content[max(start, time.start - 80) : time.start]
            if covers.search(between):
                self.stated.append(_attached(time))
        self.spans = [_attached(t) for t in scene.times if t.window is not None and t.role is TimeRole.SPAN]

    def of(self, start: int, sentence: tuple[int, int], *, reported: bool) -> Attached | None:
        """The period that a number without a window of its own speaks of, where the text says so."""
        if not self.stated and not self.spans:
            return None
        other, this, report = self._words(sentence)
        if other:
            return None
        if this:
            return _last(self.stated, start) or _last(self.spans, start)
        if reported or report:
            return _last(self.stated, start)
        return None

    def _words(self, sentence: tuple[int, int]) -> tuple[bool, bool, bool]:
        """Whether a sentence names another period, this one, and a report; looked for once a sentence."""
        if sentence != self._sentence:
            text = self.scene.content[slice(*sentence)]
            self._sentence = sentence
            self._found = (
                self.other.search(text) is not None,
                self.this.search(text) is not None,
                self.report.search(text) is not None,
            )
        return self._found


def _last(found: Sequence[Attached], start: int) -> Attached | None:
    at = bisect_right(found, start, key=lambda a: a.end)
    return found[at - 1] if at else None
