"""Claims of none, little, some and all: "no external support", "all the guns"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from corroborate.claims.attach import Attacher
from corroborate.claims.counted.actors import actor_of
from corroborate.claims.counted.phrase import Phrase, chunk
from corroborate.claims.counted.thing import Thing, counted, thing_after
from corroborate.claims.counted.vocabulary import vocabulary
from corroborate.claims.existence_cues import Cue, Cues, cues
from corroborate.claims.identity import READER, claim_id
from corroborate.claims.members import Members
from corroborate.claims.scene import Scene
from corroborate.claims.words import Word
from corroborate.model.claim import Claim, ClaimKind, Counted
from corroborate.model.interval import Interval
from corroborate.model.quantity import Dimension, Hedge, Quantity
from corroborate.model.window import Window

REACH = 8
"""Words between "not" and the "any" that it denies."""

_OWNERS = frozenset({"our", "their", "its", "his", "her", "my", "your"})
_POINTING = _OWNERS | {"the", "this", "that", "these", "those"}
_NOTHING = Interval.exactly(0)
_NOT = frozenset({"n't", "n’t", "not", "never"})


_PAUSES = frozenset({",", "—", "–", "-"})
_DEGREES = frozenset({"more", "less"})


def existence_claims(scene: Scene, members: Members) -> Iterator[Claim]:
    """A claim for every "none", "little", "some of" and "all" with the noun that it is said of."""
    known = cues(scene.language)
    done = 0
    words = scene.words
    for k in scene.where(known.lengths.keys() | _NOT):
        if k < done:
            continue
        cue = known.at(scene.lowers, k)
        claim, after = None, k
        if cue is not None:
            claim = _claim(scene, k, cue, known, members)
            after = k + len(cue.words)
        elif (after := _not_had(scene, k, known)) > k:
            bare = Cue((), ClaimKind.EXISTENCE, _NOTHING, _NOTHING, Dimension.OTHER, "undetermined")
            start = k - 1 if k > 0 and words[k - 1].tag == "AUX" else k
            claim = _told(scene, (start, after), bare, known, members)
        if claim is not None:
            yield claim
            done = after


def _claim(scene: Scene, k: int, cue: Cue, known: Cues, members: Members) -> Claim | None:
    start = k
    if cue.needs == "negation":
        found = _negation(scene, k, known)
        if found is None:
            return None
        start = found
    return _told(scene, (start, k + len(cue.words)), cue, known, members)


def _told(scene: Scene, at: tuple[int, int], cue: Cue, known: Cues, members: Members) -> Claim | None:
    """The claim of the words from ``at[0]`` on, with the noun phrase that starts at word ``at[1]``."""
    words = scene.words
    start, after = at
    sentence = scene.sentence(words[start].start)
    none = _none(scene, after, sentence, cue, known)
    if none is None:
        return None
    thing = none.counted
    actor = actor_of(words, at, none, sentence, vocabulary(scene.language), members.resolve)
    first, last = words[start].start, words[none.last - 1].end
    quantity = Quantity(
        cue.hard,
        cue.usual,
        scene.content[first:last],
        scene.content[words[after - max(1, len(cue.words))].start : words[after - 1].end],
        Hedge.VAGUE if not cue.hard.is_exact else Hedge.NONE,
        cue.dimension,
    )
    attribution = scene.voices.attribution(first, last)
    attacher = Attacher(scene, sentence, [(first, last)])
    when, where = attacher.window(0, happens=none.verb is not None), attacher.place(0)
    return Claim(
        id=claim_id(scene.document.text.id, first, last, cue.kind),
        source_id=scene.document.source.id,
        span=scene.span(first, last),
        kind=cue.kind,
        attribution=attribution,
        reader=READER,
        sentence=sentence,
        quantity=quantity,
        quantity_span=scene.span(first, last),
        counted=members.told(replace(thing, actor=actor), attribution),
        window=when.window if when is not None else None,
        window_span=scene.span(when.start, when.end) if when is not None else None,
        place=where.place if where is not None else None,
        place_span=scene.span(where.start, where.end) if where is not None else None,
        modality=scene.voices.modality(first, last),
    )


def _none(scene: Scene, k: int, sentence: tuple[int, int], cue: Cue, known: Cues) -> Thing | None:
    """What a cue is said of from word ``k`` on: a thing, or what happened to nobody of a kind."""
    words = scene.words
    phrase = None if cue.needs == "harm" else _noun(scene, k, sentence, cue, known)
    if cue.needs != "harm" and (
        phrase is None
        or words[phrase.head].lemma in known.idioms
        or words[phrase.first].lower in known.idioms
    ):
        return None
    if cue.hard == _NOTHING:
        first = k if phrase is None else phrase.first
        harmed = thing_after(words, first, sentence, scene.measures, vocabulary(scene.language))
        if harmed is not None and harmed.verb is not None:
            return harmed
    return None if phrase is None else Thing(_thing(scene, phrase, known), phrase.first, phrase.last)


def window_in(
    scene: Scene, start: int, end: int, sentence: tuple[int, int]
) -> tuple[Window | None, tuple[int, int] | None]:
    """The window that the same clause gives."""
    found = Attacher(scene, sentence, [(start, end)]).window(0, happens=False)
    return (None, None) if found is None else (found.window, (found.start, found.end))


def _thing(scene: Scene, phrase: Phrase, known: Cues) -> Counted:
    """What the phrase names; "outside" in "outside help" narrows it as an adjective would."""
    words = scene.words
    thing = counted(words, phrase, scene.measures, vocabulary(scene.language))
    before = words[phrase.first]
    if before.lower in known.standing_before and before.lower not in thing.modifiers:
        return replace(thing, modifiers=(before.lower, *thing.modifiers))
    return thing


def _noun(scene: Scene, k: int, sentence: tuple[int, int], cue: Cue, known: Cues) -> Phrase | None:
    """The noun phrase of the thing from word ``k`` on, where it is of the form that the cue needs."""
    words, start = scene.words, k
    determined, k = _past_determiners(words, k, sentence[1])
    if k + 1 < len(words) and words[k].lower in known.ways_to and words[k + 1].lower == "to":
        again, k = _past_determiners(words, k + 2, sentence[1])
        determined |= again
    if k + 1 < len(words) and words[k].lower in known.partitives and words[k + 1].lower == "of":
        again, k = _past_determiners(words, k + 2, sentence[1])
        determined |= again
    elif k + 2 < len(words) and words[k + 1].lower in known.partitives and words[k + 2].lower == "of":
        again, k = _past_determiners(words, k + 3, sentence[1])
        determined |= again
    if cue.needs == "definite" and not determined:
        return None
    if cue.needs == "bare" and determined & _POINTING and cue.words[-1:] != ("of",):
        return None
    if cue.needs == "undetermined" and determined:
        return None
    phrase = noun_phrase(words, k, sentence[1], known)
    if phrase is None:
        return None
    if cue.needs == "bare" and _is_no_kind(words, start, phrase, cue):
        return None
    plural = words[phrase.head].form == "plural"
    if (cue.needs == "mass" and plural) or (cue.needs == "plural" and not plural):
        return None
    if cue.needs == "undetermined" and not (phrase.last - phrase.first > 1 or plural):
        return None
    return phrase


def _is_no_kind(words: Sequence[Word], k: int, phrase: Phrase, cue: Cue) -> bool:
    """True where nothing is said of how many: "without Trump", "a little more timid", "is not a senator"."""
    head = words[phrase.head]
    named = head.tag == "PROPN" and not head.lower.endswith("s")
    graded = cue.words[-1] == "little" and words[k - 2].lower == "a" and words[k].lower in _DEGREES
    first = k - len(cue.words)
    before = words[first - 1] if first > 1 else None
    is_no = before is not None and (
        before.text in _PAUSES or (before.lemma == "be" and words[first - 2].lower != "there")
    )
    return named or graded or (cue.words == ("not", "a") and is_no)


def _past_determiners(words: Sequence[Word], k: int, end: int) -> tuple[set[str], int]:
    found: set[str] = set()
    while (
        k < len(words)
        and words[k].start < end
        and (words[k].tag == "DET" or words[k].lower == "of" or words[k].lower in _OWNERS)
    ):
        found.add(words[k].lower)
        k += 1
    return found, k


def noun_phrase(words: Sequence[Word], k: int, end: int, known: Cues) -> Phrase | None:
    """The noun phrase from word ``k`` on, with "outside" before it and "funding" at its end."""
    if k < len(words) and words[k].start < end and words[k].lower in known.standing_before:
        inner = noun_phrase(words, k + 1, end, known)
        return None if inner is None else Phrase(k, inner.last, inner.head)
    found = chunk(words, k, end)
    if found is None and _is_noun_in_ing(words, k, end, known):
        return Phrase(k, k + 1, k)
    if found is not None and words[found.head].lower in known.trailing:
        return chunk(words, k, words[found.head].start)
    if found is not None and _is_noun_in_ing(words, found.last, end, known):
        return Phrase(found.first, found.last + 1, found.last)
    return found


def _is_noun_in_ing(words: Sequence[Word], k: int, end: int, known: Cues) -> bool:
    """True for "funding" after a noun: "state funding" is funding, and no state that funds."""
    return k < len(words) and words[k].start < end and words[k].lower in known.ing_nouns


def _negation(scene: Scene, k: int, known: Cues) -> int | None:
    """The word where what denies "any" starts: "aren’t receiving any", "nobody gave us any"."""
    words = scene.words
    begin = scene.sentence(words[k].start)[0]
    for j in range(k - 1, max(-1, k - 1 - REACH), -1):
        if words[j].start < begin or words[j].tag in {"PUNCT", "CCONJ", "SCONJ"}:
            return None
        if words[j].lower in known.negators:
            return j - 1 if j > 0 and words[j - 1].tag == "AUX" and words[j].tag in {"PART", "ADV"} else j
    return None


def _not_had(scene: Scene, k: int, known: Cues) -> int:
    """The word after a denied "receive" or "have" whose negation is word ``k``; ``k`` where there is none."""
    words = scene.words
    if words[k].lower not in _NOT:
        return k
    for j in range(k + 1, min(len(words), k + 4)):
        if words[j].lemma in known.had and words[j].tag in {"VERB", "AUX"}:
            if words[j].tag == "AUX" and j + 1 < len(words) and words[j + 1].tag in {"VERB", "AUX", "ADV"}:
                continue
            return j + 1
        if words[j].tag not in {"AUX", "ADV"}:
            return k
    return k
