"""What a public build may say of lists that are closed: no name, no row, no number of their own (C18)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from corroborate.model.assessment import Figure
from corroborate.model.dossier import Dossier
from corroborate.model.estimate import Caution
from corroborate.model.evidence import SliceEvidence, StrataEvidence
from corroborate.model.incidents import Incidents, Spell, Spot
from corroborate.model.independence import Dependence
from corroborate.model.listing import LinkageSummary, Listing
from corroborate.model.source import Sensitivity
from corroborate.report.masking import WIDE_KM

Commit = Callable[[str, str], str]
"""From what sort of thing a value is, and the value, to what is printed in its place."""


@dataclass(frozen=True, slots=True)
class ClosedLists:
    """The lists that a public build must not show: ``withheld`` not at all, ``restricted`` without rows.

    ``called`` is what stands in place of the name of a withheld list.
    """

    withheld: frozenset[str]
    restricted: frozenset[str]
    called: str
    _names: re.Pattern[str] | None

    @classmethod
    def of(cls, dossier: Dossier, called: str) -> ClosedLists:
        """The closed lists of a case."""
        how = {id: source.handling.sensitivity for id, source in dossier.sources.items()}
        lists = () if dossier.listing is None else dossier.listing.lists
        withheld = {s.card.list_id for s in lists if how.get(s.source_id) is Sensitivity.WITHHELD}
        restricted = {s.card.list_id for s in lists if how.get(s.source_id) is Sensitivity.RESTRICTED}
        ordered = sorted(withheld, key=lambda name: (-len(name), name))
        told = "|".join(re.escape(name) for name in ordered)
        names = re.compile(rf"(?<!\w)(?:{told})(?!\w)") if told else None
        return cls(frozenset(withheld), frozenset(restricted - withheld), called, names)

    @property
    def any(self) -> bool:
        """True where a list is closed."""
        return bool(self.withheld or self.restricted)

    def named(self, text: str) -> str:
        """Words without the name of a withheld list."""
        return text if self._names is None else self._names.sub(self.called, text)

    def rows(self, rows: Sequence[str], commit: Commit) -> tuple[str, ...]:
        """Rows of open lists as they are; those of each closed list as one commitment to all of them."""
        kept, closed = [], dict[str, list[str]]()
        for row in rows:
            name = row.split(":", 1)[0]
            if name in self.withheld or name in self.restricted:
                closed.setdefault(name, []).append(row)
            else:
                kept.append(row)
        told = [commit("rows", json.dumps(some, ensure_ascii=False)) for _, some in sorted(closed.items())]
        return (*kept, *(f"{self.called}:{each}" for each in told))

    def figure(self, figure: Figure, commit: Commit) -> Figure:
        """A figure of lists as it may be printed; where a withheld list takes part, without its parts."""
        if not figure.rows or not self.any:
            return figure
        part = any(row.split(":", 1)[0] in self.withheld for row in figure.rows)
        return replace(
            figure,
            label=self.named(figure.label),
            rows=self.rows(figure.rows, commit),
            working=() if part else figure.working,
        )

    def listing(self, listing: Listing) -> Listing:
        """What the lists say, without rows and, where a list is withheld, without numbers of single lists."""
        closed = self.withheld | self.restricted
        lists = tuple(
            replace(each, rejects=(), unmapped={}, notes=(), flags={}, left_out={}) if is_in else each
            for each in listing.lists
            for is_in in (each.card.list_id in closed,)
            if each.card.list_id not in self.withheld
        )
        linkage = listing.linkage
        if isinstance(linkage, LinkageSummary):
            linkage = replace(
                linkage,
                lists=tuple(map(self.named, linkage.lists)),
                undecided=(),
                contradictions=(),
                cautions=self._silent(linkage.cautions),
                overlap=None if self.withheld else linkage.overlap,
                parameters={} if self.withheld else linkage.parameters,
                diagnostics={} if self.withheld else linkage.diagnostics,
                settings={} if self.withheld else linkage.settings,
            )
        return replace(
            listing,
            lists=lists,
            linkage=linkage,
            evidence=tuple(self._evidence(each) for each in listing.evidence),
            strata=tuple(self._strata(each) for each in listing.strata),
            dependences=tuple(
                replace(each, rows=()) for each in listing.dependences if not self._speaks_of(each)
            ),
            incidents=None if listing.incidents is None else self.incidents(listing.incidents),
        )

    def incidents(self, seen: Incidents) -> Incidents:
        """Incidents without the places of closed lists, and without what single lists hold."""
        if self.withheld & {*seen.lists, *seen.left_out}:
            spells = tuple(Spell(s.first, s.last, {}, (sum(s.shared),)) for s in seen.spells)
            return replace(seen, lists=(), spells=spells, spots=(), unplaced=0, left_out=(), totals={})
        if self.restricted & set(seen.lists):
            return replace(seen, spots=_coarse(seen.spots))
        return seen

    def _evidence(self, held: SliceEvidence) -> SliceEvidence:
        if not self.withheld & {*held.lists, *(held.left_out or {})}:
            return replace(held, rows=())
        estimate, refused = held.estimate, held.refused
        if estimate is not None:
            estimate = replace(
                estimate,
                spread=None,
                shares=(),
                diagnostics={},
                settings={},
                cautions=self._silent(estimate.cautions),
            )
        if refused is not None:
            refused = replace(refused, spread=None, diagnostics={}, cautions=self._silent(refused.cautions))
        left = {name: why for name, why in (held.left_out or {}).items() if name not in self.withheld}
        return replace(
            held,
            rows=(),
            lists=tuple(map(self.named, held.lists)),
            by_list=None,
            typical=None,
            left_out=left,
            differs=tuple(line for line in held.differs if self.named(line) == line),
            estimate=estimate,
            refused=refused,
        )

    def _strata(self, made: StrataEvidence) -> StrataEvidence:
        """Strata in which a withheld list takes part are thin enough to give it away, and are left out."""
        return replace(made, strata=(), unfit=self.called) if self.withheld else made

    def _speaks_of(self, made: Dependence) -> bool:
        return bool((self.withheld | self.restricted) & set(made.sources))

    def _silent(self, cautions: Sequence[Caution]) -> tuple[Caution, ...]:
        """The cautions that speak of no withheld list: they would give its numbers."""
        return tuple(c for c in cautions if self.named(c.words) == c.words)


def _coarse(spots: Sequence[Spot]) -> tuple[Spot, ...]:
    """Places to a whole degree, put together where they fall on one."""
    found: dict[tuple[float, float], int] = {}
    for spot in spots:
        at = (float(round(spot.lat)), float(round(spot.lon)))
        found[at] = found.get(at, 0) + spot.count
    return tuple(Spot(lat, lon, WIDE_KM, True, n) for (lat, lon), n in sorted(found.items()))
