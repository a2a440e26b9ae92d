"""Former levels: the number that another is laid beside, "down from 118", "compared with 87"."""

from __future__ import annotations

import re
from functools import cache

from corroborate.claims.quantities.changes import change_words
from corroborate.claims.scene import Scene
from corroborate.lexicons import load

REACH = 90
"""Characters before a number in which the change may be said that "from" belongs to."""


def is_former(scene: Scene, start: int) -> bool:
    """True where the number that starts at an offset is one of another time than its sentence's.

    "60 attacks, down from 118": the 118 has no part in the window of the 60.
    """
    if scene.language != "en":
        return False
    beside = scene.content[max(0, start - REACH) : start]
    pattern, last = _pattern(scene.language)
    # The words must end right before the number: nearly always their last one alone tells.
    told = beside.removesuffix(" ").lower()
    return told.removesuffix(" the").endswith(last) and pattern.search(beside) is not None


@cache
def _pattern(language: str) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """The words of a change with "from" at their end, or a phrase of comparison; and what may end them."""
    beside = load("hedges", language)["former"]
    words = change_words(language)
    changes = "|".join(sorted(map(re.escape, {*words.before, *words.nouns}), key=lambda w: (-len(w), w)))
    compared = "|".join(map(re.escape, beside))
    return (
        re.compile(rf"\b(?:(?:{changes})\b[^.;:?!]{{0,60}}\bfrom|{compared})(?: the)? ?$", re.IGNORECASE),
        ("from", *(phrase.lower() for phrase in beside)),
    )
