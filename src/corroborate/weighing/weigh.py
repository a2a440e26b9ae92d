"""Weigh claims against each other: figures, comparisons and an assessment of each claim."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from corroborate.model.assessment import Basis, Weighing
from corroborate.model.claim import AnyClaim
from corroborate.model.dossier import Document
from corroborate.model.evidence import SliceEvidence, StrataEvidence
from corroborate.model.finding import Checked
from corroborate.model.measure import Measures
from corroborate.weighing import bylists, compare, count
from corroborate.weighing.assess import Bench, assess, findings_by_claim
from corroborate.weighing.compare import Beside, Found
from corroborate.weighing.count import Count
from corroborate.weighing.group import Copies, Group, Misquote, gather
from corroborate.weighing.independence import dependences
from corroborate.weighing.series import laid
from corroborate.weighing.slices import names_of


def weigh(
    claims: Sequence[AnyClaim],
    checked: Checked,
    documents: Sequence[Document],
    *,
    measures: Measures,
    evidence: Sequence[SliceEvidence] = (),
    strata: Sequence[StrataEvidence] = (),
) -> Weighing:
    """Bring claims about one thing onto one time axis and say what each is worth.

    ``claims`` are all claims of a case, ``checked`` the findings on them, ``documents`` where they stand,
    ``evidence`` what linked lists say of the slices that the claims are about, ``strata`` parts of those.
    Verified counts, counts of claims and claims are kept apart throughout. Aggregate counts over exact
    windows of one counter are laid end to end; incidents are never summed with them (C8). The result
    has one assessment for each claim, in the order of ``claims``, by the rules of `RULES`.
    Time is n log n in the number of claims, for cases in which few counts of one counter share a number.
    """
    names = names_of(claims, documents)
    statements = count.read(claims, documents, names)
    named = count.source_names(documents)
    source = {c.id: c.source_id for c in claims}
    groups = gather(statements, checked, documents, measures, names, named, source, _totals(claims))
    found = Found()
    counts: dict[str, Count] = {}
    in_group: dict[str, Group] = {}
    sides: dict[str, Beside] = {}
    misquotes: dict[str, Misquote] = {}
    copies: dict[str, tuple[Copies, Count]] = {}
    by_id = {c.id: c for c in claims}
    for group in groups:
        own = {i: c for c in group.counts for i in c.claims}
        for quote in group.misquotes:
            own.update({i: quote.primary for i in quote.secondary.claims if quote.settled})
            misquotes.update(dict.fromkeys(quote.secondary.claims, quote))
        for copy in group.copies:
            copies.update({i: (copy, v) for v in copy.variants for i in v.claims})
        counts.update(own)
        in_group.update(dict.fromkeys(own, group))
        beside = {
            c.id: side
            for c in group.by_basis(Basis.CLAIMED, Basis.COUNTED_CLAIMS)
            if (side := compare.beside(c, group, measures)) is not None
        }
        sides.update({i: beside[c.id] for i, c in own.items() if c.id in beside})
        _compare(found, group, beside, own, by_id, measures, named)
    bench = Bench(
        counts,
        in_group,
        sides,
        misquotes,
        copies,
        findings_by_claim(checked, claims, agree=False),
        findings_by_claim(checked, claims, agree=True),
        measures,
        bylists.by_claim(evidence),
    )
    for each in evidence:
        for figure in bylists.figures(each, measures):
            found.figures.setdefault(figure.id, figure)
    for part in strata:
        for figure in bylists.of_strata(part):
            found.figures.setdefault(figure.id, figure)
    return Weighing(
        tuple(found.figures.values()),
        tuple(found.comparisons.values()),
        tuple(assess(claim, bench) for claim in claims),
        dependences(_stated(groups), claims, documents, named),
    )


def _stated(groups: Sequence[Group]) -> list[Count]:
    """Every figure with all claims that state it, those that misquote its window among them."""
    found = []
    for group in groups:
        wrong: dict[str, list[str]] = {}
        for quote in group.misquotes:
            wrong.setdefault(quote.primary.id, []).extend(quote.secondary.claims)
        for each in group.counts:
            claims = dict.fromkeys((*each.claims, *wrong.get(each.id, ())))
            found.append(replace(each, claims=tuple(claims)))
    return found


def _compare(
    found: Found,
    group: Group,
    beside: dict[str, Beside],
    own: dict[str, Count],
    by_id: dict[str, AnyClaim],
    measures: Measures,
    named: Mapping[str, str],
) -> None:
    """The figures and comparisons of one group, the prominent ones first."""
    for series in group.series.values():
        for run in series.runs():
            if len(run) > 1:
                found.add(laid(run, series.left_out), measures)
    best = compare.best_match(list(beside.values()))
    if best is not None:
        compare.claim_with_evidence(found, beside[best[1].id], group, measures)
    quotes = {i: quote for quote in group.misquotes if quote.settled for i in quote.secondary.claims}
    for verified, claimed in compare.nearest([by_id[i] for i in own], own):
        side = beside.get(own[claimed.id].id)
        if side is not None:
            compare.printed_together(
                found,
                own[verified.id],
                own[claimed.id],
                side,
                best,
                group,
                measures,
                named.get(claimed.source_id, ""),
                (verified.id, claimed.id),
                quotes.get(verified.id),
            )
    for quote in group.misquotes:
        compare.misquoted(found, quote, group, measures, named)
    for copy in group.copies:
        compare.copied(found, copy, group, measures, named)
    for side in beside.values():
        compare.claim_with_evidence(found, side, group, measures)
    for each in group.counts:
        found.add(each, measures)


def _totals(claims: Sequence[AnyClaim]) -> dict[str, frozenset[str]]:
    """The totals that each claim is given as part of."""
    found: dict[str, set[str]] = {}
    for claim in claims:
        for part in claim.total_of:
            found.setdefault(part, set()).add(claim.id)
    return {part: frozenset(totals) for part, totals in found.items()}
