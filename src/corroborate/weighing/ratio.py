"""What a verified count is of a claimed one, each over its own window, and what separates the two."""

from __future__ import annotations

from corroborate.model.assessment import Basis, Figure
from corroborate.model.interval import Interval
from corroborate.model.measure import Measures
from corroborate.weighing import days, words
from corroborate.weighing.count import Count, digest

CLAIMS = {Basis.CLAIMED: "claimed", Basis.COUNTED_CLAIMS: "claimed (as counted by a third party)"}


def share(part: Interval, whole: Interval) -> Interval:
    """The interval of all ratios of a count to another; open where the other can be nought or unbounded."""
    low = 0.0 if whole.high is None or part.low is None or not whole.high else part.low / whole.high
    high = None if part.high is None or not whole.low else part.high / whole.low
    return Interval(low, high)


def rate(count: Count) -> Interval | None:
    """Counts a day over a count's own window; None without a window of known length."""
    if count.window is None:
        return None
    span = days.length(count.window)
    if not span.low or not span.high:
        return None
    low = 0.0 if count.value.low is None else count.value.low / span.high
    return Interval(low, None if count.value.high is None else count.value.high / span.low)


def per_day(value: Interval) -> str:
    """A rate in words, to two places, rounded outwards where it is a range."""
    if value.is_exact and value.low is not None:
        return f"{value.low:.2f} a day"
    if value.low is not None and value.high is None:
        return f"{int(value.low * 100) / 100:.2f} or more a day"
    if value.low is not None and value.high is not None and f"{value.low:.2f}" == f"{value.high:.2f}":
        return f"{value.low:.2f} a day"
    return f"{int((value.low or 0) * 100) / 100:.2f} to {-int(-(value.high or 0) * 100 // 1) / 100:.2f} a day"


def figure(verified: Count, claimed: Count, measures: Measures) -> Figure:
    """The ratio as a figure, with both windows in its working."""
    value = share(verified.value, claimed.value)
    return Figure(
        digest("figure", "share", verified.id, claimed.id),
        f"{verified.label(measures)} in {words.window(verified.window)}, as a share of "
        f"{claimed.label(measures)} in {words.window(claimed.window)}",
        value,
        words.percent(value),
        tuple(dict.fromkeys(verified.claims + claimed.claims)),
        (sentence(verified, claimed), *windows(verified, claimed), *rates(verified, claimed)),
        claimed.window,
        Basis.NOT_STATED,
        unit="share",
        kind="share",
    )


def sentence(verified: Count, claimed: Count) -> str:
    """``137 verified in 274 days (…) against 222 claimed in 305 days (…): 62%``."""
    ratio = words.percent(share(verified.value, claimed.value))
    return f"{over(verified)} against {over(claimed)}: {ratio}."


def known(count: Count) -> str:
    """``verified``, or ``counted`` where the words do not say how a third party knows."""
    return "verified" if count.basis is Basis.VERIFIED else "counted"


def over(count: Count) -> str:
    """A count with its basis and window: ``137 verified in 274 days (1 February–31 October 2024)``."""
    how = CLAIMS.get(count.basis, known(count))
    if count.window is None:
        return f"{count.shown} {how}"
    span = words.day_count(days.length(count.window))
    return f"{count.shown} {how} in {span} ({words.window(count.window)})"


def windows(verified: Count, claimed: Count) -> list[str]:
    """How the two windows lie to each other, in days."""
    a, b = verified.window, claimed.window
    if a is None or b is None:
        return ["One of the two states no window."]
    both = days.shared(a, b)
    if both.high == 0:
        return ["The windows share no day."]
    more = [
        f"the {name} cover{s} {words.day_count(rest)} more"
        for name, s, rest in (
            ("claims", "", _rest(days.length(b), both)),
            (f"{known(verified)} figure", "s", _rest(days.length(a), both)),
        )
        if rest.high != 0
    ]
    if not more and both == days.length(a) == days.length(b):
        return [f"Both cover the same {words.day_count(both)}."]
    return [f"The windows do not match: they share {words.day_count(both)}; {' and '.join(more)}."]


def rates(verified: Count, claimed: Count) -> list[str]:
    """The rates a day, each over its own window."""
    a, b = rate(verified), rate(claimed)
    if a is None or b is None:
        return []
    return [f"A day, each over its own window: {per_day(a)} {known(verified)} against {per_day(b)} claimed."]


def separates(verified: Count, claimed: Count, measures: Measures) -> list[str]:
    """Why the two are not the same count: window, basis, definition."""
    reasons = []
    if verified.window is None or claimed.window is None or verified.window != claimed.window:
        reasons.append(f"window: {words.window(verified.window)} against {words.window(claimed.window)}")
    who = f"{verified.counter or 'a third party'} {known(verified)}"
    if verified.basis is not Basis.VERIFIED:
        who += ", how is not stated"
    how = f"{claimed.counter or 'a party'} claimed"
    if claimed.basis is Basis.COUNTED_CLAIMS:
        how = f"{claimed.counter or 'a third party'} counted what the party claims, without verifying it"
    reasons.append(f"how it is known: {who}; {how}")
    if verified.measure != claimed.measure:
        reasons.append(definition(verified, claimed, measures))
    return reasons


def definition(verified: Count, claimed: Count, measures: Measures) -> str:
    """What the two words count, where they are not one measure."""
    a, b = measures.label(verified.measure), measures.label(claimed.measure)
    if measures.includes(claimed.measure, verified.measure):
        wider = f"every one of the {a} is among the {b}, but not the other way round"
    elif measures.includes(verified.measure, claimed.measure):
        wider = f"every one of the {b} is among the {a}, but not the other way round"
    else:
        wider = "neither includes the other"
    return f"definition: {a} against {b}; {wider}"


def _rest(span: Interval, both: Interval) -> Interval:
    low = max(0, (span.low or 0) - int(both.high if both.high is not None else span.low or 0))
    high = None if span.high is None else max(low, span.high - int(both.low or 0))
    return Interval(low, high)
