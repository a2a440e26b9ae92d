"""Shared fixtures: no network, the development data, the CI rule on skips."""

from __future__ import annotations

import os
import socket
from collections.abc import Generator
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


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a skip is a failure, but for development data that is absent."""
    report = yield
    if os.environ.get("CI") == "true" and report.skipped and "../shared/data" not in str(report.longrepr):
        report.outcome = "failed"
        report.longrepr = f"CI tolerates no skip: {item.nodeid}: {report.longrepr}"
    return report
