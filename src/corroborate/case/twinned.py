"""A case's linkage put to the test on simulated twins of its lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from corroborate.case.linking import linked
from corroborate.model.evaluation import Bin, Evaluation
from corroborate.model.linkage import Linkage, LinkageRefused
from corroborate.model.linking import LinkageSettings
from corroborate.model.listing import LinkageSummary
from corroborate.model.record import DefinitionCard
from corroborate.model.recordtable import RecordTable

SWEEPS = 200
"""Sweeps for a twin where the case sets none: it is linked for its probabilities, not for its draws."""


def on_twins(
    summary: LinkageSummary,
    linkage: Linkage,
    table: RecordTable,
    cards: Mapping[str, DefinitionCard],
    settings: LinkageSettings,
) -> LinkageSummary:
    """The summary with what twins say of it; the same where none are asked for, or none can be made.

    Twins are linked as the case is, without its reviewers' decisions. One that cannot be linked is left out.
    """
    from corroborate.errors import InputError
    from corroborate.linkage.evaluate import evaluate
    from corroborate.linkage.twins import twin

    found: list[Evaluation] = []
    for number in range(settings.twins):
        try:
            records, truth = twin(table, linkage, settings.seed + number)
        except InputError:
            # No pair is sure enough to show how the lists differ: nothing can be on_twins.
            break
        own = replace(settings, sweeps=settings.sweeps or SWEEPS, seed=settings.seed + number)
        made = linked(records, cards, (), own)
        if not isinstance(made, LinkageRefused):
            found.append(evaluate(made, truth))
    held = sum(1 for each in found if each.covered)
    return replace(summary, twins=len(found), twins_held=held, reliability=pooled(found))


def pooled(found: list[Evaluation]) -> tuple[Bin, ...]:
    """The reliability of several evaluations as one: bins of the same limits, weighted by their pairs."""
    together: dict[tuple[float, float], list[Bin]] = {}
    for each in found:
        for one in each.reliability:
            together.setdefault((one.low, one.high), []).append(one)
    bins = []
    for (low, high), parts in sorted(together.items()):
        pairs = sum(part.pairs for part in parts)
        if pairs:
            stated = sum(part.stated * part.pairs for part in parts) / pairs
            true = sum(part.true * part.pairs for part in parts) / pairs
            bins.append(Bin(low, high, pairs, stated, true))
    return tuple(bins)
