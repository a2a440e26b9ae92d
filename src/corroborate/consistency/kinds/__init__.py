"""The kinds of check, one module each; a new kind is one file and one line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from corroborate.consistency.kinds import age, coverage, elapsed, sums, windows
from corroborate.consistency.sheet import Sheet
from corroborate.consistency.view import View


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of check: its name in findings, what it looks for in a sentence, and the check."""

    name: str
    about: str
    run: Callable[[View, Sheet], None]


KINDS: tuple[Kind, ...] = (
    Kind(sums.KIND, "parts that do not add up to the total printed", sums.check),
    Kind(windows.KIND, "a count over a stretch of time above the count over a longer one", windows.check),
    Kind(age.KIND, "ages and dates that no day of birth can satisfy", age.check),
    Kind(elapsed.KIND, "elapsed time and anniversaries that do not fit their dates", elapsed.check),
    Kind(coverage.KIND, "figures that cover days after they were published", coverage.check),
)
"""All kinds, in the order in which they run."""
