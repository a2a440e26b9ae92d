"""Frames of verbs: subject, cue and what is said, before, after or around them."""

from __future__ import annotations

from collections.abc import Sequence

from corroborate.claims.voices.clauses import (
    CLOSING,
    PAUSE,
    QUOTES,
    about_start,
    after_adjunct,
    complement,
    content_end,
    preceding,
    trim,
)
from corroborate.claims.voices.cues import Cue, cues
from corroborate.claims.voices.frame import Frame
from corroborate.claims.voices.phrases import Range, phrase_ending, phrase_head, phrase_starting, subject
from corroborate.claims.words import Word
from corroborate.model.attribution import Knowledge, Stance

_OTHER = Cue(Stance.ASSERTS, Knowledge.NOT_STATED, frozenset())
_OBJECTS = frozenset(["DET", "NOUN", "PROPN", "NUM", "ADJ", "PRON"])
_LIVES = frozenset(["life", "lives"])
_ACCUSED = 10
"""Words behind a verb of accusing in which what it is for is looked for."""
_DASHES = frozenset(["—", "–", "-", "--"])
_QUOTING = frozenset(["quote", "cite"])
_TOLD = Cue(Stance.REPORTS, Knowledge.TOLD)
_ESTIMATE = Cue(Stance.ESTIMATES, Knowledge.ESTIMATES)


def verb_frame(
    words: Sequence[Word], i: int, low: int, high: int, *, behind_quote: bool = False, quoted: bool = True
) -> Frame | None:
    """The frame of the verb at ``i`` in the sentence ``words[low:high]``; None where it carries no words.

    ``behind_quote`` is True where the sentence follows a quotation in its paragraph, ``quoted`` is False
    where it neither does nor has a quote mark.
    """
    word = words[i]
    known = cues()
    if word.lemma in known.put_at or word.lemma == "have":
        found = _put_at(words, i, low, high)
        if found:
            return found
    if word.lemma == "claim" and any(w.lower in _LIVES for w in words[i + 1 : min(i + 8, high)]):
        return None
    cue = known.verbs.get(word.lemma, _OTHER)
    if (
        word.lemma in known.responsible
        and i + 1 < high
        and words[i + 1].lower in ("responsibility", "credit")
    ):
        cue = known.verbs["claim"]
    if cue is _OTHER and word.lemma != "quote" and not quoted and not _that_follows(words, i, high):
        # A verb that is no cue carries words only where they stand between quote marks or behind "that".
        return None
    if _passive(words, i, low):
        return _passive_frame(words, i, low, high, cue)
    if _reduced_by(words, i, low, high):
        return None
    if word.lemma in known.accusing:
        accused = _accused(words, i, low, high, cue)
        if accused is not None:
            return accused
    inverted = _inverted(words, i, low, high, cue, behind_quote=behind_quote)
    if inverted:
        return inverted
    source = subject(words, i, low)
    if _within_phrase(words, i, low, high):
        return None
    if word.form == "ing" and source is not None:
        source = _quoted_as(words, i, low) or _issuer(words, source, low) or source
    at_start = behind_quote and source is not None and source[0] == low
    if (word.form != "ing" or "that" in cue.takes) and (at_start or _parenthetical(words, source, low)):
        after = _after(words, i, low, high, cue, source, behind_quote=behind_quote)
        if after:
            return after
    relative = _relative(words, i, low, high, source, cue)
    if relative:
        return relative
    tied = complement(words, i, high, cue.takes)
    if tied is not None:
        start, tie = tied
        end = content_end(words, start, high)
        if end > start:
            return _make(source, (i, i + 1), ((start, end),), cue, "before", word.lemma, tie)
        return None
    if "that" in cue.takes and word.form != "ing":
        found = _after(words, i, low, high, cue, source, behind_quote=behind_quote)
        if found:
            return found
    about = about_start(words, i, high, cue.takes) if cue is not _OTHER else None
    if about is not None and source is not None:
        end = content_end(words, about, high)
        return _make(source, (i, i + 1), ((about, end),), cue, "before", word.lemma, "about")
    return None


def _reduced_by(words: Sequence[Word], i: int, low: int, high: int) -> bool:
    """True for a participle behind its noun, with its maker: "a letter seen by the paper"."""
    if i + 2 >= high or words[i + 1].lower != "by" or words[i].form not in ("part", "past"):
        return False
    maker = words[i + 2].tag in ("DET", "ADJ", "NOUN", "PROPN") and words[i + 2].form != "ing"
    return maker and i > low and words[i - 1].tag in ("NOUN", "PROPN")


def _accused(words: Sequence[Word], i: int, low: int, high: int, cue: Cue) -> Frame | None:
    """What somebody is accused of, as in: They accuse the army of 900 violations."""
    preposition = cues().accusing[words[i].lemma]
    for k in range(i + 1, min(i + _ACCUSED, high - 1)):
        if words[k].lower == preposition and k > i + 1 and _counts(words, k + 1, high):
            source = subject(words, i, low)
            end = content_end(words, k + 1, high)
            if source is None or source[1] > i or end <= k + 1:
                return None
            return _make(source, (i, i + 1), ((k + 1, end),), cue, "before", words[i].lemma, "accused")
        if words[k].tag in ("VERB", "AUX", "PUNCT", "SCONJ"):
            return None
    return None


def _counts(words: Sequence[Word], k: int, high: int) -> bool:
    """True where a number with words that soften it starts here: "of more than 900 violations"."""
    while k < high and (words[k].lower in cues().softening or words[k].tag == "DET"):
        k += 1
    return k < high and words[k].tag == "NUM"


def _that_follows(words: Sequence[Word], i: int, high: int) -> bool:
    """True for a verb with "that" behind it, or behind its "out"."""
    return any(words[k].lower == "that" for k in range(i + 1, min(i + 3, high)))


def _quoted_as(words: Sequence[Word], i: int, low: int) -> Range | None:
    """Who speaks in "the paper quoted the minister as saying that": the minister."""
    if i - 3 <= low or words[i - 1].lower != "as":
        return None
    found = phrase_ending(words, i - 2, low)
    return found if found is not None and found[0] > low and words[found[0] - 1].lemma in _QUOTING else None


def _issuer(words: Sequence[Word], source: Range, low: int) -> Range | None:
    """Who speaks in "the rebels issued a statement saying that": whoever puts the words out."""
    known = cues()
    if words[phrase_head(words, source)].lemma not in known.documents:
        return None
    k = source[0] - 1
    while (k > low and words[k].tag in ("ADV", "DET")) or (k > low and words[k].lower == "out"):
        k -= 1
    if k <= low or words[k].tag != "VERB" or words[k].lemma not in known.issuing or words[k].form == "part":
        return None
    found = subject(words, k, low)
    return found if found is not None and found[1] <= k else None


def _within_phrase(words: Sequence[Word], i: int, low: int, high: int) -> bool:
    """True for a participle before its noun: "a rolling poll", "the confirmed dead"."""
    if words[i].form != "ing" or i - 2 < low or i + 1 >= high or words[i + 1].tag not in ("NOUN", "PROPN"):
        return False
    return words[i - 2].tag == "DET" and words[i - 1].tag in ("NOUN", "PROPN", "ADJ")


def _relative(
    words: Sequence[Word], i: int, low: int, high: int, source: Range | None, cue: Cue
) -> Frame | None:
    """What a relative clause gives to its subject: "the 29 attacks that the UN reported"."""
    if source is None or "object" not in cue.takes or source[1] > i:
        return None
    k = source[0] - 1
    if k > low and words[k].lower in ("that", "which"):
        k -= 1
    elif words[source[0]].tag == "NOUN":
        return None
    following = words[i + 1] if i + 1 < high else None
    if k <= low or words[k].tag != "NOUN" or (following is not None and following.tag in _OBJECTS):
        return None
    about = phrase_ending(words, k, low)
    if about is None:
        return None
    return _make(source, (i, i + 1), (about,), cue, "relative", words[i].lemma)


def _make(
    source: Range | None,
    cue: Range,
    content: tuple[Range, ...],
    how: Cue,
    kind: str,
    lemma: str,
    tie: str = "none",
) -> Frame:
    return Frame(source, cue, content, how.stance, how.knowledge, kind, lemma, tie)


def _inverted(
    words: Sequence[Word], i: int, low: int, high: int, cue: Cue, *, behind_quote: bool
) -> Frame | None:
    """Words, then the verb, then who says them, as in: "We lost," said Ali, a spokesman."""
    if i + 1 >= high or words[i].form not in ("past", "s", "part"):
        return None
    first = i
    while first > low and words[first - 1].tag == "ADV":
        first -= 1
    quoted = (first > low and words[first - 1].text in QUOTES) or (first == low and behind_quote)
    if first > low and not quoted and words[first - 1].text not in PAUSE:
        return None
    if "that" not in cue.takes and not quoted:
        return None
    source = phrase_starting(words, i + 1, high)
    if source is None or not _can_speak(words, source, quoted=quoted or words[i].lemma in cues().speaking):
        return None
    if (
        not quoted
        and words[i].lemma in cues().told
        and words[phrase_head(words, source)].lemma in cues().people
    ):
        return None  # "told reporters" speaks to them
    following = words[source[1]] if source[1] < high else None
    if (
        following is not None
        and not quoted
        and following.text not in (",", ".", ":", "—", "–", "(", "?", "!", ";")
        and following.lower not in ("who", "which")
    ):
        return None
    pieces = preceding(words, low, first)
    for k in range(source[1], high):
        if words[k].text in QUOTES and words[k - 1].text in (",", ":"):
            pieces = (*pieces, (k, trim(words, k, high)))
            break
    if following is not None and following.text == ":" and source[1] + 1 < high:
        pieces = (*pieces, (source[1] + 1, trim(words, source[1] + 1, high)))
    return _make(source, (first, i + 1), pieces, cue, "inverted", words[i].lemma)


def _can_speak(words: Sequence[Word], source: Range, *, quoted: bool) -> bool:
    """True for a phrase whose head is a name, a pronoun, or a person, body or document."""
    head = words[phrase_head(words, source)]
    known = cues()
    if head.tag == "PROPN" or head.lower in ("he", "she", "they", "i", "we"):
        return True
    if head.lemma in known.roles or head.lemma in known.groups or head.lemma in known.documents:
        return True
    return (
        (quoted and head.tag in ("NOUN", "PRON"))
        or head.lemma in known.anonymous_nouns
        or head.lemma in known.people
        or head.lower in known.people
    )


def _parenthetical(words: Sequence[Word], source: Range | None, low: int) -> bool:
    """True where subject and verb stand behind a comma or a quotation: "…, he said"."""
    if source is None or source[0] <= low:
        return False
    before = words[source[0] - 1]
    return before.text in PAUSE or before.text in CLOSING or before.lower == "as"


def _after(
    words: Sequence[Word],
    i: int,
    low: int,
    high: int,
    cue: Cue,
    source: Range | None,
    *,
    behind_quote: bool,
) -> Frame | None:
    """Words, then subject and verb: "The army lost 20 men, he said on Monday"."""
    if source is None or source[1] > i:
        return None
    addressed = words[i].lemma == "tell"
    goes_on = after_adjunct(words, i + 1, high, addressed=addressed)
    if goes_on is None:
        return None
    first = source[0]
    before = words[first - 1] if first > low else None
    quoted = behind_quote if before is None else before.text in CLOSING
    if "that" not in cue.takes and not quoted:
        return None
    if before is None or before.lower == "as":
        if before is not None and goes_on < high - 1:
            pieces: tuple[Range, ...] = ((goes_on, trim(words, goes_on, high)),)
            return _make(source, (i, i + 1), pieces, cue, "after", words[i].lemma, "as")
        tied = complement(words, i, high, cue.takes) if before is None else None
        if before is None and not behind_quote and goes_on < high - 1:
            return None
        if tied is not None and tied[1] in ("that", "to", "colon"):
            return None
        pieces = preceding(words, low, first - 1) if before is not None else ()
        return _make(source, (i, i + 1), pieces, cue, "after", words[i].lemma, "as" if before else "none")
    if before.text not in PAUSE and before.text not in CLOSING:
        return None
    tied = complement(words, i, high, cue.takes)
    adjunct = words[i + 1].tag in ("ADP", "ADV", "SCONJ") if i + 1 < high else True
    if tied is not None and (
        tied[1] in ("that", "to")
        or (tied[1] in ("clause", "object", "figure", "wh") and not (quoted or adjunct or addressed))
    ):
        return None
    pieces = preceding(words, low, first)
    if not pieces or (before.text in _DASHES and not _tells(words, *pieces[0])):
        return None
    if goes_on < high - 1:
        pieces = (*pieces, (goes_on, trim(words, goes_on, high)))
    return _make(source, (i, i + 1), pieces, cue, "after", words[i].lemma)


def _tells(words: Sequence[Word], first: int, last: int) -> bool:
    """True for words with a verb; "KABUL (Reuters) –" only says where a report comes from."""
    return any(words[k].tag in ("VERB", "AUX") or words[k].text in QUOTES for k in range(first, last))


def _passive(words: Sequence[Word], i: int, low: int) -> bool:
    if words[i].form not in ("part", "past"):
        return False
    j = i - 1
    while j >= low and (words[j].tag == "ADV" or words[j].lower in ("not", "n't")):
        j -= 1
    return j >= low and words[j].tag == "AUX" and words[j].lemma == "be"


def _passive_frame(words: Sequence[Word], i: int, low: int, high: int, cue: Cue) -> Frame | None:
    lemma = words[i].lemma
    if (
        lemma == "quote"
        and i + 2 < high
        and words[i + 1].lower == "as"
        and words[i + 2].lemma in cues().verbs
    ):
        tied = complement(words, i + 2, high, frozenset({"that"}))
        source = subject(words, i, low)
        if tied and source:
            content = (tied[0], content_end(words, tied[0], high))
            return _make(source, (i, i + 3), (content,), cues().verbs["say"], "before", "say", tied[1])
    if "that" not in cue.takes and "object" not in cue.takes:
        return None
    for j in range(i + 1, min(i + 5, high)):
        if words[j].lower == "by":
            source = phrase_starting(words, j + 1, high)
            if source and lemma in cues().told:
                tied = complement(words, source[1] - 1, high, frozenset({"that"}))
                if tied is not None and tied[1] == "that":
                    content = (tied[0], content_end(words, tied[0], high))
                    return _make(source, (i, j + 1), (content,), cue, "before", lemma, "that")
            if source and j > low:
                start = next((k + 1 for k in range(i - 1, low, -1) if words[k].text in (",", ";", ":")), low)
                return _make(source, (i, j + 1), ((start, i),), cue, "phrase", lemma, "by")
    tied = complement(words, i, high, cue.takes)
    if tied is not None and lemma in cues().told and tied[1] in ("that", "clause", "wh"):
        content = (tied[0], content_end(words, tied[0], high))
        return _make(subject(words, i, low), (i, i + 1), (content,), _TOLD, "before", lemma, "told")
    if tied is None or tied[1] in ("object", "figure"):
        return None
    content = (tied[0], content_end(words, tied[0], high))
    return _make(None, (i, i + 1), (content,), cue, "before", lemma, tied[1])


def _put_at(words: Sequence[Word], i: int, low: int, high: int) -> Frame | None:
    """An estimate by whoever puts it there, as in: The UN put the number at 29."""
    for j in range(i + 2, min(i + 20, high)):
        if words[j].lower == "at" and j + 1 < high and _starts_number(words[j + 1]):
            source = subject(words, i, low)
            if source is None:
                return None
            if words[i].lemma == "have" and words[phrase_head(words, source)].lemma not in cues().surveys:
                return None
            content = (i + 1, content_end(words, i + 1, high))
            return _make(source, (i, i + 1), (content,), _ESTIMATE, "before", words[i].lemma, "put")
        if words[j].tag == "AUX" or words[j].text in ".;,:":
            return None
    return None


def _starts_number(word: Word) -> bool:
    return word.tag in ("NUM", "ADV") or word.text in "$€£¥"
