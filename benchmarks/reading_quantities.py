"""Quantities against the Recognizers-Text specs: ranges as intervals, numbers, money, shares, ages, units."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from corroborate.claims.quantities import QuantityMention, find_quantities
from corroborate.model.interval import Interval
from corroborate.model.quantity import Dimension, Hedge

TOLERANCE = 1e-5
CONVENTIONS = {
    "a power or exponent": r"\^|\d[eE][+-]?\d|x10|\d\s+over\s+\d",
    "an address, date, phone or case number": (
        r"\d\.\d+\.\d+\.\d|\d/\d+/\d{4}|\+1-|\b[A-Z]{3}-\d|\bnrs?\.|\d{15}"
    ),
    "a unit makes it a measure": r"\d ?(?:ml|km|m)\b",
    "an ordinal as the bottom of a fraction": r"(?:first|fifth|fourth|eighth|hundredth|trillionth)s?\b",
    "a hyphen or a suffix behind a blank": r"\w - ?\w|^ ?- \d|\d {1,2}[kGM]\b|\d[GM]\b",
    "dozens written short": r"\bdo?zs\b",
    "a unit before the currency's code": r"\bM(?:USD|EUR|GBP|AUD)\b",
    "cents without their name": r"(?:dollars?|USD|\$) (?:and )?[\w-]+(?: [\w-]+)?\.?$|points? of",
    "a sign that news in English does not use": r"[₡₾₭元]|ரூ|\bsen\b|kuai|satoshis",
    "blanks inside numbers and abbreviations": r"\d / \d| mr \. ",
}
"""Ways of writing that the specs read otherwise than we do, or that no text of ours has, by reason."""
Ends = tuple[float | None, float | None]


def cases(shared: Path, name: str) -> Iterator[dict[str, Any]]:
    """The cases of one spec file."""
    path = shared / "reading" / "recognizers-specs" / f"{name}.json"
    yield from json.loads(path.read_text(encoding="utf-8-sig"))


def near(a: float | None, b: float | None) -> bool:
    """True where two ends agree within the tolerance of the scoring rules."""
    if a is None or b is None or a == b:
        return a == b
    return abs(a - b) <= TOLERANCE * max(abs(a), abs(b), 1e-9)


def range_of(text: str) -> tuple[Ends, bool]:
    """The ends of a spec's interval, and whether its lower end is open; ``[20,30)`` holds 30 in words."""
    low, high = text[1:-1].split(",")
    return (float(low) if low else None, float(high) if high else None), text[0] == "("


def ranges(shared: Path) -> dict[str, Any]:
    """NumberRange: a case is right when all its intervals are found and no other hedged number is."""
    right, wrong = 0, []
    for case in cases(shared, "NumberRangeModel"):
        gold = sorted(_key(range_of(r["Resolution"]["value"])[0]) for r in case["Results"])
        found = sorted(_key(_said(m)) for m in find_quantities(case["Input"]).mentions if _is_range(m))
        if len(gold) == len(found) and all(
            near(a[0], b[0]) and near(a[1], b[1]) for a, b in zip(gold, found, strict=True)
        ):
            right += 1
        else:
            wrong.append({"input": case["Input"], "gold": gold, "found": found})
    total = right + len(wrong)
    return {"cases": total, "right": right, "share": right / total, "wrong": wrong}


def _key(ends: Ends) -> tuple[float, float]:
    low, high = ends
    return (float("-inf") if low is None else low, float("inf") if high is None else high)


def _is_range(mention: QuantityMention) -> bool:
    hedge = mention.quantity.hedge
    if hedge in {Hedge.MORE, Hedge.LEAST, Hedge.LESS, Hedge.MOST, Hedge.RANGE}:
        return True
    words = mention.quantity.words.lower()
    return hedge is Hedge.NONE and "equal" in words


def _said(mention: QuantityMention) -> Ends:
    """The ends as said: "more than 20" says 20, although it entails 21."""
    quantity = mention.quantity
    said = quantity.stated
    if quantity.hedge in {Hedge.MORE, Hedge.LEAST} and said is not None:
        return said, None
    if quantity.hedge in {Hedge.LESS, Hedge.MOST} and said is not None:
        return None, said
    return _unstrict(mention, quantity.hard)


def _unstrict(mention: QuantityMention, hard: Interval) -> Ends:
    """The two numbers of a range as said; strict bounds of whole numbers are moved back by one."""
    words = mention.quantity.words.lower()
    low, high = hard.low, hard.high
    strict_low = re.search(
        r"(?<!no )\b(more|larger|greater|higher|above|over)\b(?! than or| or equal)", words
    )
    strict_high = re.search(
        r"(?<!no )\b(less|smaller|lower|below|under|fewer)\b(?! than or| or equal)", words
    )
    whole = isinstance(low, int) and isinstance(high, int) and mention.quantity.dimension is Dimension.COUNT
    if whole and low is not None and high is not None and mention.quantity.hedge is Hedge.RANGE:
        return (low - 1 if strict_low else low, high + 1 if strict_high else high)
    return low, high


def values(shared: Path, name: str, read: Callable[[QuantityMention], float | None]) -> dict[str, Any]:
    """Values of a spec as multisets: precision, recall and F1 over all its results."""
    hits = gold_total = found_total = 0
    apart: Counter[str] = Counter()
    beside = [0, 0, 0]
    wrong: list[dict[str, Any]] = []
    for case in cases(shared, name):
        gold = [g for r in case["Results"] if (g := _gold(r)) is not None]
        if any(_gold(r) is None for r in case["Results"]):
            continue
        found = [f for m in find_quantities(case["Input"]).mentions if (f := read(m)) is not None]
        matched = _matched(gold, found)
        hits, gold_total, found_total = hits + matched, gold_total + len(gold), found_total + len(found)
        why = next((r for r, p in CONVENTIONS.items() if re.search(p, case["Input"])), None)
        missed = matched < max(len(gold), len(found))
        if missed and why is not None:
            apart[why] += 1
        else:
            beside = [a + b for a, b in zip(beside, (matched, len(gold), len(found)), strict=True)]
        if missed:
            wrong.append({"input": case["Input"], "gold": gold, "found": found})
    precision = hits / found_total if found_total else 0.0
    recall = hits / gold_total if gold_total else 0.0
    f1 = 2 * precision * recall / (precision + recall) if hits else 0.0
    rest = 2 * beside[0] / max(1, beside[1] + beside[2])
    return {
        "gold": gold_total,
        "precision": precision,
        "recall": recall,
        "f1": f1,
        "cases apart by convention": dict(apart),
        "f1 of the others": rest,
        "wrong": wrong,
    }


def _gold(result: dict[str, Any]) -> float | None:
    value = result["Resolution"].get("value")
    try:
        return float(str(value).rstrip("%"))
    except ValueError:
        return None


def _matched(gold: list[float], found: list[float]) -> int:
    left = Counter(range(len(found)))
    hits = 0
    for g in gold:
        for i in left:
            if left[i] and near(g, found[i]):
                left[i] -= 1
                hits += 1
                break
    return hits


def plain(mention: QuantityMention) -> float | None:
    """The number said, percentages as printed."""
    q = mention.quantity
    said = q.stated
    if said is None:
        return None
    return said * 100 if q.unit == "percent" else float(said)


def only(*dimensions: Dimension) -> Callable[[QuantityMention], float | None]:
    """Reads mentions of some dimensions only."""
    return lambda m: plain(m) if m.quantity.dimension in dimensions else None


MEASURES = (
    Dimension.DISTANCE,
    Dimension.AREA,
    Dimension.WEIGHT,
    Dimension.TEMPERATURE,
    Dimension.SPEED,
    Dimension.OTHER,
)


def score(shared: Path) -> dict[str, Any]:
    """Every spec that has numbers."""
    return {
        "number ranges": ranges(shared),
        "numbers": values(shared, "NumberModel", plain),
        "currency": values(shared, "CurrencyModel", only(Dimension.MONEY)),
        "percent": values(shared, "PercentModel", only(Dimension.SHARE)),
        "age": values(shared, "AgeModel", only(Dimension.AGE)),
        "dimension": values(shared, "DimensionModel", only(*MEASURES)),
    }


if __name__ == "__main__":
    import sys

    for task, row in score(Path(sys.argv[1])).items():
        print(task, {k: v for k, v in row.items() if k != "wrong"})
        for case in row["wrong"] if len(sys.argv) > 2 and sys.argv[2] in task else ():
            print("   ", case)
