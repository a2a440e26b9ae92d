"""From the records of a case to who is the same, what that says of each claim, and what would settle it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from corroborate.case.evidence import Asked, Estimator
from corroborate.case.settling import settling
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Estimate, Refused, Stratified
from corroborate.model.estimation import EstimationSettings
from corroborate.model.evidence import Settling, Slice, SliceEvidence, StrataEvidence
from corroborate.model.independence import Dependence
from corroborate.model.interval import Interval
from corroborate.model.linkage import Linkage, LinkageRefused, PairDecision
from corroborate.model.linking import LinkageSettings
from corroborate.model.record import DefinitionCard, Duplicates
from corroborate.model.recordtable import RecordTable
from corroborate.wording import MONTHS

SETTLED = 3
"""Slices for which the other methods and what would settle it are worked out: those of most claims."""

PARTS = 3
"""Provinces, and months, that are tried as what would settle it: those of most incidents."""

DRAWS = 100
"""Draws of the linkage that an estimate is averaged over: Rubin's between-share is then known to a tenth."""

Tell = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Said:
    """What the lists say of the slices that claims are about."""

    evidence: tuple[SliceEvidence, ...]
    settling: tuple[Settling, ...]
    strata: tuple[StrataEvidence, ...] = ()
    dependences: tuple[Dependence, ...] = ()


def linked(
    table: RecordTable,
    cards: Mapping[str, DefinitionCard],
    decisions: Sequence[PairDecision],
    settings: LinkageSettings,
    tell: Tell | None = None,
) -> Linkage | LinkageRefused:
    """Link the lists of a case; a list goes by its card where the settings do not say how often it repeats.

    One list that holds each incident once is its own linkage: everything is distinct.
    """
    from corroborate.linkage.link import CHAINS, SWEEPS, link

    given = {name: card.duplicates for name, card in cards.items() if name in table.lists}
    duplicates: dict[str, Duplicates | int] = {**given, **settings.duplicates}
    found = link(
        table,
        preset=settings.preset,
        duplicates=duplicates,
        decisions=decisions,
        engine=settings.engine,
        chains=settings.chains or CHAINS,
        sweeps=settings.sweeps or SWEEPS,
        seed=settings.seed,
        level=settings.level,
        progress=tell,
    )
    if isinstance(found, Linkage) and found.draws is not None and len(found.draws) > DRAWS:
        step = len(found.draws) / DRAWS
        kept = [math.floor(i * step) for i in range(DRAWS)]
        return replace(found, draws=found.draws[kept])
    return found


def said(
    slices: Sequence[Slice],
    table: RecordTable,
    linkage: Linkage,
    cards: Mapping[str, DefinitionCard],
    code_of: Callable[[str], str],
    settings: EstimationSettings,
    namer: Callable[[str, str], str],
    dependences: Sequence[Dependence] = (),
) -> Said:
    """What lists record of each slice, what was estimated of it, and what would settle the foremost ones.

    Where the settings name strata, the foremost slices and everything that the lists record are estimated by
    stratum, too; ``namer`` gives the words of a code of a column. ``dependences`` between lists are limits
    of every number that rests on both.
    """
    from corroborate.lists.measured import measures_of_deaths, types_of_measures

    estimator = estimator_of(settings)
    asked = Asked(
        table,
        linkage,
        cards,
        types=types_of_measures(),
        deaths=measures_of_deaths(),
        code_of=code_of,
        estimator=estimator,
        seed=settings.seed,
        namer=namer,
    )
    found = [_limited(asked.of(about), dependences) for about in slices]
    ranked = sorted(
        (i for i, e in enumerate(found) if e.estimate is not None),
        key=lambda i: (-len(found[i].slice.claims), i),
    )
    pieces: list[Settling] = []
    for i in ranked[:SETTLED]:
        found[i] = _with_spread(found[i], settings)
        told = _parts(found[i], asked, namer)
        pieces += settling(found[i], estimator, seed=settings.seed, parts=told)
    return Said(tuple(found), tuple(pieces), _by_strata(found, asked, settings, namer), tuple(dependences))


def _parts(
    held: SliceEvidence, asked: Asked, namer: Callable[[str, str], str]
) -> dict[str, CaptureHistories]:
    """The provinces and months of a slice with most incidents: what somebody could go and document."""
    from corroborate.case.strata import parts

    if held.typical is None:
        return {}
    found: dict[str, CaptureHistories] = {}
    for name, words in (("province", "every incident in {}"), ("month", "every incident of {}")):
        by_part = parts(held.slice, name, asked, held.typical, namer)
        foremost = sorted(by_part.items(), key=lambda part: (-part[1].n, part[0]))[:PARTS]
        shown = {_month(part) if name == "month" else part: table for part, table in foremost}
        found |= {words.format(part): table for part, table in shown.items() if len(by_part) > 1}
    return found


def _month(part: str) -> str:
    year, month = part.split("-")
    return f"{MONTHS[int(month) - 1]} {year}"


def _limited(held: SliceEvidence, dependences: Sequence[Dependence]) -> SliceEvidence:
    own = [f"{tie.words} {tie.effect}" for tie in dependences if set(tie.sources) <= set(held.lists)]
    return replace(held, limits=(*held.limits, *own)) if own else held


def _by_strata(
    found: Sequence[SliceEvidence],
    asked: Asked,
    settings: EstimationSettings,
    namer: Callable[[str, str], str],
) -> tuple[StrataEvidence, ...]:
    """Everything that the lists record, then the slices of most claims that incidents can be estimated in."""
    if not settings.strata:
        return ()
    from corroborate.case.strata import by_stratum, everything
    from corroborate.estimation.strata import estimate_strata_over

    def stratify(draws: Sequence[Any], missed: tuple[float, float]) -> Stratified:
        return estimate_strata_over(
            draws,
            missed=missed if missed[1] > 0 else None,
            imputations=settings.imputations,
            method=settings.method,
            level=settings.level,
            seed=settings.seed,
            settings=settings.of_method,
        )

    able = [e.slice for e in found if e.estimate is not None or e.refused is not None]
    foremost = sorted(able, key=lambda about: (-len(about.claims), about.id))[:SETTLED]
    return tuple(
        by_stratum(about, settings.strata, asked, settings.lists, stratify, namer)
        for about in (everything(asked), *foremost)
    )


def estimator_of(settings: EstimationSettings) -> Estimator:
    """The estimator that a case asks for, over draws of the linkage."""
    from corroborate.estimation.mixture import estimate_over

    def over(histories: Sequence[CaptureHistories], missed: tuple[float, float]) -> Estimate | Refused:
        wanted = [_kept(h, settings.lists) for h in histories]
        empty = [h for h in wanted if h.n == 0]
        if empty:
            return Refused(
                "nothing_recorded", "some draws of the linkage record none of it.", None, wanted[0].lists, 0
            )
        return estimate_over(
            wanted,
            method=settings.method,
            level=settings.level,
            seed=settings.seed,
            missed=missed if missed[1] > 0 else None,
            settings=settings.of_method,
        )

    return over


def _kept(histories: CaptureHistories, lists: Sequence[str]) -> CaptureHistories:
    wanted = [name for name in histories.lists if name in lists]
    return histories.keeping(wanted) if wanted else histories


def _with_spread(held: SliceEvidence, settings: EstimationSettings) -> SliceEvidence:
    """The same with the other methods beside the estimate, on the middle draw of the linkage."""
    from corroborate.estimation import estimate

    table = held.typical
    if settings.spread == "none" or table is None or held.estimate is None:
        return held
    beside: Any = estimate(
        _kept(table, settings.lists),
        method=settings.method,
        level=settings.level,
        seed=settings.seed,
        spread="quick",
        settings=settings.of_method,
    )
    known = {c.code for c in held.estimate.cautions}
    more = tuple(c for c in beside.cautions if c.code not in known)
    changed = replace(held.estimate, spread=beside.spread, cautions=(*held.estimate.cautions, *more))
    return replace(held, estimate=changed)


def alone(table: RecordTable) -> Linkage:
    """One list that holds each incident once: every record is an incident of its own."""
    import numpy as np

    n = len(table)
    labels = np.arange(n, dtype=np.int32)
    return Linkage(
        lists=table.lists,
        table_digest=table.digest,
        pairs=np.zeros((0, 2), np.int32),
        probability=np.zeros(0, np.float32),
        partition=labels,
        histories=(CaptureHistories.of(table.lists, {1: n} if n else {}),),
        distinct=Interval(n, n),
        missed=(0.0, 0.0),
        engine="none",
    )
