"""Splink's predictions in, as a linkage with draws; a linkage out, as Splink writes predictions."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from pathlib import Path

import duckdb
import numpy as np
from numpy.typing import NDArray

from corroborate.errors import InputError, TableError
from corroborate.linkage.columns import Columns
from corroborate.linkage.given import drawn
from corroborate.linkage.prior import Policy
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Caution
from corroborate.model.interval import Interval
from corroborate.model.linkage import Linkage
from corroborate.model.record import Duplicates
from corroborate.model.recordtable import RecordTable

NEEDED = ("match_probability", "unique_id_l", "unique_id_r")
DRAWS = 200
_READERS = {".parquet": "read_parquet", ".csv": "read_csv", ".json": "read_json", ".jsonl": "read_json"}


def read_predictions(
    path: str | Path, table: RecordTable
) -> tuple[NDArray[np.int32], NDArray[np.float32], int]:
    """Pairs int32 (m, 2) with ``a`` < ``b``, their probability float32 (m,), and rows set aside.

    The file is what Splink's ``predict`` gives, as Parquet, CSV or JSON: ``unique_id_l``, ``unique_id_r``,
    ``match_probability``, and ``source_dataset_l``, ``source_dataset_r`` where several lists were linked.
    Rows that name no record of the table, or one record twice, are set aside and counted; of a pair that
    stands twice the larger probability is kept. Raises TableError for a file without these columns,
    InputError where no row fits the table.
    """
    file = Path(path)
    reader = _READERS.get(file.suffix.lower())
    if reader is None or not file.is_file():
        raise InputError(
            "predictions are read from a Parquet, CSV or JSON file", value=file, hint="check the path"
        )
    with duckdb.connect(config={"autoinstall_known_extensions": "false", "threads": "1"}) as connection:
        try:
            # The reader is one of four names above; the path goes in as a parameter.
            found = connection.execute(f"select * from {reader}(?)", [str(file)]).fetchnumpy()  # noqa: S608
        except duckdb.Error as error:
            raise TableError("the predictions cannot be read", value=file, hint=str(error)) from error
    missing = [name for name in NEEDED if name not in found]
    if missing:
        raise TableError(
            "these are not predictions of Splink: a column is missing",
            value=", ".join(missing),
            hint="write what `linker.inference.predict()` gives to Parquet",
        )
    a, b = (_rows(found, side, table) for side in ("l", "r"))
    probability = np.asarray(np.ma.filled(found["match_probability"], np.nan), np.float64)
    good = (a >= 0) & (b >= 0) & (a != b) & (probability >= 0) & (probability <= 1)
    if len(good) and not good.any():
        raise InputError(
            "no row of the predictions names two records of these lists",
            value=file,
            hint="unique_id must be the row id, source_dataset the id of the list",
        )
    low, high = np.minimum(a, b)[good], np.maximum(a, b)[good]
    order = np.lexsort((-probability[good], high, low))
    pairs = np.stack([low, high], axis=1)[order]
    first = np.ones(len(pairs), bool)
    first[1:] = (pairs[1:] != pairs[:-1]).any(axis=1)
    return (
        pairs[first].astype(np.int32),
        probability[good][order][first].astype(np.float32),
        int((~good).sum()),
    )


def from_splink(
    path: str | Path,
    table: RecordTable,
    *,
    duplicates: Mapping[str, Duplicates | int] | None = None,
    draws: int = DRAWS,
    level: float = 0.95,
    seed: int = 0,
) -> Linkage:
    """A linkage from Splink's own probabilities, with draws for the estimate.

    The probabilities are taken as stated, and a caution says so: pairs that Splink states as near certain
    were measured to be wrong far more often. Pairs that its blocking never compared are not counted as
    missed, because the file does not say which they are.
    """
    pairs, probability, aside = read_predictions(path, table)
    columns = Columns.of(table)
    policy = Policy.of(columns.lists, duplicates)
    list_of = np.empty(len(table), np.int64)
    list_of[columns.row] = columns.list_of
    key = np.empty(len(table), np.uint64)
    key[columns.row] = columns.key
    partitions = drawn(
        len(table), pairs, probability, list_of, policy.ceiling, draws=draws, seed=seed, key=key
    )
    histories = tuple(_histories(table, partition) for partition in partitions)
    counts = [h.n for h in histories]
    tail = (1 - level) / 2
    low, high = np.quantile(counts, [tail, 1 - tail], method="inverted_cdf")
    cautions = [
        Caution(
            "stated_probabilities",
            "The probabilities are Splink's own, taken as stated; pairs that it never compared are not "
            "counted as missed, so that the interval may be too narrow.",
        )
    ]
    if aside:
        words = f"{aside:,} rows of the predictions name no two records of these lists and are set aside."
        cautions.append(Caution("rows_aside", words))
    return Linkage(
        lists=table.lists,
        table_digest=table.digest,
        pairs=pairs,
        probability=probability,
        partition=_typical(partitions),
        histories=histories,
        distinct=Interval(int(low), int(high)),
        missed=(0.0, 0.0),
        engine="splink",
        draws=partitions,
        level=level,
        settings={"seed": str(seed), "draws": str(draws), "predictions": Path(path).name},
        cautions=tuple(cautions),
    )


def to_splink(linkage: Linkage, table: RecordTable, path: str | Path) -> int:
    """Write a linkage as Splink writes predictions, to Parquet or CSV; gives the number of pairs."""
    file = Path(path)
    if file.suffix.lower() not in {".parquet", ".csv"}:
        raise InputError("predictions are written as .parquet or .csv", value=file)
    p = np.clip(linkage.probability.astype(np.float64), 1e-12, 1 - 1e-12)
    a, b = linkage.pairs[:, 0], linkage.pairs[:, 1]
    rows, lists = np.array(table.row_ids, object), np.array(table.lists, object)[table.list_index]
    # DuckDB finds the arrays under the name of this variable.
    held = {  # noqa: F841
        "match_weight": np.log2(p / (1 - p)),
        "match_probability": linkage.probability.astype(np.float64),
        "source_dataset_l": lists[a],
        "source_dataset_r": lists[b],
        "unique_id_l": rows[a],
        "unique_id_r": rows[b],
    }
    target = str(file).replace("'", "''")
    with duckdb.connect(config={"autoinstall_known_extensions": "false", "threads": "1"}) as connection:
        connection.execute(f"copy (select * from held) to '{target}'")  # noqa: S608
    return len(p)


def _rows(found: Mapping[str, NDArray[np.generic]], side: str, table: RecordTable) -> NDArray[np.int64]:
    """The row of the table that each prediction names on one side, -1 where there is none."""
    ids = [str(v) for v in found[f"unique_id_{side}"].tolist()]
    source = found.get(f"source_dataset_{side}")
    named = dict[tuple[str, str], int]()
    lists = table.list_index.tolist()
    for i, row_id in enumerate(table.row_ids):
        named[table.lists[lists[i]] if source is not None else "", row_id] = i
    sources = [""] * len(ids) if source is None else [str(v) for v in source.tolist()]
    return np.array([named.get((s, v), -1) for s, v in zip(sources, ids, strict=True)], np.int64)


def _histories(table: RecordTable, partition: NDArray[np.int32]) -> CaptureHistories:
    pattern = np.zeros(len(table), np.int64)
    np.bitwise_or.at(pattern, partition, np.int64(1) << table.list_index.astype(np.int64))
    values, counts = np.unique(pattern[pattern > 0], return_counts=True)
    return CaptureHistories.of(table.lists, zip(values.tolist(), counts.tolist(), strict=True))


def _typical(partitions: NDArray[np.int32]) -> NDArray[np.int32]:
    """The draw that agrees most with the others, by how often each two records of it are together."""
    together: dict[tuple[int, int], int] = {}
    of_draw = []
    for partition in partitions:
        order = np.argsort(partition, kind="stable")
        edges = [(int(x), int(y)) for x, y in itertools.pairwise(order) if partition[x] == partition[y]]
        of_draw.append(edges)
        for edge in edges:
            together[edge] = together.get(edge, 0) + 1
    half = len(partitions) / 2
    scores = [sum(together[e] - half for e in edges) for edges in of_draw]
    best: NDArray[np.int32] = partitions[int(np.argmax(scores))]
    return best
