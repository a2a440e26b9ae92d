"""Taking files into a case: all of them or none."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path

from corroborate.case import casefile
from corroborate.case.files import storage_errors
from corroborate.case.store import Store, Stored
from corroborate.case.sync import mark_listed
from corroborate.errors import DateError, InputError, UnreadableError
from corroborate.intake import Originals, Taken, parse_published, take
from corroborate.model.source import Handling, Nature, Source
from corroborate.model.window import DayRange

STAGING = ".adding-"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to add, with what is known of it; None is recorded as "not stated".

    ``published`` is a day, a month, a year or a range in words (``2024-09``), a date, or a day range.
    """

    path: Path
    published: str | date | DayRange | None = None
    publisher: str | None = None
    author: str | None = None
    title: str | None = None
    url: str | None = None
    language: str | None = None
    list_name: str | None = None
    nature: Nature = Nature.ORIGINAL
    handling: Handling = field(default_factory=Handling)
    origin: str | None = None

    @property
    def kind(self) -> Nature:
        """The nature of the source: a file that is given as a list is one, whatever else is not said."""
        return Nature.LIST if self.list_name and self.nature is Nature.ORIGINAL else self.nature

    @property
    def published_words(self) -> str | None:
        """The publication date in the words in which case.toml keeps it."""
        if self.published is None or isinstance(self.published, str):
            return self.published.strip() or None if self.published else None
        if isinstance(self.published, DayRange) and None in (self.published.first, self.published.last):
            raise DateError("a publication date needs both ends", value=str(self.published))
        return str(self.published)


@dataclass(frozen=True, slots=True)
class Added:
    """A source of the case, whether it was there already, and what was said of it to no effect."""

    source: Source
    already_there: bool
    kept: str | None = None
    """Why the metadata given now was not used, None where it was."""
    doubts: tuple[str, ...] = ()
    """What is uncertain in the text read from it, such as a guessed encoding, and what could not be read."""
    dated: bool = False
    """True where all that can be read in it says itself when it was published, as posts do."""


def add(
    store: Store,
    folder: Path,
    files: Sequence[SourceFile],
    *,
    now: datetime,
    who: str | None,
    method: str | None,
) -> tuple[Added, ...]:
    """Take files in: originals, database and case.toml, or nothing of it.

    Every file is read, dated and tried for its text in a folder of its own before anything of the case
    is touched. Raises InputError and its kinds naming the first file that cannot be used.
    """
    if not files:
        raise InputError("no file was given", hint="name at least one file to add")
    with _staging(folder) as staging:
        doubts: dict[str, tuple[str, ...]] = {}
        dated: set[str] = set()
        staged = Originals(staging)
        taken = [_take(file, staged, doubts, dated, now=now, who=who, method=method) for file in files]
        with _stored(taken, staged, Originals(folder / "originals")):
            added, fresh = _record(store, files, taken, now)
    if fresh:
        casefile.append(folder, [(one.source, words) for one, words in fresh])
        mark_listed(store, [one for one, _ in fresh])
    return tuple(replace(one, doubts=doubts[one.source.id], dated=one.source.id in dated) for one in added)


def _record(
    store: Store, files: Sequence[SourceFile], taken: Sequence[Taken], now: datetime
) -> tuple[tuple[Added, ...], list[tuple[Stored, str | None]]]:
    """Write sources, custody and decisions in one transaction; gives what is new, with its date's words."""
    words = {one.source.id: file.published_words for file, one in zip(files, taken, strict=True)}
    known = {s.source.id: s for s in store.sources()}
    added: list[Added] = []
    fresh: list[Stored] = []
    with store.transaction():
        for file, one in zip(files, taken, strict=True):
            old = known.get(one.source.id)
            action = "taken in" if old is None else "given again, already there"
            if old is None:
                old = Stored(one.source, len(known), listed=False, included=True)
                known[old.source.id] = old
                fresh.append(old)
                store.put_source(old)
                added.append(Added(old.source, already_there=False))
            else:
                added.append(Added(old.source, already_there=True, kept=_unused(file, one.source, old)))
            store.add_custody(replace(one.custody, action=action))
            store.decide(
                who=one.custody.who,
                when=now,
                action="add a source" if action == "taken in" else "give a source again",
                on=one.source.id,
                why="not stated",
                shown=one.source.name,
            )
    return tuple(added), [(one, words[one.source.id]) for one in fresh]


@contextlib.contextmanager
def _stored(taken: Sequence[Taken], staged: Originals, originals: Originals) -> Iterator[None]:
    """Move the bytes into the store of originals, and take them out again where what follows fails."""
    new: list[str] = []
    try:
        for one in taken:
            if one.source.id not in originals:
                new.append(one.source.id)
            originals.adopt(staged, one.source.id)
        yield
    except BaseException:
        for id in new:
            originals.path(id).unlink(missing_ok=True)
        raise


def _take(
    file: SourceFile,
    staging: Originals,
    doubts: dict[str, tuple[str, ...]],
    dated: set[str],
    *,
    now: datetime,
    who: str | None,
    method: str | None,
) -> Taken:
    """Take a file into the staging folder; ``doubts`` gets what is uncertain in its text, by source.

    ``dated`` gets the source where it needs no date of its own.
    """

    def check(source: Source, data: bytes) -> None:
        doubts[source.id], known = _read(source, data)
        if known:
            dated.add(source.id)

    words = file.published_words
    return take(
        Path(file.path),
        staging,
        now=now,
        published=parse_published(words) if words else None,
        publisher=file.publisher,
        author=file.author,
        title=file.title,
        url=file.url,
        who=who,
        origin=file.origin,
        method=method,
        nature=file.kind,
        list_name=file.list_name,
        handling=file.handling,
        language=file.language,
        check=check,
    )


def _read(source: Source, data: bytes) -> tuple[tuple[str, ...], bool]:
    """What is uncertain in the text of a file, and whether each text says when it was published.

    A file that no text can be had from is refused; the case is still as it was then. The rows of a list have
    dates of their own.
    """
    if source.nature is Nature.LIST:
        return (), True
    from corroborate.text import extract

    extraction = extract(source, data)
    if not any(text.content.strip() for text in extraction.texts):
        reasons = "; ".join(dict.fromkeys(part.reason for part in extraction.unreadable))
        raise UnreadableError(
            "no text could be read from the file" + (f" ({reasons})" if reasons else ""),
            value=source.name,
            hint="add a version of it that holds text",
        )
    doubts = [warning for text in extraction.texts for warning in text.warnings]
    doubts += [f"{part.place} could not be read: {part.reason}" for part in extraction.unreadable]
    known = all(text.published is not None or text.published_at is not None for text in extraction.texts)
    return tuple(dict.fromkeys(doubts)), known


def _unused(file: SourceFile, now: Source, old: Stored) -> str | None:
    if not old.included:
        return "it was taken out of case.toml before; put its [[source]] table back to use it"
    given = (
        file.published, file.publisher, file.author, file.title, file.url, file.language, file.list_name,
    )  # fmt: skip
    same = replace(now, acquired=old.source.acquired, name=old.source.name) == old.source
    if same or (all(value is None for value in given) and file.kind is Nature.ORIGINAL):
        return None
    return "what is known of it stays as it is; change it in case.toml"


@contextlib.contextmanager
def _staging(folder: Path) -> Iterator[Path]:
    with storage_errors(folder):
        staging = Path(tempfile.mkdtemp(prefix=STAGING, dir=folder))
    try:
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)
