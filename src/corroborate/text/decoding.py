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
_REPLACEMENT = "\ufffd".encode()
_EVIDENT = 2
"""Whole characters beyond ASCII for each broken place, from which a file is UTF-8."""
_SLIGHT = 40
"""Characters for each broken place, from which a text that no older encoding fits is ASCII with damage."""
_LISTED = 20
"""Broken places that a warning lists; it counts the others."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a file, the encoding they were read in, and how many bytes of mark came first."""

    content: str
    encoding: str
    skipped: int
    warnings: tuple[str, ...] = ()


def decode(data: bytes, name: str, declared: str | None = None) -> Decoded:
    """The characters of ``data``, line ends as they are, a byte-order mark taken off.

    Order: byte-order mark, UTF-16 by its zeros, UTF-8, UTF-8 with a few broken bytes among characters that
    are whole, what the file declares, the best fit among older encodings, ASCII with a few broken bytes,
    and last charset-normalizer's guess. All but the first three are said in a warning, with the places of
    broken bytes. Raises UnreadableError where nothing fits.
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
        damaged = _Damaged.of(data, error.start)
    if damaged.is_evident:
        return damaged.decoded()
    content = None if declared is None else attempt(data, declared)
    if declared is not None and content is not None and plausibility(content) >= _PLAUSIBLE:
        said = f"read as {declared.lower()}, as the file declares"
        return Decoded(content, declared.lower(), 0, (said,))
    fitted = best_fit(data)
    if fitted is None and damaged.is_slight:
        return damaged.decoded()
    return _guessed(data, name, declared, fitted)


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


@dataclass(frozen=True, slots=True)
class _Damaged:
    """Bytes read as UTF-8 although some are not; ``broken`` counts the places, ``places`` lists the first."""

    content: str
    broken: int
    whole: int
    """Characters beyond ASCII that are whole."""
    places: tuple[int, ...]
    is_cut: bool
    """The only broken place is a character begun at the very end."""

    @classmethod
    def of(cls, data: bytes, first: int) -> _Damaged:
        """``first`` is the first byte that is no UTF-8."""
        content = data.decode("utf-8", "replace")
        places = _broken_places(data, content)
        broken = content.count("\ufffd") - data.count(_REPLACEMENT)
        beyond = sum(map(len, _BEYOND_ASCII.findall(content)))
        at_end = broken == 1 and first >= len(data) - 3
        begun = len(data) - first > 1 or beyond - broken > 0
        return cls(content, broken, beyond - broken, places, at_end and begun)

    @property
    def is_evident(self) -> bool:
        """True where whole characters of UTF-8 outnumber what is broken, as in no older encoding."""
        return self.is_cut or self.whole >= _EVIDENT * self.broken

    @property
    def is_slight(self) -> bool:
        """True where so little is broken that the rest is a text in ASCII."""
        return self.broken <= max(1, len(self.content) // _SLIGHT)

    def decoded(self) -> Decoded:
        """The characters, with a warning that lists where bytes are broken."""
        listed = ", ".join(f"{place:,}" for place in self.places)
        more = self.broken - len(self.places)
        said = f"{listed} and {more:,} more" if more > 0 else " and ".join(listed.rsplit(", ", 1))
        bytes_ = "byte" if self.broken == 1 else "bytes"
        shown = f"bytes that are no UTF-8 are shown as \ufffd: {self.broken:,}, at {bytes_} {said}"
        return Decoded(self.content, "utf-8", 0, (shown,))


def _broken_places(data: bytes, content: str) -> tuple[int, ...]:
    """The offsets in ``data`` of the first broken bytes."""
    places: list[int] = []
    byte = at = 0
    while len(places) < _LISTED and (found := content.find("\ufffd", at)) >= 0:
        byte += len(content[at:found].encode("utf-8"))
        at = found + 1
        if data.startswith(_REPLACEMENT, byte):
            byte += len(_REPLACEMENT)
            continue
        places.append(byte)
        # What one mark stands for: the bytes of a character that was begun, or a single byte.
        byte += _broken_length(data, byte)
    return tuple(places)


def _broken_length(data: bytes, start: int) -> int:
    try:
        data[start : start + 4].decode("utf-8")
    except UnicodeDecodeError as error:
        return error.end - error.start
    return 1


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


def _guessed(data: bytes, name: str, declared: str | None, fitted: tuple[str, str] | None) -> Decoded:
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
