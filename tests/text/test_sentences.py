"""Sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corroborate.model.text import SegmentKind

Words = Callable[..., list[str]]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Three people died.", "Two were wounded!", "Who did it?", "Nobody knows…", "It ended."],
        ["Gen. Ruth Okoro met Mr. Haddad.", "They left at 5 p.m.", "The U.S. Army said so."],
        ["He moved to the U.S.", "The army followed.", "The U.S. Senate voted."],
        ["It began on Sept. 1.", "They came in Sept.", "It was over by Dec. 24."],
        ["See No. 5 and Fig. 3 on p. 12.", "Resolution No. 2593 passed."],
        ["He said no.", "Five died."],
        ["The share rose by 3.5 points to 12.25 percent.", "Prices fell."],
        ["J. K. Smith and A.B. Jones agreed.", "So did I.", "Then we left."],
        ["“We won.”", "He left."],
        ["“Why?” she asked.", '"No!" he said.', "“Never,” they said."],
        ["He said: “We won.", "We did not run.", "We stayed.”", "He left."],
        ["(Nobody was hurt.)", "She stayed."],
        ["Wait... what?", "Really...", "Yes."],
        ["The toll rose.[1]", "Officials said so.[2][3]", "It ended."],
        ["Acme Inc. shares fell.", "Dr. Lee et al. wrote it.", "Approx. 20 died, e.g. in Kabul."],
        ["The sun.", "Nobody sat.", "Everybody may.", "Some did."],
        ["سه نفر کشته شدند.", "آیا درست است؟", "بله۔", "تمام شد."],
        ["قتل عشرون شخصا.", "من فعل ذلك؟", "لا أحد."],
        ["A 4.5 kg bomb (cf. above) vs. a 2.0 kg one.", "See example.org for more."],
        ["5,000 fighters came.", "207 attacks followed.", "In 2021 it began."],
        ["Ahmad Jr. was there.", "He saw Lt. Col. Brown of the U.N. mission in Washington, D.C. last year."],
    ],
)
def test_a_paragraph_is_cut_into_its_sentences(sentences: list[str], words_of: Words) -> None:
    assert words_of(" ".join(sentences), SegmentKind.SENTENCE) == sentences


def test_sentences_without_spaces_between_them(words_of: Words) -> None:
    assert words_of("第一句。第二句！第三？", SegmentKind.SENTENCE) == ["第一句。", "第二句！", "第三？"]
    assert words_of("It ended.Then he left.", SegmentKind.SENTENCE) == ["It ended.", "Then he left."]
    assert words_of("Look at Example.Com now.", SegmentKind.SENTENCE) == ["Look at Example.Com now."]


def test_a_number_in_front_of_a_list_item_is_no_sentence(words_of: Words) -> None:
    assert words_of("1. The first.\n2. The second.", SegmentKind.SENTENCE) == [
        "1. The first.",
        "2. The second.",
    ]


def test_sentences_of_wrapped_lines_run_over_the_line_ends(words_of: Words) -> None:
    content = (
        "The ministry counted fourteen attacks in the first three months\r\n"
        "of the year. Nobody else counted any, and the ministry has said\r\n"
        "nothing since then.\r\n"
    )
    first, second = words_of(content, SegmentKind.SENTENCE)
    assert first.endswith("months\r\nof the year.")
    assert second.startswith("Nobody")
