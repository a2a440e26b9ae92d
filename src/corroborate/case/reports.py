"""Verifying the reports that were written: their bytes, their figures, and what they anchor."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from corroborate.case import reporting, seal, session, version
from corroborate.case.codec import decode, encode
from corroborate.case.contents import Contents
from corroborate.case.decisions import Anchor, astray
from corroborate.case.dossiers import dossier
from corroborate.case.files import sha256_file
from corroborate.case.problems import Problem, Step
from corroborate.case.reporting import Manifest, manifest_path, read_manifest
from corroborate.case.store import Store
from corroborate.errors import CorroborateError


def check_reports(contents: Contents, elsewhere: Path | None) -> Step:
    """Each report and its manifest against the case, and the log against every anchor."""
    problems: list[Problem] = []
    notes: list[str] = []
    paths = [contents.folder / name for name in sorted(contents.reports)]
    paths += [elsewhere] if elsewhere is not None and elsewhere not in paths else []
    anchors: list[tuple[str, Anchor]] = []
    for path in paths:
        name = reporting.name_in(contents.folder, path) or str(path)
        problems += _remembered(contents, path, name)
        manifest = _manifest(path, problems)
        if manifest is not None:
            anchors.append((manifest_path(path).name, manifest.case.decisions))
            problems += _page(contents, path, name, manifest, notes)
    sealed = _sealed(contents.folder)
    if sealed is not None:
        anchors.append((seal.NAME, sealed.decisions))
    for named, anchor in anchors:
        problems += [
            Problem("decision", "the log", what) for what in astray(contents.decisions, anchor, named)
        ]
    return problems, notes, {"reports": len(paths), "anchors of the log": len(anchors)}


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


def _page(contents: Contents, path: Path, name: str, manifest: Manifest, notes: list[str]) -> list[Problem]:
    """The page against its manifest, and both against what the case gives now."""
    problems = []
    if path.is_file() and sha256_file(path) != manifest.sha256:
        problems.append(Problem("report", name, "the page is not the one that its manifest names"))
    if manifest.case.state != contents.state:
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
            made = dossier(Store(connection, contents.folder), contents.settings, manifest.made)
        again, own = reporting.render(made)
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
