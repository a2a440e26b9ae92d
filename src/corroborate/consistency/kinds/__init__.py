"""The kinds of check, one module each; a new kind is one file and one line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from corroborate.consistency.kinds import (
    age,
    copied,
    coverage,
    echo,
    elapsed,
    hedges,
    incidents,
    order,
    rates,
    shares,
    slips,
    sources,
    speaker,
    sums,
    totals,
    universal,
    versions,
    weekdays,
    wholes,
    windows,
    zero,
)
from corroborate.consistency.sheet import Sheet
from corroborate.consistency.view import View


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of check: its name in findings, what it looks for in a sentence, and the check."""

    name: str
    about: str
    run: Callable[[View, Sheet], None]


KINDS: tuple[Kind, ...] = (
    Kind(sums.KIND, "parts that do not add up to the total printed beside them", sums.check),
    Kind(shares.KIND, "a percentage that is not that of its numbers", shares.check),
    Kind(wholes.KIND, "more of something than there is of it", wholes.check),
    Kind(windows.KIND, "a count over a stretch of time above the count over a longer one", windows.check),
    Kind(totals.KIND, "separate parts that exceed a total given elsewhere", totals.check),
    Kind(rates.KIND, "counts over unequal windows whose rates are far apart", rates.check),
    Kind(age.KIND, "ages and dates that no day of birth can satisfy", age.check),
    Kind(elapsed.KIND, "elapsed time and anniversaries that do not fit their dates", elapsed.check),
    Kind(order.KIND, "an order of events, or two dates of one, that cannot be", order.check),
    Kind(coverage.KIND, "figures that cover days after they were published", coverage.check),
    Kind(weekdays.KIND, "a weekday that the date does not have", weekdays.check),
    Kind(incidents.KIND, "an incident outside the window of the count it is held against", incidents.check),
    Kind(speaker.KIND, "one speaker, two numbers for one thing", speaker.check),
    Kind(sources.KIND, "two speakers, two numbers for one thing", sources.check),
    Kind(copied.KIND, "a figure of one publication that others print differently", copied.check),
    Kind(versions.KIND, "a figure that differs between versions of one publication", versions.check),
    Kind(slips.KIND, "a slip of unit or word: thousand for million, killed for casualties", slips.check),
    Kind(hedges.KIND, "a hedge lost or changed in paraphrase", hedges.check),
    Kind(zero.KIND, "none against some", zero.check),
    Kind(universal.KIND, "all or solely against some", universal.check),
    Kind(echo.KIND, "one figure repeated, which is one claim", echo.check),
)
"""All kinds, in the order in which they run."""
