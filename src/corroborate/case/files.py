"""Writing files so that a reader sees the old or the new bytes, never a part."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from corroborate.errors import StorageError
from corroborate.intake.originals import sync_folder

_REFUSED = {
    errno.ENOSPC: ("the disk is full", "free some space and try again; nothing was half-written"),
    errno.EDQUOT: ("the disk quota is used up", "free some space and try again; nothing was half-written"),
    errno.EFBIG: ("the file grows beyond what is allowed here", "raise the limit and try again"),
    errno.EACCES: ("permission to write is refused", "check who owns the folder"),
    errno.EPERM: ("permission to write is refused", "check who owns the folder"),
    errno.EROFS: ("the disk is read-only", "copy the case to a disk that can be written"),
    errno.ENOTDIR: ("a file stands where a folder is needed", "choose another folder"),
    errno.EEXIST: ("a file stands where a folder is needed", "choose another folder"),
    errno.ENAMETOOLONG: ("the name is too long for this disk", "choose a shorter one"),
    errno.EIO: ("the disk reports an error", "copy the case to another disk"),
}


@contextlib.contextmanager
def storage_errors(where: Path) -> Iterator[None]:
    """Turn what the disk refuses into a StorageError that names the place."""
    try:
        yield
    except OSError as error:
        known = _REFUSED.get(error.errno or 0)
        if known is None:
            raise
        raise StorageError(known[0], value=where, hint=known[1]) from error


def write_atomically(path: Path, data: bytes) -> None:
    """Replace the file by these bytes in one step; they are on the disk when this returns.

    Raises StorageError where the disk refuses; the file is then as it was.
    """
    with storage_errors(path):
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            part.chmod(0o644)
            part.replace(path)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)


def sha256_file(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
