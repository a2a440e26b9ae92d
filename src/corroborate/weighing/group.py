"""Groups: counts of one thing by one actor, cleaned of echoes, differing copies and misquoted windows."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import inf

from corroborate.model.assessment import Basis
from corroborate.model.dossier import Document
from corroborate.model.finding import Checked, Level
from corroborate.model.interval import Interval, Number
from corroborate.model.measure import Measures
from corroborate.model.window import AnchorKind, Granularity
from corroborate.weighing import days, words
from corroborate.weighing.count import Count, merge
from corroborate.weighing.echo import adopt, is_telling
from corroborate.weighing.names import Names
from corroborate.weighing.series import Series


@dataclass(frozen=True, slots=True)
class Misquote:
    """A count given with another window than its source's own."""

    primary: Count
    secondary: Count
    settled: bool
    """False where nothing says which of the two stands closer to the source."""


@dataclass(frozen=True, slots=True)
class Copies:
    """Different numbers printed for one count; ``kept`` is None where nothing decides between them."""

    variants: tuple[Count, ...]
    kept: Count | None
    finding: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """Counts of one family of measures by one actor in one area."""

    actor: str
    area: str
    counts: tuple[Count, ...]
    """One a figure; misquoted windows are left out, differing copies are one."""
    misquotes: tuple[Misquote, ...]
    copies: tuple[Copies, ...]
    series: Mapping[tuple[str, Basis, str], Series]
    same_window: Mapping[tuple[Basis, str, tuple[date, date]], list[Count]]
    """Counts over exact windows by basis, measure and days."""
    claimed: tuple[Count, ...]
    """What the party says or is counted as saying, the largest first."""
    announced: tuple[Count, ...]
    """What a third party counted of the party's claims, the smallest first."""

    def by_basis(self, *bases: Basis) -> list[Count]:
        """The counts of these bases."""
        return [c for c in self.counts if c.basis in bases]


def gather(
    counts: Sequence[Count],
    checked: Checked,
    documents: Sequence[Document],
    measures: Measures,
    names: Names,
    named: Mapping[str, str],
    source: Mapping[str, str],
    totals: Mapping[str, frozenset[str]],
) -> list[Group]:
    """The groups of a case, those with most counts first.

    ``totals`` has the totals that a claim is part of: parts are not evidence beside their total.
    """
    root = _families({c.measure for c in counts}, measures)
    found: dict[tuple[str, str, str, str], list[Count]] = {}
    for count in adopt(counts, root, named):
        thing = "" if count.actor else f"{count.target} {_without_digits(count.said)}"
        place = (root[count.measure], count.actor, count.area, thing)
        found.setdefault(place, []).append(count)
    refuted = _refuted(checked, source)
    publishers = {d.source.id: names.of(d.source.publisher, organs=True) for d in documents}
    groups = []
    for (_, actor, area, _), members in sorted(found.items()):
        merged, copies = _settle(merge(members), refuted)
        kept, misquotes = _misquoted(merged, publishers, names)
        by_series: dict[tuple[str, Basis, str], list[Count]] = {}
        here = {claim for count in members for claim in count.claims}
        for count in kept:
            if measures.is_stock(count.measure):
                continue
            if all(totals.get(claim, frozenset()) & here for claim in count.claims):
                continue
            by_series.setdefault((count.measure, count.basis, count.counter), []).append(count)
        series = {k: Series.of(v) for k, v in sorted(by_series.items())}
        same_window: dict[tuple[Basis, str, tuple[date, date]], list[Count]] = {}
        for count in kept:
            if count.window is not None and (exact := days.bounds(count.window)):
                same_window.setdefault((count.basis, count.measure, exact), []).append(count)
        said = [c for c in kept if c.basis in {Basis.CLAIMED, Basis.COUNTED_CLAIMS}]
        said.sort(key=lambda c: (-_or(c.value.low, -inf), c.claims))
        announced = [c for c in said if c.basis is Basis.COUNTED_CLAIMS]
        announced.sort(key=lambda c: (_or(c.value.high, inf), c.claims))
        groups.append(
            Group(
                actor,
                area,
                tuple(kept),
                tuple(misquotes),
                tuple(copies),
                series,
                same_window,
                tuple(said),
                tuple(announced),
            )
        )
    groups.sort(key=lambda g: (-len({c.basis for c in g.counts}), -len(g.counts), g.actor, g.area))
    return groups


def _or(value: Number | None, otherwise: float) -> float:
    return otherwise if value is None else value


def _without_digits(said: str) -> str:
    """The words of what is counted without the number, so that two counts of one thing meet."""
    return " ".join(w for w in said.casefold().split() if not any(c.isdigit() for c in w))


def _families(ids: set[str], measures: Measures) -> dict[str, str]:
    """The name of the family of each measure: measures are kin where one includes the other."""
    root = {i: i for i in ids}

    def find(i: str) -> str:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for i in sorted(ids):
        for up in sorted(measures.broader(i) & ids):
            a, b = sorted((find(i), find(up)))
            root[b] = a
    return {i: find(i) for i in ids}


def _refuted(checked: Checked, source: Mapping[str, str]) -> dict[str, str]:
    """Claims that clash with others of their own source, by the finding that says so."""
    return {
        claim: finding.id
        for finding in checked.findings
        if finding.strict
        and finding.level is not Level.AGREES
        and len({source.get(c, c) for c in finding.claims}) == 1
        for claim in finding.claims
    }


def _settle(counts: Sequence[Count], refuted: Mapping[str, str]) -> tuple[list[Count], list[Copies]]:
    """Make one of counts that differ only in the number and come from different publications."""
    slots: dict[tuple[object, ...], list[Count]] = {}
    for count in counts:
        third = count.basis in {Basis.VERIFIED, Basis.COUNTED_CLAIMS}
        same = bool(third and count.actor and count.window is not None and count.window.is_exact)
        place = (
            (count.measure, count.basis, count.counter, str(count.window))
            if same
            else (count.id, count.claims)
        )
        if same and count.window is not None:
            place = (count.measure, count.basis, count.counter, *(days.bounds(count.window) or ()))
        slots.setdefault(place, []).append(count)
    result: list[Count] = []
    copies: list[Copies] = []
    for variants in slots.values():
        if len(variants) < 2 or not _are_copies(variants):
            result += variants
            continue
        sound = [v for v in variants if not all(c in refuted for c in v.claims)]
        kept = sound[0] if len(sound) == 1 else None
        finding = next(
            (refuted[c] for v in variants if v is not kept for c in v.claims if c in refuted), None
        )
        copies.append(Copies(tuple(variants), kept, finding if kept else None))
        result.append(_one_of(variants, kept))
    return result, copies


def _are_copies(variants: Sequence[Count]) -> bool:
    values = sorted((v.value for v in variants), key=lambda i: (i.low is not None, i.low or 0))
    targets = {v.target for v in variants if v.target}
    sources = [s for v in variants for s in v.sources]
    apart = all(not a.overlaps(b) for a, b in itertools.pairwise(values))
    return apart and len(targets) < 2 and len(sources) == len(set(sources))


def _one_of(variants: Sequence[Count], kept: Count | None) -> Count:
    shown = words.listed(tuple(words.interval(v.value) for v in variants))
    if kept is not None:
        others = words.listed(tuple(words.interval(v.value) for v in variants if v is not kept))
        return replace(
            kept,
            working=(
                (
                    f"Copies differ: {shown}. {words.interval(kept.value)} is kept, because {others} does "
                    f"not "
                    "agree with the other numbers printed beside it."
                ),
            ),
        )
    lows = [v.value.low for v in variants]
    highs = [v.value.high for v in variants]
    low = None if None in lows else min(x for x in lows if x is not None)
    high = None if None in highs else max(x for x in highs if x is not None)
    first = variants[0]
    return replace(
        first,
        value=Interval(low, high),
        claims=tuple(dict.fromkeys(c for v in variants for c in v.claims)),
        sources=tuple(dict.fromkeys(s for v in variants for s in v.sources)),
        working=(f"Copies differ: {shown}. Nothing decides between them, so the figure is their range.",),
    )


def _misquoted(
    counts: Sequence[Count], publishers: Mapping[str, str], names: Names
) -> tuple[list[Count], list[Misquote]]:
    """Counts of one counter with one telling number over overlapping but different windows."""
    slots: dict[tuple[str, Interval], list[Count]] = {}
    for count in counts:
        if _is_telling(count):
            slots.setdefault((count.counter, count.value), []).append(count)
    dropped: set[int] = set()
    misquotes = []
    for same in slots.values():
        ranked = sorted(same, key=lambda c: (*_closeness(c, publishers, names), c.id))
        primary = ranked[0]
        for other in ranked[1:]:
            if primary.window is None or other.window is None or set(primary.sources) & set(other.sources):
                continue
            if (
                days.compatible(primary.window, other.window)
                or not days.shared(primary.window, other.window).low
            ):
                continue
            settled = _closeness(primary, publishers, names) < _closeness(other, publishers, names)
            misquotes.append(Misquote(primary, other, settled))
            if settled:
                dropped.add(id(other))
    return [c for c in counts if id(c) not in dropped], misquotes


def _is_telling(count: Count) -> bool:
    """True where the same number twice is hardly chance, and it is not what a party says of itself."""
    return bool(count.basis is not Basis.CLAIMED and count.actor and count.window and is_telling(count.value))


def _closeness(count: Count, publishers: Mapping[str, str], names: Names) -> tuple[int, int, int]:
    """How close a statement stands to its source: own publication, dates of its own, to the day."""
    own = any(publishers.get(s) == names.of(count.counter, organs=True) for s in count.sources)
    window = count.window
    dated = window is not None and window.anchor.kind in {AnchorKind.EXPLICIT, AnchorKind.MENTION}
    to_the_day = window is not None and window.is_exact and window.granularity is Granularity.DAY
    return (0 if own else 1, 0 if to_the_day else 1, 0 if dated else 1)
