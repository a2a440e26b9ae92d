"""Where in a file a claim stands: lines and columns, as editors count them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corroborate.model.claim import AnyClaim
from corroborate.model.dossier import Document
from corroborate.model.span import Span

_BREAK = re.compile(r"\r\n|\n|\r")

PLAIN = ("text/plain", "text/markdown")
"""Media types whose text is the file itself, so that lines and columns are those of the file."""


@dataclass(frozen=True, slots=True)
class Where:
    """A stretch of a file. Lines and columns start at 1 and count code points; the end is exclusive.

    ``place`` says where in the original it comes from ("page 3") where the text is not the file itself.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    place: str | None

    def __str__(self) -> str:
        inside = f" ({self.place})" if self.place else ""
        return f"{self.file}{inside}:{self.line}:{self.column}"


class Places:
    """Finds the lines and columns of spans; each text is cut into lines once."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents: Mapping[str, Document] = {d.text.id: d for d in documents}
        self._starts: dict[str, Sequence[int]] = {}

    def document(self, span: Span) -> Document | None:
        """The document in which a span stands."""
        return self._documents.get(span.text_id)

    def of(self, claim: AnyClaim) -> Where | None:
        """Where a claim stands; None where its document was not given."""
        return self.at(claim.span)

    def at(self, span: Span) -> Where | None:
        """Where a span stands; None where its document was not given."""
        document = self.document(span)
        if document is None:
            return None
        starts = self._starts.get(span.text_id)
        if starts is None:
            starts = [0, *(m.end() for m in _BREAK.finditer(document.text.content))]
            self._starts[span.text_id] = starts
        line, end_line = bisect_right(starts, span.start), bisect_right(starts, span.end)
        plain = document.source.media_type.split(";")[0].strip() in PLAIN and not document.text.part
        return Where(
            document.source.name,
            line,
            span.start - starts[line - 1] + 1,
            end_line,
            span.end - starts[end_line - 1] + 1,
            None if plain else document.text.place_of(span.start) or document.text.part or "as extracted",
        )
