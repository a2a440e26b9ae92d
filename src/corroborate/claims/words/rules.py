"""Chooses among the readings of each word by its neighbours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from corroborate.claims.words.guess import Reading, readings
from corroborate.claims.words.lexicon import lexicon

Options = tuple[Reading, ...]

_SUBJECTS = frozenset(["i", "you", "he", "she", "it", "we", "they", "who"])
_NOUN_START = frozenset({"DET", "NOUN", "PROPN", "PRON", "ADJ", "NUM"})
_NOMINAL = frozenset({"NOUN", "ADJ", "PROPN", "NUM"})
_CLAUSE_END = frozenset([*'.!?;:"“”', "''", "``"])
_PRONOUN_BEFORE_IS = frozenset(
    ["he", "she", "it", "that", "there", "who", "what", "here", "where", "how", "this", "let", "when", "why"]
)
_ADDRESSED = frozenset(["me", "us", "him", "her", "them", "you"])
_OPENING_QUOTES = frozenset(['"', "“", "``", "''", "«"])
_COUNTING = frozenset(
    ["list", "count", "tally", "document", "record", "register", "log", "name", "detail", "cite"]
)
_LISTS = frozenset(["and", "or", ","])
_END = Reading("PUNCT", "")


class Choice(NamedTuple):
    """The readings of a word form, and what follows at once where there is but one."""

    options: Options
    only: Reading | None
    finite: bool | None
    """Whether the one reading makes the clause finite or begins a new one; None where it does neither."""
    tags: frozenset[str]


def choice(text: str, lower: str, kind: str, shape: str) -> Choice:
    """What a word form may be; ``shape`` as `readings` takes it."""
    options = readings(text, lower, kind, shape)
    if len(options) > 1:
        return Choice(options, None, None, frozenset(r.tag for r in options))
    return Choice(options, options[0], _finite_after(options[0], lower), frozenset({options[0].tag}))


class _State:
    """What was chosen so far, and where the clause stands."""

    def __init__(self, lowers: Sequence[str], options: Sequence[Options]) -> None:
        self.lowers = lowers
        self.options = options
        self.chosen: list[Reading] = []
        self.finite = False
        self.start = 0

    def at(self, i: int) -> Options:
        """The readings of a word ahead; a full stop beyond the end."""
        return self.options[i] if i < len(self.options) else (_END,)

    def following(self, i: int) -> str:
        """The word behind ``i`` in lower case, empty at the end."""
        return self.lowers[i + 1] if i + 1 < len(self.lowers) else ""

    def back(self, i: int) -> tuple[Reading, str]:
        """The last word before ``i`` that is no adverb or negation, within four words."""
        for j in range(i - 1, max(self.start - 1, i - 5), -1):
            reading = self.chosen[j]
            tag = reading.tag
            if tag != "ADV" and not (tag == "PART" and self.lowers[j] in ("not", "n't")):
                return reading, self.lowers[j]
        return _END, ""


def choose(lowers: Sequence[str], choices: Sequence[Choice], breaks: Sequence[int] = ()) -> list[Reading]:
    """One reading a word, left to right; ``breaks`` are the words that begin a paragraph, in order."""
    state = _State(lowers, [c[0] for c in choices])
    add = state.chosen.append
    ahead = iter(breaks)
    next_break = next(ahead, -1)
    for i, (possible, reading, finite, tags) in enumerate(choices):
        if i == next_break:
            state.finite, state.start, next_break = False, i, next(ahead, -1)
        if reading is None:
            special = _SPECIAL.get(lowers[i])
            reading = (special(state, i, possible) if special else None) or _open(state, i, possible, tags)
            finite = _finite_after(reading, lowers[i])
        add(reading)
        if finite is not None:
            state.finite = finite
    return state.chosen


def _finite_after(reading: Reading, lower: str) -> bool | None:
    """Whether a clause has its finite verb after this word; None where the word changes nothing."""
    tag = reading.tag
    if tag == "VERB" and reading.lemma in lexicon().clause_verbs:
        return False
    if tag == "VERB" or tag == "AUX":
        form = reading.form
        return True if form in ("s", "past", "") or (tag == "AUX" and form == "base") else None
    if tag == "SCONJ" or lower in _CLAUSE_END or lower in ("who", "which", "and", "but"):
        return False
    return None


def _pick(possible: Options, tag: str, *forms: str) -> Reading | None:
    for reading in possible:
        if reading.tag == tag and (not forms or reading.form in forms):
            return reading
    return None


def _first_tag(state: _State, i: int) -> str:
    return state.at(i)[0].tag


def _open(state: _State, i: int, possible: Options, tags: frozenset[str]) -> Reading:
    before, word = state.back(i)
    after = _first_tag(state, i + 1)
    if "VERB" in tags:
        verb = _verb(state, i, possible, before, word, after, tags)
        if verb:
            return verb
    if "AUX" in tags and "VERB" not in tags:
        if before.tag in ("DET", "ADJ") and before.tag != "PRON":
            return _pick(possible, "NOUN") or possible[0]
        return _pick(possible, "AUX") or possible[0]
    if {"ADJ", "NOUN"} <= tags:
        if after in ("NOUN", "ADJ", "PROPN") or (after == "VERB" and _pick(state.at(i + 1), "NOUN")):
            return _pick(possible, "ADJ") or possible[0]
        if before.tag in ("DET", "ADJ", "NUM", "ADP") or word in ("'s", "'"):
            return _pick(possible, "NOUN") or possible[0]
    if {"ADJ", "ADV"} <= tags:
        if state.lowers[i].endswith("ly"):
            return _pick(possible, "ADJ" if before.tag == "DET" and after == "NOUN" else "ADV") or possible[0]
        adjective = (after in ("NOUN", "ADJ") and before.tag != "AUX") or before.tag == "DET"
        return _pick(possible, "ADJ" if adjective else "ADV") or possible[0]
    if "ADP" in tags and "ADV" in tags:
        if (
            after == "NUM"
            and before.tag != "VERB"
            and state.lowers[i] in ("about", "around", "over", "under")
        ):
            return _pick(possible, "ADV") or possible[0]
        return _pick(possible, "ADP" if after in _NOUN_START or after == "VERB" else "ADV") or possible[0]
    if "DET" in tags and tags & {"PRON", "ADV"}:
        if after in _NOMINAL or (after == "VERB" and _pick(state.at(i + 1), "NOUN")):
            return _pick(possible, "DET") or possible[0]
        return _pick(possible, "PRON") or _pick(possible, "ADV") or possible[0]
    if "ADP" in tags and "SCONJ" in tags:
        clause = after == "PRON" and state.lowers[i + 1] in _SUBJECTS
        return _pick(possible, "SCONJ" if clause else "ADP") or possible[0]
    return possible[0]


def _verb(
    state: _State, i: int, possible: Options, before: Reading, word: str, after: str, tags: frozenset[str]
) -> Reading | None:
    """A verb's reading, or a noun's or adjective's where the word before asks for one."""
    if word == "to" and before.tag == "PART":
        return _pick(possible, "VERB", "base") or _pick(possible, "VERB")
    if before.tag == "AUX":
        if before.lemma == "have":
            return (
                _pick(possible, "VERB", "part")
                or _pick(possible, "VERB", "past")
                or _nominal(possible, after)
            )
        if before.lemma == "be":
            found = _pick(possible, "VERB", "part", "ing")
            return found or _pick(possible, "ADJ") or _nominal(possible, after)
        return _pick(possible, "VERB", "base") or _pick(possible, "VERB")
    if word in _SUBJECTS or (before.tag == "PRON" and word in ("that", "which")):
        return _finite(possible, plural=word in ("i", "you", "we", "they"))
    if before.tag == "NUM" and not state.finite and after not in ("NOUN", "ADJ", "PROPN"):
        past = _pick(possible, "VERB", "past")
        if past and "NOUN" not in tags:
            return past
    if before.tag in ("DET", "ADJ", "NUM") or (before.tag == "PART" and word in ("'s", "'")):
        return _nominal(possible, after)
    if before.tag == "ADP":
        return _pick(possible, "VERB", "ing") or _nominal(possible, after)
    if after == "NUM" and word in _LISTS and (third := _joined_third(state, i, possible)) is not None:
        return third
    if before.tag == "CCONJ" and i > 1:
        linked = state.chosen[i - 2]
        if linked.tag == "NOUN" and "NOUN" in tags and state.finite is False and after not in ("DET", "PRON"):
            return _pick(possible, "NOUN")
        if linked.tag == "VERB":
            return _pick(possible, "VERB", linked.form) or _pick(possible, "VERB")
    if before.tag in ("NOUN", "PROPN"):
        return _after_noun(state, i, possible, before, after)
    if before.tag == "VERB":
        if "NOUN" in tags and not _pick(possible, "VERB", "ing"):
            return (
                _pick(possible, "VERB", "base")
                if before.lemma in ("help", "let")
                else _nominal(possible, after)
            )
        return _pick(possible, "VERB", "ing", "part") or _pick(possible, "VERB")
    if "NOUN" in tags:
        third = _pick(possible, "VERB", "s")
        clausal = third and (
            third.lemma in lexicon().clause_verbs or (after == "NUM" and third.lemma in _COUNTING)
        )
        if third and clausal and word == "," and after in ("DET", "PRON", "PROPN", "SCONJ", "NUM", "ADP"):
            return third
        if after in ("DET", "PRON") and not _pick(possible, "NOUN", "plural"):
            return _pick(possible, "VERB")
        if _pick(possible, "VERB", "ing"):
            return _pick(possible, "VERB", "ing")
        return _nominal(possible, after)
    return _pick(possible, "VERB", "past") or _pick(possible, "VERB")


def _joined_third(state: _State, i: int, possible: Options) -> Reading | None:
    """The second of two verbs with a number each: "kills 12 and wounds 30", "kills 12, wounds 30"."""
    third = _pick(possible, "VERB", "s")
    if third is None:
        return None
    for j in range(i - 2, max(-1, i - 9), -1):
        if state.chosen[j].tag == "VERB":
            return third if state.chosen[j].form == "s" else None
    return None


def _after_noun(state: _State, i: int, possible: Options, before: Reading, after: str) -> Reading | None:
    past = _pick(possible, "VERB", "past")
    if past:
        by = i + 1 < len(state.lowers) and state.lowers[i + 1] == "by"
        reduced = by or (state.finite and after not in ("DET", "NUM", "PRON", "PROPN"))
        return (_pick(possible, "VERB", "part") or past) if reduced else past
    said = _said(state, i, possible, before, after)
    if said:
        return said
    third = _pick(possible, "VERB", "s")
    opens = after in ("DET", "PRON", "SCONJ", "PROPN", "ADV", "PART", "ADP", "NUM", "AUX")
    if third:
        noun = _pick(possible, "NOUN")
        if noun is None:
            return third
        if before.form == "plural" or state.finite:
            return noun
        return third if opens and after != "AUX" else noun
    base = _pick(possible, "VERB", "base")
    if base:
        noun = _pick(possible, "NOUN")
        if noun is None:
            return base
        many = before.form == "plural" or (before.tag == "PROPN" and after not in ("ADV", "PROPN"))
        if many and not state.finite and opens and after not in ("ADP", "AUX"):
            return base
        if before.form == "plural" and not state.finite and _is_verb_of_all(state, i):
            return base
        if base.lemma in lexicon().clause_verbs and not state.finite and opens and _plural_opens(state, i):
            return base
        return noun
    return _pick(possible, "VERB", "part", "ing") or _pick(possible, "VERB")


def _plural_opens(state: _State, i: int) -> bool:
    """True for the verb of "figures from the ministry show 20": a plural with a phrase behind it opens."""
    j = i - 1
    while j > 0 and i - j < 10 and state.chosen[j].tag in ("NOUN", "PROPN", "ADJ", "DET", "PART", "ADP"):
        j -= 1
    first = j + 1 if state.chosen[j].tag in ("PUNCT", "SCONJ", "CCONJ") else j
    for k in range(first, i):
        if state.chosen[k].tag == "ADP":
            return k > first and state.chosen[k - 1].form == "plural"
    return False


def _is_verb_of_all(state: _State, i: int) -> bool:
    """True for the verb of "attacks target civilians": a plural follows, and no other verb can be one."""
    if state.at(i + 1)[0].form != "plural":
        return False
    for j in range(i + 2, min(i + 12, len(state.options))):
        ahead = state.options[j]
        if state.lowers[j] in _CLAUSE_END:
            return True
        if any(r.tag in ("VERB", "AUX") for r in ahead):
            return False
    return True


def _said(state: _State, i: int, possible: Options, before: Reading, after: str) -> Reading | None:
    """The verb at the end of a sentence whose words stand before it: ", documents show."""
    if after != "PUNCT" or state.at(i + 1)[0].lemma not in (".", ",") or before.tag not in ("NOUN", "PROPN"):
        return None
    form = "base" if before.form == "plural" else "s"
    verb = _pick(possible, "VERB", form)
    if verb is None or verb.lemma not in lexicon().clause_verbs:
        return None
    j = i - 1
    while j > 0 and i - j < 6 and state.chosen[j].tag in ("NOUN", "PROPN", "ADJ", "DET", "PART"):
        j -= 1
    return verb if state.lowers[j] in (",", '"', "”", "''") else None


def _finite(possible: Options, *, plural: bool) -> Reading | None:
    order = ("past", "base", "s", "part", "ing") if plural else ("past", "s", "base", "part", "ing")
    for form in order:
        found = _pick(possible, "VERB", form)
        if found:
            return found
    return None


def _nominal(possible: Options, after: str) -> Reading | None:
    if after in ("NOUN", "ADJ", "PROPN"):
        found = _pick(possible, "ADJ") or _pick(possible, "NOUN")
    else:
        found = _pick(possible, "NOUN") or _pick(possible, "ADJ")
    return found or _pick(possible, "VERB", "part", "ing") or _pick(possible, "VERB")


def _to(state: _State, i: int, possible: Options) -> Reading | None:
    ahead = state.at(i + 1)
    if _pick(ahead, "ADV") and len(ahead) == 1:
        ahead = state.at(i + 2)
    if i and state.lowers[i - 1] in ("according", "due", "thanks", "contrary", "owing"):
        return _pick(possible, "ADP")
    verb = _pick(ahead, "VERB", "base") or _pick(ahead, "AUX", "base")
    return _pick(possible, "PART" if verb and ahead[0].tag not in ("DET", "PROPN") else "ADP")


def _that(state: _State, i: int, possible: Options) -> Reading | None:
    before, word = state.back(i)
    after = _first_tag(state, i + 1)
    if word in _ADDRESSED and i > 1 and state.chosen[i - 2].tag == "VERB" and after not in ("VERB", "AUX"):
        return _pick(possible, "SCONJ")
    if before.tag in ("NOUN", "PROPN") and after in ("VERB", "AUX"):
        return _pick(possible, "PRON")
    if before.tag in ("VERB", "NOUN", "ADJ", "PROPN", "PART", "NUM"):
        ends = after in ("PUNCT", "ADP") and state.following(i) not in _OPENING_QUOTES
        return _pick(possible, "PRON" if ends else "SCONJ")
    if after in ("VERB", "AUX", "PUNCT", "ADP", "PART"):
        return _pick(possible, "PRON")
    return _pick(possible, "DET")


def _is_or_possessive(state: _State, i: int, possible: Options) -> Reading | None:
    before, word = (state.chosen[i - 1], state.lowers[i - 1]) if i else (_END, "")
    if word in _PRONOUN_BEFORE_IS:
        return _pick(possible, "AUX")
    ahead = state.at(i + 1)
    if i + 1 < len(state.lowers) and state.lowers[i + 1] == "own":
        return _pick(possible, "PART")
    if before.tag in ("NOUN", "PROPN") and not (
        ahead[0].tag in ("DET", "PART", "PUNCT") or (ahead[0].tag == "VERB" and ahead[0].form == "ing")
    ):
        return _pick(possible, "PART")
    return _pick(possible, "PART" if ahead[0].tag == "PUNCT" else "AUX")


def _apostrophe(state: _State, i: int, possible: Options) -> Reading | None:
    owner = i and state.lowers[i - 1].endswith("s") and state.chosen[i - 1].tag in ("NOUN", "PROPN")
    if owner and _first_tag(state, i + 1) in ("NOUN", "ADJ", "PROPN", "NUM", "VERB"):
        return _pick(possible, "PART")
    return Reading("PUNCT", "'")


def _auxiliary(state: _State, i: int, possible: Options) -> Reading | None:
    wanted = ("base",) if possible[0].lemma == "do" else ("part", "past")
    for j in range(i + 1, min(i + 5, len(state.options))):
        ahead = state.options[j]
        if _pick(ahead, "VERB", *wanted) or (wanted[0] == "part" and _pick(ahead, "AUX", "part")):
            return _pick(possible, "AUX")
        if ahead[0].tag not in ("ADV", "PRON", "PART", "PROPN") or state.lowers[j] == "to":
            break
    return _pick(possible, "VERB", possible[0].form) or _pick(possible, "VERB")


def _like(state: _State, i: int, possible: Options) -> Reading | None:
    before, word = state.back(i)
    if word in _SUBJECTS or before.tag in ("AUX", "PART"):
        return _pick(possible, "VERB") if before.lemma != "be" else _pick(possible, "ADP")
    return _pick(possible, "ADP")


def _there(state: _State, i: int, possible: Options) -> Reading | None:
    return _pick(possible, "PRON" if _first_tag(state, i + 1) == "AUX" else "ADV")


def _number_word(_: _State, __: int, possible: Options) -> Reading | None:
    return _pick(possible, "NUM")


def _further(state: _State, i: int, possible: Options) -> Reading | None:
    return _pick(possible, "ADV") if _pick(state.at(i + 1), "VERB") else None


def _negative(state: _State, i: int, possible: Options) -> Reading | None:
    return _pick(possible, "DET" if _first_tag(state, i + 1) in (*_NOMINAL, "VERB", "DET") else "ADV")


_SPECIAL: dict[str, Callable[[_State, int, Options], Reading | None]] = {
    "to": _to,
    "that": _that,
    "'s": _is_or_possessive,
    "'": _apostrophe,
    "like": _like,
    "there": _there,
    "further": _further,
    "no": _negative,
    "one": _number_word,
    "half": _number_word,
    **dict.fromkeys(("have", "has", "had", "having", "do", "does", "did", "'ve"), _auxiliary),
}
