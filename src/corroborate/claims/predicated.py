"""Claims of none and little that a predicate makes: "support has been minimal", "help never came"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from corroborate.claims.counted.phrase import Phrase, before
from corroborate.claims.counted.thing import counted
from corroborate.claims.counted.vocabulary import vocabulary
from corroborate.claims.existence import noun_phrase, window_in
from corroborate.claims.existence_cues import cues
from corroborate.claims.identity import READER, claim_id
from corroborate.claims.members import Members
from corroborate.claims.scene import Scene
from corroborate.claims.words import Word
from corroborate.lexicons import load
from corroborate.model.claim import Claim, ClaimKind
from corroborate.model.interval import Interval
from corroborate.model.quantity import Dimension, Hedge, Quantity

_NONE, _LITTLE = Interval.exactly(0), Interval(0, None)


@dataclass(frozen=True, slots=True)
class _Form:
    """A regular expression of predicates, the first words of any of them, and what they say."""

    pattern: re.Pattern[str]
    firsts: frozenset[str]
    reading: Interval

    def matches(self, scene: Scene) -> Iterator[re.Match[str]]:
        """Where a predicate stands, none within another."""
        done = 0
        for k in scene.where(self.firsts):
            start = scene.starts[k]
            match = self.pattern.match(scene.content, start) if start >= done else None
            if match is not None:
                done = match.end()
                yield match


@dataclass(frozen=True, slots=True)
class _Forms:
    """Predicates behind the noun that they are said of, and before it."""

    after_noun: tuple[_Form, ...]
    before_noun: tuple[_Form, ...]


@cache
def _forms(language: str) -> _Forms:
    data = load("predicated", language)

    def compiled(key: str) -> tuple[_Form, ...]:
        found = []
        for name, reading in (("none", _NONE), ("little", _LITTLE)):
            forms = [str(p) for p in data[key][name]]
            if forms:
                parts = "|".join(_filled(form, data["slots"]) for form in forms)
                pattern = re.compile(rf"(?<!\w)(?:{parts})(?!\w)", re.IGNORECASE)
                firsts = frozenset(first for form in forms for first in _firsts(form, data["slots"]))
                found.append(_Form(pattern, firsts, reading))
        return tuple(found)

    return _Forms(compiled("after_noun"), compiled("before_noun"))


def _firsts(form: str, slots: dict[str, list[str]]) -> Iterator[str]:
    """The words that a form can begin with, in lower case and with plain apostrophes."""
    for token in re.findall(r"\([^)]*\)|\S+", form):
        piece = token.strip("()").split()[0]
        for words in slots[piece[1:-1]] if piece.startswith("<") else [piece]:
            yield str(words).split()[0].replace("’", "'")
        if not token.startswith("("):
            return


def _filled(form: str, slots: dict[str, list[str]]) -> str:
    """A form as a regular expression: slots filled in, "(…)" optional, blanks as white space."""

    def slot(match: re.Match[str]) -> str:
        words = sorted((str(w) for w in slots[match.group(1)]), key=len, reverse=True)
        return "(?:" + "|".join(r"\s+".join(re.escape(p) for p in w.split()) for w in words) + ")"

    text, lead = "", ""
    for token in re.findall(r"\([^)]*\)|\S+", form):
        pieces = token.strip("()").split()
        inner = r"\s+".join(re.sub(r"<(\w+)>", slot, p) if "<" in p else re.escape(p) for p in pieces)
        if not token.startswith("("):
            text, lead = f"{text}{lead}{inner}", r"\s+"
        elif text:
            text += f"(?:{lead}{inner})?"
        else:
            text = f"(?:{inner}\\s+)?"
    # The short form of "not" is written onto its verb.
    return text.replace(r"\s+(?:n\'t|", r"\s*(?:n\'t|").replace(r"\s+(?:not|n", r"\s*(?:not|n")


def predicated_claims(scene: Scene, members: Members) -> Iterator[Claim]:
    """A claim for every noun of which a predicate says that there is none, or little."""
    forms = _forms(scene.language)
    for form in forms.after_noun:
        for match in form.matches(scene):
            claim = _claim(scene, members, match, form.reading, _noun_before(scene, match.start()))
            if claim is not None:
                yield claim
    for form in forms.before_noun:
        for match in form.matches(scene):
            claim = _claim(scene, members, match, form.reading, _noun_after(scene, match.end()))
            if claim is not None:
                yield claim


def _noun_before(scene: Scene, offset: int) -> Phrase | None:
    """The noun phrase that ends right before an offset, or before "that reaches us" there."""
    words, k = scene.words, scene.word_at(offset)
    sentence = scene.sentence(max(0, offset - 1))
    first = scene.word_at(sentence[0])
    reach = range(k - 1, max(first, k - 8), -1)
    # "That" before a verb or a pronoun narrows the noun before it; before a noun it opens what is said.
    ends = [j for j in reach if words[j].lower in _OPENERS and _narrows(words, j, k)]
    ends.append(k)
    if k >= 1 and words[k - 1].lower not in _OPENERS:
        # "The aid we receive is": the noun stands before the clause that narrows it.
        ends += [j for j in range(k - 1, max(first, k - 5), -1) if words[j].tag == "PRON"]
    known = cues(scene.language)
    for j in ends:
        if j > first and words[j - 1].lower in known.ing_nouns:
            start = j - 1
            while start > first and (
                words[start - 1].tag in {"ADJ", "NOUN"} or words[start - 1].lower in known.standing_before
            ):
                start -= 1
            return Phrase(start, j, j - 1)
        found = before(words, j, sentence[0]) if j > first else None
        if found is not None:
            return found
    return None


def _narrows(words: Sequence[Word], j: int, k: int) -> bool:
    """True where the words after "that" are a verb or lead to a pronoun: "that reaches us"."""
    return words[j + 1].tag in {"VERB", "AUX", "PRON"} or (j + 2 < k and words[j + 2].tag == "PRON")


_OPENERS = frozenset({"that", "which"})


def _noun_after(scene: Scene, offset: int) -> Phrase | None:
    words, k = scene.words, scene.word_at(offset)
    end = scene.sentence(max(0, offset - 1))[1]
    while k < len(words) and words[k].start < end and words[k].tag == "DET":
        k += 1
    return noun_phrase(words, k, end, cues(scene.language))


def _claim(
    scene: Scene, members: Members, match: re.Match[str], reading: Interval, phrase: Phrase | None
) -> Claim | None:
    if phrase is None:
        return None
    words, known = scene.words, cues(scene.language)
    if words[phrase.head].lemma in known.idioms or words[phrase.head].tag not in {"NOUN", "VERB"}:
        return None
    standing = phrase.first > 0 and words[phrase.first - 1].lower in known.standing_before
    thing = counted(words, phrase, scene.measures, vocabulary(scene.language))
    if thing.modifiers == () and not standing and phrase.last - phrase.first < 2:
        # "Time is limited" says nothing of how much there is of anything.
        return None
    if (
        words[phrase.first].lower in known.standing_before
        and words[phrase.first].lower not in thing.modifiers
    ):
        thing = replace(thing, modifiers=(words[phrase.first].lower, *thing.modifiers))
    if standing:
        thing = replace(thing, modifiers=(words[phrase.first - 1].lower, *thing.modifiers))
    start = min(words[phrase.first].start, match.start())
    end = max(words[phrase.last - 1].end, match.end())
    attribution = scene.voices.attribution(start, end)
    sentence = scene.sentence(start)
    when, where = window_in(scene, start, end, sentence)
    told = scene.content[match.start() : match.end()]
    return Claim(
        id=claim_id(scene.document.text.id, start, end, ClaimKind.EXISTENCE),
        source_id=scene.document.source.id,
        span=scene.span(start, end),
        kind=ClaimKind.EXISTENCE,
        attribution=attribution,
        reader=READER,
        sentence=sentence,
        quantity=Quantity(
            reading,
            reading,
            told,
            told,
            Hedge.NONE if reading.is_exact else Hedge.VAGUE,
            Dimension.OTHER,
        ),
        quantity_span=scene.span(match.start(), match.end()),
        counted=members.told(thing, attribution),
        window=when,
        window_span=scene.span(*where) if where is not None else None,
        modality=scene.voices.modality(start, end),
    )
