"""Verifying the reports that were written: their bytes, their figures, and what they anchor."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from corroborate.case import releases, reporting, seal, secret, session, version
from corroborate.case.building import build
from corroborate.case.codec import decode, encode
from corroborate.case.contents import Contents
from corroborate.case.decisions import Anchor, astray
from corroborate.case.files import sha256_file
from corroborate.case.problems import Problem, Step
from corroborate.case.reporting import Manifest, manifest_path, read_manifest
from corroborate.case.store import Store
from corroborate.errors import CorroborateError
from corroborate.report.commitments import Salts, commit, salts_of
from corroborate.report.diff import ROUTINE


def check_reports(contents: Contents, elsewhere: Path | None) -> Step:
    """Each report and its manifest against the case, and the log against every anchor."""
    problems: list[Problem] = []
    notes: list[str] = []
    paths = [contents.folder / name for name in sorted(contents.reports)]
    paths += [elsewhere] if elsewhere is not None and elsewhere not in paths else []
    released = releases.listed(contents.decisions)
    for release in released:
        problems += [
            Problem("release", where, what) for where, what in releases.broken(contents.folder, release)
        ]
        page = contents.folder / releases.FOLDER / release.id / reporting.FILE
        paths += [page] if page.is_file() and page not in paths else []
    anchors: list[tuple[str, Anchor]] = []
    for path in paths:
        name = reporting.name_in(contents.folder, path) or str(path)
        problems += _remembered(contents, path, name)
        manifest = _manifest(path, problems)
        if manifest is not None:
            own = None
            if manifest.case.salted:
                own = _salts(contents, name, notes)
                if own is None:
                    continue
            named = reporting.name_in(contents.folder, manifest_path(path)) or manifest_path(path).name
            anchors.append((named, _in_plain(contents, manifest.case.decisions, own)))
            problems += _page(contents, path, name, manifest, notes, own)
    sealed = _sealed(contents.folder)
    if sealed is not None:
        anchors.append((seal.NAME, sealed.decisions))
    for named, anchor in anchors:
        problems += [
            Problem("decision", "the log", what) for what in astray(contents.decisions, anchor, named)
        ]
    counted = {"reports": len(paths), "releases": len(released), "anchors of the log": len(anchors)}
    return problems, notes, counted


def _salts(contents: Contents, name: str, notes: list[str]) -> Salts | None:
    """The salts with which a report that withholds something can be compared; None with a note."""
    own = secret.read(contents.folder)
    if own is None:
        notes.append(f"{name} withholds something, and case.secret is missing: it cannot be compared")
        return None
    return salts_of(own)


def _in_plain(contents: Contents, told: Anchor, salts: Salts | None) -> Anchor:
    """An anchor with the head that its commitment stands for, or as it is where it fits no entry."""
    if salts is None:
        return told
    at = next((d for d in contents.decisions if d.number == told.count), None)
    if at is not None and commit("head", at.hash, salts).commitment == told.head:
        return Anchor(told.count, at.hash)
    return told


def _sealed(folder: Path) -> seal.Seal | None:
    try:
        return seal.read(folder)
    except msgspec.DecodeError:
        return None  # seal.broken has named it already


def _remembered(contents: Contents, path: Path, name: str) -> list[Problem]:
    """The two files against the hashes that the case remembers."""
    known = contents.reports.get(name)
    if known is None:
        return []
    return [
        Problem("report", str(file.relative_to(contents.folder)), what)
        for file, hash in ((path, known.report), (manifest_path(path), known.manifest))
        if (what := _against(file, hash)) is not None
    ]


def _against(file: Path, hash: str) -> str | None:
    if not file.is_file():
        return "the file is missing; make it again with `corroborate report`"
    return None if sha256_file(file) == hash else "the bytes were changed since it was written"


def _manifest(path: Path, problems: list[Problem]) -> Manifest | None:
    file = manifest_path(path)
    if not file.is_file():
        problems.append(Problem("report", str(file), "the manifest is missing; it belongs beside the report"))
        return None
    try:
        return read_manifest(file)
    except (msgspec.DecodeError, CorroborateError) as error:
        problems.append(Problem("report", file.name, f"the manifest cannot be read any more ({error})"))
        return None


def _page(
    contents: Contents, path: Path, name: str, manifest: Manifest, notes: list[str], salts: Salts | None
) -> list[Problem]:
    """The page against its manifest, and both against what the case gives now."""
    problems = []
    if path.is_file() and sha256_file(path) != manifest.sha256:
        problems.append(Problem("report", name, "the page is not the one that its manifest names"))
    state = contents.state or ""
    state = state if salts is None else commit("state", state, salts).commitment
    later = [d for d in contents.decisions if d.number > manifest.case.decisions.count]
    if manifest.case.state != state or any(d.action not in ROUTINE for d in later):
        notes.append(
            f"{name} was made from an earlier state of the case; make it again to compare its figures"
        )
        return problems
    if manifest.case.renderer != version.of_page():
        notes.append(f"{name} was laid out by another version of corroborate and is not laid out again")
        return problems
    if contents.problems or contents.settings is None:
        return problems
    try:
        with session.to_verify(contents.folder) as connection:
            built = build(
                Store(connection, contents.folder),
                contents.folder,
                contents.settings,
                manifest.made,
                decided=manifest.case.decisions.count,
                release=str(manifest.page.get("release", "")),
                salts=salts,
            )
        again, own = reporting.render(built.public)
    except CorroborateError as error:
        return [*problems, Problem("report", name, f"it cannot be made again: {error}")]
    problems += _apart(manifest_path(path).name, manifest.page, decode(dict[str, Any], encode(own)))
    if path.is_file():
        problems += _parted(name, path.read_bytes(), again)
    return problems


def _apart(beside: str, kept: dict[str, Any], own: dict[str, Any]) -> list[Problem]:
    """Figures, claims, texts and sources that are not what the manifest says they were."""
    problems = []
    for section in ("figures", "claims", "texts", "sources"):
        before, now = kept.get(section), own[section]
        before = before if isinstance(before, dict) else {}
        for id in sorted({*before, *now}):
            if before.get(id) != now.get(id):
                what = f"{beside} has {_brief(before.get(id))} where the case gives {_brief(now.get(id))}"
                problems.append(Problem(section.removesuffix("s"), id, what))
    return problems


def _brief(value: Any) -> str:
    words = "nothing" if value is None else encode(value)
    return words if len(words) <= 160 else f"{words[:160]}…"


def _parted(name: str, written: bytes, again: bytes) -> list[Problem]:
    """The first place where a page parts from its fresh rendering."""
    if again == written:
        return []
    pairs = enumerate(zip(again, written, strict=False))
    at = next((n for n, (a, b) in pairs if a != b), min(len(again), len(written)))
    line = written.count(b"\n", 0, at) + 1
    what = f"…{_around(written, at)}… stands where …{_around(again, at)}… should"
    return [Problem("report", f"{name} line {line}", what)]


def _around(data: bytes, at: int) -> str:
    return " ".join(data[max(0, at - 24) : at + 24].decode("utf-8", "replace").split())
