"""From chains, or from scores alone, to a Linkage in the rows of the table."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from corroborate.linkage.assignment import greedy
from corroborate.linkage.chain import canonical
from corroborate.linkage.diagnostics import effective_size, r_hat
from corroborate.linkage.fit import Fitted
from corroborate.linkage.graph import Graph
from corroborate.linkage.missing import Missed
from corroborate.linkage.model import Parameters
from corroborate.linkage.partition import histories, least_loss
from corroborate.linkage.sampler import Sampled, Sampler
from corroborate.linkage.undecided import undecided_of
from corroborate.model.estimate import Caution
from corroborate.model.interval import Interval
from corroborate.model.linkage import Contradiction, Linkage

LEAST_SHOWN = 0.001
"""Pairs of less probability are left out of the result."""

_MIXED = 1.05


def sampled_linkage(
    sampler: Sampler,
    sampled: Sampled,
    missed: Missed,
    level: float,
    settings: Mapping[str, str],
    clashes: tuple[Contradiction, ...],
) -> Linkage:
    """The posterior of the chains."""
    fitted, graph = sampler.fitted, sampler.graph
    probability = (sampled.together / max(sampled.looks, 1)).astype(np.float32)
    label = least_loss(graph, probability)
    clusters = np.array(sampled.clusters, np.float64)
    n = len(fitted.records)
    distinct = _distinct(_either(clusters.ravel(), fitted, probability), n, missed, level, _told_apart(label))
    diagnostics = _diagnostics(sampled, clusters, sampler)
    tables = tuple(t for one in zip(*sampled.tables, strict=True) for t in one)
    cautions = _cautions(fitted, missed, level)
    if diagnostics["r_hat"] > _MIXED:
        cautions.append(
            Caution(
                "not-mixed",
                f"The chains do not agree yet on how the lists overlap (R-hat {diagnostics['r_hat']:.3f}): "
                "run more sweeps.",
            )
        )
    mean = _mean_parameters(sampler, sampled)
    row = fitted.columns.row
    draws = np.empty((len(sampled.draws), n), np.int32)
    for d, one in enumerate(sampled.draws):
        draws[d, row] = canonical(row[one].astype(np.int32))
    pairs, stated = _pairs(graph, row, probability)
    return Linkage(
        lists=fitted.records.lists,
        table_digest=fitted.columns.table.digest,
        pairs=pairs,
        probability=stated,
        partition=_in_rows(label, row),
        histories=tables,
        distinct=distinct,
        missed=missed.limits(level),
        engine="sampler",
        draws=draws,
        level=level,
        parameters=_named(fitted, mean),
        diagnostics=diagnostics,
        settings=dict(settings),
        cautions=tuple(cautions),
        undecided=undecided_of(fitted, graph, probability, sampled.draws),
        contradictions=clashes,
    )


def fast_linkage(
    fitted: Fitted,
    verdict: NDArray[np.float32],
    missed: Missed,
    level: float,
    settings: Mapping[str, str],
    clashes: tuple[Contradiction, ...],
) -> Linkage:
    """Scores of pairs and a greedy assignment: a first look, and said to be that."""
    graph = fitted.graph
    odds = fitted.odds + verdict
    w = np.where(verdict > 0, 1.0, np.where(verdict < 0, 0.0, fitted.matched)).astype(np.float32)
    once = np.where(fitted.policy.slips[:, 0] < fitted.policy.slips[:, 1], 1, fitted.policy.ceiling)
    label = greedy(graph, fitted.records.list_of, len(fitted.records.lists), odds, once)
    table = histories(label, fitted.records.list_of, fitted.records.lists)
    row = fitted.columns.row
    cautions = [
        Caution(
            "fast",
            "This is a first look: pairs are scored one by one and joined greedily. There are no draws, and "
            "the interval reflects missed and doubtful pairs as if each were independent.",
        ),
        *_cautions(fitted, missed, level),
    ]
    pairs, stated = _pairs(graph, row, w)
    spread = float(np.sqrt(np.sum(w.astype(np.float64) * (1 - w))))
    around = np.array([table.n - 2 * spread, table.n + 2 * spread])
    return Linkage(
        lists=fitted.records.lists,
        table_digest=fitted.columns.table.digest,
        pairs=pairs,
        probability=stated,
        partition=_in_rows(label, row),
        histories=(table,),
        distinct=_distinct(np.clip(around, 1, len(row)), len(row), missed, level, _told_apart(label)),
        missed=missed.limits(level),
        engine="fast",
        level=level,
        parameters=_named(fitted, fitted.parameters),
        settings=dict(settings),
        cautions=tuple(cautions),
        undecided=undecided_of(fitted, graph, w, []),
        contradictions=clashes,
    )


OFF = 0.3
"""Standard deviation of what all log-odds are off by that controls did not tell. Where the truth was known
(30 simulated worlds of 10,000 records) pairs stated between .5 and .95 were off by .1 to .45. Convention."""


def _either(
    clusters: NDArray[np.float64], fitted: Fitted, probability: NDArray[np.float32]
) -> NDArray[np.float64]:
    """The number of clusters with what the model does not know: from pairs, and of the scale of its odds.

    Clusters and pairs, with lists taken to be independent, estimate the same number: it is moved from one
    towards the other by every share from none to all. And all log-odds may be off by OFF, which moves links
    by as much as pairs (``probability``) are undecided.
    """
    if not fitted.policy.once.all():
        # Pairs of reports count the same incident many times over, and chains shift their odds already.
        return clusters
    steps = np.arange(21)
    apart = fitted.parameters.incidents - clusters.mean()
    undecided = float(np.sum(probability.astype(np.float64) * (1 - probability)))
    # Each share meets another quantile, in an order that has nothing to do with it.
    off = OFF * undecided * ndtri((8 * steps % 21 + 0.5) / 21)
    return np.asarray((clusters + (steps / 20 * apart + off)[:, None]).ravel(), np.float64)


def _told_apart(label: NDArray[np.int32]) -> float:
    """How many links are lost for one pair that is: a record far off loses one, and a pair with each other.

    Of k records each pair has two that may be far off, so of pairs two for each record are lost, and of
    k - 1 links k for each.
    """
    size = np.unique(label, return_counts=True)[1]
    size = size[size > 1]
    return float(size.sum() / (2 * (size - 1).sum())) if len(size) else 1.0


def _distinct(clusters: NDArray[np.float64], n: int, missed: Missed, level: float, a_pair: float) -> Interval:
    """Limits of the number of distinct incidents: the draws, less the links that were never compared.

    ``a_pair`` is how many links are lost with one pair.
    """
    grid = (np.arange(200) + 0.5) / 200
    share = a_pair * missed.draws_at(grid)
    clusters = np.clip(clusters, 1.0, n)
    links = n - clusters
    lost = links[:, None] * (share / (1 - share))[None, :]
    all_draws = np.maximum(clusters[:, None] - lost, 1.0)
    low, high = np.quantile(all_draws, [(1 - level) / 2, (1 + level) / 2])
    return Interval(int(np.floor(low)), int(np.ceil(high)))


def _pairs(
    graph: Graph, row: NDArray[np.int64], probability: NDArray[np.float32]
) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
    shown = probability >= LEAST_SHOWN
    a, b = row[graph.a[shown]], row[graph.b[shown]]
    pairs = np.stack([np.minimum(a, b), np.maximum(a, b)], axis=1).astype(np.int32)
    order = np.lexsort((pairs[:, 1], pairs[:, 0]))
    return pairs[order], probability[shown][order]


def _in_rows(label: NDArray[np.int32], row: NDArray[np.int64]) -> NDArray[np.int32]:
    found = np.empty(len(row), np.int32)
    found[row] = row[canonical(label)]
    return canonical(found)


def _diagnostics(sampled: Sampled, clusters: NDArray[np.float64], sampler: Sampler) -> dict[str, float]:
    """R-hat and effective sizes of every cell of the overlap table that is not tiny, and the worst."""
    found = {
        "draws": float(clusters.size),
        "r_hat_distinct": r_hat(clusters),
        "ess_distinct": effective_size(clusters),
        "moves": float(sum(c.taken for c in sampler.chains)),
    }
    patterns = sorted({p for one in sampled.tables for t in one for p in t.patterns})
    worst, least = found["r_hat_distinct"], found["ess_distinct"]
    for pattern in patterns[:256]:
        series = np.array([[t.cells.get(pattern, 0) for t in one] for one in sampled.tables], np.float64)
        if series.mean() < 5:
            continue
        found[f"r_hat_{pattern}"], found[f"ess_{pattern}"] = r_hat(series), effective_size(series)
        worst, least = max(worst, found[f"r_hat_{pattern}"]), min(least, found[f"ess_{pattern}"])
    found["r_hat"], found["ess"] = worst, least
    return found


def _mean_parameters(sampler: Sampler, sampled: Sampled) -> Parameters:
    kept = sum(len(one) for one in sampled.clusters)
    law = sampler.fitted.parameters.law if sampled.laws is None else sampled.laws / max(kept, 1)
    last, usual = sampler.chains[0].parameters, sampler.fitted.parameters
    return last.but(law=law, incidents=float(np.mean(sampled.clusters)), trust=usual.trust, shift=usual.shift)


def _named(fitted: Fitted, p: Parameters) -> dict[str, float]:
    """The parameters by name; of the laws those of tiers that occur."""
    r = fitted.records
    found = {"incidents": p.incidents, "shift": p.shift}
    for k, name in enumerate(r.lists):
        found[f"again/{name}"] = float(p.again[k])
        if len(p.odds) and not len(p.pattern):
            found[f"odds/{name}"] = float(p.odds[k])
    for mask, share in enumerate(p.pattern):
        if mask:
            found[f"pattern/{mask}"] = float(share)
    for f, (law, _) in enumerate(fitted.laws):
        found[f"trust/{law.name}"] = float(p.trust[f])
        for state, level in zip(*np.nonzero(p.tied[f, :, : len(law.levels)] != 1), strict=True):
            found[f"tied/{law.name}/{state}/{level}"] = float(p.tied[f, state, level])
        tiers = np.unique(r.tier[r.present[:, f], f])
        for k, name in enumerate(r.lists):
            for own in tiers:
                for true in tiers[tiers <= own]:
                    for step in range(len(law.levels)):
                        found[f"law/{law.name}/{name}/{own}/{true}/{step}"] = float(
                            p.law[f, k, own, true, step]
                        )
    return found


def _cautions(fitted: Fitted, missed: Missed, level: float) -> list[Caution]:
    found = []
    low, high = missed.limits(level)
    cut = float(fitted.candidates.cut.mean())
    if cut > 0.001:
        found.append(
            Caution(
                "cut",
                f"Some places or days hold so many records that not all were compared: {100 * cut:.1f}% of "
                "neighbours were left out, and the interval allows for what that may hide.",
            )
        )
    if high > 0.1:
        found.append(
            Caution(
                "missed",
                f"Between {100 * low:.0f}% and {100 * high:.0f}% of true pairs may never have been compared.",
            )
        )
    if not len(fitted.graph):
        found.append(Caution("no-candidates", "No two records lie near enough to each other to be compared."))
    return found
