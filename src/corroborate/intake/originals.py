"""The store of original bytes: named by their SHA-256, written once, read-only."""

from __future__ import annotations

import hashlib
import os
import re
import stat
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path

from corroborate.errors import HashMismatchError, InputError, IntegrityError, StorageError

READ_ONLY = 0o444
_TEMPORARY = ".incoming-"
_CHUNK = 1 << 22
_ID = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing wrong in the store: the file, relative to the store's root, and what is wrong."""

    file: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}: {self.what}"


class Originals:
    """A content-addressed folder: ``root/ab/<sha256>``, the first two hex digits naming the subfolder.

    Bytes are stored once, whole or not at all, with mode 0444, and nothing is ever overwritten (C1).
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def path(self, id: str) -> Path:
        """Where the bytes with this SHA-256 stand, whether or not they are there."""
        if not _ID.fullmatch(id):
            raise IntegrityError(
                "an id of original bytes is a SHA-256 in 64 lower-case hex digits", value=repr(id)
            )
        return self.root / id[:2] / id

    def __contains__(self, id: str) -> bool:
        return self.path(id).is_file()

    def put(self, data: bytes) -> str:
        """Store the bytes and return their SHA-256; bytes that are there already stay as they are.

        Raises StorageError where the disk is full or refuses, with nothing half-written, and
        HashMismatchError where the file of that name holds other bytes.
        """
        id = hashlib.sha256(data).hexdigest()
        if id in self:
            self.check(id)
            return id
        self._write(id, iter([data]))
        return id

    def put_file(self, source: Path, id: str) -> None:
        """Store the bytes of a file whose SHA-256 is ``id``, without holding them in memory.

        Raises InputError where the file has other bytes by now, and otherwise as `put` does.
        """
        if id in self:
            self.check(id)
            return
        found = hashlib.sha256()

        def chunks() -> Iterator[bytes]:
            with source.open("rb") as file:
                while chunk := file.read(_CHUNK):
                    found.update(chunk)
                    yield chunk
            if found.hexdigest() != id:
                raise InputError(
                    "the file was changed while it was read", value=source.name, hint="add it again"
                )

        self._write(id, chunks())

    def adopt(self, other: Originals, id: str) -> None:
        """Move bytes here from a store on the same disk; what is here already stays, and is hashed again.

        Raises as `put` does.
        """
        if id in self:
            self.check(id)
            return
        path = self.path(id)
        with _refused(path.parent):
            path.parent.mkdir(parents=True, exist_ok=True)
            os.replace(other.path(id), path)
            sync_folder(path.parent)

    def _write(self, id: str, chunks: Iterator[bytes]) -> None:
        path = self.path(id)
        with _refused(path.parent):
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=_TEMPORARY, dir=path.parent)
            temporary = Path(name)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.writelines(chunks)
                    file.flush()
                    os.fchmod(file.fileno(), READ_ONLY)
                    os.fsync(file.fileno())
                temporary.replace(path)
            except BaseException:
                temporary.unlink(missing_ok=True)
                raise
            sync_folder(path.parent)

    def read(self, id: str) -> bytes:
        """The bytes with this SHA-256, hashed again on every read.

        Raises HashMismatchError, naming the file, where they are missing or other than their name says.
        """
        with self._readable(id) as file:
            data = file.read()
        self._same(id, hashlib.sha256(data).hexdigest())
        return data

    def check(self, id: str) -> None:
        """Hash the bytes again without holding them in memory; raises as `read` does."""
        with self._readable(id) as file:
            self._same(id, hashlib.file_digest(file, "sha256").hexdigest())

    @contextmanager
    def _readable(self, id: str) -> Iterator[BufferedReader]:
        path = self.path(id)
        try:
            with path.open("rb") as file:
                yield file
        except FileNotFoundError as error:
            raise HashMismatchError(
                "original bytes are missing",
                value=self._relative(path),
                hint="restore the file from a copy",
            ) from error
        except OSError as error:
            raise StorageError(
                f"original bytes cannot be read: {error.strerror or error}", value=self._relative(path)
            ) from error

    def _same(self, id: str, found: str) -> None:
        if found != id:
            raise HashMismatchError(
                f"original bytes were changed: they hash to {found}",
                value=self._relative(self.path(id)),
                hint="restore the file from a copy",
            )

    def ids(self) -> Iterator[str]:
        """The ids of everything stored, sorted, without hashing."""
        for path in self._files():
            if path.parent.name == path.name[:2] and _ID.fullmatch(path.name):
                yield path.name

    def verify(self, expected: Iterable[str] = ()) -> list[Problem]:
        """Hash everything again; list what is changed, misnamed, missing, writable or left over.

        ``expected`` are the ids that must be there. An empty list means that all is well.
        """
        problems = [
            Problem(self._relative(self.path(id)), "the file is missing")
            for id in sorted(set(expected))
            if not self.path(id).is_file()
        ]
        for path in self._files():
            what = self._wrong_with(path)
            if what is not None:
                problems.append(Problem(self._relative(path), what))
        return sorted(problems)

    def _wrong_with(self, path: Path) -> str | None:
        if path.name.startswith(_TEMPORARY):
            return "a temporary file of an intake that was interrupted; it can be deleted"
        try:
            if path.is_symlink() or not stat.S_ISREG(path.stat().st_mode):
                return "not a plain file"
            if not _ID.fullmatch(path.name) or path.parent.parent != self.root:
                return "a file that does not belong here: its name is not a SHA-256"
            with path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
            if found != path.name:
                return f"the bytes were changed: they hash to {found}"
            if path.parent.name != path.name[:2]:
                return f"the file stands in the wrong folder; it belongs in {path.name[:2]}"
            if path.stat().st_mode & 0o222:
                return "the file is writable; originals are read-only (mode 0444)"
        except OSError as error:
            return f"the file cannot be read: {error.strerror or error}"
        return None

    def _files(self) -> list[Path]:
        if not self.root.is_dir():
            return []
        return sorted(p for p in self.root.rglob("*") if p.is_symlink() or not p.is_dir())

    def _relative(self, path: Path) -> str:
        return path.relative_to(self.root.parent).as_posix()


@contextmanager
def _refused(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(
            f"the original bytes cannot be stored: {error.strerror or error}",
            value=folder,
            hint="free some space or allow writing there, then add the file again",
        ) from error


def sync_folder(folder: Path) -> None:
    """Make the new name itself survive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
