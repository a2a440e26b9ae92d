"""The database of a case: its connection, its schema version, and what the disk refuses."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa

from corroborate.case.schema import HEAD
from corroborate.errors import NewerCaseError, NotACaseError, SettingError, StorageError

NAME = "case.db"
_INDEX = 65_536


def engine_for(folder: Path, url: str | None) -> sa.Engine:
    """The engine of a case: ``case.db`` in its folder, or the database that case.toml names.

    Where the folder cannot be written, as on a disk that was handed over, the database is only read.
    Raises SettingError for a URL that names no usable database.
    """
    if url is None and folder.is_dir() and not os.access(folder, os.W_OK):
        return _read_only(folder / NAME)
    try:
        engine = sa.create_engine(
            url or sa.URL.create("sqlite", database=str(folder / NAME)), poolclass=sa.NullPool
        )
    except (sa.exc.ArgumentError, ModuleNotFoundError) as error:
        raise SettingError(
            "the database that case.toml names cannot be used",
            value=url,
            hint="write a SQLAlchemy URL such as sqlite:////data/case.db, and install its driver",
        ) from error
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)
    return engine


@contextlib.contextmanager
def reading(engine: sa.Engine, where: Path) -> Iterator[sa.Connection]:
    """A connection for reading, in one transaction that is rolled back.

    Raises StorageError where the disk refuses, NotACaseError for a file that is no database.
    """
    with database_errors(where), engine.connect() as connection:
        yield connection


@contextlib.contextmanager
def database_errors(where: Path) -> Iterator[None]:
    """Turn what the database's disk refuses into a StorageError; other errors pass."""
    try:
        yield
    except sa.exc.DatabaseError as error:
        name = getattr(error.orig, "sqlite_errorname", "")
        if name.startswith("SQLITE_FULL") or (name.startswith("SQLITE_IOERR") and _is_full(where)):
            raise StorageError(
                "the disk is full",
                value=where,
                hint="free some space and try again; nothing was half-written",
            ) from error
        if name.startswith(("SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
            raise StorageError(
                f"the case's database cannot be used: {error.orig}",
                value=where,
                hint="check the disk, its free space and who owns the folder",
            ) from error
        if name.startswith("SQLITE_NOTADB"):
            raise NotACaseError(
                "the case's database is not a database", value=where / NAME, hint="restore it from a copy"
            ) from error
        raise


def _is_full(where: Path) -> bool:
    """Whether too little is left for the file by which SQLite's readers and writers share an index."""
    try:
        return shutil.disk_usage(where).free < _INDEX
    except OSError:
        return False


def upgrade(engine: sa.Engine) -> None:
    """Bring the schema to this version by Alembic's migrations; a new database gets all of them."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "corroborate.case:migrations")
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            driver = connection.connection.driver_connection
            if isinstance(driver, sqlite3.Connection):
                driver.execute("PRAGMA journal_mode=WAL").fetchone()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def revision(connection: sa.Connection) -> str | None:
    """The schema version of a database, None where it has none."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()


def is_current(engine: sa.Engine, folder: Path) -> bool:
    """True where the schema is of this version, False where it is older.

    Raises NewerCaseError for a newer one, NotACaseError where the database holds no case.
    """
    with reading(engine, folder) as connection:
        found = revision(connection)
    if found is None:
        raise NotACaseError("the case's database is empty", value=folder, hint="restore case.db from a copy")
    if found > HEAD:
        raise NewerCaseError(
            "the case was made by a newer version of corroborate",
            value=f"schema {found}; this version knows up to {HEAD}",
            hint="install the newer version",
        )
    return found == HEAD


def _read_only(path: Path) -> sa.Engine:
    """An engine that makes no file beside the database; what an interrupted writer left stops it."""
    if path.with_name(f"{NAME}-wal").exists():
        raise StorageError(
            "the last change of the case was interrupted, and here it cannot be finished",
            value=path.parent,
            hint="copy the case to where it can be written",
        )
    place = f"file:{quote(str(path.resolve()))}?immutable=1"
    return sa.create_engine(
        "sqlite://", creator=lambda: sqlite3.connect(place, uri=True), poolclass=sa.NullPool
    )


def _prepare_sqlite(engine: sa.Engine) -> None:
    """Real transactions, kept on the disk before they are acknowledged."""

    @sa.event.listens_for(engine, "connect")
    def connected(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA busy_timeout=5000")

    @sa.event.listens_for(engine, "begin")
    def begun(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN")
