"""How much work a check may do before it stops and says so."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Budget:
    """Bounds that keep any input in bounded time; whatever a bound cuts off is said in ``Checked.notes``.

    ``conflicts`` is how many minimal conflicting sets are listed for one group of claims, ``oracle_calls``
    how many consistency questions may be asked to find them, ``findings`` how many findings one kind
    may list at each level, ``pairs`` how many pairs of statements are compared, ``family`` how many
    different statements about one thing, ``group`` how many
    claims of one person or event are compared.
    """

    conflicts: int = 25
    oracle_calls: int = 2_000
    findings: int = 500
    pairs: int = 60_000
    family: int = 6_000
    group: int = 2_000
