"""Capture histories: who was recorded on which of several lists."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corroborate.errors import TableError

MOST_LISTS = 62
"""A pattern is one 64-bit word."""

MOST_INDIVIDUALS = 10**10
"""More than all people alive; far beyond, likelihoods lose the digits that an interval needs."""


@dataclass(frozen=True, slots=True)
class CaptureHistories:
    """How many individuals were recorded on exactly which lists.

    ``patterns`` are inclusion patterns as whole numbers, ascending and distinct: bit ``j`` is set where
    the individual is on ``lists[j]``. ``counts`` are the individuals with that pattern, all positive;
    patterns that nobody has are left out. Nobody has the pattern 0: it is what is to be estimated.
    ``notes`` say in words what was done to the table while it was read. Raises TableError where that
    does not hold.
    """

    lists: tuple[str, ...]
    patterns: tuple[int, ...]
    counts: tuple[int, ...]
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.lists) > MOST_LISTS:
            raise TableError(
                f"a table of capture histories has at most {MOST_LISTS} lists", value=len(self.lists)
            )
        if len(set(self.lists)) != len(self.lists):
            twice = sorted({name for name in self.lists if self.lists.count(name) > 1})
            raise TableError("two lists have the same name", value=", ".join(twice), hint="rename one")
        if len(self.patterns) != len(self.counts):
            raise TableError("there must be one count a pattern", value=len(self.counts))
        last = 0
        for pattern, count in zip(self.patterns, self.counts, strict=True):
            if pattern == 0:
                raise TableError(
                    "a row without any list has a count, but nobody can have been seen on no list",
                    value=count,
                    hint="remove the row",
                )
            if pattern <= last or pattern >= 1 << len(self.lists):
                raise TableError("patterns must ascend and stay within the lists", value=pattern)
            if count <= 0:
                raise TableError("a count must be positive", value=count)
            last = pattern
        if sum(self.counts) > MOST_INDIVIDUALS:
            raise TableError(
                f"a table of capture histories holds at most {MOST_INDIVIDUALS:,} individuals",
                value=f"{sum(self.counts):,}",
            )

    @classmethod
    def of(
        cls,
        lists: Iterable[str],
        cells: Mapping[int, int] | Iterable[tuple[int, int]],
        notes: Iterable[str] = (),
    ) -> CaptureHistories:
        """Histories from patterns and counts in any order; equal patterns are added, zeros left out."""
        total: dict[int, int] = {}
        for pattern, count in cells.items() if isinstance(cells, Mapping) else cells:
            if count < 0:
                raise TableError("a count must not be negative", value=count)
            total[pattern] = total.get(pattern, 0) + count
        kept = sorted(item for item in total.items() if item[1])
        return cls(tuple(lists), tuple(p for p, _ in kept), tuple(c for _, c in kept), tuple(notes))

    @property
    def cells(self) -> dict[int, int]:
        """Pattern → count."""
        return dict(zip(self.patterns, self.counts, strict=True))

    @property
    def n(self) -> int:
        """How many individuals are on at least one list."""
        return sum(self.counts)

    @property
    def sizes(self) -> tuple[int, ...]:
        """How many individuals each list holds."""
        return tuple(self.margin(1 << j) for j in range(len(self.lists)))

    def margin(self, subset: int) -> int:
        """How many individuals are on every list of a subset, given as a pattern."""
        return sum(c for p, c in zip(self.patterns, self.counts, strict=True) if p & subset == subset)

    @property
    def frequencies(self) -> tuple[int, ...]:
        """How many individuals are on exactly 1, 2, … lists."""
        found = [0] * len(self.lists)
        for pattern, count in zip(self.patterns, self.counts, strict=True):
            found[pattern.bit_count() - 1] += count
        return tuple(found)

    @property
    def digest(self) -> str:
        """SHA-256 over lists, patterns and counts: equal tables have equal digests."""
        return hashlib.sha256(repr((self.lists, self.patterns, self.counts)).encode()).hexdigest()

    def keeping(self, names: Iterable[str]) -> CaptureHistories:
        """The same individuals on fewer lists; who is on none of them is no longer seen."""
        wanted = set(names)
        unknown = sorted(wanted - set(self.lists))
        if unknown:
            raise TableError(
                "there is no such list", value=", ".join(unknown), hint=f"lists: {', '.join(self.lists)}"
            )
        kept = [j for j, name in enumerate(self.lists) if name in wanted]
        return CaptureHistories.of(
            (self.lists[j] for j in kept), self._projected(kept, required=None), self.notes
        )

    def without(self, name: str) -> CaptureHistories:
        """The same individuals without one list."""
        if name not in self.lists:
            raise TableError("there is no such list", value=name, hint=f"lists: {', '.join(self.lists)}")
        return self.keeping(other for other in self.lists if other != name)

    def members_of(self, name: str) -> CaptureHistories:
        """The members of one list as the other lists see them: a population of known size."""
        if name not in self.lists:
            raise TableError("there is no such list", value=name, hint=f"lists: {', '.join(self.lists)}")
        hidden = self.lists.index(name)
        kept = [j for j in range(len(self.lists)) if j != hidden]
        return CaptureHistories.of(
            (self.lists[j] for j in kept), self._projected(kept, required=1 << hidden), self.notes
        )

    def _projected(self, kept: list[int], required: int | None) -> list[tuple[int, int]]:
        # Lists that stay side by side move together: from, how many, to.
        runs: list[list[int]] = []
        for to, j in enumerate(kept):
            if runs and runs[-1][0] + runs[-1][1] == j:
                runs[-1][1] += 1
            else:
                runs.append([j, 1, to])
        moves = [(at, (1 << width) - 1, to) for at, width, to in runs]
        found = []
        for pattern, count in zip(self.patterns, self.counts, strict=True):
            if required is not None and not pattern & required:
                continue
            projected = 0
            for at, mask, to in moves:
                projected |= (pattern >> at & mask) << to
            if projected:
                found.append((projected, count))
        return found
