"""Verifying: everything hashed, resolved and anchored again, and whatever does not fit named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from corroborate.case import casefile, database, seal, session
from corroborate.case.contents import Contents
from corroborate.case.lock import locked
from corroborate.case.problems import Problem
from corroborate.case.reports import check_reports
from corroborate.case.resolving import check_figures, check_spans, check_texts
from corroborate.case.tables import check_tables
from corroborate.errors import CorroborateError, InputError, SettingError
from corroborate.intake import Originals

INTERRUPTED = ".incoming-"
"""How a file begins that an intake left when it was killed; the next writer deletes it."""


@dataclass(frozen=True, slots=True)
class Verification:
    """What was verified, with counts, and every problem; ``notes`` say what could not be verified."""

    counted: Mapping[str, int]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """True where everything that is there fits."""
        return not self.problems


def verify(folder: Path, report: Path | None = None) -> Verification:
    """Hash, re-derive and resolve everything in a case again, and name whatever does not fit.

    In this order: the files as they were sealed, every row against its hash, what each stage made,
    the originals, the texts derived from them, every span in its text, every figure to its claims, the
    tables of lists and linkage, the decision log and its anchors, the written reports. ``report`` adds one
    that stands elsewhere.

    Raises NotACaseError and NewerCaseError for what is no case of this version, CaseBusyError while
    somebody writes, InputError for a report that is not there.
    """
    casefile.require(folder)
    if report is not None and not report.is_file():
        raise InputError("there is no such report", value=report, hint="check the path")
    with locked(folder, shared=True):
        problems, notes = _files(folder)
        sound = not problems
        counted: Counter[str] = Counter()
        try:
            with session.to_verify(folder) as connection:
                contents = Contents.read(connection, folder)
        except (sa.exc.DatabaseError, CorroborateError) as error:
            if sound:
                raise
            problems.append(
                Problem("database", database.NAME, f"it cannot be read any more ({_first_line(error)})")
            )
            contents = Contents(folder)
        originals = Originals(folder / "originals")
        expected = {source.id for source in contents.sources}
        problems += contents.problems
        found = originals.verify(expected)
        left = [p for p in found if Path(p.file).name.startswith(INTERRUPTED)]
        notes += [f"{p.file}: {p.what}" for p in left]
        problems += [Problem("original", p.file, p.what) for p in found if p not in left]
        stored = set(originals.ids())
        counted["originals"] = len(stored)
        notes += (
            [f"originals/{id[:2]}/{id} belongs to no source" for id in sorted(stored - expected)]
            if sound
            else []
        )
        if sound and not contents.finished:
            notes.append("the case was changed since its last run, or that was not finished; run it again")
        for step in (check_texts, check_spans, check_figures, check_tables, check_reports):
            wrong, said, numbers = step(contents, report)
            problems += wrong
            notes += said
            counted.update(numbers)
        counted.update(contents.counted)
    return Verification(dict(counted), tuple(dict.fromkeys(problems)), tuple(notes))


def _files(folder: Path) -> tuple[list[Problem], list[str]]:
    """The files of the case against their seal, before anything opens them."""
    broken, sealed = seal.broken(folder)
    problems = [Problem("file", name, what) for name, what in broken]
    try:
        casefile.read(folder)
    except SettingError as error:
        problems.append(Problem("file", casefile.NAME, str(error)))
    if sealed is None and not problems:
        return [], ["the last change was interrupted, so the files carry no seal; run the case again"]
    return problems, []


def _first_line(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error).splitlines()[0]
