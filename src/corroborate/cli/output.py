"""What every command prints: people's words or one JSON shape, errors in one line."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from corroborate.errors import CorroborateError

if TYPE_CHECKING:
    from corroborate.case.pipeline import Progress

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
ISSUES = "please report it with the command you ran; `--debug` shows where it happened"


def wants_json(arguments: Sequence[str]) -> bool:
    """True where a command line asks for JSON."""
    before = arguments[: arguments.index("--")] if "--" in arguments else arguments
    return "--json" in before


def emit(command: str, data: Any, *, as_json: bool, warnings: Sequence[str] = (), words: str = "") -> None:
    """Print the result of a command: the JSON shape, or the words with the warnings on stderr."""
    if as_json:
        answer = {"ok": True, "command": command, "data": data, "warnings": list(warnings)}
        print(json.dumps(answer, ensure_ascii=False, indent=2))
        return
    if words:
        print(harmless(words))
    for warning in warnings:
        print(f"warning: {one_line(warning)}", file=sys.stderr)


def fail(error: CorroborateError, *, as_json: bool) -> int:
    """Print an error in one line, or in the JSON shape; gives its exit code."""
    if as_json:
        value = None if error.value is None else _SURROGATE.sub("\ufffd", str(error.value))
        told = {"code": error.code, "what": error.what, "value": value, "hint": error.hint}
        print(json.dumps({"ok": False, "error": told}, ensure_ascii=False, indent=2))
    else:
        print(f"error: {one_line(str(error))}", file=sys.stderr)
    return error.exit_code


def one_line(words: str) -> str:
    """Words without line breaks."""
    return " ".join(harmless(words).split())


def harmless(words: str) -> str:
    """Words whose control characters are shown as U+FFFD: a source must not steer the terminal."""
    return _CONTROL.sub("\ufffd", words)


@contextmanager
def progress_bar() -> Iterator[Progress]:
    """A progress on stderr that says what is being done; silent where stderr is no terminal."""
    from corroborate.case.pipeline import LABELS, silent

    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("[dim]{task.fields[what]}"),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def show(stage: str, done: int, total: int, what: str) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(LABELS.get(stage, stage), total=total, what="")
            bar.update(tasks[stage], completed=done, total=total, what=one_line(what))

        yield show
