"""The commands of releases and builds: release, diff, cite, report with its files, verify --public."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import NOW, Cli

LATER = "2025-04-10T12:00:00Z"


def test_release_diff_and_verify(cli: Cli, case: Path, tmp_path: Path) -> None:
    first = cli("release", case, "--reason", "we are done", "--no-pdf", "--now", NOW)
    assert first.out.startswith("Released 2025-03-10-01")
    assert "It is the first release" in first.out
    assert cli("diff", case).out.startswith("Nothing has changed since 2025-03-10-01")
    note = tmp_path / "more.txt"
    note.write_text("The police recorded 95 attacks in August 2024.\n", "utf-8")
    cli("add", case, note, "--published", "2024-09-02", "--now", LATER)
    cli("run", case, "--now", LATER)
    told = cli("diff", case).out
    assert "source added: more.txt" in told
    assert "because the source was added (more.txt)" in told
    second = cli("release", case, "--no-pdf", "--now", LATER, "--json").json["data"]
    assert second["id"] == "2025-04-10-02"
    assert {change["on"] for change in second["changes"]["outputs"]} >= {"claim", "figure"}
    both = cli("diff", case, "2025-03-10-01", "2025-04-10-02", "--json").json["data"]
    assert both["outputs"] == second["changes"]["outputs"]
    assert cli("diff", case, "nothing").code == 2
    assert "releases 2" in cli("verify", case).out


def test_a_release_with_its_pdf(cli: Cli, case: Path) -> None:
    made = cli("release", case, "--now", NOW, "--json").json["data"]
    folder = Path(made["folder"])
    for name in ("report.pdf", "brief.pdf"):
        assert (folder / name).read_bytes().startswith(b"%PDF-")
    assert (folder / "card.png").read_bytes().startswith(b"\x89PNG")


def test_without_typst_the_pdf_is_refused_with_what_to_do(
    cli: Cli, case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "typst", None)
    answer = cli("release", case, "--now", NOW)
    assert answer.code == 2
    assert "pip install --force-reinstall typst" in answer.err
    assert not (case / "releases").exists()


def test_report_writes_what_is_asked_for_and_one_screen(cli: Cli, case: Path, tmp_path: Path) -> None:
    out = tmp_path / "sent.html"
    answer = cli("report", case, "--out", out, "--brief", "--data", "--now", NOW)
    for name in (
        "sent.brief.pdf",
        "sent.figures.csv",
        "sent.claims.jsonl",
        "sent.card.svg",
        "sent.figures.json",
    ):
        assert (tmp_path / name).is_file(), name
        assert name in answer.out
    for words in ("What is documented", "What is not known", "Checked "):
        assert words in answer.out
    assert len(answer.out.splitlines()) < 40


def test_cite_in_words_and_bibtex(cli: Cli, case: Path) -> None:
    assert "Not released" in cli("cite", case, "--now", NOW).out
    cli("release", case, "--no-pdf", "--now", NOW)
    told = cli("cite", case).out
    assert "Release 2025-03-10-01, 10 March 2025." in told
    assert "SHA-256 of the page" in told
    entry = cli("cite", case, "--bibtex").out
    assert entry.startswith("@techreport{corroborate20250310-2025-03-10-01,")
    assert cli("cite", case, "--json").json["data"]["bibtex"].strip() == entry.strip()


def test_an_auditor_proves_the_public_page_without_the_case(cli: Cli, case: Path, tmp_path: Path) -> None:
    page, build = tmp_path / "sent.html", tmp_path / "for-the-auditor"
    told = cli("report", case, "--out", page, "--auditor", build, "--now", NOW)
    assert "For an auditor, not for others" in told.out
    assert cli("verify", build, "--public", page).out.startswith("The two are the same report")
    page.write_text(page.read_text("utf-8").replace("207", "702"), "utf-8")
    wrong = cli("verify", build, "--public", page)
    assert wrong.code == 4
    assert "DOES NOT VERIFY" in wrong.out
    assert cli("verify", case, "--public", page).code == 2
    assert cli("verify", build, "--public", tmp_path / "none.html").code == 2
