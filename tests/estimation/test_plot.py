"""The pictures: what they show is what the result says, a refusal as a refusal, a bound as a bound."""

from __future__ import annotations

from xml.etree import ElementTree

from corroborate.estimation import estimate
from corroborate.estimation.plot import svg
from corroborate.estimation.plot_strata import strata_svg
from corroborate.estimation.strata import estimate_strata
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Estimate

APART = CaptureHistories.of("abc", {1: 40, 2: 30, 3: 6, 4: 20})


def said(picture: str) -> list[str]:
    return [words for words in ElementTree.fromstring(picture).itertext() if words.strip()]


def arrows(picture: str) -> int:
    return len([e for e in ElementTree.fromstring(picture).iter() if e.tag.endswith("path")])


def test_a_refusal_says_so_and_its_bound_is_an_arrow_not_a_bar() -> None:
    picture = svg(estimate(APART))
    words = said(picture)
    assert "How many in all: no estimate" in words
    assert any("share nobody" in w for w in words)
    assert arrows(picture) == 1
    assert any(w.endswith("or more") for w in words)


def test_the_bound_stands_beside_an_estimate_as_an_arrow(drawn) -> None:
    result = estimate(drawn([0.3, 0.3, 0.3], 400, 1), spread="quick")
    assert isinstance(result, Estimate)
    words = said(svg(result))
    assert f"{result.interval.low:,.0f} to {result.interval.high:,.0f}" in words
    assert arrows(svg(result)) == 1


def test_strata_are_drawn_with_their_refusals_and_the_total(drawn) -> None:
    tables = {f"<s{i}>": drawn([0.35, 0.3, 0.25], 400, 30 + i) for i in range(3)}
    found = estimate_strata({**tables, "small": APART})
    words = said(strata_svg(found))
    assert found.total is not None
    assert f"{found.total.low:,.0f} to {found.total.high:,.0f}" in words
    assert "<s0>" in words
    assert any(w.startswith("96 recorded; no estimate") for w in words)
    assert "as one table" in words
    none = estimate_strata({"small": CaptureHistories.of("abc", {1: 3, 2: 2})})
    assert any("There is no total." in w for w in said(strata_svg(none)))
