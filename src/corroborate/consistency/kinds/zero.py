"""None against some: "no external support" and "minimal external support"."""

from __future__ import annotations

from corroborate.consistency import english, vocabulary
from corroborate.consistency.equal import voice
from corroborate.consistency.groups import tie_of
from corroborate.consistency.rules import level
from corroborate.consistency.sameness import Tie
from corroborate.consistency.seen import Seen
from corroborate.consistency.sheet import Sheet
from corroborate.consistency.view import View
from corroborate.model.claim import ClaimKind, Polarity
from corroborate.model.finding import Sensitivity
from corroborate.model.quantity import Hedge

KIND = "zero"


def check(view: View, sheet: Sheet) -> None:
    """Compare claims that there is none of a thing with claims that there is some."""
    none: dict[str, list[Seen]] = {}
    some: dict[str, list[Seen]] = {}
    for claim in view.seen:
        if claim.thing is None or claim.claim.kind not in {ClaimKind.EXISTENCE, ClaimKind.COUNT}:
            continue
        if denies(claim):
            none.setdefault(claim.thing, []).append(claim)
        elif affirms(claim):
            some.setdefault(claim.thing, []).append(claim)
    met: set[frozenset[tuple[str, tuple[int, int]]]] = set()
    for thing, deniers in sorted(none.items(), key=lambda kv: " " in kv[0]):
        left = view.budget.group
        done: set[tuple[object, ...]] = set()
        for a in deniers:
            for b in some.get(thing, ())[:left]:
                # "No support" and "a lack of support" by one speaker are one statement in two wordings.
                said = (*_said(a), *_said(b))
                sentences = frozenset((c.claim.span.text_id, c.claim.sentence) for c in (a, b))
                if said in done or sentences in met:
                    sheet.looked_at((a, b))
                elif _compare(a, b, view, sheet):
                    done.add(said)
                    met.add(sentences)
            left -= len(some.get(thing, ()))
            if left <= 0:
                break


def _said(claim: Seen) -> tuple[object, ...]:
    """What a claim says, whatever its wording: who says it of what, where and when, and how much."""
    quantity, window = claim.claim.quantity, claim.window
    return (
        claim.speaker,
        claim.modifiers,
        claim.actor,
        claim.target,
        claim.place,
        window and (window.start, window.end),
        claim.claim.polarity,
        quantity and (quantity.hard, quantity.usual),
    )


def denies(claim: Seen) -> bool:
    """True where the words say that there is none."""
    quantity = claim.claim.quantity
    words = claim.claim.span.quote
    if vocabulary.pattern("none_of").match(words) and " any " not in words and claim.claim.event is None:
        # "None of them came" says that they did not come, not that there are none.
        return False
    if quantity is not None and quantity.hard.high == 0:
        return True
    if claim.claim.polarity is not Polarity.NEGATED:
        return False
    # "I don’t think there are few" does not say that there are none.
    return quantity is None or (quantity.hard.low in {None, 0} and quantity.hedge is not Hedge.VAGUE)


def affirms(claim: Seen) -> bool:
    """True where the words say or let one understand that there is some."""
    if claim.claim.polarity is Polarity.NEGATED:
        return False
    quantity = claim.claim.quantity
    if quantity is None:
        return claim.claim.kind is ClaimKind.EXISTENCE
    if claim.claim.kind is ClaimKind.EXISTENCE:
        return quantity.hard.high != 0
    return (quantity.hard.low or 0) > 0 or (quantity.usual.low or 0) > 0 or little(claim)


def little(claim: Seen) -> bool:
    """True for words of almost nothing: "minimal", "little"."""
    return bool(vocabulary.pattern("little").search(claim.claim.span.quote))


def _compare(a: Seen, b: Seen, view: View, sheet: Sheet) -> bool:
    """Write down what comes of the two; True where they clash."""
    tie = tie_of(a, b, view)
    if not tie.may_be_same or tie.thing is not Tie.SAME or not _overlap(a, b) or not _pinned_down(a, b):
        return False
    quantity = b.claim.quantity
    surely = quantity is not None and (quantity.hard.low or 0) > 0
    if surely and not (tie.is_same and (a.actor or a.place or a.target)):
        # A number of them is somebody's: whose, or where, must be the same for none and some to clash.
        sheet.looked_at((a, b))
        return False
    if not surely and not a.modifiers:
        # "Some territory" and "no territory" may be anybody's at any time: too little to hold them together.
        return False
    covered = a.window is not None and b.window is not None and _covers(a, b)
    strict = surely and covered and tie.is_same
    one = a.speaker == b.speaker
    set_against = a.claim.event is not None and b.claim.event is not None and _are_named(a, b)
    if not strict and not one and not (tie.is_same and surely) and not set_against:
        sheet.looked_at((a, b))
        return False
    sheet.add(
        KIND,
        level(strict=strict, flips=True),
        f"{a.quote} says that there is none, {b.quote} that there is some",
        (a, b),
        [
            f"{a.quote}: none{_when(a)} ({voice(a)}).",
            f"{b.quote}: {_much(b)}{_when(b)} ({voice(b)}).",
        ],
        strict=strict,
        sensitivity=_turns(a, b, surely=surely),
        separates=tie.separates,
    )
    return True


def _are_named(a: Seen, b: Seen) -> bool:
    """True where both are told by somebody whom the text names, so that one is set against the other."""
    return min(len(c.claim.attribution.voices) for c in (a, b)) > 1


def _pinned_down(a: Seen, b: Seen) -> bool:
    """True where more than a bare noun is the same: "no government did" denies no governments."""
    if a.claim.span.text_id == b.claim.span.text_id and a.claim.sentence == b.claim.sentence:
        return False
    return bool(a.modifiers) or a.actor is not None or a.target is not None or a.place is not None


def _overlap(a: Seen, b: Seen) -> bool:
    return a.window is None or b.window is None or not a.window.surely_apart(b.window)


def _covers(a: Seen, b: Seen) -> bool:
    assert a.window is not None
    assert b.window is not None
    return b.window.surely_within(a.window)


def _when(claim: Seen) -> str:
    return f", {english.window(claim.window)}" if claim.window is not None else ""


def _much(claim: Seen) -> str:
    quantity = claim.claim.quantity
    if quantity is None or not (quantity.hard.low or 0):
        return "some, as it is usually read"
    return english.interval(quantity.hard)


def _turns(a: Seen, b: Seen, *, surely: bool) -> list[Sensitivity]:
    found = []
    if not surely:
        found.append(
            Sensitivity(
                f"whether {b.quote} means more than nothing",
                "where it means a little",
                "if it is a way of saying none",
            )
        )
    if a.window is None or b.window is None or not _covers(a, b):
        found.append(
            Sensitivity(
                "whether both speak of the same time",
                "where both hold at one time",
                "if one speaks of now and the other of an earlier time",
            )
        )
    return found
