"""Whose age and whose day of birth a number or date is, by the words around it."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corroborate.consistency.agedays import BORN, Dates, day_of_age, is_birth_window
from corroborate.model.claim import AnyClaim, ClaimKind
from corroborate.model.dossier import Document
from corroborate.model.interval import Interval
from corroborate.model.quantity import Dimension, Quantity
from corroborate.model.window import AnchorKind

YOUNGEST, OLDEST = 3, 110
"""Bare numbers between these can be somebody's age."""

REACH = 160
"""Code points before a number in which its person is looked for within the sentence."""

BACK = 400
"""Code points before a sentence in which the person that a pronoun means is looked for."""

_CALENDAR = frozenset([*calendar.month_name, *calendar.day_name]) - {""}
_OPENERS = frozenset(
    {
        "Today",
        "Now",
        "Then",
        "When",
        "At",
        "On",
        "In",
        "But",
        "And",
        "As",
        "While",
        "Later",
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
    }
)
"""Words with a capital that can stand before a name and are no part of it."""
_NAME = re.compile(
    r"(?<![\w’'-])[A-Z][\w’'-]*[a-z](?:\s+(?:(?:al-|bin|ibn|van|von|de)\s*)?[A-Z][\w’'-]*[a-z]){1,3}"
)
_SURNAME = re.compile(r"(?<![\w’'-])[A-Z][\w’'-]*[a-z](?![\w’'-])")
_PERSON = (
    r"(?P<who>(?:[A-Z][\w’'-]*[a-z]\s+){0,3}[A-Z][\w’'-]*[a-z]|I|[Hh]e|[Ss]he|who|[Ww]hen\s+(?:he|she|I))"
)
_ADVERB = r"(?:(?:now|then|just|only|already|still|barely|about\s+to\s+turn)\s+)?"
_ASIDE = r"(?:\s*,[^,.;!?“”]{2,70},|\s*\([^()]{2,70}\))?"
_IS = re.compile(
    rf"\b{_PERSON}{_ASIDE}\s*(?:\s(?:is|was|am|are|were|turned|turns|had\s+been)|[’'](?:m|s))\s+{_ADVERB}(?:aged\s+|an?\s+(?:wo)?man\s+of\s+)?$"
)
_GOES_ON = re.compile(rf"\b(?:and|but)\s+(?:is|are|was|were|turned)\s+{_ADVERB}(?:aged\s+)?$")
_BESIDE = re.compile(
    r"(?P<who>(?:[A-Z][\w’'-]*[a-z]\s+){1,3}[A-Z][\w’'-]*[a-z]|(?:^|(?:Mr|Mrs|Ms|Dr)\.?\s+)[A-Z][\w’'-]*[a-z])(?:\s*,\s*|\s*\()(?:(?:fe)?male,\s+|wom[ae]n,\s+|m[ae]n,\s+)?"
    r"(?P<when>now|then|who\s+(?:is|was)|who’s|who's)?(?:\s*aged)?\s*$"
)
_AGED = re.compile(
    r"(?:\bat\s+(?:the\s+age\s+of\s+)?(?:only\s+|just\s+)?|\baged\s+|\bthen\s+)$", re.IGNORECASE
)
_THE_OLD = re.compile(r"\bthe\s+(?:now\s+|then\s+)?$", re.IGNORECASE)
_FULL = re.compile(r"\s*(?:-year-old|\s+year-old|\s+years?\s+old|\s+years?\s+of\s+age)?")
_AFTER_AGE = re.compile(
    r"\s*(?:$|[.,;:!?)”\"]|(?:today|now|then|that|at|when|on|in|years?|and|or|but|that|as|by|before|after|this)\b)"
)
_TWO = re.compile(r"\s*(?:and|or|to|,|-)\s*\d")
_TOPIC = re.compile(
    r"[“\"]?(?:(?:Born|In|On|After|Since|At|Aged)\s[^,.;!?“”]{1,40},\s+)?(?P<who>(?:(?:His|Her|My|Their|[Tt]he|Our)\s+(?:[a-z][\w’-]*\s+){0,2}(?:[a-z][\w’-]*|[A-Z][\w’'-]*[a-z])"
    r"|(?:(?:Mr|Mrs|Ms|Dr|General|Commander|President|Minister|Sheikh|Mullah)\.?\s+)?[A-Z][\w’'-]*[a-z](?:\s+[A-Z][\w’'-]*[a-z]){0,3}))"
    r"(?:\s*,[^,.;!?“”]{2,70},|\s*\([^()]{2,70}\))?\s+"
    r"(?:is|was|were|had|has|died|turned|turns|became|joined|left|got|fled|began|started|celebrated|enlisted|married|lost|ran|served|said|says"
    r"|took|gave|moved|lives|works|[a-z]+ed)\b"
)
"""The person that a sentence begins with: "The general died", "Her brother Yusuf was killed"."""
_SELDOM = frozenset(
    {
        "The",
        "This",
        "That",
        "These",
        "There",
        "It",
        "They",
        "We",
        "He",
        "She",
        "You",
        "Who",
        "What",
        "A",
        "An",
        "One",
    }
    | {"Born", "Aged", "After", "Since", "If", "For", "By", "With", "From"}
)
_WHEN_AT = re.compile(r"\b(?:today|now)\b|\b(?:is|am)\s+(?:now\s+)?$|[’'](?:m|s)\s+(?:now\s+)?$")
_OF_NOW = re.compile(r"\s*(?:years?\s+old\s+|years?\s+of\s+age\s+)?(?:today|now)\b")


def with_lives(claims: Sequence[AnyClaim], texts: Mapping[str, Document]) -> list[AnyClaim]:
    """The claims in the order given; ages and births know whose they are, where the words show it."""
    told = list(claims)
    dates = Dates.of(claims)
    for index, claim in enumerate(claims):
        document = texts.get(claim.span.text_id)
        if document is None:
            continue
        if claim.kind is ClaimKind.DATE:
            told[index] = _birth(claim, document)
        elif claim.kind in {ClaimKind.AGE, ClaimKind.COUNT}:
            told[index] = _age(claim, document, dates)
    return told


def _birth(claim: AnyClaim, document: Document) -> AnyClaim:
    content = document.text.content
    before = content[max(claim.sentence[0], claim.span.start - REACH) : claim.span.start]
    cue = BORN.search(before)
    if cue is None:
        return claim
    head = before[: cue.start()]
    rest = content[claim.span.end : min(claim.sentence[1], claim.span.end + REACH)]
    follows = re.match(rf"\s*[,)]\s*(?:{_PERSON}|(?P<role>the\s+(?:[a-z]+\s+)?[a-z]+)\s)", rest)
    near = _NAME.findall(head) or _SURNAME.findall(head)
    if not head.strip('“" ') and follows is not None:
        who: str | None = str(follows.group("who") or follows.group("role"))
    elif re.search(r"\bI\s+(?:was\s+)?$", head):
        who = _speaker(claim, document)
    else:
        told = head.strip('“" ')
        here = None if not told or _PRONOUNS.search(told) else _topic(content, claim.sentence)
        who = _nearest(head, near) or here or _last_named(content, claim.sentence[0])
    word = who.split()[-1].casefold() if who else ""
    # Nobody may be named, and it is still one person within the paragraph.
    who = _resolved(who, claim, document) or (word.capitalize() if word in {"he", "she"} else None)
    return replace(claim, event="born", subject=who) if who else claim


def _nearest(head: str, near: list[str]) -> str | None:
    """The person named last before the cue, unless a pronoun stands nearer."""
    if re.search(r"\b(?:his|her)\s*$", head):
        return None
    named = [n for n in near if n.split()[0] not in _CALENDAR | _SELDOM and not _is_group(head, n)]
    if re.search(r"\b(?:he|she|his|her)\b(?![^.]*[A-Z])", head, re.IGNORECASE) and not named:
        return None
    return named[-1] if named else None


def _is_group(text: str, name: str) -> bool:
    return re.search(rf"\b(?:the|in|at|of|near)\s+{re.escape(name)}", text, re.IGNORECASE) is not None


def _last_named(content: str, at: int) -> str | None:
    """The person named by two words or more last before a sentence."""
    before = content[max(0, at - BACK) : at]
    named = [n for n in _NAME.findall(before) if n.split()[0] not in _CALENDAR and not _is_group(before, n)]
    earlier = _sentence_before(content, at)
    topic = _topic(content, earlier) if earlier is not None else None
    if topic is not None and earlier is not None:
        sentence = content[earlier[0] : earlier[1]]
        if not any(n in sentence for n in named if topic not in n):
            return topic
    return named[-1] if named else None


def _sentence_before(content: str, at: int) -> tuple[int, int] | None:
    """The sentence right before, in the same paragraph."""
    end = at
    while end > 0 and content[end - 1] in ' ”"“\t':
        end -= 1
    if end == 0 or content[end - 1] == "\n":
        return None
    floor = max(0, at - BACK)
    begins = [m.end() for m in _SENTENCE.finditer(content, floor, end - 1)]
    return (begins[-1] if begins else floor, end)


_SENTENCE = re.compile(r"(?<!\bMr)(?<!\bMrs)(?<!\bDr)(?<!\bMs)[.!?]”?\s+(?=[A-Z“])|\n+")
_PRONOUNS = re.compile(r"\b(?:he|she|his|her|I|they)\b", re.IGNORECASE)


def _topic(content: str, sentence: tuple[int, int]) -> str | None:
    """The person that a sentence begins with, as its words have it; None where it begins otherwise."""
    found = _TOPIC.match(content[sentence[0] : sentence[1]].lstrip())
    if found is None:
        return None
    words = found.group("who").split()
    if len(words) == 1 and (words[0] in _SELDOM or words[0] in _CALENDAR | _OPENERS):
        return None
    return " ".join(words)


def _speaker(claim: AnyClaim, document: Document) -> str | None:
    """Who says "I": the speaker read; where that is only the author, whoever was named before the quote."""
    voices, content = claim.attribution.voices, document.text.content
    opens = content.rfind("“", max(0, claim.span.start - 600), claim.span.start)
    closed = content.rfind("”", max(0, claim.span.start - 600), claim.span.start)
    if opens > closed:
        label = re.search(rf"({_NAME.pattern})(?:,\s+\d+)?:\s*$", content[max(0, opens - 60) : opens])
        if label is not None:
            return label.group(1)
        after = content[claim.span.end : min(claim.sentence[1], claim.span.end + BACK) + 120]
        said = re.search(rf"^[^“\n]*?”\s*(?:said|says|told|recall(?:s|ed))\s+({_NAME.pattern})", after)
        if said is not None:
            return said.group(1)
        read = (
            len(voices) > 1
            and voices[-1].name in content[max(0, opens - 100) : min(claim.sentence[1], opens + 2 * BACK)]
        )
        if not read:
            return _last_named(content, opens) or claim.attribution.speaker.name
    return claim.attribution.speaker.name


def _resolved(who: str | None, claim: AnyClaim, document: Document) -> str | None:
    """A pronoun as the person it means, a name as it is."""
    if who is None:
        return None
    word = who.split()[-1]
    if word == "I":
        return _speaker(claim, document)
    if word.casefold() in {"he", "she", "who"}:
        start = max(claim.sentence[0], claim.span.start - BACK)
        if word == "who":
            close = re.search(
                rf"({_NAME.pattern}),\s+who\b[^,.;]*$", document.text.content[start : claim.span.start]
            )
            if close is not None:
                return close.group(1)
        head = document.text.content[start : claim.span.start]
        named = [n for n in _NAME.findall(head) if n.split()[0] not in _CALENDAR and not _is_group(head, n)]
        if named:
            return str(named[-1])
        topic = _topic(document.text.content, claim.sentence)
        return topic or _last_named(document.text.content, start)
    words = who.split()
    while len(words) > 1 and words[0] in _OPENERS:
        del words[0]
    return None if words[0] in _CALENDAR | _OPENERS else " ".join(words)


def _age(claim: AnyClaim, document: Document, dates: Dates) -> AnyClaim:
    quantity = claim.quantity
    if quantity is None or quantity.stated is None or not YOUNGEST <= quantity.stated <= OLDEST:
        return claim
    bare = claim.kind is ClaimKind.COUNT
    if (bare and claim.counted is not None) or quantity.dimension is Dimension.SHARE:
        return claim
    content = document.text.content
    at = claim.quantity_span or claim.span
    number = at.start + max(0, content[at.start : at.end].find(quantity.core))
    tail = _FULL.match(content, number + len(quantity.core))
    end = tail.end() if tail is not None else at.end
    found = _whose(content, claim, number, end)
    if found is None:
        return claim
    who, present = found
    of_birth = is_birth_window(claim, document, dates)
    if not bare and not of_birth and who != "I" and _is_read(claim, present=present):
        return claim
    subject = _resolved(who, claim, document)
    if subject is None and who.split()[-1].casefold() in {"he", "she"}:
        # Nobody is named, and it is still one person within the sentence.
        subject = who.split()[-1].capitalize()
    if subject is None:
        return claim
    window = day_of_age(claim, document, dates, present=present)
    aged = quantity if not bare else _as_age(quantity)
    return replace(claim, kind=ClaimKind.AGE, quantity=aged, subject=subject, counted=None, window=window)


def _is_read(claim: AnyClaim, *, present: bool | None) -> bool:
    """True where the reader already knows whose age it is and on what day."""
    if claim.window is None or claim.subject is None or not claim.subject[:1].isupper():
        return False
    if claim.subject in {"He", "She"}:
        return False
    of_today = claim.window.anchor.kind is AnchorKind.PUBLISHED
    return of_today is (present is True) and claim.subject.split()[0] not in _CALENDAR


def _as_age(quantity: Quantity) -> Quantity:
    exact = Interval.exactly(quantity.stated or 0)
    return replace(quantity, dimension=Dimension.AGE, unit="year", hard=exact)


def _whose(content: str, claim: AnyClaim, number: int, end: int) -> tuple[str, bool | None] | None:
    """The words for the person, and whether the age is of the present; None where they do not show it."""
    start = max(claim.sentence[0], number - REACH)
    before, after = content[start:number], content[end : min(claim.sentence[1], end + REACH)]
    rounded = content[end : end + 40]
    closes = _AFTER_AGE.match(rounded) is not None and not _TWO.match(rounded)
    said = _IS.search(before)
    if said is not None and closes and _is_person(said.group("who")):
        now = re.search(r"(?:\b(?:is|am)|[’'](?:m|s))\s+(?:[a-z]+\s+){0,4}$", before) is not None
        return said.group("who"), True if now or _OF_NOW.match(rounded) else None
    first = _NAME.search(before)
    if closes and (goes_on := _GOES_ON.search(before)) is not None:
        led = first.group() if first is not None else _topic(content, claim.sentence)
        if led is not None:
            return led, True if re.search(r" (?:is|are) ", goes_on.group()) else None
    beside = _BESIDE.search(before)
    if beside is not None and closes and not _is_group(before, beside.group("who")):
        when = beside.group("when")
        if when is None and _WHEN_WAS.search(after):
            # A second age, told of then, shows that this one is of now.
            return beside.group("who"), True
        return beside.group("who"), None if when in {"then", "who was"} else True if when else _now(after)
    dashed = content[number:end].endswith("year-old")
    if dashed and _MAN_BORN.match(after) is not None:
        # "The victim was a 24-year-old man born in 2000": whose birth it is, the age is.
        topic = _topic(content, claim.sentence)
        return (topic, True) if topic is not None else None
    if dashed:
        named = re.search(rf"({_NAME.pattern}),\s+(?:an?|the|then\s+an?)\s+$", before)
        follows = re.match(rf"\s+(?:[a-z]+\s+){{0,3}}({_NAME.pattern})", after)
        was = re.search(r"\b(?:was|then)\s+(?:an?\s+)$", before)
        if named is not None:
            return named.group(1), _now(after)
        if was is not None and (who := re.search(rf"{_PERSON}\s+was\s+an?\s+$", before)) is not None:
            return who.group("who"), None
        if follows is not None and _THE_OLD.search(before):
            return follows.group(1), True
        topic = _topic(content, claim.sentence)
        if topic is not None and re.fullmatch(rf"[“\"]?{re.escape(topic)},\s+an?\s+", before):
            return topic, True
        return None
    aged = _AGED.search(before)
    if aged is None or not closes:
        return None
    follows = re.match(rf"[^.;!?“”]{{0,60}}?,\s+{_PERSON}\s", after)
    head = before[: aged.start()].rstrip(" ,(")
    names = [n for n in _NAME.findall(head) if n.split()[0] not in _CALENDAR and not _is_group(head, n)]
    present = True if re.search(r"\bnow\s+aged\s+$|\bnow\s+$", before, re.IGNORECASE) else None
    if names:
        return names[-1], present
    if not head.strip('“" ') or head.strip('“" ').casefold() == "now":
        return (follows.group("who"), present) if follows is not None else None
    pronoun = re.search(r"\b([Hh]e|[Ss]he)\b", head)
    surname = [n for n in _SURNAME.findall(head[:40]) if n not in _CALENDAR]
    if pronoun is not None:
        return pronoun.group(1), present
    if surname and head.startswith(surname[0]) and surname[0] not in _SELDOM:
        return surname[0], present
    topic = _topic(content, claim.sentence)
    return (topic, present) if topic is not None else None


_MAN_BORN = re.compile(r"\s+(?:[a-z]+\s+){0,3}[a-z]+,?\s+(?:who\s+was\s+)?born\s+(?:in|on)\s")
_WHEN_WAS = re.compile(
    r"\bwhen\s+(?:he|she)\s+was\s+\S|\b(?:at\s+(?:the\s+age\s+of\s+)?|aged\s+)(?:only\s+|just\s+)?(?:\d\d\b(?!:)|\w+teen\b|twenty|thirty)"
)


def _is_person(who: str) -> bool:
    return who.split()[0] not in _CALENDAR


def _now(after: str) -> bool | None:
    """True for an aside before a verb in the present or of saying: it is of the day of publication."""
    verb = re.match(
        r"[^,.;]{0,30}?[,:)]\s+(?:said|told|says|tells|recalls?|is|has|lives|leads|works|heads|was\s+born|“)|\s*:|[^,.;]{0,40}\.\s*$|[^,.;]{0,40},\s+was\s+\d|[^,.;]{0,30},\s+(?:still\s+|now\s+|well\s+)?(?!was\b|has\b|as\b|his\b|its\b)[a-z]{2,}[^s\W]s\s(?!,)|[^,.;\d]{0,40},\s+(?!died|killed|fell|would|could)\w+ed\b[^\d]*$",
        after,
    )
    return True if verb is not None else None
