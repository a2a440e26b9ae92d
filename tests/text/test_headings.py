"""Headings, bylines, datelines, front matter."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corroborate.model.text import SegmentKind
from corroborate.text.headings import stated_day

Words = Callable[..., list[str]]
BODY = "The front said on Sunday that it had carried out fourteen attacks since the spring began."


@pytest.mark.parametrize(
    "heading",
    ["Front claims fourteen attacks", "FRONT CLAIMS 14", "Will the war end?", "‘We won,’ says the front"],
)
def test_the_headline_of_a_document(heading: str, words_of: Words) -> None:
    assert words_of(f"{heading}\n\n{BODY}", SegmentKind.HEADING) == [heading]


def test_headings_between_paragraphs(words_of: Words) -> None:
    content = (
        f"# Title\n\n{BODY}\n\nWhat the UN says\n\n{BODY}\n\nUnderlined\n==========\n\n{BODY}\n\n## Second ##"
    )
    assert words_of(content, SegmentKind.HEADING) == ["Title", "What the UN says", "Underlined", "Second ##"]


@pytest.mark.parametrize(
    "line",
    ["It ended.", "He said:", "and then", "14", "Nobody,", "a small beginning", "- - -", "“Never,” he said."],
)
def test_what_is_no_heading(line: str, words_of: Words) -> None:
    assert words_of(f"{BODY}\n\n{line}\n\n{BODY}", SegmentKind.HEADING) == []


@pytest.mark.parametrize(
    "line",
    [
        "By Ruth Roe",
        "By Ruth Roe and Amin Khan, Example News",
        "Analysis by Ruth Roe",
        "*By Ruth Roe*",
        "نویسنده: احمد",
    ],
)
def test_bylines(line: str, words_of: Words) -> None:
    assert words_of(f"Title\n\n{line}\n\n{BODY}", SegmentKind.BYLINE) == [line]


@pytest.mark.parametrize("line", ["By Monday the army had left.", "by the river", "By"])
def test_what_is_no_byline(line: str, words_of: Words) -> None:
    assert words_of(f"Title\n\n{line}\n\n{BODY}", SegmentKind.BYLINE) == []


@pytest.mark.parametrize(
    ("before", "dateline"),
    [
        ("KABUL, Afghanistan (AP) — ", "KABUL, Afghanistan (AP)"),
        ("ISLAMABAD (Reuters) - ", "ISLAMABAD (Reuters)"),
        ("NEW YORK, Jan. 5 -- ", "NEW YORK, Jan. 5"),
        ("SAN JOSÉ, Costa Rica, 5 January 2030 – ", "SAN JOSÉ, Costa Rica, 5 January 2030"),
        ("KABUL, Afghanistan (Jan. 25, 2030) ", "KABUL, Afghanistan (Jan. 25, 2030)"),
    ],
)
def test_a_dateline_stands_apart_from_the_first_sentence(before: str, dateline: str, words_of: Words) -> None:
    content = f"Title\n\n{before}{BODY}"
    assert words_of(content, SegmentKind.DATELINE) == [dateline]
    assert words_of(content, SegmentKind.SENTENCE) == ["Title", dateline, BODY]


@pytest.mark.parametrize(
    "line",
    [
        "1 September 2030",
        "Published September 1, 2030, 10:15 AM EDT",
        "Updated: 2030-09-01",
        "Sunday, 1 Sept. 2030",
    ],
)
def test_a_line_that_is_all_date(line: str, words_of: Words) -> None:
    assert words_of(f"Title\n\n{line}\n\n{BODY}", SegmentKind.DATELINE) == [line]


@pytest.mark.parametrize(
    "start", ["NATO—which left—said: ", "Kabul - the capital - ", "IT — ", "The UN (Reuters) said "]
)
def test_what_is_no_dateline(start: str, words_of: Words) -> None:
    assert words_of(f"Title\n\n{start}{BODY.lower()}", SegmentKind.DATELINE) == []


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_front_matter_gives_title_author_and_date_and_is_no_paragraph(end: str, words_of: Words) -> None:
    lines = [
        "---",
        'title: "Fourteen attacks"',
        "author: Ruth Roe",
        "date: 2030-01-05",
        "tags: [a, b]",
        "---",
        "",
        BODY,
    ]
    content = end.join(lines)
    assert words_of(content, SegmentKind.HEADING) == ["Fourteen attacks"]
    assert words_of(content, SegmentKind.BYLINE) == ["Ruth Roe"]
    assert words_of(content, SegmentKind.DATELINE) == ["2030-01-05"]
    assert words_of(content, SegmentKind.PARAGRAPH) == [BODY]


def test_the_day_of_a_dateline() -> None:
    assert stated_day(f"2030-01-S\n\nKABUL, Afghanistan (Jan. 25, 2030)\n{BODY}") == "Jan. 25, 2030"
    assert stated_day(f"KABUL, Afghanistan (Jan. 25) — {BODY}") is None
    assert stated_day(f"On Jan. 25, 2030, it began. {BODY}") is None
