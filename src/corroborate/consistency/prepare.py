"""Prepares claims for the checks: one form for every name, windows to date, what the reader left unclear."""

from __future__ import annotations

import calendar
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from corroborate.consistency import vocabulary
from corroborate.consistency.events import key
from corroborate.consistency.meant import with_actors_meant
from corroborate.consistency.moments import aged, birth_of, window_of
from corroborate.consistency.names import Names, plain
from corroborate.consistency.pairing import as_read_again
from corroborate.consistency.people import addressees, groups_of
from corroborate.consistency.seen import Seen
from corroborate.consistency.tellers import teller
from corroborate.consistency.telling import flows, stands_in, telling
from corroborate.model.claim import AnyClaim, Status
from corroborate.model.dossier import Document
from corroborate.model.measure import Measures
from corroborate.model.window import DayRange, Window

_UNKNOWN_PLAIN = frozenset({"", "not stated", "author"})
_UNKNOWN = frozenset({"", "not stated", "author", "the author"})


def prepare(
    claims: Sequence[AnyClaim], documents: Sequence[Document], measures: Measures
) -> tuple[Seen, ...]:
    """The claims as the checks see them, in the order given."""
    texts = {d.text.id: d for d in documents}
    told = as_read_again(claims, texts)
    names = Names.of(_names(told, texts))
    people = _People.of(documents, names)
    places = Names.of(c.place.name for c in claims if c.place)
    seen = [_seen(i, c, texts.get(c.span.text_id), people, places, measures) for i, c in enumerate(told)]
    seen = with_actors_meant(seen)
    unclear = _not_told_apart(seen)
    return tuple(replace(s, unclear=True) if s.number in unclear else s for s in seen)


def _names(claims: Iterable[AnyClaim], texts: Mapping[str, Document]) -> Iterable[str]:
    for claim in claims:
        birth = birth_of(claim, texts.get(claim.span.text_id))
        if birth is not None:
            yield birth.subject
        yield from (v.name for v in claim.attribution.voices)
        if (told := teller(claim, texts.get(claim.span.text_id))) is not None:
            yield told[0]
        if (subject := aged(claim, texts.get(claim.span.text_id))) is not None:
            yield subject
        if claim.counted:
            yield from (n for n in (claim.counted.actor, claim.counted.target) if n)


def _seen(
    number: int,
    claim: AnyClaim,
    document: Document | None,
    people: _People,
    places: Names,
    measures: Measures,
) -> Seen:
    counted = claim.counted
    measure = _measure(claim, measures)
    speaker = _speaker(claim, document, people.names)
    told = teller(claim, document)
    if told is not None:
        speaker = people.names.form(told[0]) or speaker
    actor = people.actor(counted.actor, speaker, document) if counted else None
    if actor is not None and counted is not None and _only_counts(claim, counted.actor or "", document):
        actor = None
    if counted is not None and actor is None and told is not None and told[1]:
        actor = people.actor(told[0], speaker, document)
    if (
        counted is not None
        and actor is None
        and document is not None
        and _OWN.search(_words_of(claim, document))
    ):
        # "The front's own tally is 190 attacks": they are its attacks.
        actor = people.actor(speaker, speaker, document)
    if actor is not None and speaker in vocabulary.words()["pronouns"]:
        # "By its own count the brigade staged 150 raids": whose count it is is who did it.
        speaker = actor
    status = counted.status if counted else Status.NOT_STATED
    if (
        status in {Status.NOT_STATED, Status.REPORTED}
        and actor is not None
        and people.stands_for(speaker) == actor
    ):
        # What a party says of itself is its claim, whether or not the words say so.
        status = Status.CLAIMED
    birth = birth_of(claim, document)
    window = _to_date(window_of(claim, document), document)
    return Seen(
        number,
        replace(claim, window=window, event=claim.event or (birth.event if birth else None)),
        document,
        measure,
        measure or (counted.head.casefold() or None if counted else None),
        counted.words if counted else claim.span.quote,
        tuple(sorted({m.casefold() for m in counted.modifiers})) if counted else (),
        actor,
        people.names.form(counted.target) if counted else None,
        (claim.place.id or places.form(claim.place.name)) if claim.place else None,
        speaker,
        people.who(aged(claim, document) or (birth.subject if birth else None), speaker, document),
        status,
        counted is not None and _happens(measure, counted.head),
        telling=telling(claim, document) - (key(told[0]) if told is not None else frozenset()),
        flows=flows(claim, document),
        stands_in=stands_in(claim, document),
    )


_OWN = re.compile(r"\bown\s+(?:count|tally|figures?|numbers?|account|reckoning|list)\b", re.IGNORECASE)


def _words_of(claim: AnyClaim, document: Document) -> str:
    return document.text.content[claim.sentence[0] : claim.sentence[1]]


def _only_counts(claim: AnyClaim, actor: str, document: Document | None) -> bool:
    """True for "36 executions were documented by our field teams", which names who counted them."""
    if document is None:
        return False
    verbs = "|".join(str(v) for v in vocabulary.words()["tells_numbers"] if " " not in str(v))
    after = document.text.content[claim.span.start : claim.sentence[1]]
    return (
        re.search(
            rf"\b(?:{verbs})\s+by\s+(?:the\s+|our\s+|its\s+|their\s+)?{re.escape(plain(actor))}\b",
            after,
            re.I,
        )
        is not None
    )


def _measure(claim: AnyClaim, measures: Measures) -> str | None:
    counted = claim.counted
    if counted is None:
        return None
    head = counted.head.casefold()
    return counted.measure or measures.match(head) or measures.match(head.removesuffix("s"))


def _speaker(claim: AnyClaim, document: Document | None, names: Names) -> str:
    voice = claim.attribution.speaker
    if not any(ch.isalpha() for ch in voice.name):
        # "All of 2023 saw 88 attacks": a year is nobody.
        voice = claim.attribution.voices[0]
    form = names.form(voice.name) or voice.name.casefold()
    if form not in _UNKNOWN:
        return form
    # Two documents whose authors are not named do not have one author.
    return f"the author of {document.source.id}" if document is not None else form


def _happens(measure: str | None, head: str) -> bool:
    happenings = vocabulary.words()["happenings"]
    return measure in happenings["measures"] or head.casefold() in happenings["nouns"]


_TWO_ENDS = re.compile(r"\b(?:to|until|till|through|and)\b|\s[–—-]\s|\w[–—]\w")


def _to_date(window: Window | None, document: Document | None) -> Window | None:
    """A year, month or week named while it lasts means what there was of it by the day of publication."""
    published = document.published if document is not None else None
    if window is None or published is None or published.last is None:
        return window
    first, last = window.start.first, window.end.last
    if first is None or last is None or not window.is_exact or not first <= published.last < last:
        return window
    if not is_one_period(first, last) or _TWO_ENDS.search(window.words):
        return window
    end = max(first, published.last)
    return replace(window, end=DayRange.on(end))


def is_one_period(first: date, last: date) -> bool:
    """True for the days of just one calendar year, month or week."""
    year = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31) and first.year == last.year
    length = calendar.monthrange(first.year, first.month)[1]
    month = first.day == 1 and (first.year, first.month, length) == (last.year, last.month, last.day)
    week = first.weekday() in {0, 6} and (last - first).days == 6
    return year or month or week


def _not_told_apart(seen: Sequence[Seen]) -> set[int]:
    """Claims of one sentence that differ in nothing but their number.

    Nobody says two numbers of one thing in a breath: something tells the two apart that was not read,
    so neither may be held against claims elsewhere as if all of it had been read.
    """
    groups: dict[tuple[object, ...], list[Seen]] = defaultdict(list)
    for s in seen:
        quantity, window = s.claim.quantity, s.window
        if quantity is not None and s.thing is not None:
            when = window and (window.start, window.end)
            place = s.claim.span.text_id, s.claim.sentence
            who = s.speaker, s.actor, s.target
            groups[place, s.thing, s.modifiers, who, s.place, when, quantity.dimension].append(s)
    return {
        s.number for group in groups.values() if len({(g.hard, g.usual) for g in group}) > 1 for s in group
    }


@dataclass(frozen=True, slots=True)
class _People:
    """Names, who talks to whom in each document, and who speaks for which group."""

    names: Names
    talks_to: Mapping[str, Mapping[str, str]]
    speaks_for: Mapping[str, str]

    @classmethod
    def of(cls, documents: Sequence[Document], names: Names) -> _People:
        return cls(
            names,
            {d.text.id: addressees(d, names) for d in documents},
            groups_of(documents, names, names.forms.values()),
        )

    def who(self, name: str | None, speaker: str, document: Document | None) -> str | None:
        """A name in one form; "I" is the speaker and "you" whom the speaker talks to."""
        if name is None:
            return None
        word = plain(name)
        if word in vocabulary.words()["first_person"]:
            return speaker
        if word in vocabulary.words()["second_person"]:
            return self.talks_to.get(document.text.id, {}).get(speaker) if document else None
        return self.names.form(name)

    def stands_for(self, who: str) -> str:
        """The group that somebody speaks for, or else that one."""
        return self.speaks_for.get(who, who)

    def actor(self, name: str | None, speaker: str, document: Document | None) -> str | None:
        """Who does or holds something; whoever speaks for a group stands for it."""
        if name is None or plain(name) in _UNKNOWN_PLAIN:
            return None
        who = self.who(name, speaker, document)
        return None if who is None else self.stands_for(who)
