"""Who is meant by "you", and which group somebody speaks for, as far as the documents say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from corroborate.consistency import vocabulary
from corroborate.consistency.names import Names
from corroborate.model.dossier import Document
from corroborate.model.text import SegmentKind

_NAME = re.compile(r"[A-Z][\w’'-]+(?:\s+(?:of\s+|the\s+)?[A-Z][\w’'-]+)*")


def addressees(document: Document, names: Names) -> Mapping[str, str]:
    """For each of the two speakers of a conversation the other one; empty where there are more or fewer."""
    labels = {s.speaker for s in document.segments if s.kind is SegmentKind.TURN and s.speaker}
    forms = sorted({f for label in labels if (f := names.form(label)) is not None})
    return {forms[0]: forms[1], forms[1]: forms[0]} if len(forms) == 2 else {}


def groups_of(documents: Sequence[Document], names: Names, known: Iterable[str]) -> Mapping[str, str]:
    """The group that each person is said to lead or speak for, both in one form.

    ``known`` are the names to look for. Read from words like "Massoud leads the National Resistance
    Front" or "the NRF's spokesman, Ali Nazary". Who is said to speak for two groups is left out.
    """
    forms = {k for k in known if k}
    found: dict[str, set[str]] = {}
    for document in documents:
        content = document.text.content
        for match in vocabulary.pattern("leads").finditer(content):
            group = _group(content, match.start(), match.end(), names, forms)
            person = _person(content, match.start(), match.end(), names, forms, group)
            if group is not None and person is not None:
                found.setdefault(person, set()).add(group)
    return {person: groups.pop() for person, groups in found.items() if len(groups) == 1}


def _sentence(content: str, at: int) -> tuple[int, int]:
    start = max(content.rfind(". ", 0, at) + 1, content.rfind("\n", 0, at) + 1, 0)
    ends = [e for e in (content.find(". ", at), content.find("\n", at)) if e >= 0]
    return start, min(ends) if ends else len(content)


def _group(content: str, start: int, end: int, names: Names, known: set[str]) -> str | None:
    """The name right after the cue, or right before it as its owner."""
    after = re.match(r"\s+(?:of\s+|for\s+)?(?:the\s+)?", content[end : end + 12])
    if after is not None:
        name = _NAME.match(content, end + after.end())
        if name is not None and (form := _known(name.group(), names, known)) is not None:
            return form
    before = re.search(
        r"([A-Z][\w-]*(?:\s+[A-Z][\w-]*)*)['’]s?\s+(?:\w+\s+)?$", content[max(0, start - 80) : start]
    )
    return _known(before.group(1), names, known) if before else None


def _person(
    content: str, start: int, end: int, names: Names, known: set[str], group: str | None
) -> str | None:
    """The nearest known name in the sentence that is not the group: before the cue, or else after it."""
    first, last = _sentence(content, start)
    before = [_known(m.group(), names, known) for m in _NAME.finditer(content[first:start])]
    after = [_known(m.group(), names, known) for m in _NAME.finditer(content[end:last])]
    for candidate in (*reversed(before), *after):
        if candidate is not None and candidate != group:
            return candidate
    return None


def _known(name: str, names: Names, known: set[str]) -> str | None:
    form = names.form(name)
    return form if form in known else None
