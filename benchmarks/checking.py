"""Time the consistency engine beside z3 and CP-SAT on the same difference constraints, in one run.

Run as ``python benchmarks/checking.py``. Peers that are not installed are skipped, and a line says so
(``pip install z3-solver ortools`` in a venv of its own). Every solver answers the same two questions:
can all constraints hold, and if not, which set of them cannot. The sets are checked for being minimal.
"""

from __future__ import annotations

import argparse
import importlib.util
import random
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from corroborate.consistency import check
from corroborate.consistency.conflicts import shrink
from corroborate.consistency.network import Network
from corroborate.lexicons import measures
from corroborate.model.attribution import Attribution, Voice
from corroborate.model.claim import AggregateClaim, ClaimKind, Counted, Reader
from corroborate.model.interval import Interval
from corroborate.model.quantity import Quantity
from corroborate.model.span import Span
from corroborate.model.window import Window

Constraint = tuple[int, int, int]
"""Source, target, days: ``target - source <= days``."""
Answer = frozenset[int] | None
"""Numbers of constraints that cannot all hold, or None where all can."""


def feasible(variables: int, constraints: int, seed: int) -> list[Constraint]:
    """Random constraints that a hidden course of days satisfies."""
    draw = random.Random(seed)
    days = [draw.randrange(20_000) for _ in range(variables)]
    found = []
    for _ in range(constraints):
        s, t = draw.sample(range(variables), 2)
        found.append((s, t, days[t] - days[s] + draw.randrange(400)))
    return found


def infeasible(variables: int, constraints: int, seed: int, length: int = 6) -> list[Constraint]:
    """The same with one circle of constraints that cannot hold."""
    found = feasible(variables, constraints - length, seed)
    ring = random.Random(seed + 1).sample(range(variables), length)
    bounds = [100] * (length - 1) + [-100 * (length - 1) - 1]
    found += [(ring[i], ring[(i + 1) % length], bounds[i]) for i in range(length)]
    return found


def chain(variables: int, constraints: int, seed: int) -> list[Constraint]:
    """One after the other, the last pair said last: the hardest order for plain Bellman–Ford."""
    back = [(i + 1, i, -1) for i in range(variables - 1)]
    return back + [(s, t, w + 10**6) for s, t, w in feasible(variables, constraints - len(back), seed)]


def star(variables: int, constraints: int, seed: int) -> list[Constraint]:
    """Every variable within a few days of its distance from one, as with absolute dates."""
    draw = random.Random(seed)
    days = [draw.randrange(20_000) for _ in range(variables)]
    found = []
    for i in range(1, variables):
        found.append((0, i, days[i] - days[0] + draw.randrange(3)))
        found.append((i, 0, days[0] - days[i] + draw.randrange(3)))
    return found + feasible(variables, constraints - len(found), seed)


def ring(variables: int, constraints: int, seed: int) -> list[Constraint]:
    """Neighbours exactly so many days apart, all round, with chords that nearly bind."""
    draw = random.Random(seed)
    days = [draw.randrange(20_000) for _ in range(variables)]
    found = []
    for i in range(variables):
        j = (i + 1) % variables
        found += [(i, j, days[j] - days[i]), (j, i, days[i] - days[j])]
    while len(found) < constraints:
        s, t = draw.sample(range(variables), 2)
        found.append((s, t, days[t] - days[s] + draw.randrange(3)))
    draw.shuffle(found)
    return found


def broken(constraints: list[Constraint]) -> list[Constraint]:
    """The same with its tightest way round one day too short, so that the circle is as long as it gets."""
    variables = 1 + max(max(s, t) for s, t, _ in constraints)
    return [*constraints[:-1], (0, variables - 1, variables - 2)]


def ours(variables: int, constraints: list[Constraint], seconds: int) -> Answer:
    """The engine of `corroborate.consistency`, with the set made minimal."""
    del seconds
    network = Network()
    for v in range(variables):
        network.variable(str(v))
    for i, (s, t, days) in enumerate(constraints):
        network.at_most(str(t), str(s), days, i)
    core = network.conflict()
    return None if core is None else shrink(core, network.conflict, network.is_circle)


def z3(variables: int, constraints: list[Constraint], seconds: int) -> Answer:
    """z3 with a tracked assertion a constraint and its minimal cores."""
    from z3 import Ints, Solver, sat, unknown

    solver = Solver()
    solver.set("timeout", 1000 * seconds)
    solver.set("core.minimize", True)
    names = Ints([f"x{v}" for v in range(variables)])
    for i, (s, t, days) in enumerate(constraints):
        solver.assert_and_track(names[t] - names[s] <= days, f"c{i}")
    result = solver.check()
    if result == unknown:
        raise TimeoutError
    return None if result == sat else frozenset(int(str(c)[1:]) for c in solver.unsat_core())


def cp_sat(variables: int, constraints: list[Constraint], seconds: int) -> Answer:
    """CP-SAT with an assumption a constraint; its core need not be minimal."""
    from ortools.sat.python import cp_model

    model = cp_model.CpModel()
    names = [model.new_int_var(-(10**7), 10**7, f"x{v}") for v in range(variables)]
    switches = []
    for i, (s, t, days) in enumerate(constraints):
        on = model.new_bool_var(f"c{i}")
        model.add(names[t] - names[s] <= days).only_enforce_if(on)
        switches.append(on)
    model.add_assumptions(switches)
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 1
    status = solver.solve(model)
    if status == cp_model.UNKNOWN:
        raise TimeoutError
    if status == cp_model.INFEASIBLE:
        index = {s.index: i for i, s in enumerate(switches)}
        return frozenset(index[i] for i in solver.sufficient_assumptions_for_infeasibility())
    return None


def is_minimal(variables: int, constraints: list[Constraint], core: frozenset[int]) -> bool:
    """True where the set cannot hold and every set with one constraint less can."""
    chosen = [constraints[i] for i in sorted(core)]
    if ours(variables, chosen, 0) is None:
        return False
    return all(ours(variables, chosen[:i] + chosen[i + 1 :], 0) is None for i in range(len(chosen)))


SOLVERS: dict[str, tuple[str | None, Callable[[int, list[Constraint], int], Answer]]] = {
    "corroborate": (None, ours),
    "z3": ("z3", z3),
    "CP-SAT": ("ortools", cp_sat),
}
PROBLEMS = {
    "document, 12 × 40, feasible": (12, feasible(12, 40, 1)),
    "document, 12 × 40, infeasible": (12, infeasible(12, 40, 1, 4)),
    "1,000 × 4,000, feasible": (1000, feasible(1000, 4000, 2)),
    "1,000 × 4,000, chain, feasible": (1000, chain(1000, 4000, 3)),
    "1,000 × 4,000, star, feasible": (1000, star(1000, 4000, 6)),
    "1,000 × 4,000, dense ring, feasible": (1000, ring(1000, 4000, 7)),
    "1,000 × 4,000, chain, circle of 1,000": (1000, broken(chain(1000, 4000, 3))),
    "1,000 × 4,000, star, infeasible": (1000, star(1000, 3996, 6) + infeasible(1000, 10, 8, 4)[-4:]),
    "1,000 × 4,000, dense ring, infeasible": (1000, ring(1000, 3994, 7) + infeasible(1000, 10, 9)[-6:]),
    "1,000 × 4,000, infeasible": (1000, infeasible(1000, 4000, 4)),
    "1,000 × 4,000, infeasible, circle of 60": (1000, infeasible(1000, 4000, 5, 60)),
}


def engines(rounds: int, seconds: int) -> None:
    """The table of solvers and problems, best of so many rounds."""
    present = {}
    for name, (module, solve) in SOLVERS.items():
        if module is not None and importlib.util.find_spec(module) is None:
            print(f"{name} is not installed and is left out")
        else:
            present[name] = solve
    print(f"{'':42}" + "".join(f"{n:>28}" for n in present))
    for label, (variables, constraints) in PROBLEMS.items():
        cells = []
        for name, solve in present.items():
            best, answer, late = float("inf"), None, False
            for _ in range(rounds if name == "corroborate" else 1):
                start = time.perf_counter()
                try:
                    answer = solve(variables, constraints, seconds)
                except TimeoutError:
                    late = True
                best = min(best, time.perf_counter() - start)
            cells.append(_cell(variables, constraints, best, answer, late=late))
        print(f"{label:42}" + "".join(f"{c:>28}" for c in cells))


def _cell(variables: int, constraints: list[Constraint], best: float, answer: Answer, *, late: bool) -> str:
    if late:
        return f"none in {best:.0f} s"
    if answer is None:
        return f"{1000 * best:.1f} ms, can"
    minimal = "minimal" if is_minimal(variables, constraints, answer) else "not minimal"
    return f"{1000 * best:.1f} ms, {len(answer)} {minimal}"


def many_claims(number: int, groups: int, *, clashing: bool) -> list[AggregateClaim]:
    """Counts of attacks by several groups over windows of a year; true to one course of events, or random."""
    draw = random.Random(number)
    rates = [draw.uniform(0.2, 3) for _ in range(groups)]
    claims = []
    for i in range(number):
        group = draw.randrange(groups)
        start = date(2023, 1, 1) + timedelta(days=draw.randrange(300))
        end = start + timedelta(days=draw.randrange(20, 400))
        first, last = (start - date(2023, 1, 1)).days, (end - date(2023, 1, 1)).days
        true = int(rates[group] * (last + 1)) - int(rates[group] * first)
        value = draw.randint(1, 900) if clashing else true
        claims.append(_claim(i, value, f"Group {group}", Window.between(start, end)))
    return claims


def _claim(number: int, value: int, actor: str, window: Window) -> AggregateClaim:
    words = f"{value} attacks"
    exact = Interval.exactly(value)
    return AggregateClaim(
        id=str(number),
        source_id="s",
        span=Span("t", 40 * number, 40 * number + len(words), words),
        kind=ClaimKind.COUNT,
        attribution=Attribution((Voice("A. Writer"),)),
        reader=Reader("benchmark", "1"),
        sentence=(40 * number, 40 * number + 40),
        quantity=Quantity(exact, exact, str(value), str(value), stated=value),
        counted=Counted("attacks", "attack", "attack", actor),
        window=window,
    )


def claims_per_second(number: int) -> None:
    """Checking so many claims: copies of one, one course of events, and random figures that clash."""
    lexicon = measures()
    one = _claim(0, 207, "Group", Window.between(date(2023, 1, 1), date(2023, 6, 30)))
    cases = {
        "copies of one claim": [replace(one, id=str(i)) for i in range(number)],
        "100 groups, true to one course": many_claims(number, 100, clashing=False),
        "100 groups, random figures": many_claims(number, 100, clashing=True),
        "one group, random figures": many_claims(number, 1, clashing=True),
    }
    for label, claims in cases.items():
        start = time.perf_counter()
        checked = check(claims, [], measures=lexicon)
        seconds = time.perf_counter() - start
        print(
            f"{number:,} claims, {label}: {seconds:.2f} s, {len(checked.findings):,} findings, "
            f"checked {len(checked.checked):,}"
        )
        for note in checked.notes:
            print(f"    note: {note}")


def main() -> None:
    """Run everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=60, help="limit for each peer on each problem")
    parser.add_argument("--claims", type=int, default=10_000)
    options = parser.parse_args()
    engines(options.rounds, options.seconds)
    claims_per_second(options.claims)


if __name__ == "__main__":
    main()
