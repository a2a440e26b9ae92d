"""Claims against what linked lists record and what was estimated from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corroborate.model.assessment import Assessment, Basis, Figure
from corroborate.model.claim import AnyClaim
from corroborate.model.estimate import Estimate
from corroborate.model.evidence import SliceEvidence, StrataEvidence
from corroborate.model.interval import Interval
from corroborate.model.measure import Measures
from corroborate.weighing import words
from corroborate.weighing.count import Count, digest
from corroborate.weighing.rules import BY_ID

EVERY_ROW = "*"
"""Stands for all rows of a list where none of them is of the thing counted: nought rests on all."""

STRATUM = "stratum"
"""The kind of a figure that speaks of one stratum; printed in the table of strata."""

_MINIMA = {Basis.VERIFIED, Basis.COUNTED_CLAIMS}


def by_claim(evidence: Sequence[SliceEvidence]) -> dict[str, SliceEvidence]:
    """The evidence that each claim is weighed against."""
    return {claim: each for each in evidence for claim in each.slice.claims}


def figures(evidence: SliceEvidence, measures: Measures) -> tuple[Figure, ...]:
    """What lists record of a slice, and what was estimated of it, as figures of the report."""
    if evidence.recorded is None:
        return ()
    about = evidence.slice
    thing = measures.label(about.measure)
    by = f" by {about.actor}" if about.actor else ""
    where = f" in {about.place.name}" if about.place else ""
    lists = words.listed(evidence.lists)
    rows = evidence.rows or tuple(f"{name}:{EVERY_ROW}" for name in evidence.lists)
    found = [
        Figure(
            recorded_id(evidence),
            f"{thing}{by}{where}, recorded in {lists}, each counted once",
            evidence.recorded,
            words.interval(evidence.recorded),
            (),
            (*_rows_by_list(evidence), *evidence.differs, *evidence.limits),
            about.window,
            Basis.RECORDED,
            rows,
            about.measure,
        )
    ]
    if evidence.estimate is not None:
        whole = _whole(evidence.estimate.interval)
        found.append(
            Figure(
                estimated_id(evidence),
                f"{thing}{by}{where} in all, those nobody recorded included, estimated",
                whole,
                words.interval(whole),
                (),
                (
                    evidence.estimate.words(),
                    *(c.words for c in evidence.estimate.cautions),
                    *evidence.limits,
                ),
                about.window,
                Basis.ESTIMATED,
                rows,
                about.measure,
            )
        )
    return tuple(found)


def of_strata(made: StrataEvidence) -> tuple[Figure, ...]:
    """What is recorded and estimated in each stratum of a slice, as figures that lead to their rows."""
    found = []
    for stratum in made.strata:
        where = f"{', '.join(made.names)}: {' · '.join(stratum.values)}"
        if stratum.held is None:
            continue
        rows = stratum.rows or tuple(f"{name}:{EVERY_ROW}" for name in made.lists)
        estimate = None if stratum.estimate is None else stratum.estimate.interval
        for basis, value in ((Basis.RECORDED, stratum.held), (Basis.ESTIMATED, stratum.pooled or estimate)):
            if value is not None:
                whole = _whole(value)
                found.append(
                    Figure(
                        stratum_id(basis, stratum.id),
                        where,
                        whole,
                        words.interval(whole),
                        (),
                        () if basis is Basis.RECORDED else (made.assumption,),
                        made.slice.window,
                        basis,
                        rows,
                        made.slice.measure or None,
                        STRATUM,
                    )
                )
    return tuple(found)


def stratum_id(basis: Basis, stratum: str) -> str:
    """The id of the figure of what is recorded, or was estimated, in a stratum."""
    return digest("figure", str(basis), stratum)


def recorded_id(evidence: SliceEvidence) -> str:
    """The id of the figure of what lists record."""
    return digest("figure", "recorded", evidence.slice.id)


def estimated_id(evidence: SliceEvidence) -> str:
    """The id of the figure of what was estimated."""
    return digest("figure", "estimated", evidence.slice.id)


def assess(
    claim: AnyClaim, count: Count | None, evidence: Mapping[str, SliceEvidence], measures: Measures
) -> Assessment | None:
    """What the lists make of a claim; None where they hold nothing that it can be laid beside."""
    held = evidence.get(claim.id)
    if held is None or count is None or held.recorded is None:
        return None
    claimed, recorded = count.value, held.recorded
    line = _line(held, count, measures)
    against = [recorded_id(held)]
    same = _same(held, measures)
    low = recorded.low or 0
    if claimed.high is not None and claimed.high < low and count.basis not in _MINIMA:
        return _decide(claim, "W17-fewer-than-recorded", [line], same, against)
    if claimed.low is not None and claimed.low <= low and (claimed.high is None or claimed.high >= low):
        return _decide(claim, "W18-as-many-recorded", [line], same, against)
    if held.estimate is not None:
        return _against_estimate(claim, claimed, held, held.estimate, line, same)
    if claimed.low is not None and claimed.low > low:
        why = [held.refused.words()] if held.refused is not None else []
        return _decide(claim, "W21-no-estimate", [line, *why], same, against)
    return None


def _against_estimate(
    claim: AnyClaim,
    claimed: Interval,
    held: SliceEvidence,
    estimate: Estimate,
    line: str,
    same: str,
) -> Assessment | None:
    whole = _whole(estimate.interval)
    working = [line, estimate.words()]
    assumption = f"if {estimate.assumption}; {same}"
    against = [recorded_id(held), estimated_id(held)]
    if claimed.low is not None and whole.high is not None and claimed.low > whole.high:
        return _decide(claim, "W19-exceeds-estimate", working, assumption, against)
    if claimed.high is not None and whole.low is not None and claimed.high < whole.low:
        return _decide(claim, "W22-below-estimate", working, assumption, against)
    return _decide(claim, "W20-within-estimate", working, assumption, against)


def _line(held: SliceEvidence, count: Count, measures: Measures) -> str:
    about = held.slice
    where = f" in {about.place.name}" if about.place else ""
    own = (
        f" The claimant's own list holds {words.interval(held.own)}, which counts as no support."
        if held.own is not None
        else ""
    )
    return (
        f"{words.listed(held.lists)} record {words.interval(held.recorded or Interval(None, None))} "
        f"{measures.label(about.measure)} within {words.window(about.window)}{where}; the claim is "
        f"{_within(count.shown)}.{own}"
    )


def _within(shown: str) -> str:
    """Words as they stand inside a sentence: "At least 80" begins small there."""
    return shown[:1].lower() + shown[1:] if shown[1:2].islower() else shown


def _same(held: SliceEvidence, measures: Measures) -> str:
    thing = measures.label(held.slice.measure)
    if held.differs:
        return f"if the {thing} claimed are what the lists count: " + "; ".join(held.differs)
    return f"if the {thing} claimed are what the lists count"


def _rows_by_list(held: SliceEvidence) -> tuple[str, ...]:
    rows = held.by_list or {}
    return tuple(
        f"{name} holds {words.number(rows[name])} rows of it." for name in held.lists if name in rows
    )


def _whole(interval: Interval) -> Interval:
    """An interval of an estimate in whole incidents, rounded outwards."""
    low, high = interval.low, interval.high
    return Interval(None if low is None else int(low // 1), None if high is None else int(-(-high // 1)))


def _decide(
    claim: AnyClaim, rule: str, working: Sequence[str], assumption: str, against: Sequence[str]
) -> Assessment:
    return Assessment(claim.id, BY_ID[rule].rating, rule, tuple(working), assumption, tuple(against))
