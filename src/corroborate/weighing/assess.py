"""Assessments: the rule that decides what a claim is worth, with its working and its assumption."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from corroborate.model.assessment import Assessment, Basis
from corroborate.model.claim import AnyClaim, Modality, Polarity
from corroborate.model.evidence import SliceEvidence
from corroborate.model.finding import Checked, Finding, Level
from corroborate.model.measure import Measures
from corroborate.weighing import bylists, days, ratio, words
from corroborate.weighing.compare import Beside
from corroborate.weighing.count import Count
from corroborate.weighing.group import Copies, Group, Misquote
from corroborate.weighing.rules import BY_ID


@dataclass(frozen=True, slots=True)
class Bench:
    """All that claims are weighed against, indexed by claim."""

    count: Mapping[str, Count]
    group: Mapping[str, Group]
    beside: Mapping[str, Beside]
    misquote: Mapping[str, Misquote]
    copies: Mapping[str, tuple[Copies, Count]]
    contradicted: Mapping[str, Finding]
    agreeing: Mapping[str, Finding]
    measures: Measures
    lists: Mapping[str, SliceEvidence] = field(default_factory=dict)


def findings_by_claim(checked: Checked, claims: Sequence[AnyClaim], *, agree: bool) -> dict[str, Finding]:
    """The first finding that holds each claim: strict contradictions, or agreements of unlike numbers."""
    values = {c.id: None if c.quantity is None else c.quantity.hard for c in claims}
    found: dict[str, Finding] = {}
    for finding in checked.findings:
        if agree and len({values.get(c) for c in finding.claims}) < 2:
            continue
        if (finding.level is Level.AGREES) is agree and (agree or finding.strict):
            for claim in finding.claims:
                found.setdefault(claim, finding)
    return found


def assess(claim: AnyClaim, bench: Bench) -> Assessment:
    """The first rule that applies."""
    for rule in _RULES:
        decided = rule(claim, bench)
        if decided is not None:
            return decided
    return _decide(claim, "W14-nothing-beside-it", ())


def _decide(
    claim: AnyClaim,
    rule: str,
    working: Sequence[str],
    assumption: str | None = None,
    against: Sequence[str] = (),
) -> Assessment:
    return Assessment(
        claim.id, BY_ID[rule].rating, rule, tuple(working), assumption, tuple(dict.fromkeys(against))
    )


def _not_asserted(claim: AnyClaim, bench: Bench) -> Assessment | None:
    if claim.modality is Modality.ASSERTED and claim.polarity is Polarity.AFFIRMED:
        return None
    if claim.id in bench.contradicted or claim.id in bench.agreeing:
        return None
    return _decide(claim, "W15-not-asserted", ())


def _misquoted(claim: AnyClaim, bench: Bench) -> Assessment | None:
    quote = bench.misquote.get(claim.id)
    if quote is None or not quote.settled:
        return None
    first, second = quote.primary, quote.secondary
    return _decide(
        claim,
        "W1-window-misquoted",
        [
            (
                f"Here {words.interval(second.value)} of {second.counter} stands for "
                f"{words.window(second.window)}."
            ),
            f"A closer statement gives the same number for {words.window(first.window)}.",
        ],
        f"if both speak of the same count of {first.counter}",
        [first.id, *first.claims],
    )


def _copy(claim: AnyClaim, bench: Bench) -> Assessment | None:
    if claim.id not in bench.copies:
        return None
    copies, own = bench.copies[claim.id]
    others = [v for v in copies.variants if v is not own]
    shown = words.listed([words.interval(v.value) for v in others])
    against = [c for v in others for c in v.claims]
    line = f"Here {words.interval(own.value)}, elsewhere {shown}, for one count of {own.counter}."
    if copies.kept is None:
        return _decide(claim, "W3-copies-differ", [line], None, against)
    if own is copies.kept:
        return None
    return _decide(
        claim,
        "W2-copy-contradicted",
        [line, "It does not agree with the other numbers printed beside it."],
        "if the other numbers printed beside it are right",
        [*against, *([copies.finding] if copies.finding else [])],
    )


def _contradicted(claim: AnyClaim, bench: Bench) -> Assessment | None:
    finding = bench.contradicted.get(claim.id)
    if finding is None or any(_is_wrong_copy(c, bench) for c in finding.claims):
        return None
    assumption = "; ".join(f"{s.on}: {s.holds}" for s in finding.sensitivity) or None
    others = [c for c in finding.claims if c != claim.id]
    return _decide(
        claim, "W4-cannot-hold-together", [finding.title, *finding.working], assumption, [finding.id, *others]
    )


def _is_wrong_copy(claim: str, bench: Bench) -> bool:
    """True where another publication's copy shows which claim of a contradiction is the wrong one."""
    if claim not in bench.copies:
        return False
    copies, own = bench.copies[claim]
    return copies.kept is not None and own is not copies.kept


def _against_verified(claim: AnyClaim, bench: Bench) -> Assessment | None:
    count, side = bench.count.get(claim.id), bench.beside.get(claim.id)
    if count is None or side is None:
        return None
    low = side.inside.value.low or 0
    narrower = bench.measures.includes(count.measure, side.series.counts[0].measure)
    counter = side.series.counts[0].counter
    known = ratio.known(side.series.counts[0])
    line = (
        f"{counter} {known} {words.interval(side.inside.value)} within {words.window(count.window)}; "
        f"the claim is {words.interval(count.value)}."
    )
    gap = (
        [f"{words.day_count(side.inside.uncovered)} of the window are covered by no such count."]
        if side.inside.uncovered.high != 0
        else []
    )
    against = [c.id for c in (*side.inside.whole, *side.inside.partial)]
    if side.series.counts[0].basis is not Basis.VERIFIED:
        if count.value.low is None or count.value.low < low:
            return None
        assumption = f"if {counter} counted the same kind of thing, and how it counted is sound"
        return _decide(claim, "W16-more-than-counted", [line, *gap], assumption, against)
    if count.basis is Basis.COUNTED_CLAIMS:
        if count.value.low is None or count.value.low < low:
            return None
        return _decide(
            claim,
            "W8-more-than-verified",
            [line, *gap],
            f"if {_what(count, bench.measures)} include such as {counter} could not verify; a count of "
            f"claims says "
            "what was claimed, not what happened",
            against,
        )
    if narrower and count.value.high is not None and count.value.high < low:
        return _decide(
            claim, "W5-fewer-than-verified", [line], _same_thing(count, side, bench.measures), against
        )
    if narrower and count.value.low is not None and low >= count.value.low:
        return _decide(
            claim, "W6-as-many-verified", [line], _same_thing(count, side, bench.measures), against
        )
    announced = _announced(count, bench.group[claim.id], bench.measures)
    if announced is not None:
        return announced_too_few(claim, count, announced)
    return _decide(
        claim,
        "W8-more-than-verified",
        [line, *gap],
        f"if {_what(count, bench.measures)} include such as {counter} could not verify"
        + (
            "" if count.measure == side.series.counts[0].measure else ", and such as it does not count at all"
        ),
        against,
    )


def announced_too_few(claim: AnyClaim, count: Count, announced: Count) -> Assessment:
    """The claim is larger than the party's own announcements over a window as long or longer."""
    return _decide(
        claim,
        "W7-more-than-announced",
        [
            (
                f"{announced.counter} counted {words.interval(announced.value)} announced in "
                f"{words.window(announced.window)}, which holds {words.window(count.window)}; "
                f"the claim is {words.interval(count.value)}."
            )
        ],
        "if the party announces what it does, and the count of its announcements is complete",
        [announced.id, *announced.claims],
    )


def _announced(count: Count, group: Group, measures: Measures) -> Count | None:
    """A count of the party's own claims over at least the claim's window that is smaller than the claim."""
    if count.window is None or count.value.low is None:
        return None
    for other in group.announced:
        if other.value.high is None or other.value.high >= count.value.low:
            break
        if (
            other.window is not None
            and count.window.surely_within(other.window)
            and measures.includes(other.measure, count.measure)
        ):
            return other
    return None


def _alone_against_claims(claim: AnyClaim, bench: Bench) -> Assessment | None:
    count = bench.count.get(claim.id)
    if count is None or count.basis is not Basis.CLAIMED:
        return None
    announced = _announced(count, bench.group[claim.id], bench.measures)
    return None if announced is None else announced_too_few(claim, count, announced)


def _third_party(claim: AnyClaim, bench: Bench) -> Assessment | None:
    count = bench.count.get(claim.id)
    if count is None or count.window is None or count.basis not in {Basis.VERIFIED, Basis.COUNTED_CLAIMS}:
        return None
    group = bench.group[claim.id]
    exact = days.bounds(count.window)
    for other in group.same_window.get((count.basis, count.measure, exact), ()) if exact else ():
        if other.counter != count.counter and other.value.overlaps(count.value):
            return _decide(
                claim,
                "W10-counters-agree",
                [f"{count.short()}; {other.short()}; both over {words.window(count.window)}."],
                f"if {count.counter} and {other.counter} counted independently of each other",
                [other.id, *other.claims],
            )
    if count.basis is not Basis.VERIFIED:
        return None
    for other in group.claimed:
        if other.value.low is None or count.value.high is None or other.value.low < count.value.high:
            break
        if other.window is not None and count.window.surely_within(other.window):
            return _decide(
                claim,
                "W9-verified-below-claims",
                [
                    (
                        f"{words.interval(count.value)} in {words.window(count.window)} is no more than the "
                        f"{other.short()} in {words.window(other.window)}."
                    )
                ],
                f"if {count.counter} attributed them to the right party",
                [other.id, *other.claims],
            )
    return None


def _own_arithmetic(claim: AnyClaim, bench: Bench) -> Assessment | None:
    finding = bench.agreeing.get(claim.id)
    if finding is None:
        return None
    return _decide(claim, "W11-own-arithmetic", [finding.title, *finding.working], None, [finding.id])


def _incomparable(claim: AnyClaim, bench: Bench) -> Assessment | None:
    count = bench.count.get(claim.id)
    if count is None:
        return None
    group = bench.group[claim.id]
    if len(group.counts) < 2:
        return None
    if count.window is None:
        return _decide(claim, "W13-no-window", ())
    window = count.window
    if not any(
        c.window is not None and c.claims != count.claims and days.shared(c.window, window).high != 0
        for c in group.counts
    ):
        return _decide(claim, "W12-no-shared-days", ())
    return None


def _against_lists(claim: AnyClaim, bench: Bench) -> Assessment | None:
    return bylists.assess(claim, bench.count.get(claim.id), bench.lists, bench.measures)


def _decided_by_lists(claim: AnyClaim, bench: Bench) -> Assessment | None:
    """Of claims that cannot all hold, lists may say which is wrong: the clash stays in the working."""
    finding = bench.contradicted.get(claim.id)
    found = None if finding is None else _against_lists(claim, bench)
    if finding is None or found is None or found.rule not in _DECISIVE:
        return None
    others = [finding.id, *(c for c in finding.claims if c != claim.id)]
    return replace(
        found,
        working=(*found.working, f"{finding.title}."),
        against=tuple(dict.fromkeys((*found.against, *others))),
    )


def _same_thing(count: Count, side: Beside, measures: Measures) -> str:
    counter = side.series.counts[0].counter
    return f"if {_what(count, measures)} and what {counter} verified are the same kind of thing"


def _what(count: Count, measures: Measures) -> str:
    return f"the {measures.label(count.measure)} claimed"


_DECISIVE = frozenset({"W17-fewer-than-recorded", "W18-as-many-recorded", "W19-exceeds-estimate"})
"""Rules by which lists say more of a claim than that it clashes with another."""

_RULES: tuple[Callable[[AnyClaim, Bench], Assessment | None], ...] = (
    _not_asserted,
    _misquoted,
    _copy,
    _decided_by_lists,
    _contradicted,
    _against_lists,
    _against_verified,
    _alone_against_claims,
    _third_party,
    _own_arithmetic,
    _incomparable,
)
