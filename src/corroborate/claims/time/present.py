"""Words for the present, the past and the time last named: today, now, then, at the time, recently."""

from __future__ import annotations

from datetime import date

from corroborate.claims.time.calendar import Stretch, shift
from corroborate.claims.time.context import NO_MENTION, OPEN, Context, Reading
from corroborate.claims.time.mention import Tag, TimeRole
from corroborate.claims.time.rule import Found, Rule
from corroborate.claims.time.tokens import Tokens
from corroborate.model.window import Anchor, AnchorKind, DayRange, Granularity, Window


def _today(found: Found, context: Context) -> Reading:
    offset = int(found.value("t"))

    def find(today: date) -> Stretch:
        when = shift(today, offset, "D")
        return when, when

    window, tag, reason = context.relative(
        found.words,
        find,
        Granularity.DAY,
        lambda s: s[0].isoformat(),
        "XXXX-XX-XX" if offset else "PRESENT_REF",
    )
    return Reading(TimeRole.POINT, tag, window, unit="D", reason=reason)


def _day_after_tomorrow(found: Found, context: Context) -> Reading | None:
    offset = int(found.value("t"))
    step = 1 if found.tokens.is_a(found.span("t")[0] - 1, "AFTER") else -1

    def find(today: date) -> Stretch:
        when = shift(today, offset + step, "D")
        return when, when

    window, tag, reason = context.relative(
        found.words, find, Granularity.DAY, lambda s: s[0].isoformat(), "XXXX-XX-XX"
    )
    return Reading(TimeRole.POINT, tag, window, unit="D", reason=reason)


def present(found: Found, context: Context) -> Reading:
    """Read "now", "currently", "at the moment": the publication day."""
    window, _, reason = context.relative(
        found.words, lambda d: (d, d), Granularity.DAY, lambda _: "PRESENT_REF", "PRESENT_REF"
    )
    return Reading(
        TimeRole.POINT, Tag("DATE", "PRESENT_REF"), window, unit="D", reason=reason, remember=False
    )


def _vague(found: Found, _: Context) -> Reading:
    value = str(found.value("v"))
    return Reading(TimeRole.VAGUE, Tag("DATE", value), reason="the words give no bounds", remember=False)


def _vague_word(_found: Found, _: Context) -> Reading:
    return Reading(TimeRole.VAGUE, reason="the words give no bounds", remember=False)


def _the_past(found: Found, _: Context) -> Reading | None:
    tokens = found.tokens
    if (
        tokens.code(found.last) == "x"
        and tokens.text(found.last)[:1].islower()
        and not _function_word(tokens.text(found.last))
    ):
        return None
    return Reading(TimeRole.VAGUE, Tag("DATE", "PAST_REF"), reason="the words give no bounds", remember=False)


def _function_word(word: str) -> bool:
    return word in {
        "but",
        "when",
        "who",
        "that",
        "which",
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "has",
        "have",
        "is",
        "was",
        "because",
        "where",
        "while",
    }


def _then(found: Found, context: Context) -> Reading | None:
    """Read "then" after "since", "until", "by": the date last named."""
    mention = context.mention
    tokens = found.tokens
    if not tokens.is_a(found.first - 1, "SINCE", "UNTIL", "BY", "BEFORE") or _of_an_office(
        tokens, found.last
    ):
        return None
    if mention is None or mention.start.first is None:
        window = Window(OPEN, OPEN, found.words, Anchor(AnchorKind.NONE))
        return Reading(TimeRole.POINT, None, window, reason=NO_MENTION, remember=False)
    anchor = Anchor(AnchorKind.MENTION, DayRange(mention.start.first, mention.end.last), mention.words)
    window = Window(mention.start, mention.end, found.words, anchor, mention.granularity, mention.timex)
    return Reading(TimeRole.POINT, None, window, unit=context.mention_unit, remember=False)


def _of_an_office(tokens: Tokens, after: int) -> bool:
    """True after the "then" of "then-President", "then President": it goes with the office."""
    return tokens.is_a(after, "HYPHEN") or tokens.text(after)[:1].isupper()


def _at_the_time(found: Found, context: Context) -> Reading | None:
    word = found.tokens.text(found.last - 1).lower()
    determiner = found.text("det") if found.has("det") else ""
    if word == "time":
        if determiner not in {"the", "that", "this"} or found.tokens.is_a(found.last, "OF"):
            return None
        if determiner == "this":
            return present(found, context)
        if context.mention is None or context.mention.start.first is None:
            return Reading(TimeRole.VAGUE, Tag("DATE", "PAST_REF"), reason=NO_MENTION, remember=False)
        mention = context.mention
        anchor = Anchor(AnchorKind.MENTION, DayRange(mention.start.first, mention.end.last), mention.words)
        window = Window(mention.start, mention.end, found.words, anchor, mention.granularity, mention.timex)
        return Reading(TimeRole.POINT, Tag("DATE", "PAST_REF"), window, remember=False)
    if word == "moment" and determiner == "that":
        return None
    return present(found, context)


def _these_days(found: Found, context: Context) -> Reading | None:
    return present(found, context) if found.text("u") == "days" and found.text("t") == "these" else None


RULES = (
    Rule("(?P<t>THIS) (?P<u>UNIT)", _these_days),
    Rule("(?P<t>TODAY)", _today),
    Rule("(?:THE)? UNIT [BEFORE AFTER] (?P<t>TODAY)", _day_after_tomorrow),
    Rule("NOW", present),
    Rule("(?P<v>VAGUEREF)", _vague),
    Rule("(?P<v>VAGUEWORD)", _vague_word),
    Rule("THE PAST (?! [UNIT CLOCKUNIT QUARTER SMALL NUMBER WORDNUM FEW COUPLE WEEKEND])", _the_past),
    Rule("(?:THE)? (?P<v>FUTURE)", _vague),
    Rule("THEN", _then),
    Rule("(?<=AT) (?P<det>[THE THIS THAT])? MOMENT", _at_the_time),
)
