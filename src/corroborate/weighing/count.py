"""Counts: the statements of one figure, made one, with every claim behind it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from corroborate.model.assessment import Basis, Figure
from corroborate.model.claim import AnyClaim, ClaimKind, IncidentClaim, Modality, Polarity
from corroborate.model.dossier import Document
from corroborate.model.interval import Interval
from corroborate.model.measure import Measures
from corroborate.model.place import Place, PlaceKind
from corroborate.model.quantity import Dimension, Hedge, Quantity
from corroborate.model.window import DayRange, Window
from corroborate.weighing import days, words
from corroborate.weighing.basis import PHRASES, counter, stated
from corroborate.weighing.names import Names
from corroborate.wording import publication

LARGEST = 10**15
"""Numbers beyond this are no counts of things in the world, and are not compared."""


@dataclass(frozen=True, slots=True)
class Count:
    """One figure of one counter over one window, with all claims that state it.

    ``inferred`` is True where no claim's own words give the basis, which is the counter's
    practice elsewhere in the case. ``area`` is "" for the whole area of a case. ``said`` are the words
    of what is counted, ``named`` is False where the words do not say who counted.
    """

    measure: str
    actor: str
    area: str
    basis: Basis
    counter: str
    value: Interval
    window: Window | None
    claims: tuple[str, ...]
    sources: tuple[str, ...]
    working: tuple[str, ...] = ()
    inferred: bool = False
    target: str = ""
    said: str = ""
    named: bool = True
    qualifier: str = ""
    kind: str = "count"
    words: str = ""

    @property
    def id(self) -> str:
        """A stable id, from what the figure is."""
        span = None if self.window is None else (str(self.window.start), str(self.window.end))
        return digest(
            "figure",
            self.kind,
            self.measure,
            self.actor,
            self.area,
            self.basis,
            self.counter,
            self.value,
            span,
        )

    @property
    def shown(self) -> str:
        """How the count is printed: a number alone, or the words that soften it."""
        return self.words or words.interval(self.value)

    def label(self, measures: Measures) -> str:
        """What is counted, by whom it was done, and how it is known."""
        thing = measures.label(self.measure)
        by = f" by {self.actor}" if self.actor else self._thing(thing)
        where = f" in {self.area}" if self.area else ""
        how = PHRASES[self.basis]
        who = f" by {self.counter}" if self.counter and self.basis is not Basis.CLAIMED else ""
        if self.basis is Basis.NOT_STATED and self.counter:
            who = f", said by {self.counter}" if self.named else f", printed by {self.counter}"
        rest = f", {self.qualifier}" if self.qualifier else ""
        return f"{thing}{by}{where}, {how}{who}{rest}"

    def _thing(self, label: str) -> str:
        """The words of what is counted, where no actor says more and they say more than the measure."""
        return "" if not self.said or self.said.casefold() in label.casefold() else f" (“{self.said}”)"

    def short(self) -> str:
        """The figure in a sentence: ``29 verified by UN``."""
        who = f" by {self.counter}" if self.counter else ""
        how = "in claims counted" if self.basis is Basis.COUNTED_CLAIMS else PHRASES[self.basis]
        return f"{self.shown} {how}{who}"

    def figure(self, measures: Measures) -> Figure:
        """The count as a figure of the report."""
        return Figure(
            self.id,
            self.label(measures),
            self.value,
            self.shown,
            self.claims,
            self.working,
            self.window,
            self.basis,
            unit=self.measure,
            kind=self.kind,
        )


def digest(kind: str, *parts: object) -> str:
    """A stable short id from what something is."""
    return f"{kind}-{hashlib.sha256(repr(parts).encode()).hexdigest()[:16]}"


def is_comparable(claim: AnyClaim) -> bool:
    """True for a count of many things by a known measure that is asserted of the world."""
    return (
        not isinstance(claim, IncidentClaim)
        and claim.kind is ClaimKind.COUNT
        and claim.modality is Modality.ASSERTED
        and claim.polarity is Polarity.AFFIRMED
        and claim.quantity is not None
        and claim.quantity.dimension is Dimension.COUNT
        and claim.counted is not None
        and claim.counted.measure is not None
        and _is_in_reach(claim.quantity.hard)
    )


def _is_in_reach(value: Interval) -> bool:
    """True where something bounds the number, and it is no larger than counts of things are."""
    ends = [end for end in (value.low, value.high) if end is not None]
    return bool(ends) and all(abs(end) <= LARGEST for end in ends)


def read(claims: Sequence[AnyClaim], documents: Sequence[Document], names: Names) -> list[Count]:
    """One count for each comparable claim, in the order given."""
    found = []
    by_text = {d.text.id: d for d in documents}
    countries = _only_country(claims, names)
    for claim in claims:
        if not is_comparable(claim) or claim.counted is None or claim.quantity is None:
            continue
        document = by_text.get(claim.span.text_id)
        sentence = claim.span.quote if document is None else document.text.content[slice(*claim.sentence)]
        basis = stated(claim, sentence, names)
        who, named = counter(claim, basis, sentence, document, names)
        window, working = _until_published(claim.window, document)
        found.append(
            Count(
                claim.counted.measure or "",
                names.party(claim.counted.actor),
                _area(claim.place, countries.get(names.of(claim.counted.actor), set())),
                basis,
                who,
                claim.quantity.hard,
                window,
                (claim.id,),
                (claim.source_id,),
                working,
                target=names.party(claim.counted.target),
                said=" ".join(claim.counted.words.split()),
                named=named,
                words=_softened(claim.quantity),
            )
        )
    return _by_practice(found)


def merge(counts: Sequence[Count]) -> list[Count]:
    """Statements of one figure made one: same counter, measure, number, and windows that can be one.

    A statement without a window joins the one figure with its number, where there is just one.
    """
    buckets: dict[tuple[str, Basis, str, Interval], dict[str, Count]] = {}
    for count in sorted(counts, key=_exact_first):
        bucket = buckets.setdefault((count.measure, count.basis, count.counter, count.value), {})
        place = _window_key(count)
        if place not in bucket and (count.window is None or not count.window.is_exact):
            alone = len(bucket) == 1
            place = next((k for k, known in bucket.items() if _one_window(known, count, alone=alone)), place)
        bucket[place] = _joined(bucket[place], count) if place in bucket else count
    return [count for bucket in buckets.values() for count in bucket.values()]


def _softened(quantity: Quantity) -> str:
    """The words of a number that they soften, on one line."""
    bare = quantity.hard.is_exact or quantity.hedge is Hedge.NONE or quantity.words == quantity.core
    return "" if bare else " ".join(quantity.words.split())


def _until_published(
    window: Window | None, document: Document | None
) -> tuple[Window | None, tuple[str, ...]]:
    """A window ended on the day of publication: a count that was printed covers no later day."""
    published = None if document is None else document.published
    if window is None or published is None or published.last is None or published.first is None:
        return window, ()
    begins, ends = window.start.last, window.end
    if ends.last is None or ends.last <= published.last or begins is None or begins > published.first:
        return window, ()
    first = published.first if ends.first is None else min(ends.first, published.first)
    clipped = replace(window, end=DayRange(first, published.last))
    line = f"“{window.words}” is taken to end no later than its publication, {words.days(published)}."
    return clipped, (line,) if window.words else ()


def source_names(documents: Sequence[Document]) -> Mapping[str, str]:
    """How each source is named in a sentence; one that is withheld is not."""
    named: dict[str, str] = {}
    for document in documents:
        named.setdefault(document.source.id, publication(document))
    return named


def _by_practice(counts: list[Count]) -> list[Count]:
    """Give a count with no stated basis the one that its counter states for the same actor elsewhere."""
    practice: dict[tuple[str, str], set[Basis]] = {}
    for count in counts:
        if count.basis is not Basis.NOT_STATED and count.named:
            practice.setdefault((count.actor, count.counter), set()).add(count.basis)
            practice.setdefault(("", count.counter), set()).add(count.basis)
    result = []
    for count in counts:
        if count.basis is Basis.NOT_STATED and count.named:
            known = practice.get((count.actor, count.counter)) or practice.get(("", count.counter)) or set()
            if len(known) == 1:
                count = replace(count, basis=next(iter(known)), inferred=True)
        result.append(count)
    return result


def _only_country(claims: Sequence[AnyClaim], names: Names) -> dict[str, set[str]]:
    countries: dict[str, set[str]] = {}
    for claim in claims:
        if claim.place is not None and claim.place.kind is PlaceKind.COUNTRY and claim.counted is not None:
            countries.setdefault(names.of(claim.counted.actor), set()).add(claim.place.name)
    return countries


def _area(place: Place | None, countries: set[str]) -> str:
    """The area counted; a country is the whole, unless the case counts the actor in several."""
    if place is None or (place.kind is PlaceKind.COUNTRY and len(countries) < 2):
        return ""
    return place.name


def _exact_first(count: Count) -> tuple[int, float, str, tuple[str, ...]]:
    window = count.window
    if window is None:
        return (2, 0, "", count.claims)
    span = days.length(window).high
    return (
        0 if window.is_exact else 1,
        float("inf") if span is None else float(span),
        str(window.start),
        count.claims,
    )


def _window_key(count: Count) -> str:
    return "" if count.window is None else f"{count.window.start} {count.window.end}"


def _one_window(known: Count, other: Count, *, alone: bool) -> bool:
    if known.window is None or other.window is None:
        return alone or known.window is other.window
    return days.compatible(known.window, other.window)


def _joined(known: Count, other: Count) -> Count:
    window = known.window
    if window is not None and other.window is not None:
        window = days.narrowed(window, other.window)
    return replace(
        known,
        window=window if window is not None else other.window,
        claims=known.claims + other.claims,
        sources=known.sources + tuple(s for s in other.sources if s not in known.sources),
        working=known.working + tuple(line for line in other.working if line not in known.working),
        inferred=known.inferred and other.inferred,
    )
