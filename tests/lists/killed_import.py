"""Imports a list and kills itself once so many parts of its records are there; run by test_resuming."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from corroborate.lists import import_list, reading


def main(source: str, target: str, part: str, kill_after: str) -> None:
    """Import with parts of so many rows; ``kill_after`` parts the process kills itself, 0 for never."""
    reading.PART = int(part)
    done = 0

    def step(what: str, _: float) -> None:
        nonlocal done
        done += " of " in what
        if done == int(kill_after) and done:
            os.kill(os.getpid(), signal.SIGKILL)

    import_list(Path(source), Path(target), step=step)


if __name__ == "__main__":
    main(*sys.argv[1:])
