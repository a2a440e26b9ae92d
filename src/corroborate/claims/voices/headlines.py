"""Headlines: who a line without a full stop is signed by, as in: 20 killed in Darfur - UN."""

from __future__ import annotations

from collections.abc import Sequence

from corroborate.claims.voices.cues import cues
from corroborate.claims.voices.frame import Frame
from corroborate.claims.voices.phrases import Range, phrase_head, phrase_starting
from corroborate.claims.words import Word
from corroborate.gazetteer import is_place
from corroborate.model.attribution import Knowledge, Stance

_SIGNED = 5
"""Words that the signature of a headline may have."""
_SHORTEST = 3
_MARKS = frozenset(["-", "–", "—", ":"])


def signed(words: Sequence[Word], low: int, high: int) -> Frame | None:
    """The frame of a headline that ends with whoever says it, behind a dash or a colon."""
    for k in range(high - 2, max(low + _SHORTEST, high - 1 - _SIGNED) - 1, -1):
        if words[k].text in _MARKS:
            apart = words[k + 1].start > words[k].end
            source = phrase_starting(words, k + 1, high) if apart else None
            if source is None or source[1] != high or not _speaks(words, source):
                return None
            if not any(words[j].tag in ("VERB", "AUX") for j in range(low, k)):
                return None
            content = ((low, k),)
            return Frame(
                source, (k, k + 1), content, Stance.ASSERTS, Knowledge.NOT_STATED, "label", ":", "signed"
            )
        if words[k].tag in ("VERB", "AUX"):
            return None
    return None


def _speaks(words: Sequence[Word], source: Range) -> bool:
    """True for a body, a role, people who are not named, or a document."""
    known = cues()
    head = words[phrase_head(words, source)]
    if head.tag == "PROPN":
        return not names_place(words, source)
    speakers = known.roles | known.groups | known.documents | known.anonymous_nouns
    return head.lemma in speakers or head.lower in speakers


def names_place(words: Sequence[Word], source: Range) -> bool:
    """True for the name of a place, which dates a line and says nothing: "Kabul: 20 killed"."""
    name = " ".join(w.text for w in words[source[0] : source[1]])
    return not (name.isupper() and len(name) < _SHORTEST + 1) and is_place(name)
