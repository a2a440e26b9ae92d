"""Series: counts of one counter over windows that do not overlap, laid end to end.

Only exact windows are laid together. Days that no count covers are said and never bridged; a count whose
window overlaps the series is left out and named.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from corroborate.model.assessment import Basis
from corroborate.model.interval import Interval
from corroborate.model.window import Window
from corroborate.weighing import days, words
from corroborate.weighing.count import Count


@dataclass(frozen=True, slots=True)
class Inside:
    """What a series has inside a window: the counts wholly in it, and those that reach over its ends."""

    whole: tuple[Count, ...]
    partial: tuple[Count, ...]
    uncovered: Interval
    """Days of the window that no count of the series covers."""

    @property
    def value(self) -> Interval:
        """The fewest and most that the counter counted on the days of the window that it covers."""
        total = Interval.exactly(0)
        for count in self.whole:
            total = total + count.value
        most = total.high
        for count in self.partial:
            most = None if most is None or count.value.high is None else most + count.value.high
        return Interval(total.low, most)


@dataclass(frozen=True, slots=True)
class Series:
    """Counts in order of time whose windows share no day; ``left_out`` overlap one of them."""

    counts: tuple[Count, ...]
    left_out: tuple[Count, ...]
    firsts: tuple[date, ...]
    lasts: tuple[date, ...]

    @classmethod
    def of(cls, counts: Sequence[Count]) -> Series:
        """The counts that together cover most days without overlap.

        Ties go to the finer ones, and of two over one window to the larger, of which the smaller may be a
        part. Weighted interval scheduling: n log n in the number of counts.
        """
        exact = [(b, c) for c in counts if c.window is not None and (b := days.bounds(c.window))]
        exact.sort(key=lambda item: (item[0][1], item[0][0], -(item[1].value.low or 0), item[1].claims))
        ends = [b[1] for b, _ in exact]
        best: list[tuple[int, int]] = [(0, 0)]
        taken: list[bool] = []
        for i, ((first, last), _) in enumerate(exact):
            before = best[bisect_left(ends, first, 0, i)]
            with_it = (before[0] + (last - first).days + 1, before[1] + 1)
            taken.append(with_it > best[-1])
            best.append(max(with_it, best[-1]))
        chosen: list[Count] = []
        i = len(exact)
        while i > 0:
            if taken[i - 1]:
                chosen.append(exact[i - 1][1])
                i = bisect_left(ends, exact[i - 1][0][0], 0, i - 1)
            else:
                i -= 1
        chosen.reverse()
        kept = {c.claims for c in chosen}
        bounds = [b for c in chosen if c.window is not None and (b := days.bounds(c.window))]
        return cls(
            tuple(chosen),
            tuple(c for _, c in exact if c.claims not in kept),
            tuple(b[0] for b in bounds),
            tuple(b[1] for b in bounds),
        )

    def runs(self) -> list[tuple[Count, ...]]:
        """The stretches without a gap, each as the counts that make it."""
        runs: list[list[Count]] = []
        for i, count in enumerate(self.counts):
            if i and (self.firsts[i] - self.lasts[i - 1]).days == 1:
                runs[-1].append(count)
            else:
                runs.append([count])
        return [tuple(run) for run in runs]

    def inside(self, window: Window) -> Inside:
        """What the series has inside a window, whose ends may be uncertain; log n and the counts found."""
        earliest, latest = window.start.first, window.end.last
        i = 0 if earliest is None else bisect_left(self.lasts, earliest)
        j = len(self.counts) if latest is None else bisect_right(self.firsts, latest)
        touching = self.counts[i:j]
        whole = tuple(c for c in touching if c.window is not None and c.window.surely_within(window))
        kept = {c.claims for c in whole}
        partial = tuple(c for c in touching if c.claims not in kept)
        covered = Interval.exactly(0)
        for count in touching:
            if count.window is not None:
                covered = covered + days.shared(count.window, window)
        total = days.length(window)
        low = max(0, (total.low or 0) - (covered.high or 0))
        high = None if total.high is None else max(low, total.high - int(covered.low or 0))
        return Inside(whole, partial, Interval(low, high))


def laid(run: Sequence[Count], others: Sequence[Count] = ()) -> Count:
    """The counts of a run as one count over their joint window, with the working."""
    first, last = run[0], run[-1]
    total = Interval.exactly(0)
    for count in run:
        total = total + count.value
    parts = [f"({words.interval(c.value)})" if not c.value.is_exact else words.interval(c.value) for c in run]
    window = days.join(first.window, last.window) if first.window and last.window else None
    working = [f"{' + '.join(parts)} = {words.interval(total)}"]
    pieces = [
        f"{words.window(c.window)} ({words.day_count(days.length(c.window))}): {words.interval(c.value)}"
        for c in run
        if c.window
    ]
    working += words.brief(pieces)
    working.append(
        "Each window begins on the day after the one before it ends: no day is counted twice or left out."
    )
    if window is not None:
        inside = [c for c in others if c.window and (days.shared(c.window, window).high or 0) > 0]
        working += [
            f"Left out, because its window overlaps: {words.interval(c.value)} in {words.window(c.window)}."
            for c in inside
        ]
    for count in run:
        working += [line for line in count.working if line not in working]
    if any(c.inferred for c in run) and first.basis is Basis.VERIFIED:
        working.append(
            f"Not every statement repeats that {first.counter} verified; it says so of its other counts."
        )
    return Count(
        first.measure,
        first.actor,
        first.area,
        first.basis,
        first.counter,
        total,
        window,
        tuple(dict.fromkeys(i for c in run for i in c.claims)),
        tuple(dict.fromkeys(s for c in run for s in c.sources)),
        tuple(working),
        any(c.inferred for c in run),
        first.target,
        kind="laid",
    )
