"""The strings of the report, one file a language: the seam for other languages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from corroborate.errors import SettingError
from corroborate.report.local import Local

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "ur"})
"""Languages of the catalogue seam that are written from right to left."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The strings of one language by key."""

    language: str
    strings: dict[str, Any]

    def __call__(self, key: str, **values: object) -> str:
        """The string of a key with its places filled, in English where the language lacks it.

        Raises SettingError for a key that English lacks, too.
        """
        own, number = self, values.get("n")
        text = _of_number(self.strings, key, number)
        if text is None and self.language != "en":
            own = catalogue("en")
            text = _of_number(own.strings, key, number)
        if text is None:
            raise SettingError("the report's catalogue has no such string", value=key)
        return text.format(**{k: own._shown(v) for k, v in values.items()}) if values else text

    def has(self, key: str) -> bool:
        """True where this language has the string itself."""
        return _found(self.strings, key) is not None

    def _shown(self, value: object) -> object:
        """A value as it stands in a sentence: numbers in the digits of the language."""
        return self.local.number(value) if isinstance(value, int | float) else value

    @property
    def local(self) -> Local:
        """How this language writes numbers, days and windows."""
        return _local(self.language)

    def choose(self, key: str, otherwise: str) -> str:
        """The string of a key where this language has it, or else the words that were computed."""
        found = _found(self.strings, key)
        return otherwise if found is None else found

    def isolated(self, text: str) -> str:
        """Words of another direction, set apart so that they do not disturb a sentence from right to left."""
        return f"\u2068{text}\u2069" if self.direction == "rtl" else text

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``."""
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"


def _of_number(strings: dict[str, Any], key: str, number: object) -> str | None:
    """The string of a key, in the singular where the number is one and the language has a form for it."""
    return (_found(strings, f"{key}_one") if number == 1 else None) or _found(strings, key)


@cache
def _local(language: str) -> Local:
    return Local(catalogue(language).strings.get("wording", {}))


def _found(strings: dict[str, Any], key: str) -> str | None:
    text: Any = strings
    for part in key.split("."):
        text = text.get(part) if isinstance(text, dict) else None
    return text if isinstance(text, str) else None


@cache
def catalogue(language: str) -> Catalogue:
    """The catalogue of a language; English where there is none for it yet."""
    base = language.split("-", maxsplit=1)[0].lower()
    folder = resources.files("corroborate.report") / "strings"
    if not (folder / f"{base}.yaml").is_file():
        base = "en"
    return Catalogue(base, yaml.safe_load((folder / f"{base}.yaml").read_text(encoding="utf-8")))
