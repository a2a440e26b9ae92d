"""What every derived text has in common, whatever it was read from."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from corroborate.errors import UnreadableError
from corroborate.model.source import Source
from corroborate.model.text import Extraction, Locator, Text
from corroborate.model.window import DayRange

_UNUSABLE = re.compile("[\x00\ud800-\udfff]")
_REPLACED = "\ufffd"


def derive(
    source: Source,
    content: str,
    extractor: str,
    version: str,
    *,
    settings: str = "",
    part: str = "",
    map: tuple[Locator, ...] = (),
    published: DayRange | None = None,
    published_at: datetime | None = None,
    author: str | None = None,
    warnings: Sequence[str] = (),
) -> Text:
    """A text whose content can be stored and shown anywhere.

    NUL and halves of surrogate pairs, which no file format carries on, become U+FFFD one for one, and a
    warning says how many.
    """
    content, count = _UNUSABLE.subn(_REPLACED, content)
    if count:
        warnings = (*warnings, f"{count} code points that are no characters are shown as {_REPLACED}")
    return Text.derive(
        source.id,
        content,
        extractor,
        version,
        settings=settings,
        part=part,
        map=map,
        published=published,
        published_at=published_at,
        author=author,
        warnings=tuple(warnings),
    )


def whole(text: Text, source: Source, hint: str) -> Extraction:
    """The extraction of a source that is one text; UnreadableError where that holds no words."""
    if not text.content.replace(_REPLACED, "").replace("\ufeff", "").strip():
        raise UnreadableError("there are no words in the file", value=source.name, hint=hint)
    return Extraction((text,))


class Assembly:
    """Blocks put together into one content, blank lines between them, with the place of each."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._map: list[Locator] = []

    def add(self, words: str, place: str) -> None:
        """Append a block; a block of white space alone is left out."""
        words = words.strip()
        if not words:
            return
        if self._pieces:
            self._pieces.append("\n\n")
            self._length += 2
        self._map.append(Locator(self._length, self._length + len(words), place))
        self._pieces.append(words)
        self._length += len(words)

    @property
    def content(self) -> str:
        """All blocks so far."""
        return "".join(self._pieces)

    @property
    def map(self) -> tuple[Locator, ...]:
        """Where each block comes from; blocks of one place that follow each other are one entry."""
        merged: list[Locator] = []
        for entry in self._map:
            if merged and merged[-1].place == entry.place:
                merged[-1] = Locator(merged[-1].start, entry.end, entry.place)
            else:
                merged.append(entry)
        return tuple(merged)


@contextmanager
def overheard(*names: str) -> Iterator[list[str]]:
    """Collect what libraries log while they read, instead of letting it out on the terminal."""
    heard: list[str] = []

    class Collector(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            message = record.getMessage()
            if message not in heard:
                heard.append(message)

    collector = Collector(level=logging.WARNING)
    loggers = [(logging.getLogger(name), logging.getLogger(name).propagate) for name in names]
    for logger, _ in loggers:
        logger.addHandler(collector)
        logger.propagate = False
    try:
        yield heard
    finally:
        for logger, propagate in loggers:
            logger.removeHandler(collector)
            logger.propagate = propagate
