"""The bytes of a table as UTF-8, with what had to be assumed for it."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from charset_normalizer import from_bytes

from corroborate.errors import UnreadableError

CHUNK = 1 << 22
SAMPLE = 1 << 18
MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"\xef\xbb\xbf", "utf-8-sig"),
)


@dataclass(frozen=True, slots=True)
class Scanned:
    """What a pass over all bytes of a file found.

    ``encoding`` is that in which it is written; ``newlines`` counts line feeds; ``plain`` is True for UTF-8
    without a lone carriage return or a NUL. ``mixed`` says that most of it is UTF-8 and some of it is not.
    """

    encoding: str
    newlines: int
    plain: bool
    mixed: bool = False
    ends_with_newline: bool = True
    quotes: bool = True


def scan(path: Path) -> Scanned:
    """Read a file through once; raises UnreadableError for an empty or binary one."""
    with path.open("rb") as file:
        head = file.read(SAMPLE)
    if not head.strip(b" \t\r\n\x00"):
        raise UnreadableError(
            "the file holds no rows", value=path.name, hint="check that it was saved in full"
        )
    marked = next((name for mark, name in MARKS if head.startswith(mark)), None) or _unmarked(head)
    if marked not in {None, "utf-8-sig"}:
        return Scanned(str(marked), 0, plain=False)
    if head.count(b"\x00") * 100 > len(head):
        raise UnreadableError("the file is binary, not a table", value=path.name)
    decoder = codecs.getincrementaldecoder("utf-8")()
    newlines, carriage, pairs, nul, quotes, last = 0, 0, 0, 0, 0, b""
    valid = True
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            newlines += chunk.count(b"\n")
            carriage += chunk.count(b"\r")
            pairs += chunk.count(b"\r\n") + (last == b"\r" and chunk.startswith(b"\n"))
            nul += chunk.count(b"\x00")
            quotes += chunk.count(b'"')
            last = chunk[-1:]
            if valid:
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError:
                    valid = False
        if valid:
            try:
                decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                valid = False
    encoding, mixed = ("utf-8-sig" if marked else "utf-8", False) if valid else _other(path)
    return Scanned(
        encoding, newlines, valid and carriage == pairs and not nul, mixed, last == b"\n", quotes > 0
    )


def _unmarked(head: bytes) -> str | None:
    pairs = len(head) // 2
    if pairs > 4 and b"\x00" in head:
        for codec, zeros in (("utf-16-le", head[1::2].count(0)), ("utf-16-be", head[0::2].count(0))):
            if zeros * 3 > pairs:
                return codec
    return None


def _other(path: Path) -> tuple[str, bool]:
    """The encoding of a file that is not UTF-8 throughout, told by its lines that are not ASCII."""
    good, bad, sample = 0, [], 0
    with path.open("rb") as file:
        for line in file:
            if line.isascii():
                continue
            try:
                line.decode("utf-8")
                good += 1
            except UnicodeDecodeError:
                if sample < SAMPLE:
                    bad.append(line)
                    sample += len(line)
    if good:
        return "utf-8", True
    best = from_bytes(b"".join(bad)).best()
    return (best.encoding if best is not None else "cp1252"), False
