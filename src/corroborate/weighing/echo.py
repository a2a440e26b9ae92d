"""Echoes: statements of a number that do not say who counted, taken as repeats of the one figure they fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from corroborate.model.interval import Interval
from corroborate.weighing import days, words
from corroborate.weighing.count import Count


def is_telling(value: Interval) -> bool:
    """True where the same number twice is hardly chance: exact, two digits or more, and not round."""
    low = value.low
    return bool(value.is_exact and isinstance(low, int) and low > 10 and low % 10)


def adopt(counts: Sequence[Count], families: Mapping[str, str], named: Mapping[str, str]) -> list[Count]:
    """Give a count that names no counter, or no actor, those of the one figure in the case that it fits.

    It fits a figure with the same telling number, of a kindred measure, whose window shares a day with
    its own. Where several figures fit, none is taken. ``families`` gives the family of a measure.
    """
    whole: dict[tuple[str, Interval], list[Count]] = {}
    for count in counts:
        if not _is_loose(count) and is_telling(count.value):
            whole.setdefault((families[count.measure], count.value), []).append(count)
    result = []
    for count in counts:
        fits = whole.get((families[count.measure], count.value), []) if _is_loose(count) else []
        fits = [f for f in fits if _may_repeat(count, f)]
        if len({(f.actor, f.area, f.basis, f.counter) for f in fits}) == 1:
            first = fits[0]
            where = named.get(count.sources[0], "")
            line = (
                f"{where} prints {words.interval(count.value)} without saying who counted what; it is taken "
                f"to repeat {first.counter}."
            )
            count = replace(
                count,
                actor=first.actor,
                area=first.area,
                basis=first.basis,
                counter=first.counter,
                target=count.target or first.target,
                inferred=True,
                named=False,
                working=(*count.working, line),
            )
        result.append(count)
    return result


def _is_loose(count: Count) -> bool:
    return not count.named or not count.actor


def _may_repeat(count: Count, figure: Count) -> bool:
    if count.actor not in {"", figure.actor} or count.area not in {"", figure.area}:
        return False
    if count.named and count.counter != figure.counter:
        return False
    if count.window is None or figure.window is None:
        return True
    return days.shared(count.window, figure.window).high != 0
