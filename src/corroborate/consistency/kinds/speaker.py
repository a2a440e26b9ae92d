"""The same speaker, two numbers: in one document or in two."""

from __future__ import annotations

from corroborate.consistency.equal import disagree, is_copy, is_version
from corroborate.consistency.groups import Pair
from corroborate.consistency.sheet import Sheet
from corroborate.consistency.view import View

KIND = "speaker"


def check(view: View, sheet: Sheet) -> None:
    """Compare what one speaker says of one thing at different places."""
    disagree(view, sheet, KIND, _is_one_speaker, _title)


def _is_one_speaker(pair: Pair) -> bool:
    return pair.a.speaker == pair.b.speaker and not is_copy(pair.a, pair.b) and not is_version(pair.a, pair.b)


def _title(pair: Pair) -> str:
    name = pair.a.claim.attribution.speaker.name
    return f"{name} says {pair.a.quote} and {pair.b.quote} of the same thing"
