"""What would settle it: the pieces of evidence that would narrow an estimate most, by simulation."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from corroborate.case.evidence import Estimator
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Estimate
from corroborate.model.evidence import Settling, SliceEvidence
from corroborate.model.interval import Interval

SIMULATIONS = 5
"""Repetitions a piece of evidence: enough to rank pieces, not to print digits. Convention."""
NEW_LIST = 0.3
"""Share of all incidents that a further list is taken to record: the middle of what lists of conflict
incidents are measured to cover. Convention."""
_UNSEEN_LIMIT = 10_000_000


def settling(
    held: SliceEvidence,
    estimator: Estimator,
    *,
    seed: int,
    simulations: int = SIMULATIONS,
    parts: Mapping[str, CaptureHistories] | None = None,
) -> tuple[Settling, ...]:
    """Pieces of evidence ranked by how much of the interval each is expected to take away.

    A further independent list, twice the coverage of each list there is, full documentation of each of
    ``parts`` (words → its capture histories: a province, a month), and certainty about who is the same are
    tried. Totals are drawn from the estimate, the new records simulated, and the whole estimated again; what
    the linkage leaves open stays open, as variance of log N added to each result. Empty where there is no
    estimate with an upper end.
    """
    estimate, table = held.estimate, held.typical
    if estimate is None or table is None:
        return ()
    now = _width(estimate.interval)
    if now is None:
        return ()
    certain = estimator([table], (0.0, 0.0))
    sure = _width(certain.interval) if isinstance(certain, Estimate) else None
    open_links = max(0.0, now**2 - sure**2) if sure is not None else 0.0
    rng = np.random.default_rng(_key(seed, held))
    totals = [_total(estimate, (i + 1) / (simulations + 1)) for i in range(simulations)]
    found = []
    for kind, words, make in _pieces(table):
        results = []
        for total in totals:
            new = estimator([make(rng, table, max(total, table.n))], (0.0, 0.0))
            if isinstance(new, Estimate) and _width(new.interval) is not None:
                results.append(new.interval)
        if results:
            found.append(_settling(held, kind, words, estimate.interval, results, open_links))
    for words, part in (parts or {}).items():
        results = _documented(table, part, totals, estimator)
        if results:
            found.append(_settling(held, "part", words, estimate.interval, results, open_links))
    if isinstance(certain, Estimate) and sure is not None:
        words = "a person's decision on every pair of records that the data leave open"
        found.append(_settling(held, "decisions", words, estimate.interval, [certain.interval], 0.0))
    return tuple(sorted((s for s in found if s.narrows > 0), key=lambda s: -s.narrows))


def _documented(
    table: CaptureHistories, part: CaptureHistories, totals: Sequence[int], estimator: Estimator
) -> list[Interval]:
    """Estimates with everything of a part known: the rest estimated, the part counted.

    The part holds as large a share of what nobody recorded as of what somebody did.
    """
    left = {pattern: count - part.cells.get(pattern, 0) for pattern, count in table.cells.items()}
    rest = CaptureHistories.of(table.lists, [cell for cell in left.items() if cell[1] > 0])
    new = estimator([rest], (0.0, 0.0)) if 0 < rest.n < table.n else None
    if not isinstance(new, Estimate) or _width(new.interval) is None:
        return []
    results = []
    for total in totals:
        known = round(part.n * max(total, table.n) / table.n)
        low, high = new.interval.low, new.interval.high
        results.append(Interval(None if low is None else low + known, None if high is None else high + known))
    return results


def _settling(
    held: SliceEvidence,
    kind: str,
    words: str,
    now: Interval,
    results: Sequence[Interval],
    open_links: float,
) -> Settling:
    before = _width(now) or 1.0
    widths = [math.sqrt((_width(r) or before) ** 2 + open_links) for r in results]
    middle = sorted(results, key=lambda r: (_width(r) or 0.0, r.low or 0))[len(results) // 2]
    narrows = round(1 - sum(widths) / len(widths) / before, 3)
    expected = _widened(middle, open_links)
    return Settling(held.slice.id, kind, words, max(0.0, narrows), now, expected, len(results))


def _widened(interval: Interval, open_links: float) -> Interval:
    """An interval with a variance of log N added, about the same middle of log N, rounded outwards."""
    width = _width(interval)
    if not open_links or width is None or interval.low is None or interval.high is None:
        return interval
    middle = math.sqrt(interval.low * interval.high)
    half = math.exp(math.sqrt(width**2 + open_links) / 2)
    return Interval(math.floor(middle / half), math.ceil(middle * half))


class _Further:
    """One more list that records each incident by the same chance, whoever else records it."""

    def __init__(self, share: float) -> None:
        self.share = share

    def __call__(self, rng: np.random.Generator, table: CaptureHistories, total: int) -> CaptureHistories:
        bit = 1 << len(table.lists)
        cells: list[tuple[int, int]] = []
        for pattern, count in (*table.cells.items(), (0, min(total - table.n, _UNSEEN_LIMIT))):
            seen = int(rng.binomial(count, self.share))
            cells += [(pattern | bit, seen), (pattern, count - seen)]
        return CaptureHistories.of((*table.lists, "a further list"), [c for c in cells if c[0]])


class _Doubled:
    """One of the lists records as many again, among those that it lacks."""

    def __init__(self, which: int) -> None:
        self.which = which

    def __call__(self, rng: np.random.Generator, table: CaptureHistories, total: int) -> CaptureHistories:
        bit = 1 << self.which
        size = table.sizes[self.which]
        share = min(1.0, size / max(1, total - size))
        cells: list[tuple[int, int]] = []
        for pattern, count in (*table.cells.items(), (0, min(total - table.n, _UNSEEN_LIMIT))):
            added = 0 if pattern & bit else int(rng.binomial(count, share))
            cells += [(pattern | bit, added), (pattern, count - added)]
        return CaptureHistories.of(table.lists, [c for c in cells if c[0]])


def _pieces(table: CaptureHistories) -> Iterator[tuple[str, str, _Further | _Doubled]]:
    words = f"a further list, made independently, that records about {NEW_LIST:.0%} of all incidents"
    yield "list", words, _Further(NEW_LIST)
    for which, name in enumerate(table.lists):
        yield "coverage", f"as many incidents again from {name}", _Doubled(which)


def _total(estimate: Estimate, level: float) -> int:
    if estimate.posterior is not None:
        return estimate.posterior.quantile(level)
    low = math.log(max(1.0, float(estimate.interval.low or 1)))
    high = math.log(max(1.0, float(estimate.interval.high or 1)))
    return round(math.exp(low + level * (high - low)))


def _width(interval: Interval) -> float | None:
    """The length of the interval of log N; None where it has no upper end or no length."""
    if interval.high is None or interval.low is None or interval.low <= 0 or interval.high <= interval.low:
        return None
    return math.log(interval.high / interval.low)


def _key(seed: int, held: SliceEvidence) -> int:
    return int.from_bytes(hashlib.sha256(f"{seed} {held.slice.id}".encode()).digest()[:8], "big")
