"""A small case that is real at every joint, and hands to tamper with it."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

import corroborate as cb
from corroborate.case import Case, SourceFile, database, seal
from corroborate.case.decisions import Anchor
from corroborate.case.session import engine_of
from corroborate.case.store import Store
from corroborate.model.source import Nature

NOW = datetime(2025, 3, 10, 12, 0, tzinfo=UTC)
LATER = datetime(2025, 3, 11, 12, 0, tzinfo=UTC)

SPEECH = """\
The spokesman said on Monday that the National Resistance Front had carried out 207 attacks since
January 2024. He added that more than 5,000 fighters had joined it. Of the attacks, 120 were in the
north, 50 in the east and 30 in the west.
"""
SURVEY = """\
Between 1 February and 13 May 2024 the mission verified 29 attacks by the National Resistance Front.
Between 14 May and 31 July 2024 it verified 53 attacks by the National Resistance Front.
"""


@pytest.fixture
def speech(tmp_path: Path) -> Path:
    """A note of what a party says."""
    path = tmp_path / "speech.txt"
    path.write_text(SPEECH, "utf-8")
    return path


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    """A note of what a third party counted."""
    path = tmp_path / "survey.txt"
    path.write_text(SURVEY, "utf-8")
    return path


@pytest.fixture
def empty(tmp_path: Path) -> Case:
    """A case without sources."""
    return Case.create(tmp_path / "case", title="Attacks", question="How many?", now=NOW)


@pytest.fixture
def case(empty: Case, tmp_path: Path) -> Case:
    """A case with two sources, not yet run."""
    add_both(empty, tmp_path)
    return empty


def add_both(case: Case, folder: Path) -> None:
    """Add the two notes to a case."""
    speech, survey = folder / "speech.txt", folder / "survey.txt"
    speech.write_text(SPEECH, "utf-8")
    survey.write_text(SURVEY, "utf-8")
    files = [
        SourceFile(speech, "2024-09-01", publisher="The Paper", author="A. Writer"),
        SourceFile(survey, "2024-06", publisher="The Mission", nature=Nature.NOTE),
    ]
    case.add_all(files, who="a tester", now=NOW)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case that was run and has its report, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("template")
    made = Case.create(folder / "case", title="Attacks", question="How many?", now=NOW)
    add_both(made, folder)
    with pytest.MonkeyPatch.context() as patched:
        fill_every_table(patched)
        made.report(now=NOW)
    assert made.verify().ok
    return made.path


def fill_every_table(patched: pytest.MonkeyPatch) -> None:
    """Have each stage give something of every sort, whatever it finds in the notes."""

    def extract(source: cb.Source, data: bytes) -> cb.Extraction:
        made = real_extract(source, data)
        return replace(made, unreadable=(cb.Unreadable(source.id, "page 2", "there is only a picture"),))

    def read(document: cb.Document, **settings: object) -> cb.Reading:
        made = real_read(document, **settings)
        unread = cb.Unread(made.claims[0].span, "made up for this test")
        refusal = cb.Refusal(document.text.id, "57", "a model", "the words are not there")
        return replace(made, unread=(unread,), refusals=(refusal,))

    def weigh(*given: object, **settings: object) -> cb.Weighing:
        made = real_weigh(*given, **settings)
        beside = cb.Comparison(
            "made-up", "attack", "them", (made.figures[0].id,), (), "They are not one count."
        )
        return replace(made, comparisons=(beside,))

    real_extract, real_read, real_weigh = cb.extract, cb.read, cb.weigh
    patched.setattr("corroborate.text.extract", extract)
    patched.setattr("corroborate.claims.read", read)
    patched.setattr("corroborate.weighing.weigh", weigh)


@pytest.fixture
def reported(template: Path, tmp_path: Path) -> Case:
    """A case that was run and has its report."""
    shutil.copytree(template, tmp_path / "reported")
    return Case.open(tmp_path / "reported")


@pytest.fixture
def tamper() -> Callable[..., None]:
    """Change the database behind the case's back, as somebody would who knows how it is sealed."""

    def change(case: Case, *statements: str, sealed: bool = True) -> None:
        connection = sqlite3.connect(case.path / database.NAME)
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement)
        connection.commit()
        connection.close()
        if sealed:
            reseal(case)

    return change


def reseal(case: Case) -> None:
    """Put a seal on whatever is there now."""
    engine = engine_of(case.path)
    before = seal.read(case.path)
    with database.reading(engine, case.path) as connection:
        anchor = Anchor.of(Store(connection, case.path).decisions()) if before is None else before.decisions
    seal.put_on(case.path, engine, anchor)
