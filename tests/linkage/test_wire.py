"""What is handed to another machine is what arrives there."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.linkage.test_shard import fitted_of, sampler_of

from corroborate.errors import InputError
from corroborate.linkage.model import Parameters
from corroborate.linkage.shard import Ran, Shard, Task, run
from corroborate.linkage.wire import from_bytes, to_bytes
from corroborate.lists.simulate import Simulated


@dataclass(frozen=True)
class Small:
    names: tuple[str, ...]
    flags: tuple[bool, ...]
    parts: tuple[NDArray[np.int32], ...]
    number: float


def alike(one: Any, two: Any) -> bool:
    if is_dataclass(one):
        return all(alike(getattr(one, f.name), getattr(two, f.name)) for f in fields(one))
    if isinstance(one, tuple):
        return len(one) == len(two) and all(alike(a, b) for a, b in zip(one, two, strict=True))
    if isinstance(one, np.ndarray):
        return one.dtype == two.dtype and one.shape == two.shape and bool((one == two).all())
    return type(one) is type(two) and bool(one == two)


def test_small_values_arrive() -> None:
    sent = Small(("a", "ب"), (True, False), (np.array([1, 2], np.int32), np.zeros(0, np.int32)), 0.1)
    assert alike(from_bytes(Small, to_bytes(sent)), sent)


def test_what_cannot_be_sent_is_refused() -> None:
    with pytest.raises(InputError, match="another machine"):
        to_bytes(Small(("a",), (), (), {"not": "a number"}))  # type: ignore[arg-type]


def test_a_shard_that_was_sent_gives_the_same_draws(simulated: Simulated) -> None:
    made = sampler_of(fitted_of(simulated), 60)
    shard = made.shards[0]
    sent = from_bytes(Shard, to_bytes(shard))
    assert alike(sent, shard)
    parameters = from_bytes(Parameters, to_bytes(made.chains[0].parameters))
    label = np.arange(len(shard.rows), dtype=np.int32)
    here = run(shard, Task(0, 0, 0, label, (made.chains[0].parameters,), (True,), True), 5)
    there = run(sent, Task(0, 0, 0, label, (parameters,), (True,), True), 5)
    assert alike(from_bytes(Ran, to_bytes(there)), here)
