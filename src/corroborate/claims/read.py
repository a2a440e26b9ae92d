"""Reads a document into claims: the stage function of `claims`."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from corroborate.claims.accounts import unread
from corroborate.claims.blocks import blocks, is_long, joined
from corroborate.claims.composition import composition_claims
from corroborate.claims.counts import count_claims
from corroborate.claims.doubles import without_doubles
from corroborate.claims.existence import existence_claims
from corroborate.claims.members import Members
from corroborate.claims.opposed import opposed_claims
from corroborate.claims.orders import order_claims
from corroborate.claims.parallel import parallel_claims
from corroborate.claims.predicated import predicated_claims
from corroborate.claims.scene import Scene
from corroborate.claims.tables import without_tables
from corroborate.claims.thresholds import without_thresholds
from corroborate.claims.timed import time_claims
from corroborate.claims.unwrapped import requoted, unwrapped
from corroborate.claims.worth import Weigher
from corroborate.gazetteer import Gazetteer
from corroborate.lexicons import measures as built_in
from corroborate.model.claim import AnyClaim, Reading
from corroborate.model.dossier import Document
from corroborate.model.measure import Measures


def read(
    document: Document,
    *,
    measures: Measures | None = None,
    language: str = "en",
    gazetteer: Gazetteer | None = None,
) -> Reading:
    """All claims of a document, in the order of the text, and every number that became none.

    A text longer than a book is read in blocks: names and periods are looked for within one.
    A stretch of bare numbers in a row, as in a table, counts as one number that was not read.
    Deterministic: ids are hashes of text, span, kind and the reader's version. ``measures`` are those of
    the case, the built-in ones where it is None. ``gazetteer`` adds places to those that ship. Time and
    memory grow linearly with the text. Raises SettingError for a language without lexicons.
    """
    known = measures or built_in()
    plain, tables = without_tables(unwrapped(document))
    if is_long(plain):
        parts = ((at, _read(part, known, language, gazetteer)) for at, part in blocks(plain))
        found = joined(document, parts)
    else:
        found = _read(plain, known, language, gazetteer)
        found = found if plain is document else requoted(found, document.text.content)
    if tables:
        quoted = requoted(tables, document.text.content)
        left = tuple(sorted((*found.unread, *quoted), key=lambda u: u.span))
        found = replace(found, unread=left, numeric_tokens=found.numeric_tokens + len(tables))
    return found


@contextmanager
def _uncollected() -> Iterator[None]:
    """Hold back the search for cycles: whatever is made while a document is read is in use until its end."""
    paused = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if paused:
            gc.enable()


def _read(document: Document, measures: Measures, language: str, gazetteer: Gazetteer | None) -> Reading:
    with _uncollected():
        return _scene_read(document, measures, language, gazetteer)


def _scene_read(
    document: Document, measures: Measures, language: str, gazetteer: Gazetteer | None
) -> Reading:
    scene = without_thresholds(Scene.of(document, measures, language, gazetteer))
    found = {claim.id: claim for claim in _claims(scene)}
    claims = without_doubles(sorted(found.values(), key=lambda c: (c.span.start, c.span.end, c.id)))
    weigher = Weigher(scene)
    read = tuple(weigher.weighed(c) for c in claims)
    return Reading(read, unread(scene, read), (), len(scene.numbers.tokens))


def _claims(scene: Scene) -> Iterator[AnyClaim]:
    if scene.language == "fa":
        from corroborate.claims.fa.reading import claims_fa

        yield from claims_fa(scene)
        return
    members = Members(scene)
    yield from count_claims(scene, members)
    yield from time_claims(scene, members)
    yield from existence_claims(scene, members)
    yield from composition_claims(scene, members)
    yield from order_claims(scene)
    yield from predicated_claims(scene, members)
    yield from parallel_claims(scene)
    yield from opposed_claims(scene)
