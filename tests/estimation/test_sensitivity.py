"""What is always shown beside a number."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest

from corroborate.errors import UnreadableError
from corroborate.estimation import estimate
from corroborate.estimation.codec import decoded, encoded, plain
from corroborate.estimation.forecast import forecast, forecast_words
from corroborate.estimation.naive import two_at_a_time
from corroborate.estimation.plot import svg
from corroborate.estimation.sensitivity import envelope, hide_each_list
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Estimate, Method, Refused
from corroborate.model.interval import Interval


@pytest.fixture(scope="module")
def result(drawn) -> Estimate:
    found = estimate(drawn([0.3, 0.35, 0.25, 0.2], 1500, 4), spread="quick", seed=1)
    assert isinstance(found, Estimate)
    return found


def test_every_method_stands_beside_with_its_assumption(result: Estimate) -> None:
    assert result.spread is not None
    methods = {f.method for f in result.spread.families}
    assert methods >= {Method.DECOMPOSABLE, Method.BIC, Method.STEPWISE, Method.COVERAGE, Method.CHAO}
    for member in result.spread.families:
        assert member.refused or member.assumption
    own = next(f for f in result.spread.families if f.method is result.method)
    assert own.interval == result.interval


def test_the_latent_classes_stand_beside_when_asked_for(drawn) -> None:
    found = estimate(drawn([0.5, 0.45, 0.4], 400, 4), spread="full")
    assert found.spread is not None
    assert Method.LATENT in {f.method for f in found.spread.families}


def test_the_envelope_holds_every_family(result: Estimate) -> None:
    assert result.spread is not None
    assert result.spread.envelope is not None
    for member in result.spread.families:
        assert member.interval is None or member.interval.within(result.spread.envelope)
    assert envelope([Interval(3, 5), Interval(4, None)]) == Interval(3, None)
    assert envelope([]) is None


def test_each_list_is_hidden_and_its_known_number_compared(result: Estimate) -> None:
    assert result.spread is not None
    tests = result.spread.hidden
    assert [h.name for h in tests] == list(result.lists)
    for hidden in tests:
        assert hidden.seen <= hidden.truth
        assert hidden.covered == (hidden.truth in hidden.interval if hidden.interval else None)
    assert sum(bool(h.envelope_covered) for h in tests) >= 3


def test_a_hidden_list_that_cannot_be_tested_says_why() -> None:
    table = CaptureHistories.of("abcd", {1: 50, 2: 40, 4: 30, 3: 20, 5: 15, 6: 9, 7: 5, 8: 12, 9: 2, 10: 3})
    hidden = {h.name: h for h in hide_each_list(table, Method.DECOMPOSABLE, seed=0, level=0.95)}
    assert hidden["d"].interval is None
    assert hidden["d"].refused
    assert hide_each_list(table.without("d"), Method.DECOMPOSABLE, seed=0, level=0.95) == ()


def test_priors_odds_lists_and_pairs_are_varied(result: Estimate) -> None:
    assert result.spread is not None
    kinds = {v.kind for v in result.spread.variants}
    assert kinds == {"highest_order_odds", "prior", "list_dropped", "two_lists"}
    half = next(v for v in result.spread.variants if v.setting.endswith("0.5") and "odds" in v.setting)
    assert half.centre == pytest.approx(result.n + (result.centre - result.n) / 2)


def test_families_that_contradict_each_other_and_a_hidden_class_are_cautioned(drawn) -> None:
    found = estimate(drawn([0.3, 0.3, 0.25, 0.2], 4000, 5, pull=0.6), spread="quick")
    assert "families_disjoint" in {c.code for c in found.cautions}


def test_words_say_interval_recorded_and_assumption(result: Estimate) -> None:
    words = result.words()
    assert f"{result.interval.low:,}" in words
    assert f"{result.n:,} of them recorded" in words
    assert result.assumption in words
    assert str(int(result.centre)) not in words.replace(",", "")


def test_chapman_by_hand() -> None:
    table = CaptureHistories.of("ab", {1: 60, 2: 40, 3: 20})
    (found,) = two_at_a_time(table)
    assert found.centre == pytest.approx(81 * 61 / 21 - 1)
    assert "naive" in found.setting


def test_the_picture_is_one_svg_that_says_what_it_shows(result: Estimate) -> None:
    root = ElementTree.fromstring(svg(result, title="A <title>"))
    told = "".join(root.itertext())
    assert "A <title>" in told
    assert result.words() in told
    for member in (Method.DECOMPOSABLE, Method.CHAO):
        assert member in told
    refused = estimate(CaptureHistories.of("abc", {1: 40, 2: 30, 3: 6, 4: 20}))
    assert "at least" in "".join(ElementTree.fromstring(svg(refused)).itertext())


def test_results_come_back_from_bytes_as_they_were(result: Estimate) -> None:
    refused = estimate(CaptureHistories.of("abc", {1: 40, 2: 30, 3: 6, 4: 20}))
    assert isinstance(refused, Refused)
    for found in (result, refused):
        assert decoded(encoded(found)) == found
        assert encoded(found) == encoded(decoded(encoded(found)))
        assert plain(found)["words"] == found.words()
    for broken in (b"{", b"{}", b'{"estimate": 3}'):
        with pytest.raises(UnreadableError):
            decoded(broken)


def test_a_forecast_grows_with_the_work(drawn) -> None:
    small, large = drawn([0.3] * 3, 400, 1), drawn([0.3] * 5, 400, 1)
    assert forecast(small, spread="none") < forecast(large, spread="quick") < forecast(large, spread="full")
    assert forecast_words(0.5) == "a moment"
    assert "seconds" in forecast_words(40)
    assert "minutes" in forecast_words(500)
