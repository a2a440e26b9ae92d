"""Compiled kernels on disk, thrown away when any source of them changes.

Numba compares a compiled function with the file that it stands in, but not with the files of the functions
that it calls: a change of `scoring` would leave the old one at work inside `kernels`.
"""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from pathlib import Path

STAMP = "kernels.stamp"

_COMPILES = re.compile(r"^from numba import", re.MULTILINE)
_USES = re.compile(r"^from corroborate\.linkage\.([\w.]+) import", re.MULTILINE)


def fresh(folder: Path) -> bool:
    """Remove what was compiled of other sources than those of a package now; True where it did.

    Sources are the modules that compile something, and those that they import: constants are compiled in.
    Where the folder cannot be written, Numba keeps what it compiles elsewhere, and nothing is done.
    """
    texts = {
        ".".join(p.relative_to(folder).with_suffix("").parts): p.read_text(encoding="utf-8")
        for p in sorted(folder.rglob("*.py"))
    }
    kernels = {name for name, text in texts.items() if _COMPILES.search(text)}
    used = kernels | {name for kernel in kernels for name in _USES.findall(texts[kernel])}
    digest = hashlib.sha256(repr([(n, t) for n, t in texts.items() if n in used]).encode()).hexdigest()
    stamp = folder / "__pycache__" / STAMP
    if stamp.exists() and stamp.read_text(encoding="ascii") == digest:
        return False
    # Another process may do the same at this moment.
    with suppress(OSError):
        for index in folder.rglob("__pycache__/*.nbi"):
            index.unlink(missing_ok=True)
        stamp.parent.mkdir(exist_ok=True)
        stamp.write_text(digest, encoding="ascii")
        return True
    return False
