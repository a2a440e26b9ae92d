"""Writing the report and, beside it, the manifest of every hash it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

import corroborate
from corroborate.case import schema, version
from corroborate.case.casefile import Settings
from corroborate.case.codec import decode, digest, encode
from corroborate.case.decisions import Anchor
from corroborate.case.dossiers import dossier
from corroborate.case.files import storage_errors, write_atomically
from corroborate.case.store import Store
from corroborate.errors import StorageError
from corroborate.model.assessment import Figure
from corroborate.model.claim import AnyClaim
from corroborate.model.dossier import Dossier

FOLDER = "report"
FILE = "report.html"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Made:
    """The hash of something by its id."""

    id: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ClaimPlace:
    """Where the words of a claim stand; the words themselves only as a hash."""

    id: str
    sha256: str
    text_id: str
    start: int
    end: int
    quote_sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Every hash that a report rests on; kept outside the case, it shows any later change.

    ``renderer`` is the version of the code that laid the page out, ``state`` one hash over all results.
    ``decisions`` anchors the log (C9). ``figures`` are those of the report, each with the ids of the
    claims it rests on.
    """

    format: int
    tool: str
    renderer: str
    made: datetime
    report: Made
    title: str
    state: str
    decisions: Anchor
    sources: tuple[str, ...]
    texts: tuple[Made, ...]
    claims: tuple[ClaimPlace, ...]
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Reported:
    """What the case remembers of a report: the hashes of both files."""

    report: str
    manifest: str


def manifest_path(report: Path) -> Path:
    """Where the manifest of a report stands: ``figures.json`` beside ``report.html``."""
    return report.with_name("figures.json" if report.name == FILE else f"{report.stem}.figures.json")


def render(made: Dossier) -> bytes:
    """The bytes of the report; raises UnresolvedFigureError for a figure that leads nowhere."""
    from corroborate.report import render_html

    return render_html(made).encode()


def write(store: Store, folder: Path, settings: Settings, out: Path | None, now: datetime) -> Path:
    """Write the report and its manifest, and remember their hashes; gives the path of the report."""
    path = out if out is not None else folder / FOLDER / FILE
    with storage_errors(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            raise StorageError("a folder stands where the report should be written", value=path)
    made = dossier(store, settings, now)
    page = render(made)
    manifest = msgspec.json.format(encode(_manifest(store, made, page)).encode(), indent=1) + b"\n"
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
    return decode(Manifest, path.read_bytes().decode("utf-8", "replace"))


def name_in(folder: Path, path: Path) -> str | None:
    """A path as the case remembers it, relative to its folder; None for a path outside."""
    try:
        return path.resolve().relative_to(folder.resolve()).as_posix()
    except ValueError:
        return None


def _manifest(store: Store, made: Dossier, page: bytes) -> Manifest:
    return Manifest(
        _FORMAT,
        f"corroborate {corroborate.__version__}",
        version.of_stage("report"),
        made.now,
        Made(FILE, _sha256(page)),
        made.title,
        store.state(),
        Anchor.of(store.decisions()),
        tuple(dict.fromkeys(document.source.id for document in made.documents)),
        tuple(Made(key.id, key.hash) for key in store.text_keys([d.source.id for d in made.documents])),
        tuple(map(place_of, made.claims)),
        made.weighing.figures,
    )


def place_of(claim: AnyClaim) -> ClaimPlace:
    """Where the words of a claim stand."""
    span = claim.span
    return ClaimPlace(claim.id, digest(encode(claim)), span.text_id, span.start, span.end, digest(span.quote))


def claims_apart(manifest: Manifest, claims: Sequence[AnyClaim]) -> list[str]:
    """Ids of claims that are not as the manifest has them."""
    now = {claim.id: place_of(claim) for claim in claims}
    return [place.id for place in manifest.claims if now.get(place.id) != place]


def _sha256(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()
