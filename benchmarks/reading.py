"""Scores the reading on the development data, beside the peers that are installed.

Run as ``python benchmarks/reading.py [../shared/data] [--json] [--no-peers]``. The rules are those of
``../shared/reference/reading.md``; nothing of the data is in this repository. ``--json`` lists the errors.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import reading_claims
import reading_peers
import reading_quantities
import reading_time
import reading_voices

DEFAULT = Path(__file__).resolve().parent.parent.parent / "shared" / "data"
TASKS = {
    "quantities": reading_quantities.score,
    "time": reading_time.score,
    "voices": reading_voices.score,
    "claims": reading_claims.score,
}
_DETAILS = frozenset({"wrong", "errors", "misses"})


def scores(shared: Path, *, peers: bool = True) -> dict[str, Any]:
    """All scores by task, and those of the peers."""
    result: dict[str, Any] = {name: task(shared) for name, task in TASKS.items()}
    if peers:
        result["peers"] = reading_peers.score(shared)
    return result


def rows(result: object, path: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """The scores as lines of a table; lists of errors left out."""
    if not isinstance(result, dict):
        shown = f"{result:.4f}" if isinstance(result, float) else str(result)
        return [(" · ".join(path), shown)]
    found: list[tuple[str, str]] = []
    for name, value in result.items():
        if name not in _DETAILS and not isinstance(value, list):
            found.extend(rows(value, (*path, str(name))))
    return found


def main(arguments: list[str]) -> None:
    """Print the table, or JSON with everything."""
    named = [a for a in arguments if not a.startswith("-")]
    shared = Path(named[0]) if named else DEFAULT
    result = scores(shared, peers="--no-peers" not in arguments)
    if "--json" in arguments:
        print(json.dumps(result, indent=1, default=str, ensure_ascii=False))
        return
    lines = rows(result)
    width = max(len(name) for name, _ in lines)
    for name, value in lines:
        print(f"{name:<{width}}  {value}")


if __name__ == "__main__":
    main(sys.argv[1:])
