"""Writing the report and, beside it, the manifest of every hash it rests on."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from corroborate.case import schema, secret, version
from corroborate.case.building import Built, build
from corroborate.case.casefile import Settings
from corroborate.case.codec import decode, encode
from corroborate.case.decisions import Anchor
from corroborate.case.files import storage_errors, write_atomically
from corroborate.case.store import Store
from corroborate.errors import StorageError
from corroborate.model.dossier import Dossier
from corroborate.report.commitments import Salts, commit, salts_of

FOLDER = "report"
FILE = "report.html"


@dataclass(frozen=True, slots=True)
class Standing:
    """How the case stood when a report was made, to be held against it later.

    ``state`` is one hash over all results, ``renderer`` the version of all code that shaped the page,
    ``decisions`` where the decision log stood (C9).
    """

    state: str
    renderer: str
    decisions: Anchor
    salted: bool = False
    """True where ``state`` and the head of the log are commitments, as in every build that withholds."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What stands beside a report: the page's own manifest, and how the case stood.

    ``page`` leads from each figure to its claims, their places in texts, and the sources' hashes.
    """

    made: datetime
    sha256: str
    case: Standing
    page: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Reported:
    """What the case remembers of a report: the hashes of both files."""

    report: str
    manifest: str


def manifest_path(report: Path) -> Path:
    """Where the manifest of a report stands: ``figures.json`` beside ``report.html``."""
    return report.with_name("figures.json" if report.name == FILE else f"{report.stem}.figures.json")


def render(made: Dossier) -> tuple[bytes, dict[str, Any]]:
    """The bytes of the report and its own manifest.

    Raises UnresolvedFigureError for a figure that leads nowhere.
    """
    from corroborate.report import manifest, render_html

    page = render_html(made)
    return page.encode(), manifest(made, page)


def standing(store: Store, folder: Path, built: Built) -> Standing:
    """How the case stands, as a published report may say it: salted where something is withheld."""
    plain = Standing(store.state(), version.of_page(), Anchor.of(built.whole.decisions))
    return plain if not built.openings else salted(plain, salts_of(secret.needed(folder)))


def salted(plain: Standing, salts: Salts) -> Standing:
    """A standing whose hashes are commitments, so that no guess at what is withheld can be tested."""
    head = commit("head", plain.decisions.head, salts).commitment
    state = commit("state", plain.state, salts).commitment
    return Standing(state, plain.renderer, Anchor(plain.decisions.count, head), salted=True)


def manifest_bytes(own: dict[str, Any], standing: Standing) -> bytes:
    """The manifest beside a report, as it is written."""
    return msgspec.json.format(encode({**own, "case": standing}).encode(), indent=1) + b"\n"


def write(store: Store, folder: Path, settings: Settings, out: Path | None, now: datetime) -> Path:
    """Write the report and its manifest, and remember their hashes; gives the path of the report."""
    path = out if out is not None else folder / FOLDER / FILE
    built = build(store, folder, settings, now)
    page, own = render(built.public)
    manifest = manifest_bytes(own, standing(store, folder, built))
    with storage_errors(path):
        if path.is_dir():
            raise StorageError("a folder stands where the report should be written", value=path)
        path.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(path, page)
    write_atomically(manifest_path(path), manifest)
    name = name_in(folder, path)
    remembered = Reported(_sha256(page), _sha256(manifest))
    if name is not None and store.named(schema.reports, Reported).get(name) != remembered:
        with store.transaction():
            store.put_named(schema.reports, name, remembered)
    return path


def read_manifest(path: Path) -> Manifest:
    """The manifest at a path; raises msgspec.DecodeError where it is broken."""
    page = decode(dict[str, Any], path.read_bytes().decode("utf-8", "replace"))
    try:
        made = msgspec.convert(page["made"], datetime)
        standing = msgspec.convert(page.pop("case"), Standing)
        return Manifest(made, msgspec.convert(page["report"]["sha256"], str), standing, page)
    except (KeyError, TypeError) as error:
        raise msgspec.DecodeError(f"it lacks {error}") from error


def name_in(folder: Path, path: Path) -> str | None:
    """A path as the case remembers it, relative to its folder; None for a path outside."""
    try:
        return path.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        return None


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
