"""One key for the spellings of a name: accents, hyphens and transliterations folded away."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

_MARKS = re.compile(r"[\u0300-\u036f\u064b-\u065f\u0670\u0640\u200c\u200d'’‘ʻʼ`´.]+")
_GAPS = re.compile(r"[\s\-‐‑–_/]+")
_DOUBLED = re.compile(r"(.)\1+")


@lru_cache(maxsize=1)
def words() -> dict[str, Any]:
    """The word lists of place names."""
    path = resources.files("corroborate.gazetteer") / "data" / "words.yaml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506  a SafeLoader
    return data


@lru_cache(maxsize=1)
def _script() -> dict[int, str]:
    return {ord(a): b for a, b in words()["fold"]["script"].items()}


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """Lower case without accents, apostrophes and dots, words parted by one space.

    >>> fold("Nangarhār"), fold("Mazār-e Sharīf"), fold("U.S.")
    ('nangarhar', 'mazar e sharif', 'us')
    """
    if name.isascii() and name.isalpha():
        return name.lower()
    if name.isascii():
        return _GAPS.sub(" ", _MARKS.sub("", name.lower())).strip()
    plain = unicodedata.normalize("NFKD", name.translate(_script()))
    plain = _MARKS.sub("", plain.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return _GAPS.sub(" ", plain).strip()


@lru_cache(maxsize=1)
def _exchanged() -> tuple[tuple[tuple[str, str], ...], dict[int, str]]:
    """What transliterations exchange: groups of letters first, then single letters, all at once."""
    listed: list[tuple[str, str]] = [(before, after) for before, after in words()["fold"]["loose"]]
    return (
        tuple((before, after) for before, after in listed if len(before) > 1),
        {ord(before): after for before, after in listed if len(before) == 1},
    )


@lru_cache(maxsize=65536)
def loose(name: str) -> str:
    """The folded name with the letters that transliterations exchange made one.

    >>> loose("Panjsher") == loose("Panjshir"), loose("Kondoz") == loose("Qunduz")
    (True, True)
    """
    text = fold(name)
    pairs, letters = _exchanged()
    for before, after in pairs:
        text = text.replace(before, after)
    text = _DOUBLED.sub(r"\1", text.translate(letters))
    if "ah" not in text:
        return text
    return " ".join(w[:-1] if len(w) > 3 and w.endswith("ah") else w for w in text.split(" "))
