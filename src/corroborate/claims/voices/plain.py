"""Plain attributions: subject, verb, and at once what is said, as in: The tribunal found that 20 died."""

from __future__ import annotations

from collections.abc import Sequence

from corroborate.claims.voices.cues import cues
from corroborate.claims.voices.phrases import Range, phrase_head
from corroborate.claims.voices.speech import Speech
from corroborate.claims.words import Word
from corroborate.claims.words.lexicon import lexicon

_BARRED = frozenset(["not", "n't", "n’t", "never", "hardly", "rarely"])
_NOBODY = frozenset(
    ["nobody", "none", "no", "it", "this", "that", "what", "there", "you", "i", "we", "who", "which"]
)
_CLAUSE = 12
"""Words of a clause behind "In a report," in which another may speak: "In its report, Amnesty counted 20"."""
_ASIDE = 8
"""Words that a participle with what belongs to it may have between subject and verb."""
_FINITE = frozenset(["past", "s", "base"])


def is_body(words: Sequence[Word], source: Range) -> bool:
    """True for a body or document by its noun, its name or its initials: "UN", "Air force", "a report"."""
    known = cues()
    head = words[phrase_head(words, source)]
    if any(words[k].lower in known.organization_words for k in range(*source)):
        return True
    initials = head.tag == "PROPN" and head.text.isupper() and len(head.text) > 1
    return initials or head.lemma in known.groups or head.lemma in known.documents


def _follows(words: Sequence[Word], speech: Speech) -> bool:
    """True for a speaker and verb behind all that is said: "20 died, the rescue service clarifies"."""
    known = cues()
    if (
        speech.source is None
        or speech.cue is None
        or speech.quoted
        or speech.lemma not in known.plain["that"]
    ):
        return False
    gap = speech.cue[0] - speech.source[1] if speech.kind == "after" else speech.source[0] - speech.cue[1]
    if words[speech.source[0]].lower in _NOBODY or words[speech.cue[1] - 1].form not in _FINITE:
        return False
    first = speech.content[0][0]
    told = any(w.tag in ("VERB", "AUX") and w.form in _FINITE for w in words[first : speech.content[0][1]])
    return told and (gap == 0 or words[speech.source[1]].form == "part")


def is_plain(words: Sequence[Word], speech: Speech) -> bool:
    """True where nothing but an auxiliary or adverb stands between subject, verb and what is said.

    The verb must be one that the lexicon calls plain with what follows it: "that", a clause, a figure.
    As plain are a body before a colon, and "In a poll, …" at the start of a sentence.
    """
    if speech.kind == "label" and speech.tie == "colon" and speech.source is not None:
        return is_body(words, speech.source)
    if speech.kind in ("after", "inverted"):
        return _follows(words, speech)
    if speech.kind == "phrase" and speech.tie == "in" and speech.cue is not None:
        first, last = speech.content[0]
        told = any(
            w.tag == "VERB" and w.lemma in cues().verbs for w in words[first : min(last, first + _CLAUSE)]
        )
        return first > speech.cue[1] and not told
    if (
        speech.kind != "before"
        or speech.source is None
        or speech.cue is None
        or speech.cue[0] < speech.source[1]
    ):
        return False
    known = cues()
    first, last = speech.source
    if speech.lemma not in known.plain.get(speech.tie, ()) or words[first].lower in _NOBODY:
        return False
    between = words[last : speech.cue[0]]
    if (
        between
        and between[0].tag == "VERB"
        and between[0].form in ("part", "past")
        and len(between) <= _ASIDE
    ):
        # "Figures released by the bar suggest that": the participle narrows who says it.
        finite = any(w.tag in ("VERB", "AUX", "PUNCT", "SCONJ") for w in between[1:])
        between = between if finite or between[1:2] == () else ()
    if any((w.tag != "ADV" and w.lemma != "have") or w.lower in _BARRED for w in between):
        return False
    form = words[speech.cue[0]].form
    if form not in _FINITE and not (form == "part" and any(w.lemma == "have" for w in between)):
        return False
    if speech.tie == "clause" and speech.lemma not in lexicon().clause_verbs:
        return False
    if speech.content[0][0] - speech.cue[1] > 1 and speech.lemma not in known.told:
        return False
    head = words[phrase_head(words, speech.source)]
    return head.tag != "NUM" and head.lower not in known.calendar
