"""Everything in the database of a case, row by row against its hash."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from corroborate.case import rows, schema, version
from corroborate.case.casefile import Settings
from corroborate.case.codec import decode, digest, encode
from corroborate.case.decisions import broken
from corroborate.case.problems import Problem
from corroborate.case.reporting import Reported
from corroborate.case.results import Run
from corroborate.case.store import OUTPUTS, StageBody, output_hash, state_of
from corroborate.model.assessment import Figure
from corroborate.model.claim import AnyClaim
from corroborate.model.decision import Decision
from corroborate.model.source import Source
from corroborate.model.text import Text


@dataclass
class Contents:
    """The rows whose hashes fit, as nouns, and the problems of the others."""

    folder: Path
    problems: list[Problem] = field(default_factory=list)
    counted: dict[str, int] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)
    texts: dict[str, Text] = field(default_factory=dict)
    claims: dict[str, AnyClaim] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    reports: dict[str, Reported] = field(default_factory=dict)
    settings: Settings | None = None
    state: str | None = None
    nouns: dict[str, list[Any]] = field(default_factory=dict)
    derivable: set[str] = field(default_factory=set)
    """Ids of the sources whose texts were made by the extractor of this version."""
    rests: dict[tuple[str, str], str] = field(default_factory=dict)
    """What each stage left beside its rows, by stage and subject."""
    finished: bool = True
    """False where the results are not those of the last run that was finished."""

    @classmethod
    def read(cls, connection: sa.Connection, folder: Path) -> Contents:
        """Read everything; what does not fit its hash is a problem and is left out."""
        contents = cls(folder)
        for line in _integrity(connection):
            contents.problems.append(Problem("database", "case.db", line))
        good = {table.name: contents._good(connection, table) for table in schema.metadata.sorted_tables}
        contents._take(good)
        contents._stages(good)
        for what in broken(contents.decisions):
            contents.problems.append(Problem("decision", "the log", what))
        return contents

    def _good(self, connection: sa.Connection, table: sa.Table) -> list[sa.Row[Any]]:
        order = [column for column in (table.c.get("ord"), *table.primary_key) if column is not None]
        good = []
        for row in connection.execute(sa.select(table).order_by(*order)):
            if _fits(table, row):
                good.append(row)
            else:
                where = " ".join(str(row._mapping[key.name])[:64] for key in table.primary_key)
                what = "the row was changed: it does not have the hash that it carries"
                self.problems.append(Problem(f"row of {table.name}", where, what))
        self.counted["rows"] = self.counted.get("rows", 0) + len(good)
        return good

    def _take(self, good: dict[str, list[sa.Row[Any]]]) -> None:
        self.sources = [decode(Source, row.body) for row in good["sources"]]
        self.nouns = {
            name: [rows.noun(schema.metadata.tables[name], r) for r in good[name]] for name in rows.NOUNS
        }
        self.texts = {text.id: text for text in self.nouns["texts"]}
        self.claims = {row.id: rows.noun(schema.claims, row) for row in good["claims"]}
        self.figures = self.nouns["figures"]
        self.decisions = [decode(Decision, row.body) for row in good["decisions"]]
        self.reports = {row.path: decode(Reported, row.body) for row in good["reports"]}
        for row in good["settings"]:
            self.settings = decode(Settings, row.body)
        for name in ("claims", "decisions", "texts"):
            self.counted[name] = len(good[name])

    def _stages(self, good: dict[str, list[sa.Row[Any]]]) -> None:
        """Each stage's rows against the hash of what it made, and all of them against the last run."""
        made: dict[tuple[str, str], list[list[Any]]] = {}
        for stage, (tables, column) in OUTPUTS.items():
            for at, table in enumerate(tables):
                groups: dict[str, list[Any]] = defaultdict(list)
                for row in good[table.name]:
                    groups["case" if column is None else row._mapping[column]].append(row)
                for subject, found in groups.items():
                    made.setdefault((stage, subject), [[] for _ in tables])[at] = found
        for row in good["stages"]:
            tables, _ = OUTPUTS.get(row.stage, ((), None))
            found = made.pop((row.stage, row.subject), [[] for _ in tables])
            new = [
                (table, [{"hash": r.hash} for r in part]) for table, part in zip(tables, found, strict=True)
            ]
            if digest(output_hash(new), _rest(row)) != row.output:
                what = (
                    "what this stage made is not as it left it: rows are missing, added or in another order"
                )
                self.problems.append(Problem("stage", f"{row.stage} of {row.subject}", what))
        for stage, subject in made:
            self.problems.append(Problem("stage", f"{stage} of {subject}", "rows that no stage made"))
        self.rests = {(row.stage, row.subject): _rest(row) for row in good["stages"]}
        bodies = {source.id: encode(source) for source in self.sources}
        self.derivable = {
            row.subject
            for row in good["stages"]
            if row.stage == "text" and row.key == version.key("text", bodies.get(row.subject, ""))
        }
        self.state = state_of((row.stage, row.subject, row.key, row.output) for row in good["stages"])
        runs = [decode(Run, row.body) for row in good["runs"]]
        self.finished = bool(runs) and runs[-1].state == self.state


def _rest(row: sa.Row[Any]) -> str:
    return decode(StageBody, row.body).rest


def _fits(table: sa.Table, row: sa.Row[Any]) -> bool:
    try:
        return bool(schema.row_hash(table, dict(row._mapping)) == row.hash)
    except UnicodeEncodeError:
        return False


def _integrity(connection: sa.Connection) -> list[str]:
    if connection.dialect.name != "sqlite":
        return []
    found = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check(5)")]
    return [] if found == ["ok"] else [f"SQLite finds it damaged: {line}" for line in found]
