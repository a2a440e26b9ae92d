"""Reads a document into claims: the stage function of `claims`."""

from __future__ import annotations

from corroborate.claims.accounts import unread
from corroborate.claims.counts import count_claims
from corroborate.claims.existence import existence_claims
from corroborate.claims.members import Members
from corroborate.claims.scene import Scene
from corroborate.claims.timed import time_claims
from corroborate.claims.worth import weighed
from corroborate.lexicons import measures as built_in
from corroborate.model.claim import Reading
from corroborate.model.dossier import Document
from corroborate.model.measure import Measures


def read(document: Document, *, measures: Measures | None = None, language: str = "en") -> Reading:
    """All claims of a document, in the order of the text, and every number that became none.

    Deterministic: ids are hashes of text, span, kind and the reader's version. ``measures`` are those of
    the case, the built-in ones where it is None. Time and memory grow linearly with the text. Raises
    SettingError for a language without lexicons.
    """
    scene = Scene.of(document, measures or built_in(), language)
    members = Members(scene)
    found = {
        claim.id: claim
        for claim in (
            *count_claims(scene, members),
            *time_claims(scene, members),
            *existence_claims(scene, members),
        )
    }
    claims = sorted(found.values(), key=lambda c: (c.span.start, c.span.end, c.id))
    read = tuple(weighed(scene, c) for c in claims)
    return Reading(read, unread(scene, read), (), len(scene.numbers.tokens))
