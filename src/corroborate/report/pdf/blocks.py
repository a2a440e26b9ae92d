"""The page as blocks for typesetting: headings, paragraphs, lists, tables, quotes, drawings.

What is printed comes from the page itself, so that a section or chart that the page has is on paper too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import lxml.html

SKIPPED = frozenset({"style", "nav", "head"})
_ISOLATED = re.compile("[\u2066-\u2068][^\u2069]*\u2069")

INLINE = {"b": "b", "strong": "b", "em": "i", "i": "i", "mark": "mark", "u": "u", "code": "code", "q": "q"}
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5}
TEXT_BLOCKS = ("p", "pre", "blockquote", "summary", "figcaption", "h1", "h2", "h3", "h4", "h5")
LISTS = ("ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody", "tr", "th", "td")
DIVISIONS = (
    "div",
    "section",
    "article",
    "aside",
    "details",
    "figure",
    "footer",
    "header",
    "main",
    "hr",
    "svg",
)
BLOCKS = frozenset({*TEXT_BLOCKS, *LISTS, *DIVISIONS})
_SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_SPACE = re.compile(r"\s+")

Node = Any
"""A string, or ``{"k": kind, "c": [nodes]}``; of a link also ``to`` or ``url``."""


@dataclass
class Paper:
    """What a page gives: its blocks, and its drawings as SVG by the name of their file."""

    blocks: list[dict[str, Any]] = field(default_factory=list)
    drawings: dict[str, str] = field(default_factory=dict)


def blocks(html: str, *, rtl: bool = False) -> Paper:
    """The blocks of a report's page; linear in its length.

    Folded lists of minor statements are left to the page, and links to them become plain words.
    """
    reader = _Reader(_SVG.findall(html))
    main = lxml.html.document_fromstring(html).find(".//main")
    if main is not None:
        reader.read(main, reader.paper.blocks)
    _unlink(reader.paper.blocks, reader.ids)
    if rtl:
        _turn(reader.paper.blocks)
    return reader.paper


class _Reader:
    def __init__(self, drawings: list[str]) -> None:
        self.paper = Paper()
        self.raw = drawings
        self.drawn = -1
        self.ids: set[str] = set()

    def read(self, element: Any, into: list[dict[str, Any]]) -> None:
        """Append the blocks of what an element holds; words between blocks are paragraphs."""
        loose: list[Node] = []

        def flush() -> None:
            words = _trim(loose)
            if words:
                into.append({"k": "p", "c": words})
            loose.clear()

        _say(loose, element.text)
        for child in element:
            if not isinstance(child.tag, str) or child.tag in SKIPPED:
                _say(loose, child.tail)
                continue
            if child.tag in BLOCKS:
                flush()
                self.block(child, into)
            else:
                loose.extend(self.inline(child))
            _say(loose, child.tail)
        flush()

    def block(self, e: Any, into: list[dict[str, Any]]) -> None:
        """Append what one block element gives."""
        classes = set((e.get("class") or "").split())
        id = e.get("id")
        if e.tag == "svg":
            self.drawing(e, classes, into)
        elif e.tag == "details" and "aside" in classes:
            self.count(e)
            summary = e.find("summary")
            if summary is not None:
                into.append(self.known({"k": "p", "c": self.words(summary), "quiet": True}, None))
        elif e.tag in HEADINGS:
            into.append(self.known({"k": "h", "n": HEADINGS[e.tag], "c": self.words(e)}, id))
        elif e.tag in {"p", "summary", "figcaption"}:
            made = {"k": "p", "c": self.words(e), "quiet": bool({"quiet", "lead", "cite", "hash"} & classes)}
            made["strong"] = e.tag == "summary"
            if made["c"]:
                into.append(self.known(made, id))
        elif e.tag == "pre":
            into.append({"k": "pre", "s": "".join(e.itertext())})
        elif e.tag == "blockquote":
            into.append({"k": "quote", "c": self.words(e), "lang": e.get("lang")})
        elif e.tag in {"ul", "ol"}:
            self.items(e, classes, id, into)
        elif e.tag == "dl":
            into.append(self.known({"k": "p", "c": self.terms(e), "facts": True}, id))
        elif e.tag == "table":
            self.table(e, into)
        else:
            self.group(e, classes, id, into)

    def group(self, e: Any, classes: set[str], id: str | None, into: list[dict[str, Any]]) -> None:
        """A division, article or figure: its blocks, in two columns or kept together where that is meant."""
        inner: list[dict[str, Any]] = []
        if id is not None:
            inner.append(self.known({"k": "mark"}, id))
        if classes & {"legend"}:
            return
        self.read(e, inner)
        if "entries" in classes:
            into.append({"k": "columns", "b": inner})
        elif classes & {"cards", "beside", "twin"}:
            into.append({"k": "grid", "cells": self.cells(e)})
        elif classes & {"claim", "source"}:
            into.append({"k": "keep", "b": inner})
        else:
            into += inner

    def cells(self, e: Any) -> list[list[dict[str, Any]]]:
        found = []
        for child in e:
            inner: list[dict[str, Any]] = []
            if child.get("id"):
                inner.append(self.known({"k": "mark"}, child.get("id")))
            self.read(child, inner)
            found.append(inner)
        return found

    def items(self, e: Any, classes: set[str], id: str | None, into: list[dict[str, Any]]) -> None:
        items = []
        for li in e:
            words = self.words(li)
            items.append(self.known({"c": words}, li.get("id")))
        if "legend" in classes or not items:
            return
        if classes & {"working", "behind", "run"}:
            joined: list[Node] = []
            for n, item in enumerate(items):
                joined += [*([("; ")] if n else []), *item["c"]]
            into.append(self.known({"k": "p", "c": joined}, id))
            return
        into.append(self.known({"k": e.tag, "items": items}, id))

    def terms(self, e: Any) -> list[Node]:
        """Terms and what is said of them, one after the other."""
        out: list[Node] = []
        for part in e.iter("dt", "dd"):
            words = self.words(part)
            if part.tag == "dt":
                out += [*([" · "] if out else []), {"k": "b", "c": [*words, ":"]}, " "]
            else:
                out += words
        return out

    def table(self, e: Any, into: list[dict[str, Any]]) -> None:
        head = [[self.words(c) for c in tr] for tr in e.iterfind("./thead/tr")]
        rows = []
        for tr in e.iterfind("./tbody/tr"):
            cells = [self.words(c) for c in tr]
            rows.append(self.known({"cells": cells}, tr.get("id")))
        if not rows:
            return
        wide = max(len(r["cells"]) for r in rows)
        shares = [_share([*head, *(r["cells"] for r in rows)], i) for i in range(wide)]
        into.append({"k": "table", "head": head[0] if head else [], "rows": rows, "shares": shares})

    def drawing(self, e: Any, classes: set[str], into: list[dict[str, Any]]) -> None:
        self.drawn += 1
        if e.get("aria-hidden") == "true" or "narrow" in classes:
            return
        raw = self.raw[self.drawn]
        name = f"drawing-{len(self.paper.drawings)}.svg"
        titles = re.findall(r"<(?:title|desc)\b[^>]*>(.*?)</(?:title|desc)>", raw, re.DOTALL)
        self.paper.drawings[name] = raw
        into.append({"k": "drawing", "file": name, "alt": " ".join(unescape(" ".join(titles)).split())})

    def count(self, e: Any) -> None:
        """Pass over the drawings of an element that is left out."""
        self.drawn += sum(1 for _ in e.iter("svg"))

    def known(self, made: dict[str, Any], id: str | None) -> dict[str, Any]:
        """A block with its anchor."""
        if id is not None:
            self.ids.add(id)
            made["id"] = id
        return made

    def words(self, e: Any) -> list[Node]:
        """All that an element says, as one line."""
        out: list[Node] = []
        self._words(e, out)
        return _trim(out)

    def _words(self, e: Any, out: list[Node]) -> None:
        _say(out, e.text)
        for child in e:
            if isinstance(child.tag, str) and child.tag not in SKIPPED:
                if child.tag == "svg":
                    self.drawn += 1
                elif child.tag in BLOCKS:
                    if out:
                        out.append(" ")
                    inner = self.joined(child)
                    out += inner
                    if inner:
                        out.append("; " if child.tag == "li" and child.getnext() is not None else " ")
                else:
                    out += self.inline(child)
            _say(out, child.tail)

    def joined(self, e: Any) -> list[Node]:
        return self.terms(e) if e.tag == "dl" else self.words(e)

    def inline(self, e: Any) -> list[Node]:
        """The nodes of an inline element."""
        if e.tag == "br":
            return [" · "]
        inner: list[Node] = []
        self._words(e, inner)
        if e.get("id"):
            self.ids.add(e.get("id"))
            inner = [{"k": "mark", "id": e.get("id"), "c": []}, *inner]
        if e.tag == "a" and (e.get("href") or "").startswith("#"):
            bold = "fig" in (e.get("class") or "").split()
            return [{"k": "to", "to": e.get("href")[1:], "c": inner, "bold": bold}]
        if e.tag == "a" and e.get("href"):
            return [{"k": "url", "url": e.get("href"), "c": inner}]
        classes = set((e.get("class") or "").split())
        kind = INLINE.get(e.tag) or ("quiet" if "quiet" in classes else "code" if "hash" in classes else None)
        kind = "tag" if classes & {"basis", "rating"} else kind
        return [{"k": kind, "c": inner}] if kind else inner


def _say(out: list[Node], words: str | None) -> None:
    if words:
        told = _SPACE.sub(" ", words)
        if told != " " or (out and out[-1] != " "):
            out.append(told)


def _trim(nodes: list[Node]) -> list[Node]:
    found = list(nodes)
    while found and isinstance(found[0], str) and not found[0].strip():
        found.pop(0)
    while found and isinstance(found[-1], str) and not found[-1].strip():
        found.pop()
    return found


def _share(rows: list[list[list[Node]]], column: int) -> float:
    """How wide a column is set beside the others: wide enough for its words, wider the more it holds."""
    cells = [_text(row[column]) for row in rows if column < len(row)]
    longest = max((len(word) for cell in cells for word in cell.split()), default=1)
    most = max((len(cell) for cell in cells), default=1)
    return float(max(min(longest, 16) * 2.0, min(60.0, most**0.65)))


def _text(nodes: list[Node]) -> str:
    return "".join(n if isinstance(n, str) else _text(n["c"]) for n in nodes)


def _unlink(value: Any, ids: set[str]) -> None:
    """Turn links to what is not on paper into plain words."""
    for node in _nodes(value):
        if node.get("k") == "to" and node["to"] not in ids:
            node["k"] = "b" if node.get("bold") else "plain"


def _turn(value: Any) -> None:
    """Mark what is written from left to right within a page from right to left."""
    for node in _nodes(value):
        words = node.get("c")
        if isinstance(words, list) and node.get("k") in {"p", "h", "quote", None}:
            node["ltr"] = runs_left_to_right(_text(words))


def runs_left_to_right(text: str) -> bool:
    """True where the first letter of a text belongs to a script from left to right.

    Words that are set apart in it do not count, as in the Unicode bidirectional algorithm (rule P2).
    """
    own = _ISOLATED.sub("", text)
    letters = own if any(c.isalpha() for c in own) else text
    return next((unicodedata.bidirectional(c) for c in letters if c.isalpha()), "L") == "L"


def _nodes(value: Any) -> Iterator[dict[str, Any]]:
    stack = [value]
    while stack:
        at = stack.pop()
        if isinstance(at, dict):
            yield at
            stack += at.values()
        elif isinstance(at, list):
            stack += at
