"""corroborate linkage: lists linked without a case, and what is said of what cannot be used."""

import csv
import json

import pytest

from corroborate.cli.main import run
from corroborate.lists.simulate import FOUR_LISTS, simulate, write


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    target = tmp_path_factory.mktemp("lists")
    write(target, [simulate(FOUR_LISTS.keeping(3), records=120, seed=4)], formats=("ged",))
    return target


def files(folder):
    return [str(folder / f"{name}.csv") for name in ("alpha", "beta", "gamma")]


def test_lists_are_linked_and_the_histories_can_be_estimated_from(folder, tmp_path, capsys):
    table, out = tmp_path / "histories.csv", tmp_path / "out"
    asked = ["--sweeps", "60", "--histories", str(table), "--out", str(out), "--json"]
    assert run(["linkage", "run", *files(folder), *asked]) == 0
    data = json.loads(capsys.readouterr().out)["data"]
    assert data["records"] == 120
    assert data["distinct"]["low"] <= data["distinct"]["high"] <= 120
    rows = list(csv.reader(table.read_text("utf-8").splitlines()))
    assert rows[0] == ["alpha", "beta", "gamma", "count"]
    assert data["overlap"]["counts"] == [int(r[-1]) for r in rows[1:]]
    assert {p.name for p in out.iterdir()} == {"incidents.parquet", "pairs.parquet", "linkage.json"}


def test_one_list_that_holds_everything_once_is_refused_with_what_would_help(folder, capsys):
    asked = ["--duplicates", "alpha=none"]
    assert run(["linkage", "run", files(folder)[0], *asked]) == 5
    said = capsys.readouterr().out
    assert "No linkage" in said
    assert "second list" in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--duplicates", "alpha"], "LIST=POLICY"),
        (["--duplicates", "alpha=some"], "policy"),
        (["--duplicates", "delta=none"], "not there"),
        (["--engine", "magic"], "engine"),
        (["--preset", "events"], "preset"),
        (["--splink", "nothing.parquet"], "predictions"),
    ],
)
def test_what_cannot_be_used_is_named(folder, capsys, arguments, words):
    assert run(["linkage", "run", *files(folder), *arguments]) == 2
    assert words in capsys.readouterr().err


def test_an_interrupted_run_goes_on_to_the_same_bytes(folder, tmp_path, capsys, monkeypatch):
    from corroborate.linkage import engines

    def asked(out, *more):
        return ["linkage", "run", *files(folder), "--sweeps", "120", "--out", str(tmp_path / out), *more]

    state = tmp_path / "state.npz"
    assert run(asked("straight")) == 0
    real, calls = engines.Threads.run, []

    def stopping(self, tasks):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(self, tasks)

    monkeypatch.setattr(engines.Threads, "run", stopping)
    capsys.readouterr()
    assert run(asked("resumed", "--resume", str(state))) == 130
    assert "the same command goes on" in capsys.readouterr().err
    assert state.exists()
    monkeypatch.setattr(engines.Threads, "run", real)
    assert run(asked("resumed", "--resume", str(state))) == 0
    for name in ("incidents.parquet", "pairs.parquet", "linkage.json"):
        assert (tmp_path / "resumed" / name).read_bytes() == (tmp_path / "straight" / name).read_bytes()


def test_what_is_no_state_is_named(folder, tmp_path, capsys):
    state = tmp_path / "state.npz"
    state.write_text("no state", encoding="utf-8")
    assert run(["linkage", "run", *files(folder), "--sweeps", "60", "--resume", str(state)]) == 2
    assert "no state of a linkage" in capsys.readouterr().err
    assert run(["linkage", "run", *files(folder), "--engine", "fast", "--resume", str(state)]) == 2
    assert "only a sampler" in capsys.readouterr().err


def test_a_case_without_a_linkage_says_what_is_missing(tmp_path, capsys):
    case = str(tmp_path / "case")
    assert run(["init", case, "--title", "t", "--question", "q"]) == 0
    assert run(["linkage", "explain", case, "un:1", "press:2"]) == 2
    assert run(["linkage", "evaluate", case]) == 2
    said = capsys.readouterr().err
    assert "--list NAME" in said
    assert "--labels" in said
