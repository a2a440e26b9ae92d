"""Comparisons: figures about one thing side by side, and in figures what separates them."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corroborate.model.assessment import Basis, Comparison, Figure
from corroborate.model.claim import AnyClaim
from corroborate.model.finding import Level
from corroborate.model.interval import Interval
from corroborate.model.measure import Measures
from corroborate.weighing import days, ratio, words
from corroborate.weighing.count import Count, digest
from corroborate.weighing.group import Copies, Group, Misquote
from corroborate.weighing.series import Inside, Series, laid


@dataclass(frozen=True, slots=True)
class Beside:
    """The verified counts that lie beside a claimed one: its evidence."""

    claimed: Count
    series: Series
    inside: Inside
    within: Count | None
    """What was verified within the claim's window, as one count; None where nothing was."""


@dataclass(slots=True)
class Found:
    """Figures and comparisons as they are made."""

    figures: dict[str, Figure] = field(default_factory=dict)
    comparisons: dict[str, Comparison] = field(default_factory=dict)

    def add(self, count: Count, measures: Measures) -> Figure:
        """Keep a count as a figure; the first of an id stays."""
        made = count.figure(measures)
        return self.figures.setdefault(made.id, made)

    def compare(self, comparison: Comparison) -> None:
        """Keep a comparison once."""
        self.comparisons.setdefault(comparison.id, comparison)


def beside(claimed: Count, group: Group, measures: Measures) -> Beside | None:
    """The verified series that shares most days with a claimed count; None where none shares any.

    Where the case has no verified count of the thing, what a named third party counted stands in.
    """
    third = {Basis.VERIFIED}
    if not any(basis is Basis.VERIFIED for _, basis, _ in group.series):
        third = {Basis.NOT_STATED} if group.actor else set()
    best: Beside | None = None
    most: float = 0
    for (measure, basis, _), series in group.series.items():
        if basis not in third or claimed.window is None:
            continue
        if not (measures.includes(claimed.measure, measure) or measures.includes(measure, claimed.measure)):
            continue
        if not all(c.named for c in series.counts):
            continue
        inside = series.inside(claimed.window)
        if not inside.whole and not inside.partial:
            continue
        span = days.length(claimed.window).high
        covered = (span or 0) - int(inside.uncovered.low or 0)
        if covered > most:
            best, most = Beside(claimed, series, inside, _within(claimed, series, inside)), covered
    return best


def claim_with_evidence(found: Found, side: Beside, group: Group, measures: Measures) -> None:
    """A claimed count against what was verified within its window."""
    claimed, within = side.claimed, side.within
    if within is None:
        return
    known = ratio.known(within)
    evidence = found.add(within, measures)
    stated = found.add(claimed, measures)
    share = ratio.figure(within, claimed, measures)
    found.figures.setdefault(share.id, share)
    working = [ratio.sentence(within, claimed), *ratio.windows(within, claimed), *_reach(side)]
    working += ratio.rates(within, claimed)
    if within.window and claimed.window and within.window != claimed.window:
        working.append(f"Over the whole of the claimed window the {known} can only be more, never fewer.")
    working.append(
        f"The share is of counts: whether the {known} are among the claimed is not known from counts."
    )
    found.compare(
        Comparison(
            digest("comparison", "evidence", within.id, claimed.id),
            measures.label(claimed.measure),
            group.actor,
            (evidence.id, stated.id, share.id),
            tuple(ratio.separates(within, claimed, measures)),
            ratio.sentence(within, claimed),
            tuple(working),
            kind="evidence",
            claims=_first((*side.inside.whole, *side.inside.partial, claimed)),
        )
    )


def printed_together(
    found: Found,
    verified: Count,
    claimed: Count,
    side: Beside,
    best: tuple[Count, Count] | None,
    group: Group,
    measures: Measures,
    where: str,
    printed: tuple[str, str],
    quote: Misquote | None = None,
) -> None:
    """Two headline numbers that one publication sets side by side, and why they differ."""
    head = ratio.share(verified.value, claimed.value)
    a, b = found.add(verified, measures), found.add(claimed, measures)
    working = [
        (f"{verified.shown} covers {_span(verified)}; {claimed.shown} covers {_span(claimed)}."),
        *ratio.windows(verified, claimed),
    ]
    figures = [a.id, b.id]
    if quote is not None:
        working.insert(
            0,
            f"{verified.shown} is printed there for "
            f"{words.window(quote.secondary.window)}; a closer "
            f"statement of the same count gives {words.window(verified.window)}.",
        )
    if side.within is not None:
        figures.append(found.add(side.within, measures).id)
        working.append(
            f"Within the claim's own window, {verified.counter} {ratio.known(verified)} "
            f"{words.interval(side.inside.value)}."
        )
        working += _reach(side)
    conclusion = (
        f"{ratio.over(verified)} against {ratio.over(claimed)}: not the same days, nor the same kind."
    )
    level = Level.DIFFERS
    if best is not None and best != (verified, claimed):
        share = ratio.figure(best[0], best[1], measures)
        figures += [found.add(best[0], measures).id, found.add(best[1], measures).id, share.id]
        found.figures.setdefault(share.id, share)
        working.append(f"Where the windows match best: {ratio.sentence(*best)}")
        matched = ratio.share(best[0].value, best[1].value)
        conclusion, level = _most(head, matched, verified, claimed, working)
    found.compare(
        Comparison(
            digest("comparison", "pair", verified.id, claimed.id, where),
            measures.label(claimed.measure),
            group.actor,
            tuple(dict.fromkeys(figures)),
            (f"printed side by side: {where}", *ratio.separates(verified, claimed, measures)),
            conclusion,
            tuple(working),
            kind="pair",
            level=level,
            claims=tuple(dict.fromkeys((*printed, *_first((verified, *(best or ())))))),
        )
    )


def misquoted(
    found: Found, quote: Misquote, group: Group, measures: Measures, named: Mapping[str, str]
) -> None:
    """One count of one counter with two windows."""
    first, second = quote.primary, quote.secondary
    a, b = found.add(first, measures), found.add(second, measures)
    value = words.interval(first.value)
    lead, copy = named.get(first.sources[0], ""), named.get(second.sources[0], "")
    working = [
        f"{lead}: {value} of {first.counter} covers {_span(first)}.",
        f"{copy}: {value} of {second.counter} covers {_span(second)}.",
    ]
    if first.window and second.window:
        both = words.day_count(days.shared(first.window, second.window))
        working.append(f"The two windows share {both} and are not the same.")
    conclusion = (
        f"{value}, attributed to {first.counter}, covers {_span(first)}, not {_span(second)}."
        if quote.settled
        else f"{value}, attributed to {first.counter}, is printed with two windows; nothing here decides."
    )
    separates = [f"window: {words.window(first.window)} against {words.window(second.window)}"]
    if first.measure != second.measure:
        separates.append(ratio.definition(first, second, measures))
    found.compare(
        Comparison(
            digest("comparison", "misquote", first.id, second.id),
            measures.label(first.measure),
            group.actor,
            (a.id, b.id),
            tuple(separates),
            conclusion,
            tuple(working),
            kind="misquote",
            level=Level.CHANGES if quote.settled else Level.DIFFERS,
            claims=_first((first, second)),
        )
    )


def copied(found: Found, copies: Copies, group: Group, measures: Measures, named: Mapping[str, str]) -> None:
    """Different numbers printed for one count."""
    ids = [found.add(v, measures).id for v in copies.variants]
    working = [
        f"{words.listed([named.get(s, s) for s in v.sources])}: {words.interval(v.value)}"
        for v in copies.variants
    ]
    first = copies.variants[0]
    values = words.listed([words.interval(v.value) for v in copies.variants])
    decided = (
        f"{words.interval(copies.kept.value)} is kept: the other does not agree with the numbers beside it."
        if copies.kept
        else "nothing here decides between them, and the figure is their range."
    )
    found.compare(
        Comparison(
            digest("comparison", "copies", *sorted(ids)),
            measures.label(first.measure),
            group.actor,
            tuple(ids),
            (
                (
                    f"copies: {values} are printed for one count of {first.counter} in "
                    f"{words.window(first.window)}"
                ),
            ),
            f"{values} for one count of {first.counter}: {decided}",
            tuple(working),
            kind="copies",
            claims=_first(copies.variants),
        )
    )


def best_match(sides: Sequence[Beside]) -> tuple[Count, Count] | None:
    """The verified and the claimed count whose windows match best, of those laid together without a gap."""
    best: tuple[float, str, Count, Count] | None = None
    for side in sides:
        within, claimed = side.within, side.claimed
        if within is None or within.window is None or claimed.window is None or not claimed.value.is_bounded:
            continue
        if side.inside.partial or within.window == claimed.window != side.inside.whole[0].window:
            continue
        whole, covered = days.length(claimed.window).high, days.length(within.window).low
        if not whole or not covered:
            continue
        item = (covered / whole, claimed.id, within, claimed)
        if best is None or item[:2] > best[:2]:
            best = item
    return None if best is None else best[2:]


def nearest(claims: Sequence[AnyClaim], of: Mapping[str, Count]) -> list[tuple[AnyClaim, AnyClaim]]:
    """Of each document, each claimed count with the verified count printed nearest to it, once a pair."""
    by_text: dict[str, list[AnyClaim]] = {}
    for claim in claims:
        by_text.setdefault(claim.span.text_id, []).append(claim)
    pairs: dict[tuple[str, str, str], tuple[AnyClaim, AnyClaim]] = {}
    for text, members in by_text.items():
        members.sort(key=lambda c: c.span.start)
        for order in (members, members[::-1]):
            last: AnyClaim | None = None
            for claim in order:
                count = of[claim.id]
                if count.basis is Basis.VERIFIED or (count.basis is Basis.NOT_STATED and count.named):
                    last = claim
                elif last is not None and count.basis in ratio.CLAIMS:
                    pairs.setdefault((text, of[last.id].id, count.id), (last, claim))
    return list(pairs.values())


def _within(claimed: Count, series: Series, inside: Inside) -> Count | None:
    """What lies in the window as one count: laid end to end where it can be, else the sum with its gaps."""
    if not inside.whole:
        return None
    whole = inside.whole
    adjacent = [
        a.window is not None and b.window is not None and days.touches(a.window, b.window)
        for a, b in itertools.pairwise(whole)
    ]
    if all(adjacent) and not inside.partial:
        return laid(whole, series.left_out) if len(whole) > 1 else whole[0]
    parts = " + ".join(words.interval(c.value) for c in whole)
    low = Interval.exactly(0)
    for count in whole:
        low = low + count.value
    working = [f"Wholly inside the window: {parts} = {words.interval(low)}"] if len(whole) > 1 else []
    working += words.brief(
        [
            f"{words.interval(c.value)} in {words.window(c.window)} lies wholly inside the window."
            for c in whole
        ]
    )
    working += [
        f"{words.interval(c.value)} in {words.window(c.window)} lies partly inside: from 0 to all of it "
        f"counts."
        for c in inside.partial
    ]
    if (inside.uncovered.high or 1) > 0:
        working.append(
            f"{words.day_count(inside.uncovered)} of the window are covered by no count of this counter."
        )
    first = whole[0]
    return Count(
        first.measure,
        first.actor,
        first.area,
        first.basis,
        first.counter,
        inside.value,
        claimed.window,
        tuple(dict.fromkeys(i for c in (*whole, *inside.partial) for i in c.claims)),
        tuple(dict.fromkeys(s for c in (*whole, *inside.partial) for s in c.sources)),
        tuple(working),
        any(c.inferred for c in (*whole, *inside.partial)),
        first.target,
        qualifier="on those days of the window that its counts cover",
        kind="within",
    )


def _reach(side: Beside) -> list[str]:
    lines = [
        f"{words.interval(c.value)} more were {ratio.known(c)} in {words.window(c.window)}, which lies "
        f"only partly "
        f"in "
        "the claim's window: how many of them fall inside is not known."
        for c in side.inside.partial
    ]
    if side.inside.uncovered.high != 0:
        lines.append(
            f"{words.day_count(side.inside.uncovered)} of the claim's window are covered by no such count."
        )
    return lines


def _first(counts: Sequence[Count]) -> tuple[str, ...]:
    """The first claim of each count: the one that states its window most exactly."""
    return tuple(dict.fromkeys(c.claims[0] for c in counts))


def _span(count: Count) -> str:
    if count.window is None:
        return "a window that is not stated"
    return f"{words.day_count(days.length(count.window))}, {words.window(count.window)}"


def _most(
    head: Interval, matched: Interval, verified: Count, claimed: Count, working: list[str]
) -> tuple[str, Level]:
    """Say how much of the gap between two headline numbers is the windows, and how much is left."""
    shown = f"{words.percent(head)} side by side, {words.percent(matched)} where the windows match best"
    pair = f"{verified.shown} against {claimed.shown}"
    if head.high is None or matched.low is None or matched.low <= head.high or head.high >= 1:
        return f"{pair}: {shown}; matching the windows does not narrow the gap.", Level.DIFFERS
    explained, left = matched.low - head.high, 1 - matched.low
    working.append(
        f"Matching the windows takes the share from {words.percent(head)} to {words.percent(matched)}: at "
        f"least {round(explained * 100)} of the points between the two numbers are a matter of windows; "
        f"{round(left * 100)} are left between {ratio.known(verified)} and claimed, and between definitions."
    )
    if explained > left:
        return (
            f"{pair}: {shown}. Most of it is windows; the rest is {ratio.known(verified)} against claimed.",
            Level.CHANGES,
        )
    return (
        f"{pair}: {shown}. The windows are part of it; most is {ratio.known(verified)} against claimed.",
        Level.DIFFERS,
    )
