"""How what is counted is known, where another sentence of the document says so."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from corroborate.claims.scene import Scene
from corroborate.lexicons import load
from corroborate.model.claim import AnyClaim, Status

REACH = 40
"""Claims before such a sentence that it may speak of."""


def settled(scene: Scene, claims: Sequence[AnyClaim]) -> list[AnyClaim]:
    """Claims with the status that a later or earlier sentence gives to "these attacks".

    "The UN verified these attacks" verifies attacks counted before it; "it counted claims" makes what
    was claimed a count of claims.
    """
    data = load("counted", scene.language)["settles"]
    verified = re.compile(data["verified"], re.IGNORECASE)
    counted = re.compile(data["counted_claims"], re.IGNORECASE)
    result = list(claims)
    ends = [c.span.end for c in claims]
    lowered = scene.content.lower()
    said = any(verb in lowered for verb in data["by_verb"])
    for match in verified.finditer(scene.content) if said else ():
        noun = match["noun"].casefold()
        status = Status(data["by_verb"].get(match["verb"].casefold(), "verified"))
        last = bisect_right(ends, match.start())
        for i in range(max(0, last - REACH), last):
            if _same(result[i], noun) and _open(result[i]):
                result[i] = _with(result[i], status)
    claimed = [i for i, c in enumerate(result) if c.counted and c.counted.status is Status.CLAIMED]
    if claimed and counted.search(scene.content):
        for i in claimed:
            result[i] = _with(result[i], Status.COUNTED_CLAIMS)
    return result


def _same(claim: AnyClaim, noun: str) -> bool:
    return claim.counted is not None and noun.startswith(claim.counted.head[:-1] or claim.counted.head)


def _open(claim: AnyClaim) -> bool:
    return claim.counted is not None and claim.counted.status is Status.NOT_STATED


def _with(claim: AnyClaim, status: Status) -> AnyClaim:
    assert claim.counted is not None
    return replace(claim, counted=replace(claim.counted, status=status))
