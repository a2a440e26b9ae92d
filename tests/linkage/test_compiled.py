"""What was compiled of older sources is never used."""

from __future__ import annotations

from pathlib import Path

import pytest

from corroborate.linkage.compiled import fresh


@pytest.fixture
def package(tmp_path: Path) -> Path:
    for name, text in (
        ("kernels.py", "from numba import njit\nfrom corroborate.linkage.laws.sizes import LARGEST\n"),
        ("laws/sizes.py", "LARGEST = 3\n"),
        ("report.py", "x = 1\n"),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    for name in ("__pycache__/kernels.run-1.nbi", "laws/__pycache__/names.edits-1.nbi"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("compiled")
    return tmp_path


def indexes(package: Path) -> int:
    return len(list(package.rglob("*.nbi")))


def test_sources_that_are_not_known_yet_throw_away_what_is_there(package: Path) -> None:
    assert fresh(package)
    assert indexes(package) == 0


def test_only_a_change_of_what_is_compiled_throws_it_away(package: Path) -> None:
    fresh(package)
    held = package / "__pycache__" / "kernels.run-1.nbi"
    held.write_text("compiled")
    (package / "report.py").write_text("x = 2\n")
    assert not fresh(package)
    assert held.exists()
    (package / "laws" / "sizes.py").write_text("LARGEST = 4\n")
    assert fresh(package)
    assert not held.exists()


def test_a_folder_that_cannot_be_written_is_left_alone(
    package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "unlink", refused)
    assert not fresh(package)
    assert indexes(package) == 2
