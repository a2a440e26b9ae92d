"""Who does or holds what is counted, and against whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from corroborate.claims.counted.phrase import before, chunk
from corroborate.claims.counted.thing import Thing
from corroborate.claims.counted.vocabulary import Vocabulary
from corroborate.claims.voices.cues import cues
from corroborate.claims.voices.phrases import phrase_head, subject
from corroborate.claims.words import Word

Resolve = Callable[[int, int], str | None]
Place = tuple[int, int]
_BY = 14
"""Words behind a thing or its verb in which "by" is looked for."""
_FAR = 60
"""Words that a subject may be away from its verb."""
_RELATIVE = frozenset({"who", "which", "that"})
_STRIKING = frozenset({"targeted", "hit", "struck", "targeting"})
_MAKING_UP = frozenset({"account", "comprise", "constitute", "represent"})
_HARMS = frozenset(
    {"killed", "executed", "injured", "casualty", "abducted", "tortured", "raped", "missing", "violation"}
)
_BESIDE = frozenset({"with", "among", "between"})
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
    by = _by(words, after, sentence, passive=passive)
    by = by or (_by(words, thing.last, sentence) if thing.last < number[0] else None)
    if by is not None:
        return name_of(words, by[0], by[1], resolve)
    to = _blamed(words, number, thing, sentence, known)
    if to is not None:
        return name_of(words, *to, resolve)
    verb = _verb_before(words, number[0], sentence, known)
    if passive and not (verb is not None and words[verb].lemma == "leave"):
        return None
    if thing.first > 0 and thing.first >= number[1] and words[thing.first - 1].lower in _OWN:
        word = words[thing.first - 1]
        return resolve(word.start, word.end) or (word.text if words[thing.first - 2].lower != "of" else None)
    if thing.verb is not None and thing.verb < number[0]:
        verb = thing.verb
        if words[verb].tag == "NOUN" and words[verb + 1].lower == "of":
            return _owner_of(words, verb, sentence, resolve)
    if verb is None or words[verb].lemma == "be" or thing.last < number[0]:
        return None
    if thing.verb != verb and not passive and not _does(words, verb, number[0], known, thing.counted.measure):
        return None
    doer = doer_of(words, verb, sentence)
    if doer is not None and words[verb].tag == "PROPN":
        # In a headline in capitals a name may seem to go on over its verb.
        return " ".join(w.text for w in words[slice(*doer)])
    return None if doer is None else name_of(words, *doer, resolve)


def _owner_of(words: Sequence[Word], noun: int, sentence: Place, resolve: Resolve) -> str | None:
    """Whose deed a noun names: "the army's killing of 20 men"; None in "the killing of 20 men"."""
    if noun < 2 or words[noun - 1].tag != "PART":
        return None
    found = before(words, noun - 1, sentence[0])
    return None if found is None else name_of(words, found.first, found.last, resolve)


def _blamed(
    words: Sequence[Word], number: Place, thing: Thing, sentence: Place, known: Vocabulary
) -> Place | None:
    """Who did it by "attributes 20 deaths to the army" and "the army is responsible for 20 deaths"."""
    verb = _verb_before(words, number[0], sentence, known)
    if verb is not None and words[verb].lemma in known.attributing:
        for k in range(max(number[1], thing.last), min(len(words) - 1, number[1] + 8)):
            if words[k].start >= sentence[1]:
                return None
            if words[k].lower == "to":
                first = k + 1 + (words[k + 1].tag == "DET")
                phrase = chunk(words, first, sentence[1])
                return None if phrase is None else (first, phrase.last)
        return None
    k = number[0] - 1
    while k > 0 and words[k].tag in {"DET", "ADV", "ADJ"} and words[k].lower != "responsible":
        k -= 1
    if k > 1 and words[k].lower == "for" and words[k - 1].lower == "responsible":
        j = k - 2
        while j > 0 and words[j].tag in {"ADV", "AUX"} and words[j].start >= sentence[0]:
            j -= 1
        found = before(words, j + 1, sentence[0])
        return None if found is None else (found.first, found.last)
    return None


def struck(
    words: Sequence[Word], number: Place, sentence: Place, known: Vocabulary, resolve: Resolve
) -> str | None:
    """Who is struck by what is counted, where the verb says so: "the army lost 40 men"."""
    verb = _verb_before(words, number[0], sentence, known)
    if verb is None or words[verb].lemma not in known.suffering:
        return None
    doer = doer_of(words, verb, sentence)
    return None if doer is None else name_of(words, *doer, resolve)


def _does(words: Sequence[Word], verb: int, number: int, known: Vocabulary, measure: str | None) -> bool:
    """True where the subject of a verb does or holds the number that is its object."""
    lemma = words[verb].lemma
    if lemma in known.holding or lemma in known.doing:
        # "They hold talks with 40 delegates" is no holding of delegates.
        return not any(w.lower in _BESIDE for w in words[verb + 1 : number])
    if lemma in known.saying | known.level_words | known.suffering:
        return False
    if lemma in known.undergoing and measure in _HARMS:
        return False
    if lemma in _MAKING_UP or (lemma == "make" and words[verb + 1].lower == "up"):
        return False
    told = cues().verbs.get(lemma)
    if told is not None and told.takes & {"that", "object"}:
        return False
    # "He spoke to 300 people" does nothing to them.
    return all(w.tag in {"DET", "ADJ", "ADV", "PART"} or w.lower == "down" for w in words[verb + 1 : number])


def doer_of(words: Sequence[Word], verb: int, sentence: Place) -> Place | None:
    """The subject of a verb, of its first verb where it is joined to one, without adjuncts and pronouns."""
    low = verb
    while low > 0 and verb - low < _FAR and words[low - 1].start >= sentence[0]:
        low -= 1
    if words[verb].form == "ing" and verb > low and words[verb - 1].lower == "of":
        return None
    found = subject(words, verb, low)
    if found is None:
        return None
    first, last = found[0], min(found[1], verb)
    if first >= last:
        return None
    while last - 1 > first and (words[last - 1].lower in _RELATIVE or words[last - 1].text == ","):
        last -= 1
    for k in range(first + 1, last):
        if words[k].tag == "ADP" and words[k].lower not in {"of", "for"}:
            last = k
            break
    return _whole(words, first, last, sentence)


def _whole(words: Sequence[Word], first: int, last: int, sentence: Place) -> Place | None:
    """The subject with what it is joined to: "the army and police"; what only belongs to another, not at all.

    In "clashes between the army and rebels" the rebels are no subject; the clashes are.
    """
    for _ in range(4):
        k = first - 1
        while k > 0 and words[k].tag == "DET" and words[k].start >= sentence[0]:
            k -= 1
        if k < 1 or words[k].start < sentence[0] or words[first].tag == "PRON":
            return first, last
        if words[k].tag == "ADP":
            found = before(words, k, sentence[0])
            if found is None:
                return None
            first, last = found.first, found.last
        elif words[k].tag == "CCONJ" and words[k - 1].tag in {"NOUN", "PROPN"}:
            found = before(words, k, sentence[0])
            if found is None or not _opens(words, found.first, sentence):
                return first, last
            first = found.first
        else:
            return first, last
    return first, last


def _opens(words: Sequence[Word], first: int, sentence: Place) -> bool:
    k = first - 1
    while k >= 0 and words[k].tag == "DET" and words[k].start >= sentence[0]:
        k -= 1
    return k < 0 or words[k].start < sentence[0] or words[k].text == "," or words[k].tag in {"SCONJ", "ADP"}


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


def target_of(
    words: Sequence[Word], i: int, sentence: Place, known: Vocabulary, measure: str | None = None
) -> str | None:
    """Against whom, from word ``i``: "against the Taliban", "targeting the police".

    Only what is aimed at something, by its ``measure``, has a target "at" it: rockets, and no meetings.
    """
    for j in range(i, min(len(words), i + 8)):
        word = words[j]
        if word.start >= sentence[1] or word.tag == "PUNCT" or word.tag == "NUM":
            return None
        if word.lower == "at" and measure not in known.aimed:
            return None
        struck_by = j == i and word.tag == "VERB" and word.lower in _STRIKING and measure in known.aimed_on
        if (word.lower in known.against or struck_by) and (word.lower != "on" or j == i):
            k = j + 1
            while k < len(words) and words[k].tag == "DET":
                k += 1
            phrase = chunk(words, k, sentence[1])
            plural = phrase is not None and words[phrase.head].form == "plural" and measure in known.aimed_on
            if phrase is None or (word.lower == "on" and words[phrase.head].tag != "PROPN" and not plural):
                return None
            if words[phrase.head].lower in cues().calendar:
                return None
            return " ".join(w.text for w in words[phrase.first : phrase.last])
    return None


def _by(words: Sequence[Word], i: int, sentence: Place, *, passive: bool = False) -> Place | None:
    """Who follows "by"; behind a passive verb with what stands between: "were hit in Kabul by rockets"."""
    helped = False
    for j in range(i, min(len(words), i + _BY)):
        word = words[j]
        if word.start >= sentence[1] or word.tag in {"PUNCT", "SCONJ"}:
            return None
        if word.lower == "by":
            k = j + 1
            while k < len(words) and words[k].tag == "DET":
                k += 1
            phrase = chunk(words, k, sentence[1])
            if phrase is None or words[phrase.first].form == "ing" or words[phrase.first].tag == "NUM":
                return None
            return None if words[phrase.first].lower in cues().calendar else (k, phrase.last)
        helped = helped or word.tag == "AUX"
        if word.tag == "VERB" and helped and word.form in {"part", "past"}:
            passive = True
        elif word.tag == "VERB" and passive:
            return None
        if word.tag in {"VERB", "ADV", "AUX"} and (passive or j < i + 5):
            continue
        beside = word.tag in {"ADP", "DET", "ADJ", "NOUN", "PROPN"}
        of_it = words[i].lower == "of" and word.lower not in {"in", "at", "on", "from", "to", "with"}
        if not (beside and (passive or of_it)):
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
    joined = any(words[k].tag == "CCONJ" for k in range(first, last))
    head = words[phrase_head(words, (first, last))]
    if head.tag == "NOUN" and any(words[k].tag == "PROPN" for k in range(first, last)):
        joined = True  # "Gbagbo militias" and "the army of Sudan" are neither the man nor the country
    found = None if joined else resolve(words[first].start, words[last - 1].end)
    own = " ".join(w.text for w in words[first:last])
    if found is None or (words[last - 1].tag == "PROPN" and not _akin(own, found)):
        return own
    return found


def _akin(own: str, found: str) -> bool:
    """True where a name found shares a word or the initials of the words in the text."""
    a, b = own.casefold().split(), found.casefold().split()
    letters = "".join(w[0] for w in b)
    return a[-1] in b or any(len(w) > 1 and w.strip("()").replace(".", "") == letters[: len(w)] for w in a)
