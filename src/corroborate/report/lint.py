"""The report linter: what a page must satisfy before anyone may see it (C13, C14, C17, C22)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser

from corroborate.model.dossier import Build, Dossier
from corroborate.model.source import Sensitivity
from corroborate.report import anchors
from corroborate.report.figures import figures, midpoints
from corroborate.report.handling import Handled
from corroborate.report.masking import Masks
from corroborate.report.method import PARTS
from corroborate.report.public import shown

LOADERS = frozenset(
    [
        "script",
        "link",
        "img",
        "iframe",
        "frame",
        "object",
        "embed",
        "audio",
        "video",
        "source",
        "track",
        "base",
        "form",
        "input",
        "image",
        "feimage",
        "portal",
        "picture",
        "applet",
        "foreignobject",
        "use",
    ]
)
"""Elements that load or run something, or send something away: none of them is on a page."""

ADDRESSES = frozenset(
    [
        "src",
        "srcset",
        "href",
        "xlink:href",
        "data",
        "poster",
        "action",
        "formaction",
        "ping",
        "background",
        "cite",
        "manifest",
    ]
)
"""Attributes that hold an address; only a link to read may hold one that leads out of the page."""

REQUIRED = (
    "headline",
    "definition",
    "figures",
    "findings",
    "independence",
    "claims",
    "sources",
    "unread",
    "method",
    "decisions",
    "changes",
    "verify",
)
"""Sections without which a page is no report."""

METHOD = tuple(f"method-{part}" for part in PARTS)

COVERAGE = re.compile(r"\d\D+\d.*\D\d")
"""At least three numbers, in the digits of any language."""

FLAWLESS = re.compile(
    r"\b(?:no|zero|0|without(?: any)?) (?:errors?|mistakes?|problems? found)\b", re.IGNORECASE
)
MIDDLE = re.compile(r"\b(?:midpoint|mid-point|best guess|central estimate|on average)\b", re.IGNORECASE)
CSS_LOAD = re.compile(r"@import|url\(\s*['\"]?(?!#)|image-set\(|@font-face|expression\(", re.IGNORECASE)
_TAG = re.compile(r"<style>.*?</style>|<[^>]*>", re.DOTALL)
QUOTED = frozenset({"blockquote", "q"})


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a page: the line of an honest tool that it breaks, and what was found."""

    line: str
    what: str

    def __str__(self) -> str:
        return f"{self.line}: {self.what}"


@dataclass(slots=True)
class _Printed:
    """A figure element as it stands in the page."""

    tag: str
    id: str
    href: str
    words: str = ""


@dataclass(slots=True)
class _Page(HTMLParser):
    """Collects what the linter asks about; linear in the length of the page."""

    figures: list[_Printed] = field(default_factory=list)
    ids: dict[str, int] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)
    own_words: list[str] = field(default_factory=list)
    coverage: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    stack: list[tuple[str, str]] = field(default_factory=list)
    open: _Printed | None = None
    quoted: int = 0
    language: bool = False

    def __post_init__(self) -> None:
        HTMLParser.__init__(self, convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note ids, links, figures, and whatever would load or run."""
        known = {k.lower(): v or "" for k, v in attrs}
        if "id" in known:
            self.ids[known["id"]] = self.ids.get(known["id"], 0) + 1
        if tag == "html":
            self.language = bool(known.get("lang")) and known.get("dir") in {"ltr", "rtl"}
        self._loads(tag, known)
        if "data-figure" in known or "fig" in known.get("class", "").split():
            self.open = _Printed(tag, known.get("data-figure", ""), known.get("href", ""))
            self.figures.append(self.open)
        if tag == "a" and known.get("href", "").startswith("#"):
            self.links.append(known["href"][1:])
        if tag not in {"meta", "br", "hr", "wbr"}:
            self.stack.append((tag, known.get("id", "")))
            self.quoted += tag in QUOTED

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that is closed at once, as in SVG."""
        self.handle_starttag(tag, attrs)
        if tag not in {"meta", "br", "hr", "wbr"}:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        if self.open is not None and tag == self.open.tag:
            self.open = None
        while self.stack:
            top, _ = self.stack.pop()
            self.quoted -= top in QUOTED
            if top == tag:
                break

    def handle_data(self, data: str) -> None:
        """Note the page's own words apart from what it quotes."""
        top = self.stack[-1][0] if self.stack else ""
        if top == "style":
            if CSS_LOAD.search(data):
                self.problems.append(Problem("C17", "the style loads something"))
            return
        if self.open is not None:
            self.open.words += data
        if self.stack and self.stack[-1][1] == "coverage":
            self.coverage.append(data)
        if not self.quoted and self.open is None:
            self.own_words.append(data)

    def _loads(self, tag: str, known: dict[str, str]) -> None:
        if tag in LOADERS:
            self.problems.append(Problem("C17", f"<{tag}> can load or send something"))
        if tag == "meta" and known.get("http-equiv", "").lower() == "refresh":
            self.problems.append(Problem("C17", "the page goes elsewhere by itself"))
        for name, value in known.items():
            address = value.strip().lower()
            if name.startswith("on"):
                self.problems.append(Problem("C17", f"<{tag}> has a script in {name}"))
            elif name == "style" and CSS_LOAD.search(value):
                self.problems.append(Problem("C17", f"the style of <{tag}> loads something"))
            elif name in ADDRESSES and not _may_lead(tag, name, address):
                self.problems.append(Problem("C17", f"<{tag} {name}> leads to {value[:60]!r}"))


def _may_lead(tag: str, name: str, address: str) -> bool:
    """True for an anchor of the page, and for a citation that a reader may follow."""
    cited = tag == "a" and name == "href" and address.startswith(("http://", "https://"))
    return cited or address.startswith("#")


def lint(html: str, dossier: Dossier) -> tuple[Problem, ...]:
    """Everything that is wrong with a page, in the order of the page; empty where nothing was found.

    C13: no figure prints one number for a range, and nothing is called a midpoint. C14: every figure element
    is a link to a claim of the page, and its words are those of a figure that resolves. C17: nothing
    loads, runs or is sent.
    C18: no name and no hash of a closed source stands on it. C22: the coverage line is there, and nothing
    says that there are no errors. C20: every section and every part of the method is there.
    """
    page = _Page()
    page.feed(html)
    page.close()
    problems = list(page.problems)
    problems += _leaks(html, dossier)
    dossier = shown(dossier)
    known = {f.id: f for f in figures(dossier)}
    targets = {anchors.claim(c.id): c.id for c in dossier.claims}
    hidden = Handled.of(dossier).withheld_claims
    for printed in page.figures:
        words = " ".join(printed.words.split())
        made = known.get(printed.id)
        if printed.tag != "a" or not printed.href.startswith("#"):
            problems.append(Problem("C14", f"the figure {words} is no link"))
        elif made is None:
            problems.append(Problem("C14", f"the figure {words} ({printed.id}) resolves to nothing"))
        elif printed.href[1:] not in page.ids:
            problems.append(Problem("C14", f"the figure {words} leads to {printed.href}, which is not there"))
        elif made.claims and targets.get(printed.href[1:]) not in made.claims:
            problems.append(Problem("C14", f"the figure {words} leads to a claim that it does not rest on"))
        elif words != made.words:
            problems.append(Problem("C14", f"the figure {made.words} is printed as {words}"))
        elif made.is_value and set(made.claims) & hidden:
            problems.append(Problem("C18", "a number of a withheld source is printed"))
    problems += [
        Problem("C20", f"the section {id} is missing") for id in (*REQUIRED, *METHOD) if id not in page.ids
    ]
    problems += [
        Problem("C13", f"one number, {f.words}, is printed for a range")
        for f in midpoints(tuple(known.values()))
    ]
    problems += [
        Problem("C14", f"a link leads to #{a}, which is not there") for a in page.links if a not in page.ids
    ]
    problems += [Problem("ids", f"{n} elements have the id {id!r}") for id, n in page.ids.items() if n > 1]
    own = " ".join(page.own_words)
    for line, pattern in (("C13", MIDDLE), ("C22", FLAWLESS)):
        found = pattern.search(own)
        if found:
            problems.append(Problem(line, f"the page says {found[0]!r}"))
    if not COVERAGE.search("".join(page.coverage)):
        problems.append(Problem("C22", "the coverage line is missing"))
    if not page.language:
        problems.append(Problem("language", "the language or direction of the page is not set"))
    return tuple(problems)


def _leaks(html: str, dossier: Dossier) -> list[Problem]:
    """What a page prints that the case must not show: hashes of closed sources, names, exact places (C18)."""
    if dossier.build is not Build.CASE:
        return []
    closed = [s.id for s in dossier.sources.values() if s.handling.sensitivity is not Sensitivity.OPEN]
    closed += [d.text.id for d in dossier.documents if d.source.id in closed]
    found = [
        Problem("C18", f"the hash {id[:12]}… of a closed source is printed") for id in closed if id in html
    ]
    names = Masks.of(dossier).names
    if names is not None and (name := names.search(unescape(_TAG.sub(" ", html)))):
        found.append(Problem("C18", f"the name {name[0]!r} is printed"))
    return found
