"""Large imports go in parts; what was killed goes on after the last part that was there."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from corroborate.lists import cellview, import_list, read, reading, record_files, stored_records
from corroborate.lists.simulate import FOUR_LISTS, simulate, write

KILLED = Path(__file__).with_name("killed_import.py")


@pytest.fixture(scope="module")
def ged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """About 230 rows with the columns of UCDP GED."""
    folder = tmp_path_factory.mktemp("ged")
    write(folder, [simulate(FOUR_LISTS.keeping(1), records=230, seed=4)], formats=("ged",))
    return folder / "alpha.csv"


def test_an_import_that_was_killed_goes_on_after_its_parts(ged: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    line = [sys.executable, str(KILLED), str(ged), str(target), "60"]
    killed = subprocess.run([*line, "2"], capture_output=True, check=False)
    assert killed.returncode == -signal.SIGKILL
    draft = tmp_path / ".out.part"
    there = {p.name: p.stat().st_mtime_ns for p in draft.glob("records*.parquet")}
    assert set(there) == {"records.parquet", "records.2.parquet"}
    assert not target.exists()
    subprocess.run([*line, "0"], capture_output=True, check=True)
    assert len(record_files(target)) == 4
    assert not draft.exists()
    now = {name: (target / name).stat().st_mtime_ns for name in there}
    assert now == there, "parts that were there were written again"
    assert tuple(stored_records(target)) == read(ged).records
    left = {p.name for p in target.iterdir()} - {p.name for p in record_files(target)}
    assert left == {"counts.json", "raw.parquet", "rejects.parquet"}


def test_parts_of_another_reading_are_not_taken_up(
    ged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "PART", 60)

    def stop(what: str, _: float) -> None:
        if " of " in what:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_list(ged, tmp_path / "out", step=stop)
    from corroborate.lists import Options, formats

    mapping = formats.changed(formats.named("ucdp-ged"), {"date_codes": {"1": "year"}})
    import_list(ged, tmp_path / "out", options=Options(mapping))
    found = tuple(stored_records(tmp_path / "out"))
    assert found == read(ged, mapping=mapping).records != read(ged).records


def test_columns_of_few_values_are_read_as_those_of_many(ged: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The short way through a column with few values gives what the long way gives."""
    long = read(ged)
    monkeypatch.setattr(cellview, "MANY", 1)
    assert read(ged) == long
    monkeypatch.setattr(cellview, "MOST_CHANGED", 0)
    assert read(ged) == long
