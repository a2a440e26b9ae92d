"""Word documents."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corroborate.errors import UnreadableError
from corroborate.model.text import Extraction

Read = Callable[..., Extraction]


def saved(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def report() -> docx.document.Document:
    document = docx.Document()
    document.add_heading("Fourteen attacks", 1)
    document.add_paragraph("The ministry counted “fourteen”.\tIt stopped then.")
    table = document.add_table(2, 2)
    for row, cells in zip(table.rows, (("Province", "Killed"), ("کابل", "3")), strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    document.add_paragraph("")
    document.add_paragraph("After the table.").add_run("\nNext line 🚨")
    return document


def with_part(data: bytes, name: str, xml: str, kind: str) -> bytes:
    """The package with one more part that the document refers to."""
    out = io.BytesIO()
    base = "http://schemas.openxmlformats.org"
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(out, "w") as made:
        for item in given.namelist():
            content = given.read(item)
            if item == "[Content_Types].xml":
                override = (
                    f'<Override PartName="/word/{name}" ContentType="application/vnd.openxmlformats-'
                    f'officedocument.wordprocessingml.{kind}+xml"/></Types>'
                )
                content = content.replace(b"</Types>", override.encode())
            if item == "word/_rels/document.xml.rels":
                relation = (
                    f'<Relationship Id="rId99" Type="{base}/officeDocument/2006/relationships/{kind}" '
                    f'Target="{name}"/></Relationships>'
                )
                content = content.replace(b"</Relationships>", relation.encode())
            made.writestr(item, content)
        made.writestr(f"word/{name}", xml)
    return out.getvalue()


def test_paragraphs_and_tables_in_order(read: Read) -> None:
    (text,) = read(saved(report()), "a.docx").texts
    assert text.content.split("\n\n") == [
        "Fourteen attacks",
        "The ministry counted “fourteen”.\tIt stopped then.",
        "Province\tKilled",
        "کابل\t3",
        "After the table.\nNext line 🚨",
    ]
    assert text.place_of(text.content.index("ministry")) == "paragraph 2"
    assert text.place_of(text.content.index("کابل")) == "table 1, row 2"
    assert "python-docx" in text.extractor_version


def test_c03_reading_a_document_again_gives_the_same_hash(read: Read) -> None:
    data = saved(report())
    assert read(data, "a.docx") == read(data, "a.docx")


def test_footnotes_follow_the_body(read: Read) -> None:
    run = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    notes = (
        f"<w:footnotes {nsdecls('w')}>"
        f'<w:footnote w:type="separator" w:id="0">{run.format("---")}</w:footnote>'
        f'<w:footnote w:id="1">{run.format("See annex 2.")}{run.format("And 3.")}</w:footnote>'
        "</w:footnotes>"
    )
    (text,) = read(with_part(saved(report()), "footnotes.xml", notes, "footnotes"), "a.docx").texts
    assert text.content.endswith("\n\nSee annex 2.\nAnd 3.")
    assert text.place_of(len(text.content) - 1) == "footnote 1"
    assert "---" not in text.content


def test_tracked_changes_links_and_content_controls(read: Read) -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("We counted ")
    for xml in (
        f'<w:del {nsdecls("w")} w:id="1" w:author="x"><w:r><w:delText>five</w:delText></w:r></w:del>',
        f'<w:ins {nsdecls("w")} w:id="2" w:author="x"><w:r><w:t>fourteen</w:t></w:r></w:ins>',
        f"<w:hyperlink {nsdecls('w')}><w:r><w:tab/><w:t>att\u00adacks</w:t></w:r></w:hyperlink>",
    ):
        paragraph._p.append(parse_xml(xml))
    inner = "<w:p><w:r><w:t>In a control.</w:t></w:r></w:p>"
    control = f"<w:sdt {nsdecls('w')}><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    document.element.body.insert(1, parse_xml(control))
    (text,) = read(saved(document), "a.docx").texts
    assert text.content == "We counted fourteen\tattacks\n\nIn a control."
    assert text.warnings == ("1 tracked deletions are left out",)


@pytest.mark.parametrize("rows", [1, 3])
def test_nested_tables_are_read_once(read: Read, rows: int) -> None:
    document = docx.Document()
    inner = document.add_table(1, 1).cell(0, 0).add_table(rows, 1)
    for row in inner.rows:
        row.cells[0].text = "inner"
    assert read(saved(document), "a.docx").texts[0].content.split() == ["inner"] * rows


def test_a_document_without_words_is_refused(read: Read) -> None:
    with pytest.raises(UnreadableError, match=r"no words in the file: a\.docx"):
        read(saved(docx.Document()), "a.docx")


@pytest.mark.parametrize("part", ["word/document.xml", "[Content_Types].xml", "word/_rels/document.xml.rels"])
@pytest.mark.parametrize("content", [b"<broken", b""])
def test_a_broken_document_is_refused(read: Read, part: str, content: bytes) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved(report()))) as given, zipfile.ZipFile(out, "w") as made:
        for item in given.namelist():
            made.writestr(item, content if item == part else given.read(item))
    with pytest.raises(UnreadableError, match=r"broken: a\.docx"):
        read(out.getvalue(), "a.docx")
