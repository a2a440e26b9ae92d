"""One writer at a time: a lock on a file of the case, which the system drops when its holder dies."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

from corroborate.case.files import storage_errors
from corroborate.errors import CaseBusyError

NAME = "case.lock"


@contextlib.contextmanager
def locked(folder: Path, *, shared: bool = False) -> Iterator[None]:
    """Hold the case for writing, or together with other readers.

    The holder's process id is written into the file for people to read. A lock left by a process
    that was killed is no lock: the system has dropped it. Raises CaseBusyError where another holds it.
    """
    path = folder / NAME
    if shared and not os.access(folder, os.W_OK):
        yield  # nobody can write here, so there is nobody to keep out
        return
    with storage_errors(path):
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(handle, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = os.pread(handle, 32, 0).decode("ascii", "replace").strip() or "unknown"
            raise CaseBusyError(
                f"another process (pid {holder}) is working on this case",
                value=folder,
                hint="wait until it has finished, or end it",
            ) from None
        if not shared:
            with storage_errors(path):
                os.ftruncate(handle, 0)
                os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(handle)
