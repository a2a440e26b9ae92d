"""The method of a report, generated from its settings and data (C20)."""

from __future__ import annotations

from dataclasses import dataclass

from corroborate.errors import IntegrityError
from corroborate.model.dossier import Dossier
from corroborate.model.listing import LinkageSummary
from corroborate.model.source import Nature
from corroborate.report import anchors, references
from corroborate.report.catalogue import Catalogue
from corroborate.report.handling import Handled, without_paths
from corroborate.weighing import PHRASES, RULES


@dataclass(frozen=True, slots=True)
class RuleView:
    """One rule of rating as it is printed."""

    anchor: str
    id: str
    rating: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Definition:
    """What is counted: a measure's label, in the words of the sources."""

    label: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Method:
    """The parts that every method has, the rules, the settings, and the works it rests on."""

    parts: tuple[tuple[str, str, str], ...]
    """Of each part its anchor, its title and its words."""
    rules: tuple[RuleView, ...]
    settings: tuple[tuple[str, str], ...]
    references: tuple[str, ...]


PARTS = ("sources", "inclusion", "evaluation", "corroboration", "definitions")
"""Parts without which a method is not one."""


def of(dossier: Dossier, t: Catalogue) -> Method:
    """The method of a dossier; raises IntegrityError where a part would be empty."""
    kept = dossier.sources.values()
    readers = sorted({f"{c.reader.name} {c.reader.version}" for c in dossier.claims})
    checks = sorted({f.kind.replace("_", " ") for f in dossier.checked.findings})
    values = {
        "n": len(kept),
        "notes": sum(s.nature is Nature.NOTE for s in kept),
        "originals": sum(s.nature is Nature.ORIGINAL for s in kept),
        "lists": sum(s.nature is Nature.LIST for s in kept),
        "readers": ", ".join(readers) or t("none"),
        "checks": ", ".join(checks) or t("none"),
    }
    parts = tuple((f"method-{p}", t(f"method.{p}"), t(f"method.{p}_text", **values)) for p in PARTS)
    for name, _, text in parts:
        if not text.strip():
            raise IntegrityError("the method of a report lacks a part", value=name)
    return Method(
        parts,
        tuple(
            RuleView(anchors.rule(r.id), r.id, t(f"rating.{r.rating}"), t.choose(f"rule.{r.id}", r.sentence))
            for r in RULES
        ),
        tuple((k, without_paths(v)) for k, v in sorted(_settings(dossier).items())),
        references.used(dossier),
    )


def _settings(dossier: Dossier) -> dict[str, str]:
    """The settings of the case, and those with which lists were linked and totals estimated."""
    found = dict(dossier.settings)
    listing = dossier.listing
    if listing is not None and isinstance(listing.linkage, LinkageSummary):
        found |= {f"Linkage, {k}": v for k, v in listing.linkage.settings.items()}
    for evidence in () if listing is None else listing.evidence:
        if evidence.estimate is not None:
            method = evidence.estimate.method
            found |= {f"Estimate by {method}, {k}": v for k, v in evidence.estimate.settings.items()}
    return found


def relations(dossier: Dossier) -> tuple[str, ...]:
    """How the words of what is counted relate, as the comparisons of the case say it."""
    return tuple(
        dict.fromkeys(
            s.removeprefix("definition: ")
            for c in dossier.weighing.comparisons
            for s in c.separates
            if s.startswith("definition: ")
        )
    )


def used_bases(dossier: Dossier) -> tuple[str, ...]:
    """The ways in which the figures of the case are known."""
    return tuple(dict.fromkeys(f.basis for f in dossier.weighing.figures if f.kind != "share"))


def definitions(dossier: Dossier, handled: Handled) -> tuple[Definition, ...]:
    """The measures that figures count, each with the words in which the sources name it."""
    claims = {c.id: c for c in dossier.claims}
    found: dict[str, dict[str, None]] = {}
    labels: dict[str, str] = {}
    for figure in dossier.weighing.figures:
        if figure.kind != "count" or figure.unit is None or handled.withheld_claims.issuperset(figure.claims):
            continue
        label = figure.label.rsplit(f", {PHRASES[figure.basis]}", 1)[0].split(" by ")[0].split(" (“")[0]
        labels[figure.unit] = min(labels.get(figure.unit, label), label, key=lambda x: (len(x), x))
        said = found.setdefault(figure.unit, {})
        for id in figure.claims:
            counted = claims[id].counted
            if counted is not None and id not in handled.withheld_claims:
                said[" ".join(counted.words.split())] = None
    return tuple(Definition(labels[unit], tuple(said)) for unit, said in found.items())
