"""A kill at any moment loses nothing that was acknowledged, and the next run goes on.

One process does the work once to count the moments at which something reaches the disk, then forks a
child for each moment that is killed there; the parent goes on with what is left.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

STRIDE = 16
"""One moment in so many is tried; with 1 the script tries them all, which takes minutes."""
SCRIPT = Path(__file__).with_name("killed.py")


pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, object]]:
    folder = tmp_path_factory.mktemp("killed")
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(folder), str(STRIDE)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: list[dict[str, object]] = json.loads(done.stdout)
    return found


def test_there_are_many_moments_and_every_one_was_a_kill(outcomes: list[dict[str, object]]) -> None:
    assert len(outcomes) > 8
    assert {outcome["signal"] for outcome in outcomes} == {9}


def test_nothing_that_was_acknowledged_is_lost(outcomes: list[dict[str, object]]) -> None:
    lost = [o for o in outcomes if not set(o["acknowledged"]) <= set(o["found"])]  # type: ignore[call-overload]
    assert lost == []


def test_the_next_run_goes_on_to_the_same_report(outcomes: list[dict[str, object]]) -> None:
    assert [o["moment"] for o in outcomes if not o["same_report"]] == []


def test_what_is_left_verifies_before_and_after_going_on(outcomes: list[dict[str, object]]) -> None:
    assert [(o["moment"], o["before"]) for o in outcomes if o["before"]] == []
    assert [(o["moment"], o["after"]) for o in outcomes if o["after"]] == []


def test_no_half_written_file_is_left(outcomes: list[dict[str, object]]) -> None:
    assert [(o["moment"], o["litter"]) for o in outcomes if o["litter"]] == []


def test_what_was_finished_is_not_done_again(outcomes: list[dict[str, object]]) -> None:
    killed_late = [o for o in outcomes if "run" in o["acknowledged"]]  # type: ignore[operator]
    assert killed_late
    assert [o["moment"] for o in killed_late if o["computed"]] == []
