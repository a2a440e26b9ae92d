"""Shared fixtures: no network, the development data, the CI rule on skips."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "data"


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Refuse every connection that leaves this machine (C17)."""
    if request.node.get_closest_marker("browser"):
        return
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family == socket.AF_UNIX or (
            isinstance(address, tuple) and address[0] in {"127.0.0.1", "::1"}
        ):
            connect(self, address)  # type: ignore[arg-type]
            return
        raise AssertionError(f"a test tried to connect to {address}")

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The development data beside the checkout; skips where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("../shared/data is not there")
    return SHARED


def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> None:
    """In CI a skip is a failure, but for development data that is absent."""
    if (
        os.environ.get("CI") != "true"
        or call.excinfo is None
        or not call.excinfo.errisinstance(pytest.skip.Exception)
    ):
        return
    if "../shared/data" not in str(call.excinfo.value):
        pytest.fail(f"CI tolerates no skip: {item.nodeid}: {call.excinfo.value}", pytrace=False)
