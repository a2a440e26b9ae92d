"""Decisions that cannot all hold: A is B, B is C, A is not C."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence

from corroborate.model.linkage import Contradiction, PairDecision, PairVerdict

Key = tuple[str, str]


def standing(decisions: Sequence[PairDecision]) -> tuple[PairDecision, ...]:
    """The decisions that hold now: of several by one reviewer on the same two records, the last.

    Verdicts of two reviewers on the same pair stay side by side, so that their disagreement shows.
    """
    last: dict[tuple[Key, Key, str], PairDecision] = {}
    for decision in decisions:
        a, b = sorted((decision.a, decision.b))
        last.pop((a, b, decision.who), None)
        last[a, b, decision.who] = decision
    return tuple(last.values())


def contradictions(decisions: Sequence[PairDecision]) -> tuple[Contradiction, ...]:
    """Every standing "different" whose two records a chain of "same" joins, with the shortest such chain.

    The set is minimal: without any one of its decisions the others agree. "Related" and "cannot tell"
    contradict nothing.
    """
    held = standing(decisions)
    joined: dict[Key, list[tuple[Key, PairDecision]]] = defaultdict(list)
    for decision in held:
        if decision.verdict is PairVerdict.SAME and decision.a != decision.b:
            joined[decision.a].append((decision.b, decision))
            joined[decision.b].append((decision.a, decision))
    component = _components(joined)
    found = []
    for decision in held:
        if decision.verdict is not PairVerdict.DIFFERENT:
            continue
        if decision.a == decision.b:
            found.append(Contradiction((decision,), f"{_named(decision.a)} cannot differ from itself."))
        elif component.get(decision.a, -1) == component.get(decision.b, -2):
            chain = _shortest(joined, decision.a, decision.b)
            found.append(Contradiction((*chain, decision), _words(chain, decision)))
    return tuple(found)


def consistent(
    decisions: Sequence[PairDecision],
) -> tuple[tuple[PairDecision, ...], tuple[Contradiction, ...]]:
    """The standing decisions that no contradiction touches, and the contradictions."""
    clashes = contradictions(decisions)
    touched = {id(d) for clash in clashes for d in clash.decisions}
    return tuple(d for d in standing(decisions) if id(d) not in touched), clashes


def _components(joined: dict[Key, list[tuple[Key, PairDecision]]]) -> dict[Key, int]:
    component: dict[Key, int] = {}
    for number, start in enumerate(joined):
        if start in component:
            continue
        component[start] = number
        queue = [start]
        while queue:
            for other, _ in joined[queue.pop()]:
                if other not in component:
                    component[other] = number
                    queue.append(other)
    return component


def _shortest(
    joined: dict[Key, list[tuple[Key, PairDecision]]], start: Key, end: Key
) -> tuple[PairDecision, ...]:
    came: dict[Key, tuple[Key, PairDecision]] = {}
    queue = deque([start])
    while queue and end not in came:
        at = queue.popleft()
        for other, decision in joined[at]:
            if other not in came and other != start:
                came[other] = (at, decision)
                queue.append(other)
    chain: list[PairDecision] = []
    at = end
    while at != start:
        at, decision = came[at]
        chain.append(decision)
    return tuple(reversed(chain))


def _words(chain: Sequence[PairDecision], different: PairDecision) -> str:
    same = "; ".join(f"{_named(d.a)} is the same as {_named(d.b)}{_by(d)}" for d in chain)
    return (
        f"These decisions cannot all hold: {same}; but {_named(different.a)} differs from "
        f"{_named(different.b)}{_by(different)}."
    )


def _named(key: Key) -> str:
    return f"{key[1]} of {key[0]}"


def _by(decision: PairDecision) -> str:
    return f" ({decision.who})" if decision.who else ""
