"""The seal: what the files of a case were when the last writer left them in order.

The seal is taken off before the first change and put back after the last, so that where it stands,
``case.db`` and ``case.toml`` must be as it says, to the byte.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
import sqlalchemy as sa

from corroborate.case import casefile, database
from corroborate.case.codec import decode, digest, encode
from corroborate.case.decisions import Anchor
from corroborate.case.files import sha256_file, storage_errors, write_atomically

NAME = "case.seal"


@dataclass(frozen=True, slots=True)
class Seal:
    """Hashes of the case's own files, None for a database kept elsewhere, and where the log stood."""

    database: str | None
    settings: str
    decisions: Anchor
    hash: str = ""
    """Over the other fields, so that a broken seal is not taken for a broken database."""

    def expected_hash(self) -> str:
        """The hash that the seal must carry."""
        return digest(encode(replace(self, hash="")))


def take_off(folder: Path) -> None:
    """Remove the seal before a change."""
    with storage_errors(folder):
        (folder / NAME).unlink(missing_ok=True)


def put_on(folder: Path, engine: sa.Engine, anchor: Anchor) -> None:
    """Seal the files as they are; leaves a case unsealed while somebody is still reading its database."""
    file = None
    if engine.dialect.name == "sqlite" and engine.url.database == str(folder / database.NAME):
        with database.reading(engine, folder) as connection:
            driver = connection.connection.driver_connection
            busy = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] if driver else 1
        if busy:
            return
        file = sha256_file(folder / database.NAME)
    bare = Seal(file, sha256_file(folder / casefile.NAME), anchor)
    seal = encode(replace(bare, hash=bare.expected_hash())) + "\n"
    if not (folder / NAME).is_file() or (folder / NAME).read_text("utf-8") != seal:
        write_atomically(folder / NAME, seal.encode())


def read(folder: Path) -> Seal | None:
    """The seal of a case, None where it is off; raises msgspec.DecodeError where it is broken."""
    try:
        seal = decode(Seal, (folder / NAME).read_bytes().decode("utf-8", "replace"))
    except FileNotFoundError:
        return None
    if seal.hash != seal.expected_hash():
        raise msgspec.DecodeError("its own hash does not fit")
    return seal


def broken(folder: Path) -> tuple[list[tuple[str, str]], Seal | None]:
    """Which files are not as the seal says, each with a sentence; and the seal itself."""
    try:
        seal = read(folder)
    except msgspec.DecodeError as error:
        return [(NAME, f"the seal was changed and cannot be read ({error})")], None
    if seal is None:
        return [], None
    problems = []
    if seal.database is not None and sha256_file(folder / database.NAME) != seal.database:
        problems.append((database.NAME, "the database is not as corroborate left it"))
    if sha256_file(folder / casefile.NAME) != seal.settings:
        problems.append(
            (casefile.NAME, "case.toml was changed since the last run; if you edited it, run the case again")
        )
    return problems, seal
