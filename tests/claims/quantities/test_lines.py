"""A sentence that is broken to fit a page is one sentence; lines of a table are not."""

import pytest

from corroborate.claims.quantities import find_quantities
from corroborate.model.interval import Interval


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("at\nleast one person was killed", [(1, None)]),
        ("more\n  than 30 attacks", [(31, None)]),
        ("between 20\nand 30 attacks", [(20, 30)]),
        ("no fewer\r\nthan 7 villages", [(7, None)]),
        ("12\n15\n18", [(12, 12), (15, 15), (18, 18)]),
        ("Killed: 12\nInjured: 15", [(12, 12), (15, 15)]),
        ("between 20\n\nand 30 attacks", [(20, 20), (30, 30)]),
    ],
)
def test_line_breaks(text, bounds):
    found = find_quantities(text, language="en").mentions
    assert [m.quantity.hard for m in found] == [Interval(*b) for b in bounds]
