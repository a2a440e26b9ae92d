"""The stages in their order; each computes only what changed since it last ran."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property, partial
from typing import Protocol, TypeVar

from corroborate.case import rows, version
from corroborate.case.casefile import Settings
from corroborate.case.codec import digest, digest_all, encode
from corroborate.case.rows import Made
from corroborate.case.store import Stage, Store, TextKey
from corroborate.errors import UnreadableError
from corroborate.intake import Originals
from corroborate.model.claim import AnyClaim, Reading
from corroborate.model.dossier import Document
from corroborate.model.measure import Measures
from corroborate.model.source import Nature, Source
from corroborate.model.text import Extraction, Unreadable

S = TypeVar("S")

CASE = "case"
"""The subject of the stages that look at everything together."""

LABELS = {
    "text": "Reading the files",
    "segments": "Finding paragraphs and speakers",
    "claims": "Reading the claims",
    "consistency": "Checking the claims against each other",
    "weighing": "Weighing the claims",
}
"""What a progress bar says while a stage runs."""


class Progress(Protocol):
    """Called before each piece of work, and once after the last of a stage."""

    def __call__(self, stage: str, done: int, total: int, what: str) -> None:
        """``done`` of ``total`` subjects of the stage are through; ``what`` comes next."""


def silent(stage: str, done: int, total: int, what: str) -> None:
    """A progress that says nothing."""


class StaleError(Exception):
    """Raised inside a pass that only looks, at the first thing that a run would compute."""


@dataclass
class Pipeline:
    """One pass over a case; ``computed`` and ``kept`` count subjects by stage.

    With ``anew`` everything is computed again, with ``only_look`` nothing is: StaleError then says
    that there is something to do.
    """

    store: Store
    settings: Settings
    originals: Originals
    now: datetime
    progress: Progress = silent
    anew: bool = False
    only_look: bool = False
    computed: dict[str, int] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)
    _stages: dict[tuple[str, str], Stage] = field(default_factory=dict)
    _sources: dict[str, Source] = field(default_factory=dict)
    _texts: list[str] = field(default_factory=list)

    def run(self) -> None:
        """Compute what is out of date, one transaction a subject: a kill loses at most the one under way."""
        self._stages = self.store.stages()
        self._sources = {s.source.id: s.source for s in self.store.sources() if s.included}
        for source in self._each("text", list(self._sources.values()), lambda s: s.name):
            self._stage("text", source.id, (encode(source),), partial(self._extracted, source))
        texts = self.store.text_keys(list(self._sources))
        self._forget({text.id for text in texts})
        segmented = [
            self._stage("segments", text.id, (text.hash,), partial(self._segmented, text.id))
            for text in self._each("segments", texts, self._name)
        ]
        self._texts = [text.id for text in texts]
        own = encode([self.settings.measures, self.settings.language])
        read = []
        for text, segments in zip(self._each("claims", texts, self._name), segmented, strict=True):
            inputs = (encode(self._sources[text.source_id]), text.hash, segments, own)
            read.append(self._stage("claims", text.id, inputs, partial(self._read, text.id)))
        everything = (digest_all(read), own)
        for _ in self._each("consistency", [CASE], lambda _: ""):
            found = self._stage("consistency", CASE, everything, self._checked)
        for _ in self._each("weighing", [CASE], lambda _: ""):
            self._stage("weighing", CASE, (*everything, found), self._weighed)

    def _stage(self, stage: str, subject: str, inputs: tuple[str, ...], make: Callable[[], Made]) -> str:
        """Make a stage's result unless it is there; gives a hash over how it was made and what it is."""
        key = version.key(stage, *inputs)
        known = self._stages.get((stage, subject))
        if known is not None and known.key == key and not self.anew:
            self.kept[stage] = self.kept.get(stage, 0) + 1
            return digest(key, known.output)
        if self.only_look:
            raise StaleError
        made = make()
        with self.store.transaction():
            output = self.store.replace(stage, subject, key, made)
            for refusal in made.refusals:
                self.store.decide(
                    who=refusal.proposed_by,
                    when=self.now,
                    action="refuse a quote",
                    on=refusal.text_id,
                    why=refusal.reason,
                    shown=refusal.quote,
                )
        self.computed[stage] = self.computed.get(stage, 0) + 1
        return digest(key, output)

    def _forget(self, texts: set[str]) -> None:
        """Delete what was derived from sources and texts that are no longer part of the case."""
        gone = [
            (stage, subject)
            for stage, subject in self._stages
            if (stage == "text" and subject not in self._sources)
            or (stage in {"segments", "claims"} and subject not in texts)
        ]
        if not gone:
            return
        if self.only_look:
            raise StaleError
        with self.store.transaction():
            for stage, subject in gone:
                self.store.clear(stage, subject)
        self.computed["removed"] = len(gone)

    def _extracted(self, source: Source) -> Made:
        from corroborate.text import extract

        try:
            extraction = extract(source, self.originals.read(source.id))
        except UnreadableError as error:
            extraction = Extraction((), (Unreadable(source.id, "the whole file", error.what),))
        return Made(rows.of_extraction(source.id, extraction), {"texts": len(extraction.texts)})

    def _segmented(self, text_id: str) -> Made:
        from corroborate.text import segment

        segments = segment(self.store.text(text_id))
        return Made(rows.of_segments(text_id, segments), {"segments": len(segments)})

    def _read(self, text_id: str) -> Made:
        from corroborate.claims import read

        document = self._documents[text_id]
        reading = Reading(())
        if document.source.nature is not Nature.LIST:
            reading = read(document, measures=self._measures, language=self.settings.language)
        facts = {"claims": len(reading.claims), "numeric_tokens": reading.numeric_tokens}
        return Made(rows.of_reading(text_id, reading), facts, reading.refusals)

    def _checked(self) -> Made:
        from corroborate.consistency import check

        checked = check(self._claims, tuple(self._documents.values()), measures=self._measures)
        rest = encode(replace(checked, findings=(), checked=(), not_checked=()))
        return Made(rows.of_checked(checked), {"findings": len(checked.findings)}, rest=rest)

    def _weighed(self) -> Made:
        from corroborate.weighing import weigh

        documents = tuple(self._documents.values())
        weighing = weigh(self._claims, self.store.checked(), documents, measures=self._measures)
        rest = encode(replace(weighing, figures=(), comparisons=(), assessments=()))
        return Made(rows.of_weighing(weighing), {"figures": len(weighing.figures)}, rest=rest)

    @cached_property
    def _documents(self) -> dict[str, Document]:
        return {d.text.id: d for d in self.store.documents(list(self._sources))}

    @cached_property
    def _claims(self) -> tuple[AnyClaim, ...]:
        return self.store.claims(self._texts)

    @cached_property
    def _measures(self) -> Measures:
        from corroborate.lexicons import measures

        return measures(self.settings.measures or None)

    def _name(self, text: TextKey) -> str:
        return self._sources[text.source_id].name

    def _each(self, stage: str, subjects: Sequence[S], name: Callable[[S], str]) -> Iterator[S]:
        for done, subject in enumerate(subjects):
            self.progress(stage, done, len(subjects), name(subject))
            yield subject
        self.progress(stage, len(subjects), len(subjects), "")
