"""Arbitrary bytes into every reader: texts that hold, or an error that names the file."""

from __future__ import annotations

import io
import json
import random
from datetime import UTC, datetime

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from corroborate.errors import InputError
from corroborate.model.source import Source
from corroborate.model.text import Extraction
from corroborate.text import EXTRACTORS, extract, segment


def result(media: str, data: bytes) -> Extraction | str:
    source = Source("0" * 64, "given.file", media, len(data), datetime(2030, 1, 1, tzinfo=UTC))
    try:
        return extract(source, data)
    except InputError as error:
        return str(error)


def holds(found: Extraction | str) -> None:
    if isinstance(found, str):
        assert "given.file" in found
        assert "\n" not in found
        return
    for text in found.texts:
        assert text.content.strip()
        assert all(0 <= m.start <= m.end <= len(text.content) for m in text.map)
        text.content.encode("utf-8")
        segment(text)


@pytest.mark.parametrize("media", EXTRACTORS)
@given(data=st.data())
@settings(max_examples=40, deadline=None)
def test_any_bytes_are_read_or_refused(media: str, data: st.DataObject) -> None:
    blob = data.draw(
        st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace")))
    )
    holds(result(media, blob))


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=20)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(
                ["messages", "chats", "list", "id", "text", "date", "type", "from", "tweet", "poll"]
            ),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=20,
)


@given(JSON, st.integers(0, 30))
@settings(deadline=None)
def test_any_json_whole_or_cut_is_read_or_refused(value: object, cut: int) -> None:
    data = json.dumps(value).encode()
    for blob in (data, data[: max(1, len(data) - cut)]):
        holds(result("application/json", blob))
        holds(result("application/jsonl", blob + b"\n" + blob))
        holds(result("text/javascript", b"window.YTD.tweets.part0 = " + blob))


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div",
                ">",
                "<!--",
                "-->",
                "<table>",
                "<td>",
                "x & y",
                "&#0;",
                "&#xd800;",
                "<script>",
                "<h1>",
                "words ",
            ]
        ),
        max_size=40,
    ).map("".join)
)
@settings(deadline=None)
def test_any_markup_is_read_or_refused(markup: str) -> None:
    holds(result("text/html", markup.encode()))


def pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    canvas.drawString(72, 720, "Fourteen attacks, it is said.")
    canvas.showPage()
    canvas.drawString(72, 720, "Five more.")
    canvas.save()
    return out.getvalue()


def word() -> bytes:
    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Fourteen attacks")
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("media", ["application/pdf", next(m for m in EXTRACTORS if m.endswith("document"))])
def test_damaged_packages_are_read_or_refused(media: str) -> None:
    """Bytes changed, cut out and doubled at places drawn from a fixed seed."""
    whole = pdf() if media.endswith("pdf") else word()
    dice = random.Random(20300101)
    for _ in range(60):
        blob = bytearray(whole)
        for _ in range(dice.randint(1, 12)):
            at = dice.randrange(len(blob) - 40)
            match dice.randrange(3):
                case 0:
                    blob[at] ^= 1 << dice.randrange(8)
                case 1:
                    del blob[at : at + dice.randint(1, 30)]
                case _:
                    blob[at:at] = blob[at : at + dice.randint(1, 30)]
        holds(result(media, bytes(blob)))
