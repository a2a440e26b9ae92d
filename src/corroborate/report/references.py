"""The works and standards that the method of a report rests on; only those used are printed (C20)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import resources

import yaml

from corroborate.model.dossier import Build, Dossier
from corroborate.model.estimate import Method
from corroborate.model.listing import LinkageSummary
from corroborate.model.source import Sensitivity

ESTIMATORS: dict[Method, tuple[str, ...]] = {
    Method.DECOMPOSABLE: ("madigan-york",),
    Method.LATENT: ("manrique-vallier",),
    Method.BIC: ("cormack", "chan"),
    Method.AIC: ("cormack", "chan"),
    Method.STEPWISE: ("chan",),
    Method.INDEPENDENCE: ("cormack",),
    Method.COVERAGE: ("chao-tsay",),
    Method.CHAO: ("chao",),
    Method.CHAPMAN: ("chapman",),
}
"""What each estimator is cited by."""


def used(dossier: Dossier) -> tuple[str, ...]:
    """The references of a report, each once, in the order in which the work goes."""
    return tuple(_works()[name] for name in dict.fromkeys(_used(dossier)))


def _used(dossier: Dossier) -> Iterator[str]:
    yield from ("hashes", "spans")
    if any(claim.window is not None for claim in dossier.claims):
        yield "times"
    closed = any(d.source.handling.sensitivity is not Sensitivity.OPEN for d in dossier.documents)
    if closed and dossier.build is Build.PUBLIC:
        yield "commitments"
    listing = dossier.listing
    if listing is None:
        return
    if isinstance(listing.linkage, LinkageSummary):
        yield from ("fellegi-sunter", "sadinle")
    for evidence in listing.evidence:
        if evidence.estimate is not None:
            yield from ESTIMATORS[evidence.estimate.method]


@cache
def _works() -> dict[str, str]:
    text = (resources.files("corroborate.report") / "references.yaml").read_text("utf-8")
    found: dict[str, str] = yaml.safe_load(text)
    return found
