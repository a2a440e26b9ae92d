"""The report on paper: tagged PDF/UA, the same bytes each time, everything in it that the page says."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from builder import Builder, contested, sum_finding
from pypdf import PdfReader

from corroborate.errors import SettingError
from corroborate.report import render_html
from corroborate.report.pdf import brief_pdf, card_png, report_pdf
from corroborate.report.pdf.blocks import blocks


@pytest.fixture(scope="module")
def dossier():
    b, c = contested()
    return b.dossier(sum_finding(c))


@pytest.fixture(scope="module")
def pdf(dossier):
    return report_pdf(dossier)


def read(data):
    return PdfReader(io.BytesIO(data))


def said(data):
    return " ".join(" ".join((page.extract_text() or "").split()) for page in read(data).pages)


def test_it_is_tagged_has_a_title_and_says_that_it_is_accessible(pdf):
    catalog = read(pdf).trailer["/Root"]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "en"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "/StructTreeRoot" in catalog
    assert "pdfuaid" in catalog["/Metadata"].get_data().decode()
    assert read(pdf).metadata.title == "A contested count"
    assert read(pdf).outline


def test_the_same_dossier_gives_the_same_bytes(dossier, pdf):
    assert report_pdf(dossier) == pdf
    assert report_pdf(replace(dossier, title="Another")) != pdf


def test_everything_that_the_page_says_is_on_paper(dossier, pdf):
    text = said(pdf)
    for words in (
        "What is documented",
        "How to verify",
        "29 + 52 + 56",
        "W4-cannot-hold-together",
        "53 + 21 = 74",
    ):
        assert words in text
    for document in dossier.documents:
        assert document.source.id[:20] in text.replace(" ", "")


def test_figures_lead_to_their_claims(pdf):
    reader = read(pdf)
    links = [
        a for page in reader.pages for a in page.get("/Annots") or () if a.get_object()["/Subtype"] == "/Link"
    ]
    assert len(links) > 20


def test_the_chart_has_its_text_alternative(dossier):
    paper = blocks(render_html(dossier))
    drawings = [b for b in paper.blocks if b["k"] == "drawing"]
    assert len(drawings) == 2
    for drawing, words in zip(drawings, ("137 verified, attacks by", "A time axis from"), strict=True):
        assert words in drawing["alt"]
        assert "137" in paper.drawings[drawing["file"]]


def test_words_of_a_source_are_never_code():
    b = Builder()
    evil = '#panic("x") $x$ *b* _i_ @l <l> `c` \\u{41} #import "/etc/passwd" ]]'
    document = b.document(f"They said 31 attacks {evil} happened.", publisher=evil, title="= Heading")
    b.claim(document, "31 attacks", 31)
    made = report_pdf(b.dossier(title=evil, question=evil))
    assert "panic" in said(made)
    assert read(made).metadata.title == evil


def test_the_brief_is_one_page_whatever_it_holds(dossier):
    assert len(read(brief_pdf(dossier)).pages) == 1
    text = said(brief_pdf(dossier))
    for words in ("137", "222", "What is not known", "Checked 3 of"):
        assert words in text
    long = replace(dossier, title="A long title " * 20, question="Why? " * 60)
    assert len(read(brief_pdf(long)).pages) == 1
    assert len(read(brief_pdf(Builder().dossier())).pages) == 1


def test_right_to_left_pages_are_set_too(dossier):
    made = report_pdf(replace(dossier, language="fa", title="شمار حمله‌ها"))
    assert read(made).trailer["/Root"]["/Lang"] == "fa"
    assert len(read(made).pages) > 3


def test_the_card_is_a_png(dossier):
    data = card_png(dossier)
    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20]) == 1200
    assert int.from_bytes(data[20:24]) == 630


def test_without_typst_it_is_said_what_to_install(dossier, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    with pytest.raises(SettingError, match="pip install --force-reinstall typst"):
        report_pdf(dossier)


def test_an_empty_case_can_be_printed():
    assert len(read(report_pdf(Builder().dossier())).pages) >= 1


def test_every_class_of_a_drawing_is_set_on_paper_as_on_the_page():
    """Rules behind the print style would be lost, and bars and circles be black."""
    from listed import SEEN, SQUARE
    from listed import dossier as listed

    from corroborate.report.pdf.typeset import _drawing_style

    made = listed()
    made = replace(made, listing=replace(made.listing, incidents=SEEN), outlines=(SQUARE,))
    style = _drawing_style()
    for svg in blocks(render_html(made)).drawings.values():
        for names in set(re.findall(r'<(?:path|circle|rect|line)[^>]* class="([^"]+)"', svg)):
            assert any(f".{name}" in style for name in names.split()), names


@pytest.mark.parametrize(
    ("text", "left_to_right"),
    [
        ("\u2068Afghan Witness\u2069 ادعاها را شمرده است", False),
        ("\u2068جبهه\u2069 claims 12", True),
        ("\u2068Afghan Witness\u2069", True),
        ("«attacks», «clashes»", True),
        ("۱۲", True),
    ],
)
def test_words_set_apart_do_not_turn_a_sentence(text, left_to_right):
    from corroborate.report.pdf.blocks import runs_left_to_right

    assert runs_left_to_right(text) is left_to_right
