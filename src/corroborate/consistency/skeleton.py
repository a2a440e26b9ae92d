"""A sentence with its numbers as marks, so that regular expressions can tell how its numbers stand together.

"Of 339 men only 285 came back, 84.1 percent" becomes "Of ⟦0⟧ men only ⟦1⟧ came back, ⟦2%⟧". Digits that
are left are of numbers that were not read, and no pattern reaches over them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corroborate.consistency import vocabulary
from corroborate.consistency.seen import Seen
from corroborate.consistency.view import View
from corroborate.model.claim import ClaimKind
from corroborate.model.quantity import Dimension

LONGEST = 700
"""Code points of one sentence, or two, that are looked at; longer ones are lists or tables."""

_NUMBERS = frozenset({ClaimKind.COUNT, ClaimKind.MONEY, ClaimKind.MEASURE, ClaimKind.PROPORTION})
_PER_CENT = re.compile(r"\s*(?:%|per\s?cent\b|percentage\b)", re.IGNORECASE)
_MARK = re.compile(r"⟦(\d+)⟧")
_MACROS = {
    "<N>": r"⟦\d+⟧",
    "<whole>": r"⟦(?P<whole>\d+)⟧",
    "<part>": r"⟦(?P<part>\d+)⟧",
    "<share>": r"(?:an?\s+(?:[\w’-]+\s+){0,2}(?:rate|share|proportion)\s+of\s+)?"
    r"(?:(?:almost|nearly|about|around|some|roughly|just|over|under|more|less|than|at|least|fully|"
    r"exactly|only|slightly|well|barely|an?)\s+)*⟦(?P<share>\d+)[%/]⟧",
    "<old>": r"⟦(?P<old>\d+)⟧",
    "<new>": r"⟦(?P<new>\d+)⟧",
    "<fraction>": r"⟦(?P<fraction>\d+)/⟧",
    "<G>": r"[^⟦⟧\d;.!?]",
    "<or>": r"(?:or|that\s+is|that’s|that's|i\.e\.|which\s+is|making\s+up|equal\s+to|representing)",
}


@dataclass(frozen=True, slots=True)
class Skeleton:
    """Words with marks, and the claims that the marks stand for."""

    words: str
    members: tuple[Seen, ...]

    def find(self, *path: str) -> Iterator[dict[str, list[Seen]]]:
        """For every match of the patterns under a path the claims of each of its groups."""
        for pattern in vocabulary.layouts(path, tuple(_MACROS.items())):
            for match in pattern.finditer(self.words):
                yield {
                    name: [self.members[int(i)] for i in _MARK.findall(text) or re.findall(r"^\d+$", text)]
                    for name, text in match.groupdict().items()
                    if text is not None
                }


def skeletons(view: View) -> list[Skeleton]:
    """Every sentence that has numbers, and every two neighbours of which both have; built once."""
    if "skeletons" not in view.cache:
        texts: dict[str, list[tuple[tuple[int, int], Sequence[Seen]]]] = defaultdict(list)
        for (text, sentence), claims in sorted(view.sentences().items(), key=lambda kv: kv[0]):
            numbers = [c for c in claims if c.claim.kind in _NUMBERS and c.claim.quantity is not None]
            if numbers and claims[0].document is not None and len(numbers) < 30:
                texts[text].append((sentence, claims))
        found: list[Skeleton] = []
        for sentences in texts.values():
            for i, (sentence, claims) in enumerate(sentences):
                if len(claims) > 1:
                    found += _of(sentence, claims)
                if i and 0 <= sentence[0] - sentences[i - 1][0][1] <= 2:
                    before, earlier = sentences[i - 1]
                    found += _of((before[0], sentence[1]), [*earlier, *claims])
        view.cache["skeletons"] = found
    told = view.cache["skeletons"]
    assert isinstance(told, list)
    return told


def _of(stretch: tuple[int, int], claims: Sequence[Seen]) -> list[Skeleton]:
    document = claims[0].document
    if document is None or stretch[1] - stretch[0] > LONGEST:
        return []
    content = document.text.content
    marks: dict[int, tuple[int, str, Seen | None]] = {}
    for claim in claims:
        quantity = claim.claim.quantity
        if claim.claim.kind is ClaimKind.DATE:
            marks.setdefault(claim.claim.span.start, (claim.claim.span.end, "@", None))
        elif claim.claim.kind in _NUMBERS and quantity is not None:
            span = claim.claim.quantity_span or claim.claim.span
            at = content.find(quantity.core, span.start, span.end)
            if at < 0:
                continue
            end = at + len(quantity.core)
            sort = ""
            if quantity.dimension is Dimension.SHARE:
                per_cent = _PER_CENT.match(content, end)
                sort = "%" if per_cent or "%" in quantity.core or "cent" in quantity.core else "/"
                end = per_cent.end() if per_cent is not None else end
            elif quantity.dimension is Dimension.ORDINAL or quantity.stated is None:
                continue
            if at > stretch[0] and content[at - 1] in "$€£":
                at -= 1
            marks.setdefault(at, (end, sort, claim))
    words, last = "", stretch[0]
    members: list[Seen] = []
    for at, (end, sort, marked) in sorted(marks.items()):
        if at < last:
            continue
        words += content[last:at]
        if marked is None:
            words += "@"
        else:
            words += f"⟦{len(members)}{sort}⟧"
            members.append(marked)
        last = end
    words += content[last : stretch[1]]
    return [Skeleton(" ".join(words.split()), tuple(members))] if len(members) > 1 else []
