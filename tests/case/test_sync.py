"""What the user edits in case.toml is honoured, logged, and refused where it cannot be."""

from __future__ import annotations

from pathlib import Path

import pytest

import corroborate as cb
from corroborate.case import Case, casefile, sync

from .conftest import LATER, NOW


def edit(case: Case, old: str, new: str) -> None:
    path = case.path / "case.toml"
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def test_an_edited_source_is_honoured_and_logged(case: Case) -> None:
    case.run(now=NOW)
    edit(case, 'published = "2024-09-01"', 'published = "2024-09-15"')
    assert not case.is_current()
    result = case.run(now=LATER)
    assert result.changes == ("speech.txt: published '2024-09-01' → '2024-09-15'",)
    assert str(case.sources()[0].published) == "2024-09-15"
    logged = case.decisions()[-2]
    assert (logged.action, logged.when) == ("change a source", LATER)
    assert "2024-09-15" in logged.shown
    assert case.custody()[-1].action.startswith("change a source")
    assert case.verify().ok


def test_a_toml_date_is_read_as_a_day(case: Case) -> None:
    edit(case, 'published = "2024-09-01"', "published = 2024-09-02")
    case.run(now=NOW)
    assert str(case.sources()[0].published) == "2024-09-02"


def test_title_question_and_definitions_reach_the_dossier(case: Case) -> None:
    case.run(now=NOW)
    edit(case, 'question = "How many?"', 'question = "How many, truly?"')
    edit(case, "[definitions]", '[definitions]\nattack = "any use of force"')
    assert "settings" in case.run(now=LATER).changes[0]
    dossier = case.dossier(LATER)
    assert dossier.question == "How many, truly?"
    assert dossier.settings["Definition of attack"] == "any use of force"
    assert case.decisions()[-1].action == "change settings"


def test_a_source_taken_out_and_put_back(case: Case) -> None:
    case.run(now=NOW)
    path = case.path / "case.toml"
    whole = path.read_text("utf-8")
    path.write_text(whole[: whole.rindex("[[source]]")], "utf-8")
    assert case.run(now=LATER).changes == ("survey.txt: taken out of the case",)
    assert [s.name for s in case.sources()] == ["speech.txt"]
    assert {d.source.name for d in case.dossier(LATER).documents} == {"speech.txt"}
    assert {c.source_id for c in case.claims()} == {case.sources()[0].id}
    assert case.verify().ok
    path.write_text(whole, "utf-8")
    case.run(now=LATER)
    assert len(case.sources()) == 2
    actions = [d.action for d in case.decisions()]
    assert "exclude a source" in actions
    assert "include a source" in actions


def test_comments_and_order_of_the_user_are_kept(case: Case, tmp_path: Path) -> None:
    edit(case, 'title = "Attacks"', "# my own words\ntitle = 'Attacks'   # here too")
    new = tmp_path / "new.txt"
    new.write_text("They counted 12 attacks.", "utf-8")
    case.add(new, published="2024-07", now=LATER)
    text = (case.path / "case.toml").read_text("utf-8")
    assert "# my own words\ntitle = 'Attacks'   # here too" in text
    assert 'published = "2024-07"' in text


def test_an_edited_comment_changes_nothing_but_the_seal(case: Case) -> None:
    case.run(now=NOW)
    edit(case, 'title = "Attacks"', '# a comment\ntitle = "Attacks"')
    assert not case.run(now=LATER).changed
    assert case.verify().ok


@pytest.mark.parametrize(
    ("old", "new", "error", "named"),
    [
        ('title = "Attacks"', "title = Attacks", cb.SettingError, "line"),
        ('title = "Attacks"', "title = 5", cb.SettingError, "5"),
        ('title = "Attacks"', "titel = 'x'", cb.SettingError, "titel"),
        ('nature = "original"', 'nature = "copy"', cb.SettingError, "copy"),
        ('published = "2024-09-01"', 'published = "1 Smarch 2024"', cb.DateError, "Smarch"),
        ('published = "2024-09-01"', 'published = "2031-01-01"', cb.DateError, "2031-01-01"),
        ("format = 1", "format = 2", cb.NewerCaseError, "format 2"),
        ("format = 1", "", cb.NotACaseError, "format"),
        ("[definitions]", "definitions = 5", cb.SettingError, "definitions"),
        ("[database]", "[databases]", cb.SettingError, "databases"),
        ('publisher = "The Paper"', 'publishr = "The Paper"', cb.SettingError, "publishr"),
    ],
)
def test_what_cannot_be_used_is_named_and_nothing_changes(
    case: Case, old: str, new: str, error: type[cb.CorroborateError], named: str
) -> None:
    case.run(now=NOW)
    before = case.decisions()
    good = (case.path / "case.toml").read_text("utf-8")
    edit(case, old, new)
    with pytest.raises(error) as raised:
        case.run(now=LATER)
    assert named in str(raised.value)
    (case.path / "case.toml").write_text(good, "utf-8")
    assert case.decisions() == before
    assert case.verify().ok


def test_a_source_that_was_never_added_is_refused(case: Case) -> None:
    path = case.path / "case.toml"
    path.write_text(path.read_text("utf-8") + f'\n[[source]]\nid = "{"0" * 64}"\n', "utf-8")
    with pytest.raises(cb.SettingError, match="never added"):
        case.run(now=NOW)


def test_a_source_listed_twice_is_refused(case: Case) -> None:
    path = case.path / "case.toml"
    text = path.read_text("utf-8")
    path.write_text(text + "\n" + text[text.rindex("[[source]]") :], "utf-8")
    with pytest.raises(cb.SettingError, match="twice"):
        case.run(now=NOW)


def test_measures_of_a_case_are_used(case: Case) -> None:
    case.run(now=NOW)
    path = case.path / "case.toml"
    text = path.read_text("utf-8")
    own = '\n[measures.sortie]\nlabel = "sorties"\nwords = ["sortie"]\n'
    path.write_text(text + own, "utf-8")
    result = case.run(now=LATER)
    assert result.computed["claims"] == 2
    path.write_text(text + '\n[measures.sortie]\nlabels = "x"\n', "utf-8")
    with pytest.raises(cb.SettingError, match="labels"):
        case.run(now=LATER)


def test_the_url_of_a_database_is_not_written_into_the_log() -> None:
    old = casefile.Settings("t", "q", database="postgresql://me:secret@here/x")
    new = casefile.Settings("t", "r", database="postgresql://me:other@here/x")
    assert sync._settings_difference(old, new) == "question 'q' → 'r'; another database"
