"""Every command does what it says, in words and in JSON."""

from __future__ import annotations

import importlib
import os
import pty
import subprocess
import sys
import time
from pathlib import Path

import pytest

import corroborate
from corroborate.case import Case, pipeline

from .conftest import NOW, Cli


def test_from_nothing_to_a_verified_report(cli: Cli, tmp_path: Path, note: Path) -> None:
    case = tmp_path / "mine"
    assert "Next: corroborate add" in cli("init", case, "--question", "How many?").out
    added = cli(
        "add", case, note, "--published", "2024-09-01", "--publisher", "The Paper", "--url", "https://x.org/1"
    )
    assert added.out.startswith("Added: note.txt")
    assert added.err == ""
    assert "1 source" in cli("run", case).out
    assert "207" in cli("claims", case).out
    assert cli("findings", case).code == 0
    assert "figures.json" in cli("report", case).out
    assert (case / "report" / "report.html").exists()
    assert cli("verify", case).out.startswith("Everything fits")


def test_all_that_is_known_of_a_source_is_kept(cli: Cli, tmp_path: Path, note: Path) -> None:
    cli("init", tmp_path / "c")
    options = {
        "--published": "2024-06",
        "--publisher": "P",
        "--author": "A",
        "--title": "T",
        "--url": "https://x.org",
        "--language": "en",
        "--sensitivity": "restricted",
        "--consent": "given",
        "--origin": "a colleague",
        "--method": "saved by hand",
        "--who": "W",
        "--now": NOW,
    }
    answer = cli(
        "add", tmp_path / "c", note, "--note", *[part for pair in options.items() for part in pair], "--json"
    )
    (source,) = answer.json["data"]["sources"]
    assert source["published"] == {"first": "2024-06-01", "last": "2024-06-30"}
    assert source["nature"] == "note"
    assert source["handling"] == {"sensitivity": "restricted", "consent": "given"}
    entry = Case(tmp_path / "c").custody()[0]
    assert (entry.who, entry.origin, entry.method) == ("W", "a colleague", "saved by hand")
    assert entry.when.isoformat() == "2025-03-10T12:00:00+00:00"


def test_the_same_file_again_is_said_to_be_there(cli: Cli, case: Path, note: Path) -> None:
    answer = cli("add", case, note, "--publisher", "Another")
    assert answer.out.startswith("Already there: note.txt")
    assert "change it in case.toml" in answer.err


def test_a_source_without_a_date_is_warned_of(cli: Cli, tmp_path: Path, note: Path) -> None:
    cli("init", tmp_path / "c")
    assert "--published" in cli("add", tmp_path / "c", note).err


def test_a_list_is_taken_as_one(cli: Cli, case: Path, tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text("id,date,killed\n1,2024-05-01,3\n2,2024-05-02,4\n", "utf-8")
    (source,) = cli("add", case, table, "--list", "Ours", "--json").json["data"]["sources"]
    assert (source["nature"], source["list_name"]) == ("list", "Ours")


def test_a_second_run_says_that_nothing_changed(cli: Cli, case: Path) -> None:
    answer = cli("run", case)
    assert answer.out.startswith("Nothing has changed since the last run")
    assert cli("run", case, "--json").json["data"]["changed"] is False
    assert cli("run", case, "--anew", "--json").json["data"]["changed"] is True


def test_an_edit_of_case_toml_is_told(cli: Cli, case: Path) -> None:
    path = case / "case.toml"
    path.write_text(path.read_text("utf-8").replace("2024-09-01", "2024-09-02"), "utf-8")
    assert "has changed since the last run" in cli("claims", case).err
    assert "2024-09-02" in cli("run", case).out


@pytest.mark.parametrize(
    ("option", "value", "some"),
    [
        ("--kind", "count", True),
        ("--kind", "money", False),
        ("--source", "NOTE", True),
        ("--source", "nowhere", False),
        ("--speaker", "spokesman", True),
        ("--speaker", "nobody", False),
        ("--measure", "attack", True),
        ("--measure", "tanks", False),
    ],
)
def test_claims_are_filtered(cli: Cli, case: Path, option: str, value: str, some: bool) -> None:
    found = cli("claims", case, option, value, "--json").json["data"]["claims"]
    everything = cli("claims", case, "--json").json["data"]["claims"]
    assert bool(found) is some
    assert len(found) <= len(everything)
    if option == "--kind":
        assert {claim["kind"] for claim in found} <= {value}


def test_what_was_not_read_is_shown_with_its_reason(
    cli: Cli, tmp_path: Path, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = corroborate.read

    def read(document: corroborate.Document, **settings: object) -> corroborate.Reading:
        made = real(document, **settings)
        return corroborate.Reading((), (corroborate.Unread(made.claims[0].span, "too hard"),), (), 1)

    monkeypatch.setattr("corroborate.claims.read", read)
    cli("init", tmp_path / "c")
    cli("add", tmp_path / "c", note)
    cli("run", tmp_path / "c")
    assert "too hard" in cli("claims", tmp_path / "c", "--unread").out
    (left,) = cli("claims", tmp_path / "c", "--unread", "--json").json["data"]["unread"]
    assert left["reason"] == "too hard"
    assert cli("claims", tmp_path / "c", "--unread", "--source", "zzz").out == "None.\n"


def test_findings_show_words_and_working(cli: Cli, case: Path) -> None:
    found = cli("findings", case, "--json").json["data"]["findings"]
    assert found
    words = cli("findings", case).out
    assert found[0]["title"] in words
    assert found[0]["working"][0] in words
    level = found[0]["level"]
    assert {
        f["level"] for f in cli("findings", case, "--level", level, "--json").json["data"]["findings"]
    } == {level}
    kind = found[0]["kind"]
    assert {f["kind"] for f in cli("findings", case, "--kind", kind, "--json").json["data"]["findings"]} == {
        kind
    }
    assert cli("findings", case, "--kind", "none such").code == 2


def test_a_report_goes_where_it_is_told_and_verifies_there(cli: Cli, case: Path, tmp_path: Path) -> None:
    out = tmp_path / "sent" / "page.html"
    answer = cli("report", case, "--out", out, "--now", NOW, "--json").json["data"]
    assert answer["report"] == str(out)
    assert answer["manifest"] == str(out.with_name("page.figures.json"))
    assert out.read_bytes() == (case / "report" / "report.html").read_bytes()
    assert cli("verify", case, "--report", out).code == 0
    out.write_bytes(out.read_bytes().replace(b"207", b"208"))
    answer = cli("verify", case, "--report", out)
    assert answer.code == 4
    assert "page.html" in answer.out


def test_the_browser_is_opened_only_when_asked(cli: Cli, case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    cli("report", case)
    assert opened == []
    cli("report", case, "--open")
    assert opened[0].startswith("file://")


def test_verify_names_what_does_not_fit(cli: Cli, case: Path) -> None:
    page = case / "report" / "report.html"
    page.write_bytes(page.read_bytes().replace(b"207", b"208", 1))
    answer = cli("verify", case)
    assert answer.code == 4
    assert "DOES NOT VERIFY  report report/report.html" in answer.out
    data = cli("verify", case, "--json").json["data"]
    assert data["verified"] is False
    assert data["problems"][0]["kind"] == "report"


def test_the_demo_makes_the_example_case_and_goes_on_from_there(cli: Cli, tmp_path: Path) -> None:
    answer = cli("demo", tmp_path / "d", "--now", NOW)
    assert answer.code == 0
    assert answer.out.startswith("Made the example case")
    assert len(answer.out.splitlines()) <= 40
    report = tmp_path / "d" / "report" / "report.html"
    assert f"Report: {report}" in answer.out
    page = report.read_bytes()
    again = cli("demo", tmp_path / "d", "--now", NOW)
    assert again.out.startswith("Going on with the example case")
    assert report.read_bytes() == page
    data = cli("demo", tmp_path / "d", "--now", NOW, "--json").json["data"]
    assert data["made"] is False
    assert data["run"]["sources"] == 12
    assert cli("verify", tmp_path / "d").code == 0


def test_the_demo_does_not_touch_a_case_that_is_not_its_own(cli: Cli, case: Path) -> None:
    before = (case / "case.toml").read_bytes()
    answer = cli("demo", case)
    assert answer.code == 3
    assert "another case" in answer.err
    assert (case / "case.toml").read_bytes() == before


def test_check_prints_like_a_linter_and_ends_by_level(cli: Cli, tmp_path: Path, note: Path) -> None:
    answer = cli("check", note, "--published", "2024-09-01")
    assert answer.code in {6, 7}
    assert answer.out.startswith(f"{note}:")
    assert "checked" in answer.out.splitlines()[-1]
    assert cli("check", note, "--fail-on", "never").code == 0
    sarif = cli("check", note, "--sarif")
    assert sarif.code == answer.code
    assert sarif.json["version"] == "2.1.0"
    assert sarif.json["runs"][0]["tool"]["driver"]["version"] == corroborate.__version__
    data = cli("check", note, "--json").json["data"]
    assert {c for f in data["checked"]["findings"] for c in f["claims"]} <= set(data["claims"])
    agreeing = tmp_path / "agreeing.txt"
    agreeing.write_text("They counted 12 attacks in May 2024.\n", "utf-8")
    assert cli("check", agreeing).code == 0


def test_check_takes_a_file_given_twice_once(cli: Cli, note: Path) -> None:
    answer = cli("check", note, note, "--json")
    assert "checked once" in answer.json["warnings"][0]


def test_version(cli: Cli) -> None:
    for line in (["version"], ["--version"]):
        assert cli(*line).out == f"corroborate {corroborate.__version__}\n"
    assert cli("version", "--json").json["data"] == {"version": corroborate.__version__}


def test_without_arguments_there_is_help(cli: Cli) -> None:
    answer = cli()
    assert answer.code == 0
    assert "Usage" in answer.out
    assert answer.err == ""


def test_no_progress_bar_where_there_is_no_terminal(case: Path) -> None:
    line = [sys.executable, "-m", "corroborate", "run", str(case), "--anew"]
    done = subprocess.run(line, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert "\x1b" not in done.stdout


def test_a_progress_bar_on_a_terminal_says_what_is_being_done(case: Path) -> None:
    here, there = pty.openpty()
    line = [sys.executable, "-m", "corroborate", "run", str(case), "--anew"]
    running = subprocess.Popen(
        line, stdout=subprocess.PIPE, stderr=there, env={**os.environ, "TERM": "xterm"}
    )
    os.close(there)
    shown = b""
    while True:
        try:
            piece = os.read(here, 65536)
        except OSError:
            break
        if not piece:
            break
        shown += piece
    os.close(here)
    out, _ = running.communicate()
    assert running.returncode == 0
    for stage, label in pipeline.LABELS.items():
        silent = {"model", "lists", "linkage", "evidence"}
        assert (label.encode() in shown) == (stage not in silent), "no model is asked and no list is there"
    assert b"claims" in out


def test_importing_the_package_loads_no_stage() -> None:
    code = "import sys, corroborate; print([m for m in sys.modules if m.startswith('corroborate.')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_help_loads_no_stage_and_no_database() -> None:
    code = (
        "import sys; from corroborate.cli.main import run; run(['--help']);"
        "heavy = ('sqlalchemy', 'numpy', 'corroborate.claims', 'corroborate.report');"
        "print([m for m in heavy if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_ten_thousand_claims_are_stored_and_loaded(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened = Case.open(case)
    first = opened.claims()[0]
    many = tuple(
        type(first)(**{**{n: getattr(first, n) for n in first.__dataclass_fields__}, "id": f"c{n}"})
        for n in range(10_000)
    )
    monkeypatch.setattr("corroborate.claims.read", lambda *_, **__: corroborate.Reading(many))
    nothing = corroborate.Checked((), (), ())
    monkeypatch.setattr("corroborate.consistency.check", lambda *_, **__: nothing)
    monkeypatch.setattr("corroborate.weighing.weigh", lambda *_, **__: corroborate.Weighing((), (), ()))
    opened.run(anew=True)
    begun = time.monotonic()
    assert opened.claims() == many
    assert time.monotonic() - begun < 10
    assert importlib.import_module("corroborate.case.schema").HEAD


def test_posts_and_lists_need_no_date_of_publication(cli: Cli, tmp_path: Path) -> None:
    assert cli("init", str(tmp_path / "case"), "--question", "How many?").code == 0
    posts = tmp_path / "posts.csv"
    posts.write_text(
        "id,date,author,text\n1,2024-05-03T10:00:00,desk,Yesterday 3 people were killed in Kabul.\n", "utf-8"
    )
    letter = tmp_path / "letter.txt"
    letter.write_text("Yesterday 3 people were killed in Kabul.", "utf-8")
    assert "no publication date" not in cli("add", str(tmp_path / "case"), str(posts)).err
    assert "no publication date" in cli("add", str(tmp_path / "case"), str(letter)).err
