"""Small tables to read, and a mapping for them."""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from corroborate.lists import Mapping, from_dict

Write = Callable[..., Path]
HEADER = (
    "ID",
    "Day",
    "Until",
    "Place",
    "Province",
    "Country",
    "Lat",
    "Lon",
    "Who",
    "What",
    "Dead",
    "Least",
    "Most",
)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write rows as a CSV: ``write([["1", …]], header, name="x.csv")``."""

    def call(
        rows: Sequence[Sequence[str]], header: Sequence[str] = HEADER, name: str = "ours.csv", **dialect: str
    ) -> Path:
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, **dialect).writerows([header, *rows])  # type: ignore[arg-type]
        return path

    return call


@pytest.fixture
def mapping() -> Mapping:
    """The mapping of a table with `HEADER`."""
    return from_dict(
        {
            "name": "ours",
            "columns": {
                "id": "ID",
                "begin": "Day",
                "end": "Until",
                "settlement": "Place",
                "admin1": "Province",
                "country": "Country",
                "lat": "Lat",
                "lon": "Lon",
                "actor.side": "Who",
                "type": ["What"],
                "deaths": "Dead",
                "deaths_low": "Least",
                "deaths_high": "Most",
            },
            "dates": ["iso"],
            "card": {"unit": "an attack", "window": "2020-01-01..2024-12-31"},
        }
    )


def row(id: str = "1", **cells: str) -> list[str]:
    """A row of `HEADER` in which nothing is odd, with some cells in place of its own."""
    plain = {
        "ID": id, "Day": "2024-03-09", "Until": "", "Place": "Herat", "Province": "Herat",
        "Country": "Afghanistan", "Lat": "34.35", "Lon": "62.2", "Who": "Taliban", "What": "ambush",
        "Dead": "3", "Least": "3", "Most": "5",
    }  # fmt: skip
    return list({**plain, **cells}.values())
