"""Editor's notes and disclosures."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corroborate.model.text import SegmentKind

Words = Callable[..., list[str]]
Voices = Callable[..., list[tuple[str | None, str]]]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            "It fell [in the north] today. [There are 11 districts.] Yes.",
            ["[in the north]", "[There are 11 districts.]"],
        ),
        ("“We beat [the] army,” he said [sic].", ["[the]", "[sic]"]),
        ("A [nested [inner] note] here.", ["[nested [inner] note]"]),
        ("An [unclosed note. And [a closed one].", ["[a closed one]"]),
        ("A stray ] and [a note].", ["[a note]"]),
        ("[Note one][x] [a](http://b.org) [c][ref] [1] [12, 13] [2–4] [^n] [ ] [00:01:02] [4:15 PM]", []),
        (
            "[Editor’s note: first.\n\nSecond paragraph.]\n\nText.",
            ["[Editor’s note: first.\n\nSecond paragraph.]"],
        ),
        ("[not a note over\n\nparagraphs] that go on.", []),
        ("[مترجم: چنین گفت] او رفت.", ["[مترجم: چنین گفت]"]),
        ("Correction: it was 14.\n\nText goes on.", ["Correction: it was 14."]),
        ("(Editor's note: it was 14.)\n\nText (not a note) here.", ["(Editor's note: it was 14.)"]),
    ],
)
def test_what_is_an_editors_note(content: str, expected: list[str], words_of: Words) -> None:
    assert words_of(content, SegmentKind.NOTE) == expected


@pytest.mark.parametrize(
    "note",
    [
        "[Disclosure: I wrote the foreword.]",
        "[Full disclosure: she is my aunt.]",
        "Editor’s note: The author advises the group.",
        "**Editor's note:** The author advises the group.",
        "Editors' Note — The author advises the group.",
        "یادداشت سردبیر: نویسنده مشاور گروه است.",
    ],
)
def test_notes_that_disclose(note: str, words_of: Words) -> None:
    content = f"Fourteen attacks took place.\n\n{note}\n\nThe rest follows."
    assert words_of(content, SegmentKind.DISCLOSURE) == [note]
    assert words_of(content, SegmentKind.NOTE) == [note]


def test_other_notes_disclose_nothing(words_of: Words) -> None:
    assert words_of("[in the north] Correction: no.\n\nCorrection: 14.", SegmentKind.DISCLOSURE) == []


def test_a_note_in_a_turn_is_not_in_the_speakers_voice(voices_of: Voices) -> None:
    content = (
        "ROE: How many?\nKHAN: We did 14. [He first said “19.” Then 14.] We [the front] did.\n"
        "ROE: Why?\nKHAN: Because “we” could."
    )
    assert voices_of(content, SegmentKind.NOTE) == [
        (None, "[He first said “19.” Then 14.]"),
        (None, "[the front]"),
    ]
    assert (None, "[He first said “19.”") in voices_of(content, SegmentKind.SENTENCE)
    assert ("KHAN", "We [the front] did.") in voices_of(content, SegmentKind.SENTENCE)
    assert voices_of(content, SegmentKind.QUOTATION) == [(None, "19."), ("KHAN", "we")]
