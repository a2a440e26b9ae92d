"""Who gives a number, where its sentence opens with whoever tells it and the reader heard only the author."""

from __future__ import annotations

import re
from functools import cache

from corroborate.consistency import vocabulary
from corroborate.model.claim import AnyClaim
from corroborate.model.dossier import Document

_OPENS = re.compile(r"(?:^|[:;]\s+|,\s+(?:while|whereas|but)\s+|,\s+(?=the\s))")
_NO_NAMES = frozenset(
    {
        "in",
        "on",
        "over",
        "at",
        "by",
        "for",
        "from",
        "since",
        "during",
        "between",
        "with",
        "after",
        "before",
        "of",
        "and",
    }
)
LONGEST = 60
"""Code points of a name at most."""


@cache
def _told_by() -> re.Pattern[str]:
    verbs = "|".join(re.escape(str(v)).replace(r"\ ", r"\s+") for v in vocabulary.words()["tells_numbers"])
    aside = r"(?:\s*,[^,.;“”]{2,60},)?"
    return re.compile(
        rf"[“\"]?(?P<who>(?:[Tt]he\s+)?[A-Za-z][\w’'-]*(?:\s+[\w’'-]+){{0,5}}?){aside}\s+"
        rf"(?:(?:has|have|had|could|also|now|only|itself)\s+){{0,2}}(?P<verb>{verbs})\b"
        r"(?:\s+that)?(?P<rest>[^.;:!?“”]*)$"
    )


def teller(claim: AnyClaim, document: Document | None) -> tuple[str, bool] | None:
    """The name before the verb, and whether the number is of its own doing ("boasts of"); None for nobody."""
    voices = claim.attribution.voices
    known = len(voices) > 1 and voices[-1].name.casefold() not in vocabulary.words()["pronouns"]
    if document is None or claim.quantity is None or known:
        return None
    start = claim.sentence[0]
    at = (claim.quantity_span or claim.span).start
    before = document.text.content[max(start, at - 200) : at]
    for opening in reversed(list(_OPENS.finditer(before))):
        found = _told_by().match(before, opening.end())
        if found is None or len(found["who"]) > LONGEST or len(found["rest"]) > 80:
            continue
        who = found["who"].strip()
        words = who.casefold().split()
        if not set(words).isdisjoint(vocabulary.words()["pronouns"]) or words[0] in _NO_NAMES:
            continue
        named = any(w[:1].isupper() for w in who.removeprefix("The ").split())
        noun, nouns = words[-1], vocabulary.words()["tellers"]
        is_teller = noun in nouns or noun.removesuffix("s") in nouns
        if named or is_teller:
            own = re.split(r"\s+", found["verb"].casefold())[0] in {"boasts", "boasted", "claims", "claimed"}
            return who, own
    return None
