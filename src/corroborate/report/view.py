"""The page of a report as plain values: what each section shows, in the order of the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from corroborate.model.assessment import Assessment, Basis, Comparison, Figure
from corroborate.model.claim import AnyClaim
from corroborate.model.dossier import Build, Document, Dossier
from corroborate.model.finding import Finding, Level
from corroborate.model.source import Nature, Sensitivity, Source
from corroborate.report import anchors, bars, headlines, labels, tellings
from corroborate.report import claims as claiming
from corroborate.report.against import SIZES
from corroborate.report.catalogue import catalogue
from corroborate.report.claims import ClaimView
from corroborate.report.figures import ResolvedFigure, figures
from corroborate.report.handling import Handled, file_name
from corroborate.report.timeline import draw
from corroborate.report.views import FigureView, FindingView, Page, QuoteView
from corroborate.weighing import STRATUM, days

ASSUMED = ("Copies differ", "is taken to", "it says so of its other counts")
"""What the lines of a working say that rest on an assumption and not on arithmetic alone."""

TENSIONS = 8
"""Tensions of usual readings that are shown unfolded, those of the rarest kinds first."""

ENTRIES = 200
"""Claims that are printed with every field, those that figures and findings rest on first; further ones are
one line each, so that a report of ten thousand claims still opens at once."""


class Maker:
    """Makes the views of one dossier; holds what they look up."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.t = catalogue(dossier.language)
        self.handled = Handled.of(dossier)
        self.resolved: dict[str, ResolvedFigure] = {f.id: f for f in figures(dossier)}
        self.claims: dict[str, AnyClaim] = {c.id: c for c in dossier.claims}
        self.documents: dict[str, Document] = {d.text.id: d for d in dossier.documents}
        self.names = {id: self._name(source) for id, source in dossier.sources.items()}
        self.decided: dict[str, list[str]] = {}
        for decision in dossier.decisions:
            if decision.on in self.claims:
                said = self.t("decisions.one", n=decision.number, what=decision.action)
                self.decided.setdefault(decision.on, []).append(said)
        hidden = self.handled.withheld_claims
        self.hidden = frozenset(
            f.id for f in dossier.weighing.figures if f.claims and hidden.issuperset(f.claims)
        )
        self.figures = {f.id: self.figure(f) for f in dossier.weighing.figures if f.id not in self.hidden}

    def page(self) -> Page:
        """The whole page."""
        comparisons = tuple(
            c for c in self.dossier.weighing.comparisons if not self._rests_on_withheld(c.figures, c.claims)
        )
        found = headlines.of(comparisons, self.figures, self.dossier)
        shown = headlines.asked(found, self.dossier)
        actor = shown[0].actor if shown and shown[0].actor else next((c.actor for c in comparisons), None)
        drawn = bars.of(self.dossier, comparisons, actor, self.figures)
        charts = [draw(drawn, name, width, font, self.t.local) for name, width, font in SIZES]
        levels: dict[str, list[FindingView]] = {
            level: [] for level in (Level.CHANGES, Level.DIFFERS, Level.AGREES)
        }
        more = []
        set_beside = {i for c in comparisons for i in c.figures} | {
            f.id for f in self.figures.values() if f.kind not in {"count", STRATUM}
        }
        for comparison in comparisons:
            if comparison.kind == "evidence":
                more.append(self.comparison(comparison))
            else:
                levels[comparison.level].append(self.comparison(comparison))
        checked = self.dossier.checked.findings
        often = Counter(f.kind for f in checked if not f.strict)
        mild = []
        for finding in sorted(checked, key=lambda f: (not f.strict, 0 if f.strict else often[f.kind])):
            if finding.level is Level.DIFFERS and not finding.strict:
                mild.append(self.finding(finding))
            else:
                levels[finding.level].append(self.finding(finding))
        levels[Level.DIFFERS] += mild[:TENSIONS]
        return Page(
            self.dossier,
            self.t,
            self.handled,
            tuple(shown),
            tuple(h for h in found if h not in shown),
            tuple(f for f in self.figures.values() if f.id in set_beside),
            tuple(f for f in self.figures.values() if f.id not in set_beside and f.kind != STRATUM),
            {f.id: f for f in self.figures.values() if f.kind == STRATUM},
            tuple(c for c in charts if c is not None),
            tuple(drawn),
            {k: tuple(v) for k, v in levels.items()},
            tuple(more),
            tuple(mild[TENSIONS:]),
            self._claims(),
            self.names,
            sum(s.nature is Nature.NOTE for s in self.dossier.sources.values()),
            frozenset(
                id
                for id, source in self.dossier.sources.items()
                if source.handling.sensitivity is not Sensitivity.OPEN
                and self.dossier.build is not Build.AUDITOR
            ),
        )

    def figure(self, made: Figure) -> FigureView:
        """A computed figure, with each claim behind it."""
        behind = []
        for id in made.claims:
            claim = self.claims[id]
            if id in self.handled.withheld_claims:
                behind.append(("", anchors.claim(id), self.t("claims.withheld"), self.names[claim.source_id]))
                continue
            value = self.resolved.get(f"value-{id}")
            behind.append(
                (
                    value.id if value else "",
                    anchors.claim(id),
                    value.words if value else claim.span.quote,
                    self.names[claim.source_id],
                )
            )
        return FigureView(
            made.id,
            anchors.figure(made.id),
            anchors.claim(made.claims[0]) if made.claims else anchors.figure(made.id),
            self.resolved[made.id].words,
            labels.label(self.t, made),
            self.t.local.window(made.window),
            "" if made.window is None else self.t.local.day_count(days.length(made.window)),
            made.basis,
            self._nature(made),
            () if self.handled.withheld_claims & set(made.claims) else made.working,
            tuple(behind),
            tuple(self._turns(made)),
            made.kind,
            made.rows,
            decisions=tuple(said for id in made.claims for said in self.decided.get(id, ())),
            rests=made.claims,
            subject=labels.subject(self.t, made),
            who=labels.parts(made).who,
        )

    def comparison(self, made: Comparison) -> FindingView:
        """A comparison as a finding: the words of its claims beside the working."""
        shown = [self.figures[i] for i in made.figures if i in self.figures]
        foreign = self.t.language != "en"
        return FindingView(
            anchors.finding(made.id),
            made.kind,
            tellings.conclusion(self.t, made, shown),
            None,
            tuple(self.quote(i) for i in made.claims),
            () if foreign else made.working,
            made.separates,
            (),
            tuple(shown),
            foreign,
            made.working if foreign else (),
        )

    def finding(self, made: Finding) -> FindingView:
        """A finding of the checks; of one that rests on a withheld source only that it is there."""
        if set(made.claims) & self.handled.withheld_claims:
            quotes = tuple(self.quote(i) for i in made.claims if i not in self.handled.withheld_claims)
            return FindingView(
                anchors.finding(made.id),
                made.kind,
                self.t("findings.withheld"),
                made.strict,
                quotes,
                (),
                (),
                (),
                (),
            )
        told = tellings.is_told(self.t, made)
        return FindingView(
            anchors.finding(made.id),
            made.kind,
            tellings.title(self.t, made, self.claims),
            made.strict,
            tuple(self.quote(i) for i in made.claims),
            tellings.working(self.t, made, self.claims, self.names) if told else made.working,
            made.separates,
            tuple((s.on, s.holds, s.vanishes) for s in made.sensitivity),
            (),
            told,
            made.working if told else (),
        )

    def _rests_on_withheld(self, figures: tuple[str, ...], claims: tuple[str, ...]) -> bool:
        return bool(self.hidden & set(figures) or self.handled.withheld_claims & set(claims))

    def quote(self, id: str) -> QuoteView:
        """The words of a claim in their sentence."""
        claim = self.claims[id]
        document = self.documents[claim.span.text_id]
        value = self.resolved.get(f"value-{id}")
        hidden = id in self.handled.withheld_claims
        return QuoteView(
            value.id if value and not hidden else None,
            anchors.claim(id),
            value.words if value and not hidden else "",
            () if hidden else claiming.pieces(claim, document.text.content),
            self.names[claim.source_id],
            self.t("not_stated") if document.published is None else self.t.local.days(document.published),
            None if document.source.language == "not stated" else document.source.language,
        )

    def _name(self, source: Source) -> str:
        if source.id in self.handled.withheld:
            return self.t("sources.withheld")
        title = source.title if source.title != "not stated" else file_name(source.name)
        return f"{source.publisher}: {title}" if source.publisher != "not stated" else title

    def _nature(self, made: Figure) -> str:
        if made.kind == "share":
            return self.t("figures.share")
        if made.kind in {"laid", "within"}:
            return self.t("figures.computed")
        if made.basis is Basis.ESTIMATED:
            return self.t("figures.estimated")
        return self.t(
            "figures.counted"
            if made.basis in {Basis.VERIFIED, Basis.COUNTED_CLAIMS, Basis.RECORDED}
            else "figures.reported"
        )

    def _turns(self, made: Figure) -> list[str]:
        found = []
        if made.window is not None and not made.window.is_exact:
            found.append(self.t("figures.fuzzy"))
        for id in made.claims[:3]:
            quantity = self.claims[id].quantity
            if made.kind == "count" and quantity is not None and quantity.usual != quantity.hard:
                found.append(self.t("figures.usual", usual=self.t.local.interval(quantity.usual)))
                break
        found += [line for line in made.working if any(said in line for said in ASSUMED)]
        return found

    def _open_to_all(self, made: Assessment | None) -> Assessment | None:
        """An assessment without its working where that speaks of a withheld source."""
        if made is None or not self._rests_on_withheld(made.against, made.against):
            return made
        return replace(made, working=(self.t("findings.withheld"),))

    def _claims(self) -> dict[str, tuple[ClaimView, ...]]:
        assessments = {a.claim_id: a for a in self.dossier.weighing.assessments}
        rests: dict[str, list[tuple[str, str]]] = {}
        for made in self.dossier.weighing.figures:
            if made.id not in self.hidden and (made.kind != "count" or len(made.claims) > 1):
                for id in made.claims:
                    rests.setdefault(id, []).append((anchors.figure(made.id), self.resolved[made.id].words))
        entries = self._entries(rests)
        accepted = claiming.accepted_in(self.dossier.decisions)
        found: dict[str, list[ClaimView]] = {}
        for claim in self.dossier.claims:
            document = self.documents[claim.span.text_id]
            found.setdefault(claim.source_id, []).append(
                claiming.view(
                    claim,
                    document,
                    self._open_to_all(assessments.get(claim.id)),
                    rests.get(claim.id, ()),
                    self.handled,
                    self.names[claim.source_id],
                    self.t,
                    brief=claim.id not in entries,
                    accepted=claim.id in accepted,
                )
            )
        return {k: tuple(v) for k, v in found.items()}

    def _entries(self, rests: Mapping[str, object]) -> frozenset[str]:
        """The claims that are printed with every field."""
        if len(self.claims) <= ENTRIES:
            return frozenset(self.claims)
        first: dict[str, None] = {}
        for finding in self.dossier.checked.findings:
            if finding.level is not Level.AGREES:
                first |= dict.fromkeys(finding.claims)
        first |= dict.fromkeys(i for c in self.dossier.weighing.comparisons for i in c.claims)
        first |= dict.fromkeys(rests) | dict.fromkeys(self.claims)
        return frozenset(list(first)[:ENTRIES])
