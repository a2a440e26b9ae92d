"""Reading of hostile texts: seconds, peak memory, and whether both grow with the length only.

Run ``python benchmarks/reading_hostile.py [--size 80000] [--stage read|times|quantities|segment] [NAME…]``.
The ratio is seconds a code point at the size over seconds a code point at a tenth of it: linear work
keeps it near 1. ``--whole`` reads one text of the size each in a process of its own and prints its
seconds and its peak memory, for texts of megabytes: ``--whole --size 10000000``.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date

from reading_claims import document

from corroborate.claims import read
from corroborate.claims.quantities import find_quantities
from corroborate.claims.time import find_times
from corroborate.model.text import Text
from corroborate.model.window import DayRange
from corroborate.text import segment

PUBLISHED = DayRange.on(date(2024, 9, 1))
REPEATED = {
    "one line of words": "the quick brown fox saw it ",
    "numbers by spaces": "1 1 1 1 ",
    "numbers by lines": "1\n",
    "digits only": "7",
    "digits and commas": "1,",
    "ranges": "1-",
    "quote marks": '"',
    "curly quote marks": "“”",
    "apostrophes": "'",
    "and": "and ",
    "and one": "and one ",
    "two hundred and": "two hundred and ",
    "brackets": "[",
    "a million lines": "5 killed\n",
    "empty lines": "\n",
    "blanks": " ",
    "full stops": ".",
    "full stops apart": ". ",
    "abbreviations": "Mr. ",
    "letters": "a",
    "capitals": "A B ",
    "names": "Ali Khan said ",
    "hyphens": "a-",
    "at signs": "@",
    "vague words": "several ",
    "for the last": "the last 20 years of ",
    "in": "in ",
    "of the": "of the ",
    "he said that": "he said that ",
    "months": "May ",
    "not any": "not any ",
    "combining marks": "e\u0301\u0301",
    "mixed directions": "abc \u202e۱۲۳ کشته \u202c 12 מרד שלום 5 killed ",
    "high planes": "😀𝟙",
    "grouped digits": "1234,",
    "dense claims": "5 killed, 6 killed, ",
    "marks of direction": "\u200f\u202b\u202c\u2066",
    "NULs": "\0",
    "labels": "AAA: hi.\nBBB: why?\n",
}
PROSE = (
    "The ministry said on Monday that more than {a} people were killed in {b} attacks between {c} May and 3 "
    "June in Takhar, where “nobody can count them,” an official told reporters. Of these, {d} were claimed "
    "by the group, which says that it has carried out {e} operations since January 20{c}.\n\n"
)


def prose(size: int) -> str:
    """Plain prose of a size, no sentence twice with the same numbers."""
    draw = random.Random(1)
    pieces: list[str] = []
    length = 0
    while length < size:
        pieces.append(PROSE.format(**{k: draw.randint(10, 28) for k in "abcde"}))
        length += len(pieces[-1])
    return "".join(pieces)[:size]


def repeated(piece: str) -> Callable[[int], str]:
    """A text of one piece over and over."""
    return lambda size: (piece * (size // len(piece) + 1))[:size]


def nested(opened: str, inner: str, closed: str) -> Callable[[int], str]:
    """Brackets within brackets."""
    return lambda size: opened * (size // 2) + inner + closed * (size // 2)


TEXTS: dict[str, Callable[[int], str]] = {
    "prose": prose,
    "prose in one line": lambda size: prose(size).replace("\n", " "),
    "nested brackets": nested("[", "5 killed", "]"),
    "nested round brackets": nested("(", "5 killed", ")"),
    "nested quotations": nested("“", "5 killed", "”"),
} | {name: repeated(piece) for name, piece in REPEATED.items()}


def _segment(content: str) -> object:
    return segment(Text.derive("0" * 64, content, "plain", "1"))


STAGES: dict[str, Callable[[str], object]] = {
    "read": lambda content: read(document(content)),
    "times": lambda content: find_times(content, published=PUBLISHED),
    "quantities": find_quantities,
    "segment": _segment,
}


def seconds(stage: Callable[[str], object], content: str) -> float:
    """Process time of one reading."""
    before = time.process_time()
    stage(content)
    return time.process_time() - before


def ratio(
    stage: Callable[[str], object], make: Callable[[int], str], size: int
) -> tuple[float, float, float]:
    """Seconds at a tenth of a size and at the size, best of two, and the ratio by length."""
    stage(make(size // 100))
    small = min(seconds(stage, make(size // 10)) for _ in range(3))
    large = min(seconds(stage, make(size)) for _ in range(2))
    return small, large, large / max(small, 1e-4) / 10


def whole(name: str, size: int, stage: str) -> None:
    """Read one text and print its seconds and the peak memory of the process."""
    content = TEXTS[name](size)
    base = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    spent = seconds(STAGES[stage], content)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{name:<24}{len(content):>12,}{spent:>10.1f} s{base:>8.0f} MB before{peak:>8.0f} MB peak", flush=True
    )


def main(arguments: list[str]) -> None:
    """Print one line a text."""
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*", choices=[[], *TEXTS])
    parser.add_argument("--size", type=int, default=80_000)
    parser.add_argument("--stage", choices=STAGES, default="read")
    parser.add_argument("--whole", action="store_true")
    given = parser.parse_args(arguments)
    names = given.names or list(TEXTS)
    if given.whole:
        if len(names) == 1:
            whole(names[0], given.size, given.stage)
            return
        for name in names:
            options = ["--whole", "--size", str(given.size), "--stage", given.stage]
            subprocess.run([sys.executable, __file__, name, *options], check=True)
        return
    print(f"{'text':<24}{given.size // 10:>12,}{given.size:>12,}   ratio by length")
    for name in names:
        small, large, grown = ratio(STAGES[given.stage], TEXTS[name], given.size)
        print(f"{name:<24}{small:>10.3f} s{large:>10.3f} s{grown:>9.2f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
