"""What a user sets for the estimation of a whole case, checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from corroborate.errors import SettingError
from corroborate.model.estimate import Method

SPREADS = ("full", "quick", "none")
MOST_IMPUTATIONS = 1000
STRATA = ("country", "province", "district", "settlement", "year", "month", "actor", "type")
"""What the incidents of a case can be told apart by."""

OF_METHODS: Mapping[Method, Mapping[str, type]] = {
    Method.DECOMPOSABLE: {
        "delta": float,
        "saturated": bool,
        "log_prior": str,
        "first": int,
        "top": int,
    },
    Method.LATENT: {
        "classes": int,
        "a": float,
        "b": float,
        "shape": float,
        "rate": float,
        "ceiling": float,
        "chains": int,
        "wanted": float,
        "most_sweeps": int,
        "work": float,
        "tempering": bool,
    },
    Method.BIC: {"order": int, "replicates": int, "kept": int},
    Method.AIC: {"order": int, "replicates": int, "kept": int},
    Method.STEPWISE: {"threshold": float, "replicates": int},
    Method.INDEPENDENCE: {"model": str},
    Method.COVERAGE: {"replicates": int},
    Method.CHAO: {},
    Method.CHAPMAN: {},
}
"""The settings of each method, with the type of their values."""


@dataclass(frozen=True, slots=True)
class EstimationSettings:
    """How the totals of a case are estimated; made from ``[estimation]`` in case.toml by `of`.

    ``method`` is a `Method` or "auto". ``strata`` are of `STRATA`, what an incident is told apart by, such as
    province, month, actor: each combination of their values is a stratum. ``lists`` are the lists to use,
    all where empty. ``imputations`` is how often missing strata are filled in. ``of_method`` goes to
    the method. ``spread`` is what stands beside the result: "full", "quick" or "none".
    """

    method: str = "auto"
    strata: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    level: float = 0.95
    seed: int = 0
    imputations: int = 20
    spread: str = "full"
    of_method: Mapping[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        checked_method(self.method)
        for name, words in (("strata", self.strata), ("lists", self.lists)):
            if any(not isinstance(word, str) or not word.strip() for word in words):
                raise SettingError(f"{name} must be names in quotes", value=list(words))
            twice = sorted({word for word in words if words.count(word) > 1})
            if twice:
                raise SettingError(f"{name} hold a name twice", value=", ".join(twice))
        unknown = [name for name in self.strata if name not in STRATA]
        if unknown:
            raise SettingError(
                "incidents cannot be told apart by that",
                value=unknown[0],
                hint=f"strata are {', '.join(STRATA)}",
            )
        if not _is(self.level, float) or not 0.5 <= self.level < 1:
            raise SettingError("the level of an interval must be from 0.5 to below 1", value=self.level)
        if not _is(self.seed, int) or self.seed < 0:
            raise SettingError("the seed must be a whole number from 0 on", value=self.seed)
        if not _is(self.imputations, int) or not 2 <= self.imputations <= MOST_IMPUTATIONS:
            raise SettingError(
                f"imputations must be a whole number from 2 to {MOST_IMPUTATIONS}", value=self.imputations
            )
        if self.spread not in SPREADS:
            raise SettingError(
                "there is no such spread", value=self.spread, hint=f"one of {', '.join(SPREADS)}"
            )
        checked_settings(self.method, self.of_method)

    @classmethod
    def of(cls, section: Mapping[str, Any]) -> EstimationSettings:
        """Settings from a table as TOML gives it; raises SettingError naming what cannot be used."""
        known = {"method", "strata", "lists", "level", "seed", "imputations", "spread", "settings"}
        unknown = sorted(set(section) - known)
        if unknown:
            raise SettingError(
                "[estimation] has a setting that does not exist",
                value=unknown[0],
                hint=f"there are {', '.join(sorted(known))}",
            )
        given = dict(section)
        for name in ("strata", "lists"):
            words = given.get(name, [])
            if not isinstance(words, list | tuple):
                raise SettingError(
                    f"{name} of [estimation] must be a list of names",
                    value=words,
                    hint=f'write {name} = ["…", "…"]',
                )
            given[name] = tuple(words)
        of_method = given.pop("settings", {})
        if not isinstance(of_method, Mapping):
            raise SettingError("settings of [estimation] must be a table", hint="write [estimation.settings]")
        return cls(**given, of_method=dict(of_method))


def checked_method(name: object) -> None:
    """Raise SettingError unless there is a method of that name, or it is "auto"."""
    if not isinstance(name, str) or (name != "auto" and name not in set(Method)):
        raise SettingError("there is no such method", value=name, hint=f"auto, or one of {', '.join(Method)}")


def checked_settings(method: str, settings: Mapping[str, Any]) -> None:
    """Raise SettingError for a setting that a method does not have, or a value of the wrong type.

    With "auto" the setting must be one of the methods that auto may choose. A function may stand for
    ``log_prior``.
    """
    able = [Method.DECOMPOSABLE, Method.LATENT] if method == "auto" else [Method(method)]
    known: dict[str, type] = {}
    for one in able:
        known.update(OF_METHODS[one])
    for name, value in settings.items():
        if name not in known:
            raise SettingError(
                f"the method {method} has no such setting",
                value=name,
                hint=f"there are {', '.join(sorted(known))}" if known else "it has none",
            )
        if (
            value is not None
            and not _is(value, known[name])
            and not (name == "log_prior" and callable(value))
        ):
            raise SettingError(f"{name} must be {_WORDS[known[name]]}", value=value)


def _is(value: object, kind: type) -> bool:
    if isinstance(value, bool):
        return kind is bool
    return isinstance(value, int | float) if kind is float else isinstance(value, kind)


_WORDS = {float: "a number", int: "a whole number", str: "words in quotes", bool: "true or false"}
