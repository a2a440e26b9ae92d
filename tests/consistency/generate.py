"""Documents rendered from facts in varied wording, with one seeded contradiction or none.

Every case says what kind was seeded and which words clash. The same facts are rendered without the
seed, so that precision is measured on texts that differ from the seeded ones in one figure only.
"""

# ruff: noqa: E501
from __future__ import annotations

import calendar
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

_GROUPS = "the Free Valley Front/FVF, the Mountain Guard/MG, the Southern Resistance Army/SRA, the United River Movement/URM, the Border Brigade/BB"
GROUPS = tuple((name.split("/")[0], name.split("/")[1]) for name in _GROUPS.split(", "))
PLACES = ("Kabul", "Takhar", "Baghlan", "Parwan", "Herat", "Kandahar", "Badakhshan", "Kunduz", "Balkh")
MONTHS = tuple(calendar.month_name)[1:]
WEEKDAYS = tuple(calendar.day_name)
PEOPLE = ("Karim Daud", "Laila Noor", "Omar Wardak", "Sara Amin", "Yusuf Rahman")
SOURCES = ("the UN mission", "the Crisis Monitor", "the human rights commission", "the Red Crescent")
THINGS = (("attacks", "carried out"), ("raids", "carried out"), ("ambushes", "carried out"))
FILLER = (
    "The situation in the region remains tense.",
    "Roads to the north were closed by snow for much of the winter.",
    "Residents said that prices had risen again.",
    "Observers have no access to the area.",
    "Schools have stayed open in most towns.",
    "Nobody from the government was available for comment.",
    "The talks were held behind closed doors.",
    "Aid groups asked for more funds.",
)
SMALL = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True)
class Page:
    """One document: its words and what is known of it."""

    content: str
    published: str = "2024-09-01"
    title: str = "the page"
    author: str = "Ann Reporter"


@dataclass(frozen=True)
class Case:
    """Pages with at most one contradiction, of ``kind``, between claims that hold ``words``."""

    kind: str
    seeded: bool
    pages: tuple[Page, ...]
    words: tuple[str, ...] = ()
    allowed: frozenset[str] = frozenset()
    """Other kinds under which the same seed may rightly be found too."""


Maker = Callable[[random.Random, bool], Case]
MAKERS: dict[str, Maker] = {}


def maker(kind: str) -> Callable[[Maker], Maker]:
    def register(make: Maker) -> Maker:
        MAKERS[kind] = make
        return make

    return register


def cases(kind: str, number: int, seed: int) -> list[Case]:
    """So many cases of a kind, every other one seeded."""
    draw = random.Random(f"{kind} {seed}")
    return [MAKERS[kind](draw, i % 2 == 0) for i in range(number)]


def _page(draw: random.Random, *sentences: str, **more: str) -> Page:
    """Sentences in order with filler around them, in one or two paragraphs."""
    filler = draw.sample(FILLER, 3)
    body = [filler[0], *sentences, filler[1]]
    if draw.random() < 0.5:
        at = draw.randrange(1, len(body))
        return Page(" ".join(body[:at]) + "\n\n" + " ".join([*body[at:], filler[2]]), **more)
    return Page(" ".join(body), **more)


def _group(draw: random.Random) -> str:
    return draw.choice(GROUPS)[0]


def _two(draw: random.Random) -> tuple[str, str]:
    a, b = draw.sample(GROUPS, 2)
    return a[0], b[0]


def _cap(sentence: str) -> str:
    return sentence[0].upper() + sentence[1:]


def _off(draw: random.Random, value: int) -> int:
    """Another number near by."""
    return value + draw.choice([-1, 1]) * draw.choice([1, 2, 3, 10])


@maker("sum")
def _sums(draw: random.Random, seeded: bool) -> Case:
    a, b = _two(draw)
    x, y = draw.randint(15, 80), draw.randint(15, 80)
    total = _off(draw, x + y) if seeded else x + y
    thing, did = draw.choice(THINGS)
    sentence = draw.choice(
        [
            f"{a} {did} {x} {thing} and {b} {y} {thing}, a total of {total} {thing}.",
            f"The report counted {total} {thing} by the two groups: {x} by {a} and {y} by {b}.",
            f"In all, {total} {thing} were recorded: {x} by {a} and {y} by {b}.",
            f"There were {x} {thing} by {a} and {y} {thing} by {b}, {total} {thing} in total.",
            f"A total of {total} {thing} were recorded, {x} by {a} and {y} by {b}.",
        ]
    )
    return Case("sum", seeded, (_page(draw, _cap(sentence)),), (str(total),))


@maker("share")
def _shares(draw: random.Random, seeded: bool) -> Case:
    a = _group(draw)
    total = draw.randint(120, 400)
    part = draw.randint(30, total - 20)
    percent = 100 * part / total
    if seeded:
        percent += draw.choice([-1, 1]) * draw.choice([4, 9, 15])
        percent = min(max(percent, 1), 99)
    shown = f"{percent:.1f}"
    sentence = draw.choice(
        [
            f"Of a total of {total} attacks, {a} claimed {part} attacks, or {shown}%.",
            f"The monitor counted {total} attacks. {_cap(a)} carried out {part} of these attacks ({shown}%).",
            f"The two groups claimed {total} attacks in all. {_cap(a)} claimed {part} of them, or {shown} percent.",
            f"{_cap(a)} carried out {part} of the {total} attacks, or {shown}%.",
        ]
    )
    return Case("share", seeded, (_page(draw, sentence),), (shown,))


@maker("whole")
def _wholes(draw: random.Random, seeded: bool) -> Case:
    a = _group(draw)
    total = 34
    part = draw.randint(36, 60) if seeded else draw.randint(3, 33)
    sentences = draw.choice(
        [
            (f"{_cap(a)} operates in {part} provinces.", f"There are {total} provinces in Afghanistan."),
            (f"{_cap(a)} is active in {part} of the {total} provinces.",),
            (f"{_cap(a)} is active in {part} out of {total} provinces.",),
            (
                f"{_cap(a)} says that it fights in {part} provinces. [There are {total} provinces in Afghanistan.]",
            ),
        ]
    )
    return Case("whole", seeded, (_page(draw, *sentences),), (str(part),))


def _nested(draw: random.Random) -> tuple[str, str]:
    inner_end = draw.randint(3, 6)
    outer_end = draw.randint(inner_end + 2, 12)
    return f"from January to {MONTHS[inner_end - 1]} 2023", f"from January to {MONTHS[outer_end - 1]} 2023"


@maker("window")
def _windows(draw: random.Random, seeded: bool) -> Case:
    a = _group(draw)
    thing, did = draw.choice(THINGS)
    inner, outer = _nested(draw)
    small = draw.randint(20, 120)
    large = small - draw.randint(1, 15) if seeded else small + draw.randint(1, 90)
    source = draw.choice(SOURCES)
    first = draw.choice(
        [
            f"{_cap(source)} said that {a} {did} {small} {thing} {inner}.",
            f"According to {source}, {a} {did} {small} {thing} {inner}.",
        ]
    )
    second = draw.choice(
        [
            f"{_cap(source)} said that {a} {did} {large} {thing} {outer}.",
            f"According to {source}, {a} {did} {large} {thing} {outer}.",
        ]
    )
    pair = [first, second]
    draw.shuffle(pair)
    return Case("window", seeded, (_page(draw, *pair),), (str(small), str(large)))


@maker("total")
def _totals(draw: random.Random, seeded: bool) -> Case:
    a = _group(draw)
    source = draw.choice(SOURCES)
    values = [draw.randint(20, 60) for _ in range(3)]
    whole = sum(values) - draw.randint(1, 15) if seeded else sum(values) + draw.randint(0, 30)
    spans = (
        "from 1 January to 31 March 2023",
        "from 1 April to 30 June 2023",
        "from 1 July to 30 September 2023",
    )
    parts = [
        f"According to {source}, {a} carried out {v} attacks {s}." for v, s in zip(values, spans, strict=True)
    ]
    total = f"According to {source}, {a} carried out {whole} attacks from 1 January to 31 October 2023."
    if draw.random() < 0.5:
        pages: tuple[Page, ...] = (_page(draw, *parts, total),)
    else:
        pages = (_page(draw, *parts, title="parts"), _page(draw, total, title="total", author="Bo Writer"))
    return Case("total", seeded, pages, (str(whole),))


@maker("rate")
def _rates(draw: random.Random, seeded: bool) -> Case:
    a = _group(draw)
    person = draw.choice(PEOPLE)
    days = draw.randint(20, 50)
    verified = draw.randint(20, 60)
    claimed = round(verified * 244 / 181 * (draw.uniform(2.5, 6) if seeded else draw.uniform(0.9, 1.1)))
    del days
    first = (
        f"{person}, the leader of {a}, claimed that {a} had carried out {claimed} attacks since January 2024."
    )
    second = draw.choice(
        [
            f"The UN mission verified {verified} attacks by {a} in the first six months of 2024.",
            f"According to the UN mission, {a} carried out {verified} attacks between 1 January and 30 June 2024.",
        ]
    )
    return Case(
        "rate", seeded, (_page(draw, first, second),), (str(claimed), str(verified)), frozenset({"window"})
    )


@maker("age")
def _ages(draw: random.Random, seeded: bool) -> Case:
    person = draw.choice(PEOPLE)
    now = date(2024, 9, 1)
    birth = date(draw.randint(1960, 1995), draw.randint(1, 12), draw.randint(1, 28))
    event = date(draw.randint(2000, 2015), draw.randint(1, 12), draw.randint(1, 28))
    age_now = now.year - birth.year - ((now.month, now.day) < (birth.month, birth.day))
    age_then = event.year - birth.year - ((event.month, event.day) < (birth.month, birth.day))
    if seeded:
        age_then += draw.choice([-4, -3, 3, 4])
    surname = person.split()[1]
    on = f"{event.day} {MONTHS[event.month - 1]} {event.year}"
    first = draw.choice(
        [
            f"{person} is now {age_now}.",
            f"{person} is {age_now} years old.",
            f"{person}, {age_now}, lives abroad.",
        ]
    )
    second = draw.choice(
        [
            f"{surname} was {age_then} years old on {on}, when the war reached the town.",
            f"{surname} was aged {age_then} on {on}.",
            f"On {on}, {surname} was {age_then} years old.",
        ]
    )
    return Case("age", seeded, (_page(draw, first, second),), (str(age_now), str(age_then)))


@maker("elapsed")
def _elapsed(draw: random.Random, seeded: bool) -> Case:
    year = draw.randint(1995, 2018)
    years = 2024 - year
    said = years + (draw.choice([-4, -3, 3, 5]) if seeded else 0)
    said = max(1, said)
    month = draw.choice(MONTHS[6:10])
    event = draw.choice(
        [
            "the fall of the old government",
            "the signing of the peace agreement",
            "the withdrawal of foreign troops",
        ]
    )
    verb = {
        "the fall of the old government": "The old government fell",
        "the signing of the peace agreement": "The peace agreement was signed",
        "the withdrawal of foreign troops": "Foreign troops withdrew",
    }[event]
    first = draw.choice(
        [f"{said} years after {event}, little has changed.", f"It is now {said} years since {event}."]
    )
    second = f"{verb} in {month} {year}."
    return Case("elapsed", seeded, (_page(draw, first, second),), (str(said),), frozenset({"order"}))


@maker("coverage")
def _coverage(draw: random.Random, seeded: bool) -> Case:
    source = draw.choice(["The UN mission", "The Crisis Monitor", "The commission"])
    end = draw.randint(4, 6)
    month = MONTHS[draw.randint(0, end - 2)] if seeded else MONTHS[draw.randint(end, 7)]
    value = draw.randint(20, 90)
    a = _group(draw)
    sentence = draw.choice(
        [
            f"{source} put out a report in {month} that counted {value} attacks by {a} from January to {MONTHS[end - 1]} 2024.",
            f"{source} published a report in {month} 2024 on the {value} attacks that {a} carried out from January to {MONTHS[end - 1]} 2024.",
            f"In {month} 2024, {source.lower().replace('un ', 'UN ')} released a report which counted {value} attacks by {a} between 1 January and 30 {MONTHS[end - 1]} 2024."
            if end in {4, 6}
            else f"{source} issued a study in {month} that recorded {value} attacks from January to {MONTHS[end - 1]} 2024.",
        ]
    )
    return Case("coverage", seeded, (_page(draw, sentence),))


@maker("weekday")
def _weekdays(draw: random.Random, seeded: bool) -> Case:
    day = date(2023, 1, 1) + timedelta(days=draw.randrange(500))
    right = day.weekday()
    shown = WEEKDAYS[(right + draw.randint(1, 6)) % 7 if seeded else right]
    written = draw.choice(
        [f"{day.day} {MONTHS[day.month - 1]} {day.year}", f"{MONTHS[day.month - 1]} {day.day}, {day.year}"]
    )
    a = _group(draw)
    sentence = draw.choice(
        [
            f"On {shown}, {written}, {a} attacked a post in {draw.choice(PLACES)}.",
            f"The post was attacked on {shown}, {written}, officials said.",
            f"The talks began on {shown} ({written}).",
        ]
    )
    return Case("weekday", seeded, (_page(draw, sentence),), (str(day.year),))


@maker("speaker")
def _speaker(draw: random.Random, seeded: bool) -> Case:
    a = _group(draw)
    person = draw.choice(PEOPLE)
    value = draw.randint(60, 300)
    other = _off(draw, value) if seeded else value
    thing, did = draw.choice(THINGS)
    when = draw.choice(["in 2023", "from January to June 2023"])
    first = f"{person} said that {a} {did} {value} {thing} {when}."
    second = draw.choice(
        [
            f"{person} told reporters that {a} {did} {other} {thing} {when}.",
            f"According to {person}, {a} {did} {other} {thing} {when}.",
        ]
    )
    if draw.random() < 0.5:
        pages: tuple[Page, ...] = (_page(draw, first, second),)
    else:
        pages = (_page(draw, first, title="one"), _page(draw, second, title="two", author="Bo Writer"))
    return Case("speaker", seeded, pages, (str(value), str(other)), frozenset({"copy"}))


@maker("sources")
def _sources(draw: random.Random, seeded: bool) -> Case:
    a = _group(draw)
    one, two = draw.sample(SOURCES, 2)
    value = draw.randint(60, 300)
    other = _off(draw, value) if seeded else value
    when = draw.choice(["in 2023", "from January to June 2023"])
    first = f"According to {one}, {a} carried out {value} attacks {when}."
    second = f"According to {two}, {a} carried out {other} attacks {when}."
    pages = (_page(draw, first, title="one"), _page(draw, second, title="two", author="Bo Writer"))
    return Case("sources", seeded, pages, (str(value), str(other)))


@maker("copy")
def _copied(draw: random.Random, seeded: bool) -> Case:
    a = _group(draw)
    value = draw.randint(30, 90)
    other = _off(draw, value) if seeded else value
    when = "between 14 May and 31 July 2024"
    first = f"According to the UN report, {a} carried out {value} attacks {when}."
    second = draw.choice(
        [
            f"The UN report said that {a} carried out {other} attacks {when}.",
            f"{_cap(a)} carried out {other} attacks {when}, according to the UN report.",
        ]
    )
    pages = (_page(draw, first, title="one"), _page(draw, second, title="two", author="Bo Writer"))
    return Case("copy", seeded, pages, (str(value), str(other)))


@maker("version")
def _versions(draw: random.Random, seeded: bool) -> Case:
    a = _group(draw)
    value = draw.randint(30, 90)
    other = _off(draw, value) if seeded else value
    when = draw.choice(["in 2023", "from January to June 2023"])
    words = draw.choice(
        ["{g} carried out {n} attacks {w}.", "The army says {g} carried out {n} attacks {w}."]
    )
    pages = tuple(
        _page(draw, _cap(words.format(g=a, n=n, w=when)), title="one title", published=day)
        for n, day in ((value, "2024-09-01"), (other, "2024-09-20"))
    )
    return Case("version", seeded, pages, (str(value), str(other)))


@maker("slip")
def _slips(draw: random.Random, seeded: bool) -> Case:
    value = draw.randint(2, 9)
    unit = "thousand" if seeded else "million"
    place = draw.choice(PLACES)
    first = f"According to the UN mission, {value} million people were displaced in {place} in 2023."
    second = f"The UN mission said that {value} {unit} people were displaced in {place} in 2023."
    pages = (_page(draw, first, title="one"), _page(draw, second, title="two", author="Bo Writer"))
    return Case("slip", seeded, pages, (str(value),))


@maker("hedge")
def _hedges(draw: random.Random, seeded: bool) -> Case:
    person = draw.choice(PEOPLE)
    value = draw.choice([2000, 3000, 5000, 8000, 12000])
    hedge = draw.choice(["more than", "almost", "nearly", "at least", "about"])
    first = f"{person} leads {draw.choice(GROUPS)[0]}."
    said = f"“We have {hedge} {value:,} fighters,” {person} said."
    told = f"{person} said that his group has {'' if seeded else hedge + ' '}{value:,} fighters."
    return Case("hedge", seeded, (_page(draw, first, told, said),), (f"{value:,}",))


@maker("zero")
def _zero(draw: random.Random, seeded: bool) -> Case:
    person = draw.choice(PEOPLE)
    thing = draw.choice(["foreign support", "external support", "outside help", "foreign funding"])
    none = draw.choice(
        [f"We receive no {thing}", f"We aren’t receiving any {thing}", f"We do not get any {thing}"]
    )
    some = (
        draw.choice([f"We have grown despite minimal {thing}", f"We live on limited {thing}"])
        if seeded
        else draw.choice([f"We have grown despite a lack of {thing}", f"We have no {thing} at all"])
    )
    pages = (_page(draw, f"“{none},” {person} said.", f"“{some},” {person} said."),)
    return Case("zero", seeded, pages, (thing,))


@maker("universal")
def _universal(draw: random.Random, seeded: bool) -> Case:
    person = draw.choice(PEOPLE)
    who = draw.choice(["former police officers", "former army officers", "retired border guards"])
    every = draw.choice(
        [f"Our force is solely made up of {who}", f"Our force is made up exclusively of {who}"]
    )
    part = f"Some of the {who} joined us with others" if seeded else f"We trust all {who}"
    pages = (_page(draw, f"“{every},” {person} said.", f"“{part},” {person} said."),)
    return Case("universal", seeded, pages, (who.split()[-1],))


@maker("incident")
def _incidents(draw: random.Random, seeded: bool) -> Case:
    a = _group(draw)
    value = draw.randint(15, 60)
    inside = date(2023, 1, 5) + timedelta(days=draw.randrange(150))
    day = inside + timedelta(days=200) if seeded else inside
    on = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    first = f"The UN mission counted {value} attacks by {a} from January to June 2023."
    second = draw.choice(
        [
            f"The count missed the attack on the airport on {on}.",
            f"Critics say that it left out the attack of {on}.",
            f"It did not include the attack on {on}.",
        ]
    )
    return Case("incident", seeded, (_page(draw, first, second),), (str(value),))


@maker("order")
def _orders(draw: random.Random, seeded: bool) -> Case:
    person = draw.choice(PEOPLE)
    year = draw.randint(1960, 1990)
    other = year + draw.choice([-3, 2, 4]) if seeded else year
    first = f"{person} was born in {year}."
    second = f"{person.split()[1]} was born in {other} and grew up in {draw.choice(PLACES)}."
    return Case("order", seeded, (_page(draw, first, second),), (str(year), str(other)))


@maker("none")
def _none(draw: random.Random, seeded: bool) -> Case:
    """Texts full of figures about different things, none of which clash."""
    del seeded
    a, b = _two(draw)
    p, q = draw.sample(PLACES, 2)
    n = [draw.randint(12, 400) for _ in range(8)]
    pool = [
        f"{_cap(a)} carried out {n[0]} attacks in {p} in 2023.",
        f"{_cap(b)} carried out {n[1]} attacks in {p} in 2023.",
        f"{_cap(a)} carried out {n[2]} raids in {q} in 2022.",
        f"At least {n[3]} people were killed in {p} in 2023, and {n[4]} were injured.",
        f"The army lost {SMALL[draw.randint(2, 9)]} soldiers on 3 May 2023 and {SMALL[draw.randint(2, 9)]} soldiers on 4 May 2023.",
        f"The first bomb killed {SMALL[draw.randint(2, 9)]} people. The second killed {SMALL[draw.randint(2, 9)]} people.",
        f"{n[5]} families fled from {p} in March 2023; {n[6]} families fled from {q} in April 2023.",
        f"The UN verified {n[7]} attacks by {a} in 2021, while the group itself claimed {n[7] + 90} attacks in 2021.",
        f"Some {n[5]} people attended in {p}, and {n[6]} people in {q}.",
        f"There were {n[0]} arrests in January 2023, {n[1]} arrests in February 2023 and {n[2]} arrests in March 2023.",
        f"The budget rose from ${n[0]} million in 2021 to ${n[0] + 30} million in 2022.",
        f"{_cap(b)} claims to hold {SMALL[draw.randint(2, 9)]} districts of {q}.",
        f"Prices in {p} rose by {draw.randint(2, 30)}% in May 2023 and by {draw.randint(2, 30)}% in June 2023.",
    ]
    return Case("none", False, (_page(draw, *draw.sample(pool, 6)),))
