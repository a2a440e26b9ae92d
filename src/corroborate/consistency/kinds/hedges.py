"""Hedges lost or changed in paraphrase: "more than 5,000" told on as 5,000."""

from __future__ import annotations

import re

from corroborate.consistency import english, vocabulary
from corroborate.consistency.equal import working
from corroborate.consistency.groups import Pair, pairs
from corroborate.consistency.names import plain
from corroborate.consistency.sameness import Tie
from corroborate.consistency.seen import Seen
from corroborate.consistency.sheet import Sheet
from corroborate.consistency.view import View
from corroborate.model.finding import Level, Sensitivity
from corroborate.model.quantity import Dimension, Hedge

KIND = "hedge"

SMALL = 10
"""Counts up to this are not compared."""


def check(view: View, sheet: Sheet) -> None:
    """Compare the hedges with which one number is said of one thing."""
    for pair in pairs(view, sheet):
        if pair.same_number and _is_large(pair) and _about_one_thing(pair):
            _compare(pair, sheet)


def _is_large(pair: Pair) -> bool:
    """Small counts come up twice by chance, and "about four" may be a word on a topic."""
    quantity = pair.a.claim.quantity
    return (pair.a.stated or 0) > SMALL or (quantity is not None and quantity.dimension is Dimension.MONEY)


def _about_one_thing(pair: Pair) -> bool:
    if pair.tie.thing is Tie.APART or pair.tie.status is Tie.APART:
        return False
    known = pair.tie.actor is Tie.SAME and pair.a.actor is not None
    if pair.a.measure is None and not known and not pair.one_wording:
        return False
    one_speaker = pair.a.speaker == pair.b.speaker or _passes_on(pair.a, pair.b) or _passes_on(pair.b, pair.a)
    x, y = pair.a.window, pair.b.window
    if x is not None and y is not None and x.surely_apart(y):
        return False
    if _elsewhere(pair):
        return False
    return one_speaker or (pair.same_document and pair.tie.actor is Tie.SAME)


def _passes_on(a: Seen, b: Seen) -> bool:
    """True where the one tells in its own voice what the other says: "Rahman, according to the paper"."""
    names = {plain(v.name) for v in b.claim.attribution.voices} | {b.speaker}
    said = b.sentence.casefold()
    return a.speaker in names or (
        len(a.speaker) > 1 and re.search(rf"\b{re.escape(a.speaker)}\b", said) is not None
    )


_IN = re.compile(r"\b(?:in|at|near|from|across)\s+((?:[A-Z][\w’'-]+)(?:\s+[A-Z][\w’'-]+)*)")


def _elsewhere(pair: Pair) -> bool:
    """True where each sentence names places and none is named by both, in a gazetteer or not."""
    a, b = (set(_IN.findall(c.sentence)) for c in (pair.a, pair.b))
    return bool(a and b) and not a & b


def _only_rounds(pair: Pair) -> bool:
    """True for a round number told first, and again with "some": it was read as about so many before."""
    first, then = pair.a.claim.quantity, pair.b.claim.quantity
    value = pair.a.stated
    if first is None or then is None or value is None or value != int(value):
        return False
    is_round = not str(int(value))[1:].strip("0")
    return first.hedge is Hedge.NONE and then.hedge is Hedge.ABOUT and is_round


def _compare(pair: Pair, sheet: Sheet) -> None:
    x, y = pair.a.claim.quantity, pair.b.claim.quantity
    if x is None or y is None or x.hedge is y.hedge:
        return
    if pair.same_document and pair.a.claim.sentence == pair.b.claim.sentence:
        # Said again in one breath, "60,000 – 60,000!", a number is stressed and not passed on.
        return
    if any(vocabulary.pattern("another").search(c.claim.span.quote) for c in (pair.a, pair.b)):
        # "175 additional delegates" are others than those counted before.
        return
    if sheet.is_full(KIND, Level.DIFFERS, (pair.a, pair.b)):
        return
    if _only_rounds(pair):
        return
    bare = [c for c in (pair.a, pair.b) if c.claim.quantity and c.claim.quantity.hedge is Hedge.NONE]
    a, b = pair.a, pair.b
    if bare:
        title = f"{bare[0].quote} drops the hedge of {(b if bare[0] is a else a).quote}"
    else:
        title = f"{a.quote} and {b.quote} hedge the same number differently"
    apart = pair.apart
    sheet.add(
        KIND,
        Level.DIFFERS,
        title,
        (a, b),
        [
            *working(pair),
            f"{a.figure} entails {english.interval(x.hard)}; {b.figure} entails {english.interval(y.hard)}.",
            "Taken to the letter no number is both." if apart else "A number can be both.",
        ],
        sensitivity=[
            Sensitivity(
                "how exactly the numbers are meant",
                "where each is meant to the letter",
                f"if both are read as about {english.number(a.stated or 0)}",
            )
        ],
        separates=pair.tie.separates,
    )
