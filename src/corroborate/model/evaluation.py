"""How good a linkage is against labels."""

from __future__ import annotations

from dataclasses import dataclass

from corroborate.model.interval import Interval


@dataclass(frozen=True, slots=True)
class Scores:
    """Precision and recall in [0, 1], None where there was nothing to divide by."""

    precision: float | None
    recall: float | None

    @property
    def f1(self) -> float | None:
        """The harmonic mean of both."""
        if self.precision is None or self.recall is None:
            return None
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Bin:
    """Pairs whose stated probability lies in ``(low, high]``: how many, stated on average, and true."""

    low: float
    high: float
    pairs: int
    stated: float
    true: float

    @property
    def off(self) -> float:
        """How far the share of true pairs lies from what was stated."""
        return self.true - self.stated


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A linkage against labels.

    ``labelled`` records took part; ``pairs`` are scores over pairs of the point partition, all true pairs
    counted, lost candidates included; ``clusters`` over whole incidents; ``b_cubed`` per record (Bagga &
    Baldwin 1998). ``reliability`` are bins of stated probability and ``calibration_error`` their mean
    distance weighted by pairs. ``truth`` is the true number of distinct incidents among labelled records
    where all are labelled, else None; ``covered`` whether the linkage's interval holds it.
    """

    labelled: int
    true_pairs: int
    pairs: Scores
    clusters: Scores
    b_cubed: Scores
    candidates_recall: float | None
    reliability: tuple[Bin, ...]
    calibration_error: float | None
    truth: int | None
    distinct: Interval | None
    covered: bool | None
