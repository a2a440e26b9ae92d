"""What a figure counts, in the language of the page: the parts of its label, put together anew."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corroborate.model.assessment import Basis, Figure
from corroborate.report.catalogue import Catalogue
from corroborate.weighing import PHRASES

_HEAD = re.compile(r"^(?P<thing>.*?)(?: by (?P<actor>.*?))?(?: in (?P<area>.*?))?$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Parts:
    """A label in its parts: what, by whom it was done, where, who counted, and what else is said."""

    thing: str
    actor: str
    area: str
    who: str
    rest: str

    @property
    def subject(self) -> str:
        """What is counted, without how that is known, as English has it."""
        by = f" by {self.actor}" if self.actor else ""
        return f"{self.thing}{by}" + (f" in {self.area}" if self.area else "")


def parts(made: Figure) -> Parts:
    """The parts of the label of a count; of any other figure the label is the thing."""
    for said in (" in all, those nobody", ", recorded in ", f", {PHRASES[made.basis]}"):
        head, found, rest = made.label.partition(said)
        if found:
            break
    else:
        return Parts(made.label, "", "", "", "")
    if made.basis is Basis.RECORDED:
        who, rest = rest.removesuffix(", each counted once"), ""
    elif made.basis is Basis.ESTIMATED:
        who, rest = "", ""
    else:
        told = re.match(r"(?:, said|, printed)? by (.*?)(?:, (.*))?$", rest, re.DOTALL)
        who, rest = (told[1], told[2] or "") if told else ("", rest.removeprefix(", "))
    named = _HEAD.match(head)
    assert named is not None
    return Parts(named["thing"], named["actor"] or "", named["area"] or "", who, rest)


def subject(t: Catalogue, made: Figure) -> str:
    """What a figure counts, without how that is known."""
    told = parts(made)
    if not t.has("label.by"):
        return told.subject
    thing = t.choose(f"measure.{made.unit}", told.thing)
    if told.actor:
        thing = t("label.by", thing=thing, actor=t.isolated(told.actor))
    return t("label.in", thing=thing, place=t.isolated(told.area)) if told.area else thing


def label(t: Catalogue, made: Figure) -> str:
    """What a figure counts and how that is known; a share and its like as they were computed."""
    if not t.has("label.by") or made.kind == "share":
        return made.label
    told = parts(made)
    key = f"label.{made.basis}" + ("_who" if told.who and t.has(f"label.{made.basis}_who") else "")
    said = t(key, thing=subject(t, made), who=t.isolated(told.who))
    return f"{said}، {t.isolated(told.rest)}" if told.rest else said
