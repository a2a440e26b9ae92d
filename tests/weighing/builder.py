"""Hand-made claims, documents and dossiers for the tests of weighing and report."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime

from corroborate.model.assessment import Weighing
from corroborate.model.attribution import Attribution, Stance, Voice
from corroborate.model.claim import (
    AggregateClaim,
    AnyClaim,
    ClaimKind,
    Counted,
    IncidentClaim,
    Reader,
    Status,
)
from corroborate.model.dossier import Document, Dossier
from corroborate.model.evidence import SliceEvidence, StrataEvidence
from corroborate.model.finding import Checked, Finding, Level, Sensitivity
from corroborate.model.interval import Interval
from corroborate.model.measure import Measure, Measures
from corroborate.model.quantity import Hedge, Quantity
from corroborate.model.source import Handling, Nature, Source
from corroborate.model.source import Sensitivity as Sensitive
from corroborate.model.span import Span
from corroborate.model.text import Text
from corroborate.model.window import Anchor, AnchorKind, DayRange, Granularity, Window
from corroborate.weighing import weigh

READER = Reader("en", "1")
NOW = datetime(2025, 6, 1, 12, tzinfo=UTC)
NOTHING = Checked((), (), ())
MEASURES = Measures(
    {
        "attack": Measure("attack", "attacks", ("attack",), broader=("operation",)),
        "operation": Measure("operation", "operations", ("operation",)),
        "killed": Measure("killed", "people killed", ("killed",)),
        "fighter": Measure("fighter", "fighters", ("fighter",), stock=True),
    }
)


class Builder:
    """Documents and claims that are added one by one."""

    def __init__(self) -> None:
        self.documents: list[Document] = []
        self.claims: list[AnyClaim] = []

    def document(
        self,
        content: str,
        *,
        publisher: str = "The Daily",
        published: date | None = None,
        sensitivity: Sensitive = Sensitive.OPEN,
        **known: str,
    ) -> Document:
        source = Source(
            hashlib.sha256(content.encode() + publisher.encode()).hexdigest(),
            known.pop("name", f"{publisher}.txt"),
            "text/plain",
            len(content.encode()),
            NOW,
            Nature.NOTE,
            None if published is None else DayRange.on(published),
            publisher,
            handling=Handling(sensitivity),
            **known,
        )
        document = Document(source, Text.derive(source.id, content, "plain", "1"))
        self.documents.append(document)
        return document

    def claim(
        self,
        document: Document,
        words: str,
        low: int | None,
        high: int | None = -1,
        *,
        measure: str | None = "attack",
        actor: str | None = "NRF",
        voices: tuple[str, ...] = (),
        status: Status = Status.NOT_STATED,
        window: Window | None = None,
        hedge: Hedge = Hedge.NONE,
        incident: bool = False,
        **fields: object,
    ) -> AnyClaim:
        content = document.text.content
        start = content.index(words)
        span = Span.of(document.text.id, content, start, start + len(words))
        value = Interval(low, low if high == -1 else high)
        digits = "".join(c for c in words if c.isdigit())
        core = digits or words
        at = content.index(core, start)
        kind = IncidentClaim if incident else AggregateClaim
        made = kind(
            f"c{len(self.claims):04d}-"
            + hashlib.sha256(f"{document.source.id}{start}{words}".encode()).hexdigest()[:8],
            document.source.id,
            span,
            ClaimKind.COUNT,
            Attribution(tuple(Voice(v, Stance.REPORTS) for v in (document.source.publisher, *voices))),
            READER,
            (max(0, content.rfind(".", 0, start) + 1), content.find(".", start) + 1 or len(content)),
            Quantity(value, value, core, core, hedge),
            Span.of(document.text.id, content, at, at + len(core)),
            Counted(words, "attack", measure, actor, None, status),
            window,
        )
        made = replace(made, **fields)
        self.claims.append(made)
        return made

    def weighed(
        self,
        checked: Checked = NOTHING,
        evidence: tuple[SliceEvidence, ...] = (),
        strata: tuple[StrataEvidence, ...] = (),
    ) -> Weighing:
        return weigh(
            self.claims, checked, self.documents, measures=MEASURES, evidence=evidence, strata=strata
        )

    def dossier(self, checked: Checked = NOTHING, **fields: object) -> Dossier:
        made = Dossier(
            "A contested count",
            "How many attacks did the NRF carry out in 2024?",
            NOW,
            "0.1.0",
            tuple(self.documents),
            (),
            tuple(self.claims),
            (),
            (),
            (),
            len(self.claims),
            checked,
            self.weighed(checked),
            {"language": "en"},
        )
        return replace(made, **fields)


def exactly(first: date, last: date, words: str = "") -> Window:
    return Window.between(first, last, words)


def this_year(published: DayRange, words: str = "this year") -> Window:
    """1 January of the year to the day of publication, as a reader resolves it."""
    assert published.first
    assert published.last
    return Window(
        DayRange.on(date(published.first.year, 1, 1)),
        published,
        words,
        Anchor(AnchorKind.PUBLISHED, published),
        Granularity.YEAR,
    )


def contested() -> tuple[Builder, dict[str, AnyClaim]]:
    """The contested counts of 2024, in the shape in which the reader gives them."""
    b = Builder()
    un, verified = ("UN",), Status.VERIFIED
    c: dict[str, AnyClaim] = {}
    june = b.document(
        "According to the UN report, the NRF carried out 29 confirmed attacks from 1 February to 13 May "
        "2024.",
        publisher="KabulNow",
        published=date(2024, 6, 21),
        url="https://example.org/june",
    )
    c["29"] = b.claim(
        june, "29 confirmed attacks", 29, voices=un, status=verified,
        window=exactly(date(2024, 2, 1), date(2024, 5, 13), "from 1 February to 13 May 2024"),
    )  # fmt: skip
    spokesman = b.document(
        "The spokesman claimed over 160 successful operations this year, far more than the 29 attacks that "
        "the UN "
        "reported.",
        publisher="WE News",
        published=date(2024, 6, 22),
    )
    c["160"] = b.claim(
        spokesman, "over 160 successful operations", 161, None, measure="operation", voices=("Nazary",),
        status=Status.CLAIMED, window=this_year(DayRange.on(date(2024, 6, 22))), hedge=Hedge.MORE,
    )  # fmt: skip
    c["29 echo"] = b.claim(spokesman, "29 attacks that the UN reported", 29, voices=("the UN",))
    interview = b.document(
        "He asserted that the NRF has carried out 207 military operations this year. The UN put the number "
        "at 29 "
        "operations during the first six months of this year. Massoud is now 35.",
        publisher="CNN",
        published=date(2024, 9, 1),
    )
    c["207"] = b.claim(
        interview, "207 military operations", 207, measure="operation", voices=("Ahmad Massoud",),
        status=Status.CLAIMED, window=this_year(DayRange.on(date(2024, 9, 1))),
    )  # fmt: skip
    c["29 misquoted"] = b.claim(
        interview, "29 operations", 29, measure="operation", voices=("UN",),
        window=Window(
            DayRange.on(date(2024, 1, 1)), DayRange.on(date(2024, 6, 30)), "the first six months of this "
            "year",
            Anchor(AnchorKind.PUBLISHED, DayRange.on(date(2024, 9, 1))), Granularity.HALF,
        ),
    )  # fmt: skip
    september = b.document(
        "According to the UN report, the NRF carried out 52 attacks and the AFF 21 from 14 May to 31 July "
        "2024.",
        publisher="KabulNow",
        published=date(2024, 9, 17),
    )
    may_july = exactly(date(2024, 5, 14), date(2024, 7, 31), "from 14 May to 31 July 2024")
    c["52"] = b.claim(september, "52 attacks", 52, voices=un, status=verified, window=may_july)
    b.claim(september, "the AFF 21", 21, actor="AFF", voices=un, status=verified, window=may_july)
    copy = b.document(
        "The UN counted 73 attacks by the two groups: 53 by the NRF and 21 by the AFF.",
        publisher="Afghanistan International",
        published=date(2024, 9, 17),
    )
    c["73"] = b.claim(copy, "73 attacks", 73, actor="two groups", voices=un, window=may_july)
    c["53"] = b.claim(copy, "53 by the NRF", 53, voices=un, window=may_july)
    c["21 copy"] = b.claim(copy, "21 by the AFF", 21, actor="AFF", voices=un, window=may_july)
    witness = b.document(
        "Between 1 January and 31 October 2024, the NRF claimed 222 of these attacks. Afghan Witness "
        "counted them.",
        publisher="CIR",
        published=date(2024, 11, 15),
    )
    c["222"] = b.claim(
        witness, "222 of these attacks", 222, voices=("Afghan Witness",), status=Status.COUNTED_CLAIMS,
        window=exactly(date(2024, 1, 1), date(2024, 10, 31), "Between 1 January and 31 October 2024"),
    )  # fmt: skip
    december = b.document(
        "According to the UN report, the National Resistance Front (NRF) carried out 56 attacks from 1 "
        "August to 31 "
        "October 2024.",
        publisher="KabulNow",
        published=date(2024, 12, 12),
    )
    c["56"] = b.claim(
        december, "56 attacks", 56, actor="National Resistance Front (NRF)", voices=("UN Secretary-General",),
        status=verified,
        window=exactly(date(2024, 8, 1), date(2024, 10, 31), "from 1 August to 31 October 2024"),
    )  # fmt: skip
    return b, c


def sum_finding(c: dict[str, AnyClaim]) -> Checked:
    """What the consistency stage finds of the copy."""
    ids = (c["53"].id, c["21 copy"].id, c["73"].id)
    finding = Finding(
        "finding-sum", "sum", Level.DIFFERS, True, "The parts do not add up to the total",
        ids, ("53 + 21 = 74", "74 ≠ 73"),
        (Sensitivity("the numbers as printed", "as printed", "if one of the three is a slip"),),
    )  # fmt: skip
    return Checked((finding,), ids, ())
