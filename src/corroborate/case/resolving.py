"""Verifying that texts come from originals, words from texts, and figures from words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from corroborate.case.contents import Contents
from corroborate.case.problems import Problem, Step
from corroborate.errors import CorroborateError, InexactQuoteError
from corroborate.intake import Originals
from corroborate.model.claim import AnyClaim
from corroborate.model.source import Source
from corroborate.model.span import Span
from corroborate.model.text import Text


def check_texts(contents: Contents, _: Path | None) -> Step:
    """Every text against its own id, and derived again from its original."""
    problems = []
    for text in contents.texts.values():
        again = Text.derive(
            text.source_id,
            text.content,
            text.extractor,
            text.extractor_version,
            settings=text.settings,
            part=text.part,
        )
        if again.id != text.id:
            problems.append(Problem("text", text.id, "its words do not have the hash that it is named by"))
    originals = Originals(contents.folder / "originals")
    notes = []
    derived = 0
    for source in contents.sources:
        if source.id not in contents.derivable:
            if any(text.source_id == source.id for text in contents.texts.values()):
                notes.append(
                    f"the text of {source.name} was made by another version and is not derived again"
                )
            continue
        found = _derived_again(contents, originals, source)
        if found is not None:
            problems.append(found)
        derived += 1
    return problems, notes, {"texts derived again": derived}


def check_spans(contents: Contents, _: Path | None) -> Step:
    """Every span against the words of its text."""
    problems: list[Problem] = []
    checked = 0
    for claim in contents.claims.values():
        for span in spans_of(claim):
            checked += 1
            _resolve(contents, f"of claim {claim.id}", span, problems)
        text = contents.texts.get(claim.span.text_id)
        if text is not None and not 0 <= claim.sentence[0] < claim.sentence[1] <= len(text.content):
            problems.append(Problem("span", f"of claim {claim.id}", "its sentence lies outside the text"))
    for unread in contents.nouns.get("unread", ()):
        checked += 1
        _resolve(contents, "of an unread number", unread.span, problems)
    return problems, [], {"spans": checked}


def check_figures(contents: Contents, _: Path | None) -> Step:
    """Every figure, finding and assessment to claims that are there."""
    problems = []
    figures = {figure.id for figure in contents.figures}
    for figure in contents.figures:
        if not figure.claims and not figure.rows:
            problems.append(Problem("figure", figure.id, "it rests on no claim and no row"))
        problems += _missing(contents, "figure", figure.id, figure.claims)
    for finding in contents.nouns.get("findings", ()):
        problems += _missing(contents, "finding", finding.id, finding.claims)
    for assessment in contents.nouns.get("assessments", ()):
        problems += _missing(contents, "assessment", assessment.claim_id, (assessment.claim_id,))
    for comparison in contents.nouns.get("comparisons", ()):
        problems += [
            Problem("comparison", comparison.id, f"figure {id} is not there")
            for id in comparison.figures
            if id not in figures
        ]
    return problems, [], {"figures": len(figures), "findings": len(contents.nouns.get("findings", ()))}


def spans_of(claim: AnyClaim) -> Iterator[Span]:
    """Every span that a claim carries."""
    yield claim.span
    for span in (claim.quantity_span, claim.window_span, claim.place_span):
        if span is not None:
            yield span
    for voice in claim.attribution.voices:
        for span in (voice.words, voice.cue):
            if span is not None:
                yield span


def _resolve(contents: Contents, where: str, span: Span, problems: list[Problem]) -> None:
    text = contents.texts.get(span.text_id)
    if text is None:
        problems.append(Problem("span", where, f"its text {span.text_id[:12]} is not there"))
        return
    try:
        span.check(text.content)
    except InexactQuoteError as error:
        problems.append(Problem("span", where, str(error)))


def _missing(contents: Contents, kind: str, id: str, claims: tuple[str, ...]) -> list[Problem]:
    return [Problem(kind, id, f"claim {c} is not there") for c in claims if c not in contents.claims]


def _derived_again(contents: Contents, originals: Originals, source: Source) -> Problem | None:
    from corroborate.text import extract

    stored = [text for text in contents.texts.values() if text.source_id == source.id]
    try:
        again = extract(source, originals.read(source.id)).texts
    except CorroborateError as error:
        return (
            Problem("text", f"of {source.name}", f"it cannot be derived again: {error}") if stored else None
        )
    if {text.id for text in again} != {text.id for text in stored}:
        return Problem("text", f"of {source.name}", "the original gives other words than those stored")
    return None
