"""What may be shown: withheld sources, names of persons at risk, and nothing of this machine (C18)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corroborate.model.dossier import Dossier
from corroborate.model.source import NOT_STATED, Sensitivity

NAME_WITHHELD = "[name withheld]"
_PATH = re.compile(r"(?:file://)?(?:/[^\s/:\"'<>]+){2,}/?|[A-Za-z]:\\[^\s\"'<>]+")
_HOME = re.compile(r"^(?:file://)?(?:/|[A-Za-z]:\\|~/|\\\\)")


@dataclass(frozen=True, slots=True)
class Handled:
    """Which sources are withheld, and which names are not printed."""

    withheld: frozenset[str]
    withheld_texts: frozenset[str]
    withheld_claims: frozenset[str]
    names: re.Pattern[str] | None

    @classmethod
    def of(cls, dossier: Dossier) -> Handled:
        """The handling of a case; a name that an open source prints is not withheld."""
        hidden = frozenset(
            d.source.id for d in dossier.documents if d.source.handling.sensitivity is Sensitivity.WITHHELD
        )
        return cls(
            hidden,
            frozenset(d.text.id for d in dossier.documents if d.source.id in hidden),
            frozenset(c.id for c in dossier.claims if c.source_id in hidden),
            _names(dossier),
        )

    def mask(self, text: str) -> str:
        """The text without the names of persons that are not printed."""
        return text if self.names is None else self.names.sub(NAME_WITHHELD, text)


def file_name(name: str) -> str:
    """The last part of a path: no folder of this machine is printed.

    >>> file_name("/home/anna/case/note.md"), file_name("note.md")
    ('note.md', 'note.md')
    """
    return re.split(r"[\\/]", name.rstrip("\\/"))[-1] or NOT_STATED


def without_paths(text: str) -> str:
    """A setting or reason with every absolute path cut to its last part."""
    return _PATH.sub(lambda m: m[0] if _is_address(text, m.start()) else file_name(m[0]), text)


def _is_address(text: str, at: int) -> bool:
    return bool(re.search(r"https?:/?$", text[max(0, at - 8) : at]))


def origin(value: str) -> str:
    """Where bytes came from, as far as it may be printed: an address, or the name of a file."""
    return file_name(value) if _HOME.match(value) else value


def _names(dossier: Dossier) -> re.Pattern[str] | None:
    """Matches the names of persons in restricted and withheld sources that no open source prints."""
    closed = {
        d.source.id: d for d in dossier.documents if d.source.handling.sensitivity is not Sensitivity.OPEN
    }
    if not closed:
        return None
    names = {d.author for d in closed.values()} - {NOT_STATED}
    parties: set[str] = {d.source.publisher for d in dossier.documents}
    for claim in dossier.claims:
        if claim.counted is not None:
            parties |= {claim.counted.actor or "", claim.counted.target or ""}
        if claim.source_id in closed:
            names |= {voice.name for voice in claim.attribution.voices}
            names |= {voice.words.quote for voice in claim.attribution.voices if voice.words is not None}
            names |= {claim.subject or ""}
    open_text = "\n".join(d.text.content for d in dossier.documents if d.source.id not in closed)
    parts = {part for name in names for part in (name, *name.split()) if part[:1].isupper() and len(part) > 2}
    hidden = sorted((p for p in parts - parties if p not in open_text), key=lambda p: (-len(p), p))
    return re.compile("|".join(rf"(?<!\w){re.escape(p)}(?!\w)" for p in hidden)) if hidden else None
