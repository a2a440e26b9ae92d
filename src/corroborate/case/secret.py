"""The secret of a case: the salts of all commitments to what is withheld come from it (C18)."""

from __future__ import annotations

import secrets
from pathlib import Path

from corroborate.case.files import storage_errors, write_atomically
from corroborate.errors import SettingError

NAME = "case.secret"
BYTES = 32


def read(folder: Path) -> bytes | None:
    """The secret of a case, None where it never needed one; raises SettingError where it is broken."""
    path = folder / NAME
    with storage_errors(path):
        if not path.is_file():
            return None
        words = path.read_text("ascii", "replace").strip()
    try:
        found = bytes.fromhex(words)
    except ValueError:
        found = b""
    if len(found) != BYTES:
        raise SettingError(
            "the secret of the case is broken",
            value=path,
            hint="put back case.secret from a copy of the case",
        )
    return found


def needed(folder: Path) -> bytes:
    """The secret of a case; made, and readable by its owner only, where there is none yet."""
    found = read(folder)
    if found is None:
        found = secrets.token_bytes(BYTES)
        write_atomically(folder / NAME, f"{found.hex()}\n".encode())
        (folder / NAME).chmod(0o600)
    return found
