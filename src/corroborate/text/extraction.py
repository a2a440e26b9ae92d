"""Extraction: which reader a source goes to, and what every text must satisfy."""

from __future__ import annotations

from collections.abc import Callable

from corroborate.errors import FileTypeError
from corroborate.model.source import Nature, Source
from corroborate.model.text import Extraction
from corroborate.text.docx import extract_docx
from corroborate.text.html import extract_html, extract_mhtml
from corroborate.text.json_posts import extract_json, extract_json_lines
from corroborate.text.pdf import extract_pdf
from corroborate.text.plain import extract_markdown, extract_plain
from corroborate.text.post_table import extract_post_table
from corroborate.text.x_archive import extract_x_archive

Extractor = Callable[[Source, bytes], Extraction]

EXTRACTORS: dict[str, Extractor] = {
    "text/plain": extract_plain,
    "text/markdown": extract_markdown,
    "text/html": extract_html,
    "multipart/related": extract_mhtml,
    "application/pdf": extract_pdf,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": extract_docx,
    "text/csv": extract_post_table,
    "text/tab-separated-values": extract_post_table,
    "application/json": extract_json,
    "application/jsonl": extract_json_lines,
    "text/javascript": extract_x_archive,
}
"""The reader for each media type; a new format is one module and one line here."""


def extract(source: Source, data: bytes) -> Extraction:
    """The texts of a source, and what of it could not be read; none for a list of incidents.

    Extracting the same bytes twice gives the same ``Text.id`` (C3). Raises FileTypeError for a media type
    that no reader is registered for and UnreadableError for a file that its reader cannot read.
    """
    if source.nature is Nature.LIST:
        return Extraction(())
    reader = EXTRACTORS.get(source.media_type)
    if reader is None:
        raise FileTypeError(
            f"no reader for {source.media_type}", value=source.name, hint="save it as plain text or PDF"
        )
    return reader(source, data)
