"""How far each field may be trusted, told from pairs that are known not to match.

Two records of a list that holds an incident once are two incidents. Such pairs are a sample of what
unrelated records look like that owes nothing to the model: where the model gives them too much for agreeing
(or takes too much for differing), fields are less telling than it thinks, for reasons that nobody wrote into
it, such as fields that go together in one burst of violence. Pairs between lists are such pairs too, but for
the matches among them. That a pair at a given evidence is one between lists rather than one within a list so
has odds

    exposure · e^(Σ_f coding_f · evidence_f) · (1 + e^(shift + prior + Σ_f trust_f · evidence_f))
        / (1 + the same · how often the list holds an incident again)

and the trust in each field follows by maximum a posteriori: a regression on which lists the two records are
of, without a label (target and decoy pairs, Elias & Gygi 2007; exponential tilts, Anderson 1979). Lists that
code things in ways of their own agree with themselves more often than with others: that is what coding_f
allows for, in fields of codes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from corroborate.linkage.columns import TIERS
from corroborate.linkage.evidence import absences, certainties, weights
from corroborate.linkage.graph import Graph
from corroborate.linkage.model import Parameters, Records
from corroborate.linkage.prior import Policy
from corroborate.linkage.scoring import field_scores, truths

SPREAD = 0.5
"""Standard deviation beforehand of the trust in a field around 1: half as much is common. Convention."""

SHIFT = 0.5
"""The same of the shift of all log-odds around 0."""

EXPOSED = 0.1
"""The same of the log of pairs between lists for one within, around what the sizes of lists say."""

CODING = 0.3
"""The same of how much more often a list agrees with itself than with others by the codes that it uses."""

SLIPS = 1.0
"""The same of the log of how often a list repeats itself, around its prior."""

LIMITS = (0.1, 1.0)
"""Between which the trust in a field lies: what a model leaves out makes evidence weaker, not stronger."""

MOST = 60_000
"""Pairs that are looked at: beyond that every second, third and so on."""

LEAST = -8.0
"""Log-odds under which a pair says nothing of this."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Trust:
    """What the controls say: ``mean`` float64 (F + 1 + L,) with ``cov``, a part of each for its own use.

    First the trust in each field, then the shift, then the log of how much more often than its prior says a
    list holds an incident again. ``told`` is False where nothing was there to tell.
    """

    mean: Floats
    cov: Floats
    told: bool = False

    def drawn(self, rng: np.random.Generator | None) -> Floats:
        """The mean, or a draw where there is a generator."""
        if rng is None or not self.told:
            return self.mean
        found = self.mean + np.linalg.cholesky(self.cov) @ rng.standard_normal(len(self.mean))
        return np.asarray(found, np.float64)

    @classmethod
    def full(cls, fields: int, lists: int) -> Trust:
        """Every field is taken at its word."""
        size = fields + 1 + lists
        return cls(np.append(np.ones(fields), np.zeros(1 + lists)), np.zeros((size, size)))


def trust_of(
    graph: Graph,
    records: Records,
    parameters: Parameters,
    common: NDArray[np.float32],
    policy: Policy,
    coded: NDArray[np.bool_],
) -> Trust:
    """The trust in each field; full where no list holds an incident once or nothing lies between lists.

    ``coded`` (F,) are the fields in which each list may have codes of its own.
    """
    fields, lists = len(records.kind), len(records.lists)
    if not graph.levels.shape[1]:
        return Trust.full(fields, lists)
    la, lb = records.list_of[graph.a], records.list_of[graph.b]
    once = np.flatnonzero(policy.once)
    # Group 0 are pairs between lists, the others pairs within one that holds an incident once.
    number = np.full(lists, -1)
    number[once] = 1 + np.arange(len(once))
    group = np.where(la != lb, 0, number[la])
    exposure = _exposure(records, once)
    place = np.flatnonzero(records.kind == 1)
    tiers = records.tier[:, place[0]] if len(place) else np.zeros(len(records), np.uint8)
    usual = exposure[tiers[graph.a], tiers[graph.b]]
    used = np.flatnonzero((group >= 0) & np.isfinite(usual[:, 0]) & np.isfinite(usual[:, 1:]).any(axis=1))
    miss, base = absences(records, parameters)
    evidence, prior = _evidence(graph, records, parameters, common, used, miss)
    prior += base + np.log(-np.expm1(np.log1p(-parameters.share).sum()))
    chosen = np.flatnonzero(evidence @ parameters.trust + prior + parameters.shift > LEAST)
    chosen = chosen[:: max(1, -(-len(chosen) // MOST))]
    rows = used[chosen]
    if not (group[rows] == 0).any() or not (group[rows] > 0).any():
        return Trust.full(fields, lists)
    mean = policy.slips[:, 0] / policy.slips.sum(axis=1)
    slip = np.where(policy.ceiling == 1, -60.0, np.log(2.0 * mean / np.maximum(parameters.share, 1e-6)))[once]
    exposed = np.exp(usual[rows].T - usual[rows].max(axis=1))
    chosen_evidence = np.asfortranarray(evidence[chosen])
    data = _Controls(chosen_evidence, prior[chosen], exposed, group[rows], slip, coded)
    return data.fitted(once, lists)


def _exposure(records: Records, once: NDArray[np.int64]) -> Floats:
    """Log of how many pairs there are between lists and within each of ``once``, by tiers of place."""
    place = np.flatnonzero(records.kind == 1)
    tier = records.tier[:, place[0]].astype(np.int64) if len(place) else np.zeros(len(records), np.int64)
    lists = len(records.lists)
    held = np.bincount(records.list_of * TIERS + tier, minlength=lists * TIERS).reshape(lists, TIERS)
    held = held.astype(np.float64)
    between = held.sum(axis=0)[:, None] * held.sum(axis=0)[None, :] - held.T @ held
    within = held[once].T[:, None, :] * held[once].T[None, :, :]
    pairs = np.concatenate([between[:, :, None], within], axis=2)
    found = np.full(pairs.shape, -np.inf)
    found[pairs > 0] = np.log(pairs[pairs > 0])
    return found


def _evidence(
    graph: Graph,
    records: Records,
    parameters: Parameters,
    common: NDArray[np.float32],
    used: NDArray[np.int64],
    miss: NDArray[np.float32],
) -> tuple[Floats, Floats]:
    """What each field says of some pairs beyond its being unknown, in full, and what unknown fields would."""
    a, b = graph.a[used], graph.b[used]
    levels = graph.levels[used]
    part = Graph(a, b, levels, graph.start, graph.edge, graph.other)
    weight = weights(part, records, parameters, common[used], miss)
    true = truths(certainties(records, parameters), records.list_of, records.tier, records.present)
    # The kernels multiply odds.
    said = field_scores(a, b, levels, np.exp(weight), true, records.tier, np.exp(miss), apart=True)
    unknown = np.minimum(miss[a], miss[b]).astype(np.float64)
    return (said - unknown) / parameters.trust, unknown.sum(axis=1)


@dataclass(frozen=True, slots=True, eq=False)
class _Controls:
    """Pairs (m): ``evidence`` (m, F), ``prior`` (m,), ``exposure`` (G, m) by group, and their ``group``.

    ``slip`` (G - 1,) is the log of how often each list holds an incident again, for one that another holds.
    The parameters are the trust in F fields, the shift, G - 1 changes of slips, one of the exposure of group
    0 and F of how lists code.
    """

    evidence: Floats
    prior: Floats
    exposure: Floats
    group: NDArray[np.int64]
    slip: Floats
    coded: NDArray[np.bool_]

    def shares(self, t: Floats) -> tuple[Floats, Floats]:
        """How likely each group is for each pair (m, G), and how likely the pair is a match in it."""
        f, g = self.evidence.shape[1], len(self.slip)
        odds = np.exp(np.clip(_weighed(self.evidence, t[:f]) + t[f] + self.prior, -60.0, 40.0))
        slips = np.exp(np.append(0.0, self.slip + t[f + 1 : f + 1 + g]))
        # Groups first: sums over them then run along memory.
        of_group = slips[:, None] * odds[None, :]
        share = self.exposure * (1.0 + of_group)
        share[0] *= np.exp(t[f + 1 + g] + _weighed(self.evidence, t[f + 2 + g :]))
        share /= share.sum(axis=0)
        return share.T, (of_group / (1.0 + of_group)).T

    def slopes(self, of: int, match: Floats) -> Floats:
        """The derivative of the score of one group by the parameters (m, parameters)."""
        f, g = self.evidence.shape[1], len(self.slip)
        found = np.zeros((len(self.group), 2 * f + g + 2))
        found[:, :f] = self.evidence * match[:, of, None]
        found[:, f] = match[:, of]
        if of:
            found[:, f + of] = match[:, of]
        else:
            found[:, f + 1 + g] = 1.0
            found[:, f + 2 + g :] = self.evidence
        return found

    def fitted(self, once: NDArray[np.int64], lists: int) -> Trust:
        """Maximum a posteriori by L-BFGS, with the covariance of Laplace's approximation."""
        f, g = self.evidence.shape[1], len(self.slip)
        middle = np.concatenate([np.ones(f), np.zeros(2 + g + f)])
        spread = np.concatenate(
            [np.full(f, SPREAD), [SHIFT], np.full(g, SLIPS), [EXPOSED], np.full(f, CODING)]
        )
        rows = np.arange(len(self.group))

        def loss(t: Floats) -> tuple[float, Floats]:
            share, match = self.shares(t)
            off = (t - middle) / spread
            value = -float(np.log(np.maximum(share[rows, self.group], 1e-300)).sum()) + 0.5 * float(off @ off)
            share[rows, self.group] -= 1.0
            part = share * match
            slope = np.concatenate(
                [
                    _summed(self.evidence, part.sum(axis=1)), [part.sum()], part[:, 1:].sum(axis=0),
                    [share[:, 0].sum()], _summed(self.evidence, share[:, 0]),
                ]
            )  # fmt: skip
            return value, slope + off / spread

        limits: list[tuple[Any, Any]] = [LIMITS] * f + [(None, None)] * (2 + g)
        limits += [(None, None) if own else (0.0, 0.0) for own in self.coded]
        found = np.asarray(minimize(loss, middle, jac=True, method="L-BFGS-B", bounds=limits).x, np.float64)
        share, match = self.shares(found)
        precision, total = np.diag(1 / spread**2), np.zeros((len(rows), len(found)))
        for of in range(g + 1):
            slope = self.slopes(of, match)
            precision += (slope * share[:, of, None]).T @ slope
            total += slope * share[:, of, None]
        precision -= total.T @ total
        cov = np.linalg.inv(precision)
        at = np.append(np.arange(f + 1), f + 1 + once)
        mean, whole = np.append(np.ones(f), np.zeros(1 + lists)), np.diag(np.full(f + 1 + lists, 1e-12))
        mean[at] = found[: f + 1 + g]
        whole[np.ix_(at, at)] = (cov + cov.T)[: f + 1 + g, : f + 1 + g] / 2
        return Trust(mean, whole, True)


def _weighed(columns: Floats, by: Floats) -> Floats:
    """The product of a tall matrix and a vector: so narrow that threads of a library would only cost."""
    found = np.zeros(len(columns))
    for k, one in enumerate(by):
        found += columns[:, k] * one
    return found


def _summed(columns: Floats, by: Floats) -> Floats:
    """The product of the transpose of a tall matrix and a vector."""
    return np.array([(columns[:, k] * by).sum() for k in range(columns.shape[1])])
