"""Paragraphs."""

from __future__ import annotations

import pytest

from corroborate.text.paragraphs import paragraphs

WRAPPED = (
    "The ministry counted fourteen attacks in the first three months of the\n"
    "year, which is fewer than the nineteen that the group itself claims to\n"
    "have carried out.\n"
)
SECOND = (
    "Observers could reach only four of the eleven districts, and they said\n"
    "that their own number is a lower bound.\n"
)


def cut(content: str) -> list[str]:
    return [content[start:end] for start, end in paragraphs(content)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\v", "\x85"])
def test_one_line_is_one_paragraph_where_no_blank_lines_are(end: str) -> None:
    lines = ["The first paragraph. It is short.", "The second.", "Third: the last one"]
    assert cut(end.join(lines)) == lines
    assert cut(end.join(lines) + end) == lines


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_wrapped_lines_between_blank_lines_are_one_paragraph(end: str) -> None:
    content = f"{WRAPPED}\n{SECOND}".replace("\n", end)
    assert cut(content) == [WRAPPED.strip().replace("\n", end), SECOND.strip().replace("\n", end)]


def test_wrapped_lines_without_blank_lines_are_parted_at_short_last_lines() -> None:
    assert cut(WRAPPED + SECOND + WRAPPED) == [WRAPPED.strip(), SECOND.strip(), WRAPPED.strip()]


def test_wrapped_lines_are_parted_at_labels_lists_and_indents() -> None:
    assert cut(f"{WRAPPED}- one item\n- another item\n{SECOND}")[1:3] == ["- one item", "- another item"]
    assert cut(f"ROE: {WRAPPED}KHAN: {SECOND}ROE: {WRAPPED}") == [
        f"ROE: {WRAPPED}".strip(),
        f"KHAN: {SECOND}".strip(),
        f"ROE: {WRAPPED}".strip(),
    ]


def test_long_lines_in_blocks_stay_single_paragraphs() -> None:
    lines = ["Word after word after word makes a long line. " * 8, "Another such line. " * 20]
    assert cut("\n".join(lines)) == [line.strip() for line in lines]


def test_a_list_of_headlines_is_not_taken_for_wrapped_text() -> None:
    lines = [f"Headline number {n} of a list of headlines of the same length" for n in range(10, 20)]
    assert cut("\n".join(lines)) == lines


def test_form_feeds_and_lines_of_white_space_part_paragraphs() -> None:
    assert cut("one\f two \n \t \nthree\n\u00a0\n\u200ffour") == ["one", "two", "three", "\u200ffour"]


@pytest.mark.parametrize("content", ["", " ", "\n\r\n\f\u2029 \t"])
def test_white_space_holds_no_paragraph(content: str) -> None:
    assert cut(content) == []
