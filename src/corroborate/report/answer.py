"""The answer for somebody who knows no statistics: what is claimed, documented, estimated, and not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corroborate.model.assessment import Basis
from corroborate.model.estimate import Estimate
from corroborate.model.evidence import Settling, SliceEvidence
from corroborate.model.interval import Interval
from corroborate.report import headlines
from corroborate.report.telling import Said, say
from corroborate.report.views import FigureView, Page
from corroborate.weighing.bylists import estimated_id, recorded_id

CLAIMED = (Basis.CLAIMED, Basis.COUNTED_CLAIMS, Basis.NOT_STATED)
"""How figures are known that somebody only says."""

MOST = 3
"""Figures of one sort that the answer names; the table of figures has all."""

SETTLING = 3
"""Pieces of evidence that would narrow the answer, of which the answer speaks."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the answer: ``name`` is its key in the catalogue, ``said`` its sentences."""

    name: str
    said: tuple[Said, ...]
    more: tuple[Said, ...] = ()
    """What must be known to read them rightly."""
    turns: Said | None = None
    """The assumption that they turn on."""


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole answer; ``figures`` are those that it is about, in the order in which they are drawn."""

    parts: tuple[Part, ...]
    unknown: tuple[Said, ...]
    settling: tuple[Said, ...]
    figures: tuple[FigureView, ...]


def of(page: Page) -> Answer:
    """The answer of a page."""
    made = _Answering(page)
    parts = [p for p in (made.claimed(), made.documented(), made.whole(), made.verdict()) if p is not None]
    if not made.figures:
        parts = [Part("none", (say(page.t, "answer.nothing"),))]
    return Answer(tuple(parts), made.unknown(), made.settling(), made.figures)


class _Answering:
    def __init__(self, page: Page) -> None:
        self.page, self.t = page, page.t
        self.by_id = {f.id: f for f in (*page.compared, *page.alone)}
        self.values = {f.id: f.value for f in page.dossier.weighing.figures}
        first = [f for h in page.headlines[:1] for f in (*h.figures, *h.also)]
        self.share = next((f for f in first if f.kind == "share"), None)
        first = [f for f in first if f.kind != "share"]
        self.held = _asked(page, first)
        if self.held is not None:
            wanted = set(self.held.slice.claims)
            beside = [f for f in self.by_id.values() if f.kind == "count" and wanted & _claims_of(f)]
            first = [*first, *(f for f in beside if f not in first)]
        self.said_to_be = [f for f in first if f.basis in CLAIMED][:MOST]
        self.verified = [f for f in first if f.basis is Basis.VERIFIED][:MOST]
        self.recorded = self.by_id.get(recorded_id(self.held)) if self.held else None
        self.estimated = self.by_id.get(estimated_id(self.held)) if self.held else None

    @property
    def figures(self) -> tuple[FigureView, ...]:
        lists = [f for f in (self.recorded, self.estimated) if f is not None]
        return (*self.said_to_be, *self.verified, *lists)

    def claimed(self) -> Part | None:
        """What somebody says."""
        if not self.said_to_be:
            return None
        bases = {f.basis for f in self.said_to_be}
        said = tuple(self._figure(f) for f in self.said_to_be)
        more = tuple(say(self.t, f"answer.of_{basis}") for basis in CLAIMED if basis in bases)
        return Part("claimed", said, more)

    def documented(self) -> Part | None:
        """What is the least that there was."""
        said = []
        if self.recorded is not None and self.held is not None:
            lists = self.t.local.listed(self.held.lists)
            said.append(self._figure(self.recorded, who=lists))
        said += [self._figure(f) for f in self.verified]
        if not said:
            return Part("documented", (say(self.t, "answer.undocumented"),)) if self.said_to_be else None
        more = [say(self.t, "answer.least")]
        if self.recorded is not None and not self.values[self.recorded.id].is_exact:
            more.append(say(self.t, "answer.range"))
        if self.held is not None and self.held.own is not None:
            more.append(say(self.t, "answer.own", n=self.t.local.interval(self.held.own)))
        return Part("documented", tuple(said), tuple(more))

    def whole(self) -> Part | None:
        """How many there were in all, with those that nobody recorded, or why that cannot be said."""
        if not self.figures:
            return None
        held = self.held
        if held is not None and held.estimate is not None and self.estimated is not None:
            turns = say(self.t, f"answer.assumes.{held.estimate.method}")
            return Part("whole", (self._figure(self.estimated),), tuple(self._beside(held.estimate)), turns)
        why = say(self.t, "answer.not_estimated")
        if held is not None and held.refused is not None:
            return Part("whole", (why,), (say(self.t, "answer.refused", why=held.refused.reason),))
        if held is not None and held.recorded is not None:
            return Part("whole", (why,), (say(self.t, "answer.only_incidents"),))
        listing = self.page.dossier.listing
        unfit = held.unfit if held is not None else None
        if unfit:
            return Part("whole", (why,), (say(self.t, "answer.unfit", why=unfit),))
        n = 0 if listing is None else len({one.card.list_id for one in listing.lists})
        return Part("whole", (why,), (say(self.t, "answer.lists_needed", n=n),))

    def _beside(self, estimate: Estimate) -> Iterator[Said]:
        """How it was come by, and what other methods say."""
        yield say(self.t, "answer.turns")
        spread = estimate.spread
        if spread is not None and spread.envelope is not None:
            given = sum(member.interval is not None for member in spread.families)
            counted = {
                "n": given,
                "of": len(spread.families),
                "all": self.t.local.interval(_outward(spread.envelope)),
            }
            yield say(self.t, "answer.methods" if given > 1 else "answer.one_method", **counted)
        if any(caution.code for caution in estimate.cautions):
            yield say(self.t, "answer.cautions", n=len(estimate.cautions))

    def verdict(self) -> Part | None:
        """Where each claim stands beside what is documented and estimated."""
        said = [one for f in self.said_to_be if (one := self._against(f)) is not None]
        return Part("verdict", tuple(said), (say(self.t, "answer.rules"),)) if said else None

    def _against(self, figure: FigureView) -> Said | None:
        value = self.values[figure.id]
        if figure.basis is Basis.COUNTED_CLAIMS:
            return say(self.t, "answer.position.counted", figure=figure)
        same = self.held is not None and bool(set(self.held.slice.claims) & _claims_of(figure))
        if same and self.recorded is not None:
            whole = None if self.estimated is None else self.values[self.estimated.id]
            place = _position(value, self.values[self.recorded.id], whole)
            return say(self.t, f"answer.position.{place}", figure=figure)
        rated = self._rating(figure)
        return None if rated is None else say(self.t, f"answer.rated.{rated}", figure=figure)

    def _rating(self, figure: FigureView) -> str | None:
        of = _claims_of(figure)
        found = (a.rating for a in self.page.dossier.weighing.assessments if a.claim_id in of)
        return next((str(rating) for rating in found), None)

    def unknown(self) -> tuple[Said, ...]:
        """What the sources do not carry, however the figures are read."""
        found = []
        if self.estimated is not None:
            found.append(say(self.t, "answer.unknown_exact", figure=self.estimated))
        else:
            found.append(say(self.t, "answer.unknown_truth"))
        if self.share is not None:
            found.append(say(self.t, "answer.unknown_share", figure=self.share))
        if self.said_to_be:
            found.append(say(self.t, "answer.unknown_claims"))
        if self.held is not None:
            found += [say(self.t, "answer.unknown_limit", what=limit) for limit in self.held.limits]
        if self.figures:
            found.append(say(self.t, "answer.unknown_days"))
        if self.page.notes:
            found.append(say(self.t, "answer.unknown_notes"))
        clashes = sum(1 for f in self.page.findings["differs"] if f.strict)
        if clashes:
            found.append(say(self.t, "answer.clash" if clashes == 1 else "answer.clashes", n=clashes))
        return tuple(found)

    def settling(self) -> tuple[Said, ...]:
        """What would narrow the answer most, and else what is missing."""
        listing = self.page.dossier.listing
        about = () if listing is None or self.held is None else listing.settling
        pieces = [s for s in about if self.held is not None and s.slice_id == self.held.slice.id]
        found = [self._piece(piece) for piece in pieces[:SETTLING]]
        if not found and self.figures:
            found.append(say(self.t, "answer.settle_lists"))
        if self.page.notes:
            found.append(say(self.t, "answer.settle_originals"))
        return tuple(found)

    def _piece(self, piece: Settling) -> Said:
        share = {
            "share": self.t.local.percent(Interval.exactly(piece.narrows)),
            "expected": self.t.local.interval(_outward(piece.expected)),
        }
        return say(self.t, "answer.settle_piece", what=piece.words[:1].upper() + piece.words[1:], **share)

    def _figure(self, figure: FigureView, who: str = "") -> Said:
        """The sentence of a figure, by how it is known and whether it is known who counted."""
        who = who or figure.who
        key = f"answer.{figure.basis}" + ("" if who or figure.basis in _NAMELESS else "_by_nobody")
        return say(self.t, key, figure=figure, thing=figure.subject, who=who, window=figure.window)


_NAMELESS = frozenset({Basis.CLAIMED, Basis.RECORDED, Basis.ESTIMATED})


def _asked(page: Page, first: Sequence[FigureView]) -> SliceEvidence | None:
    """The slice that the question is about: of the figures at the head, or else the nearest in its words."""
    listing = page.dossier.listing
    if listing is None or not listing.evidence:
        return None
    claims = {id for f in first for id in _claims_of(f)}
    labels = {f.id: f.label for f in (*page.compared, *page.alone)}

    def rank(held: SliceEvidence) -> tuple[int, int, int, int, int]:
        return (
            len(claims & set(held.slice.claims)),
            held.recorded is not None,
            headlines.asked_of(labels.get(recorded_id(held), ""), page.dossier),
            held.estimate is not None,
            len(held.slice.claims),
        )

    return max(listing.evidence, key=rank)


def _position(claimed: Interval, recorded: Interval, whole: Interval | None) -> str:
    """Where a claim lies beside what is recorded and estimated: the key of its sentence."""
    least = recorded.low or 0
    if claimed.high is not None and claimed.high < least:
        return "below"
    if claimed.low is not None and claimed.low <= least:
        return "borne_out"
    if recorded.high is not None and claimed.low is not None and claimed.low <= recorded.high:
        return "among"
    if whole is None:
        return "above_recorded"
    if whole.high is not None and claimed.low is not None and claimed.low > whole.high:
        return "above"
    if whole.low is not None and claimed.high is not None and claimed.high < whole.low:
        return "between"
    return "within"


def _outward(interval: Interval) -> Interval:
    """An interval in whole things, rounded outwards."""
    low, high = interval.low, interval.high
    return Interval(None if low is None else int(low // 1), None if high is None else int(-(-high // 1)))


def _claims_of(figure: FigureView) -> set[str]:
    return set(figure.rests)
