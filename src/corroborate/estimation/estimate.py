"""From capture histories to an estimate or a refusal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from corroborate.errors import SettingError
from corroborate.estimation.coverage import low_coverage
from corroborate.estimation.gates import refusal, usable
from corroborate.estimation.methods import chosen, run
from corroborate.estimation.sensitivity import spread as spread_of
from corroborate.estimation.sensitivity import spread_cautions
from corroborate.estimation.table import histories
from corroborate.model.estimate import Estimate, Method, Refused
from corroborate.model.estimation import SPREADS, checked_method, checked_settings


def estimate(
    table: Any,
    *,
    method: str = "auto",
    level: float = 0.95,
    seed: int = 0,
    spread: str = "full",
    settings: Mapping[str, Any] | None = None,
    progress: Callable[[str], None] | None = None,
) -> Estimate | Refused:
    """How many there were in all, or why that cannot be said.

    ``table`` is anything that `corroborate.estimation.table.histories` takes. ``method`` is one of `Method`
    or "auto". ``settings`` go to the method. ``spread`` is "full" (every method beside it), "quick"
    (all but the latent classes) or "none" (for callers that show it themselves). ``progress``
    is called with what is being done. Same table, settings and seed: same result. Raises TableError and
    SettingError; a table that cannot carry an estimate is no error but a `Refused`.
    """
    checked_level(level)
    if spread not in SPREADS:
        raise SettingError("there is no such spread", value=spread, hint=f"one of {', '.join(SPREADS)}")
    note = progress or _silent
    lists = usable(histories(table))
    checked_method(method)
    checked_settings(method, settings or {})
    barred = refusal(lists, None if method == "auto" else Method(method))
    if barred is not None:
        return barred
    name = chosen(lists) if method == "auto" else Method(method)
    note(f"the estimate: {name}")
    found = run(name, lists, level=level, seed=seed, settings=_watched(name, settings or {}, note))
    if spread == "none":
        return found
    around = spread_of(lists, found, seed=seed, level=level, full=spread == "full", note=note)
    more = [c for c in (*low_coverage(lists), *spread_cautions(around)) if c.code not in _codes(found)]
    return replace(found, spread=around, cautions=(*found.cautions, *more))


def checked_level(level: float) -> None:
    """Raise SettingError where no interval can have such a level."""
    if not 0.5 <= level < 1:
        raise SettingError("the level of an interval must be from 0.5 to below 1", value=level)


def _watched(name: Method, settings: Mapping[str, Any], note: Callable[[str], None]) -> Mapping[str, Any]:
    """The settings, with latent classes telling how far their chains are."""
    if name is not Method.LATENT:
        return settings

    def tell(sweeps: int, size: float, agreement: float) -> None:
        draws = f"{sweeps:,} sweeps worth {size:,.0f} draws, R-hat {agreement:.2f}"
        note(f"the estimate: {name}, {draws}")

    return {"progress": tell, **settings}


def _codes(found: Estimate | Refused) -> set[str]:
    return {caution.code for caution in found.cautions}


def _silent(_: str) -> None:
    """No progress asked for."""
