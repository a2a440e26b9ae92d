"""What the words around tell: ages and births, time passed, numbers that stand together, who tells them.

Every wording comes with figures that clash and with figures that fit.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta

import pytest
from from_files import document, outcome

from corroborate.model.finding import Level

AGES = (
    "Karim Daud was born on 3 May 1980. At the age of {}, on 10 June 2010, Daud left school.",
    "Karim Daud (born 3 May 1980) was arrested on 10 June 2010, aged {}.",
    "“I was {} when they came, on 10 June 2010,” said Karim Daud, who was born on 3 May 1980.",
    "Karim Daud, then {}, survived the attack of 10 June 2010. He was born on 3 May 1980.",
    "Karim Daud, date of birth: 3 May 1980, was {} years of age on 10 June 2010.",
)
PASSED = (
    "The border was closed in May 2004, {} years ago.",
    "{} years ago, in May 2004, the border was closed.",
    "We have lived here since May 2004, so {} years now.",
    "The school closed in May 2004. For {} years it has been closed.",
    "The treaty was signed in May 2004. That was {} years ago.",
    "The war broke out in May 2004 and has now lasted {} years.",
    "{} years after the adoption of the treaty, it is not in force. The treaty was adopted in May 2004.",
)
SHARES = (
    "Of 200 men only 80 came back, {} percent.",
    "80 of our 200 members are women. That’s {} percent.",
    "80 prisoners, {}% of the 200 prisoners in Herat, are awaiting trial.",
    "{}% – or 80 – of the 200 teachers in Herat have left.",
    "{} per cent of the cases (80 out of 200) took place in Herat.",
)
SUMS = (
    "Agencies reached 31 families in Herat and 29 families in Kabul (total: {} families).",
    "A total of {} cases were submitted; 31 were closed and the remaining 29 are pending.",
    "31 people died in the storm in Herat and a further 29 in Kabul, raising the toll to {}.",
    "The team conducted {} interviews, 31 with women and 29 with men.",
    "“We lost 31 men in Herat and 29 men in Kabul. That’s {} men in total.”",
)
WHOLES = (
    "Herat has 30 clinics; {} of these clinics are closed.",
    "“Of 30 soldiers, {} ran away.”",
    "The crew had 30 members. {} members of the crew fell ill.",
)
CASES = (
    *((words, "age", 26, 30) for words in AGES),
    *((words, "elapsed", 24, 20) for words in PASSED),
    *((words, "share", 50, 40) for words in SHARES),
    *((words, "sum", 64, 60) for words in SUMS),
    *((words, "whole", 44, 12) for words in WHOLES),
)


def _kinds(words: str) -> list[str]:
    return [kind for kind, _, _ in outcome([document(words, published="2024-09-01")]).disagreements()]


@pytest.mark.parametrize(("words", "kind", "wrong", "right"), CASES)
def test_what_clashes_is_found_and_what_fits_is_not(words: str, kind: str, wrong: int, right: int) -> None:
    assert kind in _kinds(words.format(wrong))
    assert _kinds(words.format(right)) == []


@pytest.mark.parametrize(
    "words",
    [
        "Sarah and Timothy Rogers, 27 and 29 years old, were married on Saturday.",
        "He was elected in 2014 and has been in politics for 30 years.",
        "There were 327 arrests in January 2023, 29 arrests in February 2023 and 307 arrests in March 2023.",
        "35 of the 366 members voted, up 24.6 percent.",
        "In 2020 there were 51 robberies in Herat. In 2021 there were 53 robberies in Herat.",
        "Karim Daud, 40, met Omar Amin, 52. Daud was 26 on 10 June 2010.",
    ],
)
def test_what_only_looks_alike_is_left_alone(words: str) -> None:
    assert _kinds(words) == []


@pytest.mark.parametrize("said", [1, 15, 24, 40])
def test_time_passed_vanishes_on_the_days_that_the_finding_says(said: int) -> None:
    """The days of publication on which the finding is said to vanish are just those on which it does."""
    words = PASSED[0].format(said)
    (found,) = [
        f
        for f in outcome([document(words, published="2024-09-01")]).checked.findings
        if f.level is not Level.AGREES
    ]
    (turns,) = found.sensitivity
    first, last = (
        _day(told) for told in turns.vanishes.removeprefix("for a publication from ").split(" to ")
    )
    outside = [day for day in (first - timedelta(days=1), last + timedelta(days=1)) if day > date(2004, 6, 1)]
    for day in (first, last):
        assert _on(words, max(day, date(2004, 6, 1))) == []
    for day in outside:
        assert _on(words, day) == ["elapsed"]


def _on(words: str, day: date) -> list[str]:
    return [k for k, _, _ in outcome([document(words, published=day.isoformat())]).disagreements()]


def _day(words: str) -> date:
    day, month, year = words.split()
    return date(int(year), list(calendar.month_name).index(month), int(day))


def test_each_number_of_a_list_has_its_own_time_or_the_one_after_the_list() -> None:
    by = "raids by the Guard in"
    own = f"It recorded 40 {by} May 2023, 48 {by} June 2023 and 37 {by} July 2023."
    shared = (
        "Police counted 35 raids in Herat, 20 raids in Kabul and 29 raids in Takhar in 2023. "
        "Nationwide, police counted 74 raids in 2023."
    )
    assert _kinds(own) == []
    assert _kinds(shared) == ["total"]
    assert _kinds(shared.replace("74", "94")) == []


@pytest.mark.parametrize("verb", ["registered", "counted", "posted that there were", "knows of"])
def test_who_opens_the_sentence_gives_the_number(verb: str) -> None:
    pages = [
        document(f"The {who} {verb} {number} births in Herat in 2023.", name=f"{number}.txt")
        for who, number in (("UN mission", 174), ("Red Crescent", 185))
    ]
    (found,) = [f for f in outcome(pages).checked.findings if f.level is not Level.AGREES]
    assert found.kind == "sources"
