"""Who does or holds what is counted, and against whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from corroborate.claims.counted.phrase import before, chunk
from corroborate.claims.counted.thing import Thing
from corroborate.claims.counted.vocabulary import Vocabulary
from corroborate.claims.words import Word

Resolve = Callable[[int, int], str | None]
Place = tuple[int, int]
_OWN = frozenset({"our", "its", "their", "his", "her", "my"})


def actor_of(
    words: Sequence[Word], number: Place, thing: Thing, sentence: Place, known: Vocabulary, resolve: Resolve
) -> str | None:
    """The actor by name where the text names it.

    "by X" after the thing, the possessor of the thing ("our attacks"), or the subject of the verb before it.
    """
    after = max(number[1], thing.last if thing.first >= number[1] else 0)
    passive = thing.verb is not None and thing.verb >= number[1]
    if passive and thing.verb is not None:
        after = max(after, thing.verb + 1)
    by = _by(words, after, sentence) or (_by(words, thing.last, sentence) if thing.last < number[0] else None)
    if by is not None:
        return name_of(words, by[0], by[1], resolve)
    if passive:
        return None
    if thing.first > 0 and thing.first >= number[1] and words[thing.first - 1].lower in _OWN:
        word = words[thing.first - 1]
        return resolve(word.start, word.end) or word.text
    verb = _verb_before(words, number[0], sentence, known)
    if verb is None:
        return None
    word = words[verb]
    if word.lemma not in known.holding and word.lemma not in known.doing and thing.verb != verb:
        return None
    if word.lemma == "be" or thing.last < number[0]:
        return None
    subject = subject_of(words, verb, sentence)
    return None if subject is None else name_of(words, *subject, resolve)


def subject_of(words: Sequence[Word], verb: int, sentence: Place) -> Place | None:
    """The words of the subject of a verb: the noun phrase before it and its auxiliaries."""
    j = verb
    while j > 0 and words[j - 1].start >= sentence[0]:
        previous = words[j - 1]
        if previous.tag in {"AUX", "ADV", "PART"} or (previous.tag == "VERB" and words[j].lower == "to"):
            j -= 1
        else:
            break
    phrase = before(words, j, sentence[0])
    return None if phrase is None else (phrase.first, phrase.last)


def actors_listed(words: Sequence[Word], first: int, sentence: Place, resolve: Resolve) -> list[str]:
    """The coordinated subjects of the verb before word ``first``: "A, B and C carried out"."""
    verb = next(
        (j for j in range(first - 1, -1, -1) if words[j].tag == "VERB" or words[j].start < sentence[0]), -1
    )
    if verb < 0 or words[verb].start < sentence[0]:
        return []
    found: list[str] = []
    j = verb
    while True:
        while j > 0 and words[j - 1].tag in {"AUX", "ADV", "PART"}:
            j -= 1
        phrase = before(words, j, sentence[0])
        if phrase is None:
            return found
        found.insert(0, name_of(words, phrase.first, phrase.last, resolve))
        k = phrase.first
        while k > 0 and words[k - 1].tag == "DET" and words[k - 1].start >= sentence[0]:
            k -= 1
        joined = False
        while (
            k > 0
            and words[k - 1].start >= sentence[0]
            and (words[k - 1].tag == "CCONJ" or words[k - 1].text == ",")
        ):
            k, joined = k - 1, True
        if not joined:
            return found
        j = k


def target_of(words: Sequence[Word], i: int, sentence: Place, known: Vocabulary) -> str | None:
    """Against whom, from word ``i``: "against the Taliban", "targeting the police"."""
    for j in range(i, min(len(words), i + 8)):
        word = words[j]
        if word.start >= sentence[1] or word.tag == "PUNCT" or word.tag == "NUM":
            return None
        if word.lower in known.against and (word.lower != "on" or j == i):
            k = j + 1
            while k < len(words) and words[k].tag == "DET":
                k += 1
            phrase = chunk(words, k, sentence[1])
            if phrase is None or (word.lower == "on" and words[phrase.head].tag != "PROPN"):
                return None
            return " ".join(w.text for w in words[phrase.first : phrase.last])
    return None


def _by(words: Sequence[Word], i: int, sentence: Place) -> Place | None:
    for j in range(i, min(len(words), i + 5)):
        word = words[j]
        if word.start >= sentence[1] or word.tag == "PUNCT":
            return None
        if word.lower == "by":
            k = j + 1
            while k < len(words) and words[k].tag == "DET":
                k += 1
            phrase = chunk(words, k, sentence[1])
            if phrase is None or words[phrase.first].form == "ing" or words[phrase.first].tag == "NUM":
                return None
            return k, phrase.last
        if word.tag not in {"VERB", "ADV", "AUX"}:
            return None
    return None


def _verb_before(words: Sequence[Word], first: int, sentence: Place, known: Vocabulary) -> int | None:
    for j in range(first - 1, max(-1, first - 10), -1):
        word = words[j]
        if word.start < sentence[0] or word.text in ".;:?!":
            return None
        if word.tag == "VERB":
            return j
        if word.lower == "of" and words[j - 1].lower in known.number_of:
            continue
        if word.tag == "SCONJ" or word.lower in {"in", "of", "from"}:
            return None
        if word.tag == "CCONJ" and words[j - 1].tag != "NUM":
            return None
    return None


def name_of(words: Sequence[Word], first: int, last: int, resolve: Resolve) -> str:
    """The name that a noun phrase stands for, its own words without article where none is known."""
    while first < last - 1 and words[first].tag == "DET" and words[first].lower not in _OWN:
        first += 1
    found = resolve(words[first].start, words[last - 1].end)
    own = " ".join(w.text for w in words[first:last])
    if found is None or (words[last - 1].tag == "PROPN" and not _akin(own, found)):
        return own
    return found


def _akin(own: str, found: str) -> bool:
    """True where a name found shares a word or the initials of the words in the text."""
    a, b = own.casefold().split(), found.casefold().split()
    letters = "".join(w[0] for w in b)
    return a[-1] in b or any(len(w) > 1 and w.strip("()").replace(".", "") == letters[: len(w)] for w in a)
