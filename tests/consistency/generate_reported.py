"""Wordings of none, some and all as reporters write them, kept apart from those that the reader was tuned on.

They were written down before the reader learned any of their turns of phrase, and none was changed after.
"""

# ruff: noqa: E501
from __future__ import annotations

import random

from generate import PEOPLE, Case, Maker, Page

THINGS = ("foreign aid", "outside assistance", "international backing", "military support", "financial help")
WHO = ("former soldiers", "local volunteers", "retired police officers", "young recruits")


def _case(draw: random.Random, kind: str, seeded: bool, one: str, two: str, word: str) -> Case:
    person = draw.choice(PEOPLE)
    said = [
        draw.choice(["“{}”, {} said.", "“{},” {} told reporters."]).format(w.rstrip("."), person)
        for w in (one, two)
    ]
    draw.shuffle(said)
    filler = "The talks were held behind closed doors."
    return Case(kind, seeded, (Page(f"{said[0]} {filler}\n\n{said[1]}"),), (word,))


def reported_zero(draw: random.Random, seeded: bool) -> Case:
    """None of a thing against a little or some of it, by one speaker."""
    t = draw.choice(THINGS)
    nones = [
        f"We have never received any {t}",
        f"Our men have fought for three years without a shred of {t}",
        f"There is not a single bit of {t} reaching us",
        f"We get zero {t}",
        f"There has been a complete absence of {t}",
        f"We have been deprived of all {t}",
        f"Nobody has given us any {t}",
        f"There isn't any {t} for us",
    ]
    somes = [
        f"We manage with very little {t}",
        f"There is some {t} from friends",
        f"We depend on a small amount of {t}",
        f"We rely on modest {t}",
        f"We receive a trickle of {t}",
        f"Only a little {t} gets through",
    ]
    one = draw.choice(nones)
    two = draw.choice(somes if seeded else [n for n in nones if n != one])
    return _case(draw, "zero", seeded, one, two, t)


def reported_universal(draw: random.Random, seeded: bool) -> Case:
    """All or solely against a part, by one speaker."""
    w = draw.choice(WHO)
    wholes = [
        f"Our units are composed exclusively of {w}",
        f"Our ranks are filled entirely with {w}",
        f"Our force comprises only {w}",
        f"The brigade is nothing but {w}",
        f"Every one of our fighters is drawn from the {w}, and our units are wholly made up of {w}",
        f"Our army is 100 percent {w}",
        f"We recruit exclusively {w}",
    ]
    parts = [
        f"A handful of the {w} serve in our units next to students",
        f"A few of our {w} fight beside farmers",
        f"Part of the force are {w}, the rest are farmers",
        f"About half of our fighters are {w}",
        f"Many of the {w} joined us, as did others",
        f"Our fighters include some {w}",
    ]
    same = [
        f"We are grateful to all our {w}",
        f"Without the {w} there would be no force",
        f"The {w} are paid each month",
    ]
    one = draw.choice(wholes)
    two = draw.choice(parts if seeded else same)
    return _case(draw, "universal", seeded, one, two, w.split()[-1])


def reported_zero_again(draw: random.Random, seeded: bool) -> Case:
    """As ``reported_zero``, in a second set of wordings."""
    t = draw.choice(("overseas funding", "foreign weapons", "humanitarian assistance", "Western support"))
    nones = [
        f"At no time did we get any {t}",
        f"Not one of us has ever seen any {t}",
        f"We fight on without {t}",
        f"Our people lack any {t}",
        f"We have not been given any {t}",
        f"There is no {t} whatsoever",
        f"We were denied all {t}",
    ]
    somes = [
        f"{t[0].upper() + t[1:]} has been minimal",
        f"We survive on scarce {t}",
        f"What we get is limited {t}",
        f"Hardly any {t} arrives",
        f"There has been little {t} this year",
        f"We still receive small quantities of {t}",
    ]
    one = draw.choice(nones)
    two = draw.choice(somes if seeded else [n for n in nones if n != one])
    return _case(draw, "zero", seeded, one, two, t)


def reported_universal_again(draw: random.Random, seeded: bool) -> Case:
    """As ``reported_universal``, in a second set of wordings."""
    w = draw.choice(("former prisoners", "village elders", "trained nurses", "ethnic Tajiks"))
    wholes = [
        f"The council consists wholly of {w}",
        f"The council is made up of {w} only",
        f"The council is entirely composed of {w}",
        f"The council includes no one but {w}",
        f"The council is formed exclusively from {w}",
        f"The members of the council are all {w}",
    ]
    parts = [
        f"Some of the {w} on the council want talks",
        f"Several of our {w} sit on the council with clerics",
        f"The council is largely made up of {w}",
        f"A third of the members are {w}",
        f"Not all of our members are {w}",
        f"Most of the members are {w}",
    ]
    same = [
        f"All of our {w} want talks",
        f"The {w} met on Monday",
        f"The elders thanked the {w}",
    ]
    one = draw.choice(wholes)
    two = draw.choice(parts if seeded else same)
    return _case(draw, "universal", seeded, one, two, w.split()[-1])


REPORTED: dict[str, Maker] = {
    "zero": reported_zero,
    "universal": reported_universal,
    "zero again": reported_zero_again,
    "universal again": reported_universal_again,
}
"""By kind; the second sets were written down after the first was looked at, and before they were ever read."""
