"""Names of persons and organisations in a text, their variants, and what pronouns and titles stand for."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corroborate.claims.voices.cues import cues
from corroborate.claims.voices.mentions import Mention, mentions
from corroborate.claims.voices.phrases import phrase_head
from corroborate.claims.words import Word

Place = tuple[int, int]

_HE = frozenset(["he", "him", "his", "himself"])
_SHE = frozenset(["she", "her", "hers", "herself"])
_THEY = frozenset(["they", "them", "their", "themselves", "it", "its", "itself"])
_FIRST = frozenset(["i", "me", "my", "myself", "mine", "we", "us", "our", "ours", "ourselves"])
_PLACING = frozenset(["in", "near", "outside", "across", "inside", "around", "from"])
_POSSESSIVE = frozenset(["his", "her", "their", "its", "my", "our", "your"])
_POINTING = frozenset(["the", "this", "that"])
_NAMESAKES = 20
_PARAGRAPH = 2000
_OPENS = 24
"""Code points from the start of a sentence at which its subject still opens it, a title before it."""
_BACK = 600
"""Code points that a pronoun looks back."""


@dataclass(frozen=True, slots=True)
class Name:
    """A person or organisation with every way in which the text names it.

    ``kind`` is ``person``, ``organization`` or ``unknown``; ``mentions`` are the places of its names,
    pronouns left out. ``female`` is None where no title or pronoun tells.
    """

    name: str
    kind: str
    variants: tuple[str, ...]
    mentions: tuple[Place, ...]
    female: bool | None = None


class _Group:
    __slots__ = ("female", "full", "kind", "mentions", "name", "roles", "variants")

    def __init__(self, name: str, kind: str, *, full: bool) -> None:
        self.name = name
        self.kind = kind
        self.full = full
        self.variants: dict[str, None] = {}
        self.mentions: list[Place] = []
        self.roles: set[str] = set()
        self.female: bool | None = None


class Names:
    """The names of one text, found once."""

    def __init__(self, content: str, words: Sequence[Word], labels: Iterable[tuple[str, Place]] = ()) -> None:
        self._content = content
        self._words = words
        self._starts = [w.start for w in words]
        self._groups: list[_Group] = []
        self._at: dict[int, _Group] = {}
        self._by_text: dict[str, _Group] = {}
        self._by_last: dict[str, list[_Group]] = {}
        self._order: list[tuple[int, _Group]] = []
        labelled = list(labels)
        taken = frozenset(i for _, (start, end) in labelled for i in self._range(start, end))
        for mention in mentions(content, words, taken):
            self._add(mention)
        for label, place in labelled:
            self._label(label, place)
        self._order.sort(key=lambda entry: entry[0])
        self._places = [place for place, _ in self._order]

    def all(self) -> tuple[Name, ...]:
        """Every name in the order in which the text brings it."""
        return tuple(
            Name(g.name, g.kind, tuple(g.variants), tuple(sorted(g.mentions)), g.female) for g in self._groups
        )

    def _range(self, start: int, end: int) -> range:
        return range(bisect_left(self._starts, start), bisect_left(self._starts, end))

    def _add(self, mention: Mention) -> None:
        group = self._group(mention)
        place = (self._words[mention.first].start, self._words[mention.last - 1].end)
        group.variants[mention.text] = None
        group.mentions.append(place)
        group.roles.update(mention.roles)
        if mention.female is not None:
            group.female = mention.female
        if mention.kind == "person" and group.kind == "unknown":
            group.kind = "person"
        self._order.append((place[0], group))
        for i in range(mention.first, mention.last):
            self._at[i] = group

    def _group(self, mention: Mention) -> _Group:
        found = self._by_text.get(mention.text)
        several = mention.last - mention.first > 1
        if found is not None and (several or found.kind == "organization"):
            return found
        last = mention.text.rsplit(" ", 1)[-1].casefold()
        if not several:
            return self._surname(mention, last) or found or self._new(mention, last)
        if mention.kind != "person":
            same = self._longer(mention)
            if same is not None:
                self._by_text[mention.text] = same
                return same
        return self._new(mention, last)

    def _surname(self, mention: Mention, last: str) -> _Group | None:
        """Whom a surname alone means: a full name close before it, or else the first with that name."""
        same = [
            g
            for g in self._by_last.get(last, [])[:_NAMESAKES]
            if g.full and (mention.female is None or g.female is None or g.female == mention.female)
        ]
        if not same:
            return None
        here = self._words[mention.first].start
        start = max(self._content.rfind("\n", max(0, here - _PARAGRAPH), here), here - _PARAGRAPH)
        near = [g for g in same if g.mentions and g.mentions[-1][0] > start]
        return max(near, key=lambda g: g.mentions[-1]) if near else same[0]

    def _longer(self, mention: Mention) -> _Group | None:
        """The same body under a shorter or longer name: initials, or the name without "of …"."""
        initials = "".join(w[0] for w in mention.text.split() if w[0].isupper())
        short = mention.text.split(" of ")[0]
        for text in (short, initials):
            group = self._by_text.get(text)
            if group is not None and len(text) > 1 and group.kind != "person":
                if text == initials:
                    group.name = mention.text
                return group
        return None

    def _new(self, mention: Mention, last: str) -> _Group:
        several = mention.last - mention.first > 1
        alone = self._by_text.get(mention.text.rsplit(" ", 1)[-1])
        if mention.kind == "person" and several and alone is not None and alone.kind != "organization":
            # The surname stood alone before, as in a headline.
            alone.name, alone.kind, alone.full = mention.text, "person", True
            self._by_text.setdefault(mention.text, alone)
            self._by_last.setdefault(last, []).insert(0, alone)
            return alone
        group = _Group(mention.text, mention.kind, full=several and mention.kind == "person")
        self._groups.append(group)
        self._by_text.setdefault(mention.text, group)
        if mention.kind == "person":
            self._by_last.setdefault(last, []).append(group)
        elif several:
            initials = "".join(w[0] for w in mention.text.split() if w[0].isupper())
            self._by_text.setdefault(initials, group)
        return group

    def _label(self, label: str, place: Place) -> None:
        group = self._named(label)
        if group is None:
            group = _Group(label, "person", full=False)
            self._groups.append(group)
            self._by_text[label] = group
        group.variants[label] = None
        group.kind = "person" if group.kind == "unknown" else group.kind
        group.mentions.append(place)

    def _named(self, label: str) -> _Group | None:
        exact = self._by_text.get(label)
        if exact:
            return exact
        last = label.split()[-1].casefold() if label.split() else ""
        same = self._by_last.get(last, [])
        return same[0] if same else None

    def of_label(self, label: str) -> str:
        """The full name that a label of a turn stands for; the label itself where the text has none."""
        group = self._named(label)
        return group.name if group else label

    def at(self, word: int) -> str | None:
        """The name that the word of this number is part of; None where it is part of none."""
        group = self._at.get(word)
        return group.name if group else None

    def is_body(self, name: str) -> bool:
        """True for the name of an organisation of the text, which "he" cannot mean."""
        group = self._by_text.get(name)
        return group is not None and group.kind == "organization"

    def named_since(self, name: str, start: int, end: int) -> bool:
        """True where a name of the text is said between two places."""
        group = self._by_text.get(name)
        return group is not None and any(start <= at < end for at, _ in reversed(group.mentions))

    def person_at(self, word: int) -> str | None:
        """The person whose name the word of this number is part of."""
        group = self._at.get(word)
        return group.name if group is not None and group.kind == "person" else None

    def resolve(self, start: int, end: int, speaker: str | None = None) -> str | None:
        """Who is named or meant by the name, pronoun or title at ``[start, end)``; None where unknown.

        ``speaker`` is whose words these are: I and we are theirs, and he or she is somebody else.
        """
        span = self._range(start, end)
        if not span:
            return None
        first, last = span.start, span.stop - 1
        lower = self._words[first].lower
        if lower in _POSSESSIVE and last > first:
            named = self._at.get(last)
            if named is not None and named.kind == "person":
                return named.name  # "their spokesman Ali Reza"
            return self._owned(first, last, speaker)
        weapon = lower == "mine" and first > 0 and self._words[first - 1].tag == "DET"
        if lower in _FIRST and not weapon:
            return speaker
        if lower in _HE or lower in _SHE:
            return self._person(start, speaker, female=lower in _SHE)
        if lower in _THEY:
            return self._body(start)
        head = phrase_head(self._words, (first, last + 1))
        if head in self._at:
            return self._at[head].name
        for i in span:
            if i > first and self._words[i].lower in _PLACING and self._locates(i, last):
                # "Officials in Kabul" are not the city.
                break
            if i in self._at and not self._is_owner(i, last) and not self._narrows(i, head):
                return self._at[i].name
        if lower in _POINTING:
            return self._pointed(first, last, start)
        return None

    def _locates(self, i: int, last: int) -> bool:
        """True where the name after a preposition of place is that of no body."""
        named = next((self._at[k] for k in range(i + 1, last + 1) if k in self._at), None)
        return named is not None and named.kind != "organization"

    def _is_owner(self, i: int, last: int) -> bool:
        """True for "Trump" in "Trump's aides": the name is not of who is meant."""
        while i <= last and i in self._at:
            i += 1
        return i < last and self._words[i].tag == "PART" and self._words[i].text[0] in "'’"

    def _narrows(self, i: int, head: int) -> bool:
        """True for "Taliban" in "a Taliban spokesman": who is meant is not the body named."""
        return i < head and self._words[head].tag == "NOUN" and self._words[head].lemma not in cues().groups

    def _owned(self, first: int, last: int, speaker: str | None) -> str | None:
        """Whom "his group" or "our movement" means; None for "his father"."""
        for i in range(first + 1, last + 1):
            if self._words[i].lemma in cues().groups:
                return self._body(self._words[first].start) or (
                    speaker if self._words[first].lower in _FIRST else None
                )
            if self._words[i].tag not in ("ADJ", "NOUN", "PROPN"):
                break
        return None

    def _pointed(self, first: int, last: int, start: int) -> str | None:
        for i in range(first + 1, last + 1):
            lemma = self._words[i].lemma
            if lemma in cues().roles:
                return self._with_role(lemma, start)
            if lemma in cues().groups:
                return self._body(start, lemma)
            if self._words[i].tag not in ("ADJ", "NOUN"):
                break
        return None

    def _back(self, place: int) -> Iterable[list[tuple[int, _Group]]]:
        """The names before a place, sentence by sentence backwards, in each from its start."""
        i = bisect_left(self._places, place) - 1
        batch: list[tuple[int, _Group]] = []
        cut = self._sentence(place)
        while i >= 0 and place - self._places[i] <= _BACK:
            if self._places[i] < cut:
                yield batch[::-1]
                batch = []
                cut = self._sentence(self._places[i])
            batch.append((self._places[i], self._order[i][1]))
            i -= 1
        yield batch[::-1]

    def _sentence(self, place: int) -> int:
        """Roughly where the sentence of a place starts."""
        low = max(0, place - _BACK)
        return max(self._content.rfind(mark, low, place) for mark in (". ", "? ", "! ", "\n", ".” ", '." '))

    def _person(self, place: int, speaker: str | None, *, female: bool) -> str | None:
        """The nearest person who fits; nobody where two are as near and neither leads the sentence."""
        for sentence in self._back(place):
            fits = [
                (at, g)
                for at, g in sentence
                if g.kind == "person" and g.female in (None, female) and g.name != speaker
            ]
            told = [(at, g) for at, g in fits if g.female is not None] or fits
            if told:
                others = {g.name for _, g in told if g is not told[0][1]}
                return told[0][1].name if not others or self._leads(told[0][0], told[1][0]) else None
        return None

    def _leads(self, at: int, other: int) -> bool:
        """True for a name that opens its sentence and is not joined to the next: "Ali Reza met Omar Khan"."""
        first = bisect_left(self._starts, at)
        opens = at - self._sentence(at) <= _OPENS
        joined = {w.lower for w in self._words[first : bisect_left(self._starts, other)]} <= self._joined(
            first
        )
        return opens and not joined

    def _joined(self, first: int) -> set[str]:
        """The words of a name and those that join it to another."""
        group = self._at.get(first)
        own = set(group.name.lower().split()) if group else set()
        return (
            own
            | {w for v in (group.variants if group else ()) for w in v.lower().split()}
            | {"and", ",", "or"}
        )

    def _with_role(self, role: str, place: int) -> str | None:
        i = bisect_right(self._places, place - 1) - 1
        for k in range(i, max(-1, i - 50), -1):
            if role in self._order[k][1].roles:
                return self._order[k][1].name
        return None

    def _body(self, place: int, noun: str = "") -> str | None:
        """The body named last before a place; after "the army" only one that is an army by its name."""
        named = (g for sentence in self._back(place) for _, g in sentence if g.kind == "organization")
        if noun not in cues().distinct_groups:
            return next((g.name for g in named), None)
        return next((g.name for g in named if noun in g.name.lower().split()), None)
