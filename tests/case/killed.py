"""Kills itself at each moment at which a case reaches the disk; prints what was left and what came of it."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from corroborate.case import Case, SourceFile
from corroborate.errors import NotACaseError

NOW = datetime(2025, 3, 10, 12, 0, tzinfo=UTC)
FIRST = "He said that the group had carried out 207 attacks since January 2024, 120 of them in the north.\n"
SECOND = "Between 1 February and 13 May 2024 the mission verified 29 attacks by the group.\n"


@contextlib.contextmanager
def moments(kill_at: int | None) -> Iterator[list[str]]:
    """Count what reaches the disk: syncs, renames, deletions, commits; kill at one of them."""
    seen: list[str] = []

    def moment(name: str) -> None:
        seen.append(name)
        if len(seen) == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(module: Any, name: str) -> None:
        real = getattr(module, name)

        def noted(*given: Any, **named: Any) -> Any:
            moment(f"before {name}")
            result = real(*given, **named)
            moment(f"after {name}")
            return result

        undo.append((module, name, real))
        setattr(module, name, noted)

    undo: list[tuple[Any, str, Any]] = []
    for name in ("fsync", "replace", "rename", "unlink"):
        around(os, name)
    around(sa.engine.RootTransaction, "commit")
    around(sa.engine.RootTransaction, "_do_commit")
    try:
        yield seen
    finally:
        for module, name, real in undo:
            setattr(module, name, real)


def work(folder: Path, acknowledge: Any) -> None:
    """Make a case, add two files one after the other, run it, report; each step that is not done yet."""
    with contextlib.suppress(NotACaseError):
        Case.open(folder / "case")
        acknowledge("create")
    if not (folder / "case" / "case.toml").exists():
        Case.create(folder / "case", title="Attacks", question="How many?", now=NOW)
        acknowledge("create")
    case = Case.open(folder / "case")
    for name, words in (("first.txt", FIRST), ("second.txt", SECOND)):
        (folder / name).write_text(words, "utf-8")
        if name not in {s.name for s in case.sources()}:
            case.add_all([SourceFile(folder / name, "2024-09-01")], now=NOW)
        acknowledge(name)
    case.run(now=NOW)
    acknowledge("run")
    case.report(now=NOW)
    acknowledge("report")


def found_in(folder: Path) -> list[str]:
    """Which steps are there, as another process sees it."""
    case = Case(folder / "case")
    if not (case.path / "case.toml").exists():
        return []
    found = ["create", *(s.name for s in case.sources())]
    if len(found) == 3 and case.is_current():
        found.append("run")
    if (case.path / "report" / "figures.json").exists():
        found.append("report")
    return found


def outcome(root: Path, at: int, page: bytes) -> dict[str, Any]:
    """Kill a child at a moment, look at what it leaves, go on."""
    folder = root / str(at)
    folder.mkdir()
    log = folder / "acknowledged"
    log.touch()
    child = os.fork()
    if child == 0:
        with moments(at), log.open("a") as file:

            def acknowledge(step: str) -> None:
                file.write(f"{step}\n")
                file.flush()

            work(folder, acknowledge)
        os._exit(0)
    status = os.waitpid(child, 0)[1]
    made: dict[str, Any] = {"moment": at, "signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0}
    made["acknowledged"] = log.read_text().split()
    made["found"] = found_in(folder)
    case = Case(folder / "case")
    exists = (case.path / "case.toml").exists()
    made["before"] = [str(p) for p in case.verify().problems if p.kind != "report"] if exists else []
    made["computed"] = dict(case.run(now=NOW).computed) if "run" in made["acknowledged"] else {}
    work(folder, lambda step: None)
    made["same_report"] = (case.path / "report" / "report.html").read_bytes() == page
    made["after"] = [str(p) for p in case.verify().problems] + list(case.verify().notes)
    made["litter"] = [str(p.relative_to(folder)) for p in folder.rglob(".*")]
    shutil.rmtree(folder)
    return made


def main(root: Path, stride: int) -> None:
    """Print the outcome of a kill at every moment, or at one in ``stride``."""
    whole = root / "whole"
    whole.mkdir()
    with moments(None) as seen:
        work(whole, lambda step: None)
    page = (whole / "case" / "report" / "report.html").read_bytes()
    print(json.dumps([outcome(root, at, page) for at in range(1, len(seen) + 1, stride)]))


main(Path(sys.argv[1]), int(sys.argv[2]))
