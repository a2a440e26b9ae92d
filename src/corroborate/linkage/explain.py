"""Why two records have their probability: the sampler's own numbers, field by field."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from corroborate.errors import InputError
from corroborate.linkage.chain import Weights
from corroborate.linkage.columns import Columns
from corroborate.linkage.evidence import background
from corroborate.linkage.fields import MISSING, FieldLaw, Values
from corroborate.linkage.graph import Graph, compare, prepared
from corroborate.linkage.laws.extra import laws_of
from corroborate.linkage.model import MOST_TABLED, Parameters, Records
from corroborate.linkage.model import start as begun
from corroborate.linkage.presets import preset_of
from corroborate.linkage.scoring import edge_between, fields_score
from corroborate.linkage.vicinity import vicinity_of
from corroborate.model.linkage import Evidence, Linkage, Waterfall
from corroborate.model.recordtable import RecordTable

Key = tuple[str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Explainer:
    """A linkage with the records that it is of, ready to explain any pair."""

    linkage: Linkage
    columns: Columns
    laws: list[tuple[FieldLaw, Values]]
    records: Records
    graph: Graph
    weights: Weights
    place: NDArray[np.int64]
    stated: dict[tuple[int, int], float]

    @classmethod
    def of(cls, table: RecordTable, linkage: Linkage, pairs: NDArray[np.int64] | None = None) -> Explainer:
        """Prepare to explain; ``pairs`` (m, 2) are rows that no candidate block compared.

        Raises InputError where the table is not that of the linkage.
        """
        if table.digest != linkage.table_digest:
            raise InputError("these are not the records that were linked", hint="link them again")
        chosen = preset_of(linkage.settings.get("preset", "incidents"))
        columns = Columns.of(table)
        laws = prepared([*chosen.laws, *laws_of(columns)], columns)
        records = Records.of(columns, laws)
        place = np.empty(len(columns), np.int64)
        place[columns.row] = np.arange(len(columns))
        candidates = chosen.candidates(columns)
        wanted = linkage.pairs.astype(np.int64)
        if pairs is not None and len(pairs):
            wanted = np.concatenate([wanted, np.asarray(pairs, np.int64)])
        at = np.sort(place[wanted], axis=1).astype(np.int32)
        candidates = candidates.adding(at[:, 0], at[:, 1])
        graph = Graph.of(len(columns), candidates.a, candidates.b, compare(laws, candidates.a, candidates.b))
        matched = np.zeros(len(graph), np.float32)
        shown = np.sort(place[linkage.pairs], axis=1)
        code = graph.a.astype(np.int64) << 32 | graph.b
        matched[np.searchsorted(code, shown[:, 0] << 32 | shown[:, 1])] = linkage.probability
        parameters = _parameters(linkage, laws, records)
        once = _once(linkage, records)
        vicinity = vicinity_of(records, columns, laws, graph, once)
        ground = background(graph, records, parameters, matched, once, vicinity)
        stated = {
            (int(a), int(b)): float(p)
            for (a, b), p in zip(linkage.pairs.tolist(), linkage.probability.tolist(), strict=True)
        }
        weights = Weights.of(graph, records, parameters, ground)
        return cls(linkage, columns, laws, records, graph, weights, place, stated)

    def pair(self, a: int, b: int) -> Waterfall:
        """The waterfall of two rows of the table; raises InputError where they were not compared."""
        i, j = sorted((int(self.place[a]), int(self.place[b])))
        p = edge_between(self.graph.start, self.graph.other, i, j)
        if p < 0:
            raise InputError("these two records were not compared", value=f"rows {a} and {b}")
        e = int(self.graph.edge[p])
        r, w = self.records, self.weights
        members = np.array([i, j], np.int64)
        pair = np.array([[-1, e], [e, -1]], np.int32)
        terms, steps = np.empty(3), np.zeros(3, np.int64)
        lines = []
        for f, (law, _) in enumerate(self.laws):
            value = fields_score(
                f, f + 1, 2, members, pair, self.graph.levels, w.weight, r.present, r.tier, w.sure, r.list_of,
                w.miss, terms, steps,
            )  # fmt: skip
            level = int(self.graph.levels[e, f])
            words = "not stated by both" if level == MISSING else law.levels[level]
            lines.append(Evidence(law.name, float(value), words))
        one = np.array([i], np.int32), np.array([j], np.int32)
        prior = float(w.logs.pairs(r, *one)[0]) + w.base
        t = self.columns.table
        first, second = sorted((a, b))
        return Waterfall(
            (t.lists[t.list_index[a]], t.row_ids[a]),
            (t.lists[t.list_index[b]], t.row_ids[b]),
            prior,
            tuple(lines),
            self.stated.get((first, second), 0.0),
        )


def explain(table: RecordTable, linkage: Linkage, a: Key, b: Key) -> Waterfall:
    """Why two records, each ``(list id, row id)``, have their probability.

    For many pairs make one `Explainer`. Levels of a date read from the earlier of two canonical records.
    Raises InputError for a record that is not there.
    """
    rows = []
    for key in (a, b):
        found = [
            i for i, row_id in enumerate(table.row_ids)
            if row_id == key[1] and table.lists[table.list_index[i]] == key[0]
        ]  # fmt: skip
        if not found:
            raise InputError("there is no such record", value=f"{key[1]} of {key[0]}")
        rows.append(found[0])
    if rows[0] == rows[1]:
        raise InputError("a record is not compared with itself", value=f"{a[1]} of {a[0]}")
    return Explainer.of(table, linkage, np.array([rows])).pair(rows[0], rows[1])


def _once(linkage: Linkage, records: Records) -> NDArray[np.bool_]:
    said = dict(part.rsplit(": ", 1) for part in linkage.settings.get("duplicates", "").split("; ") if part)
    return np.array([said.get(name, "few") in ("few", "none") for name in records.lists], np.bool_)


def _parameters(linkage: Linkage, laws: list[tuple[FieldLaw, Values]], records: Records) -> Parameters:
    """The parameters back from their names; what is not named is as at the start."""
    p = linkage.parameters
    base = begun(laws, records)
    law = base.law.copy()
    numbers = {name: k for k, name in enumerate(records.lists)}
    fields = {field_law.name: f for f, (field_law, _) in enumerate(laws)}
    pattern = np.zeros(1 << len(records.lists) if len(records.lists) <= MOST_TABLED else 0)
    again, odds, trust, tied = base.again.copy(), base.odds.copy(), base.trust.copy(), base.tied.copy()
    for name, value in p.items():
        kind, _, rest = name.partition("/")
        if kind == "law":
            field_name, one, own, true, level = rest.rsplit("/", 4)
            if field_name in fields and one in numbers:
                law[fields[field_name], numbers[one], int(own), int(true), int(level)] = value
        elif kind == "pattern":
            pattern[int(rest)] = value
        elif kind == "tied":
            field_name, state, level = rest.rsplit("/", 2)
            if field_name in fields:
                tied[fields[field_name], int(state), int(level)] = value
        elif kind == "trust" and rest in fields:
            trust[fields[rest]] = value
        elif kind == "again":
            again[numbers[rest]] = value
        elif kind == "odds":
            odds[numbers[rest]] = value
    return base.but(
        law=law, pattern=pattern, again=again, odds=odds, incidents=p["incidents"],
        trust=trust, tied=tied, shift=p.get("shift", 0.0),
    )  # fmt: skip
