"""The strings of the report, one file a language: the seam for other languages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

import yaml

from corroborate.errors import SettingError

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
        text = _found(self.strings, key)
        if text is None and self.language != "en":
            text = _found(catalogue("en").strings, key)
        if text is None:
            raise SettingError("the report's catalogue has no such string", value=key)
        return text.format(**values) if values else text

    def isolated(self, text: str) -> str:
        """Words of another direction, set apart so that they do not disturb a sentence from right to left."""
        return f"\u2068{text}\u2069" if self.direction == "rtl" else text

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``."""
        return "rtl" if self.language in RIGHT_TO_LEFT else "ltr"


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
