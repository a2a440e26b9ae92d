"""Reviewers' verdicts on pairs of records, as entries of the decision log (C12)."""

from __future__ import annotations

import json
from collections.abc import Sequence

from corroborate.model.decision import Decision
from corroborate.model.linkage import PairDecision, PairVerdict

ACTION = "judge two records"
UNDO = "take back a judgement"

Key = tuple[str, str]


def on(a: Key, b: Key) -> str:
    """What the log's entry is on: both records, always in one order.

    >>> on(("un", "7"), ("press", "3"))
    '[["press", "3"], ["un", "7"]]'
    """
    return json.dumps(sorted([list(a), list(b)]), ensure_ascii=False)


def judged(log: Sequence[Decision]) -> tuple[PairDecision, ...]:
    """The verdicts that stand, oldest first; one that was taken back is not among them.

    The verdict is the first line of an entry's ``shown``; what was shown to the reviewer follows it.
    """
    found: dict[int, PairDecision] = {}
    for entry in log:
        if entry.action == ACTION:
            first, second = json.loads(entry.on)
            verdict = PairVerdict(entry.shown.split("\n", 1)[0])
            found[entry.number] = PairDecision(
                (first[0], first[1]), (second[0], second[1]), verdict, entry.who, entry.number
            )
        elif entry.action == UNDO:
            found.pop(int(entry.on), None)
    return tuple(found.values())
