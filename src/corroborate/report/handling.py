"""What of a dossier is withheld, and how nothing of this machine is printed (C18)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corroborate.model.dossier import Build, Dossier
from corroborate.model.source import NOT_STATED, Sensitivity

_PATH = re.compile(r"(?:file://)?(?:/[^\s/:\"'<>]+){2,}/?|[A-Za-z]:\\[^\s\"'<>]+")
_HOME = re.compile(r"^(?:file://)?(?:/|[A-Za-z]:\\|~/|\\\\)")


@dataclass(frozen=True, slots=True)
class Handled:
    """Which sources are withheld, with their texts and claims; none in the build for an auditor."""

    withheld: frozenset[str]
    withheld_texts: frozenset[str]
    withheld_claims: frozenset[str]

    @classmethod
    def of(cls, dossier: Dossier) -> Handled:
        """The handling of a case."""
        hidden = frozenset(
            source.id
            for source in dossier.sources.values()
            if source.handling.sensitivity is Sensitivity.WITHHELD and dossier.build is not Build.AUDITOR
        )
        return cls(
            hidden,
            frozenset(d.text.id for d in dossier.documents if d.source.id in hidden),
            frozenset(c.id for c in dossier.claims if c.source_id in hidden),
        )


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
