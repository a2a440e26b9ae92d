"""Word documents: paragraphs, tables, text boxes, footnotes and endnotes, in reading order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import docx
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from lxml import etree

from corroborate.errors import UnreadableError
from corroborate.model.source import Source
from corroborate.model.text import Extraction
from corroborate.text.derivation import Assembly, derive, whole

VERSION = f"1 (python-docx {docx.__version__})"
_SETTINGS = "insertions=read; deletions=left out; headers=left out"
_LARGEST = 1 << 30
_SPACES = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "\u2011"}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_NOTES = (("footnotes", "w:footnote", "footnote"), ("endnotes", "w:endnote", "endnote"))
_HINT = "open it in a word processor and save it again as DOCX or PDF"


def extract_docx(source: Source, data: bytes) -> Extraction:
    """The text of a DOCX file, a blank line between paragraphs, table cells parted by tabs.

    Tracked insertions are read and tracked deletions are not, which a warning says. Footnotes and
    endnotes follow the body. Soft hyphens are dropped. The map names paragraphs, table rows and notes.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            size = sum(member.file_size for member in package.infolist())
        if size > _LARGEST:
            raise UnreadableError(
                "the document would unpack to more than a gigabyte", value=source.name, hint=_HINT
            )
        document = docx.Document(io.BytesIO(data))
        assembly, deletions = _assembled(document)
    except (
        OpcError,
        etree.LxmlError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        AttributeError,
        OSError,
    ) as error:
        raise UnreadableError("the Word document is broken", value=source.name, hint=_HINT) from error
    warnings = [f"{deletions} tracked deletions are left out"] if deletions else []
    text = derive(
        source, assembly.content, "docx", VERSION, settings=_SETTINGS, map=assembly.map, warnings=warnings
    )
    return whole(text, source, "the pages may be pictures: run character recognition over them")


def _assembled(document: Any) -> tuple[Assembly, int]:
    assembly = Assembly()
    body = document.element.body
    paragraph = table = 0
    for kind, element in _blocks(body):
        if kind == "table":
            table += 1
            for row, words in enumerate(_rows(element), 1):
                assembly.add(words, f"table {table}, row {row}")
        else:
            paragraph += 1
            assembly.add(_words(element), f"paragraph {paragraph}")
    for part, tag, name in _NOTES:
        for number, words in enumerate(_note_words(document, part, tag), 1):
            assembly.add(words, f"{name} {number}")
    return assembly, len(body.findall(f".//{qn('w:del')}//{qn('w:delText')}"))


def _blocks(parent: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Paragraphs and outermost tables in document order, through content controls and text boxes."""
    for element in parent:
        if element.tag == qn("w:tbl"):
            yield "table", element
        elif element.tag == qn("w:p"):
            yield "paragraph", element
            for box in element.iter(qn("w:txbxContent")):
                if not any(a.tag == _FALLBACK for a in box.iterancestors()):
                    yield from _blocks(box)
        elif isinstance(element.tag, str) and element.tag != qn("w:sectPr"):
            yield from _blocks(element)


def _rows(table: etree._Element) -> Iterator[str]:
    for row in table.iter(qn("w:tr")):
        if next(a for a in row.iterancestors(qn("w:tbl"))) is table:
            cells = [c for c in row.iter(qn("w:tc")) if next(c.iterancestors(qn("w:tr"))) is row]
            yield "\t".join(
                " ".join(w for p in cell.iter(qn("w:p")) if (w := _words(p).strip())) for cell in cells
            )


def _words(paragraph: etree._Element) -> str:
    """The words of one paragraph, those of text boxes in it apart."""
    pieces: list[str] = []
    for element in paragraph.iter(qn("w:t"), *_SPACES):
        inside = [a.tag for a in element.iterancestors()]
        upward = inside[: inside.index(qn("w:p"))] if qn("w:p") in inside else inside
        if next(a for a in element.iterancestors(qn("w:p"))) is not paragraph or qn("w:del") in upward:
            continue
        if element.tag == qn("w:t"):
            pieces.append((element.text or "").replace("\u00ad", ""))
        elif qn("w:tabs") not in upward:
            pieces.append(_SPACES[element.tag])
    return "".join(pieces)


def _note_words(document: Any, part: str, tag: str) -> Iterator[str]:
    for relation in document.part.rels.values():
        if relation.is_external or not relation.reltype.endswith(f"/{part}"):
            continue
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        root = etree.fromstring(relation.target_part.blob, parser)
        for note in root.iter(qn(tag)):
            if note.get(qn("w:type")) in {None, "normal"}:
                yield "\n".join(w for p in note.iter(qn("w:p")) if (w := _words(p).strip()))
