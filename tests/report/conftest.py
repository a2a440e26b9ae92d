"""Puts the builders of hand-made claims and lists on the import path of these tests."""

from __future__ import annotations

import sys
from pathlib import Path

for folder in (Path(__file__).parent, Path(__file__).parents[1] / "weighing"):
    sys.path.insert(0, str(folder))
