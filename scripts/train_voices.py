"""Fit the weights by which attributions are judged: ``python scripts/train_voices.py ../shared/data``.

Reads the training split of PolNeAR, writes ``src/corroborate/lexicons/en/voice_weights.json``. The same data
gives the same file. With ``--folds`` it writes nothing and measures on articles left out. The weights
are over cue words of the lexicon, word classes and distances; nothing of any text is kept.
"""

from __future__ import annotations

import json
import sys
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "benchmarks"))

from reading_voices import Gold, Tally, articles, check, numeric, quoted  # noqa: E402

from corroborate.claims.voices.judge import Judge, with_assumed  # noqa: E402
from corroborate.claims.voices.speech import speeches  # noqa: E402
from corroborate.claims.words import Word, words  # noqa: E402

EVERY = 5
"""Of the words that are no numbers, every fifth is learnt from."""
NUMBER_WEIGHT = 3.0
FEWEST = 8
"""Times that a feature must be seen."""
RIDGE = 30.0
FOLDS = 4
TARGET = ROOT / "src" / "corroborate" / "lexicons" / "en" / "voice_weights.json"

Example = tuple[tuple[str, ...], bool, float]


def examples(text: str, gold: list[Gold], words: Sequence[Word], judge: Judge) -> Iterator[Example]:
    """Features, truth and weight for each attribution around each word learnt from."""
    numbers = {start for start, _ in numeric(text)}
    for i, word in enumerate(words):
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
            start, end = words[source[0]].start, words[source[1] - 1].end
            right = any(a < end and start < b for g in held for a, b in g.source)
            yield judge.features(n) + judge.of_word(n, i), right, NUMBER_WEIGHT if number else 1.0


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


def learn(every: Iterable[Example]) -> dict[str, float]:
    """Weights from examples."""
    rows, truth, weight = zip(*every, strict=True)
    return fit(list(rows), np.array(truth, dtype=float), np.array(weight))


def folds(data: Path, number: int) -> None:
    """Measure on training articles that were not learnt from: each in turn, by document, is held out."""
    numbers, quotes = Tally(), Tally()
    listed = list(articles(data / "reading" / "polnear" / "train"))
    read = [(text, gold, words(text)) for _, text, gold in listed]
    judges = [Judge(tokens, *speeches(text, tokens)) for text, _, tokens in read]
    found = [list(examples(t, g, w, judge)) for (t, g, w), judge in zip(read, judges, strict=True)]
    for fold in range(number):
        learnt = learn(e for n, one in enumerate(found) if n % number != fold for e in one)
        for n, ((text, gold, tokens), judge) in enumerate(zip(read, judges, strict=True)):
            if n % number == fold:
                judge.use(with_assumed(learnt))
                _score(text, gold, tokens, judge, numbers, quotes)
    print(json.dumps({"number_to_source": numbers.report(), "quoted_tokens": quotes.report()}, indent=2))


def _score(
    text: str, gold: list[Gold], tokens: Sequence[Word], judge: Judge, numbers: Tally, quotes: Tally
) -> None:
    """The scores of one article, by the innermost voice of each number and of each quoted word."""
    starts = [word.start for word in tokens]
    marks = quoted(text)
    places = [(numbers, start) for start, _ in numeric(text)]
    places += [(quotes, w.start) for w in tokens if marks[w.start] and w.tag != "PUNCT"]
    for tally, at in places:
        word = max(0, bisect_right(starts, at) - 1)
        voices = judge.voices(word, word)
        source = voices[-1].source if voices else None
        named = (tokens[source[0]].start, tokens[source[1] - 1].end) if source else None
        check(tally, [g for g in gold if g.holds(at)], named)


def main(data: Path) -> None:
    """Train and write."""
    every = (
        example
        for _, text, gold in articles(data / "reading" / "polnear" / "train")
        for tokens in [words(text)]
        for example in examples(text, gold, tokens, Judge(tokens, *speeches(text, tokens)))
    )
    learnt = learn(every)
    kept = {feature: value for feature, value in sorted(learnt.items()) if value}
    TARGET.write_text(json.dumps(kept, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{len(kept)} weights → {TARGET.relative_to(ROOT)}")


if __name__ == "__main__":
    named = [a for a in sys.argv[1:] if not a.startswith("-")]
    shared = Path(named[0] if named else "../shared/data")
    if "--folds" in sys.argv:
        folds(shared, FOLDS)
    else:
        main(shared)
