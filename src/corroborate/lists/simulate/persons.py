"""Names of simulated persons, and how lists mistype and respell them."""

from __future__ import annotations

from importlib import resources
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

_WORDS: dict[str, Any] = yaml.safe_load(
    (resources.files("corroborate.lists.simulate") / "names.yaml").read_text(encoding="utf-8")
)
GIVEN: tuple[tuple[str, ...], tuple[str, ...]] = (
    tuple(_WORDS["female"].split()),
    tuple(_WORDS["male"].split()),
)
"""Given names of women and of men, the most common first; equally many."""
_STEMS: tuple[str, ...] = tuple(_WORDS["family"].split())
FAMILIES: tuple[str, ...] = (
    *_STEMS,
    *(f"al {s}" for s in _STEMS),
    *(f"{s}zai" for s in _STEMS),
    *(f"{s}yar" for s in _STEMS),
)
"""Family names, the most common first."""
_RESPELT: tuple[tuple[str, ...], ...] = tuple(tuple(forms) for forms in _WORDS["respelt"])
"""A spelling and those that other transliterations have for it."""
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def stated(
    rng: np.random.Generator,
    sex: NDArray[np.int8],
    given: NDArray[np.int32],
    family: NDArray[np.int32],
    respelt: float,
    typos: float,
) -> tuple[str, ...]:
    """Names as a list writes them, folded: some respelt, some mistyped, some of the two in another order."""
    n = len(given)
    changes = rng.random((n, 3))
    picks = rng.random((n, 4))
    found = []
    for i in range(n):
        first, last = GIVEN[sex[i]][given[i]], FAMILIES[family[i]]
        name = f"{first} {last}"
        if changes[i, 0] < respelt:
            name = _respell(name, float(picks[i, 0]), float(picks[i, 1]))
        if changes[i, 1] < typos:
            name = _mistype(name, float(picks[i, 2]), float(picks[i, 3]))
        if changes[i, 2] < 0.02:
            name = " ".join(reversed(name.split(" ", 1)))
        found.append(name)
    return tuple(found)


def _respell(name: str, which: float, how: float) -> str:
    fitting = [forms for forms in _RESPELT if forms[0] in name]
    if not fitting:
        return name
    forms = fitting[int(which * len(fitting))]
    return name.replace(forms[0], forms[1 + int(how * (len(forms) - 1))], 1).strip()


def _mistype(name: str, where: float, how: float) -> str:
    letters = [i for i, c in enumerate(name) if c != " "]
    at = letters[int(where * len(letters))]
    kind, letter = divmod(how * 4, 1)
    new = _LETTERS[int(letter * len(_LETTERS))]
    if kind == 0:
        return name[:at] + new + name[at + 1 :]
    if kind == 1 and len(letters) > 3:
        return name[:at] + name[at + 1 :]
    if kind == 2:
        return name[:at] + new + name[at:]
    swapped = name[at + 1 : at + 2] + name[at] if at + 1 < len(name) else name[at]
    return (name[:at] + swapped + name[at + 2 :]).strip()
