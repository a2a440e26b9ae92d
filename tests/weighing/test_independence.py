"""Publications that print one count, or one sentence, are one source for it."""

from __future__ import annotations

from datetime import date

from builder import Builder, contested, exactly

from corroborate.model.claim import Status
from corroborate.model.independence import Tie

YEAR = exactly(date(2024, 1, 1), date(2024, 12, 31))


def ties(builder: Builder, kind: Tie):
    return [d for d in builder.weighed().dependences if d.tie is kind]


def test_publications_that_print_one_count_are_one_source():
    b, c = contested()
    (found,) = [d for d in ties(b, Tie.COUNTER) if c["29"].id in d.claims]
    assert set(found.sources) == {c["29"].source_id, c["29 echo"].source_id, c["29 misquoted"].source_id}
    assert set(found.claims) >= {c["29"].id, c["29 echo"].id, c["29 misquoted"].id}
    assert "not 3: none of them supports another" in found.effect


def test_counts_of_two_counters_are_two_sources():
    b = Builder()
    for publisher, voice in (("Alpha", "the UN"), ("Beta", "Afghan Witness")):
        document = b.document(
            f"In 2024 {voice} verified 44 attacks. {publisher} says so.",
            publisher=publisher,
            published=date(2025, 1, 3),
        )
        b.claim(document, "44 attacks", 44, voices=(voice,), status=Status.VERIFIED, window=YEAR)
    assert ties(b, Tie.COUNTER) == []


def test_one_sentence_in_two_publications_is_a_copy_whatever_its_case_and_stops():
    b = Builder()
    wire = "At least 44 attacks shook the northern provinces of the country over the year"
    for publisher, text in (("Alpha", wire + "."), ("Beta", wire.replace("shook", "SHOOK") + " .")):
        document = b.document(text + f" {publisher} adds this.", publisher=publisher)
        b.claim(document, "44 attacks", 44, None, window=YEAR)
    (found,) = ties(b, Tie.COPY)
    assert len(found.sources) == len(found.claims) == 2
    assert "copied from another" in found.effect


def test_short_sentences_and_repeats_within_one_publication_are_no_copies():
    b = Builder()
    for publisher in ("Alpha", "Beta"):
        document = b.document(f"There were 44 attacks. Thus {publisher}.", publisher=publisher)
        b.claim(document, "44 attacks", 44, window=YEAR)
    twice = "The group carried out 45 attacks in all of the provinces last year. "
    document = b.document(twice * 2, publisher="Gamma")
    b.claim(document, "45 attacks", 45, window=YEAR)
    assert ties(b, Tie.COPY) == []
