"""Texts that are broken to fit a page, read as if they were not: offsets and quotes stay the original's."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from corroborate.model.dossier import Document
from corroborate.model.span import Span
from corroborate.model.text import SegmentKind

_BREAKS = re.compile(r"[\n\r\v\x85\u2028]")

T = TypeVar("T")


def unwrapped(document: Document) -> Document:
    """The document with each line break inside a paragraph made a space: as long, and read as one line.

    Paragraphs are those of the document's segments, which tell a line that was broken to fit from one that
    stands by itself. A document without such breaks is given back as it is.
    """
    content = document.text.content
    parts: list[str] = []
    at = 0
    for segment in document.segments:
        if segment.kind is not SegmentKind.PARAGRAPH or segment.start < at:
            continue
        piece = content[segment.start : segment.end]
        plain = _BREAKS.sub(" ", piece)
        if plain is not piece and plain != piece:
            parts += [content[at : segment.start], plain]
            at = segment.end
    if not parts:
        return document
    return replace(document, text=replace(document.text, content="".join([*parts, content[at:]])))


def requoted(value: T, content: str) -> T:
    """A reading of an unwrapped text with every span quoting the original content, to the letter."""
    result: Any = _requoted(value, content)
    found: T = result
    return found


def _requoted(value: object, content: str) -> object:
    if isinstance(value, Span):
        return Span.of(value.text_id, content, value.start, value.end)
    if isinstance(value, tuple):
        made = tuple(_requoted(v, content) for v in value)
        return made if any(a is not b for a, b in zip(made, value, strict=True)) else value
    if is_dataclass(value) and not isinstance(value, type):
        changes = {}
        for field in fields(value):
            old = getattr(value, field.name)
            new = _requoted(old, content)
            if new is not old:
                changes[field.name] = new
        return replace(value, **changes) if changes else value
    return value
