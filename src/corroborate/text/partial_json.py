"""JSON that may be cut off or broken in places: what can be read, and where the rest is."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any

_SPACE = re.compile(r"[ \t\r\n]*")
_FIRST_KEY = re.compile(r"\{\s*(\"(?:[^\"\\]|\\.){1,80}\")\s*:")
_HOLDS_MORE = re.compile(r'"(?:messages|tweets|posts|list)"\s*:\s*\[')
_LITERALS = ("", "true", "false", "null", "NaN", "-Infinity", "Infinity")
_CUT = "the file is cut off here"
_DEEPEST = 8
_MOST_LOSSES = 500


@dataclass(frozen=True, slots=True)
class Loss:
    """A stretch of a JSON document that could not be read, in code points, with the reason."""

    start: int
    end: int
    reason: str


@dataclass(slots=True)
class Salvaged:
    """The value of a JSON document as far as it can be read, and what is lost."""

    value: Any
    losses: list[Loss] = field(default_factory=list)


def salvage(document: str, start: int = 0) -> Salvaged:
    """Parse JSON from ``start``; where it is broken, keep every element that is whole.

    Containers down to a depth of eight are opened one by one, so that an array cut in half keeps all its
    whole elements. After a broken element of an array the reading goes on at the next object. Time is
    linear in the length, times at most the depth and the number of losses, both of which are bounded.
    """
    result = Salvaged(None)
    try:
        result.value = json.loads(document[start:] if start else document)
    except (json.JSONDecodeError, RecursionError):
        reader = _Reader(document, result.losses)
        begin = reader.skip(start)
        try:
            result.value, end = reader.read(begin, 0)
        except _BrokenError as error:
            result.losses.append(Loss(begin, len(document), error.reason))
            return result
        if document[end:].strip(" \t\r\n;\x00") and not result.losses:
            result.losses.append(Loss(end, len(document), "there is more after the end of the JSON"))
    return result


class _Reader:
    def __init__(self, document: str, losses: list[Loss]) -> None:
        self.document = document
        self.losses = losses
        self.decode = json.JSONDecoder().raw_decode

    def read(self, at: int, depth: int) -> tuple[Any, int]:
        """The value at a place and where it ends; containers that are broken are opened."""
        try:
            value, end = self.decode(self.document, at)
        except (json.JSONDecodeError, RecursionError) as error:
            opening = self.document[at : at + 1]
            if depth >= _DEEPEST or opening not in {"{", "["} or isinstance(error, RecursionError):
                raise _BrokenError(_reason(error, self.document)) from error
            return self._object(at, depth) if opening == "{" else self._array(at, depth)
        return value, end

    def _array(self, at: int, depth: int) -> tuple[list[Any], int]:
        found: list[Any] = []
        at = self.skip(at + 1)
        first = _FIRST_KEY.match(self.document, at)
        next_element = re.compile(rf"\}}\s*,\s*(?=\{{\s*{re.escape(first.group(1)) if first else ''})")
        while at < len(self.document) and self.document[at] != "]":
            try:
                element, end = self._element(at, depth)
            except _BrokenError as error:
                following = self._resume(at, next_element)
                self.losses.append(Loss(at, following, error.reason))
                at = following
                continue
            found.append(element)
            at = self.skip(end)
            if self.document[at : at + 1] == ",":
                at = self.skip(at + 1)
        self._note_end(at)
        return found, min(at + 1, len(self.document))

    def _element(self, at: int, depth: int) -> tuple[Any, int]:
        """An element of an array: whole, or opened only where it may hold an array of elements itself."""
        try:
            value: tuple[Any, int] = self.decode(self.document, at)
        except (json.JSONDecodeError, RecursionError) as error:
            if depth < _DEEPEST and _HOLDS_MORE.search(self.document, at, at + 2000):
                return self.read(at, depth + 1)
            raise _BrokenError(_reason(error, self.document)) from error
        return value

    def _resume(self, at: int, next_element: re.Pattern[str]) -> int:
        """Where an object with the usual first key follows a broken element; the end where none does."""
        if len(self.losses) >= _MOST_LOSSES:
            return len(self.document)
        match = next_element.search(self.document, at)
        return match.end() if match else len(self.document)

    def _object(self, at: int, depth: int) -> tuple[dict[str, Any], int]:
        found: dict[str, Any] = {}
        at = self.skip(at + 1)
        while at < len(self.document) and self.document[at] != "}":
            try:
                key, end = self.decode(self.document, at)
                colon = self.skip(end)
                if not isinstance(key, str) or self.document[colon : colon + 1] != ":":
                    raise _BrokenError(
                        _CUT if colon >= len(self.document) else "a name and a colon are expected"
                    )
                found[key], end = self.read(self.skip(colon + 1), depth + 1)
            except (json.JSONDecodeError, RecursionError) as error:
                self.losses.append(Loss(at, len(self.document), _reason(error, self.document)))
                return found, len(self.document)
            except _BrokenError as error:
                self.losses.append(Loss(at, len(self.document), error.reason))
                return found, len(self.document)
            at = self.skip(end)
            if self.document[at : at + 1] == ",":
                at = self.skip(at + 1)
        self._note_end(at)
        return found, min(at + 1, len(self.document))

    def _note_end(self, at: int) -> None:
        if at >= len(self.document) and not self.losses:
            self.losses.append(Loss(at, at, _CUT))

    def skip(self, at: int) -> int:
        """Where the next character that is no white space stands."""
        match = _SPACE.match(self.document, at)
        return match.end() if match else at


class _BrokenError(Exception):
    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def _reason(error: Exception, document: str) -> str:
    if isinstance(error, RecursionError):
        return "nested too deeply"
    if isinstance(error, json.JSONDecodeError):
        rest = document[error.pos : error.pos + 20].strip()
        inside_string = error.msg.startswith(("Unterminated string", "Invalid \\u")) and (
            error.msg.startswith("Unterminated") or len(rest) < 7
        )
        if inside_string or any(literal.startswith(rest) for literal in _LITERALS):
            return _CUT
        return f"broken JSON at character {error.pos}: {error.msg}"
    return str(error)
