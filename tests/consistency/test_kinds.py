"""Every kind beyond the first five: cases that must alarm and cases that must not."""

from __future__ import annotations

from consistency_build import MEASURES, Paper, future, of, quantity, run, uncertain, window

from corroborate.consistency import KINDS
from corroborate.model.claim import ClaimKind, Counted, Polarity, Status
from corroborate.model.finding import Checked, Level
from corroborate.model.place import Place, PlaceKind
from corroborate.model.quantity import Dimension, Hedge
from corroborate.model.window import Anchor, AnchorKind, DayRange, Window

H1 = ("2023-01-01", "2023-06-30")
YEAR = ("2023-01-01", "2023-12-31")


def _alarms(checked: Checked) -> list[str]:
    return [f.kind for f in checked.findings if f.level is not Level.AGREES]


def test_kinds_have_names_of_their_own() -> None:
    assert len({k.name for k in KINDS}) == len(KINDS)
    assert all(k.about for k in KINDS)


def _share(part: int, percent: str, total: int, hedge: Hedge = Hedge.NONE) -> Checked:
    paper = Paper(f"Of a total of {total} attacks, the NRF claimed {part} attacks, or {percent}%.")
    paper.count(f"{total} attacks", total)
    paper.count(f"{part} attacks", part, actor="NRF")
    value = float(percent) / 100
    paper.add(
        f"{percent}%",
        kind=ClaimKind.PROPORTION,
        quantity=quantity(f"{percent}%", value, dimension=Dimension.SHARE, unit="percent", hedge=hedge),
    )
    return run(paper)


def test_share_that_is_wrong() -> None:
    (found,) = of(_share(222, "57.5", 294), "share")
    assert found.strict
    assert "222 of 294 is 75.5%" in found.title


def test_share_that_is_right_to_its_rounding() -> None:
    for percent in ("75.5", "76", "75.51"):
        checked = _share(222, percent, 294)
        assert not _alarms(checked), percent
        assert of(checked, "share", Level.AGREES), percent


def test_share_on_the_other_side_of_half_changes_the_conclusion() -> None:
    (found,) = of(_share(222, "45", 294), "share")
    assert found.level is Level.CHANGES


def test_more_than_the_whole() -> None:
    paper = Paper("It fights in 40 provinces. There are 34 provinces in Afghanistan.")
    afghanistan = Place("Afghanistan", PlaceKind.COUNTRY, country="AF")
    paper.count("40 provinces", 40, "province")
    paper.count("34 provinces", 34, "province", place=afghanistan)
    (found,) = of(run(paper), "whole")
    assert "6 more than all there are" in found.working[-1]


def test_within_the_whole_shows_the_share() -> None:
    paper = Paper("It fights in almost 20 provinces. There are 34 provinces in Afghanistan.")
    afghanistan = Place("Afghanistan", PlaceKind.COUNTRY, country="AF")
    paper.count("almost 20 provinces", (None, 19), "province", usual=(17, 19), hedge=Hedge.ALMOST)
    paper.count("34 provinces", 34, "province", place=afghanistan)
    checked = run(paper)
    assert not _alarms(checked)
    (found,) = of(checked, "whole", Level.AGREES)
    assert "50% to 55.9%" in found.working[-1]


def test_part_said_beside_its_whole() -> None:
    paper = Paper("It holds 36 of the 34 provinces.")
    paper.count("36", 36, "province")
    paper.count("34 provinces", 34, "province")
    assert of(run(paper), "whole")


def _rates(first: int, second: int) -> Checked:
    paper = Paper(f"The group claims {first} operations since January. The UN counted {second} operations.")
    since = paper.until_now("2024-01-01")
    paper.count(f"{first} operations", first, "operation", actor="NRF", speaker="Massoud", window=since)
    paper.count(
        f"{second} operations",
        second,
        "operation",
        actor="NRF",
        speaker="the UN",
        status=Status.VERIFIED,
        window=window("2024-01-01", "2024-06-30"),
    )
    return run(paper)


def test_rates_over_unequal_windows() -> None:
    checked = _rates(207, 29)
    assert _alarms(checked) == ["rate"]
    (found,) = of(checked, "rate")
    assert not found.strict
    assert "207 × 182 / 245 = 154" in found.working[-1]
    assert "5.3 times" in found.working[-1]
    assert any("245 days against 182 days" in s for s in found.separates)


def test_rates_that_are_close() -> None:
    checked = _rates(207, 150)
    assert not _alarms(checked)
    assert of(checked, "rate", Level.AGREES)


def test_parts_of_a_year_above_the_year() -> None:
    paper = Paper(
        "It counted 29 attacks, then 52 attacks, then 56 attacks. Over the year it counted 120 attacks."
    )
    paper.count("29 attacks", 29, actor="NRF", window=window("2023-02-01", "2023-05-13"))
    paper.count("52 attacks", 52, actor="NRF", window=window("2023-05-14", "2023-07-31"))
    paper.count("56 attacks", 56, actor="NRF", window=window("2023-08-01", "2023-10-31"))
    paper.count("120 attacks", 120, actor="NRF", window=window(*YEAR))
    checked = run(paper)
    assert _alarms(checked) == ["total"]
    (found,) = of(checked, "total")
    assert "29 + 52 + 56 = 137, 17 more than 120" in found.working[-1]


def test_parts_of_a_year_that_overlap_are_not_added() -> None:
    paper = Paper("It counted 90 attacks, then 80 attacks. Over the year it counted 120 attacks.")
    paper.count("90 attacks", 90, actor="NRF", window=window("2023-02-01", "2023-08-31"))
    paper.count("80 attacks", 80, actor="NRF", window=window("2023-05-14", "2023-10-31"))
    paper.count("120 attacks", 120, actor="NRF", window=window(*YEAR))
    assert not _alarms(run(paper))


def test_one_of_the_parts_is_enough_for_a_smaller_set() -> None:
    paper = Paper("It counted 130 attacks, then 52 attacks. Over the year it counted 120 attacks.")
    paper.count("130 attacks", 130, actor="NRF", window=window("2023-02-01", "2023-05-13"))
    paper.count("52 attacks", 52, actor="NRF", window=window("2023-05-14", "2023-07-31"))
    paper.count("120 attacks", 120, actor="NRF", window=window(*YEAR))
    assert _alarms(run(paper)) == ["window"]


def _order(first: str, second: str) -> Checked:
    paper = Paper(
        "The treaty was signed before the invasion of the north. "
        f"It was signed on {first}. It came on {second}, in the morning."
    )
    order = Window(
        DayRange(None, None),
        DayRange(None, None),
        "",
        Anchor(AnchorKind.EVENT, None, "the invasion of the north"),
    )
    paper.add(
        "before the invasion of the north", kind=ClaimKind.ORDER, event="the treaty was signed", window=order
    )
    paper.date(first, window(first), event="signing of the treaty")
    paper.date(second, window(second), event="invasion of the north")
    return run(paper)


def test_order_against_dates() -> None:
    checked = _order("2020-05-02", "2020-05-01")
    assert _alarms(checked) == ["order"]
    (found,) = of(checked, "order")
    assert len(found.claims) == 3
    assert found.strict


def test_order_that_fits() -> None:
    checked = _order("2020-05-01", "2020-05-02")
    assert not _alarms(checked)
    assert of(checked, "order", Level.AGREES)


def test_what_happens_once_has_one_date() -> None:
    paper = Paper("He was born in 1989. He was born in 1991.")
    paper.date("in 1989", uncertain("1989-01-01", "1989-12-31"), event="born", subject="Massoud")
    paper.date("in 1991", uncertain("1991-01-01", "1991-12-31"), event="born", subject="Massoud")
    assert _alarms(run(paper)) == ["order"]


def test_what_happens_again_may_have_two_dates() -> None:
    paper = Paper("They attacked the northern airport in 1989. They attacked the northern airport in 1991.")
    paper.date("in 1989", uncertain("1989-01-01", "1989-12-31"), event="attacked the northern airport")
    paper.date("in 1991", uncertain("1991-01-01", "1991-12-31"), event="attacked the northern airport")
    assert not _alarms(run(paper))


def test_weekday_that_the_date_does_not_have() -> None:
    paper = Paper("It happened on Monday, 3 September 2024, at noon.", published="2024-10-01")
    paper.date("3 September 2024", window("2024-09-03"))
    (found,) = of(run(paper), "weekday")
    assert "3 September 2024 is a Tuesday, but the text prints Monday" in found.title
    assert "2029" in found.sensitivity[0].vanishes


def test_weekday_that_the_date_has() -> None:
    paper = Paper(
        "It happened on Tuesday (3 September 2024), on a Monday morning tour.", published="2024-10-01"
    )
    paper.date("3 September 2024", window("2024-09-03"))
    checked = run(paper)
    assert not _alarms(checked)
    assert of(checked, "weekday", Level.AGREES)


def _refuting(day: str) -> Checked:
    paper = Paper("The UN counted 29 attacks. It missed the attack on that day.")
    paper.count("29 attacks", 29, actor="NRF", speaker="the UN", window=window(*H1))
    paper.date("on that day", window(day))
    return run(paper)


def test_incident_outside_the_window_it_is_held_against() -> None:
    checked = _refuting("2023-07-20")
    assert _alarms(checked) == ["incident"]
    (found,) = of(checked, "incident")
    assert not found.strict
    assert found.separates


def test_incident_inside_the_window_it_is_held_against() -> None:
    checked = _refuting("2023-06-30")
    assert not _alarms(checked)
    assert of(checked, "incident", Level.AGREES)


def _twice(first: int, second: int, **more: object) -> Checked:
    paper = Paper(f"We carried out {first} attacks, he said. We carried out {second} attacks, he said.")
    settings = {"actor": "NRF", "speaker": "Massoud", "window": window(*H1)}
    paper.count(f"{first} attacks", first, **settings)
    paper.count(f"{second} attacks", second, **{**settings, **more})
    return run(paper)


def test_one_speaker_two_numbers() -> None:
    checked = _twice(207, 160)
    assert _alarms(checked) == ["speaker"]
    (found,) = of(checked, "speaker")
    assert found.strict
    assert "160 is 47 below 207" in found.working[-1]


def test_two_numbers_for_different_things_are_no_contradiction() -> None:
    for more in (
        {"thing": "killed"},
        {"actor": "AFF"},
        {"status": Status.VERIFIED},
        {"modifiers": ("confirmed",)},
        {"place": "Kabul"},
        {"window": window(*YEAR)},
        {"target": "Taliban"},
    ):
        strict = [f for f in _twice(160, 207, **more).findings if f.strict]
        assert not strict, more


def test_status_apart_is_named_and_no_contradiction() -> None:
    checked = _twice(207, 160, status=Status.VERIFIED, window=window("2023-01-01", "2023-12-31"))
    (found,) = of(checked, "window")
    assert not found.strict
    assert any("how it is known" in s for s in found.separates)


def test_a_number_within_the_other_agrees() -> None:
    paper = Paper("We carried out more than 160 attacks, he said. We carried out 207 attacks, he said.")
    settings = {"actor": "NRF", "speaker": "Massoud", "window": window(*H1)}
    paper.count("more than 160 attacks", (161, None), usual=(161, 169), hedge=Hedge.MORE, **settings)
    paper.count("207 attacks", 207, **settings)
    assert not _alarms(run(paper))


def _two_papers(first: int, second: int, *, same_title: bool = False, via: bool = False) -> Checked:
    papers = []
    for name, value in (("a.txt", first), ("b.txt", second)):
        title = "one title" if same_title else name
        paper = Paper(
            f"The report counted {value} attacks.",
            name=name,
            title=title,
            author="A. Writer" if same_title else name,
        )
        settings = {"speaker": "the UN report"} if via else {}
        paper.count(f"{value} attacks", value, actor="NRF", window=window(*H1), **settings)
        papers.append(paper)
    return run(*papers)


def test_two_sources_two_numbers() -> None:
    assert _alarms(_two_papers(52, 61)) == ["sources"]
    assert not _alarms(_two_papers(52, 52))


def test_a_figure_copied_differently() -> None:
    checked = _two_papers(52, 53, via=True)
    assert _alarms(checked) == ["copy"]
    (found,) = of(checked, "copy")
    assert found.strict
    assert "a.txt (1 September 2024) prints" in found.title
    assert not _alarms(_two_papers(52, 52, via=True))


def test_a_version_against_an_earlier_one() -> None:
    assert _alarms(_two_papers(52, 61, same_title=True)) == ["version"]
    assert not _alarms(_two_papers(52, 52, same_title=True))


def test_thousand_for_million() -> None:
    paper = Paper("It cost 5000 fighters, he said. It cost 5000000 fighters, he said.")
    paper.count("5000 fighters", 5000, "fighter", actor="NRF", speaker="Massoud")
    paper.count("5000000 fighters", 5_000_000, "fighter", actor="NRF", speaker="Massoud")
    checked = run(paper)
    assert _alarms(checked) == ["slip"]
    assert "1,000 times" in of(checked, "slip")[0].title


def test_killed_for_casualties() -> None:
    paper = Paper("The report counted 115 casualties. There were 115 killed, the paper said.")
    paper.count("115 casualties", 115, "casualty", speaker="the report", window=window(*H1))
    paper.count("115 killed", 115, "killed", window=window(*H1))
    assert _alarms(run(paper)) == ["slip"]


def test_killed_and_casualties_that_differ_are_no_slip() -> None:
    paper = Paper("The report counted 115 casualties. There were 72 killed, the paper said.")
    paper.count("115 casualties", 115, "casualty", speaker="the report", window=window(*H1))
    paper.count("72 killed", 72, "killed", window=window(*H1))
    assert not _alarms(run(paper))


def test_a_hedge_lost() -> None:
    paper = Paper("He has 5,000 fighters. MASSOUD: We have more than 5,000 permanent fighters.")
    paper.count("5,000 fighters", 5000, "fighter", actor="NRF", speaker="Massoud", usual=(4500, 5500))
    paper.count(
        "more than 5,000 permanent fighters",
        (5001, None),
        "fighter",
        actor="NRF",
        speaker="Massoud",
        usual=(5001, 5999),
        hedge=Hedge.MORE,
        modifiers=("permanent",),
    )
    checked = run(paper)
    assert _alarms(checked) == ["hedge"]
    (found,) = of(checked, "hedge")
    assert not found.strict
    assert "drops the hedge" in found.title


def test_hedges_that_differ() -> None:
    paper = Paper("We fight in almost 20 provinces. We fight in some 20 provinces.")
    settings = {"thing": "province", "actor": "NRF", "speaker": "Massoud"}
    paper.count("almost 20 provinces", (None, 19), usual=(17, 19), hedge=Hedge.ALMOST, **settings)
    paper.count("some 20 provinces", (None, None), usual=(18, 22), hedge=Hedge.ABOUT, **settings)
    checked = run(paper)
    assert _alarms(checked) == ["hedge"]
    assert not of(checked, "hedge")[0].strict


def _support(second: str, **more: object) -> Checked:
    paper = Paper(f"We get no external support. We grew despite {second} external support.")
    counted = Counted("external support", "support", None, "MASSOUD", None, modifiers=("external",))
    paper.add(
        "no external support",
        kind=ClaimKind.EXISTENCE,
        counted=counted,
        polarity=Polarity.NEGATED,
        speaker="Massoud",
        window=paper.now(),
    )
    paper.add(
        f"{second} external support",
        kind=ClaimKind.EXISTENCE,
        counted=counted,
        speaker="Massoud",
        window=paper.until_now("2021-01-01"),
        **more,
    )
    return run(paper)


def test_none_against_little() -> None:
    checked = _support("minimal")
    assert _alarms(checked) == ["zero"]
    assert not of(checked, "zero")[0].strict


def test_none_twice_agrees() -> None:
    assert not _alarms(_support("zero", polarity=Polarity.NEGATED))


def test_zero_against_a_count_inside_its_window() -> None:
    paper = Paper("No attacks were carried out in the half-year. It carried out 3 attacks in May.")
    paper.count("No attacks", 0, actor="NRF", window=window(*H1))
    paper.count("3 attacks", 3, actor="NRF", window=window("2023-05-01", "2023-05-31"))
    (found,) = of(run(paper), "zero")
    assert found.strict
    assert found.level is Level.CHANGES


def test_zero_in_one_month_and_some_in_another() -> None:
    paper = Paper("No attacks were carried out in April. It carried out 3 attacks in May.")
    paper.count("No attacks", 0, actor="NRF", window=window("2023-04-01", "2023-04-30"))
    paper.count("3 attacks", 3, actor="NRF", window=window("2023-05-01", "2023-05-31"))
    assert not _alarms(run(paper))


def _parts(first: str, second: str, **more: object) -> Checked:
    paper = Paper(
        f"Our wing is {first} former armed forces. Later {second} former armed forces joined others."
    )
    for quote in (f"{first} former armed forces", f"{second} former armed forces"):
        paper.add(
            quote,
            kind=ClaimKind.EXISTENCE,
            counted=Counted("former armed forces", "force", modifiers=("former", "armed")),
            speaker="Massoud",
        )
    return run(paper)


def test_solely_against_some() -> None:
    checked = _parts("solely", "some of the")
    assert _alarms(checked) == ["universal"]
    assert not of(checked, "universal")[0].strict


def test_all_twice_is_no_conflict() -> None:
    assert not _alarms(_parts("solely", "all the"))


def test_an_echo_is_one_claim() -> None:
    paper = Paper("Q: You left $8.5 of arms? A: The $8.5 of arms we left.")
    for nth, speaker in ((0, "Bergen"), (1, "Massoud")):
        paper.add(
            "$8.5 of arms",
            nth=nth,
            kind=ClaimKind.MONEY,
            quantity=quantity("8.5", 8_500_000_000, dimension=Dimension.MONEY, unit="USD"),
            counted=Counted("arms", "arms"),
            speaker=speaker,
        )
    checked = run(paper)
    assert not _alarms(checked)
    (found,) = of(checked, "echo", Level.AGREES)
    assert "one claim" in found.title


def test_only_what_is_asserted_counts() -> None:
    paper = Paper("We carried out 207 attacks, he said. We will carry out 160 attacks, he said.")
    settings = {"actor": "NRF", "speaker": "Massoud", "window": window(*H1)}
    paper.count("207 attacks", 207, **settings)
    paper.claims.append(future(paper.count("160 attacks", 160, **settings)))
    del paper.claims[1]
    checked = run(paper)
    assert not _alarms(checked)
    assert [n.reason for n in checked.not_checked][-1] == "not claimed as fact (future)"


def test_the_lexicon_is_asked() -> None:
    assert MEASURES.includes("operation", "attack")
    paper = Paper("It counted 160 attacks in six months. It counted 150 operations in the year.")
    paper.count("160 attacks", 160, actor="NRF", window=window(*H1))
    paper.count("150 operations", 150, "operation", actor="NRF", window=window(*YEAR))
    (found,) = of(run(paper), "window")
    assert found.strict, "every attack is an operation"
