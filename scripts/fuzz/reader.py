#!/usr/bin/env python3
"""Feeds the claim reader arbitrary Unicode with segments, coverage-guided where atheris is installed.

Usage: scripts/fuzz/reader.py [SECONDS] [CORPUS_FOLDER]

Atheris is no dependency: install it, and this checkout, into an environment of its own. Without it the
same inputs are drawn from a seeded generator. Stops at the first input that breaks a rule, prints it, and
ends with code 1.
"""

import random
import sys
import time
from datetime import UTC, date, datetime

try:
    import atheris
except ImportError:
    atheris = None

if atheris is not None:
    with atheris.instrument_imports(include=["corroborate.claims", "corroborate.text"]):
        from corroborate.claims import read
        from corroborate.text import segment
else:
    from corroborate.claims import read
    from corroborate.text import segment

from corroborate.model.dossier import Document
from corroborate.model.source import Source
from corroborate.model.text import Segment, SegmentKind, Text
from corroborate.model.window import DayRange

PIECES = [
    "killed", "attacks", "more than", "5,000", "between", "and", "2\u20135", "half", "of the",
    "dozens of", "no", "the UN said", "he", "they claimed", "\u201c", "\u201d", "\"", "'", "(",
    ")", "[", "]", "{", "<", ">", "\n", "\n\n", "Q: ", "A: ", "2024", "last month",
    "since January", "three years ago", "aged 11", "$5m", "%", "1/2", "½", "٣٤", "۱۴۰۰", "کشته",
    "نفر", "اسد", "בשנה", "\u202e", "\u202c", "\u200f", "\u0301", "\ufeff", "\u0000", "😀",
    "third", "twenty-", "one", "in Kabul", "Panjshir", "MASSOUD:", ".", ",", ";", "\u2014", "-",
    "/", ":", "1", "e9", "9" * 60, "billion", "trillionth", "per cent", "by", "of which",
    "including", "a total of", "not", "\r\n", "\ud800", "İ", "ß", "ﬁ", "②", "Ⅳ", "十", "१२",
    "\u2028", "\t", "  ",
]  # fmt: skip
PUBLISHED = DayRange.on(date(2024, 9, 1))
SOURCE = Source("0" * 64, "fuzz", "text/plain", 1, datetime(2024, 9, 2, tzinfo=UTC), published=PUBLISHED)


def check(content, cuts, language):
    """Read a text with segments and hold the reading to its promises."""
    text = Text.derive(SOURCE.id, content, "fuzz", "1")
    segments = list(segment(text))
    kinds = list(SegmentKind)
    for first, last, kind in cuts:
        start, end = sorted((first % (len(content) + 1), last % (len(content) + 1)))
        if start < end:
            speaker = content[start:end][:20] if kind % 2 else None
            segments.append(Segment(start, end, kinds[kind % len(kinds)], speaker))
    document = Document(SOURCE, text, tuple(segments))
    reading = read(document, language=language)
    assert read(document, language=language) == reading, "two readings of one text differ"
    for claim in reading.claims:
        spans = [claim.span, claim.quantity_span, claim.window_span, claim.place_span]
        spans += [s for v in claim.attribution.voices for s in (v.words, v.cue)]
        for span in spans:
            if span is not None:
                span.check(content)
        first, last = claim.sentence
        assert 0 <= first < last <= len(content), "a sentence lies outside the text"
        assert max(first, claim.span.start) < min(last, claim.span.end), "a claim lies outside its sentence"
        assert 0 <= claim.worth <= 1
    assert len({c.id for c in reading.claims}) == len(reading.claims), "two claims have one id"
    for unread in reading.unread:
        unread.span.check(content)
    assert len(reading.unread) <= reading.numeric_tokens


def one(data):
    """One input of bytes as text, segments and language."""
    numbers = iter(data)
    head = [next(numbers, 0) for _ in range(10)]
    rest = data[10:]
    if head[0] % 3 == 0:
        content = rest.decode("utf-8", "surrogateescape")
    elif head[0] % 3 == 1:
        content = rest.decode("utf-16-le", "replace")
    else:
        content = "".join(PIECES[b % len(PIECES)] + (" " if b % 2 else "") for b in rest)
    cuts = [(head[i] * 7, head[i + 1] * 13, head[i + 2]) for i in (1, 4, 7)] if head[0] & 64 else []
    check(content, cuts, "fa" if head[0] & 128 else "en")


def shown(data):
    """Run one input; print it where it breaks a rule."""
    try:
        one(data)
    except Exception:
        print("INPUT:", data.hex(), file=sys.stderr)
        raise


def main():
    """Fuzz for some seconds."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    if atheris is not None:
        arguments = [sys.argv[0], f"-max_total_time={seconds}", "-max_len=400", "-timeout=20", *sys.argv[2:3]]
        atheris.Setup(arguments, shown)
        atheris.Fuzz()
        return
    chance, ends, runs = random.Random(1), time.monotonic() + seconds, 0
    while time.monotonic() < ends:
        shown(chance.randbytes(chance.randint(10, 300)))
        runs += 1
    print(f"{runs} inputs, nothing broken")


if __name__ == "__main__":
    main()
