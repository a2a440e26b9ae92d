"""Rows of JSON, JSON lines and Excel files, one by one."""

from __future__ import annotations

import json
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any

from corroborate.errors import TableError, UnreadableError
from corroborate.model.record import Reject

CHUNK = 1 << 20
LONGEST = 64 << 20
"""Characters of one object; a longer one is not a row."""
HOLDERS = (
    "data",
    "Result",
    "results",
    "rows",
    "features",
    "events",
    "incidents",
    "records",
    "items",
    "value",
)
Row = tuple[int, dict[str, str]]
_SPACE = re.compile(r"[\s,]*")


def cell(value: Any) -> str:
    """A value of JSON as a cell: words as they are, everything else as JSON."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return json.dumps(value, ensure_ascii=False, sort_keys=False)
    return repr(value)


def json_rows(path: Path, encoding: str, rejects: list[Reject]) -> Iterator[Row]:
    """The objects of a JSON document: an array, an object that holds one, lines of objects, or one object.

    A null is a cell that is not there. Objects inside ``properties`` of GeoJSON features are taken out.
    What is broken goes to ``rejects``; memory is that of one object.
    """
    with path.open(encoding=encoding, errors="replace") as file:
        yield from _Scanner(file.read, path.name, rejects).rows()


class _Scanner:
    """A window that slides over a JSON document, object by object."""

    def __init__(self, read: Any, name: str, rejects: list[Reject]) -> None:
        self.read = read
        self.name = name
        self.rejects = rejects
        self.text = ""
        self.at = 0
        self.line = 1
        self.ended = False
        self.decoder = json.JSONDecoder()

    def rows(self) -> Iterator[Row]:
        self._more()
        self.text = self.text.lstrip("\ufeff")
        self._enter()
        while self._skip():
            if self.text[self.at] != "{":
                if self.text[self.at] == "]":
                    return
                self._broken("not an object")
                continue
            line = self.line
            found = self._object()
            if found is not None:
                yield line, _flat(found)

    def _enter(self) -> None:
        """Go to the first object of the array that holds the rows."""
        self._skip()
        if self.text[self.at : self.at + 1] == "[":
            self._advance(self.at + 1)
            return
        while not self.ended and len(self.text) < 4 * CHUNK:
            self._more()
        start = self.text[self.at :]
        newline = start.find("\n")
        if newline > 0 and _parses(start[:newline]):
            return
        for key in HOLDERS:
            found = re.search(rf'"{key}"\s*:\s*\[(?=\s*(?:\{{|\]))', start)
            if found and start[: found.start()].count("{") == start[: found.start()].count("}") + 1:
                self._advance(self.at + found.end())
                return

    def _object(self) -> dict[str, Any] | None:
        grown = 1
        while True:
            try:
                value, end = self.decoder.raw_decode(self.text, self.at)
            except RecursionError:
                self._broken("nested too deeply")
                return None
            except ValueError as error:
                if not self.ended and len(self.text) - self.at < LONGEST and _cut(error, self.text):
                    for _ in range(grown):
                        self._more()
                    grown *= 2
                    continue
                self._broken(f"not JSON: {getattr(error, 'msg', error)}")
                return None
            self._advance(end)
            return value if isinstance(value, dict) else None

    def _broken(self, reason: str) -> None:
        """List what cannot be read, and go to the next object that starts a line or follows a comma."""
        found = re.compile(r"(?<=\n)\s*\{|\},\s*(?=\{)").search(self.text, self.at + 1)
        while found is None and not self.ended:
            keep = len(self.text)
            self._more()
            found = re.compile(r"(?<=\n)\s*\{|\},\s*(?=\{)").search(self.text, max(self.at + 1, keep - 200))
        self.rejects.append(
            Reject(self.name, self.line, "", self.text[self.at : self.at + 200].split("\n")[0], reason)
        )
        end = len(self.text)
        if found is not None:
            end = found.end() - 1 if found.group().endswith("{") else found.end()
        self._advance(end)

    def _skip(self) -> bool:
        while True:
            end = _SPACE.match(self.text, self.at).end()  # type: ignore[union-attr]
            self._advance(end)
            if self.at < len(self.text):
                return True
            if self.ended:
                return False
            self._more()

    def _advance(self, end: int) -> None:
        self.line += self.text.count("\n", self.at, end)
        self.at = end

    def _more(self) -> None:
        chunk = self.read(CHUNK)
        self.ended = not chunk
        self.text = self.text[self.at :] + chunk
        self.at = 0


def _cut(error: ValueError, text: str) -> bool:
    """True where an error may only mean that the window ends too early."""
    at = getattr(error, "pos", 0)
    return at >= len(text) - 12 or "Unterminated" in str(error)


def _parses(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _flat(row: dict[str, Any]) -> dict[str, str]:
    if row.get("type") == "Feature" and isinstance(row.get("properties"), dict):
        properties = dict(row["properties"])
        point = (row.get("geometry") or {}).get("coordinates")
        if isinstance(point, list) and len(point) >= 2 and not isinstance(point[0], list):
            properties.setdefault("longitude", point[0])
            properties.setdefault("latitude", point[1])
        row = properties
    return {str(key): cell(value) for key, value in row.items() if value is not None}


_BROKEN = (
    OSError, EOFError, SyntaxError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError,
    RuntimeError, zipfile.BadZipFile, zlib.error, struct.error,
)  # fmt: skip
"""What openpyxl raises for workbooks that are not as they should be; it checks little beforehand."""


def excel_rows(path: Path, sheet: str | None = None) -> Iterator[tuple[int, list[str]]]:
    """The rows of a sheet with their number, the header first; cells as Excel last showed their values.

    Without ``sheet`` it is the first that has two rows, hidden ones last. Raises UnreadableError for a
    broken or encrypted workbook, TableError for a sheet that is not there.
    """
    import openpyxl  # type: ignore[import-untyped]
    from openpyxl.utils.exceptions import InvalidFileException  # type: ignore[import-untyped]

    try:
        with path.open("rb") as file:
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
            names = book.sheetnames
            if sheet is not None and sheet not in names:
                raise TableError(
                    "the workbook has no such sheet", value=sheet, hint=f"one of {', '.join(names)}"
                )
            shown = [n for n in names if getattr(book[n], "sheet_state", "visible") == "visible"]
            for name in [sheet] if sheet is not None else [*shown, *(n for n in names if n not in shown)]:
                rows = ((n, [_excel(v) for v in row]) for n, row in _values(book[name]))
                filled = ((n, row) for n, row in rows if any(row))
                head = list(islice(filled, 2))
                if len(head) == 2 or (sheet is not None and head):
                    yield from head
                    yield from filled
                    return
    except (InvalidFileException, *_BROKEN) as error:
        raise UnreadableError(
            f"the Excel workbook cannot be read: {error}", value=path.name, hint="save it again, or as CSV"
        ) from error
    raise UnreadableError("no sheet of the workbook holds a table", value=path.name)


def _values(sheet: Any) -> Iterator[tuple[int, tuple[Any, ...]]]:
    yield from enumerate(sheet.iter_rows(values_only=True), 1)


def _excel(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
