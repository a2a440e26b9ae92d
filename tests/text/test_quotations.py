"""Quotations."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corroborate.model.text import SegmentKind

Words = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("He said “we won” and “they lost.”", ["we won", "they lost."]),
        ('He said "we won" and "they lost."', ["we won", "they lost."]),
        ("«ما ۱۴ عملیات داشتیم.» او گفت «نه»", ["ما ۱۴ عملیات داشتیم.", "نه"]),
        ("Il dit « quatorze » et part.", ["quatorze"]),
        ("Er sagte „vierzehn“ und »fünf« und ‚drei‘.", ["vierzehn", "fünf", "drei"]),
        ("Hon sade ”fjorton” och gick.", ["fjorton"]),
        ("``Fourteen,'' he said.", ["Fourteen,"]),
        ("「十四」と言った。", ["十四"]),
        ("‘We won,’ he said, ‘and left.’", ["We won,", "and left."]),
        ("'We won,' he said, 'and left.'", ["We won,", "and left."]),
        ("“She told me ‘run’ and I ran.”", ["She told me ‘run’ and I ran.", "run"]),
        ("\"The 'real' war\" began.", ["The 'real' war", "real"]),
        ("‘The “real” war’ began.", ["The “real” war", "real"]),
        ('He said "one","two" and ("three").', ["one", "two", "three"]),
        ("“A”“B” *“C”* —“D”", ["A", "B", "C", "D"]),
        ("“[The] army ‘left’ [today],” he said.", ["[The] army ‘left’ [today],", "left"]),
    ],
)
def test_marks_of_every_style(content: str, expected: list[str], words_of: Words) -> None:
    assert words_of(content, SegmentKind.QUOTATION) == expected


@pytest.mark.parametrize(
    "content",
    [
        "It’s the soldiers’ base and Okoro's house; rock ’n’ roll.",
        "'Tis the ’90s, or the '80s, 'twas said.",
        "The workers' rights and the Taliban's guns.",
        'He is 6\'2" tall, 5’10” in shoes, and the pipe is 5" wide.',
        "An apostrophe ' alone and a mark \" alone.",
        '“” "" ‘’ «»',
    ],
)
def test_apostrophes_and_inch_marks_quote_nothing(content: str, words_of: Words) -> None:
    assert words_of(content, SegmentKind.QUOTATION) == []


def test_possessives_do_not_end_a_quotation(words_of: Words) -> None:
    content = "He said ‘the soldiers’ bases fell’ and left. He said 'the soldiers' fault' twice."
    assert words_of(content, SegmentKind.QUOTATION) == ["the soldiers’ bases fell", "the soldiers' fault"]


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"'), ("«", "»"), ("``", "''")])
@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n\r\n"])
def test_a_quotation_runs_over_paragraphs_that_open_with_its_mark(
    opening: str, closing: str, gap: str, words_of: Words
) -> None:
    inside = f"{gap}{opening}".join(["We counted fourteen.", "Then we counted again.", "It was nineteen,"])
    content = f"She spoke. {opening}{inside}{closing} she said.{gap}Nobody {opening}else{closing} counted."
    assert words_of(content, SegmentKind.QUOTATION) == [inside, "else"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("He said “we won and left.\n\nThe next has “one” quote.", ["one"]),
        ('He said "we won and left.\n\nThe next has "one" quote.', ["one"]),
        ('This is "odd. He said "yes" then.', ["yes"]),
        ("A stray ” here. “Fine.”", ["Fine."]),
        ("“Never closed", []),
        ("ROE: Is it “open?\nKHAN: We said “yes.”\nROE: You did?\nKHAN: I did.", ["yes."]),
    ],
)
def test_an_odd_mark_does_no_harm_beyond_its_paragraph(
    content: str, expected: list[str], words_of: Words
) -> None:
    assert words_of(content, SegmentKind.QUOTATION) == expected


def test_a_long_quotation_whose_last_mark_is_missing_ends_with_its_last_paragraph(words_of: Words) -> None:
    content = "“One.\n\n“Two.\n\n“Three.\n\nHe left “at once”."
    assert words_of(content, SegmentKind.QUOTATION) == ["One.\n\n“Two.\n\n“Three.", "at once"]
