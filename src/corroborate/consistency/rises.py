"""A change told beside its two levels: "from 480 to 360, a drop of 25 per cent", "tripled from 30 to 90"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corroborate.consistency.seen import Seen
from corroborate.consistency.skeleton import skeletons
from corroborate.consistency.view import View
from corroborate.model.interval import Interval

TIMES = {
    "double": (1.75, 2.4),
    "triple": (2.6, 3.5),
    "quadruple": (3.5, 4.6),
    "halve": (0.4, 0.6),
}
"""What a number is multiplied by when it is said to double, triple and so on (a convention)."""


@dataclass(frozen=True, slots=True)
class Rise:
    """Two levels, with the share by which the second is said to be off the first, or the word for times."""

    old: Seen
    new: Seen
    share: Seen | None
    times: str | None

    @property
    def true(self) -> Interval | None:
        """The change as a share of the first level, or in times where times are told; None without bounds."""
        a, b = self.old.hard, self.new.hard
        if a.low is None or a.high is None or b.low is None or b.high is None or not a.low:
            return None
        low, high = float(b.low) / float(a.high), float(b.high) / float(a.low)
        if self.times is not None:
            return Interval(low, high)
        ends = sorted((abs(low - 1), abs(high - 1)))
        return Interval(ends[0], ends[1])


def rises(view: View) -> Iterator[Rise]:
    """Every change that the layout of the words ties to its two levels, each once."""
    met: set[tuple[str, str]] = set()
    for line in skeletons(view):
        for found in line.find("told_together", "rises"):
            (old,), (new,) = found["old"], found["new"]
            if _is_pair(old, new) and (old.id, new.id) not in met:
                met.add((old.id, new.id))
                yield Rise(old, new, found["share"][0], None)
        for times in TIMES:
            for found in line.find("told_together", "times", times):
                (old,), (new,) = found["old"], found["new"]
                if _is_pair(old, new) and (old.id, new.id) not in met:
                    met.add((old.id, new.id))
                    yield Rise(old, new, None, times)


def _is_pair(old: Seen, new: Seen) -> bool:
    x, y = old.claim.quantity, new.claim.quantity
    if x is None or y is None:
        return False
    # "From 300 to 200 millimetres" says the unit once.
    return x.unit is None or y.unit is None or (x.dimension is y.dimension and x.unit == y.unit)
