"""What stands round the running text: headings, bylines, datelines, front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corroborate.model.text import SegmentKind
from corroborate.text.paragraphs import CLOSERS, TERMINAL, Range, paragraphs
from corroborate.text.words import words

Marked = tuple[int, int, SegmentKind]

_MARKDOWN = re.compile(r"#{1,6}\s+(?=\S)")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})\Z")
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATE = (
    rf"(?:[0-9]{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH},?\s+[0-9]{{4}}|{_MONTH}\s+[0-9]{{1,2}},?(?:\s+[0-9]{{4}})?"
    r"|[0-9]{4}-[0-9]{2}-[0-9]{2})"
)
_DATE_LINE = re.compile(
    r"(?:(?:first\s+)?(?:published|updated|posted|modified|issued)\s*(?:on|:|at)?\s*)?(?:\w+day,?\s+)?"
    rf"{_DATE}[\s,|/·•–—-]*"
    rf"(?:(?:at\s+)?[0-9]{{1,2}}[:.][0-9]{{2}}\s*(?:[ap]\.?m\.?)?\s*(?:\(?[A-Z]{{2,5}}\)?)?)?\Z",
    re.I,
)
_CITY = r"[^\W\d_a-z][^\W\d_a-z.'’-]{2,30}(?:[ -][^\W\d_a-z][^\W\d_a-z.'’-]*){0,4}"
_REGION = r"(?:,\s[^\W\d_][\w.'’-]*(?:\s[^\W\d_][\w.'’-]*){0,3}){0,2}"
_BRACKETED = r"\s?\([^()\n]{2,40}\)"
_STATED = rf"(?:,\s(?i:{_DATE}))"
_DATELINE = re.compile(
    rf"(?P<line>{_CITY}{_REGION}(?:{_STATED})?(?:{_BRACKETED})?)\s?(?:—|–|--|-(?=\s)|:\s?—)\s*(?=[^\sa-z])"
    rf"|(?P<alone>{_CITY}{_REGION}\s?\((?i:{_DATE})\))(?=\s|$)"
)
_LONGEST_HEADING = 150
_LONGEST_INNER = 90
_BYLINE_WITHIN = 8
_HEAD = 1500
_KEY = re.compile(
    r"(title|headline|author|authors|by|date|published)\s*:\s*[\"']?(\S.*?)[\"']?\s*$", re.M | re.I
)
_KINDS = {
    "title": SegmentKind.HEADING,
    "headline": SegmentKind.HEADING,
    "author": SegmentKind.BYLINE,
    "authors": SegmentKind.BYLINE,
    "by": SegmentKind.BYLINE,
    "date": SegmentKind.DATELINE,
    "published": SegmentKind.DATELINE,
}
FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?:[^\r\n]*\r?\n){1,100}?---[ \t]*(?:\r?\n|\Z)")


def front_matter(content: str) -> tuple[int, list[Marked]]:
    """Where the body begins after YAML front matter, and what the front matter names."""
    match = FRONT_MATTER.match(content)
    if match is None:
        return 0, []
    return match.end(), [
        (m.start(2), m.end(2), _KINDS[m.group(1).lower()]) for m in _KEY.finditer(content, 4, match.end())
    ]


def frame(content: str, blocks: Sequence[Range]) -> Iterator[tuple[int, Marked]]:
    """Each paragraph that is a heading, a byline or a dateline, or begins with a dateline, with its index.

    A heading is marked as one, or is a short line that ends no sentence: the first of the document, or
    one that longer paragraphs follow.
    """
    for index, (start, end) in enumerate(blocks):
        if match := _MARKDOWN.match(content, start, end):
            yield index, (match.end(), end, SegmentKind.HEADING)
        elif index < _BYLINE_WITHIN and _is_byline(content, start, end):
            yield index, (start, end, SegmentKind.BYLINE)
        elif end - start <= 80 and _DATE_LINE.match(content, start, end):
            yield index, (start, end, SegmentKind.DATELINE)
        elif (dateline := _DATELINE.match(content, start, min(end, start + 120))) is not None:
            group = "line" if dateline.group("line") else "alone"
            yield index, (start, dateline.end(group), SegmentKind.DATELINE)
        elif _is_heading(content, blocks, index):
            yield index, (start, end, SegmentKind.HEADING)


def stated_day(content: str) -> str | None:
    """The day that the dateline at the head of a text states with its year, in its words."""
    for start, end in paragraphs(content[:_HEAD]):
        if match := _DATELINE.match(content, start, min(end, start + 120)):
            day = re.search(rf"(?i:{_DATE})", match.group())
            if day is not None and re.search("[0-9]{4}", day.group()):
                return day.group()
    return None


def _is_byline(content: str, start: int, end: int) -> bool:
    if end - start > 120:
        return False
    line = content[start:end].strip("*_ ")
    lowered = line.lower()
    for opening in words("byline"):
        rest = line[len(opening) :]
        if lowered.startswith(opening) and rest[:1] in {" ", ":"} and rest.strip(" :"):
            name = rest.strip(" :")[0]
            return not line.endswith((".", "?", "!")) and (name.isupper() or name.lower() == name.upper())
    return False


def _is_heading(content: str, blocks: Sequence[Range], index: int) -> bool:
    start, end = blocks[index]
    if index + 1 >= len(blocks):
        return False
    after = blocks[index + 1]
    if _UNDERLINE.match(content, after[0], after[1]):
        return True
    limit = _LONGEST_HEADING if index == 0 else _LONGEST_INNER
    if end - start > limit or "\n" in content[start:end]:
        return False
    line = content[start:end]
    tail = line.rstrip(CLOSERS)[-1:]
    first = line.lstrip("\"'“‘«*_ ")[:1]
    if (
        tail in TERMINAL - {"?", "؟", "？"}
        or tail in {"", ",", "،", "-"}
        or first.islower()
        or not any(map(str.isalpha, line))
    ):
        return False
    if index > 0 and (tail in {"?", "؟", "？"} or len(line.split()) > 12 or not first.isalpha()):
        return False
    return after[1] - after[0] > end - start
