"""Settings of the estimation, as a user writes them in case.toml."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from corroborate.case import casefile
from corroborate.errors import SettingError
from corroborate.estimation import coverage, decomposable, gibbs, latent, loglinear
from corroborate.model.estimate import Method
from corroborate.model.estimation import OF_METHODS, EstimationSettings, checked_settings

SECTION = """
[estimation]
method = "decomposable"
strata = ["province", "month", "actor"]
level = 0.9
seed = 4
imputations = 30

[estimation.settings]
delta = 0.1
saturated = true
"""


def test_the_section_of_a_case_is_read(tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text(casefile.new("A", "B?") + SECTION, "utf-8")
    found = casefile.read(tmp_path).settings.estimation
    assert found == EstimationSettings(
        "decomposable",
        ("province", "month", "actor"),
        level=0.9,
        seed=4,
        imputations=30,
        of_method={"delta": 0.1, "saturated": True},
    )


def test_a_case_without_the_section_has_the_defaults(tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text(casefile.new("A", "B?"), "utf-8")
    assert casefile.read(tmp_path).settings.estimation == EstimationSettings()


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ({"methd": "auto"}, "does not exist: methd"),
        ({"method": "guess"}, "no such method: guess"),
        ({"method": ["latent"]}, "no such method"),
        ({"strata": "province"}, "must be a list of names"),
        ({"strata": ["province", "province"]}, "a name twice: province"),
        ({"strata": [""]}, "names in quotes"),
        ({"strata": [3]}, "names in quotes"),
        ({"level": 1.0}, "from 0.5 to below 1"),
        ({"level": "high"}, "from 0.5 to below 1"),
        ({"seed": 1.5}, "whole number from 0"),
        ({"seed": True}, "whole number from 0"),
        ({"imputations": 1}, "from 2 to 1000"),
        ({"spread": "wide"}, "no such spread"),
        ({"settings": 3}, "must be a table"),
        ({"settings": {"detla": 0.1}}, "no such setting: detla"),
        ({"settings": {"delta": "small"}}, "delta must be a number: small"),
        ({"method": "chao", "settings": {"delta": 0.1}}, "it has none"),
    ],
)
def test_what_cannot_be_used_is_named(section: Mapping[str, Any], said: str) -> None:
    with pytest.raises(SettingError, match=said):
        EstimationSettings.of(section)


def test_the_settings_of_each_method_are_those_that_it_takes() -> None:
    functions = {
        Method.DECOMPOSABLE: decomposable.decomposable,
        Method.BIC: loglinear.best,
        Method.STEPWISE: loglinear.by_steps,
        Method.COVERAGE: coverage.coverage,
        Method.LATENT: latent.latent,
    }
    surroundings = {"histories", "level", "seed", "progress", "criterion"}
    for method, function in functions.items():
        taken = set(inspect.signature(function).parameters) - surroundings
        if method is Method.LATENT:
            taken = taken - {"priors"} | set(inspect.signature(gibbs.Priors).parameters)
        assert set(OF_METHODS[method]) == taken


def test_a_function_may_be_the_prior() -> None:
    checked_settings("decomposable", {"log_prior": lambda total: 0 * total, "top": None})
