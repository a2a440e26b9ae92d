"""From bytes to characters: byte-order marks, UTF-8, and the encodings of older files."""

from __future__ import annotations

from dataclasses import dataclass

from charset_normalizer import from_bytes

from corroborate.errors import UnreadableError

_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_SAMPLE = 200_000


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a file, the encoding they were read in, and how many bytes of mark came first."""

    content: str
    encoding: str
    skipped: int
    warnings: tuple[str, ...] = ()


def decode(data: bytes, name: str, declared: str | None = None) -> Decoded:
    """The characters of ``data``, line ends as they are, a byte-order mark taken off.

    Order: byte-order mark, UTF-8, what the file declares, UTF-16 by its zeros, then charset-normalizer's
    best fit. Any but the first two is said in a warning. Raises UnreadableError where none fits.
    """
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return _marked(data, mark, codec, name)
    try:
        return Decoded(data.decode("utf-8"), "utf-8", 0, _misdeclared(declared))
    except UnicodeDecodeError as error:
        cut = error.start
    if declared is not None and (content := _attempt(data, declared)) is not None:
        return Decoded(content, declared.lower(), 0, (f"read as {declared.lower()}, as the file declares",))
    if cut >= len(data) - 3 and cut > 0:
        content = data[:cut].decode("utf-8")
        return Decoded(
            content, "utf-8", 0, (f"cut off inside a character: the last {len(data) - cut} bytes are lost",)
        )
    if b"\x00" in data[:_SAMPLE]:
        even, odd = data[0:_SAMPLE:2].count(0), data[1:_SAMPLE:2].count(0)
        codec = "utf-16-le" if odd > even else "utf-16-be"
        if (content := _attempt(data, codec)) is not None:
            return Decoded(content, codec, 0, (f"no encoding is declared; read as {codec}",))
    return _guessed(data, name)


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


def _attempt(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except (LookupError, UnicodeDecodeError):
        return None


def _guessed(data: bytes, name: str) -> Decoded:
    best = from_bytes(data).best()
    content = None if best is None else _attempt(data, best.encoding)
    if best is None or content is None:
        raise UnreadableError("no encoding fits the bytes of the file", value=name, hint="save it as UTF-8")
    return Decoded(
        content, best.encoding, 0, (f"no encoding is declared; read as {best.encoding}, the best fit",)
    )
