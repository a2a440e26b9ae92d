"""Plain text and Markdown: kept as written, line ends included."""

from __future__ import annotations

from corroborate.model.source import Source
from corroborate.model.text import Extraction, Locator, Text
from corroborate.text.decoding import decode

NAME = "plain"
VERSION = "1"


def extract_plain(source: Source, data: bytes) -> Extraction:
    """The text of a plain or Markdown file, code point for code point what stands in it.

    Line ends, tabs and combining marks stay as they are, so that an offset in the text is an offset in
    the file; only a byte-order mark is taken off. Markdown marks and front matter stay too.
    """
    decoded = decode(data, source.name)
    return Extraction(
        (
            Text.derive(
                source.id,
                decoded.content,
                NAME,
                VERSION,
                settings=f"encoding={decoded.encoding}",
                map=(Locator(0, len(decoded.content), f"bytes {decoded.skipped}-{len(data)}"),),
                warnings=decoded.warnings,
            ),
        )
    )
