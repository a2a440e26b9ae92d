"""C18: the build for an auditor opens the commitments, and proves that the public report is the same."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from corroborate.case import Case, SourceFile, auditing, handing, tagged
from corroborate.errors import InputError
from corroborate.model.interval import Interval
from corroborate.model.source import Handling, Sensitivity

from .conftest import LATER, NOW


@pytest.fixture(scope="module")
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a case that withholds, its public page, and the build for an auditor."""
    folder = tmp_path_factory.mktemp("closed")
    (folder / "a.txt").write_text("The mission verified 29 attacks by the NRF in May 2024.\n", "utf-8")
    (folder / "b.txt").write_text("Zarghuna Bay said the NRF carried out 81 attacks in May 2024.\n", "utf-8")
    (folder / "c.txt").write_text("Karim Popal said the NRF carried out 64 attacks in May 2024.\n", "utf-8")
    case = Case.create(folder / "case", title="Attacks", question="How many attacks by the NRF?", now=NOW)
    how = (Sensitivity.OPEN, Sensitivity.RESTRICTED, Sensitivity.WITHHELD)
    case.add_all(
        [
            SourceFile(folder / f"{n}.txt", "2024-06-15", publisher=f"Paper {n}", handling=Handling(s))
            for n, s in zip("abc", how, strict=True)
        ],
        now=NOW,
    )
    page = case.report(folder / "sent.html", now=LATER)
    handing.for_auditor(case.path, page, folder / "auditor")
    return folder


@pytest.fixture
def auditor(closed: Path, tmp_path: Path) -> Path:
    """A copy of the build for an auditor."""
    folder = tmp_path / "auditor"
    folder.mkdir()
    for path in (closed / "auditor").iterdir():
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


def test_c18_the_two_are_the_same_report(closed: Path) -> None:
    problems, counted = auditing.prove(closed / "auditor", closed / "sent.html")
    assert problems == []
    assert counted["commitments opened"] >= 6
    assert counted["of them on the page"] >= 3


def test_c18_the_public_page_withholds_what_the_auditor_sees(closed: Path) -> None:
    sent = (closed / "sent.html").read_text("utf-8") + (closed / "sent.figures.json").read_text("utf-8")
    own = (closed / "auditor" / "report.html").read_text("utf-8")
    for word in ("Zarghuna", "Karim", "Paper c", ">64<"):
        assert word not in sent
        assert word in own
    assert "For an auditor only" in own
    assert "For an auditor only" not in sent
    assert Case(closed / "case").verify(closed / "sent.html").ok


def test_c18_another_page_or_another_opening_is_found(closed: Path, auditor: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.html"
    other.write_text((closed / "sent.html").read_text("utf-8").replace("29", "92"), "utf-8")
    problems, _ = auditing.prove(auditor, other)
    assert any("another public page" in p.what for p in problems)
    path = auditor / "openings.json"
    told = json.loads(path.read_text("utf-8"))
    first = told["openings"][0]
    first["salt"] = "00" * 32
    path.write_text(json.dumps(told), "utf-8")
    problems, _ = auditing.prove(auditor, closed / "sent.html")
    assert any(p.where == first["commitment"] for p in problems)
    assert any("another public page" in p.what for p in problems)


def test_c18_another_dossier_is_found(closed: Path, auditor: Path) -> None:
    path = auditor / "dossier.json"
    path.write_text(path.read_text("utf-8").replace("How many attacks", "How many strikes"), "utf-8")
    problems, _ = auditing.prove(auditor, closed / "sent.html")
    assert {p.where.split(" ")[0] for p in problems} >= {"sent.html", "report.html"}


@pytest.mark.parametrize("name", ["openings.json", "dossier.json"])
def test_files_that_cannot_be_read_are_refused(closed: Path, auditor: Path, name: str) -> None:
    (auditor / name).write_text("{", "utf-8")
    with pytest.raises(InputError):
        auditing.prove(auditor, closed / "sent.html")


def test_only_the_owner_can_read_the_build_for_an_auditor(closed: Path) -> None:
    assert {path.stat().st_mode & 0o777 for path in (closed / "auditor").iterdir()} == {0o600}


def test_a_dossier_comes_back_as_it_went(closed: Path) -> None:
    dossier = Case(closed / "case").dossier(LATER)
    again = tagged.loads(tagged.dumps(dossier))
    assert again == replace(dossier, settings=dict(dossier.settings))
    assert tagged.dumps(again) == tagged.dumps(dossier)


def test_nouns_of_one_name_are_told_apart_and_strangers_refused() -> None:
    from corroborate.model import finding, source

    for value in (
        finding.Sensitivity("a", "b", "c"),
        source.Sensitivity.OPEN,
        Interval(1, None),
        {"a": (1, None), 2: frozenset({1.5})},
        date(2024, 1, 1),
        datetime(2024, 1, 1, tzinfo=UTC),
    ):
        assert tagged.loads(tagged.dumps(value)) == value
    with pytest.raises(InputError, match="no noun"):
        tagged.dumps(object())
    for text in ("{", '{"$": "os.system"}', '{"$": "enum", "of": "x", "v": 1}', '{"a": 1}'):
        with pytest.raises(InputError, match="no nouns"):
            tagged.loads(text)
