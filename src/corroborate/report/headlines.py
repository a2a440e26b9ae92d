"""What stands at the head of a page: the figures of the actors that the question names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from corroborate.model.assessment import Basis, Comparison
from corroborate.model.dossier import Dossier
from corroborate.report.catalogue import catalogue
from corroborate.report.tellings import conclusion
from corroborate.report.views import FigureView, Headline

HEADLINES = 3
"""Actors whose best matched pair of figures stands at the head of the page."""


def of(
    comparisons: Sequence[Comparison], figures: Mapping[str, FigureView], dossier: Dossier
) -> list[Headline]:
    """The best matched pair of each actor, first of its evidence; single figures where there is none."""
    found: dict[str, Headline] = {}
    for made in comparisons:
        if made.kind != "evidence" or made.actor in found:
            continue
        if len(found) == HEADLINES:
            break
        main = [figures[i] for i in made.figures]
        also = [
            figures[i]
            for other in comparisons
            if other.actor == made.actor and other.kind == "evidence"
            for i in other.figures
            if figures[i].basis is Basis.CLAIMED
        ]
        extra = tuple(dict.fromkeys(f for f in also if f not in main))
        said = conclusion(catalogue(dossier.language), made, main)
        found[made.actor] = Headline(made.actor, said, tuple(main), extra)
    if not found:
        alone = [f for f in figures.values() if f.kind in {"laid", "count"}]
        alone = sorted(alone, key=lambda f: -asked_of(f.label, dossier))[:4]
        return [Headline("", "", tuple(alone), ())] if alone else []
    return list(found.values())


def asked(headlines: list[Headline], dossier: Dossier) -> list[Headline]:
    """Those of the actors that the question names; all of them where it names none."""
    question = _question(dossier)
    named = [h for h in headlines if h.actor and _is_in(h.actor, question, dossier)]
    return named or headlines


def asked_of(label: str, dossier: Dossier) -> int:
    """How many of the words of a label the question has."""
    question = set(re.findall(r"\w{4,}", _question(dossier)))
    return len(question & set(re.findall(r"\w{4,}", label.casefold())))


def _question(dossier: Dossier) -> str:
    return f"{dossier.title} {dossier.question}".casefold()


def _is_in(actor: str, question: str, dossier: Dossier) -> bool:
    claims = {c.id: c for c in dossier.claims}
    names = {actor.casefold()} | {
        c.counted.actor.casefold()
        for f in dossier.weighing.figures
        if actor in f.label
        for i in f.claims[:3]
        if (c := claims[i]).counted is not None and c.counted.actor
    }
    return any(re.search(rf"(?<!\w){re.escape(n)}(?!\w)", question) for n in names)
