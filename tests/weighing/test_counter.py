"""Who counted, where the words name a body without a name."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.case.conftest import NOW

import corroborate as cb


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The opposition says 1,900 people were killed in March 2011.", "said by opposition (Daily)"),
        ("The police recorded 53 attacks in May 2011.", "verified by police (Daily)"),
        ("The report says 1,900 people were killed in March 2011.", "printed by Daily"),
        ("They say 1,900 people were killed in March 2011.", "printed by Daily"),
    ],
)
def test_a_body_without_a_name_is_named_with_where_it_is_quoted(
    text: str, words: str, tmp_path: Path
) -> None:
    case = cb.Case.create(tmp_path / "case", title="Deaths", question="How many?", now=NOW)
    more = "The Mission verified 29 attacks and 300 people killed in March 2011, and 30 attacks in May 2011."
    (tmp_path / "note.txt").write_text(text)
    (tmp_path / "more.txt").write_text(more)
    case.add(tmp_path / "note.txt", published="2011-06-01", publisher="The Daily", now=NOW)
    case.add(tmp_path / "more.txt", published="2011-06-01", publisher="Another", now=NOW)
    case.run(now=NOW)
    labels = [figure.label for figure in case.dossier(NOW).weighing.figures]
    assert any(words in label for label in labels), labels
