"""The claims prepared for the checks: joined to their documents, names in one form, sorted into groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from corroborate.consistency import vocabulary
from corroborate.consistency.budget import Budget
from corroborate.consistency.names import Names, plain
from corroborate.consistency.seen import Seen
from corroborate.model.claim import AnyClaim, ClaimKind, Modality
from corroborate.model.dossier import Document
from corroborate.model.measure import Measures
from corroborate.model.quantity import Dimension


@dataclass(slots=True)
class View:
    """What every check works on. ``seen`` holds the asserted claims only, in the order given.

    ``cache`` keeps what several checks share and build once.
    """

    seen: tuple[Seen, ...]
    documents: tuple[Document, ...]
    measures: Measures
    budget: Budget
    by_id: dict[str, Seen]
    cache: dict[str, object] = field(default_factory=dict)

    @classmethod
    def of(
        cls, claims: Iterable[AnyClaim], documents: Sequence[Document], measures: Measures, budget: Budget
    ) -> View:
        """Prepare the asserted claims."""
        asserted = [c for c in claims if c.modality is Modality.ASSERTED]
        texts = {d.text.id: d for d in documents}
        names = Names.of(_names(asserted))
        places = Names.of(c.place.name for c in asserted if c.place)
        seen = tuple(
            _seen(i, c, texts.get(c.span.text_id), names, places, measures) for i, c in enumerate(asserted)
        )
        by_id: dict[str, Seen] = {}
        for s in seen:
            by_id.setdefault(s.id, s)
        return cls(seen, tuple(documents), measures, budget, by_id)

    def counts(self) -> list[Seen]:
        """Claims of how many there are of something that is known."""
        return [
            s
            for s in self.seen
            if s.claim.kind is ClaimKind.COUNT
            and s.claim.quantity is not None
            and s.claim.quantity.dimension is Dimension.COUNT
            and s.thing is not None
        ]

    def sentences(self) -> dict[tuple[str, tuple[int, int]], list[Seen]]:
        """The claims of each sentence in the order of the text."""
        groups: dict[tuple[str, tuple[int, int]], list[Seen]] = defaultdict(list)
        for s in self.seen:
            groups[s.claim.span.text_id, s.claim.sentence].append(s)
        for group in groups.values():
            group.sort(key=lambda s: (s.claim.span.start, s.claim.span.end, s.number))
        return groups


def _names(claims: Iterable[AnyClaim]) -> Iterable[str]:
    for claim in claims:
        yield from (v.name for v in claim.attribution.voices)
        if claim.subject:
            yield claim.subject
        if claim.counted:
            yield from (n for n in (claim.counted.actor, claim.counted.target) if n)


def _seen(
    number: int,
    claim: AnyClaim,
    document: Document | None,
    names: Names,
    places: Names,
    measures: Measures,
) -> Seen:
    counted = claim.counted
    measure = counted.measure if counted else None
    if counted and measure is None:
        measure = measures.match(counted.head)
    voice = claim.attribution.speaker
    speaker = names.form(voice.name) or voice.name.casefold()
    if voice.words is None and document is not None and len(claim.attribution.voices) == 1:
        speaker = f"{speaker} in {document.text.id}" if speaker in {"", "not stated", "author"} else speaker
    return Seen(
        number,
        claim,
        document,
        measure,
        measure or (counted.head.casefold() or None if counted else None),
        counted.words if counted else claim.span.quote,
        tuple(sorted({m.casefold() for m in counted.modifiers})) if counted else (),
        _own(names.form(counted.actor), counted.actor, speaker) if counted else None,
        names.form(counted.target) if counted else None,
        (claim.place.id or places.form(claim.place.name)) if claim.place else None,
        speaker,
        _own(names.form(claim.subject), claim.subject, speaker),
    )


def _own(form: str | None, name: str | None, speaker: str) -> str | None:
    if form is None and name is not None and plain(name) in vocabulary.words()["first_person"]:
        return speaker
    return form
