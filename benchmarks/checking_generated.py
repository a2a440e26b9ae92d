"""Precision and recall of every check on generated documents, through the real reader.

Run as ``python benchmarks/checking_generated.py --cases 200``: every other case is seeded with one
contradiction of its kind. A disagreement that was not seeded counts against the precision of the
kind whose texts it was found in; the texts of the kind ``none`` hold many figures and no contradiction.
With ``--held-out`` the same is done in the sets of wordings of ``tests/consistency/wordings``, which
the program was not made with a view of; the misses of ``kept`` and ``sealed`` are never looked at.
With ``--passages`` it is done in the short passages of ``tests/consistency/passages``, as they are printed.
With ``--news FOLDER`` the text files there are checked too, and every disagreement is printed to be judged.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests" / "consistency"))

import passages
from from_files import document, outcome
from generate import MAKERS
from measure import Score, measure, score_cases
from wordings import SETS, cases, load

from corroborate.model.finding import Level


def generated(number: int, seed: int, *, examples: int) -> None:
    """The table of kinds."""
    print(f"{'kind':12}{'seeded':>8}{'found':>8}{'recall':>8}{'alarms':>8}{'precision':>11}")
    for kind in MAKERS:
        score = measure(kind, number, seed)
        recall = f"{score.recall:.3f}" if score.seeded else "–"
        print(
            f"{kind:12}{score.seeded:>8}{score.found:>8}{recall:>8}{score.alarms:>8}{score.precision:>11.3f}"
        )
        for case in score.missed[:examples]:
            print(f"    missed {case.words}: {' / '.join(p.content for p in case.pages)}")
        for case, false in score.false[:examples]:
            print(f"    alarm {false}: {' / '.join(p.content for p in case.pages)}")


def held_out(number: int, seed: int, *, names: list[str], examples: int) -> None:
    """A table of kinds for every set of wordings: found of seeded, and false alarms."""
    rows: dict[str, dict[str, Score]] = {}
    for name in names:
        for kind, wordings in load(name).items():
            ways = len(wordings["one"] if isinstance(wordings, dict) else wordings)
            score = score_cases(cases(name, kind, max(number, 2 * ways), seed))
            rows.setdefault(kind, {})[name] = score
            for case in score.missed[:examples]:
                print(f"    {name} missed {kind}: {' / '.join(p.content for p in case.pages)}")
            for case, false in score.false[:examples]:
                print(f"    {name} alarm {false}: {' / '.join(p.content for p in case.pages)}")
    print(f"{'held out':12}" + "".join(f"{n:>26}" for n in names))
    for kind, by_name in rows.items():
        print(f"{kind:12}" + "".join(f"{_cell(by_name[n]) if n in by_name else '':>26}" for n in names))
    for name in names:
        scores = [by_name[name] for by_name in rows.values() if name in by_name]
        found, seeded = sum(s.found for s in scores), sum(s.seeded for s in scores)
        alarms = sum(s.alarms for s in scores)
        print(f"{name}: recall {found / seeded:.3f}, precision {found / max(1, found + alarms):.3f}")


def as_printed(*, examples: int) -> None:
    """Every set of passages: found of the clashes by kind, and findings where all fits."""
    for name in passages.SETS:
        scores = {kind: score_cases(passages.cases(name, kind)) for kind in passages.load(name)}
        for kind, score in scores.items():
            for case in score.missed[:examples]:
                print(f"    {name} missed {kind}: {' / '.join(p.content for p in case.pages)}")
            for case, false in score.false[:examples]:
                print(f"    {name} alarm {false}: {' / '.join(p.content for p in case.pages)}")
        print(f"{name}: " + ", ".join(f"{k} {s.found}/{s.seeded}" for k, s in scores.items()))
        found, seeded = (sum(getattr(s, n) for s in scores.values()) for n in ("found", "seeded"))
        alarms = sum(s.alarms for s in scores.values())
        print(f"    recall {found / seeded:.3f}, precision {found / max(1, found + alarms):.3f}")


def _cell(score: Score) -> str:
    return f"{score.found}/{score.seeded} = {score.recall:.2f}, {score.alarms} alarms"


def news(folder: Path) -> None:
    """Every disagreement in real texts; a date in a file's name is taken as that of publication."""
    files = sorted(folder.glob("*.txt"))
    numeric = compared = 0
    for file in files:
        dated = re.search(r"\d{4}-\d\d-\d\d", file.name)
        page = document(file.read_text("utf-8"), published=dated.group() if dated else None, name=file.name)
        result = outcome([page])
        compared += len(result.checked.checked)
        numeric += len(result.checked.checked) + len(result.checked.not_checked)
        for finding in result.checked.findings:
            if finding.level is not Level.AGREES:
                print(f"{file.name}: {finding.kind} {'contradiction' if finding.strict else 'tension'}")
                print(f"    {finding.title}")
    print(f"{len(files)} files, {numeric:,} numeric statements, {compared:,} of them held against others")


def main() -> None:
    """Run what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--examples", type=int, default=0, help="missed cases and alarms to print for a kind")
    parser.add_argument("--news", type=Path)
    parser.add_argument(
        "--held-out", nargs="*", choices=SETS, metavar="SET", help="all sets where none is named"
    )
    parser.add_argument("--passages", action="store_true", help="only the passages as they are printed")
    options = parser.parse_args()
    if options.passages:
        as_printed(examples=options.examples)
        return
    if options.held_out is not None:
        names = options.held_out or list(SETS)
        held_out(options.cases, options.seed, names=names, examples=options.examples)
        return
    generated(options.cases, options.seed, examples=options.examples)
    if options.news:
        news(options.news)


if __name__ == "__main__":
    main()
