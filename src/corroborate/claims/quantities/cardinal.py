"""Cardinals: digits with suffixes, number words, and fractions after them."""

from __future__ import annotations

import unicodedata
from fractions import Fraction

from corroborate.claims.quantities.fractional import Fractional
from corroborate.claims.quantities.literals import literal
from corroborate.claims.quantities.number import Form, Number
from corroborate.claims.quantities.tokens import Kind

MAX_WORDS = 40
"""No number in words is longer; what goes on is another number."""
_ROUND_BOTTOMS = frozenset(
    Fraction(n)
    for n in (
        2,
        3,
        4,
        5,
        6,
        7,
        8,
        9,
        10,
        12,
        15,
        20,
        25,
        30,
        40,
        50,
        100,
        200,
        250,
        500,
        1000,
        5000,
        10**4,
        10**5,
        10**6,
    )
)
"""What shares are said out of, in digits: 1 in 5, 3 in 10,000."""


class Cardinals(Fractional):
    """Reads numbers in digits and in words."""

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
        total, last_scale = 0, 10**30
        current: int | None = None
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
            if (j > i and self._hyphen(j)) or (
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
        sum_of_groups = Fraction(total + (current or 0))
        if ordinal:
            return Number(i, j, Form.ORDINAL, sum_of_groups)
        return self._decimals(self._denominated(Number(i, j, Form.CARDINAL, sum_of_groups, scaled=scaled)))

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

    def _decimals(self, number: Number) -> Number:
        """Such as "five point two five"."""
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

    def _and_fraction(self, number: Number) -> Number | None:
        """Such as "two and a half", "2 1/4", "three million and a half"; a scale may follow."""
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

    def _over(self, number: Number) -> Number | None:
        """Such as "1/2", "one over twenty", "nine in ten", "two out of five"."""
        if number.value is None or number.value.denominator != 1 or number.scaled or number.grouped:
            return None
        slash = self._slash(number.first) if number.digits else None
        if slash is not None:
            value, last = slash
            return self._scaled(Number(number.first, last, Form.FRACTION, value))
        next_word = self._low(self._after_hyphen(number.last))
        if next_word not in self.words.out_firsts:
            return None
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
        year = bottom.digits and not bottom.grouped and 1500 <= bottom.value < 2100
        one = top.value == 1 and not year
        round_bottom = one or bottom.value in _ROUND_BOTTOMS or not bottom.digits
        return (
            round_bottom
            and self._low(bottom.last) not in self.words.context["not_of"]
            and bottom.value <= 10**7
        )
