"""Peers on the same data, where they can be imported: quantulum3, Recognizers-Text, dateparser.

Nothing of them is a dependency; install them into an environment of their own to get their rows.
"""

from __future__ import annotations

import importlib
import logging
import warnings
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from reading_quantities import _gold, _matched, cases

Read = Callable[[str], list[float]]
SPECS = {
    "numbers": "NumberModel",
    "currency": "CurrencyModel",
    "dimension": "DimensionModel",
    "age": "AgeModel",
}


PEERS = {"quantulum3": "quantulum3", "Recognizers-Text": "recognizers_suite", "dateparser": "dateparser"}


def missing() -> dict[str, str]:
    """The peers that cannot be imported, each with the reason."""
    found: dict[str, str] = {}
    for name, module in PEERS.items():
        try:
            importlib.import_module(module)
        except ImportError as error:
            found[name] = f"cannot be imported: {error}"
    return found


def quantulum3() -> dict[str, Read]:
    """Values by quantulum3, the same reader for every spec."""
    from quantulum3 import parser

    def values(text: str) -> list[float]:
        try:
            return [q.value for q in parser.parse(text)]
        except Exception:  # noqa: BLE001 - a peer that fails on a text has read nothing of it
            return []

    return dict.fromkeys(SPECS, values)


def recognizers() -> dict[str, Read]:
    """Values by Recognizers-Text, one model for each spec."""
    import recognizers_suite as suite
    from recognizers_suite import Culture

    models = {
        "numbers": suite.recognize_number,
        "currency": suite.recognize_currency,
        "dimension": suite.recognize_dimension,
        "age": suite.recognize_age,
    }

    def reader(model: Callable[..., Any]) -> Read:
        def values(text: str) -> list[float]:
            found = []
            for result in model(text, Culture.English):
                try:
                    found.append(float((result.resolution or {}).get("value")))
                except (TypeError, ValueError):
                    continue
            return found

        return values

    return {name: reader(model) for name, model in models.items()}


def spec_scores(shared: Path, readers: dict[str, Read]) -> dict[str, Any]:
    """F1 of values on each spec, as `reading_quantities.values` counts."""
    result: dict[str, Any] = {}
    for task, name in SPECS.items():
        hits = gold_total = found_total = 0
        for case in cases(shared, name):
            gold = [g for r in case["Results"] if (g := _gold(r)) is not None]
            if any(_gold(r) is None for r in case["Results"]):
                continue
            found = readers[task](case["Input"])
            hits += _matched(gold, found)
            gold_total, found_total = gold_total + len(gold), found_total + len(found)
        result[task] = {"gold": gold_total, "f1": 2 * hits / max(1, gold_total + found_total)}
    return result


def dateparser_scores(shared: Path) -> dict[str, Any]:
    """Relaxed F1 of dateparser's search on AQUAINT, against the same gold spans."""
    from dateparser.search import search_dates
    from reading_time import timeml

    hits = gold_total = found_total = 0
    for path in sorted((shared / "reading" / "aquaint-timeml" / "train").glob("*.tml"))[:20]:
        text, created, gold = timeml(path)
        settings = {"RELATIVE_BASE": datetime(created.year, created.month, created.day)}  # noqa: DTZ001
        found = search_dates(text, languages=["en"], settings=settings) or []
        places, at = [], 0
        for words, _ in found:
            at = text.find(words, at)
            if at >= 0:
                places.append((at, at + len(words)))
                at += len(words)
        left = set(range(len(places)))
        for item in gold:
            hit = next((i for i in left if places[i][0] < item.end and item.start < places[i][1]), None)
            if hit is not None:
                left.discard(hit)
                hits += 1
        gold_total, found_total = gold_total + len(gold), found_total + len(places)
    return {
        "documents": 20,
        "gold": gold_total,
        "relaxed": round(200 * hits / max(1, gold_total + found_total), 1),
    }


def score(shared: Path) -> dict[str, Any]:
    """The rows of every peer that can be imported; the others say that they are absent."""
    warnings.simplefilter("ignore")
    logging.disable(logging.WARNING)
    result: dict[str, Any] = dict(missing())
    if "quantulum3" not in result:
        result["quantulum3"] = spec_scores(shared, quantulum3())
    if "Recognizers-Text" not in result:
        result["Recognizers-Text"] = spec_scores(shared, recognizers())
    if "dateparser" not in result:
        result["dateparser"] = {"aquaint": dateparser_scores(shared)}
    return result
