"""Names, exact places and addresses of people at risk, found in closed sources so as to be masked (C18)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from corroborate.model.claim import AnyClaim
from corroborate.model.dossier import Dossier
from corroborate.model.place import Place, PlaceKind
from corroborate.model.source import NOT_STATED, Sensitivity
from corroborate.report.handling import file_name
from corroborate.wording import MONTHS

NAME = "[name withheld]"
PLACE = "[place withheld]"
ADDRESS = "[address withheld]"

COARSE = frozenset({PlaceKind.ADMIN1, PlaceKind.COUNTRY, PlaceKind.REGION})
"""Kinds of places that are wide enough to be printed."""

WIDE_KM = 80.0
"""What is added to the precision of a place whose point is rounded to a whole degree."""

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_KNOWN = frozenset({*MONTHS, *_DAYS})
_WORD = r"[^\W\d_][\w’'-]*"
_WITHIN = re.compile(rf"(?<=[^\W_] )({_WORD})|(?<=[,;:–—(“\"] )({_WORD})|(?<=[“\"(])({_WORD})")
_ADDRESS = re.compile(
    r"[\w.+-]+@[\w-]+\.[\w.-]+"
    r"|(?<!\w)@\w{3,}"
    r"|(?:\+|(?<!\w)00)\d[\d ()-]{6,18}\d"
    r"|(?<![\d.])-?\d{1,3}\.\d{2,}\s?°?\s?[NSEW]?[,;/ ]{1,3}-?\d{1,3}\.\d{2,}(?:\s?°?\s?[NSEW]\b)?"
    r"|\d{1,3}\s?°\s?\d{1,2}(?:\.\d+)?\s?['′’](?:\s?\d{1,2}(?:\.\d+)?\s?(?:[\"″”]|''))?\s?[NSEW]?"
    r"|(?<!\w)\d{1,2}[C-HJ-NP-X] ?[A-HJ-NP-Z]{2} ?\d{3,5} ?\d{3,5}(?!\w)"
)
"""Mail addresses, handles, telephone numbers with a prefix, and coordinates: decimal, in degrees, MGRS."""


@dataclass(frozen=True, slots=True)
class Masks:
    """What is masked: names everywhere, places and addresses in what rests on closed sources."""

    names: re.Pattern[str] | None
    places: re.Pattern[str] | None

    @classmethod
    def of(cls, dossier: Dossier) -> Masks:
        """The masks of a case; a name that an open source prints is not masked."""
        closed = {
            source.id
            for source in dossier.sources.values()
            if source.handling.sensitivity is not Sensitivity.OPEN
        }
        if not closed:
            return cls(None, None)
        places = {name for c in dossier.claims if c.source_id in closed for name in _fine(c)}
        return cls(_pattern(_names(dossier, closed, places)), _pattern(places))

    def names_in(self, text: str) -> str:
        """The text without names."""
        return text if self.names is None else self.names.sub(NAME, text)

    def all_in(self, text: str) -> str:
        """The text without names, exact places and addresses."""
        return Masked.of(text, self).content


@dataclass(frozen=True, slots=True)
class Masked:
    """A masked text, and where each place of the original has gone."""

    content: str
    _starts: tuple[int, ...]
    _ends: tuple[int, ...]
    _shifts: tuple[int, ...]

    @classmethod
    def of(cls, text: str, masks: Masks) -> Masked:
        """Mask a text; linear in its length but for the number of names."""
        found: list[tuple[int, int, str]] = [(m.start(), m.end(), ADDRESS) for m in _ADDRESS.finditer(text)]
        for pattern, said in ((masks.places, PLACE), (masks.names, NAME)):
            if pattern is not None:
                found += [(m.start(), m.end(), said) for m in pattern.finditer(text)]
        parts, starts, ends, shifts = [], [], [], [0]
        at = 0
        for start, end, said in sorted(found, key=lambda f: (f[0], -f[1])):
            if start < at:
                continue
            parts += [text[at:start], said]
            starts.append(start)
            ends.append(end)
            shifts.append(shifts[-1] + len(said) - (end - start))
            at = end
        return cls("".join([*parts, text[at:]]), tuple(starts), tuple(ends), tuple(shifts))

    def first(self, at: int) -> int:
        """Where a stretch that began here begins now; inside a mask it begins with the mask."""
        n = bisect_right(self._starts, at) - 1
        if n >= 0 and at < self._ends[n]:
            return self._starts[n] + self._shifts[n]
        return at + self._shifts[n + 1]

    def last(self, at: int) -> int:
        """Where a stretch that ended here ends now; inside a mask it ends with the mask."""
        n = bisect_right(self._starts, at - 1) - 1 if at else -1
        if n >= 0 and at <= self._ends[n]:
            return self._ends[n] + self._shifts[n + 1]
        return at + self._shifts[n + 1]


def coarse(place: Place) -> Place:
    """A place that may be printed: its point to a whole degree, and no name that is narrower than a province.

    >>> coarse(Place("Bazarak", PlaceKind.SETTLEMENT, "GN:1", "AF", 35.31, 69.52, 5.0)).lat
    35.0
    """
    lat = None if place.lat is None else float(round(place.lat))
    lon = None if place.lon is None else float(round(place.lon))
    if place.kind in COARSE:
        return Place(
            place.name, place.kind, place.id, place.country, lat, lon, place.precision_km, place.words
        )
    return Place(
        PLACE, PlaceKind.REGION, None, place.country, lat, lon, (place.precision_km or 0.0) + WIDE_KM
    )


def _fine(claim: AnyClaim) -> set[str]:
    """The names of a place that is too narrow to be printed."""
    place = claim.place
    if place is None or place.kind in COARSE:
        return set()
    said = {place.name, place.words or "", claim.place_span.quote if claim.place_span else ""}
    return {name for name in said if name}


def _names(dossier: Dossier, closed: set[str], places: set[str]) -> set[str]:
    """The words by which closed sources name persons, as far as no open source prints them.

    Every word within a sentence that is written with a capital counts as a name there, unless it is a month,
    a place, or a party of which an open source speaks: rather one name too many than one too few.
    """
    names: set[str] = set()
    known: set[str] = set(_KNOWN) | places
    for d in dossier.documents:
        known |= set(_words(d.source.publisher))
        if d.source.id in closed:
            names |= {d.author, d.source.author} - {NOT_STATED}
            names |= set(_capitalised(d.text.content))
    for claim in dossier.claims:
        if claim.counted is not None and claim.source_id not in closed:
            known |= {w for x in (claim.counted.actor, claim.counted.target) if x for w in _words(x)}
        if claim.place is not None:
            known |= set(_words(claim.place.name)) | set(_words(claim.place.words or ""))
        if claim.source_id in closed:
            voices = claim.attribution.voices
            names |= {v.name for v in voices} | {v.words.quote for v in voices if v.words is not None}
            names |= {claim.subject or ""}
    open_words: set[str] = set()
    for d in dossier.documents:
        if d.source.id not in closed:
            open_words |= set(_words(d.text.content)) | set(_words(d.author))
    lists = _labels(dossier)
    parts = {part for name in names for part in (*_words(name), name)}
    return lists | {p for p in parts if _is_name(p) and p not in known and not _all_in(p, open_words | known)}


def _labels(dossier: Dossier) -> set[str]:
    """By what withheld sources are called, as far as no open source is called so or prints it."""
    found: set[str] = set()
    opened: set[str] = {NOT_STATED, ""}
    for source in dossier.sources.values():
        labels = {file_name(source.name), source.name, source.title, source.publisher}
        if source.handling.sensitivity is Sensitivity.WITHHELD:
            found |= labels | {source.url}
        else:
            opened |= labels
    text = [
        d.text.content for d in dossier.documents if d.source.handling.sensitivity is not Sensitivity.WITHHELD
    ]
    printed = "\n".join(text)
    return {label for label in found - opened if label not in printed}


def _all_in(name: str, known: set[str]) -> bool:
    return all(word in known for word in _words(name))


def _is_name(word: str) -> bool:
    """A word that could be a name: with a capital and no acronym, or in a script without capitals."""
    if len(word) < 3 or (word.isupper() and len(word) <= 5):
        return False
    return word[0].isupper() or not (word[0].islower() or not word[0].isalpha())


def _capitalised(text: str) -> Iterable[str]:
    """Words with a capital that do not begin a sentence."""
    for m in _WITHIN.finditer(text):
        word = m[m.lastindex or 0]
        if word[:1].isupper():
            yield word.removesuffix("’s").removesuffix("'s")


def _words(text: str) -> list[str]:
    return [w.removesuffix("’s").removesuffix("'s") for w in re.findall(_WORD, text)]


def _pattern(words: Iterable[str]) -> re.Pattern[str] | None:
    ordered = sorted((w for w in words if w), key=lambda w: (-len(w), w))
    return re.compile("|".join(rf"(?<!\w){re.escape(w)}(?!\w)" for w in ordered)) if ordered else None
