"""Linkage: which records speak of the same incident, as probabilities, a partition and draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Caution
from corroborate.model.interval import Interval


class PairVerdict(StrEnum):
    """What a reviewer says of two records (C12); ``related`` and ``cannot tell`` count as neither."""

    SAME = "same"
    DIFFERENT = "different"
    RELATED = "related"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True, slots=True)
class PairDecision:
    """A reviewer's verdict on two records, each named as ``(list id, row id)``."""

    a: tuple[str, str]
    b: tuple[str, str]
    verdict: PairVerdict
    who: str = ""
    number: int | None = None
    """The entry of the decision log."""


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Decisions that cannot all hold: A is B, B is C, A is not C."""

    decisions: tuple[PairDecision, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """One line of a waterfall: what a field says, in log-odds (natural), positive for the same incident."""

    field: str
    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class Waterfall:
    """Why two records have their probability: the sampler's own numbers, field by field.

    ``prior`` + the sum of ``evidence`` is the pair's log-odds by itself; ``probability`` is the posterior
    with everything else that the sampler knows (other records, other lists).
    """

    a: tuple[str, str]
    b: tuple[str, str]
    prior: float
    evidence: tuple[Evidence, ...]
    probability: float


@dataclass(frozen=True, slots=True)
class Undecided:
    """A pair that the data leave open, with how far the number of distinct incidents moves with it."""

    a: tuple[str, str]
    b: tuple[str, str]
    probability: float
    moves: float
    """Expected count of distinct incidents if different, minus that if the same."""


@dataclass(frozen=True, slots=True)
class Linkage:
    """The posterior over who is the same.

    ``pairs`` int32 (m, 2) are rows of the table (a < b), with ``probability`` float32 (m,); pairs that are
    not there were never compared or never together. ``partition`` int32 (n,) is the point partition by
    minimum expected loss: equal labels, same incident. ``draws`` int32 (k, n), where kept, are whole
    partitions (every draw, or a thinned sample); ``histories`` are capture histories, one a draw.
    ``distinct`` is the interval of the number of distinct incidents that the lists hold together.
    ``missed`` are the limits of the share of true pairs that candidates never compared. ``engine`` is
    ``sampler`` or ``fast``; the fast mode gives no honest draws and says so in ``cautions``.
    ``table_digest`` names the records.
    """

    lists: tuple[str, ...]
    table_digest: str
    pairs: NDArray[np.int32]
    probability: NDArray[np.float32]
    partition: NDArray[np.int32]
    histories: tuple[CaptureHistories, ...]
    distinct: Interval
    missed: tuple[float, float]
    engine: str
    draws: NDArray[np.int32] | None = None
    level: float = 0.95
    parameters: Mapping[str, float] = field(default_factory=dict)
    diagnostics: Mapping[str, float] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    cautions: tuple[Caution, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkageRefused:
    """No linkage, because the lists cannot carry one: the reason is the result."""

    code: str
    reason: str
    would_help: tuple[str, ...] = ()
