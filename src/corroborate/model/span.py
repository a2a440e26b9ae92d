"""Exact words at an exact place: W3C text position and text quote selectors in one."""

from __future__ import annotations

from dataclasses import dataclass

from corroborate.errors import InexactQuoteError

CONTEXT = 32
"""Code points of prefix and suffix kept with a quote."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The half-open range ``[start, end)`` of code points of one text, with its words.

    ``text[start:end] == quote`` always; prefix and suffix are the words before and after, as W3C
    Web Annotation's TextQuoteSelector has them. A quote that is not exact is refused, never repaired.
    """

    text_id: str
    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""

    @classmethod
    def of(cls, text_id: str, content: str, start: int, end: int) -> Span:
        """The span of ``content[start:end]``; raises InexactQuoteError for a range outside the text."""
        if not 0 <= start < end <= len(content):
            raise InexactQuoteError(
                "a span must lie inside its text and hold at least one code point",
                value=f"[{start}, {end}) of {len(content)}",
            )
        return cls(
            text_id,
            start,
            end,
            content[start:end],
            content[max(0, start - CONTEXT) : start],
            content[end : end + CONTEXT],
        )

    @classmethod
    def quoting(cls, text_id: str, content: str, quote: str, start: int | None = None) -> Span:
        """The span of a quote given by someone else, at ``start`` or where it stands once.

        Raises InexactQuoteError where the words are not there, or stand in more than one place.
        """
        if start is None:
            start = content.find(quote)
            if not quote or start < 0:
                raise InexactQuoteError("the quoted words are not in the text", value=repr(quote))
            if content.find(quote, start + 1) >= 0:
                raise InexactQuoteError(
                    "the quoted words stand in more than one place",
                    value=repr(quote),
                    hint="give the position",
                )
        span = cls.of(text_id, content, start, start + max(1, len(quote)))
        if span.quote != quote:
            raise InexactQuoteError(
                f"the words at {start} are {span.quote!r}, not the words quoted", value=repr(quote)
            )
        return span

    def check(self, content: str) -> None:
        """Raise InexactQuoteError unless the text still has these words here, with this context."""
        if content[self.start : self.end] != self.quote:
            raise InexactQuoteError(
                f"text {self.text_id[:12]} has other words at [{self.start}, {self.end})",
                value=repr(self.quote),
            )
        if not content[: self.start].endswith(self.prefix) or not content[self.end :].startswith(self.suffix):
            raise InexactQuoteError(
                f"text {self.text_id[:12]} has another context at [{self.start}, {self.end})",
                value=repr(self.quote),
            )

    def overlaps(self, other: Span) -> bool:
        """True where the two share a code point of one text."""
        return self.text_id == other.text_id and self.start < other.end and other.start < self.end
