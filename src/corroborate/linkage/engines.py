"""Where the sampler's tasks run: threads of this process, or executors of Spark."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from typing import Protocol

from corroborate.linkage.shard import Ran, Shard, Task, run


class Engine(Protocol):
    """Runs tasks of shards; whatever the engine, the same tasks give the same results."""

    stretch: int
    """Epochs that a task spans at most."""

    def prepare(self, shards: Sequence[Shard], seed: int) -> None:
        """Take the shards that the tasks to come are of."""

    def run(self, tasks: Sequence[Task]) -> Iterator[tuple[int, Ran]]:
        """Run tasks; gives the position of each with its result, in any order."""


MOST_EPOCHS = 10
MOST_PAIRS = 2_000_000
"""Pairs times epochs of one task: an interrupted run waits for it, and progress shows after it."""


class Threads:
    """Threads of this process; ``count`` None means as many as there are processors."""

    def __init__(self, count: int | None = None) -> None:
        self.count = count or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else count
        self.shards: Sequence[Shard] = ()
        self.seed = 0
        self.stretch = MOST_EPOCHS

    def prepare(self, shards: Sequence[Shard], seed: int) -> None:
        """Take the shards."""
        self.shards, self.seed = shards, seed
        largest = max((len(s.edges) for s in shards), default=0)
        self.stretch = max(1, min(MOST_EPOCHS, MOST_PAIRS // max(largest, 1)))

    def run(self, tasks: Sequence[Task]) -> Iterator[tuple[int, Ran]]:
        """Run the largest tasks first, so that no thread waits long for the last one."""
        pool = ThreadPoolExecutor(max_workers=self.count)
        try:
            order = sorted(range(len(tasks)), key=lambda k: (-len(self.shards[tasks[k].shard].edges), k))
            futures = {pool.submit(run, self.shards[tasks[k].shard], tasks[k], self.seed): k for k in order}
            for future in as_completed(futures):
                yield futures[future], future.result()
        finally:
            pool.shutdown(cancel_futures=True)
