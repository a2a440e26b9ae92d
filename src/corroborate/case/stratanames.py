"""Words for the codes that tell strata apart: places, actors and types of events."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from corroborate.model.taxonomy import Taxonomy


class Names:
    """``Names(actors, events)(column, code)`` gives what people call a code of a column of the records."""

    def __init__(self, actors: Taxonomy, events: Taxonomy) -> None:
        self.actors, self.events = actors, events

    def __call__(self, column: str, code: str) -> str:
        """The words of a code; a code that nothing names is its own word."""
        if column == "type":
            return self.events.label(code)
        return self._actor(code) if column == "actor" else _place(code)

    def _actor(self, code: str) -> str:
        if code in self.actors.parent:
            return self.actors.label(code)
        kind, _, rest = code.partition(":")
        if kind == "name":
            return _capital(rest)
        if rest and kind in self.actors.parent:
            return f"{self.actors.label(kind)} ({_place(rest)})"
        return code


def _place(code: str) -> str:
    """The name of a gazetteer's id; else the list's own name, which stands behind its country's code."""
    known = _known()
    if code in known:
        return known[code]
    if f"ISO:{code}" in known:
        return known[f"ISO:{code}"]
    return _capital(code.rpartition("/")[2])


def _capital(words: str) -> str:
    """Names are kept in small letters to be compared; as words they begin with capitals."""
    return " ".join(word[:1].upper() + word[1:] for word in words.split(" "))


@cache
def _known() -> Mapping[str, str]:
    from corroborate.gazetteer.builtin import entries

    return {entry.place.id: entry.place.name for entry in entries() if entry.place.id}
