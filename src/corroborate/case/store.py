"""What a case holds in its database: reading and writing, nothing computed."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar, cast

import sqlalchemy as sa

from corroborate.case import rows, schema
from corroborate.case.codec import decode, digest, digest_all, encode
from corroborate.case.database import database_errors
from corroborate.case.rows import Made, Row, Rows
from corroborate.model.assessment import Weighing
from corroborate.model.claim import AnyClaim
from corroborate.model.decision import Decision
from corroborate.model.dossier import Document
from corroborate.model.finding import Checked
from corroborate.model.source import CustodyEntry, Source
from corroborate.model.text import Text

N = TypeVar("N")

OUTPUTS: dict[str, tuple[tuple[sa.Table, ...], str | None]] = {
    "text": ((schema.texts, schema.unreadable), "source_id"),
    "lists": ((), None),
    "linkage": ((), None),
    "evidence": ((), None),
    "segments": ((schema.segments,), "text_id"),
    "model": ((), None),
    "claims": ((schema.claims, schema.unread, schema.refusals), "text_id"),
    "consistency": ((schema.findings, schema.coverage), None),
    "weighing": ((schema.figures, schema.comparisons, schema.assessments), None),
}
"""Which tables a stage fills, and by which column its subject is told; None for the whole case."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A source as the store keeps it."""

    source: Source
    ord: int
    listed: bool
    included: bool


@dataclass(frozen=True, slots=True)
class Stage:
    """That a stage was computed on a subject: from what (``key``), and which rows came out (``output``)."""

    stage: str
    subject: str
    key: str
    output: str
    facts: dict[str, int]
    rest: str


@dataclass(frozen=True, slots=True)
class StageBody:
    """Counts of what a stage made, and as JSON what of it no row of its tables holds."""

    facts: dict[str, int]
    rest: str


@dataclass(frozen=True, slots=True)
class TextKey:
    """A text without its words."""

    id: str
    source_id: str
    hash: str


class Store:
    """One open connection to the database of a case.

    ``before_writing`` is called before the first change, so that a session without changes leaves
    the files as they are.
    """

    def __init__(
        self, connection: sa.Connection, folder: Path, before_writing: Callable[[], None] | None = None
    ) -> None:
        self._connection = connection
        self._folder = folder
        self._before_writing = before_writing

    @property
    def folder(self) -> Path:
        """The folder of the case."""
        return self._folder

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All of what is written inside, or none of it; on the disk when it ends."""
        if self._before_writing is not None:
            self._before_writing()
            self._before_writing = None
        with database_errors(self._folder):
            self._connection.rollback()
            with self._connection.begin():
                yield

    def rows(self, table: sa.Table, **where: object) -> Sequence[sa.Row[Any]]:
        """The rows of a table, in their order."""
        query = sa.select(table).filter_by(**where)
        order = [column for column in (table.c.get("ord"), *table.primary_key) if column is not None]
        with database_errors(self._folder):
            return self._connection.execute(query.order_by(*order)).all()

    def nouns(self, table: sa.Table, **where: object) -> tuple[Any, ...]:
        """The nouns of a table of derived things, in their order."""
        return tuple(rows.noun(table, row) for row in self.rows(table, **where))

    def sources(self) -> list[Stored]:
        """Every source ever added, in the order of adding."""
        return [
            Stored(decode(Source, row.body), row.ord, row.listed, row.included)
            for row in self.rows(schema.sources)
        ]

    def put_source(self, stored: Stored) -> None:
        """Add or replace a source."""
        row = schema.sealed(
            schema.sources,
            {
                "id": stored.source.id,
                "ord": stored.ord,
                "listed": stored.listed,
                "included": stored.included,
                "body": encode(stored.source),
            },
        )
        self._execute(sa.delete(schema.sources).where(schema.sources.c.id == stored.source.id))
        self._insert(schema.sources, [row])

    def custody(self) -> tuple[CustodyEntry, ...]:
        """The custody entries, oldest first."""
        return tuple(decode(CustodyEntry, row.body) for row in self.rows(schema.custody))

    def add_custody(self, entry: CustodyEntry) -> None:
        """Append a custody entry."""
        row = {
            "number": self._next(schema.custody),
            "source_id": entry.source_id,
            "body": encode(entry),
        }
        self._insert(schema.custody, [schema.sealed(schema.custody, row)])

    def decisions(self) -> tuple[Decision, ...]:
        """The decision log, oldest first."""
        return tuple(decode(Decision, row.body) for row in self.rows(schema.decisions))

    def decide(
        self, *, who: str, when: datetime, action: str, on: str, why: str, shown: str = ""
    ) -> Decision:
        """Append a decision to the log, chained to the last."""
        last = self._execute(
            sa.select(schema.decisions.c.body).order_by(schema.decisions.c.number.desc()).limit(1)
        ).scalar()
        previous = decode(Decision, last) if last else None
        decision = Decision.after(previous, who=who, when=when, action=action, on=on, why=why, shown=shown)
        row = {"number": decision.number, "body": encode(decision)}
        self._insert(schema.decisions, [schema.sealed(schema.decisions, row)])
        return decision

    def stages(self) -> dict[tuple[str, str], Stage]:
        """What was computed, by stage and subject."""
        found = {}
        for row in self.rows(schema.stages):
            body = decode(StageBody, row.body)
            found[row.stage, row.subject] = Stage(
                row.stage, row.subject, row.key, row.output, body.facts, body.rest
            )
        return found

    def replace(self, stage: str, subject: str, key: str, made: Made) -> str:
        """Put the rows of a stage in place of its earlier ones; gives the hash of the output."""
        self.clear(stage, subject)
        for table, new in made.output:
            self._insert(table, new)
        hash = digest(output_hash(made.output), made.rest)
        body = encode(StageBody(made.facts, made.rest))
        row = {"stage": stage, "subject": subject, "key": key, "output": hash, "body": body}
        self._insert(schema.stages, [schema.sealed(schema.stages, row)])
        return hash

    def clear(self, stage: str, subject: str) -> None:
        """Delete what a stage made of a subject."""
        tables, column = OUTPUTS[stage]
        for table in tables:
            delete = sa.delete(table)
            self._execute(delete if column is None else delete.where(table.c[column] == subject))
        at = schema.stages.c
        self._execute(sa.delete(schema.stages).where(at.stage == stage, at.subject == subject))

    def text_keys(self, source_ids: Sequence[str]) -> list[TextKey]:
        """The texts of some sources, in the order of the sources, without their words."""
        at = {id: n for n, id in enumerate(source_ids)}
        table = schema.texts.c
        query = sa.select(table.id, table.source_id, table.ord, table.hash)
        with database_errors(self._folder):
            found = [row for row in self._connection.execute(query) if row.source_id in at]
        found.sort(key=lambda row: (at[row.source_id], row.ord))
        return [TextKey(row.id, row.source_id, row.hash) for row in found]

    def text(self, id: str) -> Text:
        """One text; raises KeyError where there is none."""
        for text in self.nouns(schema.texts, id=id):
            return cast("Text", text)
        raise KeyError(id)

    def documents(self, source_ids: Sequence[str]) -> list[Document]:
        """The texts of some sources with their segments, in the order of the sources."""
        sources = {s.source.id: s.source for s in self.sources()}
        texts = {text.id: text for text in self.nouns(schema.texts)}
        segments = {row.text_id: rows.noun(schema.segments, row) for row in self.rows(schema.segments)}
        return [
            Document(sources[key.source_id], texts[key.id], segments.get(key.id, ()))
            for key in self.text_keys(source_ids)
        ]

    def claims(self, text_ids: Sequence[str]) -> tuple[AnyClaim, ...]:
        """The claims read from some texts, in the order of the texts."""
        return tuple(rows.noun(schema.claims, row) for row in self.of_texts(schema.claims, text_ids))

    def of_texts(self, table: sa.Table, text_ids: Sequence[str]) -> list[sa.Row[Any]]:
        """The rows of some texts, in the order of the texts."""
        at = {id: n for n, id in enumerate(text_ids)}
        found = [row for row in self.rows(table) if row.text_id in at]
        return sorted(found, key=lambda row: at[row.text_id])

    def nouns_of_texts(self, table: sa.Table, text_ids: Sequence[str]) -> tuple[Any, ...]:
        """The nouns of some texts, in the order of the texts."""
        return tuple(rows.noun(table, row) for row in self.of_texts(table, text_ids))

    def count(self, table: sa.Table) -> int:
        """How many rows a table has."""
        return int(self._execute(sa.select(sa.func.count()).select_from(table)).scalar_one())

    def checked(self) -> Checked:
        """The result of checking; empty where nothing was checked yet."""
        rest = self._rest("consistency", Checked((), (), ()))
        return rows.checked_from(rest, self.nouns(schema.findings), self.nouns(schema.coverage))

    def weighing(self) -> Weighing:
        """What was weighed; empty where nothing was yet."""
        return replace(
            self._rest("weighing", Weighing((), (), ())),
            figures=self.nouns(schema.figures),
            comparisons=self.nouns(schema.comparisons),
            assessments=self.nouns(schema.assessments),
        )

    def _rest(self, stage: str, nothing: N) -> N:
        found = self.rows(schema.stages, stage=stage)
        return decode(type(nothing), decode(StageBody, found[0].body).rest) if found else nothing

    def named(self, table: sa.Table, kind: type[Any]) -> dict[str, Any]:
        """The bodies of a table by its key, decoded."""
        return {row[0]: decode(kind, row.body) for row in self.rows(table)}

    def put_named(self, table: sa.Table, name: str, value: object) -> None:
        """Put a body under a key, in place of an earlier one."""
        key = next(iter(table.primary_key))
        self._execute(sa.delete(table).where(key == name))
        self._insert(table, [schema.sealed(table, {key.name: name, "body": encode(value)})])

    def add_run(self, value: object) -> int:
        """Append the record of a run; gives its number."""
        number = self._next(schema.runs)
        self._insert(schema.runs, [schema.sealed(schema.runs, {"number": number, "body": encode(value)})])
        return number

    def state(self) -> str:
        """One hash over all that was computed: equal states hold equal results."""
        return state_of((s.stage, s.subject, s.key, s.output) for s in self.stages().values())

    def _next(self, table: sa.Table) -> int:
        return (
            int(self._execute(sa.select(sa.func.coalesce(sa.func.max(table.c.number), 0))).scalar_one()) + 1
        )

    def _insert(self, table: sa.Table, new: Iterable[Row]) -> None:
        if new := list(new):
            self._execute(sa.insert(table), new)

    def _execute(self, statement: Any, parameters: list[Row] | None = None) -> sa.CursorResult[Any]:
        result: sa.CursorResult[Any] = self._connection.execute(statement, parameters)
        return result


def output_hash(output: Rows) -> str:
    """One hash over the rows that a stage made, in their order."""
    return digest_all(digest(table.name, *(row["hash"] for row in new)) for table, new in output)


def state_of(stages: Iterable[tuple[str, str, str, str]]) -> str:
    """One hash over stages, subjects, keys and outputs, whatever their order."""
    return digest_all(digest(*stage) for stage in sorted(stages))
