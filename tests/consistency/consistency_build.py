"""Makes documents and claims by hand: each claim names its exact words in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

from corroborate.model.attribution import Attribution, Stance, Voice
from corroborate.model.claim import (
    AggregateClaim,
    AnyClaim,
    Claim,
    ClaimKind,
    Counted,
    IncidentClaim,
    Reader,
    Status,
)
from corroborate.model.dossier import Document
from corroborate.model.finding import Checked, Finding, Level
from corroborate.model.interval import Interval
from corroborate.model.measure import Measure, Measures
from corroborate.model.place import Place, PlaceKind
from corroborate.model.quantity import Dimension, Hedge, Quantity
from corroborate.model.source import Source
from corroborate.model.span import Span
from corroborate.model.text import Text
from corroborate.model.window import Anchor, AnchorKind, DayRange, Granularity, Window

READER = Reader("hand", "1")

MEASURES = Measures(
    {
        m.id: m
        for m in (
            Measure("operation", "operations", ("operation", "military operation")),
            Measure("attack", "attacks", ("attack",), broader=("operation",)),
            Measure(
                "killed", "people killed", ("killed", "death"), broader=("casualty",), not_same=("injured",)
            ),
            Measure("injured", "people injured", ("injured",), broader=("casualty",), not_same=("killed",)),
            Measure("casualty", "casualties", ("casualty",), not_same=("killed", "injured")),
            Measure("fighter", "fighters", ("fighter", "soldier", "force")),
            Measure("province", "provinces", ("province",)),
        )
    },
    {
        "operation": "operation",
        "attack": "attack",
        "killed": "killed",
        "casualty": "casualty",
        "injured": "injured",
        "fighter": "fighter",
        "soldier": "fighter",
        "force": "fighter",
        "province": "province",
    },
)


def day(text: str) -> date:
    return date.fromisoformat(text)


def window(first: str, last: str | None = None, words: str = "") -> Window:
    """``2024-01-01 2024-06-30``, or a single day."""
    return Window.between(day(first), day(last or first), words)


def uncertain(first: str, last: str, **more: Any) -> Window:
    """A point in time somewhere in a range."""
    days = DayRange(day(first), day(last))
    return Window(days, days, "", Anchor(AnchorKind.EXPLICIT), Granularity.DAY, **more)


@dataclass
class Paper:
    """A document under construction; claims are added by the words they stand on."""

    content: str
    published: str | None = "2024-09-01"
    author: str = "A. Writer"
    name: str = "paper.txt"
    title: str = "the paper"
    url: str = "not stated"
    source: Source = field(init=False)
    text: Text = field(init=False)
    claims: list[AnyClaim] = field(default_factory=list)

    def __post_init__(self) -> None:
        import hashlib

        published = DayRange.on(day(self.published)) if self.published else None
        self.source = Source(
            hashlib.sha256((self.name + self.content).encode()).hexdigest(),
            self.name,
            "text/plain",
            len(self.content),
            datetime(2024, 9, 2, tzinfo=UTC),
            published=published,
            author=self.author,
            title=self.title,
            url=self.url,
        )
        self.text = Text.derive(self.source.id, self.content, "hand", "1")

    @property
    def document(self) -> Document:
        return Document(self.source, self.text)

    def now(self, words: str = "now") -> Window:
        """The day of publication, hanging on it."""
        days = DayRange.on(day(self.published or "2024-09-01"))
        return Window(days, days, words, Anchor(AnchorKind.PUBLISHED, days), Granularity.DAY)

    def until_now(self, first: str, words: str = "") -> Window:
        """From a day to the day of publication, hanging on it."""
        days = DayRange.on(day(self.published or "2024-09-01"))
        return Window(
            DayRange.on(day(first)), days, words, Anchor(AnchorKind.PUBLISHED, days), Granularity.YEAR
        )

    def add(self, quote: str, **more: Any) -> AnyClaim:
        """A claim on words that stand once in the text; see ``_make`` for the shorthands."""
        claim = self._make(quote, **more)
        self.claims.append(claim)
        return claim

    def count(
        self,
        quote: str,
        value: int | tuple[int | None, int | None],
        thing: str = "attack",
        *,
        actor: str | None = None,
        target: str | None = None,
        status: Status = Status.NOT_STATED,
        modifiers: tuple[str, ...] = (),
        incident: bool = False,
        usual: tuple[int | None, int | None] | None = None,
        **more: Any,
    ) -> AnyClaim:
        """A count of things."""
        measure = thing if thing in MEASURES.by_id else MEASURES.match(thing)
        return self.add(
            quote,
            kind=ClaimKind.COUNT,
            quantity=quantity(quote, value, usual=usual, hedge=more.pop("hedge", Hedge.NONE)),
            counted=Counted(thing, thing, measure, actor, target, status, modifiers),
            type=IncidentClaim if incident else AggregateClaim,
            **more,
        )

    def age(
        self, quote: str, years: int | tuple[int | None, int | None], subject: str, **more: Any
    ) -> AnyClaim:
        hedge = more.pop("hedge", Hedge.NONE)
        usual = more.pop("usual", None)
        return self.add(
            quote,
            kind=ClaimKind.AGE,
            quantity=quantity(quote, years, dimension=Dimension.AGE, unit="year", hedge=hedge, usual=usual),
            subject=subject,
            **more,
        )

    def elapsed(self, quote: str, units: float, unit: str, event: str, **more: Any) -> AnyClaim:
        hedge = more.pop("hedge", Hedge.NONE)
        hard = more.pop("hard", (units, units))
        return self.add(
            quote,
            kind=ClaimKind.ELAPSED,
            quantity=quantity(quote, hard, dimension=Dimension.DURATION, unit=unit, hedge=hedge),
            event=event,
            **more,
        )

    def date(self, quote: str, when: Window, event: str | None = None, **more: Any) -> AnyClaim:
        return self.add(quote, kind=ClaimKind.DATE, window=when, event=event, **more)

    def _make(
        self,
        quote: str,
        *,
        kind: ClaimKind,
        speaker: str | None = None,
        via: str | None = None,
        type: type[Claim] = Claim,
        place: str | Place | None = None,
        nth: int = 0,
        **more: Any,
    ) -> AnyClaim:
        starts = [m.start() for m in re.finditer(re.escape(quote), self.content)]
        start = starts[nth]
        span = Span.of(self.text.id, self.content, start, start + len(quote))
        voices = [Voice(self.author)]
        if via:
            voices.append(Voice(via, Stance.REPORTS))
        if speaker:
            voices.append(Voice(speaker, Stance.ASSERTS))
        if isinstance(place, str):
            place = Place(place, PlaceKind.UNKNOWN, words=place)
        return type(
            id=f"{self.name}:{start}:{start + len(quote)}:{kind}:{len(self.claims)}",
            source_id=self.source.id,
            span=span,
            kind=kind,
            attribution=Attribution(tuple(voices)),
            reader=READER,
            sentence=self._sentence(start),
            place=place,
            **more,
        )

    def _sentence(self, at: int) -> tuple[int, int]:
        start = max(self.content.rfind(". ", 0, at) + 2, self.content.rfind("\n", 0, at) + 1, 0)
        if self.content.rfind(". ", 0, at) < 0 and self.content.rfind("\n", 0, at) < 0:
            start = 0
        ends = [e for e in (self.content.find(". ", at), self.content.find("\n", at)) if e >= 0]
        return start, min(ends) + 1 if ends else len(self.content)


def quantity(
    words: str,
    value: float | tuple[float | None, float | None],
    *,
    usual: tuple[float | None, float | None] | None = None,
    hedge: Hedge = Hedge.NONE,
    dimension: Dimension = Dimension.COUNT,
    unit: str | None = None,
) -> Quantity:
    low, high = value if isinstance(value, tuple) else (value, value)
    number = re.search(r"\d[\d,.]*", words)
    stated = value if not isinstance(value, tuple) else None
    if stated is None and number is not None and hedge not in {Hedge.RANGE, Hedge.VAGUE}:
        stated = float(number.group().rstrip(",.").replace(",", ""))
        stated = int(stated) if stated.is_integer() else stated
    return Quantity(
        Interval(low, high),
        Interval(*usual) if usual else Interval(low, high),
        number.group() if number else words,
        number.group() if number else words,
        hedge,
        dimension,
        unit,
        stated,
    )


def run(*papers: Paper, **more: Any) -> Checked:
    from corroborate.consistency import check

    claims = [c for p in papers for c in p.claims]
    return check(claims, [p.document for p in papers], measures=MEASURES, **more)


def of(checked: Checked, kind: str, *levels: Level) -> list[Finding]:
    """Findings of one kind; disagreements unless levels are named."""
    wanted = levels or (Level.DIFFERS, Level.CHANGES)
    return [f for f in checked.findings if f.kind == kind and f.level in wanted]


def future(claim: AnyClaim) -> AnyClaim:
    from corroborate.model.claim import Modality

    return replace(claim, modality=Modality.FUTURE)
