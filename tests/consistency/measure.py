"""Precision and recall per kind on generated documents, through the real reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from from_files import Outcome, document, outcome
from generate import MAKERS, Case, cases


@dataclass
class Score:
    """What was found of the cases of one kind."""

    seeded: int = 0
    found: int = 0
    alarms: int = 0
    """Disagreements that were not seeded."""
    missed: list[Case] = field(default_factory=list)
    false: list[tuple[Case, tuple[str, bool, tuple[str, ...]]]] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / self.seeded if self.seeded else 1.0

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.alarms) if self.found + self.alarms else 1.0


def check_case(case: Case) -> Outcome:
    return outcome(
        [
            document(p.content, published=p.published, title=p.title, author=p.author, name=f"{i}.txt")
            for i, p in enumerate(case.pages)
        ]
    )


def measure(kind: str, number: int, seed: int) -> Score:
    """Check so many cases of a kind."""
    return score_cases(cases(kind, number, seed))


def score_cases(chosen: Sequence[Case]) -> Score:
    """Check cases and compare what was found with what was seeded."""
    score = Score()
    for case in chosen:
        result = check_case(case)
        found = result.disagreements()
        right = [
            f for f in found if case.seeded and f[0] in {case.kind, *case.allowed} and _touches(f[2], case)
        ]
        wrong = [f for f in found if f not in right]
        if case.seeded:
            score.seeded += 1
            score.found += bool(right)
            if not right:
                score.missed.append(case)
        score.alarms += len(wrong)
        score.false.extend((case, w) for w in wrong)
    return score


def _touches(quotes: tuple[str, ...], case: Case) -> bool:
    return not case.words or any(w in q for w in case.words for q in quotes)


def measure_all(number: int, seed: int) -> dict[str, Score]:
    """Every kind, with the texts that hold no contradiction at all."""
    scores: dict[str, Score] = defaultdict(Score)
    for kind in MAKERS:
        scores[kind] = measure(kind, number, seed)
    return dict(scores)
