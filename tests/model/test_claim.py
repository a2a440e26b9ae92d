"""Aggregate and incident claims are different types and never summed together (C8)."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from corroborate.errors import InputError
from corroborate.model.attribution import Attribution, Voice
from corroborate.model.claim import AggregateClaim, Claim, ClaimKind, IncidentClaim, Reader, total
from corroborate.model.interval import Interval
from corroborate.model.quantity import Quantity
from corroborate.model.span import Span


def claim(kind: type[Claim], low: int, high: int | None) -> Claim:
    content = f"{low} attacks"
    interval = Interval(low, high)
    return kind(
        id=content,
        source_id="s",
        span=Span.of("t", content, 0, len(content)),
        kind=ClaimKind.COUNT,
        attribution=Attribution((Voice("author"),)),
        reader=Reader("rules/en", "1"),
        sentence=(0, len(content)),
        quantity=Quantity(interval, interval, str(low), str(low)),
    )


def test_c08_a_sum_of_aggregates_keeps_open_ends() -> None:
    a, b = claim(AggregateClaim, 29, 29), claim(AggregateClaim, 52, None)
    assert isinstance(a, AggregateClaim)
    assert isinstance(b, AggregateClaim)
    assert total([a, b]) == Interval(81, None)


def test_c08_an_incident_claim_is_refused_in_a_sum() -> None:
    with pytest.raises(InputError, match="only aggregate claims"):
        total([claim(IncidentClaim, 3, 3)])  # type: ignore[list-item]


def test_c08_the_type_checker_refuses_the_sum(tmp_path: Path) -> None:
    snippet = tmp_path / "snippet.py"
    snippet.write_text(
        "from corroborate.model.claim import IncidentClaim, total\n"
        "def f(c: IncidentClaim) -> None:\n"
        "    total([c])\n"
    )
    run = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(tmp_path), str(snippet)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert 'incompatible type "IncidentClaim"' in run.stdout
