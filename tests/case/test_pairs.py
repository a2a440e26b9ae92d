from datetime import UTC, datetime

from corroborate.case import Case
from corroborate.case.pairs import judged
from corroborate.model.linkage import PairDecision, PairVerdict

NOW = datetime(2025, 6, 1, 12, tzinfo=UTC)
A, B, C = ("un", "1"), ("press", "9"), ("press", "10")


def test_c12_verdicts_are_entries_of_the_log_and_can_be_taken_back(tmp_path):
    case = Case.create(tmp_path / "case", title="t", question="q", who="ana", now=NOW)
    first = case.judge(A, B, PairVerdict.SAME, who="ana", why="same town and day", now=NOW)
    second = case.judge(
        B, A, PairVerdict.CANNOT_TELL, who="ben", why="too little", shown="A beside B", now=NOW
    )
    assert case.judgements() == (
        PairDecision(B, A, PairVerdict.SAME, "ana", first.number),
        PairDecision(B, A, PairVerdict.CANNOT_TELL, "ben", second.number),
    )
    case.take_back(first.number, who="ana", why="saw another report", now=NOW)
    assert [d.who for d in case.judgements()] == ["ben"]
    assert case.decisions()[-1].why == "saw another report"
    assert case.verify().problems == ()


def test_the_entry_keeps_what_was_shown(tmp_path):
    case = Case.create(tmp_path / "case", title="t", question="q", now=NOW)
    entry = case.judge(A, C, PairVerdict.DIFFERENT, who="ana", why="years apart", shown="two rows", now=NOW)
    assert entry.shown == "different\ntwo rows"
    assert judged(case.decisions())[0].verdict is PairVerdict.DIFFERENT
