"""Releases of a report, and what changed from one to the next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class ChangeKind(StrEnum):
    """What became of a thing."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """A figure, finding, claim, source or setting that is not what it was, and why.

    ``on`` is ``figure``, ``finding``, ``comparison``, ``claim``, ``source``, ``setting``, ``version`` or
    ``decision``; ``what`` says which in words; ``before`` and ``after`` how it is printed, None where it
    was not or is no more; ``reasons`` name the inputs that changed. ``sources`` are those it rests on.
    """

    on: str
    id: str
    kind: ChangeKind
    what: str
    before: str | None
    after: str | None
    reasons: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Release:
    """One numbered release: its id, when it was made, by whom and why, and the SHA-256 of its manifest."""

    id: str
    made: datetime
    who: str
    reason: str
    manifest: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed after one release, up to the next or to now: the inputs, and what follows from them.

    ``until`` is the id of the later release, None for what is not released yet.
    """

    since: str
    until: str | None
    inputs: tuple[Change, ...] = ()
    outputs: tuple[Change, ...] = ()
    reason: str = ""

    @property
    def none(self) -> bool:
        """True where nothing changed."""
        return not self.inputs and not self.outputs


@dataclass(frozen=True, slots=True)
class History:
    """The releases of a case, oldest first, and what changed after each."""

    releases: tuple[Release, ...] = ()
    changes: tuple[Changes, ...] = ()
