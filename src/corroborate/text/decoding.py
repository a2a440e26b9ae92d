"""From bytes to characters: byte-order marks, UTF-8, and the encodings of older files."""

from __future__ import annotations

import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from corroborate.errors import UnreadableError
from corroborate.text.encodings import attempt, best_fit, plausibility

_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_SAMPLE = 65_536
_PLAUSIBLE = 0.8
_BEYOND_ASCII = re.compile("[^\x00-\x7f]+")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a file, the encoding they were read in, and how many bytes of mark came first."""

    content: str
    encoding: str
    skipped: int
    warnings: tuple[str, ...] = ()


def decode(data: bytes, name: str, declared: str | None = None) -> Decoded:
    """The characters of ``data``, line ends as they are, a byte-order mark taken off.

    Order: byte-order mark, UTF-16 by its zeros, UTF-8, UTF-8 with a few broken bytes, what the file
    declares, then the best fit among older encodings, and last charset-normalizer's. All but the first
    three are said in a warning. Raises UnreadableError where nothing fits.
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _marked(data, mark, codec, name)
    wide = _wide(data)
    if wide is not None:
        return wide
    try:
        return Decoded(data.decode("utf-8"), "utf-8", 0, _misdeclared(declared))
    except UnicodeDecodeError as error:
        first = error.start
    damaged = _damaged(data, first)
    if damaged is not None:
        return damaged
    content = None if declared is None else attempt(data, declared)
    if declared is not None and content is not None and plausibility(content) >= _PLAUSIBLE:
        said = f"read as {declared.lower()}, as the file declares"
        return Decoded(content, declared.lower(), 0, (said,))
    return _guessed(data, name, declared)


def _wide(data: bytes) -> Decoded | None:
    """UTF-16 without a mark: every second byte of much of the text is zero."""
    head = data[:_SAMPLE]
    if b"\x00" not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) * 5 < len(head) or min(even, odd) * 10 > max(even, odd):
        return None
    codec = "utf-16-le" if odd > even else "utf-16-be"
    content = attempt(data, codec)
    return (
        None
        if content is None
        else Decoded(content, codec, 0, (f"no encoding is declared; read as {codec}",))
    )


def _damaged(data: bytes, first: int) -> Decoded | None:
    """UTF-8 in which few bytes are broken beside the characters that are whole; None for anything else."""
    content = data.decode("utf-8", "replace")
    broken = content.count("\ufffd")
    is_cut = first >= len(data) - 3 and broken == 1
    whole = sum(map(len, _BEYOND_ASCII.findall(content))) - broken
    needed = (0 if len(data) - first > 1 else 1) if is_cut else 4 * broken
    if whole < needed:
        return None
    return Decoded(
        content,
        "utf-8",
        0,
        (f"bytes that are no UTF-8 are shown as \ufffd: {broken}, the first at byte {first}",),
    )


def _marked(data: bytes, mark: bytes, codec: str, name: str) -> Decoded:
    body = data[len(mark) :]
    try:
        return Decoded(body.decode(codec), codec, len(mark))
    except UnicodeDecodeError as error:
        content = body.decode(codec, "replace")
        if content.count("\ufffd") * 100 > len(content):
            raise UnreadableError(
                f"the file opens with the mark of {codec} but is not {codec}",
                value=name,
                hint="save it as UTF-8",
            ) from error
        return Decoded(
            content,
            codec,
            len(mark),
            (f"bytes that are no {codec} are shown as \ufffd, the first at byte {error.start + len(mark)}",),
        )


def _misdeclared(declared: str | None) -> tuple[str, ...]:
    if declared is None or declared.lower().replace("_", "-") in {"utf-8", "utf8", "us-ascii", "ascii"}:
        return ()
    return (f"the file declares {declared.lower()} but is UTF-8",)


def _guessed(data: bytes, name: str, declared: str | None) -> Decoded:
    fitted = best_fit(data)
    if fitted is None:
        best = from_bytes(data).best()
        codec = None if best is None else best.encoding
        content = None if codec is None else attempt(data, codec)
    else:
        content, codec = fitted
    if codec is None or content is None:
        raise UnreadableError("no encoding fits the bytes of the file", value=name, hint="save it as UTF-8")
    said = (
        "no encoding is declared" if declared is None else f"the file declares {declared.lower()} but is not"
    )
    return Decoded(content, codec, 0, (f"{said}; read as {codec}, the best fit",))
