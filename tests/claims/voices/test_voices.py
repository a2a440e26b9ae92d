from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corroborate.claims.voices import Voices, find_voices
from corroborate.model.attribution import Stance
from corroborate.model.dossier import Document
from corroborate.model.source import Source
from corroborate.model.text import Segment, Text


def document(content: str, segments: tuple[Segment, ...] = (), author: str = "A. Writer") -> Document:
    source = Source(
        "0" * 64, "note", "text/plain", len(content), datetime(2024, 9, 1, tzinfo=UTC), author=author
    )
    return Document(source, Text.derive(source.id, content, "test", "1"), segments)


def chain(content: str, words: str, voices: Voices | None = None) -> list[str]:
    voices = voices or find_voices(document(content))
    start = content.index(words)
    return [v.name for v in voices.attribution(start, start + len(words)).voices][1:]


@pytest.mark.parametrize(
    ("content", "words", "names"),
    [
        ("“We lost 20 men,” said Ali Reza, a spokesman for the army.", "20", ["Ali Reza"]),
        ("Ali Reza said the army lost 20 men.", "20", ["Ali Reza"]),
        ("The army lost 20 men, Ali Reza said on Monday.", "20", ["Ali Reza"]),
        ("The army, Ali Reza said, lost 20 men.", "20", ["Ali Reza"]),
        ("Ali Reza, the minister of defence, said that 20 men were killed.", "20", ["Ali Reza"]),
        ("They left behind $8.5 billion of equipment, according to an estimate by the UN.", "8.5", ["UN"]),
        ("According to the UN, 29 attacks took place.", "29", ["UN"]),
        ("The UN put the number at 29.", "29", ["UN"]),
        ("The army lost 20 men on Monday.", "20", []),
    ],
)
def test_who_says_it(content: str, words: str, names: list[str]) -> None:
    assert chain(content, words) == names


def test_a_denial_is_negated_and_says_so() -> None:
    content = "The ministry denied that 20 men were killed."
    voices = find_voices(document(content))
    at = content.index("20")
    assert voices.attribution(at, at + 2).speaker.stance is Stance.DENIES
    assert voices.polarity(at, at + 2).value == "negated"


@given(st.text(alphabet=st.sampled_from("ab .,:;?!\"“”‘’'()[]\n-—«»1A said that he by according to")))
def test_nothing_makes_it_fail(content: str) -> None:
    voices = find_voices(document(content))
    for place in range(len(content)):
        assert voices.attribution(place, place + 1).voices
        voices.modality(place, place + 1)
        voices.polarity(place, place + 1)
        voices.resolve(place, place + 1)
    for span in voices.spans:
        assert all(0 <= a < b <= len(content) for a, b in span.content)


@given(st.text())
def test_any_text_has_voices(content: str) -> None:
    voices = find_voices(document(content))
    assert voices.attribution(0, max(1, len(content))).outermost.name == "A. Writer"
    assert voices.names() == find_voices(document(content)).names()
