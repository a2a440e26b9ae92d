"""The prior over partitions: which lists an incident is on, and how often a list holds it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corroborate.errors import SettingError
from corroborate.linkage.model import Parameters, Records
from corroborate.model.record import Duplicates

UNLIMITED = 1 << 30

SLIPS = (1.0, 39.0)
"""Beta prior of the chance that a list meant to hold an incident once holds it again: one in forty."""

FREELY = (1.0, 1.0)
"""Beta prior of the same for a list of reports: anything."""


@dataclass(frozen=True, slots=True, eq=False)
class Policy:
    """How often a list may hold an incident: ``ceiling`` int64 (L,), ``slips`` float64 (L, 2) Beta priors."""

    ceiling: NDArray[np.int64]
    slips: NDArray[np.float64]

    @property
    def once(self) -> NDArray[np.bool_]:
        """Which lists hold an incident once, but for slips."""
        found: NDArray[np.bool_] = (self.ceiling == 1) | (self.slips[:, 0] < self.slips[:, 1])
        return found

    @classmethod
    def of(cls, lists: tuple[str, ...], duplicates: Mapping[str, Duplicates | int] | None) -> Policy:
        """The policy of sorted lists; a list that is not named may hold an incident a few times by slip.

        Raises SettingError for a list that is not there, and for a number below 1.
        """
        given = dict(duplicates or {})
        unknown = sorted(set(given) - set(lists))
        if unknown:
            raise SettingError(
                "a policy of duplicates names a list that is not there",
                value=", ".join(unknown),
                hint=f"lists: {', '.join(lists)}",
            )
        ceiling = np.full(len(lists), UNLIMITED, np.int64)
        slips = np.tile(np.array(SLIPS), (len(lists), 1))
        for at, name in enumerate(lists):
            rule = given.get(name, Duplicates.FEW)
            if isinstance(rule, Duplicates):
                if rule is Duplicates.NONE:
                    ceiling[at] = 1
                elif rule is Duplicates.FREE:
                    slips[at] = FREELY
                continue
            if rule < 1:
                raise SettingError("a list holds an incident at least once", value=f"{name}: {rule}")
            ceiling[at] = rule
            slips[at] = FREELY
        return cls(ceiling, slips)


@dataclass(frozen=True, slots=True, eq=False)
class PriorLogs:
    """The prior as the kernels take it: logarithms."""

    pattern: NDArray[np.float64]
    first: NDArray[np.float64]
    again: NDArray[np.float64]

    @classmethod
    def of(cls, parameters: Parameters) -> PriorLogs:
        """The logs of the parameters."""
        lists = len(parameters.again)
        if len(parameters.pattern):
            pattern = np.log(np.maximum(parameters.pattern, 1e-12))
            first = np.zeros(lists + 1)
        else:
            pattern = np.zeros(0)
            odds = np.log(np.maximum(parameters.odds, 1e-12))
            whole = float(np.sum(np.log1p(parameters.odds)))
            # log(exp(whole) - 1) without overflow
            total = whole + float(np.log(-np.expm1(-max(whole, 1e-9))))
            first = np.append(odds - total, total)
        again = np.maximum(parameters.again, 1e-9)
        # Two incidents that become one end once less: a list holds k records of one by again^(k-1) (1-again),
        # in any of k! orders, which kernels add.
        return cls(pattern, first, np.log(again) - np.log1p(-again))

    def pairs(self, records: Records, a: NDArray[np.int32], b: NDArray[np.int32]) -> NDArray[np.float64]:
        """The log prior odds of pairs by themselves."""
        la, lb = np.arange(len(records.lists))[:, None], np.arange(len(records.lists))[None, :]
        if len(self.pattern):
            one = self.pattern[1 << np.arange(len(records.lists))]
            both = self.pattern[(1 << la) | (1 << lb)] - one[la] - one[lb]
        else:
            one = self.first[:-1]
            both = np.full((len(one), len(one)), self.first[-1])
        table = np.where(la == lb, self.again[la] + np.log(2.0) - one[la], both).ravel()
        found: NDArray[np.float64] = table[records.list_of[a] * len(one) + records.list_of[b]]
        return found
