"""Score who says what on the development data: PolNeAR (attributions in news) and the interview.

Run as ``python benchmarks/reading_voices.py ../shared/data [split|growth]``. Number → source: for each
numeric token the source of the innermost voice must overlap the gold source of an attribution around the
token. Quoted tokens: words between quote marks, the same way.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from corroborate.claims.voices import Voices, find_voices
from corroborate.claims.words import words
from corroborate.model.dossier import Document
from corroborate.model.source import Source
from corroborate.model.text import Text
from corroborate.text import segment

Place = tuple[int, int]

_SMALL = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
_LARGE = "seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand"
_ROUND = "million billion trillion dozen dozens hundreds thousands millions billions half third quarter"
NUMBER_WORDS = frozenset([*_SMALL.split(), *_LARGE.split(), *_ROUND.split()])
_TOKEN = re.compile(r"\w+(?:[.,]\d+)*")
_QUOTED = re.compile(r'"[^"\n]+(?:"|$)|“[^“”\n]+(?:”|$)|\'\'.+?(?:\'\'|$)', re.MULTILINE)


@dataclass(frozen=True)
class Gold:
    """One gold attribution: places of its source and of its content."""

    source: tuple[Place, ...]
    content: tuple[Place, ...]

    def holds(self, at: int) -> bool:
        """True where a place is in the content."""
        return any(a <= at < b for a, b in self.content)


@dataclass
class Tally:
    """True and false positives, and how many gold tokens there are."""

    right: int = 0
    wrong: int = 0
    gold: int = 0

    def report(self) -> dict[str, Any]:
        """Precision, recall and F1 in percent, with the counts they rest on."""
        precision = self.right / max(1, self.right + self.wrong)
        recall = self.right / max(1, self.gold)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return {
            "precision": round(100 * precision, 1),
            "recall": round(100 * recall, 1),
            "f1": round(100 * f1, 1),
            "right": self.right,
            "wrong": self.wrong,
            "gold": self.gold,
        }


def articles(folder: Path) -> Iterator[tuple[str, str, list[Gold]]]:
    """Name, text and gold attributions that name a source, of each article of a PolNeAR split.

    Where several people annotated an article, the first in order of file names counts.
    """
    for path in sorted((folder / "text").glob("*.txt")):
        marked = sorted(p for p in (folder / "attributions").iterdir() if p.name.startswith(path.stem + "_"))
        if marked:
            with path.open(encoding="utf-8", newline="") as opened:
                text = opened.read()
            yield path.stem, text, list(_gold(marked[0].read_text("utf-8")))


def _gold(annotation: str) -> Iterator[Gold]:
    """The attributions of a brat file; broken lines and links to nothing are passed over."""
    places: dict[str, list[Place]] = {}
    events: list[str] = []
    for line in annotation.split("\n"):
        fields = line.split("\t")
        if len(fields) > 1 and fields[0][:1] == "T" and " " in fields[1]:
            pieces = fields[1].split(" ", 1)[1].split(";")
            places[fields[0]] = [(int(a), int(b)) for a, b in (p.split() for p in pieces)]
        elif len(fields) > 1 and fields[0][:1] == "E":
            events.append(fields[1])
    for event in events:
        roles: dict[str, list[Place]] = {"Source": [], "Content": []}
        for link in event.split()[1:]:
            role, target = link.split(":")
            role = role.rstrip("0123456789")
            if role in roles:
                roles[role] += places.get(target, [])
        if roles["Source"] and roles["Content"]:
            yield Gold(tuple(roles["Source"]), tuple(roles["Content"]))


def numeric(text: str) -> list[Place]:
    """Tokens with a digit, and number words."""
    return [
        m.span()
        for m in _TOKEN.finditer(text)
        if any(c.isdigit() for c in m.group()) or m.group().lower() in NUMBER_WORDS
    ]


def quoted(text: str) -> bytearray:
    """A one for each code point between quote marks, by paragraph."""
    marks = bytearray(len(text))
    for match in _QUOTED.finditer(text):
        marks[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    return marks


def document(text: str, author: str = "not stated") -> Document:
    """A document of a text, with its segments."""
    source = Source(
        "0" * 64, "article", "text/plain", len(text), datetime(2024, 9, 1, tzinfo=UTC), author=author
    )
    derived = Text.derive(source.id, text, "benchmark", "1")
    return Document(source, derived, segment(derived))


def said_by(voices: Voices, start: int, end: int) -> Place | None:
    """Where the text names whoever says ``[start, end)``; None for the author's own words."""
    named = voices.attribution(start, end).speaker.words
    return (named.start, named.end) if named is not None else None


def check(tally: Tally, gold: list[Gold], found: Place | None) -> None:
    """Count one place: gold where attributions hold it, right where the source found is one of theirs."""
    tally.gold += bool(gold)
    if found is not None:
        if any(a < found[1] and found[0] < b for g in gold for a, b in g.source):
            tally.right += 1
        else:
            tally.wrong += 1


def score_articles(folder: Path) -> dict[str, Any]:
    """Number → source and quoted tokens over a PolNeAR split, with articles a second."""
    numbers, quotes = Tally(), Tally()
    spent = 0.0
    count = 0
    for _, text, gold in articles(folder):
        start = time.process_time()
        read = document(text)
        voices = find_voices(read)
        spent += time.process_time() - start
        count += 1
        for a, b in numeric(text):
            check(numbers, [g for g in gold if g.holds(a)], said_by(voices, a, b))
        marks = quoted(text)
        for word in words(text):
            if marks[word.start] and word.tag != "PUNCT":
                around = [g for g in gold if g.holds(word.start)]
                check(quotes, around, said_by(voices, word.start, word.end))
    return {
        "number_to_source": numbers.report(),
        "quoted_tokens": quotes.report(),
        "articles": count,
        "articles_a_second": round(count / max(spent, 1e-9), 1),
    }


def score_interview(folder: Path) -> dict[str, Any]:
    """Claims of the interview's half gold whose innermost voice is the right one."""
    text = (folder / "interview.txt").read_text("utf-8")
    voices = find_voices(document(text, author="the interviewer"))
    right = 0
    wrong: list[str] = []
    claims = [
        json.loads(line) for line in (folder / "gold_claims_half.jsonl").read_text("utf-8").splitlines()
    ]
    for claim in claims:
        start = claim.get("core_start", claim["start"])
        end = claim.get("core_end", claim["end"])
        chain = [v.name for v in voices.attribution(start, end).voices]
        expected = _expected(voices, claim)
        if chain[-1] in expected or any(e in chain[-1] for e in expected):
            right += 1
        else:
            wrong.append(f"{claim['span']}: {' → '.join(chain)}, not {expected[0]}")
    return {"right": right, "claims": len(claims), "wrong": wrong}


def _expected(voices: Voices, claim: dict[str, Any]) -> list[str]:
    source = claim["source"]
    if source:
        return [source.split(" (")[0], source.split()[0]]
    if claim["speaker"] in ("author", "editor_note"):
        return ["the interviewer"]
    named = [n.name for n in voices.names() if claim["speaker"] in n.variants]
    return [claim["speaker"], *named]


HOSTILE = (
    '"',
    "“a ",
    "he said that ",
    "Ali Reza said. ",
    ", said he ",
    "“Ali said “",
    "[(",
    "his group ",
    "A: b\n",
)


def growth(size: int = 4000) -> dict[str, float]:
    """How many times longer four times as much of a hostile text takes; about 4 where work is linear."""
    result = {}
    for piece in HOSTILE:
        spent = []
        for times in (size, 4 * size):
            content = piece * (times // len(piece))
            taken = datetime(2024, 9, 1, tzinfo=UTC)
            source = Source("0" * 64, "hostile", "text/plain", len(content), taken)
            read = Document(source, Text.derive(source.id, content, "benchmark", "1"))
            start = time.process_time()
            find_voices(read)
            spent.append(time.process_time() - start)
        result[piece.strip()] = round(spent[1] / max(spent[0], 1e-9), 1)
    return result


def score(shared: Path) -> dict[str, Any]:
    """Every figure that the data at hand gives; ``shared`` is the folder that holds ``reading``."""
    polnear = shared / "reading" / "polnear"
    result = {
        f"polnear_{split}": score_articles(polnear / split)
        for split in ("dev", "test")
        if (polnear / split).is_dir()
    }
    if (shared / "interview").is_dir():
        result["interview"] = score_interview(shared / "interview")
    return result


if __name__ == "__main__":
    data = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data")
    if sys.argv[2:] == ["growth"]:
        print(json.dumps(growth(200_000), indent=2, ensure_ascii=False))
    elif len(sys.argv) > 2:
        print(json.dumps(score_articles(data / "reading" / "polnear" / sys.argv[2]), indent=2))
    else:
        print(json.dumps(score(data), indent=2, ensure_ascii=False))
