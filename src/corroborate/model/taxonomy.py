"""Taxonomies: codes from fine to coarse, such as types of events and actors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Taxonomy:
    """A tree of codes. ``parent`` maps each code to the coarser one that holds it, roots to ``""``.

    ``labels`` are printed; ``words`` map a list's own value, folded, to a code.
    """

    name: str
    parent: Mapping[str, str]
    labels: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    def path(self, code: str) -> tuple[str, ...]:
        """A code and all that hold it, the finest first; empty for a code that the tree does not know."""
        found: list[str] = []
        while code and code in self.parent and code not in found:
            found.append(code)
            code = self.parent[code]
        return tuple(found)

    def label(self, code: str) -> str:
        """How a code is printed."""
        return self.labels.get(code, code)

    def common(self, a: str, b: str) -> str | None:
        """The finest code that holds both, or None."""
        of_a = self.path(a)
        return next((code for code in self.path(b) if code in of_a), None)
