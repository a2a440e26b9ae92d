"""What the tests of the reader share: work counted instead of timed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest

Work = Callable[[Callable[[], object]], int]


@pytest.fixture
def work() -> Work:
    """How many Python functions a call makes: the same on every machine."""

    def counted(run: Callable[[], object]) -> int:
        calls = 0

        def count(frame: FrameType, event: str, arg: Any) -> None:
            nonlocal calls
            calls += event == "call"

        sys.setprofile(count)
        try:
            run()
        finally:
            sys.setprofile(None)
        return calls

    return counted
