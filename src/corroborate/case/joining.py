"""The stages that join lists and claims: who is the same, and what that says of each claim."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from corroborate.case import linkagefile
from corroborate.case.casefile import Settings
from corroborate.case.codec import decode, encode
from corroborate.case.linking import Said, alone, linked, said
from corroborate.case.listing import STAGE as LISTS
from corroborate.case.listing import Lists
from corroborate.case.rows import Made
from corroborate.case.spread import incidents
from corroborate.case.store import Store
from corroborate.case.stratanames import Names
from corroborate.case.twinned import on_twins
from corroborate.errors import HashMismatchError
from corroborate.model.claim import AnyClaim
from corroborate.model.dossier import Document
from corroborate.model.evidence import SliceEvidence, StrataEvidence
from corroborate.model.incidents import Incidents
from corroborate.model.linkage import Linkage, LinkageRefused, PairDecision
from corroborate.model.listing import LinkageSummary, Listing, ListSummary
from corroborate.model.recordtable import RecordTable

if TYPE_CHECKING:
    from corroborate.gazetteer import Gazetteer

LINKAGE, EVIDENCE = "linkage", "evidence"
FOLDER = "linkage"
REJECTS = 50
"""Rejected rows of a list that a report prints with their reasons; how many there are is always said."""


class Outcome(msgspec.Struct, frozen=True):
    """What linking gave: the summary, or the refusal, and a hash over the files of a linkage."""

    summary: LinkageSummary | None = None
    refused: LinkageRefused | None = None
    files: str = ""
    incidents: Incidents | None = None


@dataclass
class Joining:
    """Makes the two stages for one case; the table and the linkage are loaded when they are needed."""

    lists: Lists
    folder: Path
    settings: Settings
    judged: Sequence[PairDecision]
    places: Gazetteer | None
    tell: Callable[[int, int], None]
    _made: list[Linkage] = field(default_factory=list)

    @property
    def inputs(self) -> tuple[str, ...]:
        """Everything that the linkage depends on."""
        read = [one.counts for one in self.lists.read]
        return (*read, encode(self.settings.linkage), encode(list(self.judged)))

    def stands(self, rest: str) -> bool:
        """True where the files of a linkage are still what was written."""
        files = decode(Outcome, rest).files
        try:
            return not files or linkagefile.sum_of(self.folder / FOLDER) == files
        except HashMismatchError:
            return False

    def link(self) -> Made:
        """Link the lists; a refusal is a result."""
        found = linked(self.table, self.lists.cards, self.judged, self.settings.linkage, self.tell)
        if isinstance(found, LinkageRefused):
            seen = incidents(self.table, None, self.lists.cards)
            return Made([], {"incidents": 0}, rest=encode(Outcome(refused=found, incidents=seen)))
        files = linkagefile.save(found, self.table, self.folder / FOLDER)
        self._made.append(found)
        used = len(self.judged) - len({d.number for c in found.contradictions for d in c.decisions})
        summary = LinkageSummary.of(found, used)
        summary = on_twins(summary, found, self.table, self.lists.cards, self.settings.linkage)
        seen = incidents(self.table, found.partition, self.lists.cards)
        outcome = Outcome(summary, files=files, incidents=seen)
        return Made([], {"records": len(self.table)}, rest=encode(outcome))

    def weigh(self, claims: Sequence[AnyClaim], documents: Sequence[Document]) -> Made:
        """Ask the lists about what each claim counts."""
        from corroborate.lists import taxonomies
        from corroborate.lists.upstream import upstream
        from corroborate.weighing.slices import slices

        actors = taxonomies.actors(self.settings.taxonomy.get("actors"))
        linkage = self._linkage()
        found = said(
            slices(claims, documents),
            self.table,
            linkage,
            self.lists.cards,
            lambda name: actors.code(name, None, "", self.places)[0],
            self.settings.estimation,
            Names(actors.tree, taxonomies.events(self.settings.taxonomy.get("events")).tree),
            upstream(self.lists.files, self.table, linkage.partition),
        )
        fit = sum(e.recorded is not None for e in found.evidence)
        return Made([], {"slices": fit}, rest=encode(found))

    @cached_property
    def table(self) -> RecordTable:
        """The records of all lists as columns."""
        return self.lists.table()

    def _linkage(self) -> Linkage:
        """The linkage just made, or the one on disk; without one every record is an incident of its own."""
        if self._made:
            return self._made[-1]
        return linkagefile.load(self.folder / FOLDER) or alone(self.table)


def evidence(store: Store) -> tuple[SliceEvidence, ...]:
    """What the lists say of the claims, as of the last run."""
    heard = store.stages().get((EVIDENCE, "case"))
    return () if heard is None else decode(Said, heard.rest).evidence


def strata(store: Store) -> tuple[StrataEvidence, ...]:
    """What the lists say of parts of what they hold, as of the last run."""
    heard = store.stages().get((EVIDENCE, "case"))
    return () if heard is None else decode(Said, heard.rest).strata


def listing(store: Store, lists: Lists) -> Listing | None:
    """What a report says of the lists of a case, as of the last run; None where it has none."""
    stages = store.stages()
    if not any(stage == LISTS for stage, _ in stages):
        return None
    counts = lists.counts
    summaries = []
    for one in lists.read:
        count = counts[one.source_id]
        summaries.append(
            ListSummary(
                count.card,
                one.source_id,
                count.format,
                count.rows,
                count.records,
                count.rejected,
                tuple(count.rejects[:REJECTS]),
                dict(count.left_out),
                {name: dict(values) for name, values in count.unmapped.items()},
                dict(count.flags),
                tuple(count.notes),
            )
        )
    outcome, heard = stages.get((LINKAGE, "case")), stages.get((EVIDENCE, "case"))
    made = Outcome() if outcome is None else decode(Outcome, outcome.rest)
    told = Said((), ()) if heard is None else decode(Said, heard.rest)
    return Listing(
        tuple(summaries),
        made.summary,
        made.refused,
        told.evidence,
        told.settling,
        dependences=told.dependences,
        strata=told.strata,
        incidents=made.incidents,
    )
