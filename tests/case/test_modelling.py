"""A model's help in a case: asked once, stored, marked, and gone without loss."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from corroborate.case import Case, SourceFile
from corroborate.case.reviews import ReviewVerdict
from corroborate.claims.modelhelp import Answer, Prompt
from corroborate.errors import SettingError
from corroborate.model.claim import AnyClaim, ClaimKind
from corroborate.model.source import Handling, Sensitivity

from .conftest import LATER, NOW

WORDS = "They recorded 53 attacks in May 2024. On page 40 soldiers died."
PROPOSED = {"quote": "page 40 soldiers died", "number_words": "40", "value": 40, "counted": "soldiers"}


@dataclass
class Model:
    """A model that always says the same."""

    says: str | None = field(default=json.dumps({"claims": [PROPOSED]}))
    model: str = "m"
    base_url: str = "http://127.0.0.1:1/v1"
    local: bool = True
    asked: int = 0

    def ask(self, prompt: Prompt) -> Answer:
        self.asked += 1
        failure = None if self.says is not None else "the model did not answer in time"
        return Answer(
            prompt.hash, prompt.start, prompt.end, self.model, self.base_url, "m-1", self.says, failure
        )


@pytest.fixture
def one(empty: Case, tmp_path: Path) -> Case:
    """A case with one source."""
    note = tmp_path / "note.txt"
    note.write_text(WORDS, "utf-8")
    empty.add(note, published="2024-09-01", now=NOW)
    return empty


def by_rules(case: Case) -> tuple[AnyClaim, ...]:
    return tuple(c for c in case.claims() if not c.reader.machine)


def test_c10_what_a_model_proposed_is_stored_marked_and_weighed_nowhere(one: Case) -> None:
    one.run(now=NOW)
    plain, model = one.claims(), Model()
    before = one.dossier(NOW)
    result = one.run(now=NOW, asking=model)
    assert result.computed["model"] == 1
    assert by_rules(one) == plain
    (claim,) = [c for c in one.claims() if c.reader.machine]
    assert (claim.reader.model_id, claim.span.quote) == ("m-1", "40 soldiers")
    after = one.dossier(NOW)
    assert after.weighing.figures == before.weighing.figures
    assert claim.id in {n.claim_id for n in after.checked.not_checked}
    page = one.report(now=NOW).read_text("utf-8")
    assert "read by a machine, not reviewed: m-1" in page
    review = one.review(claim.id, ReviewVerdict.ACCEPTED, who="A. Reader", why="checked", now=NOW)
    page = one.report(now=NOW).read_text("utf-8")
    assert "read by a machine, accepted by a person: m-1" in page
    assert "not reviewed: m-1" not in page
    one.take_back(review.number, who="A. Reader", why="a mistake", now=NOW)
    assert "read by a machine, not reviewed: m-1" in one.report(now=NOW).read_text("utf-8")
    assert one.verify().ok


def test_each_question_is_put_once_and_used_by_later_runs(one: Case) -> None:
    model = Model()
    one.run(now=NOW, asking=model)
    claims = one.claims()
    again = one.run(now=LATER, asking=model)
    assert (model.asked, again.changed) == (1, False)
    assert one.is_current()
    assert not one.run(now=LATER).changed
    one.run(now=LATER, anew=True)
    assert one.claims() == claims
    one.run(now=LATER, asking=Model(model="other"))
    assert [d.who for d in one.decisions() if d.action == "ask a model"] == ["model m", "model other"]


def test_the_answers_go_when_the_rules_alone_are_to_read(one: Case) -> None:
    one.run(now=NOW)
    plain = one.claims()
    one.run(now=NOW, asking=Model())
    assert one.claims() != plain
    one.run(now=NOW, forget_answers=True)
    assert one.claims() == plain
    assert one.verify().ok


def test_a_model_that_fails_loses_nothing_and_is_said(one: Case) -> None:
    failing = Model(says=None)
    result = one.run(now=NOW, asking=failing)
    assert any(c.kind is ClaimKind.COUNT for c in one.claims())
    assert "did not answer in time" in result.warnings[0]
    assert "note.txt" in result.warnings[0]
    assert one.run(now=NOW, asking=Model()).warnings == ()
    assert any(c.reader.machine for c in one.claims())


def test_c05_a_refused_proposal_is_in_the_log(one: Case) -> None:
    wrong = {"quote": "recorded 63 attacks", "number_words": "63"}
    result = one.run(now=NOW, asking=Model(says=json.dumps({"claims": [wrong]})))
    assert result.refusals == 1
    (refused,) = [d for d in one.decisions() if d.action == "refuse a quote"]
    assert (refused.who, refused.shown) == ("model m-1", "recorded 63 attacks")
    assert not any(c.reader.machine for c in one.claims())


def test_a_restricted_source_is_shown_only_to_a_model_on_this_machine(empty: Case, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text(WORDS, "utf-8")
    empty.add_all([SourceFile(note, handling=Handling(Sensitivity.RESTRICTED))], now=NOW)
    far, near = Model(local=False, base_url="https://far.example/v1"), Model()
    result = empty.run(now=NOW, asking=far)
    assert far.asked == 0
    assert "not sent" in result.warnings[0]
    empty.run(now=NOW, asking=near)
    assert near.asked == 1


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    """Two places that do not ship."""
    rows = [("1", "Qaryat Zarqa", "33.5", "68.5"), ("2", "Deh Lalma", "34.1", "69.2")]
    lines = [
        "\t".join([i, n, n, "", lat, lon, "P", "PPL", "AF", "", "", "", "", "", "90000", "", "", "", ""])
        for i, n, lat, lon in rows
    ]
    path = tmp_path / "XX.txt"
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


def test_a_gazetteer_of_a_case_is_used_by_the_next_run(empty: Case, tmp_path: Path, dump: Path) -> None:
    note = tmp_path / "note.txt"
    note.write_text("They killed 12 soldiers in Qaryat Zarqa in May 2024.", "utf-8")
    empty.add(note, now=NOW)
    empty.run(now=NOW)
    assert all(c.place is None for c in empty.claims())
    assert empty.add_gazetteer(dump, now=NOW)
    assert not empty.add_gazetteer(dump, now=NOW)
    assert not empty.is_current()
    empty.run(now=NOW)
    assert "GN:1" in {c.place.id for c in empty.claims() if c.place is not None}
    assert empty.is_current()
    (empty.path / "gazetteer.sqlite").unlink()
    with pytest.raises(SettingError, match="not there"):
        empty.run(now=NOW)


def test_a_source_is_read_in_its_own_language(empty: Case, tmp_path: Path) -> None:
    dari, arabic = tmp_path / "dari.txt", tmp_path / "arabic.txt"
    dari.write_text("در ماه اسد ۱۴۰۲ بیش از ۲۹ حمله در کابل انجام شد.", "utf-8")
    arabic.write_text("قتل 12 جنديا", "utf-8")
    empty.add_all([SourceFile(dari, language="fa-AF"), SourceFile(arabic, language="ar")], now=NOW)
    empty.run(now=NOW)
    assert {c.reader.name for c in empty.claims()} == {"corroborate rules (fa)"}
    assert any(c.counted is not None and c.counted.measure == "attack" for c in empty.claims())
    assert [u.reason for u in empty.unread()] == ["there are no lexicons for the language ar"]


def test_words_in_another_script_are_not_read_by_the_case_s_language(empty: Case, tmp_path: Path) -> None:
    dari = tmp_path / "dari.txt"
    dari.write_text("روز ۲۴ اسد ۱۴۰۰ دست‌کم ۱۲ نفر در کندز کشته شدند.", "utf-8")
    empty.add_all([SourceFile(dari)], now=NOW)
    empty.run(now=NOW)
    assert empty.claims() == ()
    assert [u.span.quote for u in empty.unread()] == ["۲۴", "۱۴۰۰", "۱۲"]
    assert "state the language" in empty.unread()[0].reason
