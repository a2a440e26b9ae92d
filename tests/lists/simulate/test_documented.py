"""The page on simulation names every setting, and its examples work."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

from corroborate.lists.simulate import ListSetting, PlaceLaw, Setting, read_setting, simulate

PAGE = (Path(__file__).parents[3] / "docs" / "simulation.md").read_text("utf-8")


def test_every_setting_is_on_the_page() -> None:
    named = [f.name for kind in (Setting, ListSetting) for f in fields(kind)]
    assert [name for name in named if f"`{name}`" not in PAGE] == []
    assert [f.name for f in fields(PlaceLaw) if f"{f.name} =" not in PAGE] == []


def test_the_setting_on_the_page_works(tmp_path: Path) -> None:
    example = re.search(r"```toml\n(.*?)```", PAGE, re.S)
    assert example is not None
    file = tmp_path / "world.toml"
    file.write_text(example[1], "utf-8")
    made = simulate(read_setting(file), incidents=800, seed=1)
    assert made.table.lists == ("police", "press", "front")
    assert made.world.deaths[(made.pattern & 1).astype(bool)].min() >= 1


def test_the_python_on_the_page_works() -> None:
    example = re.search(r"```python\n(.*?)```", PAGE, re.S)
    assert example is not None
    names: dict[str, object] = {}
    exec(example[1], names)
    made = names["made"]
    assert getattr(made, "incidents") == 2000  # noqa: B009
