"""On what a finding turns: another day of publication, another reading of a hedge."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from corroborate.consistency import english
from corroborate.consistency.rebase import rebased
from corroborate.consistency.seen import Seen
from corroborate.model.finding import Sensitivity
from corroborate.model.quantity import Hedge

REACH = 4_000
"""How many days before and after the day given other days of publication are tried."""


@dataclass(frozen=True, slots=True)
class Other:
    """Days of publication around the day given for which a conflict stands or vanishes."""

    day: date
    before: date | None
    """The last earlier day on which the conflict vanishes."""
    after: date | None
    """The first later day on which it vanishes."""
    until: date | None = None
    """The last day from ``after`` on without the conflict; None where it does not come back within reach."""


def with_window(claim: Seen, day: date) -> Seen:
    """The claim as it would be, had its document been published on another day."""
    if claim.window is None or not claim.hangs_on_publication:
        return claim
    return replace(claim, claim=replace(claim.claim, window=rebased(claim.window, day)))


def other_days(claims: Sequence[Seen], stands: Callable[[Sequence[Seen]], bool]) -> Other | None:
    """The nearest days of publication on which a conflict of the claims would not stand.

    None where no claim hangs on the publication or the claims hang on several publications. The days
    are searched one by one near the day given and by bisection further off.
    """
    hanging = [c for c in claims if c.hangs_on_publication]
    documents = {c.claim.span.text_id for c in hanging}
    if len(documents) != 1:
        return None
    anchor = hanging[0].window.anchor if hanging[0].window else None
    if anchor is None or anchor.days is None or anchor.days.last is None:
        return None
    given = anchor.days.last

    def stands_on(offset: int) -> bool | None:
        try:
            day = given + timedelta(days=offset)
        except OverflowError:
            return None
        return stands([with_window(c, day) for c in claims])

    before, after = _nearest(stands_on, -1), _nearest(stands_on, 1)
    back = None
    if after is not None:
        back = _nearest(lambda offset: None if (here := stands_on(after + offset)) is None else not here, 1)
    return Other(
        given,
        given + timedelta(days=before) if before is not None else None,
        given + timedelta(days=after) if after is not None else None,
        given + timedelta(days=(after or 0) + back - 1) if back is not None else None,
    )


def _nearest(stands_on: Callable[[int], bool | None], sign: int) -> int | None:
    last_standing = 0
    step = 1
    at = sign
    while abs(at) <= REACH:
        here = stands_on(at)
        if here is None:
            return None
        if not here:
            low, high = last_standing, at
            while abs(high - low) > 1:
                middle = (low + high) // 2
                if stands_on(middle):
                    low = middle
                else:
                    high = middle
            return high
        last_standing = at
        step = min(step * 2, 28)
        at += sign * step
    return None


def publication(claims: Sequence[Seen], stands: Callable[..., bool]) -> list[Sensitivity]:
    """Other days of publication as a sensitivity, in words; empty where the conflict never vanishes."""
    other = other_days(claims, lambda moved: stands(*moved))
    return [] if other is None else publication_words(other, _document(claims))


def publication_words(other: Other, document: str) -> list[Sensitivity]:
    """The sensitivity of a conflict to the day of publication."""
    if other.before is None and other.after is None:
        return [
            Sensitivity(
                f"the day on which {document} was published, taken as {english.day(other.day)}",
                "for any publication within ten years of it",
                "on no day within ten years of it",
            )
        ]
    holds, vanishes = [], []
    if other.before is not None:
        holds.append(f"after {english.day(other.before)}")
        vanishes.append(f"up to {english.day(other.before)}")
    if other.after is not None:
        holds.append(f"before {english.day(other.after)}")
        end = f"to {english.day(other.until)}" if other.until is not None else "on"
        vanishes.append(f"from {english.day(other.after)} {end}")
    return [
        Sensitivity(
            f"the day on which {document} was published, taken as {english.day(other.day)}",
            f"for any publication {' and '.join(holds)}",
            f"for a publication {' or '.join(vanishes)}",
        )
    ]


def _document(claims: Sequence[Seen]) -> str:
    return next(c.source for c in claims if c.hangs_on_publication)


def hedge_readings(claims: Sequence[Seen]) -> list[Sensitivity]:
    """Which numbers are bare, so that a reading as an approximate figure would loosen the conflict."""
    found = []
    for claim in claims:
        quantity = claim.claim.quantity
        if quantity is not None and quantity.hedge is Hedge.NONE and not quantity.usual.is_exact:
            found.append(
                Sensitivity(
                    f"{claim.quote} read as a round figure",
                    f"as exactly {english.interval(quantity.hard)}",
                    f"possibly, if it means {english.interval(quantity.usual)}",
                )
            )
    return found
