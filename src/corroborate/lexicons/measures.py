"""The measures lexicon: what can be counted, with the relations that comparisons rest on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from corroborate.errors import SettingError
from corroborate.lexicons.load import load
from corroborate.model.measure import Measure, Measures


def measures(extra: Mapping[str, Mapping[str, Any]] | None = None, *, language: str = "en") -> Measures:
    """The built-in measures, with those of a case added or put in place of built-in ones.

    ``extra`` maps an id to ``label``, ``words`` (nouns and phrases in base form), and optionally
    ``broader`` and ``not_same`` (ids). Words of ``extra`` win over built-in ones.
    Raises SettingError for an unknown key, a relation to an unknown id, or a circle of ``broader``.
    """
    return _built_in(language) if not extra else _compiled(extra, language)


@cache
def _built_in(language: str) -> Measures:
    return _compiled({}, language)


def _compiled(extra: Mapping[str, Mapping[str, Any]], language: str) -> Measures:
    entries: dict[str, Mapping[str, Any]] = dict(load("measures", language)["measures"])
    own = dict(extra)
    by_id = {id: _measure(id, entry) for id, entry in {**entries, **own}.items()}
    by_word: dict[str, str] = {}
    for id, measure in by_id.items():
        if id not in own:
            for word in measure.words:
                by_word.setdefault(word.lower(), id)
    for id in own:
        for word in by_id[id].words:
            by_word[word.lower()] = id
    found = Measures(by_id, by_word)
    for id, measure in by_id.items():
        for other in (*measure.broader, *measure.not_same):
            if other not in by_id:
                raise SettingError(f"measure {id!r} names a measure that does not exist", value=other)
        if any(id in found.broader(up) for up in measure.broader):
            raise SettingError("a measure cannot include itself by way of others", value=id)
    return found


def _measure(id: str, entry: Mapping[str, Any]) -> Measure:
    unknown = sorted(set(entry) - {"label", "words", "broader", "not_same", "stock"})
    if unknown:
        raise SettingError(f"measure {id!r} has a key that is not known", value=", ".join(unknown))
    return Measure(
        id,
        str(entry.get("label", id.replace("_", " "))),
        _strings(id, entry.get("words", ())),
        _strings(id, entry.get("broader", ())),
        _strings(id, entry.get("not_same", ())),
        entry.get("stock", False) is True,
    )


def _strings(id: str, value: object) -> tuple[str, ...]:
    if isinstance(value, str) or not isinstance(value, Iterable):
        raise SettingError(f"measure {id!r} needs a list of words here", value=value)
    return tuple(str(v) for v in value)
