"""A list of tokens with the looks that number rules take at it."""

from __future__ import annotations

from collections.abc import Sequence

from corroborate.claims.quantities.tokens import Token
from corroborate.claims.quantities.words import NumberWords


class Cursor:
    """Tokens and number words, and what stands where."""

    def __init__(self, tokens: Sequence[Token], words: NumberWords) -> None:
        self.tokens = tokens
        self.words = words

    def _token(self, i: int) -> Token | None:
        return self.tokens[i] if 0 <= i < len(self.tokens) else None

    def _low(self, i: int) -> str:
        return self.tokens[i].low if 0 <= i < len(self.tokens) else ""

    def _hyphen(self, i: int) -> bool:
        """True where token ``i`` is a hyphen between two words, closed up on both sides."""
        return (
            self._low(i) in {"-", "‑", "‐"}
            and self.tokens[i].glued
            and i + 1 < len(self.tokens)
            and self.tokens[i + 1].glued
        )

    def _after_hyphen(self, i: int) -> int:
        return i + 1 if self._hyphen(i) else i

    def _scale_after(self, i: int) -> tuple[int, int]:
        """The product of scales from token ``i``, and the token after them."""
        factor, last = 1, i
        while last - i < 3:
            low = self._low(last)
            step = self.words.hundred.get(low) or self.words.scales.get(low) or self.words.groups.get(low)
            if step is None:
                break
            factor, last = factor * step, last + 1
        return factor, last

    def _scale_word(self, i: int) -> bool:
        low = self._low(i)
        return (
            low in self.words.hundred
            or low in self.words.scales
            or (low in self.words.groups and low != "score")
        ) and (not low.endswith("s"))
