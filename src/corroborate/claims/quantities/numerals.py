"""Numbers from tokens: digits with suffixes, words, fractions, vague numbers; no units, no hedges."""

from __future__ import annotations

from fractions import Fraction

from corroborate.claims.quantities.cardinal import Cardinals
from corroborate.claims.quantities.number import Form, Number
from corroborate.claims.quantities.tokens import Kind, Token
from corroborate.claims.quantities.words import Vague


class NumeralReader(Cardinals):
    """Reads numbers from one list of tokens; `at` is the whole interface."""

    def at(self, i: int, *, join: bool = True) -> Number | None:
        """The longest number that starts at token ``i``; ``join=False`` takes "and" as no part of one."""
        token = self._token(i)
        if token is None:
            return None
        if token.kind is Kind.WORD:
            if token.low not in self.words.starts and not self._folded(token):
                return None
            return (
                self._signed(i, join)
                or self._vague(i)
                or self._vague_scale(i)
                or self._half(i)
                or self._cardinal(i, join)
                or self._ordinal(i)
                or self._multiple(i)
            )
        if token.kind is Kind.MARK:
            return self._signed(i, join) or self._point_first(i)
        return self._cardinal(i, join)

    def _signed(self, i: int, join: bool) -> Number | None:
        token = self.tokens[i]
        if token.low in self.words.minus and token.kind is Kind.WORD and self._low(i - 1) != "or":
            found = self.at(i + 1, join=join)
        elif token.text in {"-", "−"}:
            before, after = self._token(i - 1), self._token(i + 1)
            if (
                after is None
                or not after.glued
                or (token.glued and before is not None and before.text not in "(<>=[")
            ):
                return None
            if after.kind is not Kind.DIGITS and after.text != ".":
                return None
            found = self.at(i + 1, join=join)
        else:
            return None
        if found is None or found.value is None or found.form not in {Form.CARDINAL, Form.FRACTION}:
            return None
        return Number(i, found.last, found.form, -found.value, digits=found.digits, scaled=found.scaled)

    def _point_first(self, i: int) -> Number | None:
        token, after = self.tokens[i], self._token(i + 1)
        if token.text != "." or after is None or not after.glued or after.kind is not Kind.DIGITS:
            return None
        if token.glued and self.tokens[i - 1].kind is not Kind.MARK:
            return None
        if not after.text.isdecimal() or len(after.text) > 30:
            return None
        value = Fraction(int(after.text), 10 ** len(after.text))
        return self._scaled(Number(i, i + 2, Form.CARDINAL, value, digits=True))

    def _vague(self, i: int) -> Number | None:
        for entry in self.words.vague.get(self._low(i), ()):
            end = i + len(entry.phrase)
            if tuple(t.low for t in self.tokens[i:end]) != entry.phrase:
                continue
            if len(entry.phrase) == 1 and self._low(i - 1) == self._low(i + 1) == "as":
                continue
            factor, last = 1, end
            if entry.times:
                factor, last = self._scale_after(end)
            hard = _times(entry.hard, factor)
            usual = _times(entry.usual, factor)
            if factor > 1:
                hard, usual = _multiplied(entry, factor)
            return Number(i, last, Form.VAGUE, None, hard, usual, scaled=factor > 1)
        return None

    def _vague_scale(self, i: int) -> Number | None:
        entry = self.words.vague_scales.get(self._low(i))
        if entry is None:
            return None
        factor, last, j = 1, i + 1, i + 1
        while self._low(j) == "of" and (step := self.words.scales.get(self._low(j + 1))) and j - i < 6:
            factor, last, j = factor * step, j + 2, j + 2
        if (entry.needs_scale and factor == 1) or (
            entry.needs_of and factor == 1 and self._low(last) not in self.words.after_vague
        ):
            return None
        low = Fraction(2 * entry.unit * factor)
        high = Fraction((entry.top + 1) * factor - 1)
        return Number(i, last, Form.VAGUE, None, (low, None), (low, high), scaled=True)

    def _ordinal(self, i: int) -> Number | None:
        value = self.words.ordinals.get(self._low(i))
        return None if value is None else Number(i, i + 1, Form.ORDINAL, Fraction(value))

    def _multiple(self, i: int) -> Number | None:
        low = self._low(i)
        if low in self.words.multiples:
            return Number(i, i + 1, Form.MULTIPLE, Fraction(self.words.multiples[low]))
        value = self._folded(self.tokens[i])
        return None if value is None else Number(i, i + 1, Form.MULTIPLE, Fraction(value))

    def _folded(self, token: Token) -> int | None:
        """The number of "tenfold"."""
        for fold in self.words.folds:
            if token.low.endswith(fold) and token.low != fold:
                stem = token.low.removesuffix(fold)
                return self.words.small.get(stem) or self.words.tens.get(stem) or self.words.hundred.get(stem)
        return None


Pair = tuple[Fraction | None, Fraction | None]


def _times(pair: tuple[int | None, int | None], factor: int) -> Pair:
    low, high = pair
    return (
        None if low is None else Fraction(low * factor),
        None if high is None else Fraction(high * factor),
    )


def _multiplied(entry: Vague, factor: int) -> tuple[Pair, Pair]:
    """Such as "several hundred": two hundred up to the next scale."""
    hard, usual = (
        _times((max(entry.hard[0] or 0, 0) or None, entry.hard[1]), factor),
        _times(entry.usual, factor),
    )
    if usual[1] is not None and entry.hard[1] is None:
        usual = (usual[0], max(usual[0] or Fraction(0), usual[1] - 1))
    return hard, usual
