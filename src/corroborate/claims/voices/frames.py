"""The frames of a sentence: verbs, nouns and phrases that give words to somebody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corroborate.claims.voices.clauses import QUOTES, content_end, preceding, trim
from corroborate.claims.voices.cues import Cue, cues
from corroborate.claims.voices.frame import Frame
from corroborate.claims.voices.headlines import names_place, signed
from corroborate.claims.voices.phrases import REACH, Range, phrase_ending, phrase_starting, subject
from corroborate.claims.voices.verbs import verb_frame
from corroborate.claims.words import Word
from corroborate.model.attribution import Knowledge, Stance

_HEARING = frozenset(["receive", "hear", "get", "obtain"])
_OWN = frozenset(["his", "her", "their", "its", "our", "my", "your"])
_EACH = frozenset(["every", "each", "a", "an", "another"])
_TAKEN_FOR_GRANTED = frozenset(["when", "after", "before", "since", "while", "although", "though"])
_FULL = frozenset([".", "?", "!", ";", ":", ",", '"', "”", "''"])
_LABEL = 8
"""Words that a speaker before a colon may have."""


def frames(words: Sequence[Word], low: int, high: int, *, behind_quote: bool = False) -> list[Frame]:
    """The frames of the sentence ``words[low:high]``, in order of their cues.

    ``behind_quote`` is True where the sentence follows a quotation in its paragraph.
    """
    known = cues()
    result: list[Frame] = []
    label = _labelled(words, low, high)
    if label is not None:
        result.append(label)
    if label is None and words[high - 1].text not in _FULL:
        label = signed(words, low, high)
        if label is not None:
            result.append(label)
    starts, nouns, carried = known.phrase_starts, known.nouns, known.carried
    sentence = words[low:high]
    quoted = behind_quote or not QUOTES.isdisjoint([word.text for word in sentence])
    for i, word in enumerate(sentence, low):
        lower, tag = word.lower, word.tag
        found = _phrase(words, i, low, high) if lower in starts else None
        if lower == "in":
            found = _in_document(words, i, low, high)
        elif lower == "by":
            found = _by_count(words, i, low, high)
        if found is not None:
            pass
        elif tag == "VERB":
            found = verb_frame(words, i, low, high, behind_quote=behind_quote, quoted=quoted)
        elif tag == "NOUN" or tag == "PROPN":
            if word.lemma in nouns:
                found = _noun(words, i, low, high, nouns[word.lemma])
            if (found is None or found.source is None) and (word.lemma in nouns or word.lemma in carried):
                found = _by_light_verb(words, i, low, high) or found
        if found is not None:
            result.append(found)
    return [_cut_at_next(frame, result, words) for frame in result]


def _cut_at_next(frame: Frame, every: Sequence[Frame], words: Sequence[Word]) -> Frame:
    """Ends content where another cue of the same sentence takes over: "said A but put B at 29"."""
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
            elif (
                frame.tie == "figure"
                and other.kind == "after"
                and other.lemma in cues().verbs
                and other.source is not None
                and first < other.source[0] < last
                and other.content[0][0] <= frame.cue[0] < other.content[0][1]
            ):
                # "The army counted 20 deaths, the agency noted": the army says nothing of the agency.
                cut = min(cut, other.content[0][1])
        pieces.append((first, cut))
    if tuple(pieces) == tuple(frame.content):
        return frame
    return replace(frame, content=tuple(p for p in pieces if p[1] > p[0]))


def _labelled(words: Sequence[Word], low: int, high: int) -> Frame | None:
    """A name before a colon, as in headlines: UN report: 29 attacks in a year."""
    for k in range(low + 1, min(low + _LABEL, high - 1)):
        word = words[k]
        if word.text == ":" and words[k + 1].start > word.end:
            source = phrase_ending(words, k - 1, low)
            if source is None or source[0] > low + 1 or words[low].tag in ("NUM", "PRON"):
                return None
            if words[k - 1].lemma in cues().not_speakers or names_place(words, source):
                return None
            content = (k + 1, trim(words, k + 1, high))
            return Frame(
                source, (k, k + 1), (content,), Stance.ASSERTS, Knowledge.NOT_STATED, "label", ":", "colon"
            )
        if word.tag in ("VERB", "AUX", "PUNCT", "SCONJ", "CCONJ"):
            return None
    return None


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
        source = phrase_ending(words, k - 1, low)
    elif k >= low and words[k].lower in _OWN:
        source = (k, k + 1)
    k = _past_time(words, i + 1, high) if source is not None else i + 1
    if k < high and words[k].lower == "that" and words[k].tag == "SCONJ":
        return _carried(source, i, (k, content_end(words, k, high)), cue, words[i].lemma, "that")
    if follows.lower == "of" and source and cue.stance in (Stance.CLAIMS, Stance.ESTIMATES):
        end = content_end(words, i + 2, high)
        if end > i + 2:
            return _carried(source, i, (i + 2, end), cue, words[i].lemma, "object")
    return None


def _by_light_verb(words: Sequence[Word], i: int, low: int, high: int) -> Frame | None:
    """Whose verb gives what a noun carries: "gave evidence that", "received reports that"."""
    known = cues()
    k = i - 1
    while k > low and words[k].tag in ("DET", "ADJ", "NOUN", "NUM", "ADV"):
        k -= 1
    if k <= low or words[k].tag != "VERB" or words[k].lemma not in known.carrying or i + 2 >= high:
        return None
    source = subject(words, k, low)
    if source is None or source[1] > k:
        return None
    opens = next((w.tag for w in words[i + 2 : high] if w.tag != "ADV"), "PUNCT")
    if words[i + 1].lower == "that" and opens not in ("VERB", "AUX", "PUNCT"):
        start = i + 1
    elif words[i + 1].lower == "of" and words[i].lemma in known.carried:
        start = i + 2
    else:
        return None
    heard = words[k].lemma in _HEARING
    stance, knowledge = (Stance.REPORTS, Knowledge.TOLD) if heard else (Stance.ASSERTS, Knowledge.NOT_STATED)
    content = (start, content_end(words, start, high))
    return Frame(source, (k, i + 1), (content,), stance, knowledge, "noun", words[k].lemma, "carried")


def _past_time(words: Sequence[Word], k: int, high: int) -> int:
    """Behind the time that may stand between a noun and its clause: "his claim in November that"."""
    j = k + (k < high and words[k].tag == "ADP")
    if j < high and words[j].tag in ("DET", "ADJ") and j + 1 < high:
        j += 1
    known = cues()
    timed = j < high and (words[j].lower in known.calendar or words[j].lemma in known.periods)
    return j + 1 if timed else k


def _by_count(words: Sequence[Word], i: int, low: int, high: int) -> Frame | None:
    """Whoever counted, as in: By the ministry's own count, 20 died; 20 died, by its estimate."""
    for k in range(i + 2, min(i + 9, high)):
        if words[k].lower in cues().counts and words[k].tag == "NOUN":
            owner = _owner(words, i, k)
            if owner is None:
                return None
            ends = k + 1
            if i - low <= 1:
                start = ends + (ends < high and words[ends].text == ",")
                pieces: tuple[Range, ...] = ((start, trim(words, start, high)),) if start < high else ()
            else:
                pieces = preceding(words, low, i)
            if not pieces or pieces[0][1] <= pieces[0][0]:
                return None
            stance = Stance.ESTIMATES if words[k].lemma in cues().nouns else Stance.REPORTS
            return Frame(owner, (i, i + 1), pieces, stance, Knowledge.NOT_STATED, "phrase", "by", "count")
        if words[k].tag in ("VERB", "AUX", "PUNCT") and words[k].text not in "'’":
            return None
    return None


def _owner(words: Sequence[Word], i: int, noun: int) -> Range | None:
    """The possessor between "by" and the noun of a count."""
    if words[i + 1].lower in _OWN:
        return (i + 1, i + 2)
    for k in range(i + 2, noun):
        if words[k].tag == "PART" and words[k].text[0] in "'’":
            return (i + 1, k)
    return None


def _in_document(words: Sequence[Word], i: int, low: int, high: int) -> Frame | None:
    """A survey or report that holds what is said, as in: In a poll of 900 people, 28 percent agreed."""
    source = phrase_starting(words, i + 1, high)
    if source is None or words[i + 1].tag == "PRON":
        return None
    while source[1] + 1 < high and words[source[1]].text in ("/", "-"):
        more = phrase_starting(words, source[1] + 1, high)
        if more is None:
            break
        source = (source[0], more[1])
    if not any(words[k].lemma in cues().surveys for k in range(*source)):
        return None
    pieces: tuple[Range, ...]
    if i - low <= 1:
        start = source[1]
        while start < high and start - source[1] < REACH and words[start].text != ",":
            start += 1
        pieces = ((start + 1, trim(words, start + 1, high)),) if start + 1 < high else ()
    else:
        pieces = preceding(words, low, i)
    if not pieces or pieces[0][1] <= pieces[0][0]:
        return None
    return Frame(source, (i, i + 1), pieces, Stance.REPORTS, Knowledge.NOT_STATED, "phrase", "in", "in")


def _carried(source: Range | None, noun: int, content: Range, cue: Cue, lemma: str, tie: str) -> Frame | None:
    if content[1] <= content[0]:
        return None
    return Frame(source, (noun, noun + 1), (content,), cue.stance, cue.knowledge, "noun", lemma, tie)


def _phrase(words: Sequence[Word], i: int, low: int, high: int) -> Frame | None:
    for phrase, cue in cues().phrases.items():
        if words[i].lower != phrase[0] or i + len(phrase) >= high:
            continue
        if tuple(w.lower for w in words[i : i + len(phrase)]) != phrase:
            continue
        after = i + len(phrase)
        source = phrase_starting(words, after, high)
        if source is None or (phrase == ("per",) and not _after_per(words[after])):
            continue
        stance, knowledge, source = _made_by(words, source, high, cue)
        pieces: tuple[Range, ...]
        if i == low or _opens_clause(words, i, low) or _adjunct_only(words, low, i):
            start = source[1]
            while start < high and start - source[1] < REACH and words[start - 1].text != ",":
                start += 1
            pieces = ((start, trim(words, start, high)),) if start < high else ()
        else:
            pieces = preceding(words, _behind_clause(words, low, i), i)
        if not pieces:
            continue
        return Frame(source, (i, after), pieces, stance, knowledge, "phrase", phrase[0])
    return None


def _after_per(word: Word) -> bool:
    """True for "per the ministry"; "per every 21,000 voters" is a rate."""
    return word.tag == "PROPN" or (word.tag == "DET" and word.lower not in _EACH)


def _opens_clause(words: Sequence[Word], i: int, low: int) -> bool:
    """True where a phrase stands before its clause: "and, according to X,", "said that, according to X,"."""
    before = words[i - 1]
    if before.text == "," and i - 2 >= low:
        before = words[i - 2]
    opens = before.tag in ("CCONJ", "SCONJ") or before.lower == "that"
    return opens or (i == low + 1 and before.tag == "ADV")


def _adjunct_only(words: Sequence[Word], low: int, i: int) -> bool:
    """True where only an adjunct stands before: "Since last November, according to X, forces killed 400"."""
    if i <= low or words[i - 1].text != "," or i - low > REACH:
        return False
    return words[low].tag in ("ADP", "ADV", "NUM", "ADJ", "DET", "NOUN", "SCONJ") and not any(
        words[k].tag in ("VERB", "AUX") for k in range(low, i)
    )


def _behind_clause(words: Sequence[Word], low: int, i: int) -> int:
    """Where the main clause starts behind "When …,": what such a clause takes for granted is the writer's."""
    if words[low].lower not in _TAKEN_FOR_GRANTED:
        return low
    return next((k + 1 for k in range(low + 2, min(low + 25, i - 3)) if words[k].text == ","), low)


def _made_by(words: Sequence[Word], source: Range, high: int, cue: Cue) -> tuple[Stance, Knowledge, Range]:
    """The stance of the noun and the maker as the source, as in: according to an estimate by the UN."""
    known = cues()
    for k in range(source[0], min(source[1] + 1, high)):
        if words[k].lower in ("by", "from") and k > source[0] and words[k - 1].lemma in known.nouns:
            noun = known.nouns[words[k - 1].lemma]
            maker = phrase_starting(words, k + 1, high)
            if maker:
                return noun.stance, noun.knowledge, maker
    k = source[1]
    if (
        k + 2 < high
        and words[k].tag == "VERB"
        and words[k].lemma in known.made
        and words[k + 1].lower == "by"
    ):
        maker = phrase_starting(words, k + 2, high)
        if maker:
            return cue.stance, cue.knowledge, maker
    return cue.stance, cue.knowledge, source
