"""Amounts of change, levels beside them, and what "over" says before a length."""

from __future__ import annotations

import pytest

from corroborate.claims.quantities import find_quantities


def shown(text: str) -> list[tuple[float | None, float | None, str | None, str]]:
    return [
        (m.quantity.printed.low, m.quantity.printed.high, m.quantity.unit, m.quantity.sign)
        for m in find_quantities(text).mentions
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bank raised interest rates by 25 basis points.", [(25, 25, "basis_point", "up")]),
        ("They cut output by 40 tonnes.", [(40, 40, "tonne", "down")]),
        ("Shares lost 5% that day.", [(5, 5, "percent", "down")]),
        ("The army lost 5 tanks.", [(5, 5, None, "=")]),
        ("A loss of $3 million is feared.", [(3000000, 3000000, "USD", "=")]),
        ("Output fell a further 2.5 percent.", [(2.5, 2.5, "percent", "down")]),
        ("Sales were down 10-12 per cent.", [(10, 12, "percent", "down")]),
        ("Gold gained $14 to $1,931.40.", [(14, 14, "USD", "up"), (1931.4, 1931.4, "USD", "=")]),
        ("Sales rose 5 to 7 percent.", [(5, 7, "percent", "up")]),
        ("It raised the age from 60 to 62.", [(60, 60, None, "="), (62, 62, None, "=")]),
        ("It costs $1.5-2 million.", [(1500000, 2000000, "USD", "=")]),
        ("It will spend the sum over five years.", [(5, 5, "year", "=")]),
        ("He was held for over five years.", [(5, 5, "year", ">")]),
        ("Tens of thousands marched.", [(20000, None, None, "~")]),
        ("It was -20C in the north.", [(-20, -20, "degree_celsius", "=")]),
        ("The air held 400 parts per million.", [(400, 400, "part_per_million", "=")]),
        ("a margin of plus or minus 3 points", [(3, 3, None, "~")]),
        ("The suspect, 34, fled.", [(34, 34, "year", "=")]),
        ("The iPhone 15 costs $799.", [(799, 799, "USD", "=")]),
        ("Call 0800 555 111 for help.", []),
        ("They will round up 11 people.", [(11, 11, None, "=")]),
        ("It makes up 7 percent of them.", [(7, 7, "percent", "=")]),
        ("Shares were up 12 points.", [(12, 12, None, "up")]),
        ("150 pounds of explosives", [(150, 150, "pound_weight", "=")]),
        ("150 pounds (62 kilograms) of powder", [(150, 150, "pound_weight", "="), (62, 62, "kilogram", "=")]),
        ("a 500-pound bomb and a 500-pound fine", [(500, 500, "pound_weight", "="), (500, 500, "GBP", "=")]),
        ("She is 45.", [(45, 45, "year", "=")]),
        ("He was 34 when he died.", [(34, 34, "year", "=")]),
        ("It killed one and wounded two.", [(1, 1, None, "="), (2, 2, None, "=")]),
        ("UPDATE 4-Pre-poll violence, 20 dead", [(20, 20, None, "=")]),
        ("Release 2011-01-S-115", []),
        ("Scores killed in a clash", [(40, None, None, "~")]),
    ],
)
def test_changes_levels_and_spans(text: str, expected: list[tuple[float, float, str | None, str]]) -> None:
    assert shown(text) == expected
