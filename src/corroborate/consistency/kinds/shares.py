"""Percentages against the numbers they are made of: 222 of 294 is 75.5%."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from corroborate.consistency import english, vocabulary
from corroborate.consistency.kinds.wholes import said_out_of
from corroborate.consistency.rises import TIMES, Rise, rises
from corroborate.consistency.rules import level
from corroborate.consistency.seen import Seen
from corroborate.consistency.sheet import Sheet
from corroborate.consistency.skeleton import skeletons
from corroborate.consistency.view import View
from corroborate.model.finding import Level, Sensitivity
from corroborate.model.interval import Interval
from corroborate.model.quantity import Dimension, Hedge

KIND = "share"

_OUT_OF = re.compile(r"\d\s+(?:out\s+)?of\s+(?:the\s+|its\s+|their\s+|a\s+total\s+of\s+)?\d", re.IGNORECASE)
LOOSE, LOOSELY = 0.04, 0.15
"""How far a share in words may be off, and as a part of itself for small ones (a convention)."""

_OF_THEM = re.compile(r"\s+of\s+(?:them|these|those|which)\b")


def check(view: View, sheet: Sheet) -> None:
    """Compare every percentage that stands beside a count with the count over its whole."""
    beside = said_out_of(view)
    wholes = {part.id: whole for part, whole in beside}
    for counted, out_of in beside:
        told = _share_before(counted, view)
        if told is not None:
            _compare(counted, told, out_of, sheet)
    _printed_twice(view, sheet)
    _told_together(view, sheet)
    for rise in rises(view):
        _compare_rise(rise, sheet)
    parts = {whole.id: view.by_id[part] for part, whole in wholes.items()}
    earlier: dict[str, list[Seen]] = {}
    for (text, _), claims in sorted(view.sentences().items(), key=lambda kv: kv[0]):
        before = earlier.setdefault(text, [])
        for counted, share in _beside(claims):
            part = parts.get(counted.id, counted)
            whole = wholes.get(part.id) or _whole_of(part, share, [*before, *claims], view)
            if whole is not None:
                _compare(part, share, whole, sheet)
        before += [c for c in claims if _is_count(c)]
        del before[:-20]


def _told_together(view: View, sheet: Sheet) -> None:
    """Shares whose sentence says by its layout what they are a share of."""
    met: set[str] = set()
    for line in skeletons(view):
        for found in line.find("told_together", "shares"):
            (part,), (whole,), (share,) = found["part"], found["whole"], found["share"]
            if share.id not in met and _is_count(part) and _is_count(whole) and _smaller(part, whole):
                met.add(share.id)
                _compare(part, share, whole, sheet)
        for found in line.find("told_together", "fractions"):
            (fraction,), (share,) = found["fraction"], found["share"]
            if share.id not in met and share.id != fraction.id and _OUT_OF.search(fraction.figure):
                met.add(share.id)
                _compare_fraction(fraction, share, sheet)


def _compare_rise(rise: Rise, sheet: Sheet) -> None:
    """The change between two levels against the percentage, or the times, that are printed beside them."""
    true = rise.true
    if true is None:
        return
    members = (rise.old, rise.new) if rise.share is None else (rise.old, rise.new, rise.share)
    if rise.share is not None:
        printed, said = _printed(rise.share), rise.share.figure
        told = f"a change of {_percent(true)}"
        strict = rise.share.claim.quantity is not None and rise.share.claim.quantity.hedge is Hedge.NONE
    else:
        assert rise.times is not None
        low, high = TIMES[rise.times]
        printed, said, strict = Interval(low, high), f"“{rise.times}”", False
        told = f"{english.number(true.low or 0, 2)} times as many"
    lines = [f"From {rise.old.figure} to {rise.new.figure} is {told}.", f"{said} is printed."]
    if true.overlaps(printed):
        title = f"{said} is right for {rise.old.figure} to {rise.new.figure}"
        sheet.add(KIND, Level.AGREES, title, members, lines)
        return
    sheet.add(
        KIND,
        level(strict=strict),
        f"from {rise.old.figure} to {rise.new.figure} is {told}, but the text prints {said}",
        members,
        lines,
        strict=strict,
        sensitivity=[
            Sensitivity(
                f"whether {said} is the change from {rise.old.quote} to {rise.new.quote}",
                "where it is",
                "if it is the change of something else, or from another time",
            )
        ],
    )


def _smaller(part: Seen, whole: Seen) -> bool:
    return whole.hard.low is not None and part.hard.high is not None and part.hard.high <= whole.hard.low


def _share_before(part: Seen, view: View) -> Seen | None:
    """The percentage that a part and its whole explain: "77.9% of the patients (333 of 383)"."""
    if part.document is None:
        return None
    start = (part.claim.quantity_span or part.claim.span).start
    claims = view.sentences().get((part.claim.span.text_id, part.claim.sentence), [])
    before = [c for c in claims if _is_percent(c) and c.claim.span.start < start]
    if not before:
        return None
    share = max(before, key=lambda c: c.claim.span.start)
    between = part.document.text.content[(share.claim.quantity_span or share.claim.span).end : start]
    opened = re.fullmatch(
        r"[^\d.;!?(]{0,60}(?:\(|[–—:]|,\s*(?:or|i\.e\.|that is)\b)\s*(?:some\s+|about\s+)?", between
    )
    return share if opened is not None else None


def _is_percent(claim: Seen) -> bool:
    quantity = claim.claim.quantity
    return (
        quantity is not None
        and quantity.dimension is Dimension.SHARE
        and quantity.stated is not None
        and _OUT_OF.search(quantity.words) is None
    )


def _printed_twice(view: View, sheet: Sheet) -> None:
    """Shares said as a fraction and as a percentage in one breath: "184 out of 267, that is 64.9%"."""
    for claims in view.sentences().values():
        shares = [c for c in claims if c.claim.quantity and c.claim.quantity.dimension is Dimension.SHARE]
        for fraction, share in pairwise(shares):
            numbers = _OUT_OF.search(fraction.figure)
            if numbers is None or not _is_percent(share) or fraction.document is None:
                continue
            core = share.claim.quantity.core if share.claim.quantity is not None else ""
            at = share.claim.span.start + max(0, share.claim.span.quote.find(core))
            between = fraction.document.text.content[fraction.claim.span.end : at]
            tail = between.rstrip().rstrip("(").rstrip()
            joined = any(m.end() == len(tail) for m in vocabulary.pattern("or_percent").finditer(tail))
            if len(between) > 60 or not (joined or between.rstrip().endswith("(")):
                continue
            _compare_fraction(fraction, share, sheet)


def _compare_fraction(fraction: Seen, share: Seen, sheet: Sheet) -> None:
    true, printed = fraction.hard, _printed(share)
    lines = [f"{fraction.quote} is {_percent(true)}.", f"{share.quote} is printed."]
    if true.low is None or true.high is None:
        return
    if true.overlaps(printed):
        sheet.add(
            KIND, Level.AGREES, f"{share.quote} is right for {fraction.quote}", (fraction, share), lines
        )
        return
    flips = (printed.high or 0) < 0.5 < true.low or true.high < 0.5 < (printed.low or 0)
    strict = share.claim.quantity is not None and share.claim.quantity.hedge is Hedge.NONE
    sheet.add(
        KIND,
        level(strict=strict, flips=flips),
        f"{fraction.figure} is {_percent(true)}, but the text prints {share.figure}",
        (fraction, share),
        lines,
        strict=strict,
        sensitivity=[
            Sensitivity(
                f"whether {share.quote} is {fraction.quote}",
                "where it is",
                "if it is a share of something else",
            )
        ],
    )


def _is_count(claim: Seen) -> bool:
    return claim.claim.quantity is not None and claim.claim.quantity.dimension is Dimension.COUNT


def _beside(claims: Sequence[Seen]) -> list[tuple[Seen, Seen]]:
    """A count and the percentage that the words say it is: "222 attacks, or some 75.5%"."""
    found = []
    for share in claims:
        quantity = share.claim.quantity
        if quantity is None or quantity.dimension is not Dimension.SHARE or quantity.stated is None:
            continue
        if share.document is None:
            continue
        content = share.document.text.content
        span = share.claim.quantity_span or share.claim.span
        at = span.start + max(0, span.quote.find(quantity.core))
        counts = [c for c in claims if _is_count(c) and c.claim.span.start < at]
        if not counts:
            continue
        part = max(counts, key=lambda c: (c.claim.quantity_span or c.claim.span).start)
        between = content[(part.claim.quantity_span or part.claim.span).end : at]
        tail = between[-25:].rstrip().rstrip("(").rstrip()
        opened = between.rstrip().endswith("(")
        joined = any(m.end() == len(tail) for m in vocabulary.pattern("or_percent").finditer(tail))
        is_choice = part.is_bare_number and not opened and between.strip().casefold() in {"or", "to", "and"}
        if (opened or joined) and len(between) < 80 and not is_choice:
            found.append((part, share))
    return found


def _whole_of(part: Seen, share: Seen, claims: list[Seen], view: View) -> Seen | None:
    """The earlier count that the percentage is taken from; None where it is not clear which.

    Of several that it can be, the one that fits is taken: a share is wrong only if it fits none.
    """
    candidates = [
        c
        for c in claims
        if c is not part
        and _is_count(c)
        and c.claim.span.start < part.claim.span.start
        and _wider(c, part, view)
    ]
    fitting = [c for c in candidates if _true_share(part, c).overlaps(_printed(share))]
    if fitting:
        return fitting[-1]
    return candidates[0] if len({c.hard for c in candidates}) == 1 else None


def _true_share(part: Seen, whole: Seen) -> Interval:
    low, high, total_low, total_high = part.hard.low, part.hard.high, whole.hard.low, whole.hard.high
    return Interval(
        low / total_high if low is not None and total_high else 0.0,
        high / total_low if high is not None and total_low else None,
    )


def _is_of_them(part: Seen) -> bool:
    """True for a number whose thing is a pronoun: "153 of them"."""
    if part.document is None:
        return False
    end = part.claim.span.end
    return bool(_OF_THEM.match(part.document.text.content, end))


def _wider(whole: Seen, part: Seen, view: View) -> bool:
    if whole.hard.low is None or part.hard.high is None or whole.hard.low <= part.hard.high:
        return False
    if part.thing is None:
        return _is_of_them(part)
    if whole.measure and part.measure:
        return view.measures.includes(whole.measure, part.measure)
    return whole.thing == part.thing


def _compare(part: Seen, share: Seen, whole: Seen, sheet: Sheet) -> None:
    low, high, total_low, total_high = part.hard.low, part.hard.high, whole.hard.low, whole.hard.high
    if low is None or high is None or not total_low or not total_high:
        sheet.looked_at((part, share, whole))
        return
    true = _true_share(part, whole)
    printed = _printed(share)
    lines = [
        f"{part.quote} of {whole.quote}: {part.figure} / {whole.figure} = {_percent(true)}.",
        f"{share.quote} is printed.",
    ]
    members = (part, share, whole)
    if true.overlaps(printed):
        sheet.add(
            KIND, Level.AGREES, f"{share.quote} is right for {part.quote} of {whole.quote}", members, lines
        )
        return
    strict = share.claim.quantity is not None and share.claim.quantity.hedge is Hedge.NONE
    flips = (printed.high or 0) < 0.5 < (true.low or 0) or (true.high or 0) < 0.5 < (printed.low or 0)
    sheet.add(
        KIND,
        level(strict=strict, flips=flips),
        f"{part.figure} of {whole.figure} is {_percent(true)}, but the text prints {share.figure}",
        members,
        lines,
        strict=strict,
        sensitivity=[
            Sensitivity(
                f"whether {share.quote} is {part.quote} as a share of {whole.quote}",
                "where it is",
                "if it is a share of something else",
            )
        ],
    )


def _printed(share: Seen) -> Interval:
    """The shares that round to the percentage printed, with the spread of its hedge."""
    quantity = share.claim.quantity
    assert quantity is not None
    value = float(quantity.stated or 0)
    if quantity.hard.is_exact and quantity.hard.low is not None:
        value = float(quantity.hard.low)
    digits = quantity.core.split(".")[1] if "." in quantity.core else ""
    places = len([c for c in digits if c.isdigit()])
    half = 0.5 * 10 ** -(places + 2) + 1e-9
    if not any(c.isdigit() for c in quantity.core):
        # "Half" and "a third" are told of what is about as much.
        half = min(LOOSE, LOOSELY * value)
    low, high = value - half, value + half
    for end in (quantity.usual.low, quantity.usual.high):
        if end is not None and quantity.hedge is not Hedge.NONE:
            low, high = min(low, float(end)), max(high, float(end))
    return Interval(low, high)


def _percent(value: Interval) -> str:
    if value.low is None or value.high is None:
        return "an unknown share"
    if abs(value.high - value.low) < 1e-9:
        return f"{english.number(100 * value.low, 1)}%"
    return f"{english.number(100 * value.low, 1)}% to {english.number(100 * value.high, 1)}%"
