"""What a case knows of its lists, as a report sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Caution
from corroborate.model.evaluation import Bin
from corroborate.model.evidence import Settling, SliceEvidence, StrataEvidence
from corroborate.model.incidents import Incidents
from corroborate.model.independence import Dependence
from corroborate.model.interval import Interval
from corroborate.model.linkage import Contradiction, Linkage, LinkageRefused, Undecided
from corroborate.model.record import DefinitionCard, Reject


@dataclass(frozen=True, slots=True)
class ListSummary:
    """One list of a case without its records; ``rows`` = ``records`` + ``rejected`` + what was left out.

    ``rejects`` are the first of them, with their reasons; ``flags`` how many values are suspicious, by
    code; ``unmapped`` values without a code, by taxonomy.
    """

    card: DefinitionCard
    source_id: str
    format: str
    rows: int
    records: int
    rejected: int
    rejects: tuple[Reject, ...] = ()
    left_out: Mapping[str, int] = field(default_factory=dict)
    unmapped: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    flags: Mapping[str, int] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LinkageSummary:
    """A linkage without its arrays.

    ``overlap`` are the capture histories of the middle draw. ``stated`` counts pairs by tenths of their
    probability, ten counts from the least on. ``undecided`` are pairs that the data leave open, those that
    move the number of incidents most first.
    """

    lists: tuple[str, ...]
    records: int
    distinct: Interval
    level: float
    missed: tuple[float, float]
    engine: str
    overlap: CaptureHistories | None
    stated: tuple[int, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    cautions: tuple[Caution, ...] = ()
    parameters: Mapping[str, float] = field(default_factory=dict)
    diagnostics: Mapping[str, float] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    decisions: int = 0
    twins: int = 0
    """Simulated twins of the lists on which the linkage was put to the test."""
    twins_held: int = 0
    """Twins whose true number of incidents the interval held."""
    reliability: tuple[Bin, ...] = ()
    """Stated against true over all twins."""

    @classmethod
    def of(cls, linkage: Linkage, decisions: int = 0) -> LinkageSummary:
        """The summary of a linkage under so many decisions of reviewers."""
        tables = sorted(linkage.histories, key=lambda table: (table.n, table.digest))
        tenths = [0] * 10
        for p in linkage.probability.tolist():
            tenths[min(9, int(p * 10))] += 1
        return cls(
            linkage.lists,
            len(linkage.partition),
            linkage.distinct,
            linkage.level,
            linkage.missed,
            linkage.engine,
            tables[len(tables) // 2] if tables else None,
            tuple(tenths),
            linkage.undecided,
            linkage.contradictions,
            linkage.cautions,
            linkage.parameters,
            linkage.diagnostics,
            linkage.settings,
            decisions,
        )


@dataclass(frozen=True, slots=True)
class Listing:
    """All that a case's lists say: what was read, who is the same, how many, and what would settle it."""

    lists: tuple[ListSummary, ...]
    linkage: LinkageSummary | None = None
    refused: LinkageRefused | None = None
    evidence: tuple[SliceEvidence, ...] = ()
    settling: tuple[Settling, ...] = ()
    strata: tuple[StrataEvidence, ...] = ()
    dependences: tuple[Dependence, ...] = ()
    """Which lists rest on the same reports."""
    incidents: Incidents | None = None
    """The incidents by time and place."""
