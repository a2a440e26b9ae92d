"""How far a stated probability or an estimate can be trusted: what was tested, and what could not be."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from corroborate.model.estimate import Hidden
from corroborate.model.evaluation import Bin
from corroborate.model.interval import Interval
from corroborate.report.sections.section import Section
from corroborate.report.views import Page


@dataclass(frozen=True, slots=True)
class HiddenView:
    """One list that was hidden, and what the others said of it."""

    name: str
    truth: str
    seen: str
    interval: str
    verdict: str


def values(page: Page) -> Mapping[str, object]:
    """Stated probabilities of the linkage, and the tests of the estimate on hidden lists."""
    listing = page.dossier.listing
    summary = None if listing is None else listing.linkage
    stated = () if summary is None else summary.stated
    most = max(stated, default=0)
    bars = tuple(
        (f"{i * 10}–{i * 10 + 10}%", n, round(100 * n / most, 1) if most else 0.0)
        for i, n in enumerate(stated)
    )
    evidence = () if listing is None else listing.evidence
    spreads = [
        e.estimate.spread for e in evidence if e.estimate is not None and e.estimate.spread is not None
    ]
    bins = () if summary is None else summary.reliability
    hidden = tuple(_hidden(page, each) for spread in spreads[:1] for each in spread.hidden)
    return {
        "bars": bars,
        "pairs": sum(stated),
        "twins": 0 if summary is None else summary.twins,
        "held": 0 if summary is None else summary.twins_held,
        "bins": tuple(_shown(page, each) for each in bins),
        "hidden": hidden,
        "estimated": any(e.estimate is not None for e in evidence),
    }


@dataclass(frozen=True, slots=True)
class BinView:
    """Pairs of one stated probability: where their mark stands in a drawing of 100 by 100, and in words."""

    x: float
    y: float
    radius: float
    limits: str
    pairs: str
    stated: str
    true: str


def _shown(page: Page, each: Bin) -> BinView:
    percent = page.t.local.percent
    limits = f"{each.low:g}–{each.high:g}"
    return BinView(
        round(100 * each.stated, 2),
        round(100 - 100 * each.true, 2),
        round(1.2 + min(3.0, math.log10(max(1, each.pairs)) * 0.7), 2),
        limits,
        page.t.local.number(each.pairs),
        percent(Interval.exactly(round(each.stated, 3))),
        percent(Interval.exactly(round(each.true, 3))),
    )


def _hidden(page: Page, made: Hidden) -> HiddenView:
    t = page.t
    verdict = "" if made.covered is None else t("reliability.held" if made.covered else "reliability.missed")
    told = made.refused or "–"
    return HiddenView(
        made.name,
        t.local.number(made.truth),
        t.local.number(made.seen),
        told if made.interval is None else t.local.interval(made.interval),
        verdict,
    )


def _is_in(page: Page) -> bool:
    listing = page.dossier.listing
    return listing is not None and listing.linkage is not None and sum(listing.linkage.stated) > 0


SECTION = Section("reliability", values, _is_in)
