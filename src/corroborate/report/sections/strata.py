"""Estimates stratum by stratum: what was recorded and what was estimated in each, and in total."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corroborate.model.assessment import Basis
from corroborate.model.estimate import Estimate
from corroborate.model.evidence import StrataEvidence, StratumEvidence
from corroborate.model.interval import Interval
from corroborate.report.against import Axis, Line, drawings
from corroborate.report.sections.section import Section
from corroborate.report.views import FigureView, Page
from corroborate.weighing import stratum_id

DRAWN = 30
"""Strata that one drawing holds, those of most recorded first."""
LISTED = 200
"""Strata that the table names."""


@dataclass(frozen=True, slots=True)
class RowView:
    """One stratum as it is printed."""

    anchor: str
    name: str
    recorded: FigureView
    estimated: FigureView | None
    alone: str
    refused: str


@dataclass(frozen=True, slots=True)
class StrataView:
    """The strata of one slice."""

    title: str
    by: str
    axes: tuple[Axis, ...]
    rows: tuple[RowView, ...]
    further: int
    total: str
    whole: str
    whole_linked: bool
    assumption: str
    words: tuple[str, ...]
    unfit: str


def values(page: Page) -> Mapping[str, object]:
    """The strata of each slice that has some."""
    found = () if page.dossier.listing is None else page.dossier.listing.strata
    labels = {e.slice.id: e for e in (page.dossier.listing.evidence if page.dossier.listing else ())}
    titles = {id: _title(page, held.slice.claims) for id, held in labels.items()}
    return {"strata": tuple(_view(page, each, n, titles) for n, each in enumerate(found))}


def _title(page: Page, claims: tuple[str, ...]) -> str:
    wanted = set(claims)
    shown = (f for f in (*page.compared, *page.alone) if f.basis is Basis.RECORDED or wanted & set(f.rests))
    return next((f"{f.label}, {f.window}" for f in shown if wanted & set(f.rests)), "")


def _view(page: Page, made: StrataEvidence, number: int, titles: Mapping[str, str]) -> StrataView:
    t = page.t
    ranked = sorted(made.strata, key=lambda s: (-s.recorded, s.values))
    rows = tuple(_row(page, s, f"stratum-{number}-{i}") for i, s in enumerate(ranked[:LISTED]))
    lines = [
        Line(shown.id, shown.anchor, shown.words, row.name, *_drawn(stratum), name=row.name)
        for row, stratum in zip(rows[:DRAWN], ranked, strict=False)
        for shown in (row.estimated or row.recorded,)
    ]
    whole = _interval(made.whole)
    return StrataView(
        titles.get(made.slice.id) or t("strata.everything"),
        t("strata.of", names=", ".join(made.names)),
        drawings(lines),
        rows,
        max(0, len(ranked) - LISTED),
        "" if made.total is None else t.local.interval(_outward(made.total)),
        made.whole_refused.words()
        if made.whole_refused
        else ""
        if whole is None
        else t.local.interval(whole),
        made.whole is not None,
        made.assumption,
        made.words,
        made.unfit or "",
    )


def _row(page: Page, stratum: StratumEvidence, anchor: str) -> RowView:
    t = page.t
    alone = _interval(stratum.estimate)
    return RowView(
        anchor,
        " · ".join(stratum.values) or t("none"),
        page.strata[stratum_id(Basis.RECORDED, stratum.id)],
        page.strata.get(stratum_id(Basis.ESTIMATED, stratum.id)),
        "" if alone is None else t.local.interval(alone),
        "" if stratum.refused is None else stratum.refused.reason,
    )


def _drawn(stratum: StratumEvidence) -> tuple[Basis, Interval, int | None]:
    """The basis and interval of a stratum's line, and the recorded number that is drawn on it."""
    shown = stratum.pooled or _interval(stratum.estimate)
    if shown is None:
        return Basis.RECORDED, stratum.held or Interval(None, None), None
    return Basis.ESTIMATED, _outward(shown), None if stratum.held is None else int(stratum.held.low or 0)


def _interval(estimate: Estimate | None) -> Interval | None:
    return None if estimate is None else _outward(estimate.interval)


def _outward(interval: Interval) -> Interval:
    low, high = interval.low, interval.high
    return Interval(None if low is None else int(low // 1), None if high is None else int(-(-high // 1)))


def _is_in(page: Page) -> bool:
    return page.dossier.listing is not None and bool(page.dossier.listing.strata)


SECTION = Section("strata", values, _is_in)
