"""The documentation names every method and every reason for a refusal, and its example runs."""

from __future__ import annotations

import re
from pathlib import Path

from corroborate.model.estimate import Method

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs" / "estimation.md").read_text("utf-8")


def test_every_method_and_every_reason_is_documented() -> None:
    source = "\n".join(p.read_text("utf-8") for p in (ROOT / "src/corroborate/estimation").glob("*.py"))
    reasons = set(re.findall(r'[Rr]efused\(\s*(?:\w+(?:\[0\])?,\s*)?"([a-z_]+)"', source))
    reasons |= set(re.findall(r'code = "([a-z_]+)"', source))
    assert len(reasons) >= 10
    for name in (*Method, *reasons):
        assert f"`{name}`" in DOCS


def test_the_example_runs(capsys) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", DOCS, re.DOTALL)
    exec(example)
    assert capsys.readouterr().out.startswith("Between ")
