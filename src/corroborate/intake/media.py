"""What kind of file some bytes are, told by the bytes; the name only decides between equals."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePath

from corroborate.errors import FileTypeError, UnreadableError

PLAIN = "text/plain"
MARKDOWN = "text/markdown"
HTML = "text/html"
MHTML = "multipart/related"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CSV = "text/csv"
TSV = "text/tab-separated-values"
JSON = "application/json"
JSON_LINES = "application/jsonl"
X_ARCHIVE = "text/javascript"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PARQUET = "application/vnd.apache.parquet"
GZIP = "application/gzip"
ZIP = "application/zip"

HEAD = 65_536
"""Bytes from which on nothing more is looked at, but for packages."""
_READS = "corroborate reads plain text, Markdown, HTML, PDF, DOCX, CSV, JSON and JSON lines"
_AS_TEXT = "save it as PDF, DOCX, HTML or plain text and add that"
_OCR = "run character recognition over it and add the PDF or the text that results"

_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture", _OCR),
    (b"\xff\xd8\xff", "a JPEG picture", _OCR),
    (b"GIF8", "a GIF picture", _OCR),
    (b"II*\x00", "a TIFF picture", _OCR),
    (b"MM\x00*", "a TIFF picture", _OCR),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or encrypted Office file", f"open it, then {_AS_TEXT}"),
    (b"{\\rtf", "an RTF file", _AS_TEXT),
    (b"\x1f\x8b", "a gzip archive", "unpack it and add the files in it"),
    (b"BZh", "a bzip2 archive", "unpack it and add the files in it"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", "unpack it and add the files in it"),
    (b"\xfd7zXZ\x00", "an xz archive", "unpack it and add the files in it"),
    (b"Rar!\x1a\x07", "a RAR archive", "unpack it and add the files in it"),
    (b"SQLite format 3\x00", "an SQLite database", "export its table as CSV and add that"),
    (b"PAR1", "a Parquet table", "export it as CSV and add that"),
    (b"\x7fELF", "a program", _READS),
)
_IN_ZIP: tuple[tuple[str, str, str], ...] = (
    ("xl/workbook.xml", "an Excel workbook", "save its sheet as CSV and add that"),
    ("ppt/presentation.xml", "a PowerPoint file", _AS_TEXT),
    ("content.xml", "an OpenDocument file", _AS_TEXT),
    ("META-INF/container.xml", "an e-book", _AS_TEXT),
    ("data/tweets.js", "an X archive still packed", "unpack it and add data/tweets.js"),
)
_HTML_START = re.compile(
    r"(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_HTML_TAG = re.compile(r"<(?:p|div|article|section|h[1-6]|br|a\s+href|table|ul|ol)\b[^<>]{0,500}>", re.I)
_MIME = re.compile(r"\A(?:[A-Za-z][A-Za-z0-9-]*:.*\r?\n(?:[ \t].*\r?\n)*)+", re.M)
_X = re.compile(r"\s*window\.YTD\.\w+\.part\d+\s*=")
STRAY = 2
"""Control characters that a short text may have by accident."""
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MARKDOWN_NAMES = frozenset({".md", ".markdown", ".mdown", ".mkd"})
_TABLE_NAMES = {".csv": CSV, ".tsv": TSV, ".tab": TSV}


def media_type(data: bytes, name: str, path: Path | None = None) -> str:
    """The media type of some bytes; ``name`` is only used where the bytes allow two readings.

    ``path`` is where the bytes stand, if ``data`` are only the first `HEAD` of them.

    Raises FileTypeError for an empty file and for a kind that nothing here reads, and
    UnreadableError for a package that is cut off; the message names the file and says what to do.
    """
    if not data.strip(b" \t\r\n\f\v\x00\xef\xbb\xbf\xff\xfe"):
        raise FileTypeError("the file is empty", value=name, hint="check that it was saved in full")
    if b"%PDF-" in data[:1024]:
        return PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _in_zip(path or io.BytesIO(data), name)
    for magic, kind, hint in _MAGIC:
        if data.startswith(magic):
            raise FileTypeError(f"the file is {kind}, which is not read", value=name, hint=hint)
    if data[4:8] == b"ftyp":
        raise FileTypeError(
            "the file is a film or sound recording, which is not read", value=name, hint="add its transcript"
        )
    return _of_text(_peek(data, name), name)


def table_type(data: bytes, path: Path | None = None) -> str | None:
    """The media type of a table that only a list can be: Excel, Parquet, or one packed; None for others.

    ``path`` is where the bytes stand, if ``data`` are only the first `HEAD` of them.
    """
    if data.startswith(b"PAR1"):
        return PARQUET
    if data.startswith(b"\x1f\x8b"):
        return GZIP
    if not data.startswith(b"PK\x03\x04"):
        return None
    try:
        with zipfile.ZipFile(path or io.BytesIO(data)) as package:
            members = set(package.namelist())
    except zipfile.BadZipFile:
        return None
    if "xl/workbook.xml" in members:
        return XLSX
    return ZIP if len(members) == 1 else None


def _in_zip(data: Path | io.BytesIO, name: str) -> str:
    try:
        with zipfile.ZipFile(data) as package:
            members = set(package.namelist())
    except zipfile.BadZipFile as error:
        raise UnreadableError(
            "the file is a package (DOCX or ZIP) that is cut off or broken",
            value=name,
            hint="fetch it again",
        ) from error
    if "word/document.xml" in members:
        return DOCX
    for member, kind, hint in _IN_ZIP:
        if member in members:
            raise FileTypeError(f"the file is {kind}, which is not read", value=name, hint=hint)
    raise FileTypeError("the file is a ZIP archive", value=name, hint="unpack it and add the files in it")


def _peek(data: bytes, name: str) -> str:
    """The head of the file as text, good enough to see its structure; FileTypeError where it is binary."""
    head = data[:HEAD]
    for mark, codec in (
        (b"\xff\xfe\x00\x00", "utf-32"),
        (b"\x00\x00\xfe\xff", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
        (b"\xef\xbb\xbf", "utf-8-sig"),
    ):
        if head.startswith(mark):
            return head.decode(codec, "replace")
    pairs = len(head) // 2
    if pairs > 4 and b"\x00" in head:
        for codec, zeros in (("utf-16-le", head[1::2].count(0)), ("utf-16-be", head[0::2].count(0))):
            if zeros * 3 > pairs and not _CONTROL.search(head.replace(b"\x00", b"")):
                return head.decode(codec, "replace")
    if len(_CONTROL.findall(head)) > STRAY + len(head) // 1000:
        raise FileTypeError("the file is binary and of no known kind", value=name, hint=_READS)
    try:
        return head.decode("utf-8")
    except UnicodeDecodeError:
        return head.decode("latin-1")


def _of_text(head: str, name: str) -> str:
    start = head.lstrip("\ufeff \t\r\n")
    suffix = PurePath(name).suffix.lower()
    for media, holds in _TEXTUAL:
        if holds(start, suffix):
            return media
    if start.startswith("<?xml"):
        raise FileTypeError("the file is XML of no known kind", value=name, hint=_AS_TEXT)
    return MARKDOWN if suffix in _MARKDOWN_NAMES or _front_matter(start) else PLAIN


def _is_html(start: str, suffix: str) -> bool:
    if _HTML_START.match(start):
        return True
    tags = len(_HTML_TAG.findall(start[:20_000]))
    return (suffix in {".html", ".htm", ".xhtml"} and tags > 0) or (start.startswith("<") and tags > 2)


def _is_mhtml(start: str, _suffix: str) -> bool:
    headers = _MIME.match(start[:8192])
    lowered = headers.group().lower() if headers else ""
    return "mime-version:" in lowered and "multipart/related" in lowered


def _is_json(start: str, suffix: str) -> bool:
    if not start.startswith(("{", "[")):
        return False
    if suffix == ".json":
        return True
    rest = start[1:].lstrip()
    return rest.startswith(('"', "}")) if start[0] == "{" else rest.startswith(("{", "[", '"', "]"))


def _is_json_lines(start: str, suffix: str) -> bool:
    if not start.startswith("{"):
        return False
    lines = [line for line in start.split("\n", 3)[:3] if line.strip()]
    if not _is_object(lines[0]):
        return suffix in {".jsonl", ".ndjson"} and not start.startswith(("{\n", "{\r"))
    return (len(lines) > 1 and lines[1].lstrip().startswith("{")) or suffix in {".jsonl", ".ndjson"}


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _table(start: str, delimiters: str, least: int, tenths: int) -> str | None:
    """The delimiter that cuts the first rows, or as many tenths of them, into equally many fields."""
    cut = start.rfind("\n")
    rows_of = start[:cut] if cut > 0 and len(start) > HEAD // 2 else start
    for delimiter in delimiters:
        try:
            rows = [
                len(row)
                for row, _ in zip(
                    csv.reader(io.StringIO(rows_of, newline=""), delimiter=delimiter), range(50), strict=False
                )
                if row
            ]
        except csv.Error:
            continue
        if len(rows) > least and rows[0] > 1 and sum(n == rows[0] for n in rows) * 10 >= len(rows) * tenths:
            return delimiter
    return None


def _is_tsv(start: str, suffix: str) -> bool:
    named = suffix in _TABLE_NAMES
    return _table(start, "\t", 0 if named else 2, 5 if named else 9) is not None


def _is_csv(start: str, suffix: str) -> bool:
    if suffix in _TABLE_NAMES:
        return _table(start, ",;|", 0, 5) is not None
    header = start.split("\n", 1)[0]
    words = re.split(r"[,;]", header)
    plain = len(words) > 2 and all(0 < len(word.strip()) <= 30 and "." not in word for word in words)
    return suffix not in _MARKDOWN_NAMES and plain and _table(start, ",;", 2, 9) is not None


def _front_matter(start: str) -> bool:
    return re.match(r"---\r?\n(?:[\w-]+:.*\r?\n)+---\r?\n", start) is not None


_TEXTUAL: tuple[tuple[str, Callable[[str, str], bool]], ...] = (
    (X_ARCHIVE, lambda start, _: _X.match(start) is not None),
    (HTML, _is_html),
    (MHTML, _is_mhtml),
    (JSON_LINES, _is_json_lines),
    (JSON, _is_json),
    (TSV, _is_tsv),
    (CSV, _is_csv),
)
