"""Running: only what changed, and the same bytes for the same moment."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import corroborate as cb
from corroborate.case import Case, SourceFile, version
from corroborate.model.source import Nature

from .conftest import LATER, NOW


def files(case: Case) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in case.path.iterdir() if p.is_file() and p.name != "case.lock"}


def test_a_run_reads_checks_and_weighs(case: Case) -> None:
    result = case.run(now=NOW)
    assert result.changed
    assert set(result.computed) == {"text", "segments", "claims", "consistency", "weighing"}
    assert result.sources == 2
    assert result.claims == len(case.claims()) > 4
    assert result.numeric_tokens >= result.unread
    dossier = case.dossier(NOW)
    assert len(dossier.documents) == 2
    assert dossier.numeric_tokens == result.numeric_tokens
    assert {c.source_id for c in dossier.claims} == {s.id for s in case.sources()}


def test_a_second_run_does_nothing_and_says_so(case: Case) -> None:
    case.run(now=NOW)
    before = files(case)
    result = case.run(now=LATER)
    assert not result.changed
    assert result.computed == {}
    assert sum(result.kept.values()) == 2 + 2 + 2 + 1 + 1
    assert files(case) == before
    assert case.is_current()


def test_a_new_source_computes_only_its_own_and_the_whole(case: Case, tmp_path: Path) -> None:
    case.run(now=NOW)
    new = tmp_path / "new.txt"
    new.write_text("In May 2024 they counted 12 attacks.", "utf-8")
    case.add(new, published="2024-07", now=LATER)
    assert not case.is_current()
    result = case.run(now=LATER)
    assert result.computed == {"text": 1, "segments": 1, "claims": 1, "consistency": 1, "weighing": 1}


def test_anew_computes_everything_to_the_same_state(case: Case) -> None:
    page = case.report(now=NOW).read_bytes()
    assert sum(case.run(now=LATER, anew=True).computed.values()) == 8
    assert case.report(now=NOW).read_bytes() == page


def test_another_version_of_a_stage_computes_that_stage_again(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    case.run(now=NOW)
    real = version.of_stage
    monkeypatch.setattr(version, "of_stage", lambda stage: "other" if stage == "claims" else real(stage))
    result = case.run(now=LATER)
    assert result.computed["claims"] == 2
    assert "text" not in result.computed


def test_the_version_of_a_stage_changes_with_its_code_and_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = Path(cb.__file__).parent
    copy = tmp_path / "corroborate"
    shutil.copytree(root, copy, ignore=shutil.ignore_patterns("__pycache__", "example"))
    version._of_package.cache_clear()
    monkeypatch.setattr(cb, "__file__", str(copy / "__init__.py"))
    before = version._of_package("lexicons")
    lexicon = copy / "lexicons" / "en" / "hedges.yaml"
    lexicon.write_bytes(lexicon.read_bytes() + b"\n# another\n")
    version._of_package.cache_clear()
    after = version._of_package("lexicons")
    version._of_package.cache_clear()
    assert before != after


def test_the_same_moments_make_the_same_bytes(tmp_path: Path, speech: Path, survey: Path) -> None:
    pages = []
    for name in ("one", "two"):
        made = Case.create(tmp_path / name, title="Attacks", question="How many?", now=NOW)
        made.add_all([SourceFile(speech, "2024-09-01"), SourceFile(survey, "2024-06")], now=NOW)
        made.report(now=LATER)
        pages.append({p.name: p.read_bytes() for p in (made.path / "report").iterdir()})
    assert pages[0] == pages[1]
    assert set(pages[0]) == {"report.html", "figures.json"}


def test_running_twice_reports_the_same_bytes(case: Case) -> None:
    case.run(now=NOW)
    first = case.report(now=LATER).read_bytes()
    case.run(now=NOW)
    assert case.report(now=LATER).read_bytes() == first


def test_a_list_is_kept_but_not_read_as_prose(case: Case, tmp_path: Path) -> None:
    table = tmp_path / "incidents.csv"
    table.write_text("id,date,killed\n1,2024-05-01,3\n2,2024-05-02,4\n3,2024-05-03,1\n", "utf-8")
    case.add(table, list_name="A list", nature=Nature.LIST, now=NOW)
    case.run(now=NOW)
    list_id = next(s.id for s in case.sources() if s.list_name == "A list")
    assert not [c for c in case.claims() if c.source_id == list_id]


def test_progress_says_what_is_being_done(case: Case) -> None:
    said: list[tuple[str, int, int, str]] = []
    case.run(now=NOW, progress=lambda *step: said.append(step))
    assert {stage for stage, *_ in said} == {"text", "segments", "claims", "consistency", "weighing"}
    assert ("text", 0, 2, "speech.txt") in said
    assert ("claims", 2, 2, "") in said


def test_c05_a_refused_quote_is_kept_and_logged(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    refusal = cb.Refusal("text", "57", "a model", "the quoted words are not in the text")
    monkeypatch.setattr("corroborate.claims.read", lambda *_, **__: cb.Reading((), (), (refusal,), 0))
    assert case.run(now=NOW).refusals == 2
    assert case.dossier(NOW).refusals == (refusal, refusal)
    logged = [d for d in case.decisions() if d.action == "refuse a quote"]
    assert [(d.who, d.shown) for d in logged] == [("a model", "57")] * 2


def test_a_source_that_no_longer_gives_text_is_listed_as_unreadable(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(source: cb.Source, data: bytes) -> cb.Extraction:
        raise cb.UnreadableError("the file is encrypted", value=source.name)

    monkeypatch.setattr("corroborate.text.extract", refuse)
    assert case.run(now=NOW).unreadable == 2
    assert {u.reason for u in case.dossier(NOW).unreadable} == {"the file is encrypted"}


def test_every_result_is_stored_whole(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    made: dict[str, object] = {}

    def keep(name: str, stage: object) -> object:
        def kept(*args: object, **settings: object) -> object:
            made[name] = stage(*args, **settings)  # type: ignore[operator]
            return made[name]

        return kept

    monkeypatch.setattr("corroborate.consistency.check", keep("checked", cb.check))
    monkeypatch.setattr("corroborate.weighing.weigh", keep("weighing", cb.weigh))
    case.run(now=NOW)
    dossier = case.dossier(NOW)
    assert dossier.checked == made["checked"]
    assert dossier.weighing == made["weighing"]
