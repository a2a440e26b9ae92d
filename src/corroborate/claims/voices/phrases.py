"""Noun phrases beside a verb: who the subject is, before it, after it, or further back."""

from __future__ import annotations

from collections.abc import Sequence

from corroborate.claims.voices.cues import Cue, cues
from corroborate.claims.words import Word
from corroborate.model.attribution import Knowledge, Stance

Range = tuple[int, int]

_NO_CUE = Cue(Stance.ASSERTS, Knowledge.NOT_STATED, frozenset())
_HEADS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_INNER = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET", "X"})
_LINKS = frozenset(["of", "for", "from", "at", "in", "with", "on", "by", "to", "among"])
_RELATIVE = frozenset(["who", "that", "which"])
_WHICH = frozenset(["last", "this", "next", "that", "earlier", "late", "early"])
_SUBJECTS = frozenset(["i", "you", "he", "she", "it", "we", "they"])
_CLAUSE = 15
"""Words of a clause between a subject and its verb."""
REACH = 40
"""Words that a subject may be away from its verb."""


def phrase_ending(words: Sequence[Word], last: int, low: int) -> Range | None:
    """The noun phrase whose last word is ``words[last]``, with its prepositional phrases; None if none is."""
    if last < low or (words[last].tag not in _HEADS and words[last].tag not in ("DET", "ADJ")):
        return None
    if words[last].tag == "PRON":
        return (last, last + 1)
    if words[last].tag == "ADJ" and not (last > low and words[last - 1].tag == "DET"):
        return None
    first = last
    while first > low and last - first < REACH:
        before = words[first - 1]
        if before.tag in _INNER or (before.tag == "PART" and before.text[0] in "'’"):
            if words[first].tag == "DET" and before.tag != "PART" and before.tag not in ("DET", "ADV"):
                break
            first -= 1
        elif (
            (
                before.tag == "ADP"
                and before.lower in _LINKS
                and first - 2 >= low
                and words[first - 2].tag in ("NOUN", "PROPN")
            )
            or (
                before.lower in ("and", "&")
                and first - 2 >= low
                and words[first - 2].tag == "PROPN"
                and words[first].tag in ("PROPN", "DET")
            )
            or (
                before.tag == "VERB"
                and before.form in ("part", "ing")
                and first - 2 >= low
                and (words[first - 2].tag == "DET")
            )
        ):
            first -= 2
        elif before.tag == "ADV" and words[first].tag == "ADJ":
            first -= 1
        else:
            break
    return (first, last + 1)


def phrase_starting(words: Sequence[Word], first: int, high: int) -> Range | None:
    """The noun phrase that starts at ``words[first]``, with its prepositional phrases; None if none does."""
    i = first
    head = -1
    while i < high and i - first < REACH:
        tag = words[i].tag
        if tag == "PRON" and i == first and words[i].lower not in _RELATIVE:
            return (first, i + 1)
        if tag in ("NOUN", "PROPN"):
            head = i
            i += 1
        elif (
            tag in _INNER
            or (tag == "PART" and words[i].text[0] in "'’")
            or (tag == "ADV" and head < 0)
            or (tag == "VERB" and head < 0 and words[i].form in ("part", "ing") and i > first)
            or (
                tag == "ADP"
                and words[i].lower in _LINKS
                and head == i - 1
                and i + 1 < high
                and (words[i + 1].tag in _INNER)
            )
            or (
                words[i].lower in ("and", "&")
                and head == i - 1
                and i + 1 < high
                and words[i + 1].tag == "PROPN"
            )
        ):
            i += 1
        else:
            break
    if head < 0:
        return (first, i) if i > first and words[i - 1].tag in ("NUM", "DET") else None
    return (first, head + 1)


def subject(words: Sequence[Word], verb: int, low: int) -> Range | None:
    """The subject of a verb in the sentence that starts at ``low``; None where none is found."""
    i = verb - 1
    while i >= low and (words[i].tag in ("ADV", "AUX") or words[i].lower in ("not", "n't", "n’t")):
        i -= 1
    if i < low:
        return None
    word = words[i]
    if word.tag == "PRON" and word.lower in _RELATIVE:
        return _antecedent(words, i, low)
    if words[verb].form == "ing" and verb - 1 == i and word.tag not in ("NOUN", "PROPN"):
        return _clause_subject(words, verb, low, first=True)
    if word.tag in _HEADS or (word.tag == "DET" and i >= low):
        found = phrase_ending(words, i, low)
        if found and words[i].tag != "PRON":
            return _over_adjuncts(words, found, low)
        return found
    if word.text in (",", "—", "–", "-", ")"):
        return _before_insertion(words, i, low)
    if word.tag in ("VERB", "ADJ") and words[verb].form in ("past", "s", "base", "part"):
        return _behind_relative(words, i, low)
    if word.lower in (
        "and",
        "but",
        "or",
        "nor",
        "to",
        "then",
        "by",
        "in",
        "for",
        "while",
        "when",
        "as",
        "of",
        "after",
    ):
        nearest = word.tag == "CCONJ" or word.lower == "to"
        return _clause_subject(words, verb, low, first=not nearest)
    return None


def _over_adjuncts(words: Sequence[Word], found: Range, low: int) -> Range:
    """The phrase before its adjuncts: "The minister on Monday said", "A poll released on Monday showed"."""
    while found[0] - 2 >= low:
        i = found[0] - 1
        joined = words[i].lower in ("and", "&")
        if (joined or words[i].tag == "ADP") and words[i - 1].tag in ("NOUN", "PROPN"):
            further = phrase_ending(words, i - 1, low)
        else:
            day = _names_time(words, found)
            k = i - 1 if words[i].tag in ("ADP", "ADV") else i
            reduced = k > low and (
                _reduced(words[k], direct=k == i and not day)
                or (words[i].lower == "by" and words[k].tag == "VERB" and words[k].form in ("part", "past"))
            )
            further = (
                phrase_ending(words, k - 1, low)
                if reduced and words[k - 1].tag in ("NOUN", "PROPN")
                else None
            )
            if further is not None and not day and not _opens(words, further[0], low):
                return found
        if further is None:
            return (None if joined else _behind_relative(words, i, low)) or found
        if joined and not _opens(words, further[0], low):
            return found
        found = (further[0], found[1]) if joined else further
    return found


def _behind_relative(words: Sequence[Word], last: int, low: int) -> Range | None:
    """Whom the clause that ends at a word narrows: "a man who lost his son", "one who asked not to be named".

    None where commas set the clause apart, or where it has no verb of its own.
    """
    verb = False
    for k in range(last, max(low, last - _CLAUSE), -1):
        word = words[k]
        if word.lower == "who":
            return phrase_ending(words, k - 1, low) if verb else None
        if word.tag in ("PUNCT", "SCONJ") or (word.tag == "PRON" and word.lower in _SUBJECTS):
            return None
        verb = verb or word.tag in ("VERB", "AUX")
    return None


def _names_time(words: Sequence[Word], found: Range) -> bool:
    """True for "Monday" and "this week", which are nobody."""
    if found[1] - found[0] == 1:
        return words[found[0]].lower in cues().calendar
    return found[1] - found[0] == 2 and (
        words[found[0]].lower in _WHICH and words[found[0] + 1].lemma in cues().periods | cues().calendar
    )


def _reduced(verb: Word, *, direct: bool) -> bool:
    """True for a participle behind its noun; with an object only in "-ing", and never a verb of saying."""
    if verb.tag != "VERB" or "that" in cues().verbs.get(verb.lemma, _NO_CUE).takes:
        return False
    return verb.form == "ing" or (not direct and verb.form in ("part", "past"))


def _opens(words: Sequence[Word], i: int, low: int) -> bool:
    """True where a phrase stands at the start of its clause, so that no verb before it can own it."""
    return i == low or words[i - 1].text in (",", "—", "–", ":", ";") or words[i - 1].tag == "SCONJ"


def _antecedent(words: Sequence[Word], relative: int, low: int) -> Range | None:
    i = relative - 1
    if i >= low and words[i].text == ",":
        i -= 1
    found = phrase_ending(words, i, low)
    if found is None:
        return None
    first = found[0]
    links = [k for k in range(*found) if words[k].tag == "ADP"]
    if (
        links
        and words[relative].lower == "who"
        and words[phrase_head(words, found)].lemma not in cues().roles
    ):
        tail = phrase_head(words, (links[-1] + 1, found[1]))
        if words[tail].lemma in cues().roles:
            # In "a lecture from the president, who said" it is the president who said.
            first = links[-1] + 1
    return first, relative + 1


def _aged(words: Sequence[Word], found: Range, low: int) -> Range | None:
    """The name before an age in commas, as in: Ali Reza, 24, who was visiting; Ali Reza, 24, said."""
    plain = words[found[0]].tag == "NUM" and words[found[0] - 1].text == ","
    if not plain or found[0] - 2 < low or words[found[0] - 2].tag not in ("PROPN", "NOUN"):
        return None
    return phrase_ending(words, found[0] - 2, low)


def _before_insertion(words: Sequence[Word], close: int, low: int) -> Range | None:
    """The phrase before "X, a spokesman for Y, said": skips what stands between two commas."""
    opening = {")": "("}.get(words[close].text, words[close].text)
    for i in range(close - 1, max(low, close - REACH) - 1, -1):
        if words[i].text == opening and i > low:
            inside = words[i + 1]
            found = phrase_ending(words, i - 1, low)
            found = (_aged(words, found, low) or found) if found else None
            if found and (
                inside.tag in ("DET", "NUM", "NOUN", "PROPN", "ADJ", "ADV", "ADP", "PRON", "AUX", "SCONJ")
                or inside.form in ("part", "ing")
                or (inside.form == "past" and words[i + 2].tag in ("ADP", "NUM"))
            ):
                return found
    return None


def _clause_subject(words: Sequence[Word], verb: int, low: int, *, first: bool) -> Range | None:
    """The subject of another finite verb of the sentence: the first, or the nearest before ``verb``."""
    order = range(low, verb) if first else range(verb - 1, max(low, verb - REACH) - 1, -1)
    for i in order:
        if words[i].tag not in ("VERB", "AUX") or words[i].form in ("ing", "part", "base"):
            continue
        j = i - 1
        while j >= low and words[j].tag in ("ADV", "AUX"):
            j -= 1
        if j >= low and words[j].tag in _HEADS and words[j].lower not in _RELATIVE:
            return phrase_ending(words, j, low)
        if j >= low and words[j].text == ",":
            found = _before_insertion(words, j, low)
            if found:
                return found
        if j >= low and words[j].lower in ("who", "which"):
            return _antecedent(words, j, low)
    return None


def is_subject_pronoun(word: Word) -> bool:
    """True for I, you, he, she, it, we, they."""
    return word.lower in _SUBJECTS


def phrase_head(words: Sequence[Word], phrase: Range) -> int:
    """The head of a noun phrase: its last noun before a preposition, comma or relative."""
    head = phrase[0]
    for i in range(*phrase):
        if words[i].tag in ("NOUN", "PROPN", "PRON", "NUM") and not (
            words[i].tag == "PRON" and i > phrase[0]
        ):
            head = i
        if words[i].tag in ("ADP", "CCONJ") or words[i].text == ",":
            break
    return head
