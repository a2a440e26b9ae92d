"""The build for an auditor: everything, and the proof that the public report is the same report (C18)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from corroborate.case import tagged
from corroborate.case.building import Built
from corroborate.case.files import storage_errors, write_atomically
from corroborate.case.problems import Problem
from corroborate.errors import CorroborateError, InputError
from corroborate.model.dossier import Build, Dossier
from corroborate.report.commitments import Opening, salts_from
from corroborate.report.public import public

FORMAT = "corroborate-auditor/1"
PAGE = "report.html"
OPENINGS = "openings.json"
DOSSIER = "dossier.json"


def write(built: Built, folder: Path) -> Path:
    """Write the build for an auditor into a folder: the whole page, the dossier, and every opening."""
    from corroborate.report import render_html

    page = render_html(built.whole)
    public_page = render_html(built.public)
    told = {
        "format": FORMAT,
        "public": hashlib.sha256(public_page.encode()).hexdigest(),
        "auditor": hashlib.sha256(page.encode()).hexdigest(),
        "openings": [asdict(opening) for opening in built.openings],
    }
    with storage_errors(folder):
        folder.mkdir(parents=True, exist_ok=True)
    files = {
        PAGE: page,
        OPENINGS: json.dumps(told, ensure_ascii=False, indent=1) + "\n",
        DOSSIER: tagged.dumps(built.whole) + "\n",
    }
    for name, text in files.items():
        write_atomically(folder / name, text.encode("utf-8", "surrogatepass"))
        (folder / name).chmod(0o600)
    return folder / PAGE


def is_one(folder: Path) -> bool:
    """True where a folder holds the build for an auditor."""
    return (folder / OPENINGS).is_file()


def prove(folder: Path, page: Path) -> tuple[list[Problem], dict[str, int]]:
    """Whether a public page and an auditor's build are one report: problems, and what was looked at.

    Every commitment must open; the dossier must give, with the salts of the openings, the public page to the
    byte, and without them the auditor's page to the byte. Needs nothing of the case. Raises InputError for
    files that cannot be read.
    """
    from corroborate.report import render_html

    told = _read(folder)
    openings = tuple(Opening(**each) for each in told["openings"])
    problems = [
        Problem("commitment", o.commitment, f"value and salt do not open it ({o.sort})")
        for o in openings
        if not o.holds
    ]
    whole = _dossier(folder)
    given = page.read_bytes()
    try:
        made = public(replace(whole, build=Build.CASE), salts_from(openings) if openings else None)
        again = render_html(replace(made.dossier, history=whole.history)).encode()
        own = render_html(whole).encode()
    except CorroborateError as error:
        return [*problems, Problem("report", page.name, f"it cannot be made from the dossier: {error}")], {}
    if again != given:
        at = next((n for n, (a, b) in enumerate(zip(again, given, strict=False)) if a != b), len(again))
        line = given.count(b"\n", 0, at) + 1
        problems.append(
            Problem("report", f"{page.name} line {line}", "the dossier gives another public page")
        )
    if (folder / PAGE).read_bytes() != own:
        problems.append(Problem("report", PAGE, "the dossier gives another page for the auditor"))
    text = given.decode("utf-8", "replace")
    shown = sum(o.commitment in text for o in openings)
    return problems, {"commitments opened": len(openings), "of them on the page": shown, "pages": 2}


def _read(folder: Path) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads((folder / OPENINGS).read_text("utf-8"))
        if told["format"] != FORMAT or not isinstance(told["openings"], list):
            raise ValueError(told["format"])
        return told
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError("the build for an auditor cannot be read", value=folder / OPENINGS) from error


def _dossier(folder: Path) -> Dossier:
    try:
        found = tagged.loads((folder / DOSSIER).read_text("utf-8", "surrogatepass"))
    except OSError as error:
        raise InputError("the build for an auditor lacks its dossier", value=folder / DOSSIER) from error
    if not isinstance(found, Dossier):
        raise InputError("the build for an auditor holds no dossier", value=folder / DOSSIER)
    return found
