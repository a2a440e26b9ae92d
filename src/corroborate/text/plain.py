"""Plain text and Markdown: kept as written, line ends included."""

from __future__ import annotations

from corroborate.model.source import Source
from corroborate.model.text import Extraction, Locator
from corroborate.text.decoding import decode
from corroborate.text.derivation import derive, whole

VERSION = "1"


def extract_plain(source: Source, data: bytes) -> Extraction:
    """The text of a plain file, code point for code point what stands in it.

    Line ends, tabs and combining marks stay as they are, so that an offset in the text is an offset in
    the file; only a byte-order mark is taken off.
    """
    return _as_written(source, data, "plain")


def extract_markdown(source: Source, data: bytes) -> Extraction:
    """The text of a Markdown file as written: marks, front matter and all, like a plain file.

    Segmentation knows the marks of headings and labels, and reads title, author and date of the front
    matter.
    """
    return _as_written(source, data, "markdown")


def _as_written(source: Source, data: bytes, extractor: str) -> Extraction:
    decoded = decode(data, source.name)
    text = derive(
        source,
        decoded.content,
        extractor,
        VERSION,
        settings=f"encoding={decoded.encoding}",
        map=(Locator(0, len(decoded.content), f"bytes {decoded.skipped}-{len(data)}"),),
        warnings=decoded.warnings,
    )
    return whole(text, source, "check that it was saved in full")
