"""Sentences of the page with figures in them, each figure a link where there are links."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corroborate.report.catalogue import Catalogue
from corroborate.report.views import FigureView

_HOLE = re.compile("\x02([0-9]+)\x03")


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence in parts: words, and figures that are links where there are links."""

    parts: tuple[str | FigureView, ...]

    @property
    def words(self) -> str:
        """The sentence as it is read."""
        return "".join(part if isinstance(part, str) else part.words for part in self.parts)

    @property
    def figures(self) -> tuple[FigureView, ...]:
        """The figures in it."""
        return tuple(part for part in self.parts if isinstance(part, FigureView))


def say(t: Catalogue, key: str, **values: object) -> Said:
    """The sentence of a key of the catalogue, with words and figures in its places.

    Words of the data are set apart from a sentence that runs the other way.
    """
    held: list[FigureView] = []
    filled: dict[str, object] = {}
    for name, value in values.items():
        if isinstance(value, FigureView):
            filled[name] = f"\x02{len(held)}\x03"
            held.append(value)
        else:
            filled[name] = t.isolated(value) if isinstance(value, str) else value
    parts: list[str | FigureView] = []
    at = 0
    text = t(key, **filled)
    for hole in _HOLE.finditer(text):
        parts += [text[at : hole.start()], held[int(hole[1])]]
        at = hole.end()
    return Said(tuple(p for p in (*parts, text[at:]) if p != ""))
