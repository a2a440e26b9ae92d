"""How many true pairs of persons no key brought together, from two ways to be found."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.stats import beta

from corroborate.linkage.fit import Fitted
from corroborate.linkage.keyed import Keys, keys_of_names, keys_without_names
from corroborate.linkage.missing import PRIOR, SHARES, Missed, cut_of, rising

TOGETHER = (1.0, 1.5, 2.0, 3.0, 4.0)
"""How many times likelier than by chance a pair that one way misses is missed by the other too: a record
written badly is bad in several fields. A convention: each factor counts the same."""


def missed_by_keys(fitted: Fitted) -> Missed:
    """Estimate the share from matched pairs that names find, that other fields find, and that both find.

    Keys made of names and keys made without them are two captures of each true pair (Lincoln–Petersen, by
    what the matches of the first pairs weigh), with Beta(1, 1) before the data on the chance of each.
    Pairs that can be found by names alone, because one of the two records states nothing else, are missed
    as often as names miss others. Where the table has nothing but names the share keeps the prior PRIOR.
    """
    graph, weight = fitted.graph, fitted.matched.astype(np.float64)
    by_name, _ = _shared(keys_of_names(fitted.columns), graph.a, graph.b)
    by_other, asked = _shared(keys_without_names(fitted.columns), graph.a, graph.b)
    seen = asked & (by_name | by_other)
    both = float(weight[seen & by_name & by_other].sum())
    names_only = float(weight[seen & by_name & ~by_other].sum())
    others_only = float(weight[seen & ~by_name & by_other].sum())
    found = both + names_only + others_only
    if found < 1:
        return Missed(rising(beta.cdf(SHARES, *PRIOR)), cut_of(fitted))
    grid = (np.arange(60) + 0.5) / 60
    lost_by_names = beta.ppf(grid, others_only + 1, both + 1)
    lost_by_others = beta.ppf(grid, names_only + 1, both + 1)
    share_asked = float(weight[asked].sum() / max(weight.sum(), 1e-9))
    factor = np.array(TOGETHER)[:, None, None]
    missed_by_both = np.minimum(
        factor * lost_by_names[None, :, None] * lost_by_others[None, None, :],
        np.minimum(lost_by_names[:, None], lost_by_others[None, :])[None, :, :],
    )
    share = share_asked * missed_by_both + (1 - share_asked) * lost_by_names[None, :, None]
    values = np.sort(share.ravel())
    return Missed(rising(np.searchsorted(values, SHARES, side="right") / len(values)), cut_of(fitted))


def _shared(
    keys: Keys, a: NDArray[np.int32], b: NDArray[np.int32]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Of each pair: whether any key is the same, and whether both records have any key."""
    same, asked = np.zeros(len(a), np.bool_), np.zeros(len(a), np.bool_)
    for key, _ in keys:
        known = (key[a] != 0) & (key[b] != 0)
        same |= known & (key[a] == key[b])
        asked |= known
    return same, asked
