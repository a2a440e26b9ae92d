"""Saved web pages: the article, not the menu."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default as policy

import lxml.html
import trafilatura
from lxml import etree
from trafilatura.settings import Document

from corroborate.errors import UnreadableError
from corroborate.model.source import Source
from corroborate.model.text import Extraction
from corroborate.text.decoding import Decoded, decode
from corroborate.text.derivation import Assembly, derive, overheard, whole

VERSION = f"1 (trafilatura {trafilatura.__version__})"
_SETTINGS = "comments=no; tables=yes; links=no; formatting=no; deduplicate=no"
_SHORTEST_ARTICLE = 250
"""Below this trafilatura gives up on the article and returns the words of the whole page in one piece."""
_HINT = "open it in a browser, copy the words into a text file and add that"
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{2,20})|<\?xml[^>]{0,80}encoding=[\"']([\w-]{2,20})", re.I
)
_ALIASES = {
    "iso-8859-1": "windows-1252",
    "latin-1": "windows-1252",
    "latin1": "windows-1252",
    "us-ascii": "windows-1252",
}
_BLOCKS = frozenset({"p", "head", "item", "quote", "row", "code", "list", "table", "div", "body", "fw", "ab"})
_ASIDE = "script|style|noscript|template|nav|header|footer|aside|form|button|select|svg|iframe|head"
_BREAKS = frozenset(
    {
        "p",
        "div",
        "section",
        "article",
        "main",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "ul",
        "ol",
        "dd",
        "dt",
    }
    | {"tr", "table", "blockquote", "pre", "figure", "figcaption", "br"}
)


def extract_html(source: Source, data: bytes) -> Extraction:
    """The article of a web page, one block a paragraph, white space as a browser would show it.

    Boilerplate is removed by trafilatura with fixed settings and no network. The page's headline comes
    first where the article does not hold it. What the page says of its own title, author and date is
    passed on in the warnings as a candidate and never used by itself. Where no article is found, all
    visible words outside menus are read and a warning says so.
    """
    declared = _CHARSET.search(data[:4096])
    charset = next((g for g in declared.groups() if g), b"").decode("ascii") if declared else None
    if charset is not None:
        charset = _ALIASES.get(charset.lower(), charset)
    return _article(source, decode(data, source.name, charset))


def extract_mhtml(source: Source, data: bytes) -> Extraction:
    """The article of a page saved as a web archive (MHTML, RFC 2557)."""
    message = message_from_bytes(data, policy=policy)
    for part in message.walk():
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                return _article(source, decode(payload, source.name, part.get_content_charset()))
    raise UnreadableError("the web archive holds no page", value=source.name, hint="save it as HTML only")


def _article(source: Source, decoded: Decoded) -> Extraction:
    page = re.sub(r"\A\s*<\?xml[^>]*\?>", "", decoded.content)
    warnings = list(decoded.warnings)
    assembly = Assembly()
    with overheard("trafilatura", "htmldate", "courlan", "justext"):
        try:
            tree = lxml.html.document_fromstring(page.replace("\x00", "\ufffd"))
            found = trafilatura.bare_extraction(
                page,
                include_comments=False,
                include_tables=True,
                include_links=False,
                include_images=False,
                include_formatting=False,
                deduplicate=False,
                with_metadata=True,
                date_extraction_params={
                    "extensive_search": False,
                    "original_date": True,
                    "max_date": f"{source.acquired:%Y-%m-%d}",
                },
            )
        except (etree.LxmlError, ValueError, RecursionError) as error:
            raise UnreadableError("the page cannot be parsed", value=source.name, hint=_HINT) from error
    article = found if isinstance(found, Document) else None
    blocks = list(_blocks(article.body)) if article is not None and article.body is not None else []
    if sum(map(len, blocks)) < _SHORTEST_ARTICLE:
        blocks = list(_visible(tree))
        warnings.append("no article was found on the page; all its visible words outside menus are read")
    headline = _headline(tree)
    if headline and not any(headline in block for block in blocks[:3]):
        assembly.add(headline, "headline")
    for number, block in enumerate(blocks, 1):
        assembly.add(block, f"paragraph {number}")
    if article is not None:
        warnings += [
            f"the page gives its {name} as {value!r}; used only where you state it"
            for name, value in (("title", article.title), ("author", article.author), ("date", article.date))
            if value
        ]
    text = derive(
        source,
        assembly.content,
        "html",
        VERSION,
        settings=f"{_SETTINGS}; encoding={decoded.encoding}",
        map=assembly.map,
        warnings=warnings,
    )
    return whole(text, source, _HINT)


def _blocks(body: etree._Element) -> Iterator[str]:
    """The paragraphs of trafilatura's document tree in order."""
    yield from _parted(body, _BLOCKS, cell="cell")


def _visible(tree: etree._Element) -> Iterator[str]:
    for element in tree.xpath(f"//*[{' or '.join(f'self::{name}' for name in _ASIDE.split('|'))}]"):
        element.drop_tree()
    roots = tree.xpath("//article") or tree.xpath("//main") or tree.xpath("//body") or [tree]
    yield from _parted(roots[0], _BREAKS, cell="td")


def _parted(root: etree._Element, breaks: frozenset[str], cell: str) -> Iterator[str]:
    """The words of a tree, parted where a block element starts or ends; cells of a row by tabs."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag
        if not isinstance(tag, str):
            if event == "end" and element is not root:
                pieces.append(element.tail or "")
            continue
        if tag in breaks:
            if words := _joined(pieces):
                yield words
            pieces = []
        if event == "start":
            if tag == "lb":
                pieces.append("\x01")
            pieces.append(element.text or "")
        else:
            if tag in {cell, "th"}:
                pieces.append("\x02")
            if element is not root:
                pieces.append(element.tail or "")
    if words := _joined(pieces):
        yield words


def _joined(pieces: list[str]) -> str:
    words = re.sub(r"[ \t\r\n\f]+", " ", "".join(pieces))
    words = re.sub(" ?\x01 ?", "\n", words)
    return re.sub("(?: ?\x02 ?)+", "\t", words.strip(" \x01\x02")).strip()


def _headline(tree: etree._Element) -> str | None:
    """The words of the only first-level heading outside menus."""
    found = [
        words
        for heading in tree.xpath("//h1[not(ancestor::nav) and not(ancestor::footer)]")
        if (words := " ".join("".join(heading.itertext()).split()))
    ]
    return found[0] if len(set(found)) == 1 else None
