"""A file as it was given to the plain bytes of a table: unpacked, with a guard against bombs."""

from __future__ import annotations

import gzip
import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from corroborate.errors import FileTypeError, InputError, StorageError, UnreadableError

CHUNK = 1 << 20
SAFE = 256 << 20
"""Up to this many unpacked bytes any rate of packing is fine."""
MOST_PACKED = 200
"""Beyond that, a file that unpacks to more than this many times its size is no table of incidents."""


@contextmanager
def unpacked(path: Path, folder: Path) -> Iterator[Path]:
    """The path of the plain bytes: of ``path``, or of what a gzip or ZIP holds, unpacked in ``folder``.

    Raises InputError for a file that is not there, UnreadableError for a broken package, FileTypeError for
    a ZIP with more than one table, or one that unpacks to far more than a table can.
    """
    try:
        with path.open("rb") as file:
            head = file.read(4)
    except FileNotFoundError as error:
        raise InputError("there is no such file", value=path, hint="check the path") from error
    except OSError as error:
        raise InputError(f"the file cannot be read: {error.strerror or error}", value=path) from error
    if head.startswith(b"\x1f\x8b"):
        target = folder / "unpacked"
        with gzip.open(path) as packed, _broken(path):
            _copy(packed, target, path)
        yield target
    elif head.startswith(b"PK\x03\x04"):
        yield from _of_zip(path, folder)
    else:
        yield path


def _of_zip(path: Path, folder: Path) -> Iterator[Path]:
    with _broken(path), zipfile.ZipFile(path) as package:
        members = [m for m in package.infolist() if not m.is_dir() and not m.filename.startswith("__MACOSX/")]
        workbook = any(m.filename == "xl/workbook.xml" for m in members)
        unpacks_to = sum(m.file_size for m in members)
        if unpacks_to > SAFE and unpacks_to > MOST_PACKED * path.stat().st_size:
            raise _bomb(path)
        if workbook:
            target = path
        elif len(members) == 1:
            target = folder / "unpacked"
            with package.open(members[0]) as packed:
                _copy(packed, target, path)
        else:
            raise FileTypeError(
                f"the ZIP holds {len(members)} files, and a list is one",
                value=path.name,
                hint="unpack it and give the table in it",
            )
    yield target


def _copy(packed: IO[bytes] | gzip.GzipFile, target: Path, path: Path) -> None:
    limit = max(SAFE, MOST_PACKED * path.stat().st_size)
    written = 0
    try:
        with target.open("wb") as plain:
            while chunk := packed.read(CHUNK):
                written += len(chunk)
                if written > limit:
                    raise _bomb(path)
                if shutil.disk_usage(target.parent).free < 4 * CHUNK:
                    raise StorageError("the disk is full", value=target.parent, hint="free some space")
                plain.write(chunk)
    except BaseException:
        target.unlink(missing_ok=True)
        raise


def _bomb(path: Path) -> FileTypeError:
    return FileTypeError(
        f"the file unpacks to more than {MOST_PACKED} times its size, as no table of incidents does",
        value=path.name,
        hint="unpack it yourself where you trust it",
    )


@contextmanager
def _broken(path: Path) -> Iterator[None]:
    try:
        yield
    except (zipfile.BadZipFile, gzip.BadGzipFile, EOFError, zlib.error, RuntimeError) as error:
        raise UnreadableError(
            f"the package is cut off, encrypted or broken: {error}", value=path.name, hint="fetch it again"
        ) from error
    except NotImplementedError as error:
        raise UnreadableError("the package is packed in a way that is not read", value=path.name) from error
