"""Which version of a stage made a result: a hash over the stage's own code and data."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import corroborate
from corroborate.case.codec import digest, digest_all
from corroborate.case.files import sha256_file

_DATA = frozenset({".py", ".yaml", ".yml", ".json", ".toml", ".csv", ".tsv", ".txt", ".j2", ".css", ".svg"})

USES = {
    "text": ("model", "text"),
    "lists": ("model", "gazetteer", "lexicons", "claims", "lists"),
    "segments": ("model", "text"),
    "claims": ("model", "lexicons", "gazetteer", "claims"),
    "linkage": ("model", "gazetteer", "lists", "linkage"),
    "evidence": ("model", "gazetteer", "lists", "linkage", "estimation", "weighing"),
    "consistency": ("model", "lexicons", "consistency"),
    "weighing": ("model", "lexicons", "weighing"),
    "report": ("model", "lexicons", "report"),
}
"""The packages whose code and data decide what a stage gives."""


@cache
def of_stage(stage: str) -> str:
    """The version of a stage: two are equal only where code and data are, to the byte.

    A release number alone would call results current that an edited lexicon or a fixed rule would change.
    """
    return digest_all(_of_package(name) for name in USES[stage])


@cache
def of_page() -> str:
    """The version of everything that a page shows: it prints the versions of all stages."""
    return digest_all(of_stage(stage) for stage in USES)


def key(stage: str, *inputs: str) -> str:
    """What a result of a stage is told by: the stage, its version, and what went in."""
    return digest(stage, of_stage(stage), *inputs)


@cache
def _of_package(name: str) -> str:
    root = Path(corroborate.__file__).parent / name
    files = sorted(
        path for path in root.rglob("*") if path.suffix in _DATA and "__pycache__" not in path.parts
    )
    return digest(
        corroborate.__version__,
        *(f"{path.relative_to(root).as_posix()} {sha256_file(path)}" for path in files),
    )
