"""Facts with known truth put into wordings that the program was not made with a view of.

Each file of ``wordings/`` is one independent set: by kind a list of texts with slots for the facts.
``||`` separates two documents, and ``<a/b>`` stands for one or the other, the same one throughout a case.
The sets differ in wording only; the facts are drawn here. ``kept`` and ``sealed`` were written before the
reader was mended, and their misses are never looked at.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from generate import FILLER, GROUPS, MONTHS, PEOPLE, PLACES, SOURCES, WEEKDAYS, Case, Page

FOLDER = Path(__file__).parent / "wordings"
SETS = ("first", "second", "third", "fourth", "fifth", "sixth", "kept", "sealed")
HEDGES = ("more than", "almost", "nearly", "at least", "fewer than", "about")
ALLOWED: Mapping[str, frozenset[str]] = {
    "window": frozenset({"total", "whole"}),
    "total": frozenset({"window", "sum"}),
    "rate": frozenset({"window"}),
    "elapsed": frozenset({"order"}),
    "speaker": frozenset({"copy", "sources"}),
    "sources": frozenset({"copy", "speaker"}),
    "copy": frozenset({"sources", "speaker"}),
    "version": frozenset({"speaker", "copy", "window"}),
    "dated": frozenset({"order", "elapsed"}),
    "sum": frozenset({"total"}),
}
"""Other kinds under which the same seed may rightly be found."""


@cache
def load(name: str) -> Mapping[str, Any]:
    """One set."""
    found: Mapping[str, Any] = yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))
    return found


def cases(name: str, kind: str, number: int, seed: int) -> list[Case]:
    """So many cases of a kind in the wordings of a set, every other one seeded; all wordings come up."""
    draw = random.Random(f"{name} {kind} {seed}")
    return [_case(load(name)[kind], kind, i, draw) for i in range(number)]


def _case(entry: Any, kind: str, i: int, draw: random.Random) -> Case:
    seeded = i % 2 == 0
    facts = _facts(draw, kind, seeded)
    if isinstance(entry, dict):
        text = _two_sayings(entry, i // 2, seeded, facts, draw)
    else:
        text = entry[(i // 2) % len(entry)]
    text = _filled(_chosen(text, draw), facts)
    words = (facts["t"].split()[-1],) if kind == "zero" else ()
    pages = text.split("||")
    published = ["2024-09-01", "2024-09-20"]
    return Case(
        "order" if kind == "dated" else kind,
        seeded,
        tuple(_page(p, n, kind, published[n], draw) for n, p in enumerate(pages)),
        words,
        ALLOWED.get(kind, frozenset()),
    )


def _page(text: str, number: int, kind: str, published: str, draw: random.Random) -> Page:
    before, after = draw.sample(FILLER, 2)
    joint = draw.choice([" ", "\n\n"])
    body = joint.join([before, text.strip(), after])
    if kind == "version":
        return Page(body, published=published, title="one title", author="Ann Reporter")
    return Page(body, title=f"text {number}", author=("Ann Reporter", "Bo Writer")[number])


def _two_sayings(
    entry: Mapping[str, Any], i: int, seeded: bool, facts: dict[str, str], draw: random.Random
) -> str:
    if "topic" in entry:
        facts["t"] = entry["topic"][i % len(entry["topic"])]
        facts["t^"] = facts["t"][0].upper() + facts["t"][1:]
        one = entry["one"][i % len(entry["one"])]
        if seeded:
            two = entry["two"][(i + i // len(entry["two"])) % len(entry["two"])]
        else:
            others = entry.get("fine") or [o for o in entry["one"] if o != one]
            two = others[i % len(others)]
        form = draw.choice(["“{}”, {} said.", "“{},” {} told reporters."])
        said = [form.replace("{}", s, 1).replace("{}", facts["N"]) for s in (one, two)]
    else:
        at = i % len(entry["one"])
        said = [entry[k][at] for k in ("one", "two" if seeded else "fine")]
    draw.shuffle(said)
    return f"{said[0]} {draw.choice(FILLER)}\n\n{said[1]}"


def _chosen(template: str, draw: random.Random) -> str:
    """One of the alternatives in each pair of angle brackets.

    Brackets whose alternatives begin alike ("<adoption/signing>", "<adopted/signed>") get the same one.
    """
    places: dict[tuple[str, ...], int] = {}
    for pair in dict.fromkeys(re.findall(r"<[^<>]*>", template)):
        ways = pair[1:-1].split("/")
        place = places.setdefault(tuple(w.casefold()[:4] for w in ways), draw.randrange(len(ways)))
        template = template.replace(pair, ways[place])
    return template


def _filled(template: str, facts: Mapping[str, str]) -> str:
    text = re.sub(r"\{([^}]+)\}", lambda m: facts[m.group(1)], template)
    return re.sub(r"(^|[.!?]”?\s+|\|\||“)the ", lambda m: f"{m.group(1)}The ", text)


def _facts(draw: random.Random, kind: str, seeded: bool) -> dict[str, str]:
    """Everything that a slot can ask for, true or with the one figure off that the seed changes."""
    off = draw.choice([-1, 1]) * draw.choice([1, 2, 3, 9]) if seeded else 0
    a, b = draw.sample(GROUPS, 2)
    p, q, r = draw.sample(PLACES, 3)
    source, other_source = draw.sample(SOURCES, 2)
    person = draw.choice(PEOPLE)
    x, y, z = (draw.randint(15, 80) for _ in range(3))
    facts: dict[str, object] = {
        "A": a[0], "B": b[0], "P": p, "Q": q, "R": r, "N": person, "S": person.split()[1],
        "SRC": source, "SRC2": other_source,
        "x": x, "y": y, "z": z, "t2": x + y + off, "t3": x + y + z + off,
    }  # fmt: skip
    facts |= _counts(draw, seeded)
    facts |= _days(draw, seeded)
    if kind == "incident":
        facts["on"] = facts["incident"]
    if kind == "weekday":
        facts["month"] = str(facts["date1"]).split()[1]
    if kind == "whole":
        few = draw.randint(18, 40)
        facts |= {"total": few, "part": few + draw.randint(2, 20) if seeded else draw.randint(3, few - 1)}
    return {k: str(v) for k, v in facts.items()}


def _counts(draw: random.Random, seeded: bool) -> dict[str, object]:
    total = draw.randint(120, 400)
    part = draw.randint(30, total - 20)
    percent = 100 * part / total
    if seeded:
        percent += draw.choice([4, 9, 15]) * (1 if percent < 50 else -1)
    small = draw.randint(20, 120)
    quarters = [draw.randint(20, 60) for _ in range(3)]
    verified = draw.randint(20, 60)
    times = draw.uniform(2.5, 6) if seeded else draw.uniform(0.9, 1.1)
    value = draw.randint(60, 300)
    hedge = draw.choice(HEDGES)
    return {
        "total": total,
        "part": part,
        "pct": f"{percent:.1f}",
        "small": small,
        "large": small - draw.randint(1, 15) if seeded else small + draw.randint(1, 90),
        "a1": quarters[0],
        "a2": quarters[1],
        "a3": quarters[2],
        "whole": sum(quarters) - draw.randint(1, 15) if seeded else sum(quarters) + draw.randint(0, 30),
        "verified": verified,
        "claimed": round(verified * 244 / 182 * times),
        "v": value,
        "w": value + draw.choice([-9, -2, 3, 11]) if seeded else value,
        "c": value if seeded else value + draw.randint(20, 90),
        "m": draw.randint(2, 9),
        "unit": "thousand" if seeded else "million",
        "k": "" if seeded else ",000",
        "value": f"{draw.choice([2000, 3000, 5000, 8000, 12000]):,}",
        "hedge": hedge,
        "hedge^": hedge[0].upper() + hedge[1:],
        "h": "" if seeded else hedge + " ",
    }


def _days(draw: random.Random, seeded: bool) -> dict[str, object]:
    now = date(2024, 9, 1)
    birth = date(draw.randint(1960, 1990), draw.randint(1, 12), draw.randint(1, 28))
    event = date(draw.randint(2008, 2015), draw.randint(1, 12), draw.randint(1, 28))
    year = draw.randint(1995, 2015)
    years = max(2, 2024 - year + (draw.choice([-4, -3, 3, 5]) if seeded else 0))
    end = draw.randint(4, 6)
    day = date(2023, 1, 1) + timedelta(days=draw.randrange(500))
    incident = date(2023, 1, 5) + timedelta(days=draw.randrange(150) + (200 if seeded else 0))
    shown = (day.weekday() + draw.randint(1, 6)) % 7 if seeded else day.weekday()
    return {
        "now": _age(birth, now),
        "then": _age(birth, event) + (draw.choice([-4, -3, 3, 4]) if seeded else 0),
        "birth": _day(birth),
        "birth_year": birth.year,
        "on": _day(event),
        "incident": _day(incident),
        "year": year,
        "month": draw.choice(MONTHS[7:9]),
        "later": year + draw.randint(1, 4) if seeded else year - draw.randint(1, 4),
        "same_or_later": year + draw.randint(0, 2) if seeded else year - 1,
        "said": years,
        "said_more": max(2, 2024 - year) + (draw.randint(3, 6) if seeded else -1),
        "ord": _ordinal(years),
        "pub": MONTHS[draw.randint(0, end - 2) if seeded else draw.randint(end, 7)],
        "end": MONTHS[end - 1],
        "weekday": WEEKDAYS[shown],
        "date1": _day(day),
        "date2": f"{MONTHS[day.month - 1]} {day.day}, {day.year}",
        "dayth": _ordinal(day.day),
        "yearw": day.year,
    }


def _age(birth: date, day: date) -> int:
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _ordinal(n: int) -> str:
    ending = "th" if 10 < n % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"
