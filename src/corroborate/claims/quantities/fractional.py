"""Fractions: half, two thirds, 1/4, a quarter of a million."""

from __future__ import annotations

from fractions import Fraction

from corroborate.claims.quantities.cursor import Cursor
from corroborate.claims.quantities.number import Form, Number
from corroborate.claims.quantities.tokens import Kind

_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 32, 64, 100})
"""Denominators that people write; 9/11 and 24/7 are no fractions."""


class Fractional(Cursor):
    """Reads fractions of words and of digits."""

    def _half(self, i: int) -> Number | None:
        """Such as "half (of)", "a half", "a quarter of", "a third of", "half a million"."""
        j = self._after_hyphen(i + 1) if self._low(i) in self.words.articles else i
        low = self._low(j)
        article = j > i
        if low in self.words.fractions and not low.endswith("s"):
            value = Fraction(1, self.words.fractions[low])
            half = self.words.fractions[low] == 2
        elif article and low in self.words.ordinals and self.words.ordinals[low] > 2:
            value, half = Fraction(1, self.words.ordinals[low]), False
        else:
            return None
        last = j + 1
        found = self._of_scale(last, value, i, bare=half or (low in self.words.fractions))
        if found is not None:
            return found
        if self._hyphen(last) and not self._unit_like(last + 1):
            return None
        if low in self.words.fractions:
            if not (article or half):
                return None
            if half and not article and not self._half_stands(i, last):
                return None
        elif not self._fraction_follows(last):
            return None
        return Number(i, last, Form.FRACTION, value)

    def _unit_like(self, i: int) -> bool:
        return self._low(i) in self.words.context["unit_words"]

    def _half_stands(self, i: int, last: int) -> bool:
        before, after = self._low(i - 1), self._low(last)
        if before in self.words.ordinals or before in self.words.context["not_before_half"]:
            return False
        return (
            after in self.words.context["after_half"]
            or before in self.words.context["before_half"]
            or (not before and self._fraction_follows(last))
        )

    def _fraction_follows(self, i: int) -> bool:
        token = self._token(i)
        return token is None or token.kind is Kind.MARK or token.low in self.words.context["after_fraction"]

    def _of_scale(self, i: int, value: Fraction, first: int, *, bare: bool) -> Number | None:
        """Such as "half a million", "a quarter of a million", "half-dozen", "half million"."""
        j = i
        if self._low(j) == "of":
            j += 1
            if self._low(j) not in self.words.articles:
                return None
        elif not bare:
            return None
        j = self._after_hyphen(j)
        if self._low(j) in self.words.articles:
            j += 1
        low = self._low(j)
        step = self.words.scales.get(low) or self.words.groups.get(low)
        if step is None or low.endswith("s") or low == "score":
            return None
        return Number(first, j + 1, Form.CARDINAL, value * step, scaled=True)

    def _denominated(self, number: Number) -> Number:
        """Such as "two thirds", "three-quarters", "one fifth": the denominator after a number in words."""
        if number.value is None or number.value <= 0 or number.value.denominator != 1:
            return number
        j = self._after_hyphen(number.last)
        low = self._low(j)
        value = self._denominator(low, one=number.value == 1)
        if value is None:
            return number
        if number.value == 1 and low in self.words.ordinals and not self._fraction_follows(j + 1):
            return number
        fraction = number.value / value
        scaled = self._of_scale(j + 1, fraction, number.first, bare=False)
        return scaled or Number(number.first, j + 1, Form.FRACTION, fraction)

    def _denominator(self, low: str, *, one: bool) -> int | None:
        words = self.words
        if low in words.fractions and (one or low.endswith("s")):
            return words.fractions[low]
        singular = low.removesuffix("s")
        if (one or low.endswith("s")) and words.ordinals.get(singular, 0) > 2:
            return words.ordinals[singular]
        return None

    def _small_fraction(self, i: int) -> tuple[Fraction, int] | None:
        j = self._after_hyphen(i + 1) if self._low(i) in self.words.articles else i
        low = self._low(j)
        if low in self.words.fractions and not low.endswith("s"):
            return Fraction(1, self.words.fractions[low]), j + 1
        if j > i and self.words.ordinals.get(low, 0) > 2 and self._fraction_or_unit(j + 1):
            return Fraction(1, self.words.ordinals[low]), j + 1
        count = self.words.small.get(self._low(i)) or self.words.tens.get(self._low(i))
        if count is not None:
            k = self._after_hyphen(i + 1)
            bottom = self._denominator(self._low(k), one=count == 1)
            if bottom is not None and count < bottom:
                return Fraction(count, bottom), k + 1
        return self._slash(i)

    def _fraction_or_unit(self, i: int) -> bool:
        token = self._token(i)
        return (
            token is None
            or token.kind is Kind.MARK
            or token.low in self.words.context["after_fraction"]
            or token.low.endswith("s")
        )

    def _slash(self, i: int) -> tuple[Fraction, int] | None:
        """Such as "1/4" at token ``i``, of a denominator that people use."""
        tokens = self.tokens[i : i + 3]
        if len(tokens) < 3 or tokens[1].text not in "/⁄" or not (tokens[1].glued and tokens[2].glued):
            return None
        if (
            not (tokens[0].text.isdecimal() and tokens[2].text.isdecimal())
            or max(map(len, (tokens[0].text, tokens[2].text))) > 4
        ):
            return None
        top, bottom = int(tokens[0].text), int(tokens[2].text)
        after = self._token(i + 3)
        if (
            bottom not in _DENOMINATORS
            or not 0 < top < bottom
            or (after is not None and after.glued and after.text in "/⁄")
        ):
            return None
        return Fraction(top, bottom), i + 3
