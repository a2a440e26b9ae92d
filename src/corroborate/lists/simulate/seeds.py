"""Independent streams of chance from one seed, so that a change in one part leaves the others."""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from corroborate.errors import SettingError


class Part(IntEnum):
    """What a stream of chance is for."""

    GEOGRAPHY = 1
    CLIMATE = 2
    INCIDENTS = 3
    CAPTURE = 4
    RECORDS = 5
    PERSONS = 6
    TEXTS = 7
    PLAN = 8


def stream_of(seed: int, part: Part, *keys: int) -> np.random.Generator:
    """The generator of a part of the world, such as the records of list ``j`` in block ``b``.

    Raises SettingError where the seed is negative.
    """
    if seed < 0:
        raise SettingError("a seed is a whole number from 0", value=seed, hint="give another --seed")
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence(seed, spawn_key=(int(part), *keys))))
