from __future__ import annotations

import json
from importlib import resources
from pathlib import Path

import pytest

from corroborate.claims.voices.cues import cues
from corroborate.claims.voices.judge import Judge, weights
from corroborate.claims.voices.speech import speeches
from corroborate.claims.words import words


def judge(content: str) -> Judge:
    tokens = words(content)
    return Judge(tokens, *speeches(content, tokens))


def test_a_plain_statement_is_surer_than_a_wish() -> None:
    said = judge("The minister said that 20 men died.")
    wished = judge("You know that 20 men died.")
    assert max(said.score(n, 4) for n in said.around(4)) > max(wished.score(n, 3) for n in wished.around(3))


def test_the_assumed_weights_are_of_features_that_exist() -> None:
    content = (
        "The UN put the number at 29. He counted 29 dead. He tallied 29 dead. A report documented 29 raids. "
        "She recorded 29 raids. They verified 29 raids. He confirmed 29 raids. They claimed 29 raids. "
        "They claimed to hold 29 towns. They estimated 29 dead. He saw 29 men. He reported 29 dead. "
        "He was told that 29 died. They claimed that 29 fled. The 29 raids the UN reported were here. "
        "The UN attributes 29 deaths to the army. The UN attributed raids on 29 towns to it. "
        "29 raids were reported by the UN. 29 were confirmed by it. 29 were recorded by it. "
        "29 were verified by it. 29 were documented by it. By the UN's count, 29 died. He spoke of 29 dead. "
        "They registered 29 raids. They logged 29 raids. They compiled 29 raids. "
        "Polls showed 29 raids. Polls show 29 died. 29 died, he told reporters. 29 died, he reported. "
        "He said 29. They accuse the army of 29 raids. He gave a toll of 29.\n\n"
        "UN: 29 died in Darfur\n\n29 died in Darfur - UN"
    )
    read = judge(content)
    known = {feature for n in range(len(read.speeches)) for feature in read.features(n)}
    assumed = {f for f in weights() if f in known}
    from corroborate.lexicons.load import load

    assert set(load("voice")["assumed"]) <= known
    assert assumed


def test_the_weights_are_small_and_hold_no_text() -> None:
    path = resources.files("corroborate.lexicons") / "en" / "voice_weights.json"
    raw = path.read_text("utf-8")
    assert len(raw) < 200_000
    learnt = json.loads(raw)
    known = cues()
    allowed = known.verbs.keys() | known.nouns.keys() | known.put_at
    lemmas = {f.split()[1] for f in learnt if f.startswith("lemma ")}
    phrases = {p[0] for p in known.phrases} | {":", "other", "in", "by"}
    assert lemmas <= allowed | phrases | {"say"}


@pytest.mark.shared
def test_the_benchmark_reaches_its_targets(shared: Path) -> None:
    import importlib.util

    root = Path(__file__).parents[3]
    spec = importlib.util.spec_from_file_location("reading_voices", root / "benchmarks" / "reading_voices.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["reading_voices"] = module
    spec.loader.exec_module(module)
    figures = module.score(shared)
    numbers = figures["polnear_dev"]["number_to_source"]
    assert numbers["f1"] >= 64
    assert numbers["precision"] >= 80
    assert figures["polnear_dev"]["quoted_tokens"]["f1"] >= 77
    assert figures["interview"]["right"] == figures["interview"]["claims"]
