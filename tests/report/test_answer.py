"""The first page answers what a reader who knows no statistics would ask."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from builder import Builder, contested, sum_finding
from listed import ESTIMATE
from listed import dossier as listed

from corroborate.model.estimate import FamilyMember, Method, Refused, Spread
from corroborate.model.interval import Interval
from corroborate.report import answer, render_html
from corroborate.report.against import FACTORS, Line, drawings, marker, round_steps
from corroborate.report.answer import _position
from corroborate.report.catalogue import catalogue
from corroborate.report.view import Maker


def told(dossier):
    made = answer.of(Maker(dossier).page())
    return {part.name: " ".join(s.words for s in (*part.said, *part.more)) for part in made.parts}, made


def test_claimed_documented_and_estimated_stand_apart_each_with_its_range():
    parts, made = told(listed())
    assert list(parts) == ["claimed", "documented", "whole", "verdict"]
    assert "claims 207 attacks by NRF" in parts["claimed"]
    assert "64 to 72 attacks" in parts["documented"]
    assert "each counted once" in parts["documented"]
    assert "29 attacks" in parts["documented"]
    assert "minimum" in parts["documented"]
    assert "One’s own list is no support" in parts["documented"]
    assert "96 to 171 attacks" in parts["whole"]
    assert "an estimate, not a count" in parts["whole"]
    assert "207 lies above the whole range" in parts["verdict"]
    assert [f.words for f in made.figures] == ["207", "29", "64 to 72", "96 to 171"]


def test_an_answer_with_an_estimate_never_says_that_nothing_can_be_said():
    _, made = told(listed())
    unknown = " ".join(s.words for s in made.unknown)
    assert "The exact number." in unknown
    assert "cannot be said from these sources" not in unknown
    assert catalogue("en")("headline.unknown") not in render_html(listed())


def test_the_assumption_is_said_in_plain_words_for_every_method():
    t = catalogue("en")
    for method in Method:
        words = t(f"answer.assumes.{method}")
        assert not re.search(r"posterior|capture|decomposable|likelihood|heterogen", words), method
    part = next(p for p in told(listed())[1].parts if p.name == "whole")
    assert part.turns is not None
    assert "It holds only if" in part.turns.words


def test_how_far_methods_agree_is_said():
    spread = Spread(
        (
            FamilyMember(Method.BIC, "", 110, Interval(90, 180), "x"),
            FamilyMember(Method.CHAO, "", None, None, "x", "too thin"),
            FamilyMember(Method.COVERAGE, "", 120, Interval(100.4, 201.2), "x"),
        ),
        Interval(90.0, 201.2),
    )
    parts, _ = told(listed(replace(ESTIMATE, spread=spread)))
    assert "Tried with 2 of 3 methods" in parts["whole"]
    assert "give 90 to 202 together" in parts["whole"]


def test_a_refusal_says_why_and_what_would_help():
    parts, made = told(listed(Refused("few_lists", "two lists are too few.", None, ("un",), 68)))
    assert "That cannot be said from these sources." in parts["whole"]
    assert "two lists are too few." in parts["whole"]
    assert "neither proven nor disproven" in parts["verdict"]
    assert "The true number." in made.unknown[0].words
    assert made.settling


def test_lists_that_cannot_speak_of_the_question_are_no_answer():
    parts, _ = told(listed(unfit="no list names “XYZ”"))
    assert "The lists cannot speak of what is asked: no list names “XYZ”." in parts["whole"]


def test_without_lists_it_says_what_an_estimate_would_need():
    b, c = contested()
    parts, made = told(b.dossier(sum_finding(c)))
    assert "at least three lists" in parts["whole"]
    assert "137 attacks" in parts["documented"]
    assert any("Three or more lists" in s.words for s in made.settling)
    assert any("originals" in s.words for s in made.settling)


def test_without_any_count_it_says_so():
    parts, made = told(Builder().dossier())
    assert list(parts) == ["none"]
    assert made.figures == ()


@pytest.mark.parametrize(
    ("claimed", "whole", "place"),
    [
        ((10, 42), (96, 171), "below"),
        ((None, 42), None, "below"),
        ((60, 60), (96, 171), "below"),
        ((60, None), (96, 171), "borne_out"),
        ((64, 64), (96, 171), "borne_out"),
        ((70, 70), (96, 171), "among"),
        ((80, 80), (96, 171), "between"),
        ((120, 120), (96, 171), "within"),
        ((161, None), (96, 171), "within"),
        ((207, 207), (96, 171), "above"),
        ((207, 207), (96, None), "within"),
        ((207, 207), None, "above_recorded"),
    ],
)
def test_where_a_claim_lies(claimed, whole, place):
    found = _position(Interval(*claimed), Interval(64, 72), None if whole is None else Interval(*whole))
    assert found == place
    assert catalogue("en")(f"answer.position.{place}", figure="x")


def test_every_number_of_the_answer_is_a_link_to_its_words():
    html = render_html(listed())
    head = html.split('class="answer"')[1].split("</figure>")[0]
    said = re.findall(r'<p class="said">(.*?)</p>', head, re.DOTALL)
    plain = [re.sub(r"<a .*?</a>|\d+ (?:January|December)|\b2024\b", "", line) for line in said]
    assert len(said) >= 5
    assert [line for line in plain if re.search(r"\d", line)] == []


def test_shapes_say_how_a_number_is_known_without_colour():
    from corroborate.model.assessment import Basis

    shapes = {basis: marker(basis, 0, 0, 10) for basis in Basis}
    assert len(set(shapes.values())) == 5
    assert shapes[Basis.RECORDED] == shapes[Basis.ESTIMATED]


def test_an_exact_number_is_a_mark_that_can_be_seen_and_its_row_a_target_for_a_finger():
    from corroborate.model.assessment import Basis

    lines = [Line("f", "a", "w", "l", Basis.CLAIMED, Interval(5, 5))]
    lines.append(Line("g", "a", "w", "l", Basis.ESTIMATED, Interval(2, 9), 3))
    for axis in drawings(lines):
        exact, ranged = axis.drawn
        xs = [float(x) for x in re.findall(r"[ML](-?[\d.]+) ", exact.marker)]
        assert max(xs) - min(xs) >= 12
        assert exact.height >= 24
        assert not ranged.marker
        assert ranged.least
        assert not axis.by_factors


def test_an_axis_goes_by_factors_only_where_it_must():
    from corroborate.model.assessment import Basis

    def axis(high):
        return drawings([Line("f", "a", "w", "l", Basis.CLAIMED, Interval(1, high))])[0]

    assert axis(FACTORS + 1).by_factors
    assert not axis(FACTORS).by_factors
    assert next(v for _, v in axis(FACTORS).ticks) == 0
    for high in (1, 3, 49, 1000, 10**12):
        steps = round_steps(high, 6)
        assert steps[0] == 0
        assert len(steps) <= 8
        assert steps == sorted(set(steps))
