"""C19: releases are numbered and never changed; each is diffed to the last with a reason for each change."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import stat
from pathlib import Path

import pytest

from corroborate.case import Case, SourceFile, secret
from corroborate.errors import InputError, IntegrityError, StorageError, UnresolvedFigureError
from corroborate.model.release import ChangeKind, Changes

from .conftest import LATER, NOW

FIRST, SECOND = "2025-03-10-01", "2025-03-11-02"


@pytest.fixture(scope="session")
def released_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with one release, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("released")
    (folder / "a.txt").write_text("The mission verified 29 attacks by the NRF in May 2024.\n", "utf-8")
    (folder / "b.txt").write_text("The party claimed 81 attacks by the NRF in May 2024.\n", "utf-8")
    case = Case.create(folder / "case", title="Attacks", question="How many attacks by the NRF?", now=NOW)
    case.add_all([SourceFile(folder / n, "2024-06-15", publisher=n) for n in ("a.txt", "b.txt")], now=NOW)
    case.release(reason="the first", who="anna", pdf=False, now=NOW)
    return case.path


@pytest.fixture
def released(released_once: Path, tmp_path: Path) -> Case:
    """A case with one release."""
    shutil.copytree(released_once, tmp_path / "released")
    return Case.open(tmp_path / "released")


def edit(case: Case, old: str, new: str) -> None:
    path = case.path / "case.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def reasons(changes: Changes) -> str:
    return "\n".join(why for change in changes.outputs for why in change.reasons)


def test_c19_a_release_holds_everything_with_its_hash(released: Case) -> None:
    folder = released.path / "releases" / FIRST
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert (manifest["id"], manifest["number"], manifest["previous"]) == (FIRST, 1, None)
    assert {p.name for p in folder.iterdir()} == {*manifest["files"], "manifest.json"}
    assert {"report.html", "figures.json", "figures.csv", "claims.jsonl", "citation.txt"} <= set(
        manifest["files"]
    )
    for name, told in manifest["files"].items():
        data = (folder / name).read_bytes()
        assert (hashlib.sha256(data).hexdigest(), len(data)) == (told["sha256"], told["bytes"])
        assert not stat.S_IMODE((folder / name).stat().st_mode) & 0o222
    log = released.decisions()
    assert (log[-1].action, log[-1].on, log[-1].why, log[-1].who) == ("release", FIRST, "the first", "anna")
    assert log[-1].shown == hashlib.sha256((folder / "manifest.json").read_bytes()).hexdigest()
    assert manifest["case"]["decisions"] == {"count": len(log) - 1, "head": log[-2].hash}
    assert "Version of stage claims" in manifest["settings"]
    assert released.verify().ok
    assert released.verify().counted["releases"] == 1


def test_c19_the_page_says_which_release_it_is_and_names_nobody_of_this_machine(released: Case) -> None:
    folder = released.path / "releases" / FIRST
    page = (folder / "report.html").read_text("utf-8")
    assert f"Release {FIRST}." in page
    assert "This is the first release" in page
    for name in ("report.html", "figures.json", "manifest.json", "claims.jsonl", "figures.csv"):
        assert "anna" not in (folder / name).read_text("utf-8")
        assert str(released.path.parent) not in (folder / name).read_text("utf-8")


def test_c19_a_source_that_is_added_is_the_reason_of_what_it_changes(released: Case, tmp_path: Path) -> None:
    note = tmp_path / "c.txt"
    note.write_text("The mission verified 53 attacks by the NRF in June 2024.\n", "utf-8")
    released.add(note, published="2024-07-01", publisher="c.txt", now=LATER)
    made = released.release(reason="June came in", pdf=False, now=LATER)
    assert made.id == SECOND
    assert made.changes is not None
    assert [(c.on, c.kind) for c in made.changes.inputs if c.on == "source"] == [("source", ChangeKind.ADDED)]
    claims = [c for c in made.changes.outputs if c.on == "claim"]
    assert {(c.kind, c.after) for c in claims} >= {(ChangeKind.ADDED, "53")}
    figures = [c for c in made.changes.outputs if c.on == "figure"]
    assert any("53" in (c.after or "") for c in figures)
    assert all(c.reasons for c in made.changes.outputs)
    assert "the source was added (c.txt: c.txt)" in reasons(made.changes)
    page = (made.folder / "report.html").read_text("utf-8")
    assert f"Since release {FIRST}" in page
    assert "the source was added (c.txt: c.txt)" in page
    assert (released.path / "releases" / FIRST / "report.html").is_file()
    assert released.verify().ok


def test_c19_metadata_and_settings_are_reasons_too(released: Case) -> None:
    edit(released, "2024-06-15", "2024-06-16")
    edit(released, "[definitions]", '[definitions]\nattack = "use of force"')
    released.run(now=LATER)
    found = released.diff()
    assert {c.on for c in found.inputs} >= {"source", "setting"}
    assert any(c.what == "Definition of attack" and c.after == "use of force" for c in found.inputs)


def test_c19_a_source_that_is_taken_out_takes_its_claims_along_with_the_reason(released: Case) -> None:
    text = (released.path / "case.toml").read_text("utf-8")
    head, _, rest = text.partition("\n[[source]]")
    kept = rest[rest.index("\n[[source]]") :]
    (released.path / "case.toml").write_text(head + kept, "utf-8")
    released.run(now=LATER)
    found = released.diff()
    gone = [c for c in found.outputs if c.on == "claim" and c.kind is ChangeKind.REMOVED]
    assert "29" in {c.before for c in gone}
    assert "the source was taken out (a.txt: a.txt)" in reasons(found)


def test_c19_nothing_changed_is_said_and_corrections_stay_visible(released: Case, tmp_path: Path) -> None:
    assert released.diff().outputs == ()
    note = tmp_path / "c.txt"
    note.write_text("The mission verified 53 attacks by the NRF in June 2024.\n", "utf-8")
    released.add(note, published="2024-07-01", publisher="c.txt", now=LATER)
    released.release(pdf=False, now=LATER)
    assert released.diff().none
    page = released.report(now=LATER).read_text("utf-8")
    assert f"Nothing has changed since release {SECOND}." in page
    assert f"Corrections from release {FIRST} to {SECOND}" in page
    assert released.diff(FIRST, SECOND).outputs == released.diff(FIRST).outputs
    assert [r.id for r in released.releases()] == [FIRST, SECOND]
    assert released.verify().ok


@pytest.mark.parametrize(
    "name", ["report.html", "figures.csv", "claims.jsonl", "manifest.json", "changes.json"]
)
def test_c19_one_changed_byte_of_a_release_is_named(released: Case, name: str) -> None:
    path = released.path / "releases" / FIRST / name
    data = bytearray(path.read_bytes())
    path.chmod(0o644)
    data[len(data) // 2] ^= 1
    path.write_bytes(bytes(data))
    problems = released.verify().problems
    assert any(p.kind == "release" and name in p.where for p in problems), problems
    with pytest.raises(IntegrityError, match="not as it was made"):
        released.diff(FIRST)


def test_c19_a_missing_and_a_foreign_file_are_named(released: Case) -> None:
    folder = released.path / "releases" / FIRST
    (folder / "figures.csv").unlink()
    (folder / "more.txt").write_text("x", "utf-8")
    said = {str(p) for p in released.verify().problems}
    assert any("figures.csv: the file is missing" in line for line in said)
    assert any("more.txt: the file is no part of the release" in line for line in said)
    shutil.rmtree(folder)
    assert any("the folder is missing" in str(p) for p in released.verify().problems)
    assert "the files of release" in released.report(now=LATER).read_text("utf-8").lower()


def test_c19_no_release_of_figures_that_do_not_resolve(
    released: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> tuple[bytes, dict[str, object]]:
        raise UnresolvedFigureError("a figure leads to no words and no rows", value="137")

    monkeypatch.setattr("corroborate.case.reporting.render", broken)
    before = released.decisions()
    with pytest.raises(UnresolvedFigureError):
        released.release(pdf=False, now=LATER)
    assert released.decisions() == before
    assert [p.name for p in (released.path / "releases").iterdir()] == [FIRST]


def test_c19_a_release_that_was_killed_halfway_was_none(
    released: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    from corroborate.case.store import Store

    def killed(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    released.run(now=LATER)
    with monkeypatch.context() as patched:
        patched.setattr(Store, "decide", killed)
        with pytest.raises(KeyboardInterrupt):
            released.release(pdf=False, now=LATER)
    assert [r.id for r in released.releases()] == [FIRST]
    assert released.verify().ok
    assert released.release(pdf=False, now=LATER).id == SECOND
    assert sorted(p.name for p in (released.path / "releases").iterdir()) == [FIRST, SECOND]


def test_a_foreign_folder_among_the_releases_is_refused(released: Case) -> None:
    (released.path / "releases" / "mine").mkdir()
    with pytest.raises(StorageError, match="that is none"):
        released.release(pdf=False, now=LATER)


def test_an_empty_case_has_nothing_to_release(empty: Case) -> None:
    with pytest.raises(InputError, match="nothing to release"):
        empty.release(pdf=False, now=NOW)
    with pytest.raises(InputError, match="no release yet"):
        empty.diff()


def test_a_release_that_is_not_there_is_refused(released: Case) -> None:
    with pytest.raises(InputError, match="no such release"):
        released.diff("2020-01-01-01")


def test_the_same_moment_gives_the_same_release(released_once: Path, tmp_path: Path) -> None:
    made = []
    for name in ("one", "two"):
        shutil.copytree(released_once, tmp_path / name)
        made.append(Case(tmp_path / name).release(pdf=False, now=LATER).manifest)
    assert made[0] == made[1]


def test_figures_in_csv_are_those_of_the_page(released: Case) -> None:
    folder = released.path / "releases" / FIRST
    with (folder / "figures.csv").open(newline="", encoding="utf-8") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    page = json.loads((folder / "figures.json").read_text("utf-8"))
    assert set(rows) == set(page["figures"])
    for id, row in rows.items():
        assert row["words"] == page["figures"][id]["words"]
        assert row["low"] == str(page["figures"][id]["low"])


def test_c18_a_release_of_a_case_with_closed_sources_verifies_and_keeps_its_secret(released: Case) -> None:
    edit(released, 'sensitivity = "open"', 'sensitivity = "withheld"')
    made = released.release(pdf=False, now=LATER)
    own = secret.read(released.path)
    assert own is not None
    assert stat.S_IMODE((released.path / secret.NAME).stat().st_mode) == 0o600
    ids = [s.id for s in released.sources()]
    head = released.decisions()[-2].hash
    for path in made.folder.iterdir():
        text = path.read_text("utf-8")
        assert own.hex() not in text
        assert not [id for id in ids if id in text], path.name
        assert head not in text, path.name
        assert "a.txt" not in text, path.name
    found = released.verify()
    assert found.ok, found.problems
    (released.path / secret.NAME).unlink()
    told = released.verify()
    assert told.ok
    assert any("case.secret is missing" in note for note in told.notes)
    assert secret.read(released.path) is None
