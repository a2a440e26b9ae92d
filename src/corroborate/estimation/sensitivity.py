"""How far an estimate depends on what no data can test: other methods, priors, fewer lists."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from corroborate.estimation.effort import CHAINS, CLASSES, FEWEST_SWEEPS, seconds_a_sweep
from corroborate.estimation.gates import refusal, usable
from corroborate.estimation.lowerbound import at_least
from corroborate.estimation.methods import Settings, applicable, run
from corroborate.estimation.naive import two_at_a_time
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import (
    Caution,
    Estimate,
    FamilyMember,
    Hidden,
    Method,
    Refused,
    Spread,
    Variant,
)
from corroborate.model.interval import Interval

ODDS = (0.5, 2 / 3, 1.5, 2.0)
"""By what the odds of being unseen are multiplied (Aleshin-Guendel, Sadinle & Wakefield 2021)."""

LIGHT: dict[Method, Settings] = {
    Method.BIC: {"replicates": 300, "kept": 30},
    Method.STEPWISE: {"replicates": 500},
}
LIGHT_WORK = 40.0
"""Seconds of one core for the latent classes beside another result."""
AGAIN_WORK = 60.0
"""And for all their runs with a list hidden, or with a list left out, together."""
NOT_AFFORDED = "not tried: with so many lists it would take too long; the largest lists are."


def light(method: Method, histories: CaptureHistories, times: int = 0) -> Settings:
    """Settings with which a method runs beside another one; less work each where it runs several times."""
    if method is not Method.LATENT:
        return LIGHT.get(method, {})
    if not times:
        return {"work": LIGHT_WORK}
    return {"work": max(AGAIN_WORK / times, _at_least(histories)), "tempering": False}


def affordable(histories: CaptureHistories, method: Method | None, *, hidden: bool = False) -> frozenset[str]:
    """The lists that can be left out, or hidden, one by one: all, or the largest where runs are long.

    A run on the members of a hidden list is shorter than one on the whole table, by the list's share.
    """
    if method is not Method.LATENT:
        return frozenset(histories.lists)
    ranked = sorted(zip(histories.sizes, histories.lists, strict=True), key=lambda at: (-at[0], at[1]))
    left, found = AGAIN_WORK, []
    for size, name in ranked:
        left -= _at_least(histories) * (size / histories.n if hidden else 1.0)
        if left < 0:
            break
        found.append(name)
    return frozenset(found)


def _at_least(histories: CaptureHistories) -> float:
    """Seconds of one core that the fewest sweeps of the latent classes take."""
    return FEWEST_SWEEPS * CHAINS * seconds_a_sweep(histories, CLASSES)


CHAO_ASSUMES = "individuals differ in how likely they are to be listed; a lower bound, no estimate"

Note = Callable[[str], None]


def spread(
    histories: CaptureHistories,
    result: Estimate | Refused,
    *,
    seed: int,
    level: float,
    full: bool,
    note: Note,
) -> Spread:
    """Everything that belongs beside a result; ``full`` runs the latent classes, too."""
    families = _families(histories, result, seed, level, full, note)
    together = envelope([f.interval for f in families if f.interval], at_least(histories).interval)
    hidden = hide_each_list(histories, result.method, seed=seed, level=level, note=note)
    variants = [*_odds(result)]
    if result.method is not None:
        note("other priors, and each list left out")
        variants += _priors(histories, result.method, seed, level)
        variants += _dropped(histories, result.method, seed, level)
    variants += two_at_a_time(histories, level)
    return Spread(families, together, hidden, tuple(variants), _words(families, together, hidden))


def envelope(intervals: Sequence[Interval], *others: Interval) -> Interval | None:
    """The smallest interval that holds all of them; None for none, open where one is open."""
    given = [*intervals, *others]
    if not intervals:
        return None
    lows = [i.low for i in given]
    highs = [i.high for i in given]
    low = None if None in lows else min(v for v in lows if v is not None)
    high = None if None in highs else max(v for v in highs if v is not None)
    return Interval(low, high)


NEARLY_HIDDEN = Caution(
    "nearly_hidden_unknowable",
    "If some can hardly be listed at all, the total is higher, and nothing in the lists can show it.",
)
"""Goes with every estimate: nobody can know how many are out of every list's reach."""


def spread_cautions(found: Spread) -> tuple[Caution, ...]:
    """Disjoint families, hidden lists whose members were underestimated, and what no data can show."""
    cautions = [NEARLY_HIDDEN]
    members = [f for f in found.families if f.interval is not None and f.method is not Method.CHAO]
    apart = [
        (a.method, b.method)
        for i, a in enumerate(members)
        for b in members[i + 1 :]
        if a.interval is not None and b.interval is not None and not a.interval.overlaps(b.interval)
    ]
    if apart:
        shown = "; ".join(f"{a} and {b}" for a, b in apart)
        cautions.append(
            Caution(
                "families_disjoint", f"Methods contradict each other: the intervals of {shown} do not meet."
            )
        )
    tested = [h for h in found.hidden if h.covered is not None]
    below = [h for h in tested if h.interval and h.interval.high is not None and h.interval.high < h.truth]
    if below:
        cautions.append(
            Caution(
                "hidden_list_missed",
                f"For {len(below)} of {len(tested)} lists whose members were hidden the interval ends below "
                "their known number; this estimate may be too low, too.",
            )
        )
    untested = len(found.hidden) - len(tested)
    if found.hidden and untested * 2 > len(found.hidden):
        cautions.append(
            Caution(
                "hidden_lists_untestable",
                f"For {untested} of {len(found.hidden)} lists the members cannot be estimated from the other "
                "lists, so there is little to test the method on.",
            )
        )
    return tuple(cautions)


def hide_each_list(
    histories: CaptureHistories,
    method: Method | None,
    *,
    seed: int,
    level: float,
    note: Note = lambda _: None,
) -> tuple[Hidden, ...]:
    """The members of each list estimated from the other lists, where the answer is known.

    Needs four lists. The method is run as it is, and the cheap families for the envelope.
    """
    found = []
    if len(histories.lists) < 4:
        return ()
    tried = affordable(histories, method, hidden=True)
    for name, truth in zip(histories.lists, histories.sizes, strict=True):
        if name not in tried:
            found.append(Hidden(name, truth, 0, None, None, NOT_AFFORDED))
            continue
        note(f"members of {name} estimated from the other lists")
        members = histories.members_of(name)
        seen = members.n
        if not seen:
            found.append(Hidden(name, truth, 0, None, None, "no other list holds any of them."))
            continue
        members = usable(members)
        barred = refusal(members)
        if barred is not None:
            found.append(Hidden(name, truth, seen, None, None, barred.reason))
            continue
        results = {
            m: run(
                m,
                members,
                level=level,
                seed=seed,
                settings=light(m, members, len(tried)),
            )
            for m in applicable(members)
            if m is not Method.LATENT or m is method
        }
        together = envelope(
            [r.interval for r in results.values() if isinstance(r, Estimate)], at_least(members).interval
        )
        own = results.get(method) if method else None
        interval = own.interval if isinstance(own, Estimate) else None
        reason = own.reason if isinstance(own, Refused) else None
        found.append(Hidden(name, truth, seen, interval, together, reason))
    return tuple(found)


def _families(
    histories: CaptureHistories, result: Estimate | Refused, seed: int, level: float, full: bool, note: Note
) -> tuple[FamilyMember, ...]:
    found = []
    for method in applicable(histories):
        if method is Method.LATENT and not full and result.method is not Method.LATENT:
            continue
        note(f"beside it: {method}")
        if method is result.method:
            other = result
        else:
            other = run(method, histories, level=level, seed=seed, settings=light(method, histories))
        found.append(_member(method, other))
    bound = at_least(histories)
    found.append(FamilyMember(Method.CHAO, "", bound.bound, bound.interval, CHAO_ASSUMES))
    return tuple(found)


def _member(method: Method, result: Estimate | Refused) -> FamilyMember:
    if isinstance(result, Refused):
        return FamilyMember(method, "", None, None, "", result.reason)
    settings = ", ".join(f"{k} {v}" for k, v in result.settings.items())
    return FamilyMember(method, settings, result.centre, result.interval, result.assumption)


def _odds(result: Estimate | Refused) -> list[Variant]:
    """The unseen multiplied: what an effect that joins all lists would do, which no data can show."""
    if isinstance(result, Refused):
        return []
    found = []
    for factor in ODDS:
        low, high = result.interval.low, result.interval.high
        found.append(
            Variant(
                "highest_order_odds",
                f"odds of being unseen times {factor:.3g}",
                result.n + factor * (result.centre - result.n),
                Interval(
                    None if low is None else math.floor(result.n + factor * (low - result.n)),
                    None if high is None else math.ceil(result.n + factor * (high - result.n)),
                ),
            )
        )
    return found


def _priors(histories: CaptureHistories, method: Method, seed: int, level: float) -> list[Variant]:
    base = 2.0 ** -len(histories.lists)
    settings: dict[Method, list[tuple[str, Settings]]] = {
        Method.DECOMPOSABLE: [
            ("delta a quarter", {"delta": base / 4}),
            ("delta four times", {"delta": base * 4}),
            ("delta 0.5", {"delta": 0.5}),
            ("flat prior on the total", {"log_prior": "flat"}),
            ("saturated graph let in", {"saturated": True}),
        ],
        Method.LATENT: [
            ("5 classes", {"classes": 5, **light(Method.LATENT, histories)}),
            ("listing rates Beta(0.5, 2)", {"a": 0.5, "b": 2.0, **light(Method.LATENT, histories)}),
        ],
    }
    return [
        _variant("prior", name, run(method, histories, level=level, seed=seed, settings=given))
        for name, given in settings.get(method, [])
    ]


def _dropped(histories: CaptureHistories, method: Method, seed: int, level: float) -> list[Variant]:
    if len(histories.lists) < 4:
        return []
    found = []
    tried = affordable(histories, method)
    for name in histories.lists:
        if name not in tried:
            found.append(Variant("list_dropped", f"without {name}", None, None, NOT_AFFORDED))
            continue
        fewer = usable(histories.without(name))
        result = refusal(fewer, method) or run(
            method, fewer, level=level, seed=seed, settings=light(method, fewer, len(tried))
        )
        found.append(_variant("list_dropped", f"without {name}", result))
    return found


def _variant(kind: str, name: str, result: Estimate | Refused) -> Variant:
    if isinstance(result, Refused):
        return Variant(kind, name, None, None, result.reason)
    return Variant(kind, name, result.centre, result.interval)


def _words(
    families: Sequence[FamilyMember], together: Interval | None, hidden: Sequence[Hidden]
) -> tuple[str, ...]:
    found = []
    spoke = [f for f in families if f.interval is not None and f.method is not Method.CHAO]
    if together is not None:
        high = "no upper bound" if together.high is None else f"{together.high:,.0f}"
        found.append(
            f"All methods together leave {together.low:,.0f} to {high} open; {len(spoke)} of "
            f"{len([f for f in families if f.method is not Method.CHAO])} gave an interval."
        )
    tested = [h for h in hidden if h.covered is not None]
    held = sum(bool(h.covered) for h in tested)
    enveloped = sum(bool(h.envelope_covered) for h in hidden)
    if hidden:
        found.append(
            f"Hide-a-list test: of {len(hidden)} lists {len(tested)} could be tested; the interval held the "
            f"known number in {held}, all methods together in {enveloped}."
        )
    else:
        found.append("With fewer than four lists the method cannot be tested on a hidden list.")
    return tuple(found)
