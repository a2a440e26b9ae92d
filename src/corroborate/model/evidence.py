"""What the lists hold of the very thing that a claim counts, and what was estimated of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Estimate, Refused
from corroborate.model.interval import Interval
from corroborate.model.place import Place
from corroborate.model.window import Window


@dataclass(frozen=True, slots=True)
class Slice:
    """The part of the world that claims are about: what, by whom, when, where.

    ``claims`` share it. ``window`` None means that the words give none, ``place`` None the whole area of
    the lists, ``actor`` "" anybody.
    """

    id: str
    measure: str
    actor: str
    window: Window | None
    place: Place | None
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SliceEvidence:
    """What the linked lists say of a slice.

    ``recorded`` is the number of distinct incidents in it that at least one list holds, or of deaths where
    the measure counts deaths: an interval over the draws of the linkage and over records that may lie
    outside. ``by_list`` are rows per list. ``estimate`` counts those nobody recorded too, or ``refused``
    says why that cannot be; both are None where the measure is of deaths: only incidents are estimated.
    ``rows`` are the rows it rests on, as ``list:row``; ``lists`` the lists that took part; ``left_out``
    lists that did not, with the reason; ``differs`` what separates what the lists count from what is
    claimed. ``unfit`` is set where no list can speak of the slice, and says why: then there is no number.
    """

    slice: Slice
    lists: tuple[str, ...]
    recorded: Interval | None = None
    by_list: Mapping[str, int] | None = None
    estimate: Estimate | None = None
    refused: Refused | None = None
    rows: tuple[str, ...] = ()
    left_out: Mapping[str, str] | None = None
    differs: tuple[str, ...] = ()
    unfit: str | None = None
    typical: CaptureHistories | None = None
    """The capture histories of the draw whose number of incidents is the middle one."""
    own: Interval | None = None
    """Distinct incidents that the claimant's own lists hold; never mixed with ``recorded``."""
    limits: tuple[str, ...] = ()
    """What the lists cannot see here, a sentence each, with what that does to the intervals."""


@dataclass(frozen=True, slots=True)
class StratumEvidence:
    """One stratum of a slice: its values, what was recorded, and its estimate or the refusal of one.

    ``recorded`` is the mean over draws of the linkage, by which strata are ordered; ``held`` is what is
    printed, the interval over the draws and over incidents that state no value. ``pooled`` is the interval
    once the strata have learnt from each other. Of ``estimate`` the posterior is left out. ``rows`` are those
    it rests on, as ``list:row``.
    """

    values: tuple[str, ...]
    recorded: int
    estimate: Estimate | None = None
    refused: Refused | None = None
    pooled: Interval | None = None
    id: str = ""
    held: Interval | None = None
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StrataEvidence:
    """The strata of a slice, as ``[estimation]`` of case.toml names them, one by one and in total.

    ``slice.claims`` is empty where the slice is everything that the lists record in the window that all of
    them cover. ``total`` holds the strata with an estimate and what was recorded in the others, so that it
    is too low wherever one was refused (``words`` says how much); ``unpooled`` is the same without pooling.
    ``whole`` is the estimate of everybody as one table, or ``whole_refused`` its refusal.
    ``spread_between`` is the standard deviation of log(unseen / seen) between strata. ``unfit`` says why
    there are none at all.
    """

    slice: Slice
    names: tuple[str, ...]
    strata: tuple[StratumEvidence, ...] = ()
    recorded: int = 0
    total: Interval | None = None
    unpooled: Interval | None = None
    centre: float | None = None
    level: float = 0.95
    spread_between: float | None = None
    assumption: str = ""
    words: tuple[str, ...] = ()
    whole: Estimate | None = None
    whole_refused: Refused | None = None
    unfit: str | None = None
    lists: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settling:
    """One piece of evidence that would narrow an answer: what, and the interval expected with it.

    ``narrows`` is the expected share by which the interval of log N shrinks, 0 to 1, from ``simulations``
    simulated repetitions.
    """

    slice_id: str
    kind: str
    words: str
    narrows: float
    now: Interval
    expected: Interval
    simulations: int
