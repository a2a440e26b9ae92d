"""What is known of a document and cannot be: published before it was written, or after it was taken in."""

from __future__ import annotations

import pytest
from from_files import document, outcome

from corroborate.model.finding import Level


def test_published_after_it_was_taken_in_is_said() -> None:
    page = document("The Guard carried out 12 attacks in 2023.", published="2024-09-05")
    (note,) = outcome([page]).checked.notes
    assert "published on 5 September 2024" in note
    assert "taken in on 2 September 2024" in note


@pytest.mark.parametrize(
    "words",
    [
        "Written on 5 October 2024.",
        "Dated: 5 October 2024",
        "This report was completed on 5 October 2024, after long delays, by three authors of the mission.",
    ],
)
def test_published_before_it_was_written_is_a_finding(words: str) -> None:
    result = outcome([document(f"The roads are closed.\n\n{words}", published="2024-09-01")])
    (found,) = [f for f in result.checked.findings if f.level is not Level.AGREES]
    assert found.kind == "coverage"
    assert "before it was written" in found.title
    assert found.sensitivity[0].vanishes == "for a publication on 5 October 2024 or later"


@pytest.mark.parametrize(
    "words",
    [
        "Written on 5 August 2024.",
        "The treaty is to be signed on 5 October 2024 by the ministers of both of the countries in Geneva.",
        "The cheque was dated 5 October 2024, which puzzled everybody at the bank and at the court as well.",
    ],
)
def test_other_days_are_none_of_writing(words: str) -> None:
    result = outcome([document(f"The roads are closed.\n\n{words}", published="2024-09-01")])
    assert not result.disagreements()
    assert not result.checked.notes
