"""Making a release: the report and everything beside it, in a folder that is not changed again (C19)."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from corroborate.case import releases, reporting
from corroborate.case.building import Built, build
from corroborate.case.casefile import Settings
from corroborate.case.codec import encode
from corroborate.case.files import storage_errors, write_atomically
from corroborate.case.store import Store
from corroborate.errors import InputError, StorageError
from corroborate.intake.originals import sync_folder
from corroborate.model.release import Changes
from corroborate.model.source import NOT_STATED

FORMAT = "corroborate-release/1"
READ_ONLY = 0o444


@dataclass(frozen=True, slots=True)
class Released:
    """A release that was made: its id, its folder, the SHA-256 of its manifest, and what changed."""

    id: str
    folder: Path
    manifest: str
    files: tuple[str, ...]
    changes: Changes | None


def make(
    store: Store,
    folder: Path,
    settings: Settings,
    *,
    now: datetime,
    who: str | None = None,
    reason: str | None = None,
    pdf: bool = True,
) -> Released:
    """Release the report of a case; nothing is left where it cannot be made.

    Raises UnresolvedFigureError for a figure that does not resolve, InputError where the linter finds
    that the page must not be seen or nothing was computed yet, SettingError where the PDF cannot be made.
    """
    known = releases.listed(store.decisions())
    _sweep(folder, {release.id for release in known})
    id = f"{now:%Y-%m-%d}-{len(known) + 1:02d}"
    built = build(store, folder, settings, now, release=id)
    standing = reporting.standing(store, folder, built)
    files = _files(built, standing, pdf=pdf)
    manifest = _manifest(
        id, len(known) + 1, now, reason, known[-1] if known else None, standing, built, files
    )
    home = folder / releases.FOLDER
    part = home / f".{id}.new"
    with storage_errors(home):
        home.mkdir(exist_ok=True)
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir()
    for name, data in {**files, releases.MANIFEST: manifest}.items():
        write_atomically(part / name, data)
        (part / name).chmod(READ_ONLY)
    sha256 = hashlib.sha256(manifest).hexdigest()
    with storage_errors(home), store.transaction():
        store.decide(
            who=who or NOT_STATED,
            when=now,
            action=releases.ACTION,
            on=id,
            why=reason or NOT_STATED,
            shown=sha256,
        )
        part.rename(home / id)
        sync_folder(home)
    return Released(id, home / id, sha256, (*files, releases.MANIFEST), built.changes)


def _sweep(folder: Path, known: set[str]) -> None:
    """Delete what a killed release left: a folder that no decision names was never a release."""
    home = folder / releases.FOLDER
    if not home.is_dir():
        return
    for left in home.iterdir():
        if left.name.startswith(".") and left.name.endswith(".new"):
            shutil.rmtree(left)
        elif left.is_dir() and left.name not in known:
            raise StorageError(
                "a folder stands among the releases that is none", value=left, hint="move it elsewhere"
            )


def _files(built: Built, standing: reporting.Standing, *, pdf: bool) -> dict[str, bytes]:
    """Every file of a release but its manifest."""
    from corroborate.report import lint
    from corroborate.report.card import card_svg
    from corroborate.report.citing import citation
    from corroborate.report.exports import claims_jsonl, figures_csv

    page, own = reporting.render(built.public)
    found = lint(page.decode(), built.public)
    if found:
        raise InputError("the page must not be released as it is", value=str(found[0]))
    if not built.public.weighing.figures and not built.public.claims:
        raise InputError(
            "the case holds no claim yet, so there is nothing to release", hint="add sources first"
        )
    made = {
        reporting.FILE: page,
        releases.FIGURES: reporting.manifest_bytes(own, standing),
        "figures.csv": figures_csv(built.public).encode(),
        releases.CLAIMS: claims_jsonl(built.public).encode("utf-8", "surrogatepass"),
        releases.CHANGES: msgspec.json.format(encode(built.changes).encode(), indent=1) + b"\n",
        "citation.txt": citation(built.public, hashlib.sha256(page).hexdigest()).encode(),
        "card.svg": card_svg(built.public).encode(),
    }
    if pdf:
        from corroborate.report.pdf import brief_pdf, card_png, report_pdf

        made |= {
            "report.pdf": report_pdf(built.public, page.decode()),
            "brief.pdf": brief_pdf(built.public),
            "card.png": card_png(built.public),
        }
    return made


def _manifest(
    id: str,
    number: int,
    now: datetime,
    reason: str | None,
    previous: Any,
    standing: reporting.Standing,
    built: Built,
    files: Mapping[str, bytes],
) -> bytes:
    told = {
        "format": FORMAT,
        "id": id,
        "number": number,
        "made": now,
        "reason": reason or NOT_STATED,
        "previous": None if previous is None else {"id": previous.id, "manifest": previous.manifest},
        "tool": built.public.tool_version,
        "build": built.public.build,
        "case": standing,
        "settings": dict(built.public.settings),
        "sources": list(built.public.sources),
        "files": {
            name: {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
            for name, data in files.items()
        },
    }
    return msgspec.json.format(encode(told).encode(), indent=1) + b"\n"
