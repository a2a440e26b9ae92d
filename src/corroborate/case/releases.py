"""Releases on disk: numbered folders that nobody changes, listed in the decision log (C19)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from corroborate.case.codec import decode
from corroborate.case.files import sha256_file, storage_errors
from corroborate.errors import InputError, IntegrityError
from corroborate.model.decision import Decision
from corroborate.model.release import Change, Changes, History, Release

if TYPE_CHECKING:
    from corroborate.report.diff import Snapshot

FOLDER = "releases"
MANIFEST = "manifest.json"
FIGURES = "figures.json"
CLAIMS = "claims.jsonl"
CHANGES = "changes.json"
ACTION = "release"
"""The action under which a release stands in the decision log."""

WITHHELD = "of a source that is withheld now"


def listed(decisions: Iterable[Decision]) -> tuple[Release, ...]:
    """The releases that the decision log knows, oldest first."""
    return tuple(Release(d.on, d.when, d.who, d.why, d.shown) for d in decisions if d.action == ACTION)


def history(folder: Path, decisions: Iterable[Decision], renamed: Mapping[str, str]) -> History:
    """The releases of a case, and what changed from each to the next as its files say.

    A release whose files are gone is still listed; `verify` names it. Of sources that were closed since,
    the ids of ``renamed``, nothing is told any more.
    """
    known = listed(decisions)
    told = []
    for release in known:
        path = folder / FOLDER / release.id / CHANGES
        if path.is_file():
            try:
                found = decode(Changes | None, path.read_text("utf-8"))  # type: ignore[arg-type]
            except (msgspec.DecodeError, UnicodeDecodeError):
                continue
            if found is not None:
                told.append(_closing(found, renamed))
    return History(known, tuple(told))


def _closing(told: Changes, renamed: Mapping[str, str]) -> Changes:
    def closed(change: Change) -> Change:
        if not renamed.keys() & {*change.sources, change.id}:
            return change
        return replace(change, id="", what=WITHHELD, before=None, after=None, reasons=(), sources=())

    return replace(told, inputs=tuple(map(closed, told.inputs)), outputs=tuple(map(closed, told.outputs)))


def snapshot(folder: Path, id: str) -> Snapshot | None:
    """What a release printed, as data; None where its files are gone or broken."""
    from corroborate.report.diff import Snapshot

    home = folder / FOLDER / id
    try:
        page = decode(dict[str, Any], (home / FIGURES).read_text("utf-8"))
        lines = (home / CLAIMS).read_text("utf-8").splitlines()
        rows = [decode(dict[str, Any], line) for line in lines if line]
        return Snapshot(page, {row["id"]: row for row in rows})
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, KeyError):
        return None


def require(folder: Path, decisions: Iterable[Decision], id: str) -> Snapshot:
    """The snapshot of a release that is asked for by its id.

    Raises InputError for an id that the log does not know, IntegrityError where its files are not as
    they were released.
    """
    known = {release.id: release for release in listed(decisions)}
    if id not in known:
        raise InputError(
            "the case has no such release",
            value=id,
            hint=f"there are {', '.join(known)}" if known else "make one with: corroborate release CASE",
        )
    wrong = broken(folder, known[id])
    found = snapshot(folder, id)
    if wrong or found is None:
        what = wrong[0][1] if wrong else "its files cannot be read"
        raise IntegrityError(f"the release is not as it was made: {what}", value=id)
    return found


def broken(folder: Path, release: Release) -> list[tuple[str, str]]:
    """What of a release is not as it was made: names of files, each with a sentence."""
    home = folder / FOLDER / release.id
    manifest = home / MANIFEST
    if not home.is_dir():
        return [(f"{FOLDER}/{release.id}", "the folder is missing")]
    if not manifest.is_file():
        return [(_name(release, MANIFEST), "the file is missing")]
    with storage_errors(manifest):
        if sha256_file(manifest) != release.manifest:
            return [(_name(release, MANIFEST), "the bytes were changed since it was released")]
        files: dict[str, dict[str, Any]] = decode(dict[str, Any], manifest.read_text("utf-8"))["files"]
        wrong = []
        for name, told in files.items():
            if not (home / name).is_file():
                wrong.append((_name(release, name), "the file is missing"))
            elif sha256_file(home / name) != told["sha256"]:
                wrong.append((_name(release, name), "the bytes were changed since it was released"))
        extra = sorted(p.name for p in home.iterdir() if p.name not in files and p.name != MANIFEST)
    return [*wrong, *((_name(release, name), "the file is no part of the release") for name in extra)]


def _name(release: Release, file: str) -> str:
    return f"{FOLDER}/{release.id}/{file}"
