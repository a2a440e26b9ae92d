"""A text broken to fit a page reads as the same text unbroken, with quotes exact in its own lines."""

import textwrap
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corroborate.claims import read
from corroborate.claims.unwrapped import unwrapped
from corroborate.model.dossier import Document
from corroborate.model.source import Source
from corroborate.model.text import Text
from corroborate.text import segment

REPORT = (
    "The United Nations recorded at least 29 attacks by the National Resistance Front between 1 February and "
    "13 May 2024, of which 20 took place in Kabul, according to a report of the Secretary-General. A "
    "spokesman of the front said that its fighters had carried out more than 200 operations in the same "
    "period and had killed between 300 and 400 soldiers. The claim could not be verified."
)


def document(content):
    source = Source("a" * 64, "x.txt", "text/plain", len(content), datetime(2024, 9, 1, tzinfo=UTC))
    text = Text.derive(source.id, content, "plain", "1")
    return Document(source, text, segment(text))


def heard(content):
    return [
        (
            " ".join(claim.span.quote.split()),
            claim.quantity and claim.quantity.hard,
            claim.counted and claim.counted.measure,
            tuple(" ".join(voice.name.split()) for voice in claim.attribution.voices),
            claim.window and (claim.window.start, claim.window.end),
        )
        for claim in read(document(content)).claims
    ]


@pytest.mark.parametrize("width", [46, 60, 72, 80])
def test_wrapped_and_unwrapped_read_the_same(width):
    assert heard(textwrap.fill(REPORT, width)) == heard(REPORT)


@pytest.mark.parametrize("width", [46, 72])
def test_c04_quotes_stay_exact_in_the_broken_text(width):
    content = textwrap.fill(REPORT, width)
    reading = read(document(content))
    spans = [c.span for c in reading.claims]
    spans += [s for c in reading.claims for s in (c.quantity_span, c.window_span, c.place_span) if s]
    assert any("\n" in s.quote for s in spans)
    assert all(content[s.start : s.end] == s.quote for s in (*spans, *(u.span for u in reading.unread)))


def test_lines_that_stand_by_themselves_stay_apart():
    table = "Killed: 12\nInjured: 15\nMissing: 3\n"
    assert unwrapped(document(table)).text.content == table


@given(st.text(alphabet="ab. \n\r\t1", max_size=200))
def test_only_line_breaks_change_and_nothing_moves(content):
    given_document = document(content or "x")
    before, after = given_document.text.content, unwrapped(given_document).text.content
    assert len(before) == len(after)
    assert all(a == b or (a in "\n\r\x0b\x85\u2028" and b == " ") for a, b in zip(before, after, strict=True))
