"""What kind of file some bytes are."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfgen.canvas import Canvas

from corroborate.errors import FileTypeError, UnreadableError
from corroborate.intake import media_type
from corroborate.intake.media import (
    CSV,
    DOCX,
    HTML,
    JSON,
    JSON_LINES,
    MARKDOWN,
    MHTML,
    PDF,
    PLAIN,
    TSV,
    X_ARCHIVE,
)


def pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 720, "Fourteen attacks")
    canvas.save()
    return out.getvalue()


def word() -> bytes:
    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Fourteen attacks")
    document.save(out)
    return out.getvalue()


def packed(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name in names:
            package.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "expected"),
    [
        (b"Fourteen attacks.\n", "a.txt", PLAIN),
        (b"Fourteen attacks.\n", "a", PLAIN),
        (b"Fourteen attacks.\n", "a.pdf", PLAIN),
        (b"# Fourteen\n\nattacks\n", "a.md", MARKDOWN),
        (b"---\ntitle: Fourteen\ndate: 2024-01-01\n---\nattacks\n", "a.txt", MARKDOWN),
        (b"<!DOCTYPE html><html><body><p>x</p></body></html>", "a.txt", HTML),
        (b"\xef\xbb\xbf  <!-- saved --> <html lang=en>", "a", HTML),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0"><html>', "a.xhtml", HTML),
        (b"<p>Fourteen</p> attacks", "a.html", HTML),
        (b"<div><p>One</p><p>two</p></div>", "a", HTML),
        (
            b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type:\r\n\tmultipart/related\r\n\r\n",
            "a.mhtml",
            MHTML,
        ),
        (b'{"messages": []}', "result.json", JSON),
        (b'[{"text": "x"}]', "x", JSON),
        (b'{"text": "a"}\n{"text": "b"}\n', "x", JSON_LINES),
        (b'{"text": "a"}\n', "x.jsonl", JSON_LINES),
        (b'{"text": "a"', "x.json", JSON),
        (b"window.YTD.tweets.part0 = [ {\n", "tweets.js", X_ARCHIVE),
        (b"date,text\n2024-01-01,x\n", "a.csv", CSV),
        (b"date;text\n2024-01-01;x\n", "a.csv", CSV),
        (b"date,text\n2024-01-01,x,y\n1,2\n", "a.CSV", CSV),
        (b"date\ttext\n2024\tx\n", "a.tsv", TSV),
        (b"20300101\tKabul\t3\n20300102\tHerat\t4\n", "export.CSV", TSV),
        (b"id,date,place,killed\n1,2024-01-01,Kabul,3\n2,2024-01-02,Herat,4\n", "export", CSV),
        (
            b"We came, we saw, we left.\nThey came, they saw, they left.\nAll came, all saw, all left.\n",
            "a.txt",
            PLAIN,
        ),
        ("نوزده حمله".encode("utf-16"), "a.txt", PLAIN),
        ("Nineteen attacks were counted".encode("utf-16-le"), "a.txt", PLAIN),
        ("Überfälle in Kabul, fünfzehn".encode("cp1252"), "a.txt", PLAIN),
        ("پانزده حمله در کابل".encode("cp1256"), "a.txt", PLAIN),
        (b"[Editor's note: fourteen] attacks", "a.txt", PLAIN),
    ],
)
def test_the_bytes_decide(data: bytes, name: str, expected: str) -> None:
    assert media_type(data, name) == expected


def test_packages_are_known_by_what_is_in_them() -> None:
    assert media_type(pdf(), "scan.txt") == PDF
    assert media_type(b"\n\n" + pdf(), "late.pdf") == PDF
    assert media_type(word(), "report.zip") == DOCX


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b" \r\n\t\x00", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        (b"\x89PNG\r\n\x1a\nxxxx", "PNG picture"),
        (b"\xff\xd8\xff\xe0xxxx", "JPEG picture"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1xxxx", "old or encrypted Office"),
        (b"{\\rtf1 words}", "RTF"),
        (b"\x1f\x8b\x08xxxx", "gzip"),
        (b"SQLite format 3\x00xxxx", "SQLite"),
        (b"\x7fELF\x02\x01", "program"),
        (b"\x00\x00\x00\x20ftypmp42", "film or sound"),
        (bytes(range(256)) * 4, "binary and of no known kind"),
        (b"words\x00\x01\x02\x03\x04words\x05\x06" * 10, "binary"),
        (b'<?xml version="1.0"?><rss></rss>', "XML"),
        (packed("a.txt", "b.txt"), "ZIP archive"),
        (packed("xl/workbook.xml"), "Excel"),
        (packed("content.xml"), "OpenDocument"),
        (packed("data/tweets.js"), "X archive"),
    ],
)
def test_what_nothing_reads_is_refused_with_the_name_and_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(FileTypeError, match=said) as caught:
        media_type(data, "given.bin")
    assert caught.value.value == "given.bin"
    assert caught.value.hint
    assert "\n" not in str(caught.value)


def test_a_package_that_is_cut_off_is_broken_not_unknown() -> None:
    with pytest.raises(UnreadableError, match=r"cut off.*report\.docx"):
        media_type(word()[:2000], "report.docx")


NAMES = st.sampled_from(["a.txt", "a.csv", "a.json", "a.html", "a.jsonl", "a"])


def kind_or_refusal(data: bytes, name: str) -> str:
    try:
        return media_type(data, name)
    except (FileTypeError, UnreadableError) as error:
        return f"refused: {error.value}"


@settings(deadline=None)
@given(st.binary(max_size=400), NAMES)
def test_any_bytes_have_a_kind_or_are_refused(data: bytes, name: str) -> None:
    kind = kind_or_refusal(data, name)
    assert "/" in kind or kind == f"refused: {name}"


@settings(deadline=None)
@given(st.text(min_size=1, max_size=300), NAMES)
def test_any_words_have_a_kind_or_are_refused(words: str, name: str) -> None:
    kind = kind_or_refusal(words.encode("utf-8", "surrogatepass"), name)
    assert "/" in kind or kind == f"refused: {name}"


def test_a_stray_control_character_does_not_make_a_text_binary() -> None:
    assert media_type(b"The UN verified 45 attacks.\x00 Then 20 people died.\n", "a.txt") == "text/plain"
    with pytest.raises(FileTypeError, match="binary"):
        media_type(b"\x01\x02\x03\x04 some words", "a.bin")
