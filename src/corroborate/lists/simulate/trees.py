"""The made-up actors and the types of events of simulated worlds, from fine to coarse."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from corroborate.model.recordtable import Tree

ACTORS: Mapping[str, tuple[str, ...]] = {
    "State forces": ("Army", "Police", "Border Guard", "Intelligence Service"),
    "Rebel groups": ("Liberation Front", "Northern Movement", "Martyrs Brigade"),
    "Militias": ("Valley Militia", "Local Defence Units", "Trade Route Gunmen"),
    "Foreign forces": ("Allied Air Force", "Neighbouring Army"),
    "Civilians": ("Residents", "Officials", "Aid workers"),
}
"""Coarse actor → its finer ones; the names stand for nobody."""

TYPES: Mapping[str, tuple[str, ...]] = {
    "Armed fighting": ("Clash", "Ambush", "Raid on a post"),
    "Explosions": ("Roadside bomb", "Suicide attack", "Shelling", "Air strike"),
    "Violence against civilians": ("Shooting", "Abduction", "Killing in custody"),
}
"""Coarse type of event → its finer ones."""

DYADS: tuple[tuple[str, str, float], ...] = (
    ("Liberation Front", "Army", 5.0),
    ("Liberation Front", "Police", 3.0),
    ("Northern Movement", "Army", 3.0),
    ("Northern Movement", "Border Guard", 1.0),
    ("Martyrs Brigade", "Police", 2.0),
    ("Martyrs Brigade", "Residents", 2.0),
    ("Martyrs Brigade", "Officials", 1.0),
    ("Army", "Liberation Front", 3.0),
    ("Allied Air Force", "Northern Movement", 1.5),
    ("Allied Air Force", "Residents", 0.7),
    ("Intelligence Service", "Residents", 1.0),
    ("Valley Militia", "Residents", 1.5),
    ("Local Defence Units", "Northern Movement", 1.0),
    ("Trade Route Gunmen", "Aid workers", 0.4),
    ("Neighbouring Army", "Border Guard", 0.5),
)
"""Who attacks whom, and how often."""

MEANS: Mapping[str, Mapping[str, float]] = {
    "State forces": {
        "Clash": 3,
        "Raid on a post": 1,
        "Shelling": 3,
        "Air strike": 2,
        "Ambush": 1,
        "Shooting": 1,
    },
    "Rebel groups": {
        "Clash": 3,
        "Ambush": 3,
        "Raid on a post": 3,
        "Roadside bomb": 4,
        "Suicide attack": 1,
        "Shelling": 1,
        "Shooting": 2,
    },
    "Militias": {"Clash": 3, "Ambush": 2, "Raid on a post": 1, "Roadside bomb": 1, "Shooting": 3},
    "Foreign forces": {"Air strike": 5, "Shelling": 2, "Raid on a post": 1, "Clash": 1},
}
"""By which means a side attacks armed opponents, and how often."""
AGAINST_CIVILIANS: Mapping[str, Mapping[str, float]] = {
    "State forces": {"Killing in custody": 4, "Shooting": 3, "Abduction": 3, "Shelling": 1},
    "Rebel groups": {
        "Shooting": 4,
        "Roadside bomb": 3,
        "Abduction": 3,
        "Suicide attack": 2,
        "Killing in custody": 1,
    },
    "Militias": {"Shooting": 4, "Abduction": 3, "Roadside bomb": 1, "Killing in custody": 1},
    "Foreign forces": {"Air strike": 6, "Shooting": 1, "Shelling": 1},
}
"""By which means a side attacks civilians."""


class Coded:
    """A tree of two levels with what drawing from it needs; codes are positions in ``tree.codes``."""

    def __init__(self, levels: Mapping[str, tuple[str, ...]]) -> None:
        codes: list[str] = []
        parent: list[int] = []
        for coarse, fine in levels.items():
            at = len(codes)
            codes += [coarse, *fine]
            parent += [-1, *([at] * len(fine))]
        self.tree = Tree(tuple(codes), np.array(parent, np.int32))
        self.leaves: NDArray[np.int32] = np.flatnonzero(self.tree.parent >= 0).astype(np.int32)

    @cached_property
    def sisters(self) -> tuple[NDArray[np.int32], ...]:
        """For each code the finer codes of the same parent without itself, or all other leaves."""
        found = []
        for code, above in enumerate(self.tree.parent):
            same = self.leaves[(self.tree.parent[self.leaves] == above) & (self.leaves != code)]
            found.append(same if len(same) else self.leaves[self.leaves != code])
        return tuple(found)

    def code(self, name: str) -> int:
        """The position of a name."""
        return self.tree.codes.index(name)

    def other(self, rng: np.random.Generator, codes: NDArray[np.int32], near: float) -> NDArray[np.int32]:
        """A wrong leaf for each right one: a sister with the chance ``near``, else any other leaf."""
        among = self.leaves
        at = np.searchsorted(among, codes)
        wrong = among[(at + 1 + rng.integers(0, len(among) - 1, len(codes))) % len(among)]
        width = np.array([len(s) for s in self.sisters])
        table = np.full((len(self.tree.codes), int(width.max())), -1, np.int32)
        for code, same in enumerate(self.sisters):
            table[code, : len(same)] = same
        pick = (rng.random(len(codes)) * width[codes]).astype(np.int64)
        sister: NDArray[np.int32] = table[codes, pick]
        return np.where(rng.random(len(codes)) < near, sister, wrong).astype(np.int32)


ACTOR = Coded(ACTORS)
TYPE = Coded(TYPES)


def means(dyads: tuple[tuple[str, str, float], ...] = DYADS) -> NDArray[np.float64]:
    """How often each dyad uses each fine type: float64 (dyads, leaves of types), rows adding up to 1."""
    group = {fine: coarse for coarse, leaves in ACTORS.items() for fine in leaves}
    at = {TYPE.tree.codes[leaf]: i for i, leaf in enumerate(TYPE.leaves.tolist())}
    table = np.zeros((len(dyads), len(at)))
    for row, (a, b, _) in enumerate(dyads):
        ways = AGAINST_CIVILIANS if group[b] == "Civilians" else MEANS
        for name, weight in ways[group[a]].items():
            table[row, at[name]] = weight
    shares: NDArray[np.float64] = table / table.sum(axis=1, keepdims=True)
    return shares
