"""The scorers of the benchmark, and the figures that the development data must keep."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def scorer(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    sys.modules.pop(name, None)
    return importlib.import_module(name)


def test_ends_agree_within_the_tolerance(monkeypatch: pytest.MonkeyPatch) -> None:
    near = scorer("reading_quantities", monkeypatch).near
    assert near(1_000_000, 1_000_005)
    assert not near(100, 101)
    assert near(None, None)
    assert not near(None, 0)
    assert near(float("inf"), float("inf"))


def test_matches_are_one_to_one(monkeypatch: pytest.MonkeyPatch) -> None:
    matched = scorer("reading_quantities", monkeypatch)._matched
    assert matched([5.0, 5.0], [5.0]) == 1
    assert matched([5.0, 7.0], [7.0, 5.0]) == 2


def test_a_peer_that_is_absent_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    peers = scorer("reading_peers", monkeypatch)
    monkeypatch.setattr(peers, "PEERS", {"nobody": "no_such_module_at_all"})
    assert "no_such_module_at_all" in peers.missing()["nobody"]


@pytest.mark.shared
def test_number_ranges_keep_their_share(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = scorer("reading_quantities", monkeypatch).ranges(shared)
    assert result["cases"] == 87
    assert result["share"] >= 0.95


@pytest.mark.shared
def test_the_interview_keeps_its_hedges(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = scorer("reading_claims", monkeypatch).interview(shared / "interview")
    assert result["right"] >= 0.9 * result["hedges"]
    assert result["not read"] <= result["numeric tokens"] // 10
