"""What an expression is read against: publication, the last date named, the tense around it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from corroborate.claims.time.calendar import Stretch
from corroborate.claims.time.mention import Operator, Tag, TimeRole
from corroborate.claims.time.tokens import Tokens
from corroborate.model.quantity import Quantity
from corroborate.model.window import Anchor, AnchorKind, DayRange, Granularity, Window

NO_PUBLICATION = "the document has no publication date to resolve this against"
NO_MENTION = "no earlier date of the text tells what this refers to"
OPEN = DayRange(None, None)


FINENESS = {
    "TS": 0,
    "TM": 0,
    "TH": 0,
    "D": 0,
    "WE": 1,
    "W": 1,
    "FN": 1,
    "M": 2,
    "Q": 3,
    "H": 4,
    "Y": 5,
    "DE": 6,
}
"""Units from fine to coarse."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a rule makes of the tokens that it matched.

    ``first`` and ``last`` (exclusive) narrow the extent in tokens where the rule matched more than the
    expression. ``unit`` is the unit code of the stretch named, for modifiers. ``remember`` is
    False where later expressions ("that year") do not refer to it.
    """

    role: TimeRole
    tag: Tag | None = None
    window: Window | None = None
    quantity: Quantity | None = None
    unit: str | None = None
    first: int | None = None
    last: int | None = None
    event: tuple[int, int] | None = None
    reason: str | None = None
    remember: bool = True
    operator: Operator = Operator.NONE
    operator_span: tuple[int, int] | None = None
    named: Window | None = None


@dataclass(slots=True)
class Context:
    """The state of reading one text, in order."""

    tokens: Tokens
    published: DayRange | None
    turns: tuple[tuple[int, int], ...] = ()
    """Offsets of turns: what is said in an interview was said on or before publication."""
    month_first: bool | None = None
    """How the text writes 03/04/2024, where another of its dates tells."""
    mention: Window | None = None
    mention_unit: str | None = None
    day_mention: Window | None = None
    """The last day named, whatever coarser date came after it."""
    mention_end: int = -1
    """Offset at which the words of the last date named end."""
    _verbs: dict[int, str | None] = field(default_factory=dict)

    @property
    def today(self) -> date | None:
        """The publication day, or the last of the days on which it may have been."""
        return None if self.published is None else self.published.last or self.published.first

    def relative(
        self,
        words: str,
        find: Callable[[date], Stretch],
        granularity: Granularity,
        value: Callable[[Stretch], str],
        unresolved: str,
    ) -> tuple[Window, Tag, str | None]:
        """A stretch that depends on the publication day, its DATE tag, and why it is open if it is."""
        first = self.published.first if self.published else None
        last = self.published.last if self.published else None
        if first is None and last is None:
            window = Window(OPEN, OPEN, words, Anchor(AnchorKind.NONE), granularity, unresolved)
            return window, Tag("DATE", unresolved), NO_PUBLICATION
        found = [find(d) for d in (first, last) if d is not None]
        low, high = found[0], found[-1]
        if first is None:
            start, end = DayRange(None, high[0]), DayRange(None, high[1])
        elif last is None:
            start, end = DayRange(low[0], None), DayRange(low[1], None)
        else:
            start, end = ordered(low[0], high[0]), ordered(low[1], high[1])
        text = value(high)
        anchor = Anchor(AnchorKind.PUBLISHED, self.published)
        return Window(start, end, words, anchor, granularity, text), Tag("DATE", text), None

    def tense(self, index: int) -> str | None:
        """``past`` or ``future`` by the nearest verb of the sentence, None where no word tells."""
        tokens = self.tokens
        stops = {tokens.letters[n] for n in ("BREAK", "STOP")}
        best: tuple[int, str] | None = None
        for step in (-1, 1):
            at = index + step
            for distance in range(1, 26):
                code = tokens.code(at)
                if not 0 <= at < len(tokens) or code in stops or self._full_stop(at):
                    break
                if at not in self._verbs:
                    self._verbs[at] = self._verb(at)
                kind = self._verbs[at]
                # A verb before an adverbial of time governs it more often than one after it.
                weight = distance * 2 + (1 if step > 0 else 0)
                if kind and (best is None or weight < best[0]):
                    best = (weight, kind)
                    break
                at += step
        return best[1] if best else None

    def _full_stop(self, index: int) -> bool:
        tokens = self.tokens
        return (
            tokens.is_a(index, "DOT")
            and index > 0
            and tokens.ends[index] - tokens.starts[index - 1] > 4
            and tokens.content[tokens.ends[index] : tokens.ends[index] + 1] in {"", " ", "\n"}
        )

    def _verb(self, index: int) -> str | None:
        tokens = self.tokens
        word = tokens.text(index).lower()
        lexicon = tokens.lexicon
        if word in lexicon.future:
            return "future"
        if word == "to" and index and tokens.text(index - 1).lower() in lexicon.ahead:
            return "future"
        if word in lexicon.past:
            return "past"
        if tokens.code(index) == "x" and len(word) > 4 and _ED.search(word):
            # A capital within a sentence makes it a name: the United States.
            return "past" if tokens.text(index).islower() else None
        if word in lexicon.timetable:
            return "future"
        if word in {"is", "are"} and tokens.is_a(index + 1, "ON", "WEEKDAY"):
            return "future"
        return None

    def mention_for(self, unit: str) -> Window | None:
        """The date last named, if it is as fine as the unit; "the next day" is not one of a year named."""
        if self.mention_unit is None or FINENESS.get(self.mention_unit, 9) <= FINENESS.get(unit, 0):
            return self.mention
        return self.day_mention

    def in_turn(self, offset: int) -> bool:
        """True where the words at an offset are said in a turn of an interview."""
        return any(start <= offset < end for start, end in self.turns)


_ED = re.compile(r"[^aeiou]ed$|[aeiouy]ed$")


def ordered(a: date, b: date) -> DayRange:
    """The range from the earlier to the later of two days."""
    return DayRange(min(a, b), max(a, b))


def explicit(words: str, stretch: Stretch, granularity: Granularity, value: str) -> Window:
    """A window that the words give whole."""
    return Window(
        DayRange.on(stretch[0]),
        DayRange.on(stretch[1]),
        words,
        Anchor(AnchorKind.EXPLICIT),
        granularity,
        value,
    )
