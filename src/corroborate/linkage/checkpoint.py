"""The state of a sampler in a file, so that an interrupted run goes on to the same result."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corroborate.errors import SettingError
from corroborate.linkage.model import Parameters
from corroborate.model.capture import CaptureHistories

if TYPE_CHECKING:
    from corroborate.linkage.sampler import Sampler


def save(sampler: Sampler, path: Path) -> None:
    """Write the state over an older one, by way of a part beside it."""
    s = sampler.sampled
    state: dict[str, NDArray[np.generic]] = {
        "who": np.array([_who(sampler)]),
        "epoch": np.array([sampler.epoch]),
        "together": s.together,
        "looks": np.array([s.looks]),
        "laws": np.asarray(s.laws),
        "draws": np.array(s.draws, np.int32).reshape(len(s.draws), sampler.graph.n),
    }
    for c, chain in enumerate(sampler.chains):
        p = chain.parameters
        state[f"label{c}"] = chain.label
        state[f"law{c}"], state[f"pattern{c}"] = p.law, p.pattern
        state[f"odds{c}"], state[f"again{c}"] = p.odds, p.again
        state[f"incidents{c}"] = np.array([p.incidents])
        state[f"trust{c}"], state[f"shift{c}"] = p.trust, np.array([p.shift])
        state[f"taken{c}"], state[f"clusters{c}"] = np.array([chain.taken]), np.array(s.clusters[c])
        rows = [
            (d, p, n) for d, t in enumerate(s.tables[c]) for p, n in zip(t.patterns, t.counts, strict=True)
        ]
        state[f"tables{c}"] = np.array(rows, np.int64).reshape(-1, 3)
    part = path.with_name(path.name + ".part.npz")
    np.savez(part, **state)  # type: ignore[arg-type]
    part.replace(path)


def load(sampler: Sampler, path: Path) -> None:
    """Go on from a state; raises SettingError where it is none, or of other records or settings."""
    if not zipfile.is_zipfile(path):
        raise SettingError(
            "this is no state of a linkage to go on from",
            value=path.name,
            hint="remove it, or name another file",
        )
    with np.load(path, allow_pickle=False) as state:
        if "who" not in state or str(state["who"][0]) != _who(sampler):
            raise SettingError(
                "the state to go on from is of other records or settings",
                value=path.name,
                hint="remove it, or name another file",
            )
        sampler.epoch = int(state["epoch"][0])
        s = sampler.sampled
        s.together, s.looks, s.laws = state["together"], int(state["looks"][0]), state["laws"]
        s.draws = list(state["draws"])
        for c, chain in enumerate(sampler.chains):
            chain.label, chain.taken = state[f"label{c}"], int(state[f"taken{c}"][0])
            chain.parameters = Parameters(
                law=state[f"law{c}"], pattern=state[f"pattern{c}"], odds=state[f"odds{c}"],
                again=state[f"again{c}"], incidents=float(state[f"incidents{c}"][0]),
                strength=chain.parameters.strength, tied=chain.parameters.tied, trust=state[f"trust{c}"],
                shift=float(state[f"shift{c}"][0]),
            )  # fmt: skip
            s.clusters[c] = state[f"clusters{c}"].tolist()
            cells: list[dict[int, int]] = [{} for _ in s.clusters[c]]
            for d, p, n in state[f"tables{c}"].tolist():
                cells[d][p] = n
            s.tables[c] = [CaptureHistories.of(sampler.fitted.records.lists, one) for one in cells]


def _who(sampler: Sampler) -> str:
    """What the state is of: records, settings, candidates, and what reviewers said."""
    judged = hashlib.sha256(sampler.verdict.tobytes()).hexdigest()
    fitted = sampler.fitted
    parts = (
        fitted.columns.table.digest, sampler.seed, sampler.sweeps, len(sampler.chains), len(sampler.graph),
        judged, hashlib.sha256(fitted.begun.tobytes()).hexdigest(), fitted.policy.ceiling.tolist(),
        fitted.policy.slips.tolist(),
    )  # fmt: skip
    return repr(parts)
