"""All numbers of a sentence together: what one leaves out, another says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from corroborate.claims.counted.actors import actor_of, actors_listed, struck, target_of
from corroborate.claims.counted.find import find_thing
from corroborate.claims.counted.phrase import chunk
from corroborate.claims.counted.thing import Thing, counted, harms
from corroborate.claims.counted.vocabulary import Vocabulary, vocabulary
from corroborate.claims.words import Word
from corroborate.model.claim import Status
from corroborate.model.measure import Measures

_LEFT = frozenset({"dead", "killed", "wounded", "injured", "hurt", "missing", "homeless", "displaced"})
_JOINS = frozenset({"from", "with", "to", "and", ","})
Resolve = Callable[[int, int], str | None]
Place = tuple[int, int]


def find_counted(
    words: Sequence[Word],
    numbers: Sequence[Place],
    sentence: Place,
    measures: Measures,
    resolve: Resolve,
    *,
    language: str = "en",
) -> list[Thing | None]:
    """What each number of a sentence counts, None where that is not known.

    ``numbers`` are the words ``[first, last)`` of the numbers in order, ``sentence`` offsets of the text.
    "21 and 52 attacks" counts attacks twice; "29 attacks, with 20 in Kabul" counts attacks twice as
    well; "12 soldiers and 3 civilians were killed" counts killed twice; "respectively" deals out actors.
    """
    known = vocabulary(language)
    things = [find_thing(words, first, last, sentence, measures, known) for first, last in numbers]
    _from_right(words, numbers, things, measures, known)
    _victims_listed(words, numbers, things, measures, known)
    _from_left(words, numbers, things, sentence, measures, known)
    actors = [
        actor_of(words, numbers[n], thing, sentence, known, resolve) if thing is not None else None
        for n, thing in enumerate(things)
    ]
    _respectively(words, numbers, things, actors, sentence, resolve)
    for n in range(1, len(things)):
        if actors[n] is None and _goes_back(words, numbers[n], things, n):
            actors[n] = actors[n - 1]
    for n in range(1, len(things)):
        if actors[n] is None and _shares_doer(words, numbers, things, n):
            actors[n] = actors[n - 1]
    for n in range(len(things) - 2, -1, -1):
        if actors[n] is None and _shares_agent(words, numbers, things, n):
            actors[n] = actors[n + 1]
    result: list[Thing | None] = []
    for n, thing in enumerate(things):
        if thing is None:
            result.append(None)
            continue
        start = thing.last if 0 < thing.last <= numbers[n][0] else max(numbers[n][1], thing.last)
        target = target_of(words, start, sentence, known, thing.counted.measure)
        if target is None and thing.counted.measure in known.struck:
            target = struck(words, numbers[n], sentence, known, resolve)
        status = thing.counted.status
        if status is Status.NOT_STATED and thing.counted.head != "life":
            status = _status_by_verb(words, numbers[n][0], sentence, known)
        if status is Status.NOT_STATED:
            near = words[max(0, numbers[n][0] - 1) : numbers[n][1]]
            status = next((known.status[w.lower] for w in near if w.lower in known.status), status)
        if status is Status.NOT_STATED:
            status = _status_behind(words, start, sentence, known)
        result.append(
            replace(thing, counted=replace(thing.counted, actor=actors[n], target=target, status=status))
        )
    return result


def _between(words: Sequence[Word], numbers: Sequence[Place], n: int, from_word: int) -> list[str]:
    return [w.lower for w in words[from_word : numbers[n + 1][0]]]


def _from_right(
    words: Sequence[Word],
    numbers: Sequence[Place],
    things: list[Thing | None],
    measures: Measures,
    known: Vocabulary,
) -> None:
    """Such as "21 and 52 attacks"; "904 fighters and 295 soldiers were killed"."""
    for n in range(len(numbers) - 2, -1, -1):
        other, mine = things[n + 1], things[n]
        if other is None:
            continue
        if mine is None or mine.first < numbers[n][1]:
            if set(_between(words, numbers, n, numbers[n][1])) <= {"and", "or", ","}:
                things[n] = replace(other, first=numbers[n][1], last=numbers[n][1])
            continue
        passive = other.verb is not None and other.verb >= numbers[n + 1][1]
        gap = set(_between(words, numbers, n, mine.last))
        listed = bool(gap & {"and", "or", "well"}) or (gap == {","} and n + 2 < len(numbers))
        if not harms(other.counted.measure, mine.counted.measure, measures, known):
            continue  # "23 dead and 60 wounded" are two kinds of harm
        if mine.verb is None and passive and listed and gap <= {"and", "or", ",", "as", "well"}:
            who = mine.counted
            plain = who.measure == "person"
            modifiers = (*who.modifiers, *(() if plain else (who.head,)))
            harmed = replace(who, measure=other.counted.measure, head=other.counted.head, modifiers=modifiers)
            things[n] = replace(mine, counted=harmed, verb=other.verb)


def _victims_listed(
    words: Sequence[Word],
    numbers: Sequence[Place],
    things: list[Thing | None],
    measures: Measures,
    known: Vocabulary,
) -> None:
    """Such as "killed 12 soldiers, 3 civilians and one child": the verb holds for all of them."""
    for n in range(1, len(things)):
        before, mine = things[n - 1], things[n]
        if before is None or mine is None or mine.verb is not None:
            continue
        if before.verb is None or before.verb >= numbers[n - 1][0]:
            continue
        gap = {w.lower for w in words[max(before.last, numbers[n - 1][1]) : numbers[n][0]]}
        told = mine.last < len(words) and words[mine.last].tag in {"AUX", "VERB"}
        who, its = mine.counted, before.counted
        if told or not gap or not gap <= {",", "and", "or", "as", "well"}:
            continue
        if who.measure is None or not harms(its.measure, who.measure, measures, known):
            continue
        plain = who.measure == "person"
        modifiers = (*who.modifiers, *(() if plain else (who.head,)))
        harmed = replace(who, measure=its.measure, head=its.head, modifiers=modifiers)
        things[n] = replace(mine, counted=harmed, verb=before.verb)


def _from_left(
    words: Sequence[Word],
    numbers: Sequence[Place],
    things: list[Thing | None],
    sentence: Place,
    measures: Measures,
    known: Vocabulary,
) -> None:
    """Numbers that stand alone count what the number before them counts, or what "Of the …" names."""
    head = _of_phrase(words, numbers[0][0], sentence, measures, known) if numbers else None
    last: Thing | None = None
    shares = False
    if head is None and numbers and _opens_with_of(words, numbers[0][0], sentence):
        head = things[0]
    for n, thing in enumerate(things):
        if (
            thing is not None
            and head is not None
            and thing.verb is not None
            and _bare(words, numbers[n], thing)
        ):
            things[n] = thing = _among(thing, head, measures, known)
        if thing is not None:
            if last is None or not _aside(words, numbers[n][0]):
                last, shares = thing, _is_share(words, numbers[n])
            continue
        source = last or head
        if _is_share(words, numbers[n]) and not shares and last is not None:
            source = head
        if source is None or not _alone(words, numbers[n][1], sentence):
            continue
        at = numbers[n][1]
        narrower = _of_them(words, at, sentence)
        same = replace(source.counted, actor=None, target=None)
        if narrower is not None and narrower not in same.modifiers:
            same = replace(same, modifiers=(*same.modifiers, narrower))
        things[n] = Thing(same, at, at)


def _is_share(words: Sequence[Word], number: Place) -> bool:
    """True for a share in percent, which counts nothing of what a count before it counts."""
    return any(w.lower in {"percent", "%", "pct"} or w.lower.endswith("%") for w in words[slice(*number)])


def _opens_with_of(words: Sequence[Word], first: int, sentence: Place) -> bool:
    """True for "Of the 34 provinces" at the start of a sentence, by the word of its number."""
    k = first
    while k > 0 and first - k < 3 and words[k - 1].start >= sentence[0]:
        k -= 1
    return k < len(words) and words[k].lower == "of" and words[k].start == sentence[0]


def _bare(words: Sequence[Word], number: Place, thing: Thing) -> bool:
    """True where a verb and no noun says what a number counts: "21 are affected"."""
    return thing.first == number[1] and words[number[1]].tag in {"AUX", "VERB", "ADV"}


def _among(thing: Thing, head: Thing, measures: Measures, known: Vocabulary) -> Thing:
    """What "Of the 34 provinces, 21 are affected" counts: provinces; of people, what happened to them."""
    mine, its = thing.counted, head.counted
    if not harms(mine.measure, its.measure, measures, known):
        return replace(thing, counted=replace(its, modifiers=(*its.modifiers, mine.head)))
    return replace(thing, counted=replace(mine, modifiers=(*mine.modifiers, *its.modifiers, its.head)))


def _aside(words: Sequence[Word], first: int) -> bool:
    """True for a number that only says where, when or by whom: "by the two groups", "in 11 provinces"."""
    k = first - 1
    while k >= 0 and words[k].tag in {"DET", "ADJ"}:
        k -= 1
    return (
        k >= 0
        and words[k].tag == "ADP"
        and words[k].lower not in {"of", "with", "including", "to", "than", "at"}
    )


def _alone(words: Sequence[Word], i: int, sentence: Place) -> bool:
    """True where a number is followed by no noun of its own: "20 in Kabul", "1.", "46 took place"."""
    if i >= len(words) or words[i].start >= sentence[1]:
        return True
    return words[i].tag in {"PUNCT", "ADP", "AUX", "CCONJ", "VERB", "SCONJ", "ADV"}


def _of_them(words: Sequence[Word], i: int, sentence: Place) -> str | None:
    """What narrows "six of them children", "six of whom were children"."""
    if i + 2 >= len(words) or words[i].lower != "of":
        return None
    if words[i + 1].lower not in {"them", "whom", "these", "those", "which"}:
        return None
    k = i + 2
    while k < len(words) and words[k].tag in {"AUX", "ADV"}:
        k += 1
    if k < len(words) and words[k].start < sentence[1] and words[k].tag in {"NOUN", "ADJ"}:
        if k + 2 < len(words) and words[k + 1].lower == "and" and words[k + 2].tag == "NOUN":
            return f"{words[k].lemma} and {words[k + 2].lemma}"
        return words[k].lemma
    return None


def _of_phrase(
    words: Sequence[Word], first: int, sentence: Place, measures: Measures, known: Vocabulary
) -> Thing | None:
    """The thing of "Of the 92 attacks, 46 were in Kabul", before the number at word ``first``."""
    k = first
    while k > 0 and words[k - 1].start >= sentence[0]:
        k -= 1
    if k >= first or words[k].lower != "of":
        return None
    k += 1
    while k < first and words[k].tag in {"DET", "NUM"}:
        k += 1
    phrase = chunk(words, k, words[first].start)
    return (
        None if phrase is None else Thing(counted(words, phrase, measures, known), phrase.first, phrase.last)
    )


def _respectively(
    words: Sequence[Word],
    numbers: Sequence[Place],
    things: Sequence[Thing | None],
    actors: list[str | None],
    sentence: Place,
    resolve: Resolve,
) -> None:
    """Such as "A and B carried out 21 and 52 attacks, respectively": the first number is A's."""
    if len(numbers) < 2:
        return
    k = numbers[-1][1]
    end = next((j for j in range(k, min(len(words), k + 12)) if words[j].lower == "respectively"), None)
    if end is None or words[end].start >= sentence[1]:
        return
    group = [len(numbers) - 1]
    while group[0] > 0:
        n = group[0] - 1
        thing = things[n]
        after = max(numbers[n][1], thing.last if thing is not None else 0)
        if set(_between(words, numbers, n, min(after, numbers[n + 1][0]))) - {"and", ",", "or"}:
            break
        group.insert(0, n)
    names = actors_listed(words, numbers[group[0]][0], sentence, resolve)
    if len(names) >= len(group) > 1:
        for n, name in zip(group, names[-len(group) :], strict=True):
            actors[n] = name


def _status_by_verb(words: Sequence[Word], first: int, sentence: Place, known: Vocabulary) -> Status:
    """The status that the governing verb gives: "verified 137 attacks", "claimed 222"."""
    for j in range(first - 1, max(-1, first - 8), -1):
        word = words[j]
        if word.start < sentence[0] or word.text in ".;:?!" or word.tag == "SCONJ":
            break
        if word.tag == "VERB":
            found = known.status_verbs.get(word.lemma, Status.NOT_STATED)
            behind = j > 0 and words[j - 1].lower in {"to", "of", "have"}
            # In "is believed to have 5,000" and "accused of killing 12" the status stands further back.
            if found is not Status.NOT_STATED or not behind:
                return found
    return Status.NOT_STATED


def _goes_back(words: Sequence[Word], number: Place, things: Sequence[Thing | None], n: int) -> bool:
    """True for "60 attacks, down from 118" and "92 attacks; 19 of these attacks": whose the first were."""
    mine, before = things[n], things[n - 1]
    if mine is None or before is None or mine.counted.head != before.counted.head:
        return False
    from_level = mine.first == mine.last and words[number[0] - 1].lower in _JOINS
    return from_level or (
        number[1] + 1 < len(words)
        and words[number[1]].lower == "of"
        and words[number[1] + 1].lower in {"these", "those", "them", "which", "whom"}
    )


def _shares_doer(
    words: Sequence[Word], numbers: Sequence[Place], things: Sequence[Thing | None], n: int
) -> bool:
    """True for "leaving 17 troops dead and 30 wounded": whoever did the first did the second."""
    mine, other = things[n], things[n - 1]
    if mine is None or other is None or mine.verb is None or mine.verb < numbers[n][1]:
        return False
    gap = {w.lower for w in words[max(other.last, numbers[n - 1][1]) : numbers[n][0]]}
    alone = words[mine.verb - 1].tag != "AUX" and words[mine.verb].lower in _LEFT
    return alone and bool(gap) and gap <= {"and", ",", "another", "dead"}


def _shares_agent(
    words: Sequence[Word], numbers: Sequence[Place], things: Sequence[Thing | None], n: int
) -> bool:
    """True for "five were killed and eight wounded by rebels": one agent for both."""
    mine, other = things[n], things[n + 1]
    if mine is None or other is None or mine.verb is None or other.verb is None:
        return False
    both = mine.verb >= numbers[n][1] and other.verb >= numbers[n + 1][1]
    gap = {w.lower for w in words[mine.last : numbers[n + 1][0]]}
    return both and bool(gap) and gap <= {"and", ",", "another", "a", "further"}


def _status_behind(words: Sequence[Word], i: int, sentence: Place, known: Vocabulary) -> Status:
    """The status that a passive verb behind the thing gives: "53 attacks were claimed by the group"."""
    helped = False
    for word in words[i : i + 5]:
        if word.start >= sentence[1] or word.tag not in {"AUX", "ADV", "VERB"}:
            break
        helped = helped or (word.tag == "AUX" and word.lemma == "be")
        if word.tag == "VERB":
            return known.status_verbs.get(word.lemma, Status.NOT_STATED) if helped else Status.NOT_STATED
    return Status.NOT_STATED
