"""Numbers from tokens: digits with suffixes, words, fractions, vague numbers; no units, no hedges."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from corroborate.claims.quantities.literals import literal
from corroborate.claims.quantities.tokens import Kind, Token
from corroborate.claims.quantities.words import NumberWords, Vague

MAX_WORDS = 40
"""No number in words is longer; what goes on is another number."""


class Form(StrEnum):
    """How a number is written."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    FRACTION = "fraction"
    VAGUE = "vague"
    MULTIPLE = "multiple"
    AMBIGUOUS = "ambiguous"
    """``1.061``: a decimal here, a thousand there."""
    CODE = "code"
    """Digits that are no number: 192.168.1.2."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number at tokens ``[first, last)``: its value, or the two readings of a vague one."""

    first: int
    last: int
    form: Form
    value: Fraction | None
    hard: tuple[Fraction | None, Fraction | None] | None = None
    usual: tuple[Fraction | None, Fraction | None] | None = None
    digits: bool = False
    scaled: bool = False
    """A scale word or suffix was said: 5 million, 5k."""
    grouped: bool = False
    """Written with separators: 2,000."""
    unsure: str | None = None
    """A suffix read as a scale that could be a unit: ``5m``."""


class NumeralReader:
    """Reads numbers from one list of tokens; `at` is the whole interface."""

    def __init__(self, tokens: Sequence[Token], words: NumberWords) -> None:
        self.tokens = tokens
        self.words = words

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

    # Access to tokens

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

    # Signs and decimal points

    def _signed(self, i: int, join: bool) -> Number | None:
        token = self.tokens[i]
        if token.low in self.words.minus and token.kind is Kind.WORD:
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

    # Vague numbers

    def _vague(self, i: int) -> Number | None:
        for entry in self.words.vague.get(self._low(i), ()):
            end = i + len(entry.phrase)
            if tuple(t.low for t in self.tokens[i:end]) != entry.phrase:
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

    def _vague_scale(self, i: int) -> Number | None:
        entry = self.words.vague_scales.get(self._low(i))
        if entry is None:
            return None
        factor, last, j = 1, i + 1, i + 1
        while self._low(j) == "of" and (step := self.words.scales.get(self._low(j + 1))) and j - i < 6:
            factor, last, j = factor * step, j + 2, j + 2
        if entry.needs_scale and factor == 1:
            return None
        low = Fraction(2 * entry.unit * factor)
        high = Fraction((entry.top + 1) * factor - 1)
        return Number(i, last, Form.VAGUE, None, (low, None), (low, high), scaled=True)

    # Halves and other fractions without a number before them

    def _half(self, i: int) -> Number | None:
        """ "half (of)", "a half", "a quarter of", "a third of", "half a million"."""
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
        return self._low(i) in {
            "hour",
            "century",
            "decade",
            "mile",
            "day",
            "minute",
            "percent",
            "inch",
            "point",
        }

    def _half_stands(self, i: int, last: int) -> bool:
        before, after = self._low(i - 1), self._low(last)
        if before in self.words.ordinals or before in _NOT_BEFORE_HALF:
            return False
        return after in _AFTER_HALF or before in _BEFORE_HALF or (not before and self._fraction_follows(last))

    def _fraction_follows(self, i: int) -> bool:
        token = self._token(i)
        return token is None or token.kind is Kind.MARK or token.low in _AFTER_FRACTION

    def _of_scale(self, i: int, value: Fraction, first: int, *, bare: bool) -> Number | None:
        """ "half a million", "a quarter of a million", "half-dozen", "half million"."""
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

    # Cardinals

    def _cardinal(self, i: int, join: bool) -> Number | None:
        token = self.tokens[i]
        if token.kind is Kind.VULGAR:
            return self._scaled(
                Number(
                    i, i + 1, Form.FRACTION, Fraction(unicodedata.numeric(token.text)).limit_denominator(100)
                )
            )
        number = self._digits(i) if token.kind is Kind.DIGITS else self._spelled(i, join)
        if number is None or number.form in {Form.CODE, Form.ORDINAL}:
            return number
        number = self._scaled(number)
        if number.form is Form.AMBIGUOUS:
            return number
        return self._over(number) or self._and_fraction(number) or number

    def _digits(self, i: int) -> Number | None:
        token = self.tokens[i]
        value, ambiguous = literal(token.text)
        if value is None:
            return Number(i, i + 1, Form.CODE, None, digits=True)
        grouped = not token.text.isdecimal()
        after = self._token(i + 1)
        if (
            after is not None
            and after.glued
            and after.low in self.words.ordinal_endings
            and value.denominator == 1
        ):
            return Number(i, i + 2, Form.ORDINAL, value, digits=True)
        if after is not None and after.kind is Kind.VULGAR and after.glued:
            value += Fraction(unicodedata.numeric(after.text)).limit_denominator(100)
            return Number(i, i + 2, Form.CARDINAL, value, digits=True)
        form = Form.AMBIGUOUS if ambiguous else Form.CARDINAL
        return Number(i, i + 1, form, value, digits=True, grouped=grouped)

    def _spelled(self, i: int, join: bool) -> Number | None:
        """A number in words, read left to right; stops before what cannot belong to it."""
        words = self.words
        total, current, last_scale = 0, None, 10**30
        j, ordinal = i, False
        safe: tuple[int, int | None, int] | None = None  # what stood before the last "and"
        if self._low(i) in words.articles:
            if not self._scale_word(i + 1):
                return None
            current, j = 1, i + 1
        elif self._low(i) in words.zero:
            return self._decimals(Number(i, i + 1, Form.CARDINAL, Fraction(0)))
        elif self._scale_word(i) and self._low(i) not in words.groups and not self._low(i).endswith("s"):
            current = 1
        scaled = False
        while j - i < MAX_WORDS:
            k = j
            if j > i and self._hyphen(j):
                k = j + 1
            elif (
                join
                and j > i
                and self._low(j) in words.joiners
                and self._low(j - 1) in (words.hundred.keys() | words.scales.keys())
                and not self._low(j - 1).endswith("s")
            ):
                k = j + 1
            low = self._low(k)
            step = self._step(low, current)
            if step is None:
                scale = self._scale(low, current, last_scale)
                if scale is None:
                    break
                kind, factor = scale
                if kind == "hundred":
                    current = (current or 0) * factor
                else:
                    total += (current or 0) * factor
                    last_scale, current = factor, None
                scaled, j = True, k + 1
                if kind == "scale" and (again := words.scales.get(self._low(j))) and again > factor:
                    total, last_scale, j = total * again, again, j + 1  # three lakh crore
                continue
            value, is_ordinal = step
            if self._low(j) in words.joiners and k > j:
                safe = (total, current, j)
            current = value + (current or 0)
            j = k + 1
            if is_ordinal:
                ordinal = True
                break
        if j == i or (total == 0 and current is None):
            return None
        if safe is not None and not ordinal and self._belongs_on(self._after_hyphen(j)):
            total, current, j = safe
        value = Fraction(total + (current or 0))
        if ordinal:
            return self._ordinal_or_fraction(i, j, value)
        return self._decimals(self._denominated(Number(i, j, Form.CARDINAL, value, scaled=scaled)))

    def _belongs_on(self, i: int) -> bool:
        """True where what "and" joined is a number of its own: and one hundred, and three quarters."""
        low = self._low(i)
        return self._scale_word(i) or low in self.words.fractions or self.words.ordinals.get(low[:-1], 0) > 2

    def _step(self, low: str, current: int | None) -> tuple[int, bool] | None:
        """What a word adds to the group being read, and whether it ends it as an ordinal."""
        words = self.words
        for table, ordinal in ((words.small, False), (words.tens, False), (words.ordinals, True)):
            value = table.get(low)
            if value is None or value >= 100:
                continue
            if ordinal and current is None:
                return None
            if current is None or (current >= 100 and current % 100 == 0):
                return value, ordinal
            if value < 10 and current % 10 == 0 and current % 100 >= 20:
                return value, ordinal
            return None
        return None

    def _scale(self, low: str, current: int | None, last_scale: int) -> tuple[str, int] | None:
        words = self.words
        if low in words.hundred and current is not None and current < 100:
            return "hundred", words.hundred[low]
        factor = words.scales.get(low) or words.groups.get(low)
        if factor is not None and current is not None and factor < last_scale:
            return "scale", factor
        return None

    def _scale_word(self, i: int) -> bool:
        low = self._low(i)
        return (
            low in self.words.hundred
            or low in self.words.scales
            or (low in self.words.groups and low != "score")
        ) and (not low.endswith("s"))

    def _decimals(self, number: Number) -> Number:
        """ "five point two five"."""
        if not self.words.point or self._low(number.last) != self.words.point or number.value is None:
            return number
        digits, j = "", number.last + 1
        while len(digits) < 12:
            low = self._low(j)
            if low in self.words.zero:
                digits += "0"
            elif low in self.words.small:
                digits += str(self.words.small[low])
            elif low in self.words.tens:
                found = self._spelled(j, join=False)
                if found is None or found.value is None:
                    break
                digits, j = digits + str(int(found.value)), found.last - 1
            else:
                break
            j += 1
        if not digits:
            return number
        value = number.value + Fraction(int(digits), 10 ** len(digits))
        return Number(number.first, j, Form.CARDINAL, value, scaled=number.scaled)

    def _scaled(self, number: Number) -> Number:
        """A scale word or suffix after digits or decimals: 8.5 billion, 5k, 2½ million."""
        if number.value is None or (
            not number.digits and number.form is not Form.FRACTION and number.value.denominator == 1
        ):
            return number
        value, last, factor = number.value, number.last, 1
        token = self._token(last)
        unsure = None
        if token is not None and token.text in self.words.suffixes and (token.glued or len(token.text) > 1):
            after = self._token(last + 1)
            if after is None or not after.glued or after.kind is Kind.MARK:
                factor, unsure = self.words.suffixes[token.text], token.text
                last += 1
        if factor == 1:
            steps, last = self._scale_after(self._after_hyphen(last))
            if steps == 1:
                return number
            factor = steps
        form = Form.CARDINAL if number.form in {Form.AMBIGUOUS, Form.FRACTION} else number.form
        sure = unsure if unsure in self.words.unsure_suffixes else None
        return Number(number.first, last, form, value * factor, digits=number.digits, scaled=True,
                      grouped=number.grouped, unsure=sure)  # fmt: skip

    # Fractions after a number

    def _denominated(self, number: Number) -> Number:
        """ "two thirds", "three-quarters", "one fifth": the denominator after a number in words."""
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

    def _and_fraction(self, number: Number) -> Number | None:
        """ "two and a half", "2 1/4", "three million and a half"; a scale may follow."""
        if number.value is None or number.form is not Form.CARDINAL:
            return None
        j = number.last
        after = self._token(j)
        if after is not None and number.digits and not number.grouped and not number.scaled:
            spaced = self._slash(self._after_hyphen(j))
            if spaced is not None and (not after.glued or self._hyphen(j)):
                value, last = spaced
                return self._scaled(
                    Number(number.first, last, Form.CARDINAL, number.value + value, digits=True)
                )
        j = self._after_hyphen(j)
        if self._low(j) not in self.words.joiners:
            return None
        j = self._after_hyphen(j + 1)
        found = self._small_fraction(j)
        if found is None:
            return None
        value, last = found
        unit = self._last_scale(number)
        if unit > 1:
            return Number(
                number.first,
                last,
                Form.CARDINAL,
                number.value + value * unit,
                digits=number.digits,
                scaled=True,
            )
        factor, end = self._scale_after(self._after_hyphen(last))
        if factor > 1:
            last = end
        total = (number.value + value) * factor
        return Number(number.first, last, Form.CARDINAL, total, digits=number.digits, scaled=factor > 1)

    def _last_scale(self, number: Number) -> int:
        factor = self.words.scales.get(self._low(number.last - 1), 1)
        return factor if number.scaled else 1

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
            or token.low in _AFTER_FRACTION
            or token.low.endswith("s")
        )

    def _slash(self, i: int) -> tuple[Fraction, int] | None:
        """ "1/4" at token ``i``, of a denominator that people use."""
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

    def _over(self, number: Number) -> Number | None:
        """ "1/2", "one over twenty", "nine in ten", "two out of five"."""
        if number.value is None or number.value.denominator != 1 or number.scaled or number.grouped:
            return None
        slash = self._slash(number.first) if number.digits else None
        if slash is not None:
            value, last = slash
            return self._scaled(Number(number.first, last, Form.FRACTION, value))
        for phrase in (*self.words.out_of, *((self.words.over,),) * bool(self.words.over)):
            j, matched = number.last, True
            for word in phrase:
                j = self._after_hyphen(j)
                if self._low(j) != word:
                    matched = False
                    break
                j += 1
            if not matched:
                continue
            bottom = self._bottom(self._after_hyphen(j))
            if bottom is None or bottom.value is None or not 0 < number.value < bottom.value:
                return None
            plain = phrase in (("in",), (self.words.over,), ("per",))
            if plain and not self._odds(number, bottom, phrase):
                return None
            return Number(number.first, bottom.last, Form.FRACTION, number.value / bottom.value)
        return None

    def _bottom(self, i: int) -> Number | None:
        token = self._token(i)
        if token is None:
            return None
        if token.kind is Kind.DIGITS:
            found = self._digits(i)
            return self._scaled(found) if found is not None and found.form is Form.CARDINAL else None
        return self._spelled(i, join=True) if token.low in self.words.starts else None

    def _odds(self, top: Number, bottom: Number, phrase: tuple[str, ...]) -> bool:
        """True where "a in b" is a share: small round b, and nothing that makes it a time or a thing."""
        if bottom.value is None or top.value is None:
            return False
        if phrase == (self.words.over,):
            return not top.digits or not self.words.is_number_word(self._low(bottom.last))
        round_bottom = bottom.value in _ROUND_BOTTOMS or not bottom.digits
        return round_bottom and self._low(bottom.last) not in _TIME_UNITS and bottom.value <= 10**7

    # Ordinals and multiples

    def _ordinal(self, i: int) -> Number | None:
        value = self.words.ordinals.get(self._low(i))
        return None if value is None else Number(i, i + 1, Form.ORDINAL, Fraction(value))

    def _ordinal_or_fraction(self, i: int, j: int, value: Fraction) -> Number:
        return Number(i, j, Form.ORDINAL, value)

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


def _times(pair: tuple[int | None, int | None], factor: int) -> tuple[Fraction | None, Fraction | None]:
    low, high = pair
    return (
        None if low is None else Fraction(low * factor),
        None if high is None else Fraction(high * factor),
    )


def _multiplied(
    entry: Vague, factor: int
) -> tuple[tuple[Fraction | None, Fraction | None], tuple[Fraction | None, Fraction | None]]:
    """ "several hundred": two hundred up to the next scale; "a couple of hundred" stays near its number."""
    hard, usual = (
        _times((max(entry.hard[0] or 0, 0) or None, entry.hard[1]), factor),
        _times(entry.usual, factor),
    )
    if usual[1] is not None and entry.hard[1] is None:
        usual = (usual[0], max(usual[0] or Fraction(0), usual[1] - 1))
    return hard, usual


_DENOMINATORS = frozenset({2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 32, 64, 100})
_ROUND_BOTTOMS = frozenset(Fraction(n) for n in (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 100, 200, 250, 500, 1000, 5000, 10000, 100000, 1000000))  # fmt: skip
_TIME_UNITS = frozenset({"day", "days", "week", "weeks", "month", "months", "year", "years", "hour", "hours", "minutes", "minute", "seconds", "decades", "games", "matches", "innings", "attempts"})  # fmt: skip
_AFTER_FRACTION = frozenset({"of", "in", "since", "were", "was", "are", "is", "have", "has", "had", "from", "to", "by", "and", "or", "as", "more", "less", "over", "on", "this", "compared", "who", "which", "that", "said", "say", "at", "after", "before", "between", "but", "if", "will", "would", "the", "during", "for", "with", "while", "when", "higher", "lower", "each"})  # fmt: skip
_AFTER_HALF = frozenset({"of", "the", "a", "an", "their", "its", "his", "her", "our", "all", "these", "those", "my", "your", "as", "what", "that", "were", "are", "is", "was", "have", "had", "million", "this"})  # fmt: skip
_BEFORE_HALF = frozenset({"than", "by", "about", "nearly", "almost", "around", "to", "roughly", "over", "under", "least", "only", "just", "another", "some", "exactly", "approximately", "below", "above", "and"})  # fmt: skip
_NOT_BEFORE_HALF = frozenset({"the", "other", "last", "latter", "better", "in", "this", "that", "each", "every", "her", "his", "their"})  # fmt: skip
