"""What holds of the segments of any text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corroborate.model.span import Span
from corroborate.model.text import Segment, SegmentKind, Text
from corroborate.text import segment

PIECES = st.sampled_from(
    [
        "Fourteen attacks. ",
        "“We won,” he said. ",
        "“",
        "”",
        '"',
        "'",
        "«",
        "»",
        "[note] ",
        "[",
        "]",
        "[[",
        "(",
        "ROE: Why? ",
        "KHAN: I did. ",
        "Editor's note: no. ",
        "# Head",
        "By Ruth Roe",
        "KABUL, Afghanistan (AP) — ",
        "---\n",
        "title: x\n",
        "\n",
        "\r\n",
        "\n\n",
        "\r\n\r\n",
        "\u2028",
        "\f",
        "حمله در کابل. ",
        "چرا؟ ",
        "🚨👩‍👩‍👧 ",
        "e\u0301é ",
        "\u202eabc\u2067 ",
        "U.S. ",
        "No. 5 ",
        "... ",
        "。",
        "\x00",
        "\ud800",
    ]
)
CONTENTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join))


def segments(content: str) -> tuple[Segment, ...]:
    return segment(Text.derive("s", content, "plain", "1"))


@settings(deadline=None)
@given(CONTENTS)
def test_c04_every_segment_is_an_exact_span_of_its_text(content: str) -> None:
    for found in segments(content):
        span = Span.of("t", content, found.start, found.end)
        assert span.quote == content[found.start : found.end]
        assert span.quote == span.quote.strip()
        span.check(content)


def test_c04_offsets_count_code_points_in_every_script() -> None:
    content = (
        "سلام 🚨👩‍👩‍👧\r\n\r\nROE: “Café e\u0301té?”\r\nKHAN: «ما ۱۴ حمله» [نه].\r\nROE: Why?\r\nKHAN: I did."
    )
    quotes = [content[s.start : s.end] for s in segments(content) if s.kind is SegmentKind.QUOTATION]
    assert quotes == ["Café e\u0301té?", "ما ۱۴ حمله"]
    assert [content[s.start : s.end] for s in segments(content) if s.kind is SegmentKind.NOTE] == ["[نه]"]


@settings(deadline=None)
@given(CONTENTS)
def test_segments_are_sorted_and_the_same_again(content: str) -> None:
    found = segments(content)
    keys = [(s.start, s.end, s.kind) for s in found]
    assert keys == sorted(set(keys))
    assert segments(content) == found


@settings(deadline=None)
@given(CONTENTS)
def test_segments_of_one_kind_nest_or_stand_apart(content: str) -> None:
    by_kind: dict[SegmentKind, list[Segment]] = {}
    for found in segments(content):
        by_kind.setdefault(found.kind, []).append(found)
    for kind, row in by_kind.items():
        for a, b in pairwise(row):
            assert b.start >= a.end or kind is SegmentKind.QUOTATION, (kind, a, b)


@settings(deadline=None)
@given(CONTENTS.filter(lambda content: not content.startswith("---")))
def test_every_word_lies_in_a_sentence_or_a_label(content: str) -> None:
    covered = bytearray(len(content))
    for found in segments(content):
        if found.kind in {SegmentKind.SENTENCE, SegmentKind.LABEL}:
            covered[found.start : found.end] = b"\x01" * (found.end - found.start)
    missed = "".join(c for c, in_one in zip(content, covered, strict=True) if not in_one)
    assert not any(c.isalnum() for c in missed), missed


@settings(deadline=None)
@given(CONTENTS)
def test_paragraphs_and_sentences_never_leave_their_turn(content: str) -> None:
    found = segments(content)
    spoken = [s for s in found if s.kind is SegmentKind.TURN]
    for inner in found:
        if inner.kind in {SegmentKind.SENTENCE, SegmentKind.PARAGRAPH} and inner.speaker is not None:
            assert any(
                t.speaker == inner.speaker and t.start <= inner.start and inner.end <= t.end for t in spoken
            )


HOSTILE = {
    "one line of words": "word ",
    "one line of sentences": "He said that 20 died. ",
    "full stops": ".",
    "full stops apart": ". ",
    "nested brackets": "[",
    "closing brackets": "]",
    "pairs": "[a]",
    "quotes": '"',
    "opening quotes": "“a ",
    "paragraphs of quotes": "“a\n\n",
    "apostrophes": "' 'a",
    "possessives": "‘a s’ b ",
    "lines": "A line of text.\n",
    "labels": "AAA: hi.\nBBB: why?\n",
    "front matter": "a: b\n",
    "capitals": "A B C D E F G ",
    "abbreviations": "Mr. ",
    "initials": "A.",
    "stars": "*",
    "colons": ":",
    "marks of direction": "\u202e\u2067",
    "combining marks": "e\u0301",
    "open notes": "[a\n\n",
    "places": "KABUL, ",
    "closers": '."""""""" ',
    "dates": "1 January 2030 ",
}


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_segmented_whole(unit: str) -> None:
    """Anything that is not linear does not come back from this; benchmarks/segmentation.py measures it."""
    content = ("---\n" if unit == "a: b\n" else "") + unit * (200_000 // len(unit))
    found = segments(content)
    assert all(0 <= s.start < s.end <= len(content) for s in found)
    assert found or not content.strip()


def test_a_hundred_thousand_nested_brackets() -> None:
    content = "[" * 100_000 + "x" + "]" * 100_000
    assert Segment(0, 200_001, SegmentKind.NOTE) in segments(content)


def test_empty_text_has_no_segments() -> None:
    assert segments("") == ()
    assert segments(" \r\n\u2029") == ()
