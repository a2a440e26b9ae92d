"""The public build of a dossier: what is withheld is gone from it before anything is printed (C18)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, TypeVar

from corroborate.model.assessment import Figure
from corroborate.model.attribution import Attribution, Voice
from corroborate.model.claim import AnyClaim
from corroborate.model.dossier import Build, Document, Dossier
from corroborate.model.finding import Finding
from corroborate.model.listing import Listing
from corroborate.model.source import NOT_STATED, CustodyEntry, Handling, Sensitivity, Source
from corroborate.model.span import CONTEXT, Span
from corroborate.model.text import Text
from corroborate.report.catalogue import catalogue
from corroborate.report.closedlists import ClosedLists
from corroborate.report.commitments import Opening, Salts, commit
from corroborate.report.masking import Masked, Masks, coarse
from corroborate.report.rows import claim_row
from corroborate.weighing import STRATUM

T = TypeVar("T")
BLANK = "█"
"""The whole content of a withheld text."""

HEAD = "Head of the log"


@dataclass(frozen=True, slots=True)
class Public:
    """A dossier that may be published, and what opens the commitments in it."""

    dossier: Dossier
    openings: tuple[Opening, ...] = ()
    renamed: Mapping[str, str] = field(default_factory=dict)
    """Of each closed source the id that it has in the case, and the one that is published."""


def public(dossier: Dossier, salts: Salts | None) -> Public:
    """The public build of a dossier, and the openings of its commitments.

    Of withheld sources nothing is left but commitments; in restricted ones names, exact places and
    addresses are masked; the hashes of both, which few words could be guessed from, become commitments.
    Without ``salts`` there are no commitments: what is withheld is numbered. A dossier of another build
    than the case's own is given back as it is.
    """
    if dossier.build is not Build.CASE:
        return Public(dossier)
    if all(s.handling.sensitivity is Sensitivity.OPEN for s in dossier.sources.values()):
        return Public(replace(dossier, build=Build.PUBLIC))
    return _Public(dossier, salts).made()


def shown(dossier: Dossier) -> Dossier:
    """The dossier as it may be shown: one that the case holds is made public first, without commitments."""
    return public(dossier, None).dossier


class _Public:
    def __init__(self, dossier: Dossier, salts: Salts | None) -> None:
        self.dossier, self.salts = dossier, salts
        self.t = catalogue(dossier.language)
        self.masks = Masks.of(dossier)
        self.openings: list[Opening] = []
        how = {id: source.handling.sensitivity for id, source in dossier.sources.items()}
        self.closed = {id for id, s in how.items() if s is not Sensitivity.OPEN}
        self.withheld = {id for id, s in how.items() if s is Sensitivity.WITHHELD}
        self.texts = {d.text.id: d for d in dossier.documents}
        self.masked = {
            d.text.id: Masked.of(d.text.content, self.masks)
            for d in dossier.documents
            if d.source.id in self.closed - self.withheld
        }
        self.closed_claims = {c.id for c in dossier.claims if c.source_id in self.closed}
        self.withheld_claims = {c.id for c in dossier.claims if c.source_id in self.withheld}
        self.ids: dict[str, str] = {}
        self._name()
        self.lists = ClosedLists.of(dossier, self.t("lists.withheld"))
        self.kept = {c.id for c in dossier.claims} | {f.id for f in dossier.weighing.figures}
        self.kept |= {f.id for f in dossier.checked.findings} | {c.id for c in dossier.weighing.comparisons}

    def _name(self) -> None:
        """Give everything that rests on closed sources an id that nobody can guess it from."""
        for d in self.dossier.documents:
            if d.source.id in self.closed:
                self._commit("source", d.source.id, d.source.id)
                self._commit("text", d.text.id, d.text.id)
        for source in self.dossier.lists:
            if source.id in self.closed:
                self._commit("source", source.id, source.id)
        assessed = {a.claim_id: a for a in self.dossier.weighing.assessments}
        for c in self.dossier.claims:
            if c.id in self.closed_claims:
                row = claim_row(c, self.texts[c.span.text_id], assessed.get(c.id))
                value = json.dumps(row, ensure_ascii=False, sort_keys=True)
                self._commit("claim", c.id, value, length=24)
        derived = [
            *((f.id, f.claims) for f in self.dossier.weighing.figures),
            *((f.id, f.claims) for f in self.dossier.checked.findings),
            *((c.id, c.claims) for c in self.dossier.weighing.comparisons),
        ]
        closed = {id for id, claims in derived if self.closed_claims & set(claims)}
        closed |= {c.id for c in self.dossier.weighing.comparisons if closed & set(c.figures)}
        for id, _ in derived:
            if id in closed:
                self._commit(id.rpartition("-")[0] or "finding", id, id, length=16, prefix=True)

    def _commit(self, sort: str, id: str, value: str, *, length: int = 64, prefix: bool = False) -> None:
        if id in self.ids:
            return
        if self.salts is None:
            told = f"{sort[0]}{len(self.ids) + 1}-withheld"
        else:
            opening = commit(sort, value, self.salts)
            self.openings.append(opening)
            told = opening.commitment[:length]
        self.ids[id] = f"{sort}-{told}" if prefix else told

    def made(self) -> Public:
        """The whole public build."""
        dossier = self.dossier
        hidden = {
            f.id
            for f in dossier.weighing.figures
            if (f.claims and self.withheld_claims >= set(f.claims))
            # As in the listing: strata are thin enough to give a withheld list away.
            or (self.lists.withheld and f.kind == STRATUM)
        }
        weighing = replace(
            dossier.weighing,
            figures=tuple(
                self._figure(replace(f, working=()) if self.withheld_claims & set(f.claims) else f)
                for f in dossier.weighing.figures
                if f.id not in hidden
            ),
            comparisons=tuple(
                self._told(c, c.claims)
                for c in dossier.weighing.comparisons
                if not (hidden & set(c.figures) or self.withheld_claims & set(c.claims))
            ),
            assessments=tuple(
                self._told(
                    replace(a, working=(self.t("findings.withheld"),), assumption=None)
                    if (hidden | self.withheld_claims | self._of_withheld_lists) & set(a.against)
                    else a,
                    (a.claim_id, *a.against),
                )
                for a in dossier.weighing.assessments
                if a.claim_id not in self.withheld_claims
            ),
        )
        weighing = self._without_lists(weighing)
        checked = replace(
            dossier.checked,
            findings=tuple(self._finding(f) for f in dossier.checked.findings),
            checked=self._told(dossier.checked.checked),
            not_checked=tuple(self._told(n, (n.claim_id,)) for n in dossier.checked.not_checked),
            notes=self._told(dossier.checked.notes),
        )
        made = replace(
            dossier,
            build=Build.PUBLIC,
            title=self.masks.names_in(dossier.title),
            question=self.masks.names_in(dossier.question),
            documents=tuple(self._document(d) for d in dossier.documents),
            custody=tuple(e for entry in dossier.custody for e in self._custody(entry)),
            claims=tuple(self._claim(c) for c in dossier.claims),
            unread=tuple(
                replace(self._told(u), span=self._span(u.span))
                if u.span.text_id not in self._blank_texts
                else replace(u, span=self._span(u.span))
                for u in dossier.unread
            ),
            refusals=tuple(
                replace(r, text_id=self.ids[r.text_id], quote="" if r.text_id in self._blank_texts else
                        self.masks.all_in(r.quote))
                if r.text_id in self.ids else r
                for r in dossier.refusals
            ),
            unreadable=tuple(
                replace(u, source_id=self.ids[u.source_id], place=self.t("sources.withheld"), reason="")
                if u.source_id in self.withheld
                else self._told(u, strict=u.source_id in self.closed)
                for u in dossier.unreadable
            ),
            checked=checked,
            weighing=weighing,
            settings=self._settings(dossier.settings),
            listing=self._listing(dossier.listing),
            lists=tuple(self._source(source) for source in dossier.lists),
            decisions=tuple(
                replace(d, on=self.ids.get(d.on, d.on), why=self._logged(d.why), hash="", previous="",
                        shown="" if self._is_withheld(d.on) else self._logged(d.shown))
                for d in dossier.decisions
            ),
        )  # fmt: skip
        return Public(made, tuple(self.openings), {id: self.ids[id] for id in sorted(self.closed)})

    @property
    def _blank_texts(self) -> set[str]:
        return {id for id, d in self.texts.items() if d.source.id in self.withheld}

    def _is_withheld(self, id: str) -> bool:
        return id in self.withheld or id in self._blank_texts or id in self.withheld_claims

    def _listing(self, listing: Listing | None) -> Listing | None:
        """What the lists say, without single rows where one of the lists is closed."""
        if listing is None:
            return None
        told: Listing = self._told(self.lists.listing(listing), strict=self.lists.any)
        return self._without_lists(told)

    def _figure(self, figure: Figure) -> Figure:
        """A figure as it may be printed; its rows are words of nobody and stay as they are."""
        told = self.lists.figure(figure, self._said)
        return replace(self._told(replace(told, rows=()), figure.claims), rows=told.rows)

    def _without_lists(self, value: T) -> T:
        """A value in which no withheld list is named."""
        return self._walk(value, strict=False, lists=True) if self.lists.withheld else value

    def _said(self, sort: str, value: str) -> str:
        """What stands in place of a value that is withheld: its commitment, or how many there are before."""
        if value not in self.ids:
            self._commit(sort, value, value, length=24)
        return self.ids[value]

    @property
    def _of_withheld_lists(self) -> frozenset[str]:
        return frozenset(
            f.id
            for f in self.dossier.weighing.figures
            if self.lists.withheld & {row.split(":", 1)[0] for row in f.rows}
        )

    def _settings(self, settings: Mapping[str, str]) -> dict[str, str]:
        told = {k: self.lists.named(self.masks.names_in(v)) for k, v in settings.items() if k != HEAD}
        for name in (n for n in ("Lists", "Taxonomy") if n in settings and self.lists.any):
            told[name] = self._said("setting", settings[name])
        if HEAD in settings and self.salts is not None:
            opening = commit("head", settings[HEAD], self.salts)
            self.openings.append(opening)
            told[HEAD] = opening.commitment
        return told

    def _logged(self, text: str) -> str:
        """Words of the log; those that name a withheld list may tell its columns, too, and are left out."""
        if self.lists.named(text) != text:
            return self.t("decisions.withheld")
        return self.masks.all_in(text)

    def _finding(self, finding: Finding) -> Finding:
        if self.withheld_claims & set(finding.claims):
            bare = replace(finding, title="", working=(), sensitivity=(), separates=())
            return self._told(bare, finding.claims)
        return self._told(finding, finding.claims)

    def _told(self, value: T, claims: Sequence[str] = (), *, strict: bool = False) -> T:
        """A value with every id replaced and every name masked; with ``strict`` exact places too."""
        strict = strict or bool(self.closed_claims & set(claims))
        return self._walk(value, strict)  # type: ignore[no-any-return]

    def _walk(self, value: Any, strict: bool, lists: bool = False) -> Any:
        if type(value) is str:
            if value in self.ids:
                return self.ids[value]
            if value in self.kept:
                return value
            if lists:
                return self.lists.named(value)
            return self.masks.all_in(value) if strict else self.masks.names_in(value)
        if isinstance(value, Mapping):
            return {self._walk(k, strict, lists): self._walk(v, strict, lists) for k, v in value.items()}
        if isinstance(value, tuple):
            return tuple(self._walk(v, strict, lists) for v in value)
        if is_dataclass(value) and not isinstance(value, type) and not isinstance(value, Span):
            known = {f.name: getattr(value, f.name) for f in fields(value)}
            told = {k: self._walk(v, strict, lists) for k, v in known.items()}
            return replace(value, **{k: v for k, v in told.items() if v is not known[k]})
        return value

    def _source(self, source: Source) -> Source:
        if source.id in self.withheld:
            return Source(
                self.ids[source.id],
                self.t("sources.withheld"),
                NOT_STATED,
                0,
                self.dossier.now,
                source.nature,
                handling=Handling(Sensitivity.WITHHELD),
            )
        if source.id in self.closed:
            told: Source = self._walk(replace(source, author=NOT_STATED, url=NOT_STATED), True)
            return told
        return source

    def _document(self, d: Document) -> Document:
        if d.source.id in self.withheld:
            source = self._source(d.source)
            return Document(source, Text(self.ids[d.text.id], source.id, BLANK, NOT_STATED, ""))
        if d.source.id in self.closed:
            masked = self.masked[d.text.id]
            kept = self._source(d.source)
            text = replace(
                self._walk(replace(d.text, content="", map=()), True),
                content=masked.content,
                author=None,
                published_at=None,
                map=tuple(
                    replace(m, start=masked.first(m.start), end=masked.last(m.end)) for m in d.text.map
                ),
            )
            return Document(kept, text)
        return d

    def _custody(self, entry: CustodyEntry) -> Sequence[CustodyEntry]:
        if entry.source_id in self.withheld:
            return ()
        if entry.source_id in self.closed:
            return (replace(self._walk(entry, True), origin=NOT_STATED, who=NOT_STATED),)
        return (entry,)

    def _claim(self, claim: AnyClaim) -> AnyClaim:
        if claim.id not in self.closed_claims:
            return replace(claim, total_of=tuple(self.ids.get(i, i) for i in claim.total_of))
        span = self._span(claim.span)
        if claim.id in self.withheld_claims:
            voice = Voice(self.t("sources.withheld"))
            return type(claim)(
                self.ids[claim.id],
                self.ids[claim.source_id],
                span,
                claim.kind,
                Attribution((voice,)),
                claim.reader,
                (0, len(BLANK)),
            )
        told = self._walk(
            replace(claim, place=None, attribution=Attribution((Voice(""),)), window=None, quantity=None),
            True,
        )
        voices = tuple(
            replace(
                v,
                name=self.masks.all_in(v.name),
                words=None if v.words is None else self._span(v.words),
                cue=None if v.cue is None else self._span(v.cue),
            )
            for v in claim.attribution.voices
        )
        masked = self.masked[claim.span.text_id]
        made: AnyClaim = replace(
            told,
            span=span,
            attribution=Attribution(voices),
            sentence=(masked.first(claim.sentence[0]), masked.last(claim.sentence[1])),
            quantity=claim.quantity,
            quantity_span=None if claim.quantity_span is None else self._span(claim.quantity_span),
            window=self._walk(claim.window, True),
            window_span=None if claim.window_span is None else self._span(claim.window_span),
            place=None if claim.place is None else coarse(claim.place),
            place_span=None if claim.place_span is None else self._span(claim.place_span),
        )
        return made

    def _span(self, span: Span) -> Span:
        """The span in the text as it is published."""
        if span.text_id in self._blank_texts:
            return Span(self.ids[span.text_id], 0, len(BLANK), BLANK)
        masked = self.masked.get(span.text_id)
        if masked is None:
            return span
        start, end = masked.first(span.start), masked.last(span.end)
        content = masked.content
        return Span(
            self.ids[span.text_id],
            start,
            end,
            content[start:end],
            content[max(0, start - CONTEXT) : start],
            content[end : end + CONTEXT],
        )
