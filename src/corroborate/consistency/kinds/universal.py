"""All or solely against some: a whole that leaves nothing out, and a part that does."""

from __future__ import annotations

import re

from corroborate.consistency import english, vocabulary
from corroborate.consistency.equal import voice
from corroborate.consistency.events import key
from corroborate.consistency.rules import level
from corroborate.consistency.seen import Seen
from corroborate.consistency.sheet import Sheet
from corroborate.consistency.view import View
from corroborate.model.claim import ClaimKind, Polarity
from corroborate.model.finding import Sensitivity
from corroborate.model.quantity import Dimension

KIND = "universal"

_OF = re.compile(r"\s+(?:of|are|is|were|was)\s+((?:[\w’'-]+\s*){1,6})")

_KINDS = frozenset({ClaimKind.EXISTENCE, ClaimKind.PROPORTION})


def check(view: View, sheet: Sheet) -> None:
    """Compare claims of all of something with claims of some of it by the same speaker."""
    whole = [c for c in view.seen if c.claim.kind in _KINDS and is_all(c)]
    part = [c for c in view.seen if c.claim.kind in _KINDS and is_part(c)]
    by_word: dict[str, list[Seen]] = {}
    for claim in part:
        for word in _fully(claim):
            by_word.setdefault(word, []).append(claim)
    for a in whole[: view.budget.group]:
        near = {c.number: c for w in _fully(a) for c in by_word.get(w, ())[: view.budget.group]}
        for b in near.values():
            _compare(a, b, sheet)


def is_all(claim: Seen) -> bool:
    """True for a claim of all of something and nothing else."""
    quantity = claim.claim.quantity
    if claim.claim.polarity is Polarity.NEGATED:
        return False
    if quantity is not None:
        return quantity.dimension is Dimension.SHARE and quantity.hard.low == 1
    return bool(vocabulary.pattern("all_of").search(claim.claim.span.quote))


def is_part(claim: Seen) -> bool:
    """True for a claim of a part of something, as it is usually read."""
    quantity = claim.claim.quantity
    if quantity is not None and quantity.dimension is Dimension.SHARE:
        high = quantity.hard.high if quantity.hard.high is not None else 1
        if high < 1:
            return True
        usual = quantity.usual.high
        return (usual is not None and usual < 1) or bool(
            vocabulary.pattern("part_of").search(claim.claim.span.quote)
        )
    return quantity is None and bool(vocabulary.pattern("part_of").search(claim.claim.span.quote))


def _about(claim: Seen) -> frozenset[str]:
    """The weighty words of what is counted."""
    return _weighty(claim.claim.counted.words if claim.claim.counted else claim.claim.span.quote)


def _weighty(words: str) -> frozenset[str]:
    weightless = {w for k in ("all_of", "part_of") for entry in vocabulary.words()[k] for w in entry.split()}
    return frozenset(w for w in key(words) if w not in weightless)


def _fully(claim: Seen) -> frozenset[str]:
    """What is counted with what it is of: "the remnants of the former armed forces"."""
    return _about(claim) | _weighty(_complement(claim))


def _say_the_same(a: Seen, b: Seen) -> bool:
    """True where the two sentences say the same of what they are about: all were released, some were."""
    x, y = (_weighty(c.sentence) - _about(a) - _about(b) for c in (a, b))
    return bool(x and y) and 2 * len(x & y) >= len(x | y)


def _complement(claim: Seen) -> str:
    """The words after the claim that say of what, or what they are: "of the former forces", "are farmers"."""
    if claim.document is None:
        return ""
    end = claim.claim.span.end
    found = _OF.match(claim.document.text.content[end : end + 80])
    return found.group(1) if found else ""


def _compare(a: Seen, b: Seen, sheet: Sheet) -> None:
    if a.speaker != b.speaker or a.claim.sentence == b.claim.sentence:
        return
    shared = _about(b) if _about(b) <= _fully(a) else _about(a) if _about(a) <= _fully(b) else frozenset()
    if len(shared) < 2 and not (shared and _about(a) == _about(b)):
        return
    if not vocabulary.pattern("solely").search(a.claim.span.quote) and not _say_the_same(a, b):
        return
    x, y = a.claim.quantity, b.claim.quantity
    strict = (
        x is not None
        and y is not None
        and not x.hard.overlaps(y.hard)
        and _about(a) == _about(b)
        and _same_time(a, b)
    )
    if a.window is not None and b.window is not None and a.window.surely_apart(b.window):
        return
    sheet.add(
        KIND,
        level(strict=strict, flips=True),
        f"{a.quote} leaves nothing out, {b.quote} speaks of a part",
        (a, b),
        [
            f"{a.quote}: all{_when(a)} ({voice(a)}).",
            f"{b.quote}: a part{_when(b)} ({voice(b)}).",
            f"Both are about {english.listed(sorted(shared))}.",
        ],
        strict=strict,
        sensitivity=()
        if strict
        else [
            Sensitivity(
                "whether both speak of the same whole at the same time",
                "where they do",
                "if the part is taken from another whole, or became the whole later",
            )
        ],
    )


def _same_time(a: Seen, b: Seen) -> bool:
    if a.window is None or b.window is None:
        return a.window is b.window
    return (a.window.start, a.window.end) == (b.window.start, b.window.end)


def _when(claim: Seen) -> str:
    return f", {english.window(claim.window)}" if claim.window is not None else ""
