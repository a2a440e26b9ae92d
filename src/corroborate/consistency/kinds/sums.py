"""Parts against their total: 53 + 21 = 74, but the text prints 73."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from corroborate.consistency import english, vocabulary
from corroborate.consistency.columns import columns
from corroborate.consistency.conflicts import shrink
from corroborate.consistency.enumerations import enumerations, leaves_out
from corroborate.consistency.propagation import Bound, Counts, Sum
from corroborate.consistency.rules import level
from corroborate.consistency.seen import Seen
from corroborate.consistency.sheet import Sheet
from corroborate.consistency.skeleton import skeletons
from corroborate.consistency.view import View
from corroborate.model.finding import Level, Sensitivity
from corroborate.model.interval import Interval, Number
from corroborate.model.quantity import Dimension

KIND = "sum"


@dataclass(frozen=True, slots=True)
class Parts:
    """A total with its parts; ``exhaustive`` where the words give the parts as all there is."""

    whole: Seen
    parts: tuple[Seen, ...]
    exhaustive: bool


def check(view: View, sheet: Sheet) -> None:
    """Compare every total that the words give with the sum of its parts."""
    circular = _circular(view, sheet)
    for group in groups(view):
        if group.whole.id not in circular:
            _compare(group, sheet)


def _circular(view: View, sheet: Sheet) -> frozenset[str]:
    """Totals that are said to be parts of their own parts, which nothing can be; they are named and left."""
    found: set[str] = set()
    for whole in view.seen:
        for id in whole.claim.total_of:
            part = view.by_id.get(id)
            if part is None or (whole.id not in part.claim.total_of and part.id != whole.id):
                continue
            if not {whole.id, part.id} <= found:
                sheet.note(
                    f"{whole.quote} and {part.quote} are each given as a part of the other, and are not "
                    "added up."
                )
            found |= {whole.id, part.id}
    return frozenset(found)


def groups(view: View) -> list[Parts]:
    """Totals with their parts: as lists, the reader, and the cue words of a sentence show them."""
    found: dict[str, Parts] = {}
    for listed in enumerations(view):
        found[listed.whole.id] = Parts(listed.whole, listed.parts, True)
    for column in columns(view):
        members = (column.whole, *column.parts)
        if (
            column.whole.id not in found
            and _summable(members)
            and _has_no_subtotals(column.parts, column.whole)
        ):
            found[column.whole.id] = Parts(column.whole, column.parts, True)
    for skeleton in skeletons(view):
        for told in skeleton.find("told_together", "exclusive"):
            (whole,), listed_parts = told["whole"], tuple(told["parts"])
            if (
                whole.id not in found
                and _summable((whole, *listed_parts))
                and _exclude_each_other(listed_parts)
            ):
                found[whole.id] = Parts(whole, listed_parts, False)
        for told in skeleton.find("told_together", "sums"):
            (whole,), listed_parts = told["whole"], tuple(told["parts"])
            if whole.id not in found and _summable((whole, *listed_parts)) and _nearly(whole, listed_parts):
                found[whole.id] = Parts(whole, listed_parts, True)
    for s in view.seen:
        if s.id in found:
            continue
        parts = tuple(p for id in s.claim.total_of if (p := view.by_id.get(id)) is not None and p is not s)
        all_known = len(parts) == len(set(s.claim.total_of) - {s.id})
        if len(parts) >= 2 and all_known and _summable((s, *parts)) and not _is_wrong(s, parts, view):
            exhaustive = s.claim.partition or _is_all(s, parts)
            if exhaustive or not _may_overlap(s, parts):
                found[s.id] = Parts(s, parts, exhaustive)
    for claims in view.sentences().values():
        for group in _in_sentence([c for c in claims if c.claim.quantity is not None], view):
            if not _is_wrong(group.whole, group.parts, view):
                found.setdefault(group.whole.id, group)
    return _without_subtotals(list(found.values()))


def _without_subtotals(told: Sequence[Parts]) -> list[Parts]:
    """Without a total that is itself a part beside its own parts: "83: 47 men, 22 women and 14 children"."""
    parts = [frozenset(p.id for p in group.parts) for group in told]
    return [g for g in told if not any({g.whole.id, *(p.id for p in g.parts)} <= others for others in parts)]


_LED = re.compile(r"\b[Oo](?:f|ut\s+of)\s+(?:(?:the|our|its|their|all|his|her|these|those)\s+)*$")


def _may_overlap(whole: Seen, parts: Sequence[Seen]) -> bool:
    """True for "of the 31 miners 19 were married and 15 had children", where one can be both."""
    start = _place(whole)[0]
    before = _text(whole)[max(whole.claim.sentence[0], start - 30) : start]
    return _LED.search(before) is not None and not _exclude_each_other(parts)


def _exclude_each_other(parts: Sequence[Seen]) -> bool:
    """True where what is told of each part can be true of no other: 19 were rescued, 15 died."""
    told = _words_after(parts)
    return _kinds_differ(told) or any(_fates_differ(t) for t in (told, _words_before(parts)))


_WERE = re.compile(
    r"\s+(?:were|are|was|is)\s+(?:the\s+|an?\s+)?(?P<kind>[\w’-]+)\s+(?P<noun>[\w’-]+?)s?\b\s*(?:[,.;!?”]|and\b|$)"
)


def _kinds_differ(told: Sequence[str]) -> bool:
    """True for kinds of one noun: "29 were roadside bombs and 18 were car bombs"."""
    found = [_WERE.match(words) for words in told]
    kinds = {(m["kind"].casefold(), m["noun"].casefold()) for m in found if m is not None}
    return all(m is not None for m in found) and len(kinds) == len(told) and len({n for _, n in kinds}) == 1


def _fates_differ(told: Sequence[str]) -> bool:
    fates = []
    for words in told:
        said = set(re.findall(r"[\w’'-]+", words.casefold()))
        fates.append(
            [(i, j) for i, line in enumerate(_families()) for j, fate in enumerate(line) if said & fate]
        )
    if any(len(f) != 1 for f in fates):
        return False
    one_each = [f[0] for f in fates]
    return len({i for i, _ in one_each}) == 1 and len({j for _, j in one_each}) == len(one_each)


def _words_after(parts: Sequence[Seen]) -> list[str]:
    """The words behind each number, up to the next one."""
    ends = [_place(p)[0] for p in parts[1:]]
    ends.append(min(parts[-1].claim.sentence[1], _place(parts[-1])[1] + REACH))
    return [_text(p)[_place(p)[1] : end] for p, end in zip(parts, ends, strict=True)]


def _words_before(parts: Sequence[Seen]) -> list[str]:
    """The words before each number, from the one before it on."""
    starts = [
        max(parts[0].claim.sentence[0], _place(parts[0])[0] - NEXT),
        *(_place(p)[1] for p in parts[:-1]),
    ]
    return [_text(p)[start : _place(p)[0]] for p, start in zip(parts, starts, strict=True)]


def _place(claim: Seen) -> tuple[int, int]:
    span = claim.claim.quantity_span or claim.claim.span
    return span.start, span.end


def _text(claim: Seen) -> str:
    return claim.document.text.content if claim.document is not None else ""


REACH, NEXT = 80, 20
"""Code points behind the last number, and before the first one, in which is told what became of them."""


@cache
def _families() -> list[list[frozenset[str]]]:
    return [
        [frozenset(str(w) for w in fate) for fate in family] for family in vocabulary.words()["exclusive"]
    ]


def _has_no_subtotals(parts: Sequence[Seen], whole: Seen) -> bool:
    """False where the numbers above a total come to about twice as much, or to nothing like it."""
    total, high = sum(float(p.hard.low or 0) for p in parts), float(whole.hard.high or 0)
    return high > 0 and 0.6 < total / high < 1.6 and all((p.hard.low or 0) < high for p in parts)


NEAR = 0.25
"""How far, as a share of the total, parts may be from it that only the layout of the words shows as all."""


def _nearly(whole: Seen, parts: Sequence[Seen]) -> bool:
    """True where a slip in one figure can explain the gap, so that the parts are surely meant as all."""
    total, high = sum(float(p.hard.low or 0) for p in parts), float(whole.hard.high or 0)
    return abs(total - high) <= NEAR * high and all((p.hard.low or 0) < high for p in parts)


def _summable(claims: Sequence[Seen]) -> bool:
    first = claims[0].claim.quantity
    if first is None or first.dimension is Dimension.SHARE:
        # Percentages side by side are rarely parts of one that is printed.
        return False
    return all(
        c.claim.quantity is not None
        and c.claim.quantity.dimension is first.dimension
        and c.claim.quantity.unit == first.unit
        for c in claims
    )


def _someone_else(whole: Seen, parts: Sequence[Seen]) -> bool:
    """True where a part is told of another group than the whole: 56 by one and 18 by the other."""
    others = {p.actor for p in parts if p.actor is not None}
    return whole.actor is not None and whole.actor not in others and len(others) == len(parts)


def _is_wrong(whole: Seen, parts: Sequence[Seen], view: View) -> bool:
    content = whole.document.text.content if whole.document is not None else ""
    if _someone_else(whole, parts) or _is_score(parts, content) or leaves_out(whole, parts, view):
        return True
    # A number that one of its parts exceeds by itself is rarely their total.
    return whole.hard.high is not None and any((p.hard.low or 0) > whole.hard.high for p in parts)


def _is_score(parts: Sequence[Seen], content: str) -> bool:
    """True for two numbers set against each other, as in "by 22 points (47 to 25)"."""
    ordered = sorted(parts, key=lambda p: p.claim.span.start)
    return any(
        content[a.claim.span.end : b.claim.span.start].strip(" -–()")
        in {"to", "versus", "vs", "vs.", "against", ""}
        for a, b in pairwise(ordered)
    )


def _is_all(whole: Seen, parts: Sequence[Seen]) -> bool:
    """True where the words give the parts as all there is."""
    if whole.document is None:
        return False
    content = whole.document.text.content
    first = min(p.claim.span.start for p in parts)
    if whole.claim.span.end > first:
        return _is_total(whole, content)
    between = content[whole.claim.span.end : first][:200]
    if vocabulary.pattern("parts", "some").search(between):
        return False
    return bool(vocabulary.pattern("parts", "listing").search(between)) or _is_total(whole, content)


def _in_sentence(claims: list[Seen], view: View) -> list[Parts]:
    if not 3 <= len(claims) <= 40 or claims[0].document is None:
        return []
    content = claims[0].document.text.content
    for i, whole in enumerate(claims):
        rest = [c for c in claims if c is not whole and _may_be_part(c, whole, view)]
        if len(rest) < 2 or not _summable((whole, *rest)) or not _told_apart(rest):
            continue
        if _someone_else(whole, rest) or _is_score(rest, content):
            continue
        if _is_total(whole, content):
            return [Parts(whole, tuple(rest), True)]
        after = [c for c in claims[i + 1 :] if c in rest]
        if i == 0 and len(after) >= 2:
            between = content[whole.claim.span.end : after[0].claim.span.start]
            if vocabulary.pattern("parts", "some").search(between):
                return [Parts(whole, tuple(after), False)]
            if vocabulary.pattern("parts", "listing").search(between):
                return [Parts(whole, tuple(after), True)]
    return []


def _may_be_part(part: Seen, whole: Seen, view: View) -> bool:
    if part.thing is None or whole.thing is None:
        return False
    if part.measure and whole.measure:
        return view.measures.includes(whole.measure, part.measure)
    return part.thing == whole.thing


def _told_apart(parts: Sequence[Seen]) -> bool:
    """Parts must differ in something that is said, or they are one figure said twice."""
    said = {
        (p.thing, p.actor, p.target, p.place, p.modifiers, str(p.window and p.window.outer)) for p in parts
    }
    return len(said) == len(parts)


def _is_total(claim: Seen, content: str) -> bool:
    span, (start, end) = claim.claim.span, claim.claim.sentence
    quantity = claim.claim.quantity
    core = span.quote.find(quantity.core) if quantity is not None else 0
    before = content[max(start, span.start - 40) : span.start + max(0, core)]
    after = content[span.end : min(end, span.end + 40)]
    last = max(vocabulary.pattern("total", "before").finditer(before), key=lambda m: m.end(), default=None)
    if (
        last is not None
        and not any(ch.isdigit() for ch in before[last.end() :])
        and len(before) - last.end() < 15
    ):
        return True
    follows = vocabulary.pattern("total", "after").search(after)
    return follows is not None and not any(ch in ",;:" or ch.isdigit() for ch in after[: follows.start()])


def _compare(group: Parts, sheet: Sheet) -> None:
    whole, parts = group.whole, group.parts
    members = (whole, *parts)
    by_number = {m.number: m for m in members}
    strict = _conflict(group, usual=False)
    clash = strict or _conflict(group, usual=True)
    total = _sum(parts, usual=strict is None)
    printed = whole.hard if strict is not None else whole.usual
    terms = " + ".join(_term(p) for p in parts)
    shown = [f"{_term(p)}: {p.quote}" for p in parts] + [f"{_term(whole)}: {whole.quote} (the total)"]
    if clash is None:
        if group.exhaustive:
            shown.append(f"{terms} = {english.interval(total)}, as printed.")
        else:
            shown.append(f"{terms} = {english.interval(total)}, within {english.interval(printed)}.")
        sheet.add(
            KIND, Level.AGREES, f"{terms} fits the total of {english.interval(whole.hard)}", members, shown
        )
        return
    line = f"{terms} = {english.interval(total)}, but the text prints {english.interval(printed)}"
    gap = _gap(total, printed)
    if gap:
        line += f": {gap}"
    shown.append(line + ".")
    sheet.add(
        KIND,
        level(strict=strict is not None, ratio=_ratio(total, printed)),
        line,
        [by_number[n] for n in sorted(clash)],
        shown,
        strict=strict is not None,
        sensitivity=_sensitivity(group, total, printed),
    )


def _conflict(group: Parts, *, usual: bool) -> frozenset[int] | None:
    counts = Counts()
    names = {m.number: str(m.number) for m in (group.whole, *group.parts)}
    for m in (group.whole, *group.parts):
        counts.bounds.append(Bound(names[m.number], m.usual if usual else m.hard, m.number))
    counts.sums.append(
        Sum(names[group.whole.number], tuple(names[p.number] for p in group.parts), group.exhaustive)
    )
    core = counts.conflict(frozenset(names))
    return None if core is None else shrink(core, counts.conflict)


def _sum(parts: Sequence[Seen], *, usual: bool) -> Interval:
    total = Interval.exactly(0)
    for part in parts:
        total = total + (part.usual if usual else part.hard)
    return total


def _term(claim: Seen) -> str:
    quantity = claim.claim.quantity
    assert quantity is not None
    return english.number(quantity.stated) if quantity.stated is not None else quantity.words


def _gap(total: Interval, printed: Interval) -> str:
    if total.low is not None and printed.high is not None and total.low > printed.high:
        return f"{_by(total.low - printed.high)} more than the total"
    if total.high is not None and printed.low is not None and total.high < printed.low:
        return f"the parts are {_by(printed.low - total.high)} short of it"
    return ""


def _by(gap: Number) -> str:
    return "one" if gap == 1 else english.number(gap)


def _missing(total: Interval, printed: Interval) -> Number:
    return (printed.low or 0) - (total.high or 0)


def _ratio(total: Interval, printed: Interval) -> float:
    a = total.low if total.low is not None else total.high
    b = printed.high if printed.high is not None else printed.low
    return float(a / b) if a and b else 1.0


def _sensitivity(group: Parts, total: Interval, printed: Interval) -> list[Sensitivity]:
    found: list[Sensitivity] = []
    short = total.high is not None and printed.low is not None and total.high < printed.low
    if short:
        found.append(
            Sensitivity(
                "whether the parts are all there is",
                "where nothing but these parts makes up the total",
                f"if others that the text leaves out add {english.number(_missing(total, printed))}",
            )
        )
    if total.is_exact and printed.is_exact and total.low is not None and printed.low is not None:
        gap = total.low - printed.low
        found += [
            Sensitivity(
                f"the figure {part.quote}",
                f"as {english.number(part.hard.low)}",
                f"if it was meant to be {english.number(part.hard.low - gap)}",
            )
            for part in group.parts
            if part.hard.is_exact and part.hard.low is not None and part.hard.low - gap >= 0
        ]
    return found
