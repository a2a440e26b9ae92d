"""What lists of incidents say: how each counts, who is the same, claims against them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from corroborate.model.assessment import Basis
from corroborate.model.estimate import Estimate, Refused
from corroborate.model.evidence import Settling, SliceEvidence
from corroborate.model.listing import Listing
from corroborate.report import anchors
from corroborate.report.against import Axis, Line, drawings
from corroborate.report.catalogue import Catalogue
from corroborate.report.overlap import overlap
from corroborate.report.sections.section import Section
from corroborate.report.views import FigureView, Page
from corroborate.weighing.bylists import estimated_id, recorded_id

MOST_SLICES = 12
"""Slices that are drawn, those of most claims first; of the others only the figures stand in the table."""
MOST_UNDECIDED = 12
MOST_CLAIMS = 12


@dataclass(frozen=True, slots=True)
class SliceView:
    """One slice as it is printed."""

    title: str
    window: str
    axes: tuple[Axis, ...]
    recorded: FigureView | None
    estimated: FigureView | None
    refused: str
    by_list: tuple[tuple[str, int], ...]
    left_out: tuple[tuple[str, str], ...]
    differs: tuple[str, ...]
    cautions: tuple[str, ...]
    families: tuple[tuple[str, str, str], ...]
    settling: tuple[Settling, ...]
    own: str


def values(page: Page) -> Mapping[str, object]:
    """Everything that the section prints beyond the page."""
    listing = _listing(page)
    fit = [e for e in listing.evidence if e.recorded is not None]
    ranked = sorted(fit, key=lambda e: (-len(e.slice.claims), e.slice.id))
    unfit: dict[str, int] = {}
    for each in listing.evidence:
        if each.unfit:
            unfit[each.unfit] = unfit.get(each.unfit, 0) + len(each.slice.claims)
    summary = listing.linkage
    return {
        "listing": listing,
        "refused": listing.refused,
        "linkage": summary,
        "distinct": "" if summary is None else page.t.local.interval(summary.distinct),
        "missed": "" if summary is None else _share(summary.missed),
        "overlap": None if summary is None or summary.overlap is None else overlap(summary.overlap),
        "undecided": () if summary is None else summary.undecided[:MOST_UNDECIDED],
        "slices": tuple(_slice(page, listing, e) for e in ranked[:MOST_SLICES]),
        "more_slices": max(0, len(ranked) - MOST_SLICES),
        "unfit": tuple(sorted(unfit.items(), key=lambda u: (-u[1], u[0]))),
        "not_mapped": {
            s.card.list_id: {t: sum(v.values()) for t, v in s.unmapped.items() if v} for s in listing.lists
        },
        "source": anchors.source,
        "withheld": summary is not None and page.t("lists.withheld") in summary.lists,
    }


def _listing(page: Page) -> Listing:
    return page.dossier.listing or Listing(())


def _slice(page: Page, listing: Listing, held: SliceEvidence) -> SliceView:
    about = held.slice
    figures = {f.id: f for f in (*page.compared, *page.alone)}
    recorded, estimated = figures.get(recorded_id(held)), figures.get(estimated_id(held))
    lines = _lines(page, held, recorded, estimated)
    estimate = held.estimate or held.refused
    found = recorded.subject if recorded else about.measure
    return SliceView(
        title=found,
        window=page.t.local.window(about.window),
        axes=drawings(lines),
        recorded=recorded,
        estimated=estimated,
        refused=held.refused.words() if held.refused is not None else "",
        by_list=tuple((held.by_list or {}).items()),
        left_out=tuple((held.left_out or {}).items()),
        differs=held.differs,
        cautions=tuple(c.words for c in estimate.cautions) if estimate is not None else (),
        families=_families(page.t, estimate),
        settling=tuple(s for s in listing.settling if s.slice_id == about.id),
        own="" if held.own is None else page.t.local.interval(held.own),
    )


def _lines(
    page: Page, held: SliceEvidence, recorded: FigureView | None, estimated: FigureView | None
) -> list[Line]:
    values = {f.id: f.value for f in page.dossier.weighing.figures}
    lines = [
        Line(f.id, f.anchor, f.words, f.label, f.basis, values[f.id])
        for f in (recorded, estimated)
        if f is not None
    ]
    wanted = set(held.slice.claims)
    shown = [f for f in (*page.compared, *page.alone) if wanted & {_claim_of(c[1]) for c in f.claims}]
    shown = [f for f in shown if f.kind == "count" and f.basis not in {Basis.RECORDED, Basis.ESTIMATED}]
    lines += [Line(f.id, f.href, f.words, f.label, f.basis, values[f.id]) for f in shown[:MOST_CLAIMS]]
    return lines


def _claim_of(anchor: str) -> str:
    return anchor.removeprefix("claim-")


def _families(t: Catalogue, estimate: Estimate | Refused | None) -> tuple[tuple[str, str, str], ...]:
    if estimate is None or estimate.spread is None:
        return ()
    return tuple(
        (
            str(member.method),
            t.local.interval(member.interval) if member.interval else (member.refused or "–"),
            member.assumption,
        )
        for member in estimate.spread.families
    )


def _share(limits: tuple[float, float]) -> str:
    low, high = (f"{limit:.1%}" for limit in limits)
    return low if low == high else f"{low} to {high}"


SECTION = Section("lists", values, lambda page: page.dossier.listing is not None)
