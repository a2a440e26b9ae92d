"""Whether words claim at all: questions, suppositions, what is to come, aims."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from corroborate.claims.voices.cues import cues
from corroborate.claims.words import Word
from corroborate.model.claim import Modality

_END = frozenset([".", "?", "!", ";", "…"])
WALL = frozenset([":", "(", ")", "[", "]", "—", "–", '"', "“", "”", "''"])
_REACH = 60
_CONDITIONS = frozenset(["if", "unless", "provided", "supposing", "suppose"])
_OPENERS = _CONDITIONS | frozenset(
    ["when", "while", "although", "though", "because", "since", "after", "before", "as", "once", "until"]
)
_INVERTED = frozenset(["had", "were", "should"])
_NONE = frozenset(["no", "nobody", "none", "without", "impossible", "unable", "little"])
_PROOFS = frozenset(
    [
        "evidence",
        "proof",
        "indication",
        "sign",
        "confirmation",
        "confirm",
        "verify",
        "prove",
        "believe",
        "think",
    ]
)
_OPEN = frozenset(
    ["possible", "likely", "probable", "conceivable", "plausible", "unlikely", "improbable", "possibility"]
)
_GOALS = frozenset(["plan", "goal", "aim", "intention", "objective", "task", "order", "mission", "purpose"])
_ASIDE = frozenset(["aged", "born"])


def stops(words: Sequence[Word]) -> list[int]:
    """The numbers of the words that end a sentence or a part of one, found once for a text."""
    return [k for k, word in enumerate(words) if word.text in _END]


def bounds(words: Sequence[Word], at: int, ends: Sequence[int]) -> tuple[int, int]:
    """The sentence or part of one, between full stops and semicolons, that holds a word."""
    n = bisect_left(ends, at)
    low = ends[n - 1] + 1 if n else 0
    high = ends[n] if n < len(ends) else len(words)
    return max(low, at - _REACH), min(high, at + _REACH)


def modality(words: Sequence[Word], first: int, last: int, ends: Sequence[int]) -> Modality:
    """How the clause around the words ``[first, last]`` is meant."""
    low, high = bounds(words, first, ends)
    high = max(high, last + 1)
    if high < len(words) and words[high].text == "?" and not _quoted_apart(words, last, high):
        return Modality.QUESTION
    that = that_before(words, first, low)
    behind = _behind_subordinate(words, first, low)
    inside = that is not None or told(words, first, last, low, high)
    group = [] if behind or inside else _verbs_before(words, first, low)
    group = group or _verbs_within(words, first, last) or _verbs_after(words, last, high)
    found = Modality.ASSERTED if _set_apart(words, first, low) else _of_group(words, group)
    if behind and words[low].lower in _CONDITIONS | _INVERTED:
        return Modality.HYPOTHETICAL
    if _unsettled(words, first, low):
        return Modality.HYPOTHETICAL
    if found is Modality.ASSERTED and (_demanded(words, first, group) or _wished(words, that)):
        return Modality.GOAL
    if found is Modality.ASSERTED and _foreseen(words, first, group):
        return Modality.FUTURE
    if found is Modality.FUTURE and _on_condition(words, last, high, group):
        return Modality.HYPOTHETICAL
    if found is Modality.ASSERTED and _supposed(words, low, first):
        return Modality.HYPOTHETICAL
    return found


def _on_condition(words: Sequence[Word], last: int, high: int, group: Sequence[int]) -> bool:
    """True for "would be lost if the army attacks"."""
    would = any(words[k].lower in ("would", "'d") for k in group)
    return would and any(words[k].lower in _CONDITIONS for k in range(last + 1, high))


def _behind_subordinate(words: Sequence[Word], first: int, low: int) -> bool:
    """True for a subject behind the clause that opens its sentence: "If the talks fail, 300 men …"."""
    k = first - 1
    while k > low and words[k].tag in ("DET", "ADV", "ADP", "ADJ"):
        k -= 1
    opened = words[low].lower in _OPENERS | _INVERTED
    return k > low + 1 and words[k].text == "," and opened


def _unsettled(words: Sequence[Word], first: int, low: int) -> bool:
    """True in a clause that somebody finds no evidence for or cannot confirm."""
    that = that_before(words, first, low)
    if that is None:
        return False
    before = words[max(low, that - 8) : that]
    if before and before[-1].lower in _OPEN:
        return True
    if len(before) > 1 and before[-2].lower == "nor":
        # "Neither confirmed nor denied that" says nothing of it.
        return True
    if before and before[-1].tag == "NOUN" and before[-1].lemma in cues().unsettled:
        return True
    negated = any(w.lower in cues().negation or w.lower in _NONE for w in before)
    return negated and before[-1].lemma in _PROOFS


def that_before(words: Sequence[Word], first: int, low: int) -> int | None:
    """The "that" of the clause that a word stands in, where only its subject lies between."""
    for k in range(first - 1, max(low, first - 8), -1):
        if words[k].lower == "that" and words[k].tag != "DET":
            return k
        if words[k].tag in ("VERB", "AUX", "PUNCT", "SCONJ"):
            return None
    return None


def _verbs_within(words: Sequence[Word], first: int, last: int) -> list[int]:
    """The verbs inside the words themselves: "9,000 people would have died"."""
    found = [k for k in range(last, first, -1) if words[k].tag in ("VERB", "AUX")]
    helped = last + 1 < len(words) and words[last + 1].tag == "AUX"
    if helped and found[:1] == [last] and words[last].form == "past":
        # In "the claim that 12 died could not be verified" they died, and the claim could not be.
        return [last]
    return found if any(words[k].tag == "AUX" for k in found) else []


def _set_apart(words: Sequence[Word], first: int, low: int) -> bool:
    """True for words that a comma and a participle set apart from the verb: "…, aged 11 when"."""
    return first - 1 >= low and words[first - 1].text == "," and words[first].lower in _ASIDE


def past(words: Sequence[Word], first: int, last: int, ends: Sequence[int]) -> bool:
    """True where the verb of the clause around the words ``[first, last]`` tells of the past."""
    low, high = bounds(words, first, ends)
    group = _verbs_before(words, first, low) or _verbs_after(words, last, max(high, last + 1))
    return any(
        (words[k].tag == "VERB" and words[k].form in ("past", "part"))
        or (words[k].tag == "AUX" and words[k].form == "past")
        for k in group
    )


def _quoted_apart(words: Sequence[Word], last: int, high: int) -> bool:
    """True where a quotation starts between the words and the question mark."""
    return any(words[k].text in ("“", '"', "''") for k in range(last + 1, high))


def _verbs_before(words: Sequence[Word], first: int, low: int) -> list[int]:
    """The verbs of the clause before a word, nearest first; empty where its verb comes later."""
    found: list[int] = []
    for k in range(first - 1, low - 1, -1):
        word = words[k]
        if word.lower == "according":
            continue
        if word.tag in ("VERB", "AUX") or word.lower in ("to", "going", "about", "set"):
            found.append(k)
        elif word.text in WALL or (
            found and (word.tag == "SCONJ" or word.lower in ("who", "which", "and", "but", ","))
        ):
            break
        if len(found) > 6:
            break
    return found if any(words[k].tag in ("VERB", "AUX") for k in found) else []


def _verbs_after(words: Sequence[Word], last: int, high: int) -> list[int]:
    for k in range(last + 1, high):
        if words[k].tag in ("VERB", "AUX"):
            group = [k]
            while k + 1 < high and (
                words[k + 1].tag in ("VERB", "AUX", "ADV", "PART") or _to_come(words, k + 1)
            ):
                if words[k].tag == "VERB" and words[k + 1].tag == "AUX":
                    break
                k += 1
                if words[k].tag in ("VERB", "AUX") or words[k].lower == "to" or _to_come(words, k):
                    group.insert(0, k)
            return group
        if words[k].text in WALL:
            break
    return []


def _to_come(words: Sequence[Word], k: int) -> bool:
    """True for "due", "set" and "about" before "to"."""
    return k + 1 < len(words) and words[k + 1].lower == "to" and words[k].lower in cues().going


def _of_group(words: Sequence[Word], group: Sequence[int]) -> Modality:
    known = cues()
    would = False
    have = False
    obliged = ""
    for k in group:
        word = words[k]
        following = words[k + 1].lower if k + 1 < len(words) else ""
        if word.tag == "AUX" and word.lower in known.future:
            return Modality.FUTURE
        if word.tag == "AUX" and word.lower in ("would", "'d"):
            would = word.lower == "would" or following != "been"
        elif word.tag == "AUX" and word.lower in known.hypothetical:
            return Modality.HYPOTHETICAL
        elif word.tag == "AUX" and word.lower in known.obliged:
            obliged = obliged or word.lower
        elif word.lower == "to" and (_of_purpose(words, k) or _urged(words, k, group)):
            return Modality.GOAL
        elif word.lower == "to" and k > 1 and words[k - 1].tag == "AUX" and words[k - 1].lemma == "be":
            return Modality.GOAL if words[k - 2].lemma in _GOALS else Modality.FUTURE
        elif word.tag == "AUX" and word.lemma == "have" and word.form == "base":
            have = True
        elif following == "to" and (word.lemma in known.going or word.lower in known.going):
            return Modality.FUTURE
        elif (word.lemma in known.goal or word.lemma in known.weighing) and _aims(words, k):
            return Modality.GOAL
        elif word.lemma == "risk" and k + 1 < len(words) and words[k + 1].form == "ing":
            return Modality.HYPOTHETICAL
    if obliged:
        if not have:
            return Modality.GOAL
        # "Must have been" concludes what was; "should have been" says that it was not.
        return Modality.ASSERTED if obliged in known.concluding else Modality.HYPOTHETICAL
    if would:
        return Modality.HYPOTHETICAL if have else Modality.FUTURE
    return Modality.ASSERTED


def _aims(words: Sequence[Word], k: int) -> bool:
    """True for "aims to recruit", "aims at recruiting" and "considers sending"."""
    following = words[k + 1].lower if k + 1 < len(words) else ""
    if words[k].lemma in cues().weighing:
        return k + 1 < len(words) and words[k + 1].form == "ing"
    return following == "to" or (
        following in ("at", "for", "on") and k + 2 < len(words) and words[k + 2].form == "ing"
    )


def _urged(words: Sequence[Word], to: int, group: Sequence[int]) -> bool:
    """True for the "to" of "urged the army to release 12 men": nobody says that it did."""
    return any(k < to and words[k].tag == "VERB" and words[k].lemma in cues().urging for k in group)


def _wished(words: Sequence[Word], that: int | None) -> bool:
    """True in the clause of "demanded that 12 men be freed"."""
    return that is not None and that > 0 and words[that - 1].lemma in cues().demanding


def told(words: Sequence[Word], first: int, last: int, low: int, high: int) -> bool:
    """True for the subject of a clause that a verb of saying takes without "that": "said 12 would leave"."""
    k = first - 1
    while k >= low and words[k].tag in ("DET", "ADV", "ADP", "ADJ"):
        k -= 1
    known = cues().verbs.get(words[k].lemma) if k >= low and words[k].tag == "VERB" else None
    if known is None or "that" not in known.takes:
        return False
    for word in words[first + 1 : min(high, last + 8)]:
        if word.tag in ("VERB", "AUX"):
            return word.form not in ("ing", "part")
        if word.tag in ("PUNCT", "CCONJ", "SCONJ") or word.lower in ("who", "which", "to"):
            return False
    return False


def _demanded(words: Sequence[Word], first: int, group: Sequence[int]) -> bool:
    """True for the object of "demanded the release of 12 men", "called for an inquiry into 12 deaths"."""
    known = cues().demanding | cues().wanting
    if not group or words[group[0]].tag != "VERB" or words[group[0]].lemma not in known:
        return False
    between = [w.lower for w in words[group[0] + 1 : first]]
    if words[group[0]].lemma in cues().wanting and not any(
        w.tag not in ("ADV", "ADP", "DET", "ADJ") for w in words[group[0] + 1 : first]
    ):
        return True
    if words[group[0]].lemma in ("call", "appeal", "push", "press"):
        return between[:1] == ["for"]
    return "of" in between


def _foreseen(words: Sequence[Word], first: int, group: Sequence[int]) -> bool:
    """True for the object of "expects 4 million refugees": it has not come about."""
    if not group or words[group[0]].tag != "VERB" or words[group[0]].lemma not in cues().foreseeing:
        return False
    return all(w.tag not in ("SCONJ", "PUNCT", "CCONJ") for w in words[group[0] + 1 : first])


def _of_purpose(words: Sequence[Word], k: int) -> bool:
    """True for the "to" of "in order to" and "so as to"."""
    before = [w.lower for w in words[max(0, k - 2) : k]]
    return before in (["in", "order"], ["so", "as"])


def _supposed(words: Sequence[Word], low: int, first: int) -> bool:
    """True inside a clause that "if" or "unless" opens."""
    for k in range(first - 1, low - 1, -1):
        if k == low and words[k].lower in ("imagine", "assume", "say") and words[k].tag == "VERB":
            return True
        if words[k].lower in ("if", "unless", "supposing", "suppose", "whether"):
            return words[k - 1].lower not in ("even", "as") if k > low else True
        if words[k].text == "," or words[k].lower == "then":
            return False
    return False
