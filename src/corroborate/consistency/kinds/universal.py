"""All or solely against some: a whole that leaves nothing out, and a part that does."""

from __future__ import annotations

import re
from collections.abc import Iterable

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
    told = _said_once(c for c in view.seen if c.claim.kind in _KINDS)
    whole = [c for c in told if is_all(c)]
    part = [c for c in told if is_part(c)]
    by_word: dict[str, list[Seen]] = {}
    for claim in part:
        for word in _fully(claim):
            by_word.setdefault(word, []).append(claim)
    done: set[tuple[object, ...]] = set()
    groups: dict[frozenset[str], list[Seen]] = {}
    for claim in part:
        if claim.claim.subject is not None:
            groups.setdefault(_about(claim), []).append(claim)
    for a in whole[: view.budget.group]:
        for b in groups.get(_about(a), ())[: view.budget.group] if a.claim.subject is not None else ():
            if _sentences(a, b) not in done and _one_group(a, b) and _may_clash(a, b):
                done.add(_sentences(a, b))
                _write(a, b, sheet, strict=False)
    for a in whole[: view.budget.group]:
        near = {c.number: c for w in _fully(a) for c in by_word.get(w, ())[: view.budget.group]}
        for b in near.values():
            if _sentences(a, b) not in done and _compare(a, b, sheet):
                done.add(_sentences(a, b))


def _said_once(claims: Iterable[Seen]) -> list[Seen]:
    """The first of several claims in the same words by one speaker of one time."""
    kept: dict[tuple[object, ...], Seen] = {}
    for c in claims:
        when = c.window and (c.window.start, c.window.end)
        kept.setdefault((c.speaker, c.claim.span.quote, c.claim.subject, when, c.claim.source_id), c)
    return list(kept.values())


def _sentences(a: Seen, b: Seen) -> tuple[object, ...]:
    return a.claim.span.text_id, a.claim.sentence, b.claim.span.text_id, b.claim.sentence


def _may_clash(a: Seen, b: Seen) -> bool:
    """True for words of one speaker in two sentences that can speak of one time."""
    if a.speaker != b.speaker or (a.claim.span.text_id, a.claim.sentence) == (
        b.claim.span.text_id,
        b.claim.sentence,
    ):
        return False
    return a.window is None or b.window is None or not a.window.surely_apart(b.window)


def _one_group(a: Seen, b: Seen) -> bool:
    """True where both may speak of one group: a word in common, or both of their own without a name."""
    past = [bool(vocabulary.pattern("was").search(c.claim.span.quote)) for c in (a, b)]
    if past[0] != past[1]:
        return False
    x, y = (_weighty(c.claim.subject or "") for c in (a, b))
    if x & y:
        return True
    return all(_own(c, words) for c, words in ((a, x), (b, y)))


def _own(claim: Seen, words: frozenset[str]) -> bool:
    """True for a group that is only called what it is: "we", "our force", "the team"."""
    said = (claim.claim.subject or "").casefold().split()
    if set(said) & set(vocabulary.words()["first_person"]):
        return True
    return bool(words) and words <= {w for g in vocabulary.words()["groups"] for w in key(g)}


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


def _compare(a: Seen, b: Seen, sheet: Sheet) -> bool:
    """Write down two claims of one thing without the group that it is of; True where they clash."""
    if not _may_clash(a, b) or all(any(ch.isdigit() for ch in c.figure) for c in (a, b)):
        # Two percentages are two figures, of two times or aims: "from 90 percent to 100 percent".
        return False
    shared = _about(b) if _about(b) <= _fully(a) else _about(a) if _about(a) <= _fully(b) else frozenset()
    if len(shared) < 2 and not (shared and _about(a) == _about(b)):
        return False
    # What was read for its likeness to the other says the same by that.
    parallel = a.claim.event is not None and b.claim.event is not None and _about(a) == _about(b)
    solely = vocabulary.pattern("solely").search(a.claim.span.quote) is not None
    if not solely and not parallel and not _say_the_same(a, b):
        return False
    x, y = a.claim.quantity, b.claim.quantity
    strict = (
        x is not None
        and y is not None
        and not x.hard.overlaps(y.hard)
        and _about(a) == _about(b)
        and _same_time(a, b)
    )
    _write(a, b, sheet, strict=strict)
    return True


def _write(a: Seen, b: Seen, sheet: Sheet, *, strict: bool) -> None:
    sheet.add(
        KIND,
        level(strict=strict, flips=True),
        f"{a.quote} leaves nothing out, {b.quote} speaks of a part",
        (a, b),
        [
            f"{a.quote}: all{_when(a)} ({voice(a)}).",
            f"{b.quote}: a part{_when(b)} ({voice(b)}).",
            f"Both are about {english.quoted(b.words)}.",
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
