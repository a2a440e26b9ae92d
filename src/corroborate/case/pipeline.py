"""The stages in their order; each computes only what changed since it last ran."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from corroborate.case import joining, listing, modelling, pairs, reviews, rows, version
from corroborate.case.casefile import Settings
from corroborate.case.codec import decode, digest, digest_all, encode
from corroborate.case.modelling import Modelling
from corroborate.case.reviews import Review
from corroborate.case.rows import Made
from corroborate.case.store import Stage, Store, TextKey
from corroborate.errors import UnreadableError
from corroborate.intake import Originals
from corroborate.model.claim import AnyClaim, Reading
from corroborate.model.dossier import Document
from corroborate.model.measure import Measures
from corroborate.model.source import NOT_STATED, Nature, Source
from corroborate.model.text import Extraction, Unreadable

if TYPE_CHECKING:
    from corroborate.claims.modelhelp import Answers, Asking
    from corroborate.gazetteer import Gazetteer, GeoNames

S = TypeVar("S")

CASE = "case"
"""The subject of the stages that look at everything together."""

LABELS = {
    "text": "Reading the files",
    "lists": "Reading the lists",
    "segments": "Finding paragraphs and speakers",
    "model": "Asking the model",
    "claims": "Reading the claims",
    "linkage": "Linking the lists",
    "evidence": "Asking the lists about the claims",
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
    that there is something to do. ``asking`` puts texts to a model; where it is None, answers that are
    stored are used and nothing is asked; ``forget_answers`` deletes them. ``places`` is the index of the
    case's gazetteer. ``warnings`` says what could not be done.
    """

    store: Store
    settings: Settings
    originals: Originals
    now: datetime
    progress: Progress = silent
    anew: bool = False
    only_look: bool = False
    asking: Asking | None = None
    places: Path | None = None
    forget_answers: bool = False
    computed: dict[str, int] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    _stages: dict[tuple[str, str], Stage] = field(default_factory=dict)
    _sources: dict[str, Source] = field(default_factory=dict)
    _texts: list[str] = field(default_factory=list)

    def run(self) -> None:
        """Compute what is out of date, one transaction a subject: a kill loses at most the one under way."""
        self._stages = self.store.stages()
        self._sources = {s.source.id: s.source for s in self.store.sources() if s.included}
        for source in self._each("text", list(self._sources.values()), lambda s: s.name):
            self._stage("text", source.id, (encode(source),), partial(self._extracted, source))
        self._lists()
        texts = self.store.text_keys(list(self._sources))
        self._forget({text.id for text in texts})
        segmented = [
            self._stage("segments", text.id, (text.hash,), partial(self._segmented, text.id))
            for text in self._each("segments", texts, self._name)
        ]
        self._texts = [text.id for text in texts]
        own = encode([self.settings.measures, self.settings.language])
        places = () if self._gazetteer is None else (self._gazetteer.digest,)
        helper = Modelling(self.store, self._stages, self.now, self.asking, self.warnings)
        asked = self._each("model", texts, self._name) if self.asking is not None else iter(texts)
        answers = [self._answered(helper, text) for text in asked]
        read = []
        for text, segments, said in zip(
            self._each("claims", texts, self._name), segmented, answers, strict=True
        ):
            body = encode(self._sources[text.source_id])
            inputs = (body, text.hash, segments, own, *places, *helper.key(said))
            read.append(self._stage("claims", text.id, inputs, partial(self._read, text.id, said)))
        everything = (digest_all(read), own, *reviews.key(self._reviews))
        heard = self._joined(everything)
        for _ in self._each("consistency", [CASE], lambda _: ""):
            found = self._stage("consistency", CASE, everything, self._checked)
        for _ in self._each("weighing", [CASE], lambda _: ""):
            self._stage("weighing", CASE, (*everything, found, *heard), self._weighed)

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
            if (stage in {"text", listing.STAGE} and subject not in self._sources)
            or (stage in {"segments", "claims", modelling.STAGE} and subject not in texts)
            or (stage == modelling.STAGE and self.forget_answers)
            or (stage in {joining.LINKAGE, joining.EVIDENCE} and not self._has_lists)
        ]
        if not gone:
            return
        if self.only_look:
            raise StaleError
        with self.store.transaction():
            for stage, subject in gone:
                self.store.clear(stage, subject)
                del self._stages[stage, subject]
        self.computed["removed"] = len(gone)

    def _lists(self) -> None:
        """Read the sources that are lists into records; what cannot be read is a warning."""
        sources = [s for s in self._sources.values() if listing.is_list(s)]
        if not sources:
            return
        listing.check_settings(self.settings)
        reader = listing.Listing(self._folder, self.settings, self.originals, self._chained)
        places = () if self._gazetteer is None else (self._gazetteer.digest,)
        folders = set()
        for source in self._each(listing.STAGE, sources, lambda s: s.name):
            known = self._stages.get((listing.STAGE, source.id))
            found = None if known is None else decode(listing.Listed, known.rest)
            inputs = reader.inputs(source, *places)
            if found is not None and not reader.stands(found):
                del self._stages[listing.STAGE, source.id]
            read = [found] if found is not None else []
            self._stage(listing.STAGE, source.id, inputs, partial(self._listed, reader, source, inputs, read))
            folders.add(read[-1].folder)
            if read[-1].reason:
                self.warnings.append(f"the list {source.name} could not be read: {read[-1].reason}")
        if not self.only_look:
            reader.tidy(folders)

    def _joined(self, claims: tuple[str, ...]) -> tuple[str, ...]:
        """Link the lists and ask them about the claims; gives hashes over what they say."""
        lists = listing.Lists.of(self.store, self._folder, self.settings)
        if not lists.read:
            return ()
        judged = pairs.judged(self.store.decisions())
        made = joining.Joining(lists, self._folder, self.settings, judged, self._chained, self._sweeps)
        known = self._stages.get((joining.LINKAGE, CASE))
        if known is not None and not made.stands(known.rest):
            del self._stages[joining.LINKAGE, CASE]
        for _ in self._each(joining.LINKAGE, [CASE], lambda _: ""):
            linked = self._stage(joining.LINKAGE, CASE, made.inputs, made.link)
        inputs = (linked, *claims, encode(self.settings.estimation))
        for _ in self._each(joining.EVIDENCE, [CASE], lambda _: ""):
            asked = partial(self._asked, made)
            heard = self._stage(joining.EVIDENCE, CASE, inputs, asked)
        return (heard,)

    def _asked(self, made: joining.Joining) -> Made:
        return made.weigh(self._reviewed, tuple(self._documents.values()))

    def _sweeps(self, done: int, total: int) -> None:
        self.progress(joining.LINKAGE, done, total, "sweeps of the sampler")

    @property
    def _has_lists(self) -> bool:
        return any(listing.is_list(source) for source in self._sources.values())

    @property
    def _folder(self) -> Path:
        return self.originals.root.parent

    @staticmethod
    def _listed(
        reader: listing.Listing, source: Source, inputs: tuple[str, ...], read: list[listing.Listed]
    ) -> Made:
        read.append(reader.read(source, version.key(listing.STAGE, *inputs)))
        return Made([], {"lists": int(not read[-1].reason)}, rest=encode(read[-1]))

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

    def _answered(self, helper: Modelling, text: TextKey) -> Answers:
        source = self._sources[text.source_id]
        if self.asking is None:
            answers = helper.of(text.id)
        else:
            answers, asked = helper.answered(source, self.store.text(text.id))
            counted = self.computed if asked else self.kept
            counted["model"] = counted.get("model", 0) + 1
        helper.told(source, answers)
        return answers

    def _read(self, text_id: str, answers: Answers) -> Made:
        document = self._documents[text_id]
        reading = Reading(())
        if document.source.nature is not Nature.LIST:
            reading = self._reading(document, answers)
        facts = {"claims": len(reading.claims), "numeric_tokens": reading.numeric_tokens}
        return Made(rows.of_reading(text_id, reading), facts, reading.refusals)

    def _reading(self, document: Document, answers: Answers) -> Reading:
        from corroborate.claims import read
        from corroborate.claims.languages import in_another_script, reader_language, unread_for, unread_in
        from corroborate.claims.modelhelp import helped

        stated = document.source.language
        language = reader_language(stated, self.settings.language)
        if language is None and stated != NOT_STATED:
            return unread_in(document.text, stated)
        # A case in a language without lexicons is refused by the reader, which names those there are.
        language = language or self.settings.language
        if stated == NOT_STATED and in_another_script(document.text.content, language):
            reason = f"the words are not in the script of '{language}'; state the language of the source"
            return unread_for(document.text, reason)
        reading = read(document, measures=self._measures, language=language, gazetteer=self._gazetteer)
        added = helped(
            document,
            reading,
            answers.items,
            measures=self._measures,
            language=language,
            gazetteer=self._gazetteer,
        )
        return added.reading

    def _checked(self) -> Made:
        from corroborate.consistency import check

        checked = check(self._reviewed, tuple(self._documents.values()), measures=self._measures)
        out = reviews.left_out(self._claims, self._reviews)
        checked = replace(checked, not_checked=(*checked.not_checked, *out))
        rest = encode(replace(checked, findings=(), checked=(), not_checked=()))
        return Made(rows.of_checked(checked), {"findings": len(checked.findings)}, rest=rest)

    def _weighed(self) -> Made:
        from corroborate.weighing import weigh

        documents = tuple(self._documents.values())
        heard, strata = joining.evidence(self.store), joining.strata(self.store)
        weighing = weigh(
            self._reviewed,
            self.store.checked(),
            documents,
            measures=self._measures,
            evidence=heard,
            strata=strata,
        )
        rest = encode(replace(weighing, figures=(), comparisons=(), assessments=()))
        return Made(rows.of_weighing(weighing), {"figures": len(weighing.figures)}, rest=rest)

    @cached_property
    def _documents(self) -> dict[str, Document]:
        return {d.text.id: d for d in self.store.documents(list(self._sources))}

    @cached_property
    def _claims(self) -> tuple[AnyClaim, ...]:
        return self.store.claims(self._texts)

    @cached_property
    def _reviewed(self) -> tuple[AnyClaim, ...]:
        """The claims that findings and figures may rest on: none that only a model has read (C10)."""
        return reviews.usable(self._claims, self._reviews)

    @cached_property
    def _reviews(self) -> dict[str, Review]:
        return reviews.standing(self.store.decisions())

    @cached_property
    def _gazetteer(self) -> GeoNames | None:
        from corroborate.gazetteer import GeoNames

        return None if self.places is None else GeoNames(self.places)

    @cached_property
    def _chained(self) -> Gazetteer | None:
        from corroborate.gazetteer import Chain, builtin

        return None if self._gazetteer is None else Chain(builtin(), self._gazetteer)

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
