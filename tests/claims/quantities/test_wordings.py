"""Many wordings of numbers, each with what they entail."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from corroborate.claims.quantities import find_quantities
from corroborate.model.quantity import Dimension, Hedge

TABLE: dict[str, str] = yaml.safe_load((Path(__file__).parent / "wordings.yaml").read_text("utf-8"))
HEDGES = {h.value for h in Hedge}
DIMENSIONS = {d.value for d in Dimension}


def bound(written: str) -> float | None:
    return None if written == "-" else float(written)


@pytest.mark.parametrize("content", TABLE)
def test_what_the_words_entail(content: str) -> None:
    found = [m.quantity for m in find_quantities(content).mentions]
    fields = TABLE[content].split()
    if fields == ["no"]:
        assert found == []
        return
    dimension = fields.pop(0) if fields[0] in DIMENSIONS else "count"
    hedge = fields.pop(0) if fields[0] in HEDGES else "none"
    (quantity,) = found
    assert (quantity.dimension.value, quantity.hedge.value) == (dimension, hedge)
    assert (quantity.hard.low, quantity.hard.high) == pytest.approx((bound(fields[0]), bound(fields[1])))
