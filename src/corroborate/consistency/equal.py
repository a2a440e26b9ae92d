"""Pairs of claims that give two numbers for one thing at one time, and in what they differ."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from corroborate.consistency import english, vocabulary
from corroborate.consistency.groups import BESIDE, Pair, pairs
from corroborate.consistency.rules import level
from corroborate.consistency.sameness import Tie
from corroborate.consistency.seen import Seen
from corroborate.consistency.sensitivity import hedge_readings, publication
from corroborate.consistency.sheet import Sheet
from corroborate.consistency.view import View
from corroborate.gazetteer import is_place
from corroborate.model.claim import IncidentClaim
from corroborate.model.finding import Level, Sensitivity
from corroborate.model.quantity import Dimension, Hedge

TOGETHER = 31
"""Days between two publications that can speak of one level, such as how many live somewhere."""

SHORT = 2
"""Weighty words up to which a clause is too short to be known again without a thing that it counts."""

SHARED = 3
"""Sentences that two texts must share, and half of the longer one's, to be versions of one text."""

SLIPS = (1_000, 1_000_000, 1_000_000_000, 100)
"""Factors between figures of one thing that point to a slip: thousand, million, billion, percent."""


def one_thing(view: View, sheet: Sheet) -> list[Pair]:
    """Pairs about one thing at one time: same measure, actor, target, place, status and window.

    Whoever copies a figure need not say how it is known, so that for a figure of one source, and for
    versions of one publication, a status that only one of the two says keeps nothing apart.
    """
    if "one thing" not in view.cache:
        view.cache["one thing"] = [
            p
            for p in pairs(view, sheet)
            if (p.tie.is_same or _is_same_but_status(p) or _is_own_against(p) or p.one_telling)
            and _one_time(p)
            and _pinned_down(p)
            and not _told_apart(p)
        ]
    found = view.cache["one thing"]
    assert isinstance(found, list)
    return found


def _is_same_but_status(pair: Pair) -> bool:
    *others, status = pair.tie.ties
    if status is not Tie.UNKNOWN or any(t is not Tie.SAME for t in others):
        return False
    return is_copy(pair.a, pair.b) or is_version(pair.a, pair.b)


def _is_own_against(pair: Pair) -> bool:
    """True where one of two who are named side by side tells of its own, which makes its figure a claim."""
    *others, status = pair.tie.ties
    if status is not Tie.UNKNOWN or any(t is not Tie.SAME for t in others) or not pair.same_document:
        return False
    a, b = sorted((pair.a, pair.b), key=lambda c: c.claim.span.start)
    beside = are_set_against(a, b) or 0 <= b.claim.sentence[0] - a.claim.sentence[1] <= BESIDE
    named = min(len(c.claim.attribution.voices) for c in (a, b)) > 1 and a.speaker != b.speaker
    return beside and named and a.actor is not None and a.actor in {a.speaker, b.speaker}


def _one_time(pair: Pair) -> bool:
    a, b = pair.a, pair.b
    if pair.same_window:
        return True
    if pair.one_telling and (pair.one_occasion or (pair.no_window and is_version(a, b))):
        return True
    if pair.one_telling and pair.no_window and (pair.side_by_side or _repeats(pair)):
        return True
    if a.happens or b.happens:
        return False
    if pair.no_window:
        return pair.same_document or (pair.one_telling and _published_together(pair))
    # A level said without a time is that of the day of publication.
    known, other = (a, b) if b.window is None else (b, a)
    return pair.same_document and other.window is None and _is_of_now(known)


def _repeats(pair: Pair) -> bool:
    """True where one person says the same words of one place again, in one text or within a month."""
    a, b = pair.a, pair.b
    named = (
        min(len(c.claim.attribution.voices) for c in (a, b)) > 1 and _is_person(a) and a.speaker == b.speaker
    )
    together = pair.same_document or _published_together(pair)
    return named and a.place is not None and a.place == b.place and a.telling == b.telling and together


def _is_of_now(claim: Seen) -> bool:
    """True for a window told from the day of publication that reaches to it: "now", and not "in May"."""
    window, document = claim.window, claim.document
    if window is None or document is None or document.published is None or not claim.hangs_on_publication:
        return False
    last, published = window.end.last, document.published.first
    return last is not None and published is not None and last >= published


def _published_together(pair: Pair) -> bool:
    """True where the two documents came out within a month, so that a level without a time is one level."""
    days = [c.document.published for c in (pair.a, pair.b) if c.document is not None]
    if len(days) < 2 or any(d is None or d.first is None or d.last is None for d in days):
        return False
    firsts = [d.first for d in days if d is not None and d.first is not None]
    lasts = [d.last for d in days if d is not None and d.last is not None]
    return (max(lasts) - min(firsts)).days <= TOGETHER


def _told_apart(pair: Pair) -> bool:
    """True where the words tell the two apart in a way that was not read into the claims."""
    a, b = pair.a, pair.b
    if a.unclear or b.unclear:
        return True
    if not pair.same_document:
        return False
    if a.speaker != b.speaker and all(is_place(c.speaker) and not _SAYS.search(c.sentence) for c in (a, b)):
        # "Kabul reported 120 cases. Herat reported 80": each tells of itself.
        return True
    if a.claim.sentence == b.claim.sentence and not are_set_against(a, b):
        return True
    if pair.one_telling:
        return any(_speaks_of_others(_before(c)) for c in (a, b))
    if a.is_bare_number or b.is_bare_number or _complement(a) != _complement(b):
        return True
    if _is_where(a) != _is_where(b):
        # "The country has 34 provinces" and "it is active in 18 provinces".
        return True
    return any(_speaks_of_others(c.sentence) for c in (a, b))


_WHERE = re.compile(
    r"\b(?:in|across|throughout|from|into|over)\s+(?:the\s+|all\s+|some\s+|about\s+)*$", re.IGNORECASE
)


_SAYS = re.compile(
    r"\b(?:says?|said|claims?|claimed|puts?|accord(?:s|ing)|insists?|maintains?)\b", re.IGNORECASE
)
"""A capital that says something is a government; "Kabul reported 120 cases" is the town itself."""


def _is_where(claim: Seen) -> bool:
    """True for a number of places in which something is so."""
    return _WHERE.search(_before(claim)) is not None


_OF_WHAT = re.compile(
    r"\s+(?:from|for|of|with|against|to)\s+((?:(?:the|a|an|our|their|its)\s+)?[\w’'-]+(?:\s+[A-Z][\w’'-]+)*)"
)


def _complement(claim: Seen) -> str:
    """What follows the noun and narrows it: "10 votes from Chuck"."""
    if claim.document is None:
        return ""
    end = claim.claim.span.end
    found = _OF_WHAT.match(claim.document.text.content[end : end + 60])
    return found.group(1).casefold() if found is not None else ""


@lru_cache(maxsize=16_384)
def _speaks_of_others(words: str) -> bool:
    """True for words such as "another" and "later"; asked of one sentence for all pairs that it is in."""
    return vocabulary.pattern("another").search(words) is not None


def are_set_against(a: Seen, b: Seen) -> bool:
    """True where one sentence sets the words of two speakers against each other."""
    if a.speaker == b.speaker or a.document is None:
        return False
    first, second = sorted((a.claim.span, b.claim.span), key=lambda s: s.start)
    if _AGAINST.search(a.document.text.content[first.end : second.start]) is not None:
        return True
    return re.match(r"[“\"]?(?:while|whereas|although|though)\b", a.sentence, re.IGNORECASE) is not None


_AGAINST = re.compile(
    r";|,\s+(?:while|whereas|but|though|although)\b|\b(?:whereas|against|compared\s+with)\b", re.IGNORECASE
)


def _before(claim: Seen) -> str:
    """The words right before the number."""
    if claim.document is None:
        return claim.claim.span.quote
    at = (claim.claim.quantity_span or claim.claim.span).start
    return claim.document.text.content[max(claim.claim.sentence[0], at - 12) : at]


def _pinned_down(pair: Pair) -> bool:
    """True where the words say enough for the two not to be different things of one sort."""
    a, b = pair.a, pair.b
    said = a.actor or a.target or a.place
    one = isinstance(a.claim, IncidentClaim) or isinstance(b.claim, IncidentClaim)
    known = pair.one_occasion or pair.side_by_side or is_version(a, b) or _says_again(pair)
    if pair.one_telling and known:
        return True
    if pair.one_telling and not one and (pair.same_window or said is not None):
        return True
    if a.measure == "person" and _is_all_that_is_had(pair):
        return True
    if a.measure == "person" and not a.modifiers and not (a.place or a.target or pair.same_window):
        # "We have 33,000 people who …": people are counted in every other sentence.
        return False
    if (
        a.measure is None
        and not _is_money(pair)
        and not (pair.same_window and pair.tie.is_same and a.happens)
    ):
        return False
    if one:
        return (
            (not pair.same_document or (pair.one_telling and a.speaker != b.speaker))
            and a.place is not None
            and a.window is not None
            and a.window.days == 1
            and type(a.claim) is type(b.claim)
        )
    return said is not None


def _is_all_that_is_had(pair: Pair) -> bool:
    """True for "my unit has 45 men" and "65 men" by one speaker, with nothing that narrows whom it counts."""
    a, b = pair.a, pair.b
    named = min(len(c.claim.attribution.voices) for c in (a, b)) > 1 and a.speaker == b.speaker
    x, y = a.claim.counted, b.claim.counted
    if not named or a.actor is None or a.actor != b.actor or x is None or y is None:
        return False
    noun = x.head.casefold()
    one = noun == y.head.casefold() and noun not in {"person", "people", "individual"}
    bare = all(_ENDS_THERE.match(_behind(c)) and _HAS.search(_ahead(c)) for c in (a, b))
    return one and pair.no_window and bare


_ENDS_THERE = re.compile(r"\s*[.,;!?”\"]")
_HAS = re.compile(r"\b(?:has|have|had|numbers?|counts?)\s+$", re.IGNORECASE)


def _behind(claim: Seen) -> str:
    return claim.document.text.content[claim.claim.span.end :][:3] if claim.document is not None else ""


def _ahead(claim: Seen) -> str:
    start = claim.claim.span.start
    return claim.document.text.content[max(0, start - 12) : start] if claim.document is not None else ""


def _says_again(pair: Pair) -> bool:
    """True where somebody who is named says the same sentence with another number."""
    a, b = pair.a, pair.b
    named = min(len(c.claim.attribution.voices) for c in (a, b)) > 1
    enough = a.thing is not None or _is_money(pair) or len(a.telling) > SHORT
    return named and a.speaker == b.speaker and pair.no_window and a.telling == b.telling and enough


def _is_money(pair: Pair) -> bool:
    x, y = pair.a.claim.quantity, pair.b.claim.quantity
    return (
        x is not None and y is not None and x.dimension is y.dimension is Dimension.MONEY and x.unit == y.unit
    )


def slip(pair: Pair) -> int | None:
    """The factor of a unit slip between the two numbers, or None."""
    a, b = pair.a.stated, pair.b.stated
    if not a or not b or a == b:
        return None
    low, high = sorted((a, b))
    return next((f for f in SLIPS if low * f == high and (f != 100 or low >= 10)), None)


def is_version(a: Seen, b: Seen) -> bool:
    """True where the two documents are one publication at two times.

    That is, they have one address, or one title and author, or most of their sentences in common.
    """
    if a.document is None or b.document is None or a.claim.source_id == b.claim.source_id:
        return False
    x, y = a.document.source, b.document.source
    unknown = {"", "not stated"}
    if x.url not in unknown and x.url == y.url:
        return True
    if x.title not in unknown and (x.title, x.author, x.publisher) == (y.title, y.author, y.publisher):
        return True
    one, two = (_sentences(c.document.text.content) for c in (a, b) if c.document is not None)
    shared = len(one & two)
    return shared >= SHARED and 2 * shared >= max(len(one), len(two))


@lru_cache(maxsize=256)
def _sentences(content: str) -> frozenset[str]:
    """The longer sentences of a text, to tell an edited text from another on the same matter."""
    parts = (" ".join(p.split()) for p in _ENDS.split(content))
    return frozenset(p for p in parts if len(p) > 30)


_ENDS = re.compile(r"[.!?]\s|\n")


def is_one_voice(a: Seen, b: Seen) -> bool:
    """True for one speaker, or the author of each where the two are versions of one publication."""
    return a.speaker == b.speaker or len(a.claim.attribution.voices) == len(b.claim.attribution.voices) == 1


def is_copy(a: Seen, b: Seen) -> bool:
    """True where two documents pass on one and the same publication; a person says a thing twice."""
    return (
        a.claim.source_id != b.claim.source_id
        and a.speaker == b.speaker
        and len(a.claim.attribution.voices) > 1
        and len(b.claim.attribution.voices) > 1
        and not is_version(a, b)
        and not (_is_person(a) and _is_person(b))
    )


_PERSON = re.compile(r"[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+){1,3}")


def _is_person(claim: Seen) -> bool:
    """True for a name of two words or more without an article and without a noun of bodies or papers."""
    voice = claim.claim.attribution.speaker
    lists = vocabulary.words()
    nouns = {*lists["tellers"], *lists["groups"], *lists["publication"]["nouns"]}
    if _PERSON.fullmatch(voice.name) is None or not nouns.isdisjoint(voice.name.casefold().split()):
        return False
    if voice.words is None or claim.document is None:
        return True
    before = claim.document.text.content[max(0, voice.words.start - 4) : voice.words.start]
    return "the " not in {before.casefold(), voice.words.quote[:4].casefold()}


def disagree(
    view: View,
    sheet: Sheet,
    kind: str,
    which: Callable[[Pair], bool],
    title: Callable[[Pair], str],
) -> None:
    """Write down the pairs of one sort that disagree or agree on a number."""
    for pair in one_thing(view, sheet):
        if not which(pair):
            continue
        if _roughly_apart(pair):
            _write(pair, sheet, kind, title(pair))
        elif not pair.apart:
            if pair.a.usual.overlaps(pair.b.usual) and not pair.same_number:
                sheet.add(kind, Level.AGREES, _fits(pair), (pair.a, pair.b), working(pair))
            sheet.looked_at((pair.a, pair.b))
        elif not pair.same_number and slip(pair) is None:
            _write(pair, sheet, kind, title(pair))


ROUGHLY = 1.5
"""How many times the one of two numbers told with "about" must be the other to be another number."""


def _roughly_apart(pair: Pair) -> bool:
    """True for "about 2,000" and "about 5,000", which to the letter could be one number."""
    hedges = {c.claim.quantity.hedge for c in (pair.a, pair.b) if c.claim.quantity is not None}
    low, high = sorted((float(pair.a.stated or 0), float(pair.b.stated or 0)))
    far = low > 0 and high >= ROUGHLY * low and slip(pair) is None
    return far and not pair.apart and Hedge.ABOUT in hedges and hedges <= {Hedge.ABOUT, Hedge.NONE}


def _fits(pair: Pair) -> str:
    return f"{pair.a.figure} and {pair.b.figure} can be one number"


def _write(pair: Pair, sheet: Sheet, kind: str, title: str) -> None:
    a, b = pair.a, pair.b
    known = pair.tie.status is Tie.SAME or is_copy(a, b) or is_version(a, b)
    strict = not isinstance(a.claim, IncidentClaim) and pair.same_window and known and pair.apart
    how_much = level(strict=strict, ratio=ratio(pair))
    if sheet.is_full(kind, how_much, (a, b)):
        return
    turns: list[Sensitivity] = list(hedge_readings((a, b)))
    if pair.same_window:
        turns += publication(
            (a, b),
            lambda x, y: (
                x.window is not None
                and y.window is not None
                and (x.window.start, x.window.end) == (y.window.start, y.window.end)
            ),
        )
    separates = (
        ["It is not certain that the two tell of one incident."] if isinstance(a.claim, IncidentClaim) else []
    )
    separates += [] if known else list(pair.tie.separates)
    sheet.add(
        kind,
        how_much,
        title,
        (a, b),
        [*working(pair), _gap(pair)],
        strict=strict,
        sensitivity=turns,
        separates=separates,
    )


def working(pair: Pair) -> list[str]:
    """A line for each of the two claims: its words, who says it where, and when it is said to hold."""
    return [line(c) for c in (pair.a, pair.b)]


def line(claim: Seen) -> str:
    """One claim in a line."""
    when = f", {english.window(claim.window)}" if claim.window is not None else ""
    return f"{claim.quote}: {claim.figure}{when} ({voice(claim)})."


def voice(claim: Seen) -> str:
    """Who says it, and in which document."""
    name = claim.claim.attribution.speaker.name
    return f"{name}, in {claim.source}" if claim.document is not None else name


def ratio(pair: Pair) -> float:
    """The larger number over the smaller; 1 where one of them is not bounded."""
    low, high = pair.a.hard, pair.b.hard
    if low.high is None or (high.low is not None and low.high > high.low):
        low, high = high, low
    if not low.high or not high.low:
        return 2.0 if low.high == 0 else 1.0
    return float(high.low / low.high)


def _gap(pair: Pair) -> str:
    x, y = pair.a.hard, pair.b.hard
    quantity = pair.a.claim.quantity
    if quantity is not None and quantity.dimension is Dimension.SHARE:
        return f"No share is both {pair.a.figure} and {pair.b.figure}."
    if not pair.apart:
        return f"{pair.a.figure} and {pair.b.figure} are no rounding of one number, as they are usually read."
    low, high = (x, y) if x.high is not None and y.low is not None and x.high < y.low else (y, x)
    assert low.high is not None
    assert high.low is not None
    return (
        f"{english.interval(low)} is {english.number(high.low - low.high)} below {english.interval(high)}; "
        "no number is both."
    )
