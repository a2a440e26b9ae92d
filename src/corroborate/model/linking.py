"""What a user sets for the linkage of a whole case, checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from corroborate.errors import SettingError
from corroborate.model.record import Duplicates

PRESETS = ("incidents", "persons")
ENGINES = ("sampler", "fast", "spark")
MOST_TIMES = 1000
MOST_TWINS = 100


@dataclass(frozen=True, slots=True)
class LinkageSettings:
    """How the lists of a case are linked; made from ``[linkage]`` in case.toml by `of`.

    ``preset`` says whether records are incidents or persons, ``engine`` how they are linked. ``duplicates``
    say of a list how often it may hold one incident: a `Duplicates`, or at most so many times; a list that
    is not there goes by its definition card. ``sweeps`` and ``chains`` None mean the sampler's own. On
    ``twins`` simulated twins of the lists the stated probabilities and the interval are put to the test.
    """

    preset: str = "incidents"
    engine: str = "sampler"
    duplicates: Mapping[str, Duplicates | int] = field(default_factory=dict)
    sweeps: int | None = None
    chains: int | None = None
    level: float = 0.95
    seed: int = 0
    twins: int = 0

    def __post_init__(self) -> None:
        if self.preset not in PRESETS:
            raise SettingError("there is no such preset of linkage", value=self.preset, hint=_one_of(PRESETS))
        if self.engine not in ENGINES:
            raise SettingError("there is no such engine of linkage", value=self.engine, hint=_one_of(ENGINES))
        for name, value in (("sweeps", self.sweeps), ("chains", self.chains)):
            if value is not None and (isinstance(value, bool) or not isinstance(value, int) or value < 1):
                raise SettingError(f"{name} of [linkage] must be a whole number from 1 on", value=value)
        if isinstance(self.seed, bool) or not isinstance(self.seed, int) or self.seed < 0:
            raise SettingError("the seed of [linkage] must be a whole number from 0 on", value=self.seed)
        if (
            isinstance(self.twins, bool)
            or not isinstance(self.twins, int)
            or not 0 <= self.twins <= MOST_TWINS
        ):
            raise SettingError(
                f"the twins of [linkage] must be a whole number from 0 to {MOST_TWINS}", value=self.twins
            )
        if isinstance(self.level, bool) or not isinstance(self.level, float) or not 0.5 <= self.level < 1:
            raise SettingError("the level of [linkage] must be from 0.5 to below 1", value=self.level)

    @classmethod
    def of(cls, section: Mapping[str, Any]) -> LinkageSettings:
        """Settings from a table as TOML gives it; raises SettingError naming what cannot be used."""
        known = {"preset", "engine", "duplicates", "sweeps", "chains", "level", "seed", "twins"}
        unknown = sorted(set(section) - known)
        if unknown:
            raise SettingError(
                "[linkage] has a setting that does not exist",
                value=unknown[0],
                hint=f"there are {', '.join(sorted(known))}",
            )
        given = dict(section)
        policies = given.pop("duplicates", {})
        if not isinstance(policies, Mapping):
            raise SettingError(
                "duplicates of [linkage] must be a table", value=policies, hint="write [linkage.duplicates]"
            )
        return cls(**given, duplicates={str(k): policy(v) for k, v in policies.items()})


def policy(value: object) -> Duplicates | int:
    """How often a list may hold one incident: ``none``, ``few``, ``free``, or a number of times."""
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST_TIMES:
        return Duplicates.NONE if value == 1 else value
    if isinstance(value, str) and value in set(Duplicates):
        return Duplicates(value)
    raise SettingError(
        "there is no such policy of duplicates",
        value=value,
        hint=f"{_one_of(tuple(Duplicates))}, or at most so many times, 1 to {MOST_TIMES}",
    )


def _one_of(names: tuple[str, ...]) -> str:
    return f"one of {', '.join(names)}"
