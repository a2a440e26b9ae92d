"""The claims prepared for the checks: joined to their documents, names in one form, sorted into groups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from corroborate.consistency.budget import Budget
from corroborate.consistency.moments import is_told
from corroborate.consistency.prepare import prepare
from corroborate.consistency.seen import Seen
from corroborate.model.claim import AnyClaim, ClaimKind, Modality
from corroborate.model.dossier import Document
from corroborate.model.measure import Measures


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
    plans: tuple[Seen, ...] = ()
    """Dates of what is still to come; they have their weekdays like any other."""
    cache: dict[str, object] = field(default_factory=dict)

    @classmethod
    def of(
        cls, claims: Sequence[AnyClaim], documents: Sequence[Document], measures: Measures, budget: Budget
    ) -> View:
        """Prepare the asserted claims."""
        texts = {d.text.id: d for d in documents}
        told = [c for c in claims if is_told(c, texts.get(c.span.text_id))]
        seen = prepare(told, documents, measures)
        by_id: dict[str, Seen] = {}
        for s in seen:
            by_id.setdefault(s.id, s)
        planned = [c for c in claims if c.kind is ClaimKind.DATE and c.modality is Modality.FUTURE]
        plans = prepare([c for c in planned if c.id not in by_id], documents, measures)
        return cls(seen, tuple(documents), measures, budget, by_id, plans)

    def sentences(self) -> Mapping[tuple[str, tuple[int, int]], Sequence[Seen]]:
        """The claims of each sentence in the order of the text; gathered once for all checks."""
        if "sentences" not in self.cache:
            self.cache["sentences"] = _by_sentence(self.seen)
        found = self.cache["sentences"]
        assert isinstance(found, dict)
        return found


def _by_sentence(seen: Iterable[Seen]) -> dict[tuple[str, tuple[int, int]], list[Seen]]:
    groups: dict[tuple[str, tuple[int, int]], list[Seen]] = defaultdict(list)
    for s in seen:
        groups[s.claim.span.text_id, s.claim.sentence].append(s)
    for group in groups.values():
        group.sort(key=lambda s: (s.claim.span.start, s.claim.span.end, s.number))
    return dict(groups)
