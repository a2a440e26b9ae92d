"""Whether words affirm or deny: negated verbs, reports that are called false."""

from __future__ import annotations

from collections.abc import Sequence

from corroborate.claims.voices.cues import cues
from corroborate.claims.voices.mood import WALL, bounds, that_before, told
from corroborate.claims.words import Word
from corroborate.model.claim import Polarity

_UNTRUE = frozenset(["true", "correct", "case", "accurate"])
_FAILING = frozenset(["fail", "refuse", "decline", "neglect", "forget"])
_UNABLE = frozenset(["unable", "powerless", "unwilling"])
_NOT_NEGATING = frozenset(["only", "just", "least", "more", "fewer", "less", "merely", "simply", "even"])
_REPORTS = 12
"""Words before a number in which the noun of a report about it stands."""
_VERDICT = 25
"""Words behind a number in which a report is called false."""


def polarity(words: Sequence[Word], first: int, ends: Sequence[int], last: int | None = None) -> Polarity:
    """Whether the verb of the clause before the word is negated; ``last`` is the last word asked about.

    "No" and "none" before a noun are a quantity of nought, read as such, and not a negation here.
    """
    known = cues()
    low, high = bounds(words, first, ends)
    that = that_before(words, first, low)
    untrue = that is not None and words[that - 1].lower in _UNTRUE
    if untrue and any(w.lower in known.negation for w in words[max(low, (that or 0) - 5) : that]):
        return Polarity.NEGATED
    # In "a man who asked not to be named said 25 died" what is denied is of another clause.
    apart = last is not None and told(words, first, last, low, high)
    for k in range(first - 1, max(low, first - 12) - 1, -1):
        word = words[k]
        if apart and word.tag == "VERB":
            break
        following = words[k + 1].lower if k + 1 < len(words) else ""
        failing = following == "to" and (word.lemma in _FAILING or word.lower in _UNABLE)
        if (
            (word.lower == "without" and not (word.text[0].isupper() and k > low))
            or failing
            or (word.lower == "short" and following == "of" and k < first - 2)
        ):
            return Polarity.NEGATED
        if word.text in WALL or word.text == "," or word.lower in ("but", "that", "who", "which", "and"):
            break
        negates = word.lower in known.negation and (word.tag != "DET" or word.lower == "neither")
        if negates and following not in _NOT_NEGATING:
            return Polarity.NEGATED
    return Polarity.AFFIRMED


def untrue(words: Sequence[Word], first: int, ends: Sequence[int]) -> bool:
    """True where a report that holds the word is called false: "reports that 12 died are false"."""
    known = cues()
    low, high = bounds(words, first, ends)
    for k in range(first - 1, max(low - 1, first - _REPORTS), -1):
        word = words[k]
        if (
            word.tag == "NOUN"
            and word.lemma in known.reports
            and words[k + 1].lower in ("that", "of", "about")
        ):
            if k > low and words[k - 1].lower in known.false:
                return True
            called = any(w.lemma in known.calling for w in words[max(low, k - 4) : k])
            return _called_false(words, first, high, called=called)
        if word.text in WALL:
            return False
    return False


def _called_false(words: Sequence[Word], first: int, high: int, *, called: bool) -> bool:
    known = cues()
    for j in range(first + 1, min(high, first + _VERDICT)):
        lower = words[j].lower
        if lower in known.false or lower in known.denied:
            behind = words[max(first, j - 4) : j]
            if any(w.lower in known.negation for w in behind):
                return False
            if (called and lower in known.false) or any(w.tag == "AUX" and w.lemma == "be" for w in behind):
                return True
    return False


def denied_behind(words: Sequence[Word], last: int, ends: Sequence[int]) -> bool:
    """True where the verb behind its subject is negated: "12 people were not killed", "12 did not die"."""
    known = cues()
    _, high = bounds(words, last, ends)
    for k in range(last + 1, min(high, last + 8)):
        word = words[k]
        if word.lower in known.negation:
            return k + 1 >= high or words[k + 1].lower not in _NOT_NEGATING
        if word.text in WALL or word.text == "," or word.tag in ("VERB", "SCONJ", "CCONJ", "NUM"):
            return False
        if word.lower in ("who", "which", "that", "whom"):
            return False
    return False


def negated_cue(words: Sequence[Word], cue: int) -> bool:
    """True for a verb of denying that is itself denied: "cannot deny", "nobody disputes"."""
    before = words[max(0, cue - 4) : cue]
    return any(w.lower in cues().negation or w.lower in ("nobody", "none", "no", "neither") for w in before)
