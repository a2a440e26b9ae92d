"""Verifying the reports that were written: their bytes, their figures, and what they anchor."""

from __future__ import annotations

from pathlib import Path

import msgspec

from corroborate.case import database, reporting, seal, session, version
from corroborate.case.contents import Contents
from corroborate.case.decisions import Anchor, astray
from corroborate.case.dossiers import dossier
from corroborate.case.files import sha256_file
from corroborate.case.problems import Problem, Step
from corroborate.case.reporting import Manifest, claims_apart, manifest_path, read_manifest
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
            anchors.append((manifest_path(path).name, manifest.decisions))
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
        problems.append(Problem("report", file.name, "the manifest of the report is missing"))
        return None
    try:
        return read_manifest(file)
    except (msgspec.DecodeError, CorroborateError) as error:
        problems.append(Problem("report", file.name, f"the manifest cannot be read any more ({error})"))
        return None


def _page(contents: Contents, path: Path, name: str, manifest: Manifest, notes: list[str]) -> list[Problem]:
    """The page against its manifest, and its figures against the case as it stands."""
    problems = []
    if path.is_file() and sha256_file(path) != manifest.report.sha256:
        problems.append(Problem("report", name, "the page is not the one that its manifest names"))
    if manifest.state != contents.state:
        notes.append(
            f"{name} was made from an earlier state of the case; make it again to compare its figures"
        )
        return problems
    beside = manifest_path(path).name
    now = {figure.id: figure for figure in contents.figures}
    problems += [
        Problem("claim", id, f"it is not as {beside} has it")
        for id in claims_apart(manifest, list(contents.claims.values()))
    ]
    problems += [
        Problem("figure", figure.id, f"{figure.words!r} in {beside} is not what the case gives")
        for figure in manifest.figures
        if now.get(figure.id) != figure
    ]
    problems += _rendered_again(contents, path, name, manifest)
    return problems


def _rendered_again(contents: Contents, path: Path, name: str, manifest: Manifest) -> list[Problem]:
    """The page against a fresh rendering, naming the first place where they part."""
    if manifest.renderer != version.of_stage("report"):
        return []
    if contents.problems or contents.settings is None or not path.is_file():
        return []
    with database.reading(session.engine_of(contents.folder), contents.folder) as connection:
        made = dossier(Store(connection, contents.folder), contents.settings, manifest.made)
    again, written = reporting.render(made), path.read_bytes()
    if again == written:
        return []
    at = next(
        (n for n, (a, b) in enumerate(zip(again, written, strict=False)) if a != b),
        min(len(again), len(written)),
    )
    line = written.count(b"\n", 0, at) + 1
    return [
        Problem(
            "report",
            f"{name} line {line}",
            f"…{_around(written, at)}… stands where …{_around(again, at)}… should",
        )
    ]


def _around(data: bytes, at: int) -> str:
    return " ".join(data[max(0, at - 24) : at + 24].decode("utf-8", "replace").split())
