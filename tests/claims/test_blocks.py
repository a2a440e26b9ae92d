"""Long texts are read in blocks."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corroborate.claims import read
from corroborate.claims.blocks import blocks
from corroborate.model.claim import Reading
from corroborate.model.dossier import Document
from corroborate.model.source import Source
from corroborate.model.text import Text
from corroborate.model.window import DayRange
from corroborate.text import segment

PARAGRAPH = (
    "The UN said on Monday that it had verified {a} attacks: {b} in Kabul and 6 in Takhar. "
    "Ali Reza, the minister, denied that more than {a} people were killed.\n\n"
)


def document(content: str) -> Document:
    """A document of a text with its segments."""
    taken = datetime(2024, 9, 2, tzinfo=UTC)
    source = Source("0" * 64, "x", "text/plain", 1, taken, published=DayRange.on(date(2024, 9, 1)))
    text = Text.derive(source.id, content, "x", "1")
    return Document(source, text, tuple(segment(text)))


def in_blocks(content: str, size: int, monkeypatch: pytest.MonkeyPatch) -> Reading:
    """The reading of a text with blocks of a size."""
    monkeypatch.setattr("corroborate.claims.blocks.BLOCK", size)
    return read(document(content))


def test_blocks_of_whole_paragraphs_read_as_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    content = "".join(PARAGRAPH.format(a=20 + n, b=14 + n) for n in range(12))
    whole = read(document(content))
    assert len(whole.claims) > 36
    assert any(claim.total_of for claim in whole.claims)
    assert in_blocks(content, 700, monkeypatch) == whole


def test_rows_and_broken_lines_are_quoted_as_they_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    row = "\n".join(str(n) for n in range(100, 160))
    content = f"At least 12 people\nwere killed in Kabul.\n\n{row}\n\nThe UN counted 14\nattacks.\n\n" * 3
    found = in_blocks(content, 250, monkeypatch)
    for span in [c.span for c in found.claims] + [u.span for u in found.unread]:
        span.check(content)
    assert found == read(document(content))


@given(st.text(alphabet="ab. \n", min_size=1, max_size=300), st.integers(2, 40))
def test_blocks_are_the_text_and_hold_its_segments(content: str, size: int) -> None:
    doc = document(content)
    at = 0
    covered: set[tuple[int, str]] = set()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("corroborate.claims.blocks.BLOCK", size)
        found = list(blocks(doc))
    for start, block in found:
        assert start == at
        at += len(block.text.content)
        assert 0 < len(block.text.content) <= size
        for s in block.segments:
            assert 0 <= s.start < s.end <= len(block.text.content)
            covered |= {(start + k, s.kind) for k in range(s.start, s.end)}
    assert at == len(content)
    assert covered == {(k, s.kind) for s in doc.segments for k in range(s.start, s.end)}
