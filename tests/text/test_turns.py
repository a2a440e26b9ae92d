"""Q&A turns."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from corroborate.model.text import SegmentKind, Text
from corroborate.text import segment

Voices = Callable[..., list[tuple[str | None, str]]]
Words = Callable[..., list[str]]


@pytest.mark.parametrize("gap", ["\n", "\n\n", "\r\n", "\r\n\r\n"])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ROE", "KHAN"),
        ("Ruth Roe", "Dr. Amin Khan"),
        ("RUTH ROE, EXAMPLE NEWS", "GEN. AMIN KHAN (RET.)"),
        ("Q", "A"),
        ("Question", "Answer"),
        ("Interviewer", "Commander al-Amin"),
        ("Speaker 1", "Speaker 2"),
        ("AL-AMIN (through interpreter)", "O'BRIEN"),
        ("Jean-Luc de la Tour", "Ms. Łukasiewicz"),
        ("خبرنگار", "احمد امین"),
        ("Корреспондент", "Иван Петров"),
    ],
)
def test_labels_of_many_styles(first: str, second: str, gap: str, voices_of: Voices, words_of: Words) -> None:
    paragraphs = [
        "An introduction: it names nobody.",
        f"{first}: How many attacks did you carry out?",
        f"{second}: We carried out fourteen.",
        "Nobody helped us. Note: nobody.",
        f"{first}: Where?",
        f"{second}: In the north.",
    ]
    assert voices_of(gap.join(paragraphs)) == [
        (None, "An introduction: it names nobody."),
        (first, "How many attacks did you carry out?"),
        (second, f"We carried out fourteen.{gap}Nobody helped us. Note: nobody."),
        (first, "Where?"),
        (second, "In the north."),
    ]
    assert words_of(gap.join(paragraphs), SegmentKind.LABEL)[:2] == [f"{first}:", f"{second}:"]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (
            "**Ruth Roe:** How many?\n\n**Amin Khan:** We did 14.\n\nAnd more.\n\n**Ruth Roe:** Thanks.",
            [("Ruth Roe", "How many?"), ("Amin Khan", "We did 14.\n\nAnd more."), ("Ruth Roe", "Thanks.")],
        ),
        (
            "**ROE**: How many?\n\n__KHAN__: We did 14.\n\n* * *\n\nEdited for length.",
            [("ROE", "How many?"), ("KHAN", "We did 14."), (None, "Edited for length.")],
        ),
        (
            "[00:01:02] ANNA: How are you?\n[00:01:10] BOB: I am fine.\n[00:02:00] ANNA: Good.",
            [("ANNA", "How are you?"), ("BOB", "I am fine."), ("ANNA", "Good.")],
        ),
        (
            "Q. How many?\nA. We did 14.\nQ. Where?\nA. In the north.",
            [("Q", "How many?"), ("A", "We did 14."), ("Q", "Where?"), ("A", "In the north.")],
        ),
        (
            "Q    Thanks. How many?\n\nTHE MINISTER: I think 14.\n\nQ    Where?\n\nTHE MINISTER: Here.",
            [
                ("Q", "Thanks. How many?"),
                ("THE MINISTER", "I think 14."),
                ("Q", "Where?"),
                ("THE MINISTER", "Here."),
            ],
        ),
        (
            "ANNA:\nHow many attacks were there?\n\nBOB:\nWe counted 29.\n\nIt is a lot.",
            [("ANNA", "How many attacks were there?"), ("BOB", "We counted 29.\n\nIt is a lot.")],
        ),
        ("ROE: How many?\nKHAN: We did 14.", [("ROE", "How many?"), ("KHAN", "We did 14.")]),
        (
            "Ruth Roe: How many?\nAmin Khan: I have 14 men.\nRoe: Where?\nKhan: Here: at home.\nHerat: ours.",
            [
                ("Ruth Roe", "How many?"),
                ("Amin Khan", "I have 14 men."),
                ("Roe", "Where?"),
                ("Khan", "Here: at home.\nHerat: ours."),
            ],
        ),
        (
            "ROE: How many?\nKHAN: 14.\nROE: Where?\nKHAN: Here.\nMODERATOR: Why?\nKHAN: So.\nNote: no.",
            [
                ("ROE", "How many?"),
                ("KHAN", "14."),
                ("ROE", "Where?"),
                ("KHAN", "Here."),
                ("MODERATOR", "Why?"),
                ("KHAN", "So."),
                (None, "Note: no."),
            ],
        ),
        (
            "Le Monde : Combien d’attaques ?\nKhan : Quatorze.\nLe Monde : Où ?\nKhan : Au nord.",
            [
                ("Le Monde", "Combien d’attaques ?"),
                ("Khan", "Quatorze."),
                ("Le Monde", "Où ?"),
                ("Khan", "Au nord."),
            ],
        ),
    ],
)
def test_transcripts(content: str, expected: list[tuple[str | None, str]], voices_of: Voices) -> None:
    assert voices_of(content) == expected


@pytest.mark.parametrize(
    "content",
    [
        "Kabul: three people died.\nNote: this is provisional.\nHerat: two were wounded.",
        "KABUL: Three people died.\n\nHERAT: Two were hurt.\n\nKABUL: One more died.\n\nHERAT: None.",
        "Date: 2030-01-01\nLocation: Kabul\nKilled: 5\n\nDate: 2030-01-02\nLocation: Herat\nKilled: 7",
        "Khan: I will fight on.\n\nThe rest of the article goes on here.",
        "KHAN: I will fight on. We will.\n\nKHAN: I said so.",
        "Update: more died.\n\nUpdate: none died, I think.\n\nNote: we do not know.",
        "The minister said: we did it.\n\nThe front said: you did not.\n\nThe minister said: we did.",
        "Reuters: He said “we won.”\nAFP: It was so.\nReuters: They said “I left.”\nAFP: It was not.",
        "Q: How many?",
        "",
    ],
)
def test_ordinary_text_with_colons_is_no_interview(content: str, voices_of: Voices) -> None:
    assert voices_of(content) == []
    assert voices_of(content, SegmentKind.LABEL) == []


def test_paragraphs_and_sentences_carry_the_speaker_of_their_turn(voices_of: Voices) -> None:
    content = "Before.\nROE: How many? Tell us.\nKHAN: We did 14.\nAnd more.\nROE: Why?"
    expected = [
        (None, "Before."),
        ("ROE", "How many? Tell us."),
        ("KHAN", "We did 14."),
        ("KHAN", "And more."),
        ("ROE", "Why?"),
    ]
    assert voices_of(content, SegmentKind.PARAGRAPH) == expected
    assert voices_of(content, SegmentKind.SENTENCE)[1:3] == [("ROE", "How many?"), ("ROE", "Tell us.")]


@pytest.mark.shared
def test_the_interview_has_all_its_turns_and_notes(shared: Path) -> None:
    """46 turns, of which six are paragraphs of the author, 40 labels, six notes: exact offsets."""
    folder = shared / "interview"
    content = (folder / "interview.txt").read_bytes().decode("utf-8")
    gold = [json.loads(line) for line in (folder / "gold_turns.jsonl").read_text("utf-8").splitlines()]
    found = segment(Text.derive("interview", content, "plain", "1"))
    said = [g for g in gold if g["speaker"] != "editor_note"]
    assert len(said) == 46
    assert [(s.speaker, s.start, s.end) for s in found if s.kind is SegmentKind.TURN] == [
        (None if g["speaker"] == "author" else g["speaker"], g["start"], g["end"]) for g in said
    ]
    assert [(s.start, s.end) for s in found if s.kind is SegmentKind.LABEL] == [
        (g["label_start"], g["label_end"]) for g in said if "label_start" in g
    ]
    notes = [g for g in gold if g["speaker"] == "editor_note"]
    assert [(s.speaker, s.start, s.end) for s in found if s.kind is SegmentKind.NOTE] == [
        (None, g["start"], g["end"]) for g in sorted(notes, key=lambda g: int(g["start"]))
    ]
    disclosed = [content[s.start : s.end] for s in found if s.kind is SegmentKind.DISCLOSURE]
    assert [words[:12] for words in disclosed] == ["[Disclosure:"]


def test_the_document_speaks_again_where_the_speaker_is_named(voices_of: Voices) -> None:
    excerpt = "ROE: How many?\n\nKHAN: We did 14.\n\nAnd more.\n\nROE: Where?\n\nKHAN: In the north."
    bio = "Khan’s book is out now."
    assert voices_of(f"{excerpt}\n\n{bio}")[-2:] == [("KHAN", "In the north."), (None, bio)]
    article = [f"The ministry denies it, number {n}." for n in range(6)] + ["Critics of Khan agree."]
    found = voices_of("\n\n".join([excerpt, *article]))
    assert found[-7:] == [("KHAN", f"In the north.\n\n{article[0]}"), *((None, w) for w in article[1:])]
    own = "We [the Khan family] say “Khan will win.”"
    assert voices_of(f"{excerpt}\n\n{own}")[-1] == ("KHAN", f"In the north.\n\n{own}")


def test_a_headline_with_a_name_before_a_colon_is_no_turn(voices_of: Voices) -> None:
    content = "Minister Khan: we did fourteen\n\nROE: How many?\n\nKHAN: We did 14.\n\nROE: Why?\n\nKHAN: So."
    assert voices_of(content)[0] == (None, "Minister Khan: we did fourteen")
