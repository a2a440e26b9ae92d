"""The search for candidates and the sampler's tasks on Spark; results are those of one machine."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from corroborate.errors import SettingError
from corroborate.linkage.candidates import Found, Index
from corroborate.linkage.model import Parameters
from corroborate.linkage.shard import Ran, Shard, Task, run
from corroborate.linkage.wire import from_bytes, to_bytes

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

PARTS = 4
"""Parts of a search for each core, so that none waits long for the last one."""

MOST_PARTS = 2000
"""Spark's work for a part is then still small beside that of the part itself."""

Batches = Iterator["pa.RecordBatch"]


@dataclass(frozen=True, slots=True, eq=False)
class _Plans:
    """The parameters of one chain, for a stretch of epochs."""

    parameters: tuple[Parameters, ...]


class Spark:
    """Executors of Spark; the session that is active, or one that is made from its own configuration.

    Python of the executors must have this package and pyarrow. Nothing is learnt there: parameters come
    from the driver, and every component of the graph has a random stream of its own.
    """

    stretch = 10_000

    def __init__(self, session: SparkSession | None = None) -> None:
        self.session = session or _session()
        self.shards: DataFrame | None = None
        self.seed = 0

    def search(self, index: Index, asking: NDArray[np.int64]) -> Found:
        """Search an index in parts, each by the same compiled search."""
        cores = self.session.sparkContext.defaultParallelism
        parts = [p for p in np.array_split(asking, min(cores * PARTS, MOST_PARTS)) if len(p)]
        held = self.session.sparkContext.broadcast(to_bytes(index))
        rows = [(k, part.tobytes()) for k, part in enumerate(parts)]

        def work(batches: Batches) -> Batches:
            whole = from_bytes(Index, held.value)
            for k, body in _rows(batches):
                yield _batch(k, to_bytes(whole.found(np.frombuffer(body, np.int64))))

        found = {k: from_bytes(Found, body) for k, body in self._mapped(self._table(rows), work)}
        held.destroy()
        ordered = [found[k] for k in range(len(parts))]
        return Found(*(np.concatenate([getattr(f, name) for f in ordered]) for name in ("a", "b", "looked")))

    def prepare(self, shards: Sequence[Shard], seed: int) -> None:
        """Hand the shards to the executors, where they stay."""
        self.close()
        self.seed = seed
        self.shards = self._table([(k, to_bytes(shard)) for k, shard in enumerate(shards)]).persist()

    def run(self, tasks: Sequence[Task]) -> Iterator[tuple[int, Ran]]:
        """Run tasks where their shards are."""
        if self.shards is None or not tasks:
            return
        plans = {t.chain: to_bytes(_Plans(t.parameters)) for t in tasks}
        wanted: dict[int, list[tuple[int, int, int, NDArray[np.int32], tuple[bool, ...], bool]]] = {}
        for k, t in enumerate(tasks):
            wanted.setdefault(t.shard, []).append((k, t.chain, t.epoch, t.label, t.keep, t.looks))
        held = self.session.sparkContext.broadcast((plans, wanted))
        seed = self.seed

        def work(batches: Batches) -> Batches:
            plans, wanted = held.value
            known = {chain: from_bytes(_Plans, body).parameters for chain, body in plans.items()}
            for number, body in _rows(batches):
                shard = from_bytes(Shard, body)
                for k, chain, epoch, label, keep, looks in wanted.get(number, ()):
                    task = Task(number, chain, epoch, label, known[chain], keep, looks)
                    yield _batch(k, to_bytes(run(shard, task, seed)))

        for k, body in self._mapped(self.shards, work):
            yield k, from_bytes(Ran, body)
        held.destroy()

    def close(self) -> None:
        """Let the executors forget the shards."""
        if self.shards is not None:
            self.shards.unpersist()
            self.shards = None

    def _table(self, rows: Sequence[tuple[int, bytes]]) -> DataFrame:
        """Rows of a number and bytes, each in a part of its own while parts are few."""
        context = self.session.sparkContext
        held = context.parallelize(rows, max(1, min(len(rows), MOST_PARTS)))
        return self.session.createDataFrame(held, "number long, body binary")

    def _mapped(self, table: DataFrame, work: Callable[[Batches], Batches]) -> Iterator[tuple[int, bytes]]:
        for row in table.mapInArrow(work, "number long, body binary").collect():
            yield int(row["number"]), bytes(row["body"])


def _rows(batches: Batches) -> Iterator[tuple[int, bytes]]:
    for batch in batches:
        for k in range(batch.num_rows):
            yield batch.column(0)[k].as_py(), batch.column(1)[k].as_py()


def _batch(number: int, body: bytes) -> Any:
    import pyarrow as pa

    return pa.RecordBatch.from_arrays(
        [pa.array([number], pa.int64()), pa.array([body], pa.binary())], names=["number", "body"]
    )


def _session() -> SparkSession:
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise SettingError(
            "the engine spark needs pyspark, pyarrow and pandas",
            value="spark",
            hint="install corroborate[spark]",
        ) from error
    # Executors on this machine take the Python of the driver; a cluster says its own.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    return SparkSession.builder.appName("corroborate").getOrCreate()
