"""Taking a file in: what it is, what is known of it, its bytes into the store."""

from __future__ import annotations

import hashlib
import re
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import corroborate
from corroborate.errors import DateError, FileTypeError, InputError
from corroborate.intake.media import HEAD, media_type, table_type
from corroborate.intake.originals import Originals
from corroborate.intake.published import not_in_future
from corroborate.model.source import NOT_STATED, CustodyEntry, Handling, Nature, Source
from corroborate.model.window import DayRange

_LARGEST = 1 << 30
"""A text is read into memory as a whole; a larger one is none that people wrote. Lists have no limit."""
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Taken:
    """A file taken in: its source, its custody entry, its bytes, and whether they were there before.

    ``data`` is empty for a list, whose bytes may be more than memory holds: they are in the store.
    """

    source: Source
    custody: CustodyEntry
    data: bytes
    already_there: bool


def take(
    path: Path,
    originals: Originals,
    *,
    now: datetime,
    published: DayRange | None = None,
    publisher: str | None = None,
    author: str | None = None,
    title: str | None = None,
    url: str | None = None,
    who: str | None = None,
    origin: str | None = None,
    method: str | None = None,
    nature: Nature = Nature.ORIGINAL,
    list_name: str | None = None,
    handling: Handling = Handling(),  # noqa: B008 - frozen
    language: str | None = None,
    check: Callable[[Source, bytes], object] | None = None,
) -> Taken:
    """Take a file into the store of originals, with its custody entry (C1, C2).

    ``now`` is the moment of intake, with its zone. What is None or blank is recorded as "not stated";
    nothing is read out of the file or guessed. Only the name of the file is kept, never its folder;
    what cannot be printed in it, such as a line break, is kept as U+FFFD.
    ``check`` is called with the source and its bytes before anything is stored: what it raises leaves
    the store as it was, so that a caller can refuse a file that no later stage can read. Of a list the
    bytes are not given to it: a list is copied and hashed in pieces, whatever its size.

    Raises InputError for a file that is not there, or a text of more than 1 GiB, FileTypeError for what is
    no file, an empty file or an unknown kind, UnreadableError for a broken package, DateError for a
    publication date that lies in the future, StorageError where the disk refuses. Nothing is stored in any
    of these cases.
    """
    if now.tzinfo is None:
        raise DateError("the moment of intake must carry its zone", value=now.isoformat(), hint="use UTC")
    acquired = now.astimezone(UTC)
    not_in_future(published, acquired)
    listed = nature is Nature.LIST
    data, size = (b"", _size(path)) if listed else _bytes(path)
    name = _UNPRINTABLE.sub("\ufffd", path.name)
    source = Source(
        id=_sha256(path) if listed else hashlib.sha256(data).hexdigest(),
        name=name,
        media_type=_kind_of_list(path, name) if listed else media_type(data, name),
        size=size,
        acquired=acquired,
        nature=nature,
        published=published,
        publisher=_stated(publisher),
        author=_stated(author),
        title=_stated(title),
        url=_stated(url),
        language=_stated(language),
        list_name=list_name,
        handling=handling,
    )
    if check is not None:
        check(source, data)
    already_there = source.id in originals
    if listed:
        originals.put_file(path, source.id)
    else:
        originals.put(data)
    custody = CustodyEntry(
        source_id=source.id,
        when=acquired,
        action="given again, already there" if already_there else "taken in",
        who=_stated(who),
        origin=_stated(origin),
        method=_stated(method),
        tool=f"corroborate {corroborate.__version__}",
    )
    return Taken(source, custody, data, already_there)


def _stated(value: str | None) -> str:
    return value.strip() if value is not None and value.strip() else NOT_STATED


def _kind_of_list(path: Path, name: str) -> str:
    with _reading(path), path.open("rb") as file:
        head = file.read(HEAD)
    return table_type(head, path) or media_type(head, name, path)


def _sha256(path: Path) -> str:
    with _reading(path), path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _bytes(path: Path) -> tuple[bytes, int]:
    size = _size(path)
    if size > _LARGEST:
        raise InputError(
            "the file is too large: at most 1 GiB of text is read",
            value=f"{path}, {size / _LARGEST:.1f} GiB",
            hint="split it and add the parts; a list of incidents may be larger: say --list NAME",
        )
    with _reading(path):
        data = path.read_bytes()
    return data, len(data)


def _size(path: Path) -> int:
    if path.is_dir():
        raise FileTypeError(
            "a folder was given where a file is needed", value=path, hint="add its files one by one"
        )
    with _reading(path):
        about = path.stat()
    if not stat.S_ISREG(about.st_mode):
        raise FileTypeError("this is a pipe or a device, not a file", value=path, hint="save it as a file")
    return about.st_size


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise InputError("there is no such file", value=path, hint="check the path") from error
    except OSError as error:
        raise InputError(
            f"the file cannot be read: {error.strerror or error}", value=path, hint="check its permissions"
        ) from error
