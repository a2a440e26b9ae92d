"""A model that Splink saved, as starting weights of our laws; our learnt laws, as settings for Splink."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from corroborate.errors import InputError, TableError
from corroborate.linkage.fields import FieldLaw
from corroborate.model.linkage import Linkage

DAYS = (0.0, 1.0, 2.0, 3.0, 5.5, 11.0, 20.0, 1.0, 2.0, 3.0, 5.5, 11.0, 20.0)
"""A gap in days for each level of the law of dates."""

KM = (0.0, 1.0, 3.5, 7.5, 15.0, 30.0, 60.0, 120.0, 240.0)
"""A distance for each of the first levels of the law of places; the others are names of units."""

_WITHIN = re.compile(r"<=?\s*([0-9.]+(?:\s*\*\s*[0-9.]+)*)\s*\)*\s*$")
_EQUAL = re.compile(r'^\(?\s*"?(?P<a>\w+?)_l"?\s*=\s*"?(?P<b>\w+?)_r"?\s*\)?$')
_FIELDS = (
    ("place", re.compile(r"radians|lat|lon|coord|geo", re.IGNORECASE)),
    ("date", re.compile(r"day|date|epoch", re.IGNORECASE)),
    ("deaths", re.compile(r"death|fatal|killed", re.IGNORECASE)),
    ("injured", re.compile(r"injur|wounded", re.IGNORECASE)),
    ("type", re.compile(r"type|category", re.IGNORECASE)),
    ("name", re.compile(r"name", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class SplinkModel:
    """What a model of Splink says of our laws.

    ``starts`` are weights of the levels of each law, by its name, as `link` takes them: learning goes on from
    them. ``used`` and ``unused`` say in words what was taken from the model and what could not be, and why.
    """

    starts: Mapping[str, tuple[float, ...]]
    used: tuple[str, ...]
    unused: tuple[str, ...]


def read_settings(path: str | Path, laws: Sequence[FieldLaw]) -> SplinkModel:
    """The m probabilities of a model that Splink saved, on the levels of our laws.

    Dates and places are mapped by thresholds in days and km, other fields where Splink asks whether two
    values are equal. u probabilities, the prior and blocking rules are left out and named: what unrelated
    records look like is learnt around each record, and candidates come from precision. Raises TableError for
    a file that is no such model.
    """
    file = Path(path)
    if not file.is_file():
        raise InputError("there is no such file", value=file)
    try:
        comparisons = json.loads(file.read_text(encoding="utf-8"))["comparisons"]
        return _model(
            [(str(c["output_column_name"]), list(c["comparison_levels"])) for c in comparisons], laws
        )
    except (ValueError, KeyError, TypeError) as error:
        raise TableError(
            "this is no model of Splink",
            value=file,
            hint="write one with `linker.misc.save_model_to_json(path)`",
        ) from error


def _model(comparisons: Sequence[tuple[str, list[dict[str, Any]]]], laws: Sequence[FieldLaw]) -> SplinkModel:
    by_name = {law.name: law for law in laws}
    starts: dict[str, tuple[float, ...]] = {}
    used, unused = [], []
    for column, levels in comparisons:
        name = next((n for n, words in _FIELDS if n in by_name and words.search(column)), None)
        if name is None or name in starts:
            reason = "there is no law of ours for it" if name is None else f"{name} was taken already"
            unused.append(f"{column}: {reason}")
            continue
        stated = [v for v in levels if not v.get("is_null_level")]
        if any("m_probability" not in v for v in stated):
            unused.append(f"{column}: not all of its levels have an m probability")
            continue
        law = by_name[name]
        if name in ("date", "place"):
            weights, said = _by_distance(law, stated, DAYS if name == "date" else KM)
        else:
            weights, said = _by_equality(law, stated)
        unused += [f"{column}, {words}" for words in said]
        if weights is not None:
            starts[name] = weights
            used.append(f"{column}: m of {len(stated) - len(said)} of {len(stated)} levels, for {name}")
    unused.append("u probabilities: what unrelated records look like is learnt around each record")
    unused.append("prior and blocking rules: learnt, and from the precision of dates and places")
    return SplinkModel(starts, tuple(used), tuple(unused))


def _by_distance(
    law: FieldLaw, stated: Sequence[Mapping[str, Any]], middle: Sequence[float]
) -> tuple[tuple[float, ...] | None, list[str]]:
    """The mass of each threshold on the levels whose middle lies below it and above the last one."""
    weights = np.array(law.start, np.float64)
    at = np.array(middle)
    share = np.zeros(len(at))
    low, said = -1.0, []
    for level in stated:
        condition = str(level["sql_condition"])
        high = np.inf if condition.strip().upper() == "ELSE" else _threshold(condition)
        inside = np.flatnonzero((at > low) & (at <= high)) if high is not None else np.zeros(0, np.int64)
        if high is None or not len(inside):
            said.append(f"{_label(level)}: no level of ours is like it")
            continue
        part = weights[inside] / weights[inside].sum()
        share[inside] += float(level["m_probability"]) * part
        low = high
    if not share.any():
        return None, said
    # Levels of ours that Splink knows nothing of, such as a shared province, keep their share.
    weights[: len(at)] = np.maximum(share / share.sum(), 1e-4) * weights[: len(at)].sum()
    return tuple(weights.tolist()), said


def _by_equality(
    law: FieldLaw, stated: Sequence[Mapping[str, Any]]
) -> tuple[tuple[float, ...] | None, list[str]]:
    """The mass of equal values on the first level; what is left of it keeps the proportions of the law."""
    equal, said = 0.0, []
    for level in stated:
        condition = str(level["sql_condition"]).strip()
        match = _EQUAL.match(condition)
        same = match is not None and match["a"] == match["b"]
        # Levels go from narrow to wide: a second one that asks for equality asks it of coarser codes.
        if not equal and (same or _threshold(condition) == 0.0):
            equal = float(level["m_probability"])
        elif condition.upper() != "ELSE":
            said.append(f"{_label(level)}: no level of ours is like it")
    if not 0.0 < equal < 1.0:
        return None, said
    rest = np.array(law.start[1:], np.float64)
    return (equal, *((1.0 - equal) * rest / rest.sum()).tolist()), said


def _threshold(condition: str) -> float | None:
    """The number that a condition ends with, in days where it counts seconds; None where there is none."""
    match = _WITHIN.search(condition)
    if match is None:
        return None
    value = float(np.prod([float(part) for part in match[1].split("*")]))
    return value / 86_400.0 if "epoch" in condition.lower() else value


def _label(level: Mapping[str, Any]) -> str:
    return f"“{level.get('label_for_charts') or level['sql_condition']}”"


_SAME = '"{0}_l" = "{0}_r"'
_APART = "abs(first_day_l - first_day_r) <= {}"
_KM = (
    "2 * 6371.0088 * asin(sqrt(pow(sin(radians(lat_r - lat_l) / 2), 2) + cos(radians(lat_l)) * "
    "cos(radians(lat_r)) * pow(sin(radians(lon_r - lon_l) / 2), 2))) < {}"
)
_RATIO = "greatest({0}_l + 0.5, {0}_r + 0.5) / least({0}_l + 0.5, {0}_r + 0.5) < {1}"
_SIDES = (
    "least(actor_a_l, actor_b_l) = least(actor_a_r, actor_b_r) and "
    "greatest(actor_a_l, actor_b_l) = greatest(actor_a_r, actor_b_r)"
)

_Steps = tuple[tuple[str, tuple[int, ...]], ...]
"""A condition in SQL, and the levels of the law that it gathers."""

_EXPORTED: Mapping[str, tuple[str, _Steps]] = {
    "date": (
        "first_day",
        tuple((_APART.format(d), at) for d, at in zip(
            (0, 1, 2, 3, 7, 14), ((0,), (1, 7), (2, 8), (3, 9), (4, 10), (5, 11)), strict=True)),
    ),
    "place": ("lat", tuple((_KM.format(km), at) for km, at in zip(
        (0.1, 2, 5, 10, 20, 40, 80, 160), ((0,), (1,), (2,), (3,), (4,), (5,), (6,), (7,)), strict=True))),
    "actors": ("actor_a", ((_SIDES, (0,)),)),
    "type": ("event_type", ((_SAME.format("event_type"), (0,)),)),
    "deaths": ("deaths_low", ((_SAME.format("deaths_low"), (0, 1)),
        *((_RATIO.format("deaths_low", r), (k,)) for r, k in ((1.26, 2), (1.6, 3), (2.5, 4), (6.3, 5))))),
    "injured": ("injured_low", ((_SAME.format("injured_low"), (0, 1)),
        *((_RATIO.format("injured_low", r), (k,)) for r, k in ((1.26, 2), (1.6, 3), (2.5, 4), (6.3, 5))))),
}  # fmt: skip
NOT_EXPORTED = {"place": (9, 10, 11, 12)}
"""Levels that speak of records without a point, to which Splink's null level stands."""


def write_settings(linkage: Linkage, path: str | Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write the learnt laws as settings for Splink 5; gives the fields written, and those that could not be.

    The m probabilities are those of statements as fine as the truth, averaged over lists. u is left for
    Splink to estimate, because here it differs from record to record. Conditions name the columns of a
    `RecordTable`.
    """
    laws: dict[str, dict[int, list[float]]] = {}
    for key, value in linkage.parameters.items():
        kind, _, rest = key.partition("/")
        if kind == "law":
            name, _, own, true, level = rest.rsplit("/", 4)
            if own == true == "0":
                laws.setdefault(name.split("/")[0], {}).setdefault(int(level), []).append(value)
    comparisons: list[dict[str, Any]] = []
    left: list[str] = []
    for name, levels in laws.items():
        if name not in _EXPORTED:
            left.append(name)
            continue
        mean = {k: float(np.mean(v)) for k, v in levels.items() if k not in NOT_EXPORTED.get(name, ())}
        column, steps = _EXPORTED[name]
        null = " OR ".join(f'"{column}_{side}" IS NULL' for side in "lr")
        rows: list[dict[str, Any]] = [
            {"sql_condition": null, "label_for_charts": f"{name} is not stated", "is_null_level": True}
        ]
        whole = sum(mean.values())
        remaining = dict(mean)
        for condition, gathered in steps:
            mass = sum(remaining.pop(k, 0.0) for k in gathered) / whole
            rows.append({"sql_condition": condition, "label_for_charts": condition, "m_probability": mass})
        rows.append(
            {
                "sql_condition": "ELSE",
                "label_for_charts": "apart",
                "m_probability": sum(remaining.values()) / whole,
            }
        )
        comparisons.append({"output_column_name": name, "comparison_levels": rows})
    settings = {
        "link_type": "link_and_dedupe" if len(linkage.lists) > 1 else "dedupe_only",
        "sql_dialect": "duckdb",
        "unique_id_column_name": "unique_id",
        "source_dataset_column_name": "source_dataset",
        "blocking_rules_to_generate_predictions": [
            {"blocking_rule": "abs(l.first_day - r.first_day) <= 10 and abs(l.lat - r.lat) <= 0.36 "
             "and abs(l.lon - r.lon) <= 0.36 / greatest(cos(radians(l.lat)), 0.01)",
             "sql_dialect": "duckdb"}
        ],
        "comparisons": comparisons,
    }  # fmt: skip
    Path(path).write_text(json.dumps(settings, indent=2) + "\n", encoding="utf-8")
    return tuple(str(c["output_column_name"]) for c in comparisons), tuple(left)
