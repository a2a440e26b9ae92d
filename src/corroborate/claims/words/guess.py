"""What one word form can be, before its neighbours are asked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from corroborate.claims.words.lexicon import lexicon
from corroborate.claims.words.morphology import guess_verb


@dataclass(slots=True)
class Reading:
    """A tag with the lemma and form that go with it; made once for a word form and never changed."""

    tag: str
    lemma: str
    form: str = ""


_ADJECTIVE = (
    "ous", "ful", "less", "able", "ible", "ical", "ional", "ental", "ial", "ual", "ish", "ive", "ary", "ic",
    "like", "some", "ular", "al", "ant", "ent", "wide",
    "based", "led", "backed", "style", "old", "held", "born",
)  # fmt: skip
_NOUN = (
    "ness",
    "ment",
    "tion",
    "sion",
    "ity",
    "ship",
    "hood",
    "ism",
    "ist",
    "ance",
    "ence",
    "dom",
    "age",
    "er",
    "or",
)
_ORDINAL = ("st", "nd", "rd", "th")


def readings(text: str, lower: str, kind: str, shape: str) -> tuple[Reading, ...]:
    """The readings of a token, likeliest first.

    ``shape`` is ``l`` lower case, ``u`` capitalised inside a sentence, ``i`` capitalised at the start of
    one, ``n`` capitalised at a start and capitalised elsewhere in the text too.
    """
    if kind == "number":
        return (_number(lower),)
    if kind == "url":
        return (Reading("X", lower),)
    if kind == "other" and lower not in ("&", "'", "’"):
        return (Reading("PUNCT" if not text.isalnum() else "X", lower),)
    if shape in "un":
        return _capitalised(text, lower, shape)
    found = _lower(lower)
    if shape == "i" and len(text) > 1 and text.isupper() and found[0].tag in ("NOUN", "VERB", "ADJ"):
        return (Reading("PROPN", lower),)
    if shape == "i" and found[0].tag == "NOUN" and not _known(lower):
        return (Reading("PROPN", lower), *found)
    if (
        shape == "i"
        and lower in lexicon().proper
        and lower not in ("may", "march", "sun", "sat", "second", "mon")
    ):
        return (Reading("PROPN", lower),)
    return found


def _number(lower: str) -> Reading:
    if lower[-1].isdigit():
        return Reading("NUM", lower)
    if "-" in lower:
        return Reading("ADJ", lower)
    if lower.endswith(_ORDINAL) and lower[-3:-2].isdigit():
        return Reading("ADJ", lower)
    if lower.endswith("s") and lower[-2:-1].isdigit():
        return Reading("NOUN", lower, "plural")
    return Reading("NUM", lower)


def _capitalised(text: str, lower: str, shape: str) -> tuple[Reading, ...]:
    words = lexicon()
    closed = words.closed.get(lower)
    if closed and lower not in words.proper and (len(text) == 1 or not text.isupper()):
        kept = tuple(Reading(tag, _closed_lemma(lower, tag), _aux_form(lower, tag)) for tag in closed)
        if shape == "u" and closed[0] not in ("ADJ", "NUM", "ADV"):
            return kept
        return (Reading("PROPN", lower), *kept)
    return (Reading("PROPN", lower),)


def _known(lower: str) -> bool:
    words = lexicon()
    return (
        lower in words.nouns
        or words.singular(lower) in words.nouns
        or lower in words.verbs
        or lower in words.adjectives
        or lower.endswith(_NOUN[:12])
    )


def _closed_lemma(lower: str, tag: str) -> str:
    if tag == "AUX":
        return _AUX.get(lower, (lower, ""))[0]
    return lower


def _aux_form(lower: str, tag: str) -> str:
    return _AUX.get(lower, (lower, ""))[1] if tag == "AUX" else ""


_AUX = {
    "am": ("be", "base"), "is": ("be", "s"), "are": ("be", "base"), "was": ("be", "past"),
    "were": ("be", "past"), "been": ("be", "part"), "being": ("be", "ing"), "be": ("be", "base"),
    "'m": ("be", "base"), "'re": ("be", "base"), "'s": ("be", "s"), "have": ("have", "base"),
    "has": ("have", "s"), "had": ("have", "past"), "having": ("have", "ing"), "'ve": ("have", "base"),
    "'d": ("would", ""), "do": ("do", "base"), "does": ("do", "s"), "did": ("do", "past"),
    "'ll": ("will", ""), "wo": ("will", ""), "ca": ("can", ""), "sha": ("shall", ""), "cannot": ("can", ""),
}  # fmt: skip


@lru_cache(maxsize=65536)
def _lower(lower: str) -> tuple[Reading, ...]:
    words = lexicon()
    closed = words.closed.get(lower, ())
    found = [Reading(tag, _closed_lemma(lower, tag), _aux_form(lower, tag)) for tag in closed]
    if lower in ("et", "al."):
        return (Reading("X" if lower == "et" else "PROPN", lower),)
    if lower in ("n't", "'ll", "'re", "'ve", "'m", "'d", "'em"):
        return tuple(found)
    function = bool(closed) and closed[0] not in ("ADJ", "NUM") and lower not in _OPEN_TOO
    if lower in ("have", "has", "had", "having", "do", "does", "did"):
        found.append(Reading("VERB", "have" if lower[0] == "h" else "do", _AUX[lower][1]))
    if function:
        return tuple(found)
    singular = words.singular(lower)
    is_noun = lower in words.nouns or singular in words.nouns
    verbs = words.verbs.get(lower, ())
    if lower in words.adjectives and "ADJ" not in closed:
        found.append(Reading("ADJ", lower))
    for inflection in verbs:
        verb = Reading("VERB", inflection.lemma, inflection.form)
        # A base or -s form is a noun as well unless its verb has no noun beside it.
        if inflection.form in ("base", "s") and (inflection.lemma not in words.verb_first or is_noun):
            noun = Reading("NOUN", singular, "plural" if inflection.form == "s" else "")
            if noun not in found:
                found.append(noun)
        found.append(verb)
    if is_noun and not any(r.tag == "NOUN" for r in found):
        plural = "plural" if singular != lower or lower in _MANY else ""
        found.insert(0, Reading("NOUN", singular, plural))
    if found:
        if lower.endswith("ed") and verbs and not any(r.tag == "ADJ" for r in found):
            found.append(Reading("ADJ", lower))
        elif lower.endswith("ing") and verbs:
            found += [Reading("NOUN", lower), Reading("ADJ", lower)]
        elif lower in words.adjectives:
            found.append(Reading("NOUN", singular))
        return tuple(found)
    return _unlisted(lower)


_MANY = frozenset(["people", "police", "statistics", "data", "media"])
"""Nouns that take a verb of the plural whatever their form."""
_OPEN_TOO = frozenset(
    [
        "past",
        "pending",
        "opposite",
        "round",
        "minus",
        "worth",
        "fast",
        "hard",
        "well",
        "home",
        "half",
        "straight",
        "right",
        "left",
        "pretty",
        "back",
        "down",
        "up",
        "like",
        "kind",
        "sort",
        "further",
        "early",
        "late",
        "long",
        "outright",
    ]
)


def _unlisted(lower: str) -> tuple[Reading, ...]:
    words = lexicon()
    singular = words.singular(lower)
    noun = Reading("NOUN", singular, "plural" if singular != lower else "")
    if lower.endswith("ly") and len(lower) > 4 and lower not in words.not_adverbs:
        return (Reading("ADV", lower), Reading("ADJ", lower))
    if "-" in lower:
        return _hyphenated(lower, noun)
    verb = guess_verb(lower)
    if verb:
        other = (
            (Reading("NOUN", lower), Reading("ADJ", lower))
            if verb.form == "ing"
            else (Reading("ADJ", lower),)
        )
        both = (Reading("VERB", verb.lemma, "part"),) if verb.form == "past" else ()
        return (Reading("VERB", verb.lemma, verb.form), *both, *other)
    if lower.endswith(("ize", "ise", "ify")) and len(lower) > 5:
        return (Reading("VERB", lower, "base"), noun)
    if lower.endswith(("izes", "ises", "ifies")) and len(lower) > 6:
        base = lower[:-3] + "y" if lower.endswith("ifies") else lower[:-1]
        return (Reading("VERB", base, "s"), noun)
    prefixed = _prefixed(lower)
    if prefixed:
        return prefixed
    if lower.endswith(_NOUN):
        return (noun,)
    if lower.endswith(_ADJECTIVE):
        return (Reading("ADJ", lower), noun)
    return (noun,)


def _prefixed(lower: str) -> tuple[Reading, ...]:
    words = lexicon()
    for prefix in ("re", "un", "over", "under", "out", "mis", "dis", "de", "co", "pre"):
        rest = lower.removeprefix(prefix)
        if rest != lower and len(rest) > 3 and rest in words.verbs and prefix != "un":
            found = [Reading("VERB", prefix + i.lemma, i.form) for i in words.verbs[rest]]
            if rest not in words.verb_first and any(r.form in ("base", "s") for r in found):
                found.insert(0, Reading("NOUN", words.singular(lower), "plural" if lower[-1] == "s" else ""))
            return tuple(found)
        if (
            rest != lower
            and prefix == "un"
            and len(rest) > 3
            and (rest in words.adjectives or rest in words.verbs)
        ):
            return (Reading("ADJ", lower),)
    return ()


def _hyphenated(lower: str, noun: Reading) -> tuple[Reading, ...]:
    words = lexicon()
    last = lower.rsplit("-", 1)[1]
    parts = lower.split("-")
    if all(p in words.closed and "NUM" in words.closed[p] for p in parts):
        return (Reading("NUM", lower),)
    if last in words.verbs and any(i.form in ("past", "part", "ing") for i in words.verbs[last]):
        return (Reading("ADJ", lower), noun)
    if last in words.nouns or words.singular(last) in words.nouns or last.endswith(_NOUN):
        return (noun, Reading("ADJ", lower))
    if last in ("year", "old", "based", "wide", "long", "term", "high", "low", "free", "like", "to-date"):
        return (Reading("ADJ", lower), noun)
    return (Reading("ADJ", lower), noun) if last.endswith(_ADJECTIVE) else (noun, Reading("ADJ", lower))
