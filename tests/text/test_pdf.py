"""PDF files."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdf
import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

from corroborate.errors import UnreadableError
from corroborate.model.text import Extraction

Read = Callable[..., Extraction]
STYLES = getSampleStyleSheet()
FIRST = (
    "The ministry counted fourteen attacks in the first three months of the year. " * 4 + "It stopped then."
)
SECOND = (
    "Observers reached four of the eleven districts, so their number is a lower bound. " * 5
    + "No more is known."
)


def flowing(*paragraphs: str | None, title: str | None = "Fourteen attacks") -> bytes:
    out = io.BytesIO()
    story: list[object] = [Paragraph(title, STYLES["Title"])] if title else []
    story += [PageBreak() if words is None else Paragraph(words, STYLES["Normal"]) for words in paragraphs]
    SimpleDocTemplate(out, invariant=1).build(story)
    return out.getvalue()


def pages(*lines_of_pages: list[str], size: float = 11) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    for lines in lines_of_pages:
        canvas.setFont("Helvetica", size)
        for number, line in enumerate(lines):
            canvas.drawString(72, 760 - 14 * number, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def test_lines_become_paragraphs_again(read: Read) -> None:
    (text,) = read(flowing(FIRST, SECOND, FIRST), "a.pdf").texts
    assert text.content.split("\n\n") == ["Fourteen attacks", FIRST, SECOND, FIRST]
    assert text.extractor == "pdf"
    assert "pypdf" in text.extractor_version


def test_the_map_names_the_pages(read: Read) -> None:
    (text,) = read(flowing(FIRST, None, SECOND), "a.pdf").texts
    assert [m.place for m in text.map] == ["page 1", "page 2"]
    assert text.place_of(text.content.index("ministry")) == "page 1"
    assert text.place_of(text.content.index("Observers")) == "page 2"
    assert text.place_of(len(text.content) - 1) == "page 2"


def test_c03_reading_a_pdf_again_gives_the_same_hash(read: Read) -> None:
    data = flowing(FIRST, SECOND)
    assert read(data, "a.pdf") == read(data, "a.pdf")


def test_a_paragraph_goes_on_over_the_page_and_its_feet(read: Read) -> None:
    data = pages(
        ["Example Mission: Report", "The mission counted fourteen attacks in the first quarter of", "1"],
        ["Example Mission: Report", "the year, which is fewer than before. It has said so in its", "2"],
        ["Example Mission: Report", "report to the council.", "3"],
    )
    (text,) = read(data, "a.pdf").texts
    assert text.content == (
        "The mission counted fourteen attacks in the first quarter of the year, which is fewer than before. "
        "It has said so in its report to the council."
    )
    assert text.place_of(text.content.index("which")) == "page 2"
    assert any("6 running heads" in w and "'Example Mission: Report'" in w for w in text.warnings)


def test_words_cut_at_the_end_of_a_line_are_joined(read: Read) -> None:
    data = pages(
        [
            "The govern-",
            "ment and the well-known anti-",
            "Taliban group of 2020-",
            "2021 met the well-",
            "known leader.",
        ]
    )
    (text,) = read(data, "a.pdf").texts
    assert text.content == (
        "The government and the well-known anti-Taliban group of 2020-2021 met the well-known leader."
    )


def test_lists_stay_apart(read: Read) -> None:
    lines = [
        "The mission counted these attacks in the north:",
        "- fourteen in spring",
        "- five in summer",
        "1. and more",
    ]
    (text,) = read(pages(lines), "a.pdf").texts
    assert text.content.split("\n\n") == lines


def test_a_page_without_text_is_listed(read: Read) -> None:
    found = read(pages(["Fourteen attacks."], [], ["Five attacks."]), "a.pdf")
    assert [(u.place, u.reason) for u in found.unreadable] == [
        ("page 2", "no text layer: the page is a picture or empty")
    ]
    assert "Five" in found.texts[0].content


def test_a_scan_is_refused_with_what_to_do(read: Read) -> None:
    with pytest.raises(UnreadableError, match=r"no text layer.*scan\.pdf.*character recognition"):
        read(pages([], []), "scan.pdf")


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-256"])
def test_an_encrypted_pdf_is_refused(read: Read, algorithm: str) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(flowing(FIRST)))
    writer.encrypt("secret", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(UnreadableError, match=r"encrypted: locked\.pdf.*password"):
        read(out.getvalue(), "locked.pdf")


def test_a_pdf_that_anybody_may_open_is_read(read: Read) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(flowing(FIRST)))
    writer.encrypt("", "owner", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    assert FIRST in read(out.getvalue(), "a.pdf").texts[0].content


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_a_pdf_that_is_cut_off_is_read_in_part_or_refused(read: Read, share: float) -> None:
    data = flowing(FIRST, None, SECOND)
    cut = data[: int(len(data) * share)]
    try:
        found = read(cut, "cut.pdf")
    except UnreadableError as error:
        said = str(error)
    else:
        said = " ".join(u.reason for u in found.unreadable)
    assert "cut off" in said or "no text layer" in said


def test_noise_after_the_mark_of_a_pdf_is_refused(read: Read) -> None:
    with pytest.raises(UnreadableError, match=r"broken or cut off: a\.pdf"):
        read(b"%PDF-1.7\n" + bytes(range(256)) * 8, "a.pdf")


def test_ligatures_are_written_out() -> None:
    from corroborate.text.pdf import _LIGATURES

    assert "ﬁve oﬃcers ﬂed".translate(_LIGATURES) == "five officers fled"
