"""Who is the same: from a table of records to a posterior over partitions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corroborate.errors import SettingError
from corroborate.linkage.assignment import greedy
from corroborate.linkage.candidates import Candidates
from corroborate.linkage.columns import Columns
from corroborate.linkage.contradictions import consistent
from corroborate.linkage.fields import FieldLaw
from corroborate.linkage.fit import LEAST, PART, Fitted, fit
from corroborate.linkage.laws.extra import laws_of
from corroborate.linkage.outcome import fast_linkage, sampled_linkage
from corroborate.linkage.presets import Preset, preset_of
from corroborate.linkage.prior import UNLIMITED, Policy
from corroborate.linkage.sampler import Progress, Sampler
from corroborate.model.linkage import Linkage, LinkageRefused, PairDecision, PairVerdict
from corroborate.model.linking import ENGINES
from corroborate.model.record import Duplicates
from corroborate.model.recordtable import RecordTable

if TYPE_CHECKING:
    from corroborate.linkage.spark import Spark

VERDICT = 100.0
"""Log-odds of a reviewer's verdict: more than all that the fields of a pair can say."""

MOST_CUT = 0.5
"""Share of neighbours left out up to which a linkage is tried. Convention: most must be compared."""

SWEEPS = 1000
CHAINS = 2


def link(
    table: RecordTable,
    *,
    preset: str = "incidents",
    duplicates: Mapping[str, Duplicates | int] | None = None,
    decisions: Sequence[PairDecision] = (),
    starts: Mapping[str, Sequence[float]] | None = None,
    engine: str = "sampler",
    chains: int = CHAINS,
    sweeps: int = SWEEPS,
    seed: int = 0,
    level: float = 0.95,
    progress: Progress | None = None,
    resume: Path | None = None,
) -> Linkage | LinkageRefused:
    """Link the records of several lists, or the duplicates of one; same input and seed, same result.

    ``preset`` is ``incidents`` or ``persons``. ``duplicates`` says of each list how often it may hold an
    incident: a `Duplicates`, or a number for "at most so often"; lists not named are FEW. ``decisions`` of
    reviewers enter as verdicts that outweigh all fields; contradictory ones do not and are named in the
    result. ``starts`` are weights of the levels of some laws, by name, to begin learning from. ``engine`` is
    ``sampler``, ``spark`` for the same result from executors of Spark, or ``fast`` for scores and a greedy
    assignment without honest draws. ``sweeps`` counts those of each chain, two fifths of which are burn-in.
    ``progress`` is called with sweeps done and all sweeps. ``resume`` names a file in which the state is
    kept: a run that was interrupted goes on from it. Raises SettingError for settings that cannot be used.
    """
    _check(engine, chains, sweeps, level)
    chosen = preset_of(preset)
    columns = Columns.of(table)
    policy = Policy.of(columns.lists, duplicates)
    refused = _refusal(columns, policy)
    if refused is not None:
        return refused
    held, clashes = consistent(decisions)
    cluster = _spark() if engine == "spark" else None
    if cluster is not None and chosen.spread is not None:
        candidates = chosen.spread(columns, cluster.search)
    else:
        candidates = chosen.candidates(columns)
    refused = _incomparable(columns, candidates) if chosen.spread is not None else None
    if refused is not None:
        return refused
    judged = _judged(columns, held)
    candidates = candidates.adding(*(judged[:2]))
    laws = _begun([*chosen.laws, *laws_of(columns)], starts or {})
    fitted = fit(columns, candidates, laws, policy, begin=_begin(columns, laws, policy, chosen))
    verdict = _verdicts(fitted, *judged)
    missed = chosen.missed(fitted)
    settings = {
        "preset": preset, "engine": engine, "seed": str(seed), "sweeps": str(sweeps), "chains": str(chains),
        "duplicates": "; ".join(f"{n}: {_said(policy, k)}" for k, n in enumerate(columns.lists)),
        "decisions": str(len(held)),
    }  # fmt: skip
    if engine == "fast":
        return fast_linkage(fitted, verdict, missed, level, settings, clashes)
    sampler = sampler_of(fitted, verdict, chains, sweeps, seed)
    sampled = sampler.run(progress, resume, cluster)
    if cluster is not None:
        cluster.close()
    return sampled_linkage(sampler, sampled, missed, level, settings, clashes)


def _begun(laws: Sequence[FieldLaw], starts: Mapping[str, Sequence[float]]) -> list[FieldLaw]:
    """The laws with starting weights of their own."""
    sizes = {law.name: len(law.levels) for law in laws}
    for name, weights in starts.items():
        if len(weights) != sizes.get(name, 0) or min(weights) <= 0:
            raise SettingError(
                "starting weights of a law must be positive, one for each of its levels",
                value=f"{name}: {len(weights)} weights",
                hint="; ".join(f"{n}: {k}" for n, k in sizes.items()),
            )
    return [replace(law, start=tuple(starts.get(law.name, law.start))) for law in laws]


def _begin(
    columns: Columns, laws: Sequence[FieldLaw], policy: Policy, chosen: Preset, part: int = PART
) -> Fitted | None:
    """What records of the middle days give, where there are more than twice as many as that takes."""
    dated = np.flatnonzero(columns.dated)
    if len(columns) <= 2 * part or len(dated) <= part:
        return None
    order = dated[np.lexsort((dated, columns.first[dated]))]
    middle = (len(order) - part) // 2
    rows = np.sort(columns.row[order[middle : middle + part]])
    some = Columns.of(columns.table.taking(rows))
    return fit(some, chosen.candidates(some), laws, policy)


def sampler_of(fitted: Fitted, verdict: NDArray[np.float32], chains: int, sweeps: int, seed: int) -> Sampler:
    """Chains over the pairs that can matter, begun at different partitions: strict, even and lenient ones."""
    kept = (fitted.odds + verdict > LEAST) | (verdict != 0)
    graph = fitted.graph.keeping(kept)
    odds = fitted.odds[kept] + verdict[kept]
    lists = len(fitted.records.lists)
    once = np.where(fitted.policy.slips[:, 0] < fitted.policy.slips[:, 1], 1, fitted.policy.ceiling)
    starts = [
        greedy(graph, fitted.records.list_of, lists, odds, once, least)
        for least in (0.0, 2.0, -1.0, 4.0)[:chains] + (0.0,) * max(0, chains - 4)
    ]
    return Sampler.begin(fitted, kept, verdict, starts, seed, sweeps)


def _spark() -> Spark:
    from corroborate.linkage.spark import Spark

    return Spark()


def _check(engine: str, chains: int, sweeps: int, level: float) -> None:
    if engine not in ENGINES:
        raise SettingError("there is no such engine of linkage", value=engine, hint=", ".join(ENGINES))
    if not 1 <= chains <= 64:
        raise SettingError("there must be 1 to 64 chains", value=chains)
    if sweeps < 40:
        raise SettingError("a sampler needs at least 40 sweeps", value=sweeps)
    if not 0 < level < 1:
        raise SettingError("a level lies between 0 and 1", value=level)


def _refusal(columns: Columns, policy: Policy) -> LinkageRefused | None:
    if len(columns) < 2:
        return LinkageRefused(
            "too-few", f"There are {len(columns)} records; linkage needs two.", ("more records",)
        )
    held = np.bincount(columns.list_of, minlength=len(columns.lists))
    used = np.flatnonzero(held)
    if len(used) == 1 and policy.ceiling[used[0]] == 1:
        return LinkageRefused(
            "one-list",
            f"All records are of {columns.lists[used[0]]}, which is said to hold nothing twice: "
            "there is nothing to link.",
            ("a second list", "a policy that lets this list hold an incident more than once"),
        )
    return None


def _incomparable(columns: Columns, candidates: Candidates) -> LinkageRefused | None:
    """A refusal where incidents cannot be compared: nobody says where and when, or one place holds all."""
    both = int((columns.dated & columns.placed).sum())
    if not len(candidates) and both < 2:
        return LinkageRefused(
            "no-place-and-date",
            f"{both} of {len(columns):,} records state a date and a point on the map, and no two of the "
            "others share the name of a place or the same actors: nothing can be compared.",
            ("dates and coordinates", "names of provinces, districts or towns", "actors"),
        )
    cut = float(candidates.cut.mean())
    if cut > MOST_CUT:
        return LinkageRefused(
            "too-full",
            f"So many records stand in the same place and days that {cut:.0%} of their neighbours could not "
            "be compared, and how many of those are the same incident nobody can tell from the rest.",
            ("places or dates known more precisely", "the lists cut into parts with places of their own"),
        )
    return None


def _judged(
    columns: Columns, decisions: Sequence[PairDecision]
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.float32]]:
    """Canonical pairs with what reviewers said of them, in log-odds; related and cannot tell say nothing."""
    wanted = [d for d in decisions if d.verdict in (PairVerdict.SAME, PairVerdict.DIFFERENT)]
    none = np.zeros(0, np.int32)
    if not wanted:
        return none, none, np.zeros(0, np.float32)
    t = columns.table
    place = np.empty(len(columns), np.int64)
    place[columns.row] = np.arange(len(columns))
    names = {key for d in wanted for key in (d.a, d.b)}
    at = {
        key: int(place[i])
        for i, row_id in enumerate(t.row_ids)
        if (key := (t.lists[t.list_index[i]], row_id)) in names
    }
    total: dict[tuple[int, int], float] = {}
    for d in wanted:
        if d.a not in at or d.b not in at or d.a == d.b:
            continue
        low, high = sorted((at[d.a], at[d.b]))
        value = VERDICT if d.verdict is PairVerdict.SAME else -VERDICT
        total[low, high] = total.get((low, high), 0.0) + value
    pairs = sorted(total)
    return (
        np.array([a for a, _ in pairs], np.int32),
        np.array([b for _, b in pairs], np.int32),
        np.array([np.clip(total[p], -VERDICT, VERDICT) for p in pairs], np.float32),
    )


def _verdicts(
    fitted: Fitted, a: NDArray[np.int32], b: NDArray[np.int32], value: NDArray[np.float32]
) -> NDArray[np.float32]:
    found = np.zeros(len(fitted.graph), np.float32)
    if len(a):
        code = fitted.graph.a.astype(np.int64) << 32 | fitted.graph.b
        found[np.searchsorted(code, a.astype(np.int64) << 32 | b)] = value
    return found


def _said(policy: Policy, at: int) -> str:
    if policy.ceiling[at] == UNLIMITED:
        return "free" if policy.slips[at, 0] >= policy.slips[at, 1] else "few"
    return "none" if policy.ceiling[at] == 1 else f"at most {policy.ceiling[at]}"
