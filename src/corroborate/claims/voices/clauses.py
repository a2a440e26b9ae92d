"""Where the words that a cue carries begin and end inside its sentence."""

from __future__ import annotations

from collections.abc import Sequence

from corroborate.claims.voices.cues import cues
from corroborate.claims.voices.phrases import Range
from corroborate.claims.words import Word

CLOSING = frozenset(['"', "”", "»", "''"])
OPENING = frozenset(['"', "“", "«", "``", "''"])
QUOTES = CLOSING | OPENING
PAUSE = frozenset([",", "—", "–", "--", "-"])
FINITE = frozenset(["s", "past", "", "base"])
_CUTS = frozenset(["while", "whereas", "although", "though", "but"])
_QUESTION_WORDS = frozenset(["whether", "if", "how", "why", "what", "who", "when", "where"])
_OBJECT_PRONOUNS = frozenset(["him", "them", "me", "us", "himself", "herself", "themselves", "itself"])
_MONEY = frozenset("$€£¥")
_ABOUT = frozenset(["about", "against", "at", "for", "of", "on", "out", "over", "to", "with"])
_WHICH = frozenset(["last", "this", "next", "that", "earlier", "late", "early"])
_SUBJECT = frozenset(["DET", "NOUN", "PROPN", "NUM", "ADJ", "PRON"])
_NOMINAL = frozenset(["DET", "NOUN", "PROPN", "NUM", "ADJ", "ADV"])


def clause_follows(words: Sequence[Word], j: int, high: int) -> bool:
    """True where a noun phrase and its finite verb follow: "said the army lost 20 men"."""
    first = words[j]
    k = j
    if first.tag in ("ADV", "ADP", "SCONJ") or first.text in _MONEY:
        k = j + 1
    elif first.tag not in ("DET", "PRON", "PROPN", "NOUN", "NUM", "ADJ"):
        return False
    if first.lower in _OBJECT_PRONOUNS:
        k = j + 1
    for m in range(k, min(k + 25, high)):
        word = words[m]
        if word.tag in ("VERB", "AUX") and word.form in FINITE and m > j:
            before = words[m - 1]
            if not (
                before.lower in ("who", "which", "to") or (before.lower == "that" and before.tag == "PRON")
            ):
                return True
        if word.text in ".;:?!" or word.text in QUOTES:
            return False
    return False


def content_end(words: Sequence[Word], start: int, high: int) -> int:
    """Where the content ends: at the sentence's end, or at a clause that is set against it."""
    quoted = False
    for k in range(start, high):
        if words[k].text in QUOTES:
            quoted = not quoted or words[k].text in OPENING - CLOSING
        if quoted:
            continue
        if words[k].text == ";":
            return k
        if k + 1 < high and words[k].text == "," and words[k + 1].lower in _CUTS and k - start > 2:
            return k
        if k + 1 < high and words[k].text == "," and words[k + 1].lower == "according" and k - start > 1:
            return k
    return trim(words, start, high)


def trim(words: Sequence[Word], start: int, high: int) -> int:
    """The end of a sentence without its full stop."""
    end = high
    while end > start and words[end - 1].text in (".", ","):
        end -= 1
    return end


def preceding(words: Sequence[Word], low: int, before: int) -> tuple[Range, ...]:
    """The words of the sentence before a frame that stands behind them, without the pause between."""
    last = before
    while last > low and words[last - 1].text in PAUSE:
        last -= 1
    return ((low, last),) if last > low else ()


def after_adjunct(words: Sequence[Word], j: int, high: int, *, addressed: bool = False) -> int | None:
    """Where a sentence goes on after "he said in an interview,"; its end where it does not.

    None where what follows the cue is no adjunct, so that the cue takes it as its object; with
    ``addressed`` an object is whoever is spoken to: "he told a news conference".
    """
    timed = j + 1 < high and words[j].lower in _WHICH and words[j + 1].lemma in cues().periods
    if (
        j < high
        and not timed
        and not addressed
        and words[j].tag in ("DET", "ADJ", "NUM", "AUX", "X", "CCONJ")
    ):
        return None
    for k in range(j, min(j + 30, high)):
        if words[k].text in (",", "—", "–", ":") or words[k].text in QUOTES:
            return k + 1 if words[k].text not in QUOTES else k
        if words[k].text in ".?!;":
            return high
    return high


def _object(words: Sequence[Word], j: int, high: int) -> str:
    """``figure`` where the object starts with a number, up to its noun, else ``object``."""
    for k in range(j, min(j + 6, high)):
        if words[k].tag == "NUM" or words[k].text in _MONEY:
            return "figure"
        if words[k].tag in ("VERB", "AUX", "PUNCT", "SCONJ") or (
            words[k].tag == "ADP" and words[k].lower != "of"
        ):
            break
    return "object"


def complement(words: Sequence[Word], cue: int, high: int, takes: frozenset[str]) -> tuple[int, str] | None:
    """Where the words that a verb carries start after it, and how they are tied to it.

    The tie is ``that``, ``clause`` (without "that"), ``quote``, ``colon``, ``wh``, ``ing``, ``to``,
    ``object``, or ``figure`` for an object with a number.
    Verbs that take no clause are still read before an explicit one, a quotation or a colon.
    """
    j = cue + 1
    if j < high and words[j].lower == "out":
        j += 1
    clausal = "that" in takes
    for k in range(j, min(j + 20, high)):
        word = words[k]
        opens = word.tag == "SCONJ" or (k == j and k + 1 < high and words[k + 1].text == ",")
        if word.lower == "that" and opens and (clausal or k == j):
            return k, "that"
        if word.text == ":" and "object" in takes and k > j and words[j].tag in _NOMINAL:
            return j, _object(words, j, high)
        if word.text == ":" and k + 1 < high and (clausal or words[k + 1].text in QUOTES):
            return k + 1, "colon"
        if word.text in QUOTES and (
            k == j or words[k - 1].text in (",", ":") or words[k - 1].tag in ("NOUN", "PROPN", "PRON")
        ):
            if clausal or (words[k - 1].text in (",", ":")):
                return k, "quote"
            break
        if (
            clausal
            and word.lower in _QUESTION_WORDS
            and k <= j + 2
            and word.tag != "NOUN"
            and words[j].tag != "NUM"
        ):
            return k, "wh"
        if (word.tag in ("VERB", "AUX") and word.form in FINITE) or word.text in ".;?!":
            break
        if word.text == "," and not (k + 1 < high and words[k + 1].text in QUOTES):
            break
    if clausal and (behind := _that_behind_aside(words, j, high)) is not None:
        return behind, "that"
    if clausal and j < high and clause_follows(words, j, high):
        return j, "clause"
    if takes & {"that", "object"} and j < high and words[j].form == "ing" and words[j].tag in ("VERB", "AUX"):
        return j, "ing"
    if "to" in takes and j < high and words[j].lower == "to" and words[j].tag == "PART":
        return j, "to"
    if "object" in takes and j < high and (words[j].tag in _NOMINAL or words[j].text in _MONEY):
        return j, _object(words, j, high)
    if clausal and j < high and words[j].tag == "NUM" and _figure_alone(words, j, high):
        return j, "figure"
    if "object" in takes and _hedged(words, j, high):
        return j, "figure"
    return None


def _figure_alone(words: Sequence[Word], j: int, high: int) -> bool:
    """True for a number that with its noun is all that is said: "says 5 villages.", "said 3 dead when …"."""
    k = j + 1
    while k < high and k - j < 4 and words[k].tag in ("NUM", "ADJ", "NOUN"):
        k += 1
    timed = any(
        words[m].lemma in cues().periods or words[m].lower in cues().calendar for m in range(j + 1, k)
    )
    return not timed and (k >= high or words[k].tag in ("PUNCT", "SCONJ", "CCONJ"))


def _hedged(words: Sequence[Word], j: int, high: int) -> bool:
    """True for a number with words that soften it: "reported at least 20 deaths"."""
    k = j
    while k < high and k - j < 6 and words[k].lower in cues().softening:
        k += 1
    return k > j and k < high and (words[k].tag == "NUM" or words[k].text in _MONEY)


def _that_behind_aside(words: Sequence[Word], j: int, high: int) -> int | None:
    """The "that" behind what stands between pauses: "said — on Twitter, as it happens — that"."""
    paused = False
    for k in range(j, min(j + 25, high)):
        word = words[k]
        if word.text in PAUSE:
            paused = True
            if k + 2 < high and words[k + 1].lower == "that" and words[k + 2].tag in _SUBJECT:
                return k + 1
            continue
        finite = word.tag in ("VERB", "AUX") and word.form in FINITE
        if word.text in ".;:?!" or word.text in QUOTES or word.lower == "that" or (finite and not paused):
            return None
    return None


def about_start(words: Sequence[Word], cue: int, high: int, takes: frozenset[str]) -> int | None:
    """Where what a verb is about starts behind its preposition: "called for 20 inspectors"."""
    j = cue + 1
    if "of" in takes and (j >= high or words[j].lower != "of"):
        return None
    if j < high and words[j].tag == "ADV":
        j += 1
    while j < high and words[j].tag == "ADP" and words[j].lower in _ABOUT:
        j += 1
    if j == cue + 1 or j >= high or words[j - 1].lower not in _ABOUT:
        return None
    return j if words[j].tag in _NOMINAL or words[j].text in _MONEY else None
