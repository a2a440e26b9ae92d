"""What is looked at to decide whether an attribution holds for one word of its content."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from corroborate.claims.voices.cues import cues
from corroborate.claims.voices.phrases import phrase_head
from corroborate.claims.voices.speech import Speech
from corroborate.claims.words import Word

_TURNS = frozenset(["which", "who", "where", "when", "while", "as", "after", "but", "and", "because", "than"])
_STOPS = frozenset([".", "?", "!", ";", "(", "—", "–", "--"])
_COMMA, _TURN, _STOP, TOLD = 1, 2, 3, 4
_LANDMARKS = {**dict.fromkeys(_STOPS, _STOP), **dict.fromkeys(_TURNS, _TURN), ",": _COMMA}
_VERBS = frozenset(["VERB", "AUX"])
_TELLING = frozenset(["past", "s", "", "base"])
_CENTURIES = frozenset(["18", "19", "20"])
_LINKING = frozenset(["CCONJ", "SCONJ", "ADP", "PRON"])
_FAR = 80
"""Words behind a cue in which what stands between is counted."""
_LIMITS = (2, 4, 8, 12, 18, 26, 40, 70)
_FIRST = frozenset(["i", "we", "my", "our"])
_SECOND = frozenset(["you", "your"])
_THIRD = frozenset(["he", "she", "they", "his", "her", "their"])


def _bucket(number: int) -> int:
    return bisect_right(_LIMITS, number)


def fixed(
    words: Sequence[Word], speech: Speech, depth: int, *, within_quote: bool, speaker: bool = False
) -> tuple[str, ...]:
    """The features of an attribution whatever the word asked about.

    ``depth`` is how many other attributions its cue stands in, ``within_quote`` whether one of those is
    a quotation.
    """
    known = cues()
    way = f"{speech.kind}/{speech.tie}"
    lemma = speech.lemma
    listed = lemma in known.verbs or lemma in known.nouns or lemma in known.put_at
    if not (listed or speech.kind == "phrase" or lemma == ":"):
        lemma = "other"
    source = _source(words, speech)
    size = sum(b - a for a, b in speech.content)
    result = [
        f"way {way}",
        f"way {way} {speech.quoted}",
        f"lemma {lemma}",
        f"lemma {lemma} {speech.tie}",
        f"stance {speech.stance}",
        f"inside {speech.inside}",
        f"source {source}",
        f"source {source} {speech.inside}",
        f"source {source} {speech.kind}",
        f"depth {min(depth, 2)} {within_quote}",
        f"depth {min(depth, 2)} {way}",
        f"size {_bucket(size)}",
        f"speaker {speaker}",
        f"speaker {speaker} {way}",
        f"lemma {lemma} {source}",
        *_opening(words, speech),
    ]
    if speech.cue is not None:
        result += _cue(words, speech)
    return tuple(result)


def _opening(words: Sequence[Word], speech: Speech) -> list[str]:
    """How what is said begins, and whether its first verb tells, foretells or only names."""
    first, last = speech.content[0]
    if speech.quoted or first >= last:
        return []
    start = words[first]
    found = start.lower if start.tag in ("DET", "PRON", "SCONJ", "ADP", "AUX") else start.tag
    result = [f"opens {speech.tie} {found}"]
    for k in range(first, min(first + 30, last)):
        word = words[k]
        if word.tag == "AUX" or (word.tag == "VERB" and word.form in ("past", "s", "", "base")):
            return [*result, f"told {speech.kind} {word.lemma if word.tag == 'AUX' else word.form}"]
    return [*result, f"told {speech.kind} none"]


def _source(words: Sequence[Word], speech: Speech) -> str:
    if speech.source is None:
        return "none"
    known = cues()
    first = words[speech.source[0]]
    last = words[speech.source[1] - 1]
    head = words[phrase_head(words, speech.source)]
    if first.lower in _FIRST:
        return "first"
    if first.lower in _SECOND:
        return "second"
    if first.lower in _THIRD:
        return "third"
    if first.lower in ("it", "this", "that", "what", "there"):
        return "thing"
    if first.tag == "NUM" or first.lower in ("some", "many", "most", "others", "several", "few"):
        return "some"
    kind = "name" if head.tag == "PROPN" else "other"
    if head.lemma in known.documents:
        kind = "document"
    elif head.lemma in known.roles or head.lemma in known.groups:
        kind = "role"
    elif head.lemma in known.anonymous_nouns or head.lower in known.anonymous_nouns:
        kind = "sources"
    elif head.lemma in known.people or head.lower in known.people:
        kind = "people"
    elif head.tag == "NOUN" and head.form == "plural":
        kind = "plural"
    return kind + (" who" if last.lower in ("who", "which", "that") else "")


def _cue(words: Sequence[Word], speech: Speech) -> list[str]:
    assert speech.cue is not None
    first, last = speech.cue
    result = [f"form {words[last - 1].tag} {words[last - 1].form}"]
    for k in range(max(0, first - 3), first):
        lower = words[k].lower
        if words[k].tag == "AUX" or lower in ("to", "not", "n't", "if", "and", "who", "that"):
            result.append(f"before {words[k].lemma}")
    if first and words[first - 1].lower == "to":
        result.append("infinitive")
    linked = words[first - 1].lower if first else ""
    if linked in ("and", "but", "or", ","):
        result.append(f"apart {linked}")
    elif speech.source is not None:
        apart = first - speech.source[1] if speech.source[0] < first else -1
        result.append(f"apart {min(apart, 12) if apart < 4 else _bucket(apart) + 4}")
    following = words[last].lower if last < len(words) else ""
    if last < len(words):
        result.append(f"next {speech.kind} {words[last].tag}")
    if following in ("in", "on", "about", "by", "for", "to", "with", "me", "us", "him", "them", "as", "if"):
        result.append(f"follows {following}")
    return result


class Look(NamedTuple):
    """What is seen of one word from an attribution: how far it is, and what stands between.

    ``number`` is that of the piece of content; ``quoted`` where the word stands in the quotation, of
    which nothing else is looked at.
    """

    way: str
    tie: str
    inside: bool
    quoted: bool
    number: int
    distance: int = 0
    commas: int = 0
    turns: int = 0
    stops: int = 0
    told: int = 0
    shape: str = ""
    apart: bool = False
    """True outside the quote marks of words that are quoted in part."""
    opening: str = ""
    """How a piece behind the cue opens: "he said, speaking to reporters"."""

    def features(self) -> tuple[str, ...]:
        """The features that change with the word asked about."""
        way, tie, turns = self.way, self.tie, self.turns
        if self.quoted:
            return (f"quoted {way} {min(self.number, 1)}", f"quoted {self.inside}")
        found: tuple[str, ...] = (
            f"far {way} {self.distance}",
            f"commas {way} {self.commas}",
            f"turns {way} {turns}",
            f"stops {way} {self.stops}",
            f"piece {way} {self.number}",
            f"place {tie} {self.distance}",
            f"between {way} {self.told} {min(self.commas, 2)} {min(turns, 2)}",
            f"between {tie} {self.told} {min(turns, 2)}",
            f"shape {way} {self.shape}",
            f"shape {self.shape} {min(turns, 1)}",
        )
        if self.apart:
            found = (*found, f"unquoted {way} {self.number}")
        if self.opening:
            found = (*found, f"goes on {way} {self.opening}", f"goes on {self.apart} {self.opening}")
        return found


def landmarks(words: Sequence[Word]) -> bytes:
    """One byte a word for what may stand between a cue and a word, so that stretches are counted at once."""
    return bytes(
        [_LANDMARKS.get(w.lower) or (TOLD if w.tag in _VERBS and w.form in _TELLING else 0) for w in words]
    )


def look(words: Sequence[Word], marks: bytes, speech: Speech, at: int, quoted_word: bool) -> Look:
    """One word as it is seen from an attribution; ``marks`` are the `landmarks` of the words."""
    number, piece = 0, speech.content[0]
    if not piece[0] <= at < piece[1]:
        for n, other in enumerate(speech.content):
            if other[0] <= at < other[1]:
                number, piece = n, other
                break
    if speech.quoted and quoted_word:
        return Look(speech.kind, speech.tie, speech.inside, True, min(number, 2))
    anchor = speech.cue[1] if speech.cue is not None and speech.cue[1] <= at else piece[0]
    if speech.cue is not None and speech.cue[0] > at:
        near, far = at, min(piece[1], speech.cue[0])
        anchor = at
    else:
        near, far = anchor, at
    between = marks[near : min(far, near + _FAR)]
    word = words[at]
    return Look(
        speech.kind,
        speech.tie,
        speech.inside,
        False,
        min(number, 2),
        _bucket(far - near),
        min(between.count(_COMMA), 4),
        min(between.count(_TURN), 4),
        min(between.count(_STOP), 3),
        min(between.count(TOLD), 3),
        "year" if len(word.text) == 4 and word.text[:2] in _CENTURIES else word.tag,
        speech.quoted,
        _opens_on(words, speech, piece),
    )


def _opens_on(words: Sequence[Word], speech: Speech, piece: tuple[int, int]) -> str:
    if speech.kind != "after" or speech.cue is None or piece[0] < speech.cue[1]:
        return ""
    first = words[piece[0]]
    return first.form if first.tag == "VERB" else first.lower if first.tag in _LINKING else first.tag
