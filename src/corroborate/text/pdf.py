"""PDF files with a text layer: lines from pypdf, put back together into paragraphs."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdf
from pypdf.errors import DependencyError

from corroborate.errors import UnreadableError
from corroborate.model.source import Source
from corroborate.model.text import Extraction, Locator, Unreadable
from corroborate.text.derivation import derive, overheard, whole
from corroborate.text.paragraphs import CLOSERS, TERMINAL

VERSION = f"1 (pypdf {pypdf.__version__})"
_SETTINGS = "lines=joined; hyphens=joined; ligatures=expanded; running heads=left out"
_OCR = "run character recognition over it and add the PDF or the text that results"
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_ITEM = re.compile(r"(?:[-•‣▪●○–—]\s|\(?[0-9]{1,3}[.)]\s|\(?[a-z]\)\s|[A-Z][A-Z.'’ -]{1,40}:\s|[QA][.:]\s)")
_HYPHENATED = re.compile(r"(\w+)([-–])\Z")
_MARGIN_LINES = 2
_WIDE_GAP = 1.35


@dataclass(slots=True)
class _Line:
    words: str
    page: int
    x: float = 0.0
    y: float = 0.0
    size: float = 0.0


def extract_pdf(source: Source, data: bytes) -> Extraction:
    """The text of a PDF in the order of its content stream, a blank line between paragraphs.

    Lines are joined into paragraphs with a space, parted where the gap, the type size or the indent
    changes or a short line ends a sentence. A word cut at a line's end by a soft hyphen is joined; one
    cut by a hyphen is joined without it between lower-case letters, unless the hyphenated form stands
    elsewhere in the document, and with it anywhere else. Latin ligatures are written out. Running heads,
    running feet and page numbers are left out, and a warning lists them. The map names pages.

    Raises UnreadableError for an encrypted or broken file and for one without any text layer; single
    pages without one are listed as unreadable.
    """
    with overheard("pypdf") as heard:
        pages, unreadable = _pages(source, data)
    if not any(line.words.strip() for lines in pages for line in lines):
        raise UnreadableError(
            "the PDF has no text layer: its pages are pictures", value=source.name, hint=_OCR
        )
    if b"%%EOF" not in data[-2048:]:
        unreadable.append(
            Unreadable(source.id, "end of the file", "the file is cut off; what is left is read")
        )
    running = _running(pages)
    lines = [line for page in pages for line in page if id(line) not in running]
    content, places = _assembled(lines)
    warnings = list(heard[:5])
    if running:
        shown = Counter(line.words for page in pages for line in page if id(line) in running)
        named = "; ".join(repr(words) for words, _ in shown.most_common(5))
        warnings.append(f"{len(running)} running heads, feet and page numbers are left out, such as {named}")
    text = derive(source, content, "pdf", VERSION, settings=_SETTINGS, map=places, warnings=warnings)
    found = whole(text, source, _OCR)
    return Extraction(found.texts, tuple(unreadable))


def _pages(source: Source, data: bytes) -> tuple[list[list[_Line]], list[Unreadable]]:
    broken = UnreadableError(
        "the PDF is broken or cut off", value=source.name, hint="fetch it again, or print it to a new PDF"
    )
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise _encrypted(source)
        count = len(reader.pages)
    except DependencyError as error:
        raise _encrypted(source) from error
    except UnreadableError:
        raise
    except Exception as error:  # pypdf raises whatever a broken file provokes
        raise broken from error
    pages: list[list[_Line]] = []
    unreadable: list[Unreadable] = []
    for number in range(1, count + 1):
        try:
            lines = _lines(reader.pages[number - 1], number)
        except DependencyError as error:
            raise _encrypted(source) from error
        except Exception as error:  # noqa: BLE001 - as above; the page is listed
            lines = []
            reason = f"the page is broken: {type(error).__name__}"
        else:
            reason = "no text layer: the page is a picture or empty"
        if not any(line.words for line in lines):
            unreadable.append(Unreadable(source.id, f"page {number}", reason))
        pages.append(lines)
    if not pages:
        raise broken
    return pages, unreadable


def _encrypted(source: Source) -> UnreadableError:
    return UnreadableError(
        "the PDF is encrypted", value=source.name, hint="open it with its password and print it to a new PDF"
    )


def _lines(page: Any, number: int) -> list[_Line]:
    """The lines of one page with where they start; position and size are those of the first words."""
    lines = [_Line("", number)]

    def visit(words: str, cm: Sequence[float], tm: Sequence[float], _font: object, size: float) -> None:
        for index, piece in enumerate(words.split("\n")):
            if index:
                lines.append(_Line("", number))
            line = lines[-1]
            if piece.strip() and not line.words.strip():
                line.x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
                line.y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
                line.size = abs(size * (tm[3] or tm[1] or 1.0) * (cm[3] or cm[1] or 1.0))
            line.words += piece

    page.extract_text(visitor_text=visit)
    for line in lines:
        line.words = line.words.translate(_LIGATURES).strip()
    return [line for line in lines if line.words]


def _running(pages: list[list[_Line]]) -> set[int]:
    """Lines at the edge of a page that are its number, or that stand on most pages but for figures."""
    edges: list[_Line] = []
    for lines in pages:
        top, bottom = lines[:_MARGIN_LINES], lines[max(_MARGIN_LINES, len(lines) - _MARGIN_LINES) :]
        edges += top + bottom
    forms = Counter(_form(line.words) for line in edges)
    most = max(3, (len(pages) + 1) // 2)
    return {
        id(line)
        for line in edges
        if forms[_form(line.words)] >= most or (len(pages) > 1 and _is_page_number(line, len(pages)))
    }


def _form(words: str) -> str:
    return re.sub(r"[0-9]+", "0", words)


def _is_page_number(line: _Line, pages: int) -> bool:
    match = re.fullmatch(
        r"(?:page\s+)?[-–—]?\s*([0-9]{1,4})\s*[-–—]?(?:\s*(?:of|/)\s*([0-9]{1,4}))?", line.words, re.I
    )
    return match is not None and (int(match.group(1)) == line.page or match.group(2) == str(pages))


def _assembled(lines: list[_Line]) -> tuple[str, tuple[Locator, ...]]:
    spacing = _usual_spacing(lines)
    width = max(len(line.words) for line in lines)
    compounds = {w.lower() for line in lines for w in re.findall(r"[^\W\d_]+-[^\W\d_]+", line.words)}
    pieces: list[str] = []
    places: list[Locator] = []
    length = start = 0
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        if before is not None:
            joint = "\n\n" if _parts(before, line, spacing, width) else " "
            if joint == " ":
                cut = _cut(pieces[-1], line.words, compounds)
                if cut is not None:
                    length -= len(pieces[-1]) - len(cut)
                    pieces[-1], joint = cut, ""
            if before.page != line.page:
                places.append(Locator(start, length, f"page {before.page}"))
                start = length + len(joint)
            pieces.append(joint)
            length += len(joint)
        pieces.append(line.words)
        length += len(line.words)
    places.append(Locator(start, length, f"page {lines[-1].page}"))
    return "".join(pieces), tuple(places)


def _cut(before: str, after: str, compounds: set[str]) -> str | None:
    """The end of a line whose last word goes on in the next line, ready to be joined; None elsewhere."""
    if before.endswith("\u00ad"):
        return before[:-1]
    match = _HYPHENATED.search(before)
    if match is None or not after[:1].isalnum():
        return None
    rest = re.match(r"\w+", after)
    whole_word = f"{match.group(1)}{match.group(2)}{rest.group() if rest else ''}".lower()
    word_goes_on = match.group(1)[-1].islower() and after[0].islower() and match.group(2) == "-"
    return before[:-1] if word_goes_on and whole_word not in compounds else before


def _usual_spacing(lines: list[_Line]) -> float:
    gaps = sorted(gap for gap in _gaps(lines) if gap > 0)
    return gaps[len(gaps) // 2] if gaps else 0.0


def _gaps(lines: list[_Line]) -> Iterator[float]:
    for before, line in pairwise(lines):
        if before.page == line.page:
            yield before.y - line.y


def _parts(before: _Line, line: _Line, spacing: float, width: int) -> bool:
    """True where a new paragraph starts with this line."""
    closed = before.words.rstrip(CLOSERS)[-1:] in TERMINAL
    if abs(before.size - line.size) > 0.12 * max(before.size, line.size):
        return True
    if _ITEM.match(line.words):
        return True
    gap = before.y - line.y
    if before.page != line.page or gap <= 0:
        return closed or not (
            line.words[0].islower() or line.words[0].isdigit() or len(before.words) > width * 0.8
        )
    if spacing and gap > _WIDE_GAP * spacing:
        return True
    first_word = len(line.words.split(" ", 1)[0])
    short = len(before.words) + 1 + first_word < width * 0.8
    return closed and (short or line.x > before.x + before.size * 0.8)
