"""The five kinds that the example case rests on, each with cases that must and must not alarm."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from consistency_build import Paper, of, run, uncertain, window

from corroborate.model.claim import Modality
from corroborate.model.finding import Level
from corroborate.model.window import Anchor, AnchorKind, DayRange


def test_parts_that_do_not_add_up() -> None:
    paper = Paper("The NRF carried out 53 attacks and the AFF 21 attacks, a total of 73 attacks.")
    paper.count("53 attacks", 53, actor="NRF")
    paper.count("21 attacks", 21, actor="AFF")
    paper.count("73 attacks", 73)
    (found,) = of(run(paper), "sum")
    assert found.strict
    assert found.level is Level.DIFFERS
    assert "53 + 21 = 74, but the text prints 73: one more than" in found.working[-1]
    assert {s.vanishes for s in found.sensitivity} == {
        "if it was meant to be 52",
        "if it was meant to be 20",
    }


def test_parts_that_add_up_agree() -> None:
    paper = Paper("The NRF carried out 52 attacks and the AFF 21 attacks, a total of 73 attacks.")
    paper.count("52 attacks", 52, actor="NRF")
    paper.count("21 attacks", 21, actor="AFF")
    paper.count("73 attacks", 73)
    checked = run(paper)
    assert not of(checked, "sum")
    assert of(checked, "sum", Level.AGREES)
    assert len(checked.checked) == 3


def test_some_parts_may_fall_short_of_the_total() -> None:
    paper = Paper("It carried out 29 attacks, including 20 attacks in Kabul and 6 attacks in Takhar.")
    paper.count("29 attacks", 29)
    paper.count("20 attacks", 20, place="Kabul")
    paper.count("6 attacks", 6, place="Takhar")
    assert not of(run(paper), "sum")


def test_some_parts_may_not_exceed_the_total() -> None:
    paper = Paper("It carried out 25 attacks, including 20 attacks in Kabul and 6 attacks in Takhar.")
    paper.count("25 attacks", 25)
    paper.count("20 attacks", 20, place="Kabul")
    paper.count("6 attacks", 6, place="Takhar")
    assert of(run(paper), "sum")


def test_a_longer_window_with_fewer() -> None:
    paper = Paper(
        "It counted 160 attacks from January to June. It counted 150 attacks from January to October."
    )
    paper.count("160 attacks", 160, window=window("2023-01-01", "2023-06-30"))
    paper.count("150 attacks", 150, window=window("2023-01-01", "2023-10-31"))
    (found,) = of(run(paper), "window")
    assert found.strict
    assert len(found.claims) == 2


def test_a_longer_window_with_more_agrees() -> None:
    paper = Paper(
        "It counted 160 attacks from January to June. It counted 250 attacks from January to October."
    )
    paper.count("160 attacks", 160, window=window("2023-01-01", "2023-06-30"))
    paper.count("250 attacks", 250, window=window("2023-01-01", "2023-10-31"))
    checked = run(paper)
    assert not of(checked, "window")
    assert of(checked, "window", Level.AGREES)


def test_levels_at_a_time_do_not_grow_with_the_window() -> None:
    paper = Paper("It had 5,000 fighters in June. It had 3,000 fighters in the year.")
    paper.count("5,000 fighters", 5000, "fighter", window=window("2023-06-01", "2023-06-30"))
    paper.count("3,000 fighters", 3000, "fighter", window=window("2023-01-01", "2023-12-31"))
    assert not of(run(paper), "window")


def test_ages_that_no_birthday_satisfies() -> None:
    paper = Paper("Massoud is now 35. He was aged 11 when his father was killed.")
    paper.age("35", 35, "Ahmad Massoud", window=paper.now())
    paper.age("aged 11", 11, "Massoud", window=window("2001-09-09"))
    (found,) = of(run(paper), "age")
    assert found.strict
    assert "cannot both hold for any publication before 10 September 2024" in found.title
    assert "from 10 September 2024 on they can" in found.title
    assert any("10 September 1989 to 9 September 1990" in line for line in found.working)
    (turns,) = found.sensitivity
    assert turns.holds == "for any publication before 10 September 2024"
    assert turns.vanishes == "for a publication from 10 September 2024 to 8 September 2026"


def test_ages_that_fit() -> None:
    paper = Paper("Massoud is now 35. He was around 4 in 1993.", published="2024-09-10")
    paper.age("35", 35, "Ahmad Massoud", window=paper.now())
    paper.age(
        "around 4", (None, None), "Ahmad Massoud", usual=(3, 5), window=window("1993-01-01", "1993-12-31")
    )
    checked = run(paper)
    assert not of(checked, "age")
    assert of(checked, "age", Level.AGREES)


def test_a_june_report_on_the_first_half() -> None:
    paper = Paper("The UN put out a report in June that counted 29 attacks in the first six months.")
    paper.date("in June", uncertain("2024-06-01", "2024-06-30"))
    paper.count("29 attacks", 29, speaker="the UN", window=window("2024-01-01", "2024-06-30"))
    (found,) = of(run(paper), "coverage")
    assert not found.strict
    assert "30 June 2024" in found.title
    assert any("only 1 day" in line for line in found.working)


def test_a_july_report_on_the_first_half() -> None:
    paper = Paper("The UN put out a report in July that counted 29 attacks in the first six months.")
    paper.date("in July", uncertain("2024-07-01", "2024-07-31"))
    paper.count("29 attacks", 29, speaker="the UN", window=window("2024-01-01", "2024-06-30"))
    assert not of(run(paper), "coverage")


def test_a_may_report_on_the_first_half_is_a_contradiction() -> None:
    paper = Paper("The UN put out a report in May that counted 29 attacks in the first six months.")
    paper.date("in May", uncertain("2024-05-01", "2024-05-31"))
    paper.count("29 attacks", 29, speaker="the UN", window=window("2024-01-01", "2024-06-30"))
    (found,) = of(run(paper), "coverage")
    assert found.strict
    assert found.level is Level.CHANGES


def test_elapsed_time_against_its_date() -> None:
    paper = Paper(
        "Five years after the withdrawal of US troops, little is new. US troops withdrew in August 2021."
    )
    paper.elapsed(
        "Five years after the withdrawal of US troops",
        5,
        "year",
        "withdrawal of US troops",
        window=paper.now(),
    )
    paper.date("in August 2021", uncertain("2021-08-01", "2021-08-31"), event="US troops withdrew")
    (found,) = of(run(paper), "elapsed")
    assert found.strict


def test_elapsed_time_that_fits() -> None:
    paper = Paper("Three years after the withdrawal of US troops, little is new. US troops withdrew in 2021.")
    paper.elapsed(
        "Three years after the withdrawal of US troops",
        3,
        "year",
        "withdrawal of US troops",
        window=paper.now(),
    )
    paper.date("in 2021", uncertain("2021-01-01", "2021-12-31"), event="US troops withdrew")
    checked = run(paper)
    assert not of(checked, "elapsed")
    assert of(checked, "elapsed", Level.AGREES)


def test_a_past_age_within_a_guess_is_still_told() -> None:
    paper = Paper("Massoud is now 35. It must have been hard for him, aged 11 when his father was killed.")
    paper.age("35", 35, "Ahmad Massoud", window=paper.now())
    then = paper.age("aged 11", 11, "Ahmad Massoud", window=window("2001-09-09"))
    paper.claims[1] = replace(then, modality=Modality.GOAL)
    assert of(run(paper), "age")
    paper.claims[1] = replace(then, modality=Modality.HYPOTHETICAL)
    assert not of(run(paper), "age")


def test_an_age_set_off_by_commas_is_that_of_the_day_where_the_verb_is_present() -> None:
    for words, alarms in (("lives in Paris", True), ("was killed that night", False)):
        paper = Paper(f"Karim Daud, 35, {words}. He was aged 11 on 9 September 2001.")
        paper.age("35", 35, "Karim Daud")
        paper.age("aged 11", 11, "Karim Daud", window=window("2001-09-09"))
        assert bool(of(run(paper), "age")) is alarms, words


def test_births_are_read_from_the_words_around_a_date() -> None:
    paper = Paper("Karim Daud was born in 1970. Karim Daud is 35.")
    paper.date("1970", uncertain("1970-01-01", "1970-12-31"))
    paper.age("35", 35, "Karim Daud", window=paper.now())
    (found,) = of(run(paper), "age")
    assert found.strict


def test_a_month_later_counts_from_nobody_knows_what() -> None:
    paper = Paper("The party won the vote in June 2012. A month later the party won the vote again.")
    paper.date("June 2012", uncertain("2012-06-01", "2012-06-30"), event="the party won the vote")
    days = DayRange(date(2012, 6, 1), date(2012, 6, 30))
    later = replace(
        uncertain("2012-07-01", "2012-07-31"), anchor=Anchor(AnchorKind.MENTION, days, "June 2012")
    )
    paper.elapsed("A month later", 1, "month", "the party won the vote", window=later)
    assert not of(run(paper), "elapsed")
