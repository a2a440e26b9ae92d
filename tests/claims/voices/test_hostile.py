from __future__ import annotations

from collections.abc import Callable

import pytest

Reader = Callable[..., object]

PIECES = [
    '"',
    "“a ",
    "he said that ",
    "Ali Reza said. ",
    ", said he ",
    "“Ali said “",
    "[(",
    "his group ",
    "according to ",
    "“Go on and on and on\n",
    "Ali: “no no no no no”\n",
    "the report said 20 ",
    "not a-b ",
    "A: b\n",
    "\u202e‘’",
    "on condition of anonymity ",
]


@pytest.mark.parametrize("piece", PIECES)
def test_repetition_is_read_to_its_end(read: Reader, piece: str) -> None:
    content = piece * 600
    found = read(content)
    for place in (0, len(content) // 2, len(content) - 1):
        assert found.voices.attribution(place, place + 1).outermost.name == "A. Writer"
        assert found.voices.modality(place, place + 1) is not None
        assert found.voices.polarity(place, place + 1) is not None
    for name in found.voices.names():
        assert all(0 <= a < b <= len(content) for a, b in name.mentions)
