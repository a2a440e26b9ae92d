"""Across documents: parts in some against the total in another, one speaker in two, an edited text."""

from __future__ import annotations

import pytest
from from_files import document, outcome

SHARED = """Roads to the north were closed by snow for much of the winter.
Observers have no access to the area at all at present.
The school in the valley is closed for repairs now."""

CASES = {
    "places": (
        "total",
        "The UN mission recorded 33 attacks in Takhar in 2022.",
        "The UN mission recorded 41 attacks in Kunduz in 2022.",
        "In 2022 the UN mission recorded [60|80] attacks in Afghanistan.",
    ),
    "quarters": (
        "total",
        "The UN mission recorded 40 attacks between January and March 2023.",
        "The UN mission recorded 50 attacks between April and June 2023.",
        "The UN mission recorded [70|90] attacks in the first half of 2023.",
    ),
    "speaker": (
        "speaker",
        "Commander Karim Daud said that the front has 3,000 fighters in Panjshir.",
        "“The front has [5,000|3,000] fighters in Panjshir,” Commander Karim Daud told Reuters.",
    ),
    "edited": (
        "version",
        f"{SHARED} Police counted 14 fires in Herat in May 2023.",
        f"{SHARED} Police counted [18|14] fires in Herat in May 2023.",
    ),
}


@pytest.mark.parametrize("name", CASES)
@pytest.mark.parametrize("wrong", [True, False])
def test_documents_are_held_against_each_other(name: str, wrong: bool) -> None:
    kind, *texts = CASES[name]
    pages = []
    for number, text in enumerate(texts):
        if "[" in text:
            head, rest = text.split("[")
            choice, tail = rest.split("]")
            text = head + choice.split("|")[0 if wrong else 1] + tail
        pages.append(document(text, title=f"page {number}", author=f"Author {number}", name=f"{number}.txt"))
    found = {told[0] for told in outcome(pages).disagreements()}
    assert found == ({kind} if wrong else set())
