"""Tables of delimited text: their dialect, and the careful way through one that is not clean."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corroborate.errors import TableError, UnreadableError
from corroborate.lists.encoding import Scanned
from corroborate.model.record import Reject

HEAD = 1 << 18
LONGEST = 1 << 20
"""Characters of one record; a longer one has a quote that never closes."""
MOST_LINES = 1_000
"""Lines of one record, for the same reason."""
DELIMITERS = ",\t;|"
Cells = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file parts its cells; ``quoted`` is False where a quote is a character like any other."""

    delimiter: str
    quoted: bool = True


def dialect_of(path: Path, encoding: str) -> Dialect:
    """The dialect of a file, told by its first records; raises UnreadableError where it is no table."""
    with path.open("rb") as file:
        head = file.read(HEAD).decode(encoding, "replace")
    cut = head.rfind("\n")
    text = head[: cut + 1] if cut > 0 and len(head) > HEAD // 2 else head
    best: tuple[int, int, Dialect] | None = None
    for delimiter in DELIMITERS:
        # Tables parted by tabs often quote nothing; those that do have a quote at both ends of a cell.
        quoted = (
            delimiter != "\t" or re.search(r'(?:^|\t)"(?:[^"\t]|"")*"(?:\t|\r?$)', text, re.M) is not None
        )
        score = _score(text, Dialect(delimiter, quoted))
        if score is not None and (best is None or score > best[:2]):
            best = (*score, Dialect(delimiter, quoted))
    if best is None:
        return Dialect(",")
    return best[2]


def _score(text: str, dialect: Dialect) -> tuple[int, int] | None:
    widths: Counter[int] = Counter()
    try:
        for number, row in enumerate(_reader(io.StringIO(text, newline=""), dialect)):
            if row:
                widths[len(row)] += 1
            if number > 200:
                break
    except csv.Error:
        return None
    if not widths:
        return None
    width, rows = widths.most_common(1)[0]
    return (rows * 100 // sum(widths.values()), width) if width > 1 else None


def _reader(lines: Iterator[str] | io.StringIO, dialect: Dialect) -> Iterator[list[str]]:
    csv.field_size_limit(LONGEST)
    if dialect.quoted:
        return csv.reader(lines, delimiter=dialect.delimiter)
    return csv.reader(lines, delimiter=dialect.delimiter, quoting=csv.QUOTE_NONE)


def first_rows(path: Path, encoding: str, dialect: Dialect, count: int = 50) -> list[list[str]]:
    """The first records of a file, without empty lines."""
    rows = []
    with path.open(encoding=encoding, errors="replace", newline="") as lines:
        for _, row in _records(lines, dialect):
            if isinstance(row, list) and any(row):
                rows.append(row)
            if len(rows) >= count:
                break
    return rows


def careful(
    path: Path,
    scanned: Scanned,
    dialect: Dialect,
    width: int,
    rejects: list[Reject],
    *,
    header: bool,
    before: int = 0,
) -> Iterator[Cells]:
    """Every record of ``width`` cells with its first line; the others go to ``rejects`` with their reason.

    The header and ``before`` rows above it are passed over. Linear in the file: a quote that never closes
    costs its own line, and the next is read afresh.
    """
    passed = 1 - header - before
    with path.open(encoding=scanned.encoding, errors="surrogateescape", newline="") as lines:
        for number, row in _records(lines, dialect):
            if passed < 1:
                passed += isinstance(row, str) or any(row)
                continue
            if isinstance(row, str):
                rejects.append(Reject(path.name, number, "", row[:200], "a quote that is never closed"))
                continue
            if not row or row == [""]:
                continue
            broken = next((i for i, cell in enumerate(row) if _undecoded(cell)), None)
            if broken is not None:
                value = row[broken].encode("utf-8", "surrogateescape").decode("utf-8", "replace")
                rejects.append(
                    Reject(path.name, number, f"column {broken + 1}", value[:200], "bytes that are not UTF-8")
                )
            elif len(row) != width:
                shown = dialect.delimiter.join(row)[:200]
                reason = f"{len(row)} cells where the table has {width} columns"
                rejects.append(Reject(path.name, number, "", shown, reason))
            else:
                yield number, row


def _undecoded(cell: str) -> bool:
    return not cell.isascii() and any("\ud800" <= c <= "\udfff" for c in cell)


def _records(
    lines: Iterator[str] | io.TextIOWrapper, dialect: Dialect
) -> Iterator[tuple[int, list[str] | str]]:
    """Records with their first line; a record whose quote never closes is given as its first line's text."""
    waiting: list[str] = []
    source = _numbered(lines)
    pending: list[tuple[int, str]] = []

    def following() -> tuple[int, str] | None:
        return pending.pop() if pending else next(source, None)

    while (at := following()) is not None:
        number, line = at
        if not dialect.quoted or not _open(line, dialect.delimiter, False):
            yield number, _cells(line, dialect)
            continue
        waiting, open_, size = [line], True, len(line)
        rest: list[tuple[int, str]] = []
        while open_ and len(rest) < MOST_LINES and size < LONGEST and (more := following()) is not None:
            rest.append(more)
            size += len(more[1])
            open_ = _open(more[1], dialect.delimiter, True)
        if open_:
            pending.extend(reversed(rest))
            yield number, line
        else:
            yield number, _cells("".join([*waiting, *(text for _, text in rest)]), dialect)


def _open(line: str, delimiter: str, inside: bool) -> bool:
    """True where a line ends inside a quoted cell; a quote opens one only where a cell begins."""
    at, end = 0, len(line)
    while True:
        at = line.find('"', at)
        if at < 0:
            return inside
        if inside and line.startswith('""', at):
            at += 2
            continue
        if inside:
            inside = False
        elif at == 0 or line[at - 1] == delimiter:
            inside = True
        at += 1
        if at >= end:
            return inside


def _numbered(lines: Iterator[str] | io.TextIOWrapper) -> Iterator[tuple[int, str]]:
    """Lines of any ending, from 1."""
    number = 0
    for line in lines:
        for part in line.split("\r") if "\r" in line.removesuffix("\n").removesuffix("\r") else (line,):
            if part:
                number += 1
                yield number, part


def _cells(text: str, dialect: Dialect) -> list[str] | str:
    text = text.removesuffix("\n").removesuffix("\r")
    if not text:
        return []
    try:
        rows = list(_reader(io.StringIO(text + "\n", newline=""), dialect))
    except csv.Error:
        return text
    return rows[0] if len(rows) == 1 else text


def names_of(header: list[str], most: int) -> tuple[str, ...]:
    """Names of columns, each different: empty ones are numbered, repeated ones get a number behind.

    Raises TableError where there are more than ``most``.
    """
    if len(header) > most:
        raise TableError(
            f"the table has {len(header):,} columns, and a list of incidents has at most {most:,}",
            value=header[0][:80],
            hint="check the delimiter, or give only the columns that are needed",
        )
    names: list[str] = []
    seen: set[str] = set()
    for number, cell in enumerate(header, 1):
        name = base = cell.strip().lstrip("\ufeff") or f"column {number}"
        again = 1
        while name in seen:
            again += 1
            name = f"{base} ({again})"
        seen.add(name)
        names.append(name)
    return tuple(names)


def above(rows: list[list[str]]) -> int:
    """How many rows stand above the header: a title, mostly empty cells, before a full row of names."""
    width = Counter(map(len, rows)).most_common(1)[0][0] if rows else 0
    for number, row in enumerate(rows[:10]):
        filled = sum(bool(cell.strip()) for cell in row)
        if len(row) == width and filled >= 0.8 * width and is_header(row):
            return number
        if filled > max(1, width // 3):
            break
    return 0


def is_header(row: list[str]) -> bool:
    """True where a first row names columns: no cell is a number or a date, and few are empty."""
    from corroborate.lists.cells import days

    filled = [cell.strip() for cell in row if cell.strip()]
    if len(filled) * 2 < len(row):
        return False
    return not any(_numeric(cell) or not isinstance(days(cell), str) for cell in filled)


def _numeric(cell: str) -> bool:
    try:
        float(cell.replace(",", "."))
    except ValueError:
        return False
    return True


def not_a_table(name: str) -> UnreadableError:
    """What is raised for a file of one column."""
    return UnreadableError(
        "the file is no table of several columns", value=name, hint="save it as CSV, Excel, JSON or Parquet"
    )
