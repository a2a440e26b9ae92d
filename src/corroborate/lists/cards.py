"""Definition cards: what a list counts, and by which stated rules two lists differ (C11)."""

from __future__ import annotations

from collections.abc import Mapping as ReadOnly
from datetime import date
from typing import Any

from corroborate.errors import SettingError
from corroborate.lists.cells import days
from corroborate.lists.mapping import Mapping
from corroborate.model.record import DefinitionCard, Duplicates, Standing
from corroborate.model.source import NOT_STATED
from corroborate.model.window import DayRange

WORDS = ("title", "unit", "threshold", "merge_rule", "count_rule", "area", "citation")
SETTINGS = frozenset(
    (*WORDS, "date_precision", "place_precision", "window", "duplicates", "standing", "snapshot")
)


def card_of(
    mapping: Mapping,
    list_id: str,
    stated: ReadOnly[str, Any] | None = None,
    *,
    sha256: str = "",
    snapshot: DayRange | None = None,
) -> DefinitionCard:
    """The card of a list: what the user states, else what its format is known for, else "not stated".

    Raises SettingError for a setting that a card does not have, or a value that it cannot take.
    """
    told = {**mapping.card, **(stated or {})}
    for name in told:
        if name not in SETTINGS:
            raise SettingError(
                "a definition card has a setting that does not exist",
                value=name,
                hint=f"one of {', '.join(sorted(SETTINGS))}",
            )
    words = {name: str(told.get(name, NOT_STATED)).strip() or NOT_STATED for name in WORDS}
    if words["title"] == NOT_STATED and mapping.title:
        words["title"] = mapping.title
    return DefinitionCard(
        list_id=list_id,
        **words,
        date_precision=_table(told, "date_precision"),
        place_precision=_table(told, "place_precision"),
        window=day_range(told["window"]) if told.get("window") not in {None, NOT_STATED} else None,
        duplicates=_choice(Duplicates, told, "duplicates", Duplicates.FEW),
        standing=_choice(Standing, told, "standing", Standing.THIRD_PARTY),
        snapshot=day_range(told["snapshot"]) if told.get("snapshot") not in {None, NOT_STATED} else snapshot,
        sha256=sha256,
    )


def _table(told: ReadOnly[str, Any], name: str) -> dict[str, str]:
    table = told.get(name, {})
    if not isinstance(table, dict):
        raise SettingError(f"{name} of a definition card must be a table", value=table)
    return {str(k): str(v) for k, v in table.items()}


def _choice(kind: Any, told: ReadOnly[str, Any], name: str, default: Any) -> Any:
    value = str(told.get(name, default))
    try:
        return kind(value)
    except ValueError as error:
        choices = ", ".join(kind)
        raise SettingError(
            f"{name} of a definition card has no such value", value=value, hint=f"one of {choices}"
        ) from error


def day_range(words: Any) -> DayRange:
    """The days of words such as ``2010-01..2011-12`` or ``2024``; raises SettingError for any other."""
    if isinstance(words, DayRange):
        return words
    if isinstance(words, date):
        return DayRange.on(words)
    first, _, last = str(words).partition("..")
    ends = days(first, ("iso",)), days(last or first, ("iso",))
    if isinstance(ends[0], str) or isinstance(ends[1], str) or ends[0].first > ends[1].last:
        raise SettingError(
            "the days cannot be read", value=words, hint="write 2010-01-01..2011-12-31, 2011-03 or 2011"
        )
    return DayRange(ends[0].first, ends[1].last)
