"""Score the reading of time on the development data: AQUAINT TimeML, Recognizers specs, the interview.

Run as ``python benchmarks/reading_time.py ../shared/data``; ``--errors`` lists what differs.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
import sys
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from corroborate.claims.time import TimeMention, Timex, find_times, timexes
from corroborate.model.text import Segment, SegmentKind
from corroborate.model.window import DayRange, Granularity, Window

PUBLISHED = date(2024, 9, 1)
"""The publication day that the gold of the interview takes."""


@dataclass
class Tally:
    """Matches of system and gold expressions, as TempEval-3 counts them (UzZaman et al. 2013)."""

    gold: int = 0
    system: int = 0
    relaxed: int = 0
    strict: int = 0
    value: int = 0
    wrong: list[str] = field(default_factory=list)

    def f1(self, hits: int) -> float:
        """Twice the hits over all gold and system expressions, in percent."""
        return round(200 * hits / max(1, self.gold + self.system), 1)

    def report(self) -> dict[str, Any]:
        """Figures in percent, with the counts they rest on."""
        return {
            "relaxed": self.f1(self.relaxed),
            "strict": self.f1(self.strict),
            "value": self.f1(self.value),
            "precision": round(100 * self.relaxed / max(1, self.system), 1),
            "recall": round(100 * self.relaxed / max(1, self.gold), 1),
            "gold": self.gold,
            "system": self.system,
        }

    def add(self, text: str, gold: list[Timex], system: list[Timex], name: str) -> None:
        """Match one to one in order; relaxed is overlap, strict is equal trimmed span."""
        self.gold += len(gold)
        self.system += len(system)
        free = list(system)
        for item in gold:
            hit = next((s for s in free if s.start < item.end and item.start < s.end), None)
            if hit is None:
                self.wrong.append(f"{name} MISS  {item.words!r} {item.value} … {_around(text, item)}")
                continue
            free.remove(hit)
            self.relaxed += 1
            same = _trimmed(hit.words) == _trimmed(item.words)
            self.strict += same
            if not same:
                self.wrong.append(f"{name} SPAN  gold {item.words!r} got {hit.words!r}")
            self.value += hit.value == item.value
            if hit.value != item.value:
                self.wrong.append(
                    f"{name} VALUE {item.words!r} gold {item.value} got {hit.value} … {_around(text, item)}"
                )
        for extra in free:
            self.wrong.append(f"{name} EXTRA {extra.words!r} {extra.value} … {_around(text, extra)}")


def _trimmed(words: str) -> str:
    return " ".join(words.strip(" .,;:\n").split())


def _around(text: str, item: Timex) -> str:
    return " ".join(text[max(0, item.start - 40) : item.end + 40].split())


def held_out(name: str) -> bool:
    """A third of the documents, by the hash of their name."""
    return hashlib.sha256(name.encode()).digest()[0] % 3 == 0


_TAG = re.compile(r"<(/?)(\w+)([^>]*)>")


def timeml(path: Path) -> tuple[str, date, list[Timex]]:
    """Text, creation day and TIMEX3 elements of a TimeML document."""
    raw = path.read_text(encoding="utf-8", errors="replace")
    created = re.search(r'functionInDocument="CREATION_TIME"[^>]*>', raw)
    value = re.search(
        r'value="(\d{4}-\d\d-\d\d)', raw[max(0, created.start() - 200) : created.end()] if created else raw
    )
    assert value is not None, path
    body = re.search(r"<TEXT>(.*?)</TEXT>", raw, re.DOTALL)
    assert body is not None, path
    text, gold = "", []
    stack: list[tuple[int, dict[str, str]]] = []
    last = 0
    for match in _TAG.finditer(body[1]):
        text += html.unescape(body[1][last : match.start()])
        last = match.end()
        if match[2] != "TIMEX3":
            continue
        if match[1]:
            start, attributes = stack.pop()
            gold.append(Timex(start, len(text), text[start:], attributes["type"], attributes["value"]))
        else:
            stack.append((len(text), dict(re.findall(r'(\w+)="([^"]*)"', match[3]))))
    text += html.unescape(body[1][last:])
    return text, date.fromisoformat(value[1]), sorted(gold, key=lambda t: t.start)


def score_timeml(folder: Path) -> dict[str, Any]:
    """TempEval-3 scores on the development part, on the part held out, and articles a second."""
    parts = {"dev": Tally(), "held_out": Tally()}
    spent, documents = 0.0, 0
    for path in sorted(folder.glob("*.tml")):
        text, created, gold = timeml(path)
        begin = time.perf_counter()
        found = timexes(find_times(text, published=DayRange.on(created)))
        spent += time.perf_counter() - begin
        documents += 1
        parts["held_out" if held_out(path.name) else "dev"].add(text, gold, list(found), path.stem)
    result: dict[str, Any] = {name: tally.report() for name, tally in parts.items()}
    result["articles_per_second"] = round(documents / max(spent, 1e-9), 1)
    result["errors"] = parts["dev"].wrong
    return result


def score_recognizers(path: Path) -> dict[str, Any]:
    """Spans on utterances whose gold is a date, range, duration or set; values where TimeML has the same."""
    tally = Tally()
    comparable = right = 0
    for case in json.loads(path.read_text(encoding="utf-8-sig")):
        if "python" in case.get("NotSupported", "") or not case.get("Context"):
            continue
        created = date.fromisoformat(case["Context"]["ReferenceDateTime"][:10])
        text = case["Input"]
        gold = []
        for result in case["Results"]:
            if "Start" not in result or result.get("TypeName", "").endswith(("timezone", "alt")):
                continue
            values = (result.get("Resolution") or {}).get("values") or [{}]
            value = str(values[0].get("timex", ""))
            start, end = result["Start"], result.get("End", result["Start"] + result.get("Length", 1) - 1) + 1
            gold.append(Timex(start, end, text[start:end], "", value))
        found = find_times(text, published=DayRange.on(created))
        system = [_whole(m) for m in found if m.tag or m.parts]
        tally.add(text, gold, system, "spec")
        for item in gold:
            if re.fullmatch(r"\d{4}(-\d\d(-\d\d)?|-W\d\d)?|PRESENT_REF|P\d+[YMWD]|PT\d+[HMS]", item.value):
                comparable += 1
                right += any(
                    s.value == item.value and s.start < item.end and item.start < s.end
                    for s in timexes(found)
                )
    report = tally.report()
    return {
        "relaxed": report["relaxed"],
        "precision": report["precision"],
        "recall": report["recall"],
        "value": f"{right} of {comparable} that need no reading of their own",
        "gold": report["gold"],
        "errors": tally.wrong,
    }


def _whole(mention: TimeMention) -> Timex:
    start, end = mention.outer
    return Timex(start, end, mention.words, "", mention.timex or "")


def score_interview(folder: Path) -> dict[str, Any]:
    """Windows of the half gold whose words hold a time expression: both ends right at the granularity."""
    text = (folder / "interview.txt").read_text(encoding="utf-8")
    turns = [
        Segment(row["start"], row["end"], SegmentKind.TURN, row.get("speaker"))
        for row in map(json.loads, (folder / "gold_turns.jsonl").read_text(encoding="utf-8").splitlines())
        if row.get("speaker") and "start" in row
    ]
    found = find_times(text, published=DayRange.on(PUBLISHED), segments=turns)
    right, total, wrong = 0, 0, []
    for line in (folder / "gold_claims_half.jsonl").read_text(encoding="utf-8").splitlines():
        claim = json.loads(line)
        gold = claim["time"]
        if gold is None or gold["expr"].startswith("(") or "present" in gold["expr"]:
            continue
        total += 1
        near = _mention_for(text, claim, found)
        if near is not None and near.window is not None and same_window(near.window, gold):
            right += 1
        else:
            got = (
                None
                if near is None
                else (near.words, near.window and (str(near.window.start), str(near.window.end)))
            )
            wrong.append(f"{claim['id']} {gold['expr']!r} gold {gold['start']}..{gold['end']} got {got}")
    return {"windows": f"{right} of {total}", "share": round(100 * right / total, 1), "errors": wrong}


def _mention_for(text: str, claim: dict[str, Any], found: tuple[TimeMention, ...]) -> TimeMention | None:
    """The mention with the words that the gold gives, nearest to the claim."""
    words = claim["time"]["expr"].lower().split(" vs ")[0]
    places = [m.start() for m in re.finditer(re.escape(words), text.lower())]
    if not places:
        words = words.split("this is ")[-1]
        places = [m.start() for m in re.finditer(re.escape(words), text.lower())]
    if not places:
        return None
    at = min(places, key=lambda p: abs(p - claim["start"]))
    hits = [m for m in found if m.outer[0] < at + len(words) and at < m.outer[1]]
    return max(hits, key=lambda m: m.end - m.start, default=None)


def same_window(window: Window, gold: dict[str, Any]) -> bool:
    """True where both ends are the gold's, to the day at the gold's granularity."""
    outer = window.outer
    granularity = Granularity(gold["granularity"])
    return all(
        _at(day, granularity) == _at(date.fromisoformat(wanted) if wanted else None, granularity)
        for day, wanted in ((outer.first, gold["start"]), (outer.last, gold["end"]))
    )


def _at(day: date | None, granularity: Granularity) -> object:
    if day is None:
        return None
    if granularity is Granularity.YEAR:
        return day.year
    if granularity is Granularity.MONTH:
        return day.year, day.month
    return day


def score(shared: Path) -> dict[str, Any]:
    """All scores on the development data under ``shared``."""
    return {
        "aquaint": score_timeml(shared / "reading" / "aquaint-timeml" / "train"),
        "recognizers": score_recognizers(shared / "reading" / "recognizers-specs" / "DateTimeModel.json"),
        "interview": score_interview(shared / "interview"),
    }


def main(arguments: list[str]) -> None:
    """Print the scores, and with ``--errors`` what differs on the development part."""
    shared = Path(next((a for a in arguments if not a.startswith("-")), "../shared/data"))
    for name, result in score(shared).items():
        errors = result.pop("errors")
        print(name, json.dumps(result, indent=1))
        if "--errors" in arguments or f"--errors={name}" in arguments:
            print("\n".join(errors))


if __name__ == "__main__":
    main(sys.argv[1:])
