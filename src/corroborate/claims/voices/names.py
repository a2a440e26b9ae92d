"""Names of persons and organisations in a text, their variants, and what pronouns stand for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corroborate.claims.voices.cues import cues
from corroborate.claims.words import Word

Span2 = tuple[int, int]

_HE = frozenset(["he", "him", "his", "himself"])
_SHE = frozenset(["she", "her", "hers", "herself"])
_THEY = frozenset(["they", "them", "their", "themselves", "it", "its"])
_FIRST = frozenset(["i", "me", "my", "myself", "mine"])
_WE = frozenset(["we", "us", "our", "ours", "ourselves"])
_INSIDE = frozenset(["of", "the", "for", "and", "al", "bin", "ibn", "van", "von", "de", "del", "la", "el"])


@dataclass(frozen=True, slots=True)
class Name:
    """A person or organisation with every way in which the text names it.

    ``kind`` is ``person``, ``organization`` or ``unknown``; ``mentions`` are the places of its names,
    pronouns left out. ``female`` is None where no word tells.
    """

    name: str
    kind: str
    variants: tuple[str, ...]
    mentions: tuple[Span2, ...]
    female: bool | None = None


class _Group:
    def __init__(self, name: str, kind: str) -> None:
        self.name = name
        self.kind = kind
        self.variants: list[str] = []
        self.mentions: list[Span2] = []
        self.female: bool | None = None

    def add(self, text: str, span: Span2) -> None:
        if text not in self.variants:
            self.variants.append(text)
        self.mentions.append(span)


class Names:
    """The names of one text, found once."""

    def __init__(self, content: str, words: Sequence[Word], labels: Iterable[tuple[str, Span2]] = ()) -> None:
        self._content = content
        self._words = words
        self._starts = [w.start for w in words]
        self._groups: list[_Group] = []
        self._at: dict[int, _Group] = {}
        self._by_text: dict[str, _Group] = {}
        self._by_last: dict[str, list[_Group]] = {}
        self._order: list[tuple[int, int, _Group]] = []
        for first, last in _runs(words):
            self._mention(first, last)
        for label, span in labels:
            self._label(label, span)
        self._order.sort(key=lambda entry: entry[0])
        self._places = [entry[0] for entry in self._order]

    def all(self) -> tuple[Name, ...]:
        """Every name in the order in which the text brings it."""
        return tuple(
            Name(g.name, g.kind, tuple(g.variants), tuple(sorted(g.mentions)), g.female) for g in self._groups
        )

    def _mention(self, first: int, last: int) -> None:
        words = self._words
        known = cues()
        title = first
        while title < last - 1 and words[title].lower in known.titles:
            title += 1
        core = words[title:last]
        text = self._content[core[0].start : core[-1].end]
        before = words[first - 1].lower if first else ""
        titled = title > first or before in known.roles
        organization = any(w.lower in known.organization_words for w in core) or (
            len(core) == 1 and text.isupper() and len(text) > 1
        )
        group = self._by_text.get(text) or self._by_text.get(_acronym(text)) or None
        if group is None and len(core) == 1 and not organization:
            same = self._by_last.get(core[0].lower, [])
            group = same[0] if same else None
        if group is None:
            kind = "organization" if organization else "person" if titled or _full(core) else "unknown"
            group = _Group(text, kind)
            self._groups.append(group)
            if kind != "organization":
                self._by_last.setdefault(core[-1].lower, []).append(group)
        if words[first].lower in ("mrs.", "mrs", "ms.", "ms", "miss"):
            group.female = True
        elif words[first].lower in ("mr.", "mr"):
            group.female = False
        self._by_text.setdefault(text, group)
        if group.kind == "organization" and len(core) > 1:
            self._by_text.setdefault("".join(w.text[0] for w in core if w.text[0].isupper()), group)
        span = (words[title].start, words[last - 1].end)
        group.add(text, span)
        self._order.append((span[0], span[1], group))
        for i in range(first, last):
            self._at[i] = group

    def _label(self, label: str, span: Span2) -> None:
        group = self._named(label)
        if group is None:
            group = _Group(label, "person")
            self._groups.append(group)
            self._by_text[label] = group
        group.add(label, span)

    def _named(self, label: str) -> _Group | None:
        exact = self._by_text.get(label)
        if exact:
            return exact
        same = self._by_last.get(label.split()[-1].lower() if label.split() else "", [])
        return same[0] if same else None

    def of_label(self, label: str) -> str:
        """The full name that a label of a turn stands for; the label itself where the text has none."""
        group = self._named(label)
        return group.name if group else label

    def resolve(self, start: int, end: int, speaker: str | None = None) -> str | None:
        """Who is named or meant by the pronoun or title at ``[start, end)``; None where unknown."""
        first = bisect_right(self._starts, start) - 1
        if first < 0 or self._words[first].end <= start:
            first += 1
        last = first
        while last < len(self._words) and self._words[last].start < end:
            if last in self._at:
                return self._at[last].name
            last += 1
        if first >= len(self._words) or first == last:
            return None
        lower = self._words[first].lower
        if lower in _FIRST or lower in _WE:
            return speaker
        if lower in _HE or lower in _SHE:
            return self._person(start, female=lower in _SHE)
        if lower in _THEY and last - first == 1:
            return None
        head = self._words[last - 1].lower
        if lower in ("the", "this", "that") and head in cues().roles:
            return self._person(start, female=None)
        return None

    def _person(self, place: int, *, female: bool | None) -> str | None:
        """The last person named before a place, in the sentence or the two before."""
        i = bisect_right(self._places, place - 1) - 1
        while i >= 0:
            group = self._order[i][2]
            if group.kind == "person" and (group.female is None or female is None or group.female == female):
                return group.name
            i -= 1
        return None


def _full(core: Sequence[Word]) -> bool:
    return 2 <= len(core) <= 4 and all(w.text[0].isupper() and w.text[1:2].islower() for w in core)


def _acronym(text: str) -> str:
    return text if text.isupper() else ""


def _runs(words: Sequence[Word]) -> Iterable[Span2]:
    """Runs of proper nouns, with the small words that stand inside names."""
    i = 0
    while i < len(words):
        if words[i].tag != "PROPN" or not words[i].text[0].isupper():
            i += 1
            continue
        j = i + 1
        while j < len(words) and (words[j].tag == "PROPN" or _joins(words, j)):
            j += 1
        yield (i, j)
        i = j


def _joins(words: Sequence[Word], j: int) -> bool:
    return (
        words[j].lower in _INSIDE
        and words[j].lower not in ("and", "for")
        and j + 1 < len(words)
        and (words[j + 1].tag == "PROPN" or (words[j].lower == "of" and words[j + 1].lower == "the"))
        and words[j - 1].tag == "PROPN"
    )
