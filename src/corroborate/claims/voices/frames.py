"""Frames: one cue with its source and the words that it carries, inside one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corroborate.claims.voices.cues import Cue, cues
from corroborate.claims.voices.phrases import REACH, Range, phrase_starting, subject
from corroborate.claims.words import Word
from corroborate.model.attribution import Knowledge, Stance

_CLOSING = frozenset('"”»')
_QUOTES = frozenset('"“”«»')
_PAUSE = frozenset([",", "—", "–", "--", "-"])
_FINITE = frozenset(["s", "past", "", "base"])
_CUTS = frozenset(["while", "whereas", "although", "though", "but"])
_QUESTION_WORDS = frozenset(["whether", "if", "how", "why", "what", "who", "when", "where"])
_BE = "be"


@dataclass(frozen=True, slots=True)
class Frame:
    """Word ranges of one attribution: source (None where nobody is named), cue, pieces of content.

    ``kind`` is before, after, inverted, phrase or noun: where the content stands to its cue.
    """

    source: Range | None
    cue: Range
    content: tuple[Range, ...]
    stance: Stance
    knowledge: Knowledge
    kind: str
    lemma: str


def frames(words: Sequence[Word], low: int, high: int) -> list[Frame]:
    """The frames of the sentence ``words[low:high]``, in order of their cues."""
    known = cues()
    result: list[Frame] = []
    for i in range(low, high):
        word = words[i]
        found = _phrase(words, i, low, high)
        if found is not None:
            pass
        elif word.tag == "VERB":
            found = _put_at(words, i, low, high) if word.lemma in known.put_at else None
            cue = known.verbs.get(word.lemma)
            if found is None and cue is not None:
                found = _verb(words, i, low, high, cue)
        elif word.tag in ("NOUN", "PROPN") and word.lemma in known.nouns:
            found = _noun(words, i, low, high, known.nouns[word.lemma])
        if found is not None:
            result.append(found)
    return [_cut_at_next(frame, result, words) for frame in result]


def _cut_at_next(frame: Frame, every: Sequence[Frame], words: Sequence[Word]) -> Frame:
    """Ends content where a coordinated cue of the same sentence takes over: "said A but put B at 29"."""
    if frame.kind != "before":
        return frame
    pieces = []
    for first, last in frame.content:
        cut = last
        for other in every:
            start = other.cue[0]
            if (
                first < start < last
                and other.source == frame.source
                and other.kind == "before"
                and words[start - 1].tag == "CCONJ"
            ):
                cut = min(cut, start - 1)
        pieces.append((first, cut))
    return Frame(
        frame.source, frame.cue, tuple(pieces), frame.stance, frame.knowledge, frame.kind, frame.lemma
    )


def _verb(words: Sequence[Word], i: int, low: int, high: int, cue: Cue) -> Frame | None:
    word = words[i]
    if _passive(words, i, low):
        return _passive_frame(words, i, low, high, cue)
    source = subject(words, i, low)
    inverted = None
    if (
        i > low
        and (words[i - 1].text in _CLOSING or words[i - 1].text in _PAUSE)
        and word.form in ("past", "s", "part")
    ):
        inverted = phrase_starting(words, i + 1, high)
        if (
            inverted
            and inverted[1] < high
            and words[inverted[1]].tag in ("VERB", "AUX")
            and words[i - 1].text not in _CLOSING
        ):
            inverted = None
    if inverted and "that" in cue.takes:
        return _make(inverted, (i, i + 1), _preceding(words, low, i), cue, "inverted", word.lemma)
    start = _complement(words, i, high, cue)
    if start is not None:
        end = _content_end(words, start, high)
        if end > start:
            return _make(source, (i, i + 1), ((start, end),), cue, "before", word.lemma)
    if source and "that" in cue.takes and word.form != "ing":
        before = source[0] - 1
        if before >= low and (words[before].text in _PAUSE or words[before].text in _CLOSING):
            after = _after_adjunct(words, i + 1, high)
            pieces = _preceding(words, low, source[0])
            if after is not None and pieces:
                if after < high - 1:
                    pieces = (*pieces, (after, _trim(words, after, high)))
                return _make(source, (i, i + 1), pieces, cue, "after", word.lemma)
        if before < low and i + 1 < high:
            after = _after_adjunct(words, i + 1, high)
            if after is not None and after >= high - 1:
                return _make(source, (i, i + 1), (), cue, "after", word.lemma)
    return None


def _make(
    source: Range | None, cue: Range, content: tuple[Range, ...], how: Cue, kind: str, lemma: str
) -> Frame:
    return Frame(source, cue, content, how.stance, how.knowledge, kind, lemma)


def _passive(words: Sequence[Word], i: int, low: int) -> bool:
    if words[i].form not in ("part", "past"):
        return False
    j = i - 1
    while j >= low and (words[j].tag == "ADV" or words[j].lower in ("not", "n't", "n’t")):
        j -= 1
    return j >= low and words[j].tag == "AUX" and words[j].lemma == _BE


def _passive_frame(words: Sequence[Word], i: int, low: int, high: int, cue: Cue) -> Frame | None:
    for j in range(i + 1, min(i + 5, high)):
        if words[j].lower == "by":
            source = phrase_starting(words, j + 1, high)
            if source:
                return _make(source, (i, j + 1), ((low, i),), cue, "phrase", words[i].lemma)
    start = _complement(words, i, high, cue)
    if start is None:
        return None
    return _make(
        None, (i, i + 1), ((start, _content_end(words, start, high)),), cue, "before", words[i].lemma
    )


def _put_at(words: Sequence[Word], i: int, low: int, high: int) -> Frame | None:
    """An estimate by whoever puts it there, as in: The UN put the number at 29."""
    for j in range(i + 2, min(i + 14, high)):
        if (
            words[j].lower == "at"
            and j + 1 < high
            and (words[j + 1].tag in ("NUM", "ADV") or words[j + 1].text in "$€£")
        ):
            source = subject(words, i, low)
            if source is None:
                return None
            estimate = Cue(Stance.ESTIMATES, Knowledge.ESTIMATES)
            content = (i + 1, _content_end(words, i + 1, high))
            return _make(source, (i, i + 1), (content,), estimate, "before", words[i].lemma)
        if words[j].tag in ("VERB", "AUX") or words[j].text in ".;":
            return None
    return None


def _complement(words: Sequence[Word], i: int, high: int, cue: Cue) -> int | None:
    """Where the words that a cue carries start after it; None where none follow."""
    j = i + 1
    if j < high and words[j].tag == "ADP" and words[j].lower == "out":
        j += 1
    limit = min(j + 20, high)
    if "that" in cue.takes:
        for k in range(j, limit):
            word = words[k]
            if word.lower == "that" and word.tag == "SCONJ":
                return k
            if word.text == ":" and k + 1 < high:
                return k + 1
            if word.text in _QUOTES and (
                k == j or words[k - 1].text in (",", ":") or words[k - 1].tag in ("NOUN", "PROPN", "PRON")
            ):
                return k
            if word.lower in _QUESTION_WORDS and k <= j + 2 and word.tag != "NOUN":
                return k
            if (word.tag in ("VERB", "AUX") and word.form in _FINITE) or word.text in ".;?!":
                break
            if word.text == "," and not (k + 1 < high and words[k + 1].text in _QUOTES):
                break
        if j < high and _clause_follows(words, j, high):
            return j
    if "to" in cue.takes and j < high and words[j].lower == "to" and words[j].tag == "PART":
        return j
    if "object" in cue.takes and j < high and words[j].tag in ("DET", "NOUN", "PROPN", "NUM", "ADJ", "ADV"):
        return j
    return None


def _clause_follows(words: Sequence[Word], j: int, high: int) -> bool:
    """True where a noun phrase and its finite verb follow: "said the army lost 20 men"."""
    first = words[j]
    k = j
    if first.tag in ("ADV", "ADP", "SCONJ") or first.text in ("$", "€", "£"):
        k = j + 1
    elif first.tag not in ("DET", "PRON", "PROPN", "NOUN", "NUM", "ADJ"):
        return False
    if first.lower in ("him", "them", "me", "us", "himself", "herself", "themselves", "itself"):
        k = j + 1
    for m in range(k, min(k + 25, high)):
        word = words[m]
        if word.tag in ("VERB", "AUX") and word.form in _FINITE and m > j:
            before = words[m - 1]
            return not (
                before.lower in ("who", "which")
                or before.lower == "to"
                or (before.lower == "that" and before.tag == "PRON")
            )
        if word.text in ".;:?!" or word.text in _QUOTES:
            return False
    return False


def _content_end(words: Sequence[Word], start: int, high: int) -> int:
    """Where the content ends: at the sentence's end, or at a clause that is set against it."""
    quoted = False
    for k in range(start, high):
        if words[k].text in _QUOTES:
            quoted = not quoted or words[k].text in "“«"
        if quoted:
            continue
        if words[k].text == ";":
            return k
        if k + 1 < high and words[k].text == "," and words[k + 1].lower in _CUTS and k - start > 2:
            return k
        if k + 1 < high and words[k].text == "," and words[k + 1].lower == "according":
            return k
    return _trim(words, start, high)


def _trim(words: Sequence[Word], start: int, high: int) -> int:
    end = high
    while end > start and words[end - 1].text in (".", ","):
        end -= 1
    return end


def _preceding(words: Sequence[Word], low: int, before: int) -> tuple[Range, ...]:
    last = before
    while last > low and words[last - 1].text in _PAUSE:
        last -= 1
    first = low
    return ((first, last),) if last > first else ()


def _after_adjunct(words: Sequence[Word], j: int, high: int) -> int | None:
    """Where a sentence goes on after "he said in an interview,"; its end where it does not.

    None where what follows the cue is no adjunct, so that the cue takes it as its object.
    """
    if j < high and words[j].tag not in (
        "ADP",
        "ADV",
        "NOUN",
        "PROPN",
        "PUNCT",
        "PART",
        "PRON",
        "SCONJ",
        "VERB",
    ):
        return None
    for k in range(j, min(j + 30, high)):
        if words[k].text in (",", "—", "–", ":") or words[k].text in _QUOTES:
            return k + 1 if words[k].text not in _QUOTES else k
        if words[k].text in ".?!;":
            return high
    return high


def _noun(words: Sequence[Word], i: int, low: int, high: int, cue: Cue) -> Frame | None:
    """A noun that carries words, as in: X's claim that they won; his estimate of 200 dead."""
    if i + 1 >= high:
        return None
    follows = words[i + 1]
    source: Range | None = None
    k = i - 1
    while k >= low and words[k].tag in ("ADJ", "NUM", "NOUN"):
        k -= 1
    if k > low and words[k].tag == "PART" and words[k].text[0] in "'’":
        from corroborate.claims.voices.phrases import phrase_ending

        source = phrase_ending(words, k - 1, low)
    elif k >= low and words[k].lower in ("his", "her", "their", "its", "our", "my", "your"):
        source = (k, k + 1)
    if follows.lower == "that" and follows.tag == "SCONJ":
        return _make(
            source, (i, i + 1), ((i + 1, _content_end(words, i + 1, high)),), cue, "noun", words[i].lemma
        )
    if follows.lower == "of" and source and cue.stance in (Stance.CLAIMS, Stance.ESTIMATES):
        end = _content_end(words, i + 2, high)
        if end > i + 2:
            return _make(source, (i, i + 1), ((i + 2, end),), cue, "noun", words[i].lemma)
    return None


def _phrase(words: Sequence[Word], i: int, low: int, high: int) -> Frame | None:
    for phrase, cue in cues().phrases.items():
        if words[i].lower != phrase[0] or i + len(phrase) >= high:
            continue
        if tuple(w.lower for w in words[i : i + len(phrase)]) != phrase:
            continue
        after = i + len(phrase)
        source = phrase_starting(words, after, high)
        if source is None or (phrase == ("per",) and words[after].tag not in ("DET", "PROPN")):
            continue
        stance, knowledge, source = _made_by(words, source, high, cue)
        pieces: tuple[Range, ...]
        if i == low or (i == low + 1 and words[low].tag in ("CCONJ", "ADV")):
            start = source[1]
            while start < high and start - source[1] < REACH and words[start - 1].text != ",":
                start += 1
            pieces = ((start, _trim(words, start, high)),) if start < high else ()
        else:
            pieces = _preceding(words, low, i)
        if not pieces:
            continue
        return Frame(source, (i, after), pieces, stance, knowledge, "phrase", phrase[0])
    return None


def _made_by(words: Sequence[Word], source: Range, high: int, cue: Cue) -> tuple[Stance, Knowledge, Range]:
    """The stance of the noun and the maker as the source, as in: according to an estimate by the UN."""
    known = cues()
    for k in range(source[0], min(source[1] + 1, high)):
        if words[k].lower in ("by", "from") and k > source[0] and words[k - 1].lemma in known.nouns:
            noun = known.nouns[words[k - 1].lemma]
            maker = phrase_starting(words, k + 1, high)
            if maker:
                return noun.stance, noun.knowledge, maker
    return cue.stance, cue.knowledge, source
