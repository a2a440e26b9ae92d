"""Find the places that a text names."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import accumulate

from corroborate.claims.places.mention import PlaceMention
from corroborate.claims.words import KEPT
from corroborate.claims.words import LONGEST as LONGEST_KEPT
from corroborate.gazetteer.builtin import Entry
from corroborate.gazetteer.fold import fold, loose, words
from corroborate.gazetteer.index import LONGEST, Builtin, Chain, Gazetteer, builtin
from corroborate.model.place import Place, PlaceKind

_WORD = re.compile(
    r"([^\W\d_](?:(?<=[A-Z])(?:\.[A-Z])+\.|"
    r"[a-z]*+(?:[^\W\d_]+|[\u0300-\u036f\u064b-\u065f\u200c]|['’ʻʼ‘](?!s\b)(?=[^\W\d_]))*))"
)
"""One group, so that a text split at it is gaps and words in turn.

It begins with a letter and reads plain small letters first, for which the engine is fastest.
"""
_JOIN = re.compile(r"[ \u00a0]?[-‐‑–]?[ \u00a0]?|, ")
_ARABIC = re.compile(r"[\u0600-\u06ff]")


class _Words:
    """The words of a text that may be parts of names, with their offsets and what stands between them."""

    def __init__(self, content: str) -> None:
        pieces = _WORD.split(content)
        ends = list(accumulate(map(len, pieces)))
        self.content = content
        self.texts = pieces[1::2]
        self.gaps = pieces[2::2]
        self.starts = ends[0:-1:2]
        self.ends = ends[1::2]

    def text(self, index: int) -> str:
        return self.texts[index] if 0 <= index < len(self.texts) else ""

    def lower(self, index: int) -> str:
        return self.text(index).lower()

    def gap(self, index: int) -> str:
        """What stands between a word and the next."""
        return self.gaps[index] if 0 <= index < len(self.texts) - 1 else "\n"


class _Opening(dict[str, bool]):
    """Whether a word, as written, can be the first of a name: kept for the next text while there is room."""

    def __init__(self, known: Builtin | None) -> None:
        super().__init__()
        self._known = known

    def __missing__(self, word: str) -> bool:
        found = word[0].isupper() or _ARABIC.match(word) is not None
        if found and self._known is not None:
            starts = self._known.starts
            found = fold(word).split(" ")[0] in starts or loose(word) in starts
        if len(word) < LONGEST_KEPT:
            if len(self) >= KEPT:
                self.clear()
            self[word] = found
        return found


@cache
def _openings() -> tuple[_Opening, _Opening]:
    """Those of names that ship, and those of any names."""
    return _Opening(builtin()), _Opening(None)


def find_places(
    content: str,
    *,
    country: str | None = None,
    language: str = "en",  # noqa: ARG001 - names of all languages are one gazetteer
    gazetteer: Gazetteer | None = None,
    adjectives: bool = False,
) -> tuple[PlaceMention, ...]:
    """The places that a text names, in order and without overlap; the longest name wins.

    ``country`` (ISO 3166-1) is preferred where a name is ambiguous; so are countries that the text
    names. Other readings stay as ``place.alternatives``. ``gazetteer`` adds to the one that ships.
    ``adjectives`` also gives "Afghan" and the like, marked as such.
    """
    known = builtin()
    source: Gazetteer = known if gazetteer is None else Chain(known, gazetteer)
    tokens = _Words(content)
    spotted = list(_spotted(tokens, source, _openings()[gazetteer is not None]))
    named: Counter[str | None] = Counter()
    for _, _, found in spotted:
        named.update(e.place.country for e in found if e.place.country and not e.weak)
    if country:
        named[country] += 1_000_000
    divisions = {e.place.country for _, _, f in spotted for e in f if _only_division(f)}
    taken = {i for first, last, _ in spotted for i in range(first, last)}
    result: list[PlaceMention] = []
    for n, (first, last, found) in enumerate(spotted):
        adjective = all(e.adjective for e in found)
        if adjective and not adjectives:
            continue
        options = [e for e in found if e.adjective == adjective]
        if all(e.weak for e in options) and not _is_place(tokens, first, last, taken, named, options):
            continue
        end = _with_type(tokens, last)
        start_offset, end_offset = tokens.starts[first], tokens.ends[end - 1]
        text = content[start_offset:end_offset]
        behind = _country_behind(tokens, last, spotted[n + 1 : n + 3])
        options = [e for e in options if behind in {None, e.place.country}]
        if options:
            place = _chosen(tokens, first, last, options, named, divisions, text)
        else:
            place = Place(text, country=behind, words=text)
        result.append(PlaceMention(start_offset, end_offset, place, adjective))
    return tuple(result)


def _spotted(
    tokens: _Words, source: Gazetteer, opening: _Opening
) -> Iterator[tuple[int, int, tuple[Entry, ...]]]:
    """Names in order: first word, last word (exclusive), the entries they may mean."""
    count, done = len(tokens.starts), 0
    for index in [i for i, opens in enumerate(map(opening.__getitem__, tokens.texts)) if opens]:
        if index < done:
            continue
        best: tuple[int, tuple[Entry, ...]] | None = None
        for last in range(index + 1, min(index + LONGEST, count) + 1):
            if last > index + 1 and not _JOIN.fullmatch(tokens.gap(last - 2)):
                break
            name = tokens.content[tokens.starts[index] : tokens.ends[last - 1]]
            if len(name) > 80:
                break
            found = source.find(name)
            if found:
                best = last, found
        if best is None:
            continue
        yield index, best[0], best[1]
        done = best[0]


_WIDE = frozenset({PlaceKind.COUNTRY, PlaceKind.ADMIN1})


def _country_behind(
    tokens: _Words, last: int, following: list[tuple[int, int, tuple[Entry, ...]]]
) -> str | None:
    """The country that a name is said to be in: "Tripoli, Lebanon", "Paris, Texas"; None in lists."""
    if not following or following[0][0] != last or tokens.gap(last - 1).strip() != ",":
        return None
    _, end, found = following[0]
    countries = {e.place.country for e in found if e.place.kind in _WIDE and not e.adjective}
    listed = (
        len(following) > 1
        and following[1][0] in {end, end + 1}
        and (tokens.gap(end - 1).strip() == "," or tokens.lower(end) in {"and", "or"})
    )
    return None if listed or len(countries) != 1 else countries.pop()


def _only_division(found: tuple[Entry, ...]) -> bool:
    return all(e.place.kind is PlaceKind.ADMIN1 for e in found)


def _is_place(
    tokens: _Words,
    first: int,
    last: int,
    taken: set[int],
    named: Counter[str | None],
    options: list[Entry],
) -> bool:
    """True where a name that is also a word or a person's name is a place by what stands around it."""
    lists = words()
    before, after = tokens.lower(first - 1), tokens.text(last)
    adjacent = tokens.gap(first - 1).strip(" \u00a0") == ""
    if adjacent and before in lists["titles"]:
        return False
    follows = tokens.gap(last - 1)
    if after[:1].isupper() and follows == " " and last not in taken:
        return False
    named_before = adjacent and tokens.text(first - 1)[:1].isupper() and first - 1 not in taken and first > 1
    if named_before and before not in lists["decisive"]:
        return False
    if adjacent and before in lists["decisive"]:
        return True
    beside = (first - 1 in taken and "," in tokens.gap(first - 1)) or (last in taken and "," in follows)
    joined = (before == "and" and first - 2 in taken) or (tokens.lower(last) == "and" and last + 1 in taken)
    if beside or joined:
        return True
    if any(named[e.place.country] > 0 for e in options):
        return True
    return (
        adjacent
        and before in lists["locative"]
        and any(e.place.kind is PlaceKind.COUNTRY for e in options)
        and (before not in {"with", "and", "at", "of"})
    )


def _with_type(tokens: _Words, last: int) -> int:
    """The index after a name and the word that says its type: "Panjshir Valley", "Takhar province"."""
    types = words()["types"]
    follower = tokens.lower(last)
    if tokens.gap(last - 1) == " " and follower in {*types["admin1"], *types["region"], "city", "town"}:
        if follower in {"state", "region"} and tokens.text(last).islower():
            return last
        return last + 1
    return last


def _chosen(
    tokens: _Words,
    first: int,
    last: int,
    options: list[Entry],
    named: Counter[str | None],
    divisions: set[str | None],
    text: str,
) -> Place:
    """The reading that the words around favour, the others as its alternatives."""
    types = words()["types"]
    follower = tokens.lower(last) if tokens.gap(last - 1) == " " else ""
    before = tokens.lower(first - 1)
    wanted: PlaceKind | None = None
    if follower in types["admin1"] or before in types["before_admin1"] or _of_province(tokens, first):
        wanted = PlaceKind.ADMIN1
    elif follower in types["settlement"] or before in types["before_settlement"]:
        wanted = PlaceKind.SETTLEMENT

    def weight(entry: Entry) -> tuple[bool, int, bool, int]:
        kind = entry.place.kind
        # Beside names that are provinces only, a name of both is a province too.
        listed = entry.place.country in divisions and kind is PlaceKind.ADMIN1
        return kind is wanted, named[entry.place.country], listed, entry.rank

    ranked: list[Place] = []
    for entry in sorted(options, key=weight, reverse=True):
        if all(p.id != entry.place.id for p in ranked):
            ranked.append(entry.place)
    return replace(ranked[0], words=text, alternatives=tuple(ranked[1:]))


def _of_province(tokens: _Words, first: int) -> bool:
    """True after "provinces of Takhar", "the province of Kabul"."""
    return tokens.lower(first - 1) == "of" and tokens.lower(first - 2) in {
        "province",
        "provinces",
        "governorate",
    }
