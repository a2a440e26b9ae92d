"""Saved web pages."""

from __future__ import annotations

import quopri
from collections.abc import Callable

import pytest

from corroborate.errors import UnreadableError
from corroborate.model.text import Extraction

Read = Callable[..., Extraction]
LONG = "The front said on Sunday that it had carried out fourteen attacks since January, more than before. "


def page(article: str, head: str = "", charset: str = "utf-8") -> bytes:
    return (
        f"<!DOCTYPE html><html lang=en><head><meta charset={charset}><title>Fourteen | Example</title>{head}"
        "<script>var attacks = 99;</script><style>p { color: red }</style></head><body>"
        "<header><nav><ul><li><a href=/>Home</a></li><li><a href=/w>World 77</a></li></ul></nav></header>"
        f"<main>{article}</main>"
        "<aside><h2>Most read</h2><ul><li><a href=/x>88 other things</a></li></ul></aside>"
        "<footer>© 2030 Example, 66 Main Street</footer></body></html>"
    ).encode(charset)


ARTICLE = (
    f"<h1>Front claims <em>fourteen</em> attacks</h1><article><p>{LONG * 3}</p>"
    f"<p>The UN&nbsp;counted &ldquo;five&rdquo;<br>in the north.\n   It said so.</p>"
    f"<h2>What is known</h2><p>{LONG * 2}</p><ul><li>Kabul: 3</li><li>Herat: 2</li></ul>"
    f"<blockquote><p>We counted them all.</p></blockquote>"
    f"<table><tr><th>Province</th><th>Killed</th></tr><tr><td>کابل</td><td>3</td></tr></table></article>"
)


def test_the_article_is_read_and_not_the_menu(read: Read) -> None:
    (text,) = read(page(ARTICLE), "a.html").texts
    for words in ("Home", "77", "88", "66", "99", "color"):
        assert words not in text.content
    blocks = text.content.split("\n\n")
    assert blocks[0] == "Front claims fourteen attacks"
    assert (LONG * 3).strip() in blocks
    assert "The UN\u00a0counted “five”\nin the north. It said so." in blocks
    assert "We counted them all." in blocks
    assert "Kabul: 3" in text.content
    assert "کابل\t3" in text.content
    assert text.place_of(0) == "headline"
    assert text.place_of(text.content.index("known")) is not None


def test_what_the_page_says_of_itself_is_a_candidate_and_no_more(read: Read) -> None:
    head = (
        '<meta name="author" content="Ruth Roe"><meta property="og:title" content="Front claims 14">'
        '<meta property="article:published_time" content="2030-01-05T10:00:00Z">'
    )
    (text,) = read(page(ARTICLE, head), "a.html").texts
    assert text.published is None
    assert text.author is None
    said = " ".join(text.warnings)
    assert "its author as 'Ruth Roe'" in said
    assert "its date as '2030-01-05'" in said
    assert "used only where you state it" in said


def test_c03_reading_a_page_again_gives_the_same_hash(read: Read) -> None:
    assert read(page(ARTICLE), "a.html") == read(page(ARTICLE), "a.html")
    (text,) = read(page(ARTICLE), "a.html").texts
    assert "trafilatura" in text.extractor_version
    assert "encoding=utf-8" in text.settings


def test_a_short_page_is_read_too(read: Read) -> None:
    data = b"<html><body><nav>Menu</nav><p>Three people died.</p><p>Two were hurt.</p></body></html>"
    (text,) = read(data, "a.html").texts
    assert text.content.split("\n\n") == ["Three people died.", "Two were hurt."]


def test_a_page_in_an_older_encoding(read: Read) -> None:
    (text,) = read(
        page(f"<article><p>{LONG}</p><p>Café – “fünf”</p></article>", charset="windows-1252"), "a.html"
    ).texts
    assert "Café – “fünf”" in text.content
    wrong = page(f"<article><p>{LONG}</p><p>سه نفر کشته شدند</p></article>").replace(
        b"charset=utf-8", b"charset=iso-8859-1"
    )
    (text,) = read(wrong, "a.html").texts
    assert "سه نفر کشته شدند" in text.content
    assert "the file declares windows-1252 but is UTF-8" in text.warnings


def test_a_web_archive_of_a_browser(read: Read) -> None:
    parts = [
        'From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="--b"\n',
        "----b\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n",
        quopri.encodestring(page(ARTICLE)).decode("ascii"),
        "----b\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0K\n----b--\n",
    ]
    data = "\n".join(parts).encode("ascii")
    (text,) = read(data, "a.mhtml").texts
    assert "We counted them all." in text.content
    empty = data.replace(b"text/html; charset", b"image/gif; charset")
    with pytest.raises(UnreadableError, match=r"holds no page: a\.mhtml"):
        read(empty, "a.mhtml")


@pytest.mark.parametrize(
    "data",
    [
        b"<html><body></body></html>",
        b"<html><head><title>Only a title</title></head><body><script>x()</script></body></html>",
        b"<!doctype html><html><body><nav>Home</nav><img src=a.png></body></html>",
    ],
)
def test_a_page_without_words_is_refused(read: Read, data: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"no words in the file: a\.html"):
        read(data, "a.html")


def test_a_page_cut_in_half_is_read_as_far_as_it_goes(read: Read) -> None:
    data = page(ARTICLE)
    (text,) = read(data[: len(data) // 2], "a.html").texts
    assert "fourteen attacks since January" in text.content
