"""Opening a case for reading, or for writing under the lock and between two seals."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import sqlalchemy as sa

from corroborate.case import adding, casefile, database, seal
from corroborate.case.decisions import Anchor
from corroborate.case.files import storage_errors
from corroborate.case.lock import locked
from corroborate.case.store import Store
from corroborate.errors import SettingError


def engine_of(folder: Path) -> sa.Engine:
    """The engine of the case in a folder; raises what reading its case.toml raises."""
    return database.engine_for(folder, casefile.read(folder).settings.database)


@contextlib.contextmanager
def reading(folder: Path) -> Iterator[Store]:
    """The store of a case for reading; an older schema is brought up to date first."""
    engine = engine_of(folder)
    if not database.is_current(engine, folder):
        with writing(folder):
            pass
    with database.reading(engine, folder) as connection:
        yield Store(connection, folder)


@contextlib.contextmanager
def to_verify(folder: Path) -> Iterator[sa.Connection]:
    """A connection that gives whatever bytes are there, even where they are no longer UTF-8.

    A case.toml that cannot be read any more stands in nobody's way here.
    """
    try:
        engine = engine_of(folder)
    except SettingError:
        engine = database.engine_for(folder, None)
    database.is_current(engine, folder)
    with database.reading(engine, folder) as connection:
        driver = connection.connection.driver_connection
        if isinstance(driver, sqlite3.Connection):
            driver.text_factory = lambda data: data.decode("utf-8", "surrogateescape")
        yield connection


@contextlib.contextmanager
def writing(folder: Path) -> Iterator[Store]:
    """The store of a case for writing; nobody else writes meanwhile.

    Raises CaseBusyError where somebody does, StorageError where the disk refuses.
    """
    casefile.read(folder)
    with locked(folder), storage_errors(folder), database.database_errors(folder):
        engine = engine_of(folder)
        _sweep(folder)
        if not database.is_current(engine, folder):
            seal.take_off(folder)
            database.upgrade(engine)
        with engine.connect() as connection:
            store = Store(connection, folder, lambda: seal.take_off(folder))
            yield store
            anchor = Anchor.of(store.decisions())
        seal.put_on(folder, engine, anchor)


def _sweep(folder: Path) -> None:
    """Delete what a killed writer left: files half-written beside the whole ones."""
    for left in folder.glob(f"{adding.STAGING}*"):
        shutil.rmtree(left)
    for part in folder.rglob(".*.part"):
        part.unlink()
    for part in (folder / "originals").glob("*/.incoming-*"):
        part.unlink()
