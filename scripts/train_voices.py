"""Fit the weights by which attributions are judged: ``python scripts/train_voices.py ../shared/data``.

Reads the training split of PolNeAR, writes ``src/corroborate/lexicons/en/voice_weights.json``. The same data
gives the same file. The weights are over cue words of the lexicon, word classes and distances; nothing
of any text is kept.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

from reading_voices import Gold, articles, numeric  # noqa: E402

from corroborate.claims.voices.judge import Judge  # noqa: E402
from corroborate.claims.voices.speech import speeches  # noqa: E402
from corroborate.claims.words import words  # noqa: E402

EVERY = 5
"""Of the words that are no numbers, every fifth is learnt from."""
NUMBER_WEIGHT = 3.0
FEWEST = 8
"""Times that a feature must be seen."""
RIDGE = 3.0
TARGET = ROOT / "src" / "corroborate" / "lexicons" / "en" / "voice_weights.json"


def examples(text: str, gold: list[Gold]) -> Iterator[tuple[tuple[str, ...], bool, float]]:
    """Features, truth and weight for each attribution around each word learnt from."""
    tokens = words(text)
    judge = Judge(tokens, *speeches(text, tokens))
    numbers = {start for start, _ in numeric(text)}
    for i, word in enumerate(tokens):
        number = word.start in numbers
        if not number and (word.tag == "PUNCT" or i % EVERY):
            continue
        around = judge.around(i)
        if not around:
            continue
        held = [g for g in gold if g.holds(word.start)]
        for n in around:
            source = judge.speeches[n].source
            if source is None:
                continue
            start, end = tokens[source[0]].start, tokens[source[1] - 1].end
            right = any(a < end and start < b for g in held for a, b in g.source)
            yield judge.features[n] + judge.of_word(n, i), right, NUMBER_WEIGHT if number else 1.0


def fit(rows: list[tuple[str, ...]], truth: np.ndarray, weight: np.ndarray) -> dict[str, float]:
    """Ridge-penalised logistic regression by L-BFGS."""
    counts = Counter(feature for row in rows for feature in row)
    places = {"bias": 0}
    for feature in sorted(counts):
        if counts[feature] >= FEWEST:
            places[feature] = len(places)
    columns: list[int] = []
    starts = [0]
    for row in rows:
        columns.append(0)
        columns += [places[f] for f in row if f in places]
        starts.append(len(columns))
    matrix = csr_matrix((np.ones(len(columns)), columns, starts), shape=(len(rows), len(places)))

    def loss(beta: np.ndarray) -> tuple[float, np.ndarray]:
        odds = matrix @ beta
        chance = 1 / (1 + np.exp(-odds))
        value = (weight * (np.logaddexp(0, odds) - truth * odds)).sum() + RIDGE * (beta @ beta) / 2
        return float(value), matrix.T @ (weight * (chance - truth)) + RIDGE * beta

    found = minimize(loss, np.zeros(len(places)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return {feature: round(float(found.x[place]), 3) for feature, place in places.items()}


def main(data: Path) -> None:
    """Train and write."""
    rows: list[tuple[str, ...]] = []
    truth: list[float] = []
    weight: list[float] = []
    for _, text, gold in articles(data / "reading" / "polnear" / "train"):
        for features, right, share in examples(text, gold):
            rows.append(features)
            truth.append(float(right))
            weight.append(share)
    learnt = fit(rows, np.array(truth), np.array(weight))
    kept = {feature: value for feature, value in sorted(learnt.items()) if value}
    TARGET.write_text(json.dumps(kept, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{len(rows)} examples, {len(kept)} weights → {TARGET.relative_to(ROOT)}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data"))
