"""What happened to nobody: a count of none, with what happened as its measure, its time and its place."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from corroborate.claims import read
from corroborate.consistency import check
from corroborate.lexicons import measures
from corroborate.model.claim import ClaimKind
from corroborate.model.dossier import Document
from corroborate.model.finding import Level
from corroborate.model.source import Source
from corroborate.model.text import Text
from corroborate.model.window import DayRange
from corroborate.text import segment


def document(content):
    taken = datetime(2024, 9, 1, tzinfo=UTC)
    published = DayRange.on(date(2024, 1, 5))
    source = Source("0" * 64, "a", "text/plain", len(content), taken, published=published)
    text = Text.derive(source.id, content, "test", "1")
    return Document(source, text, segment(text))


@pytest.mark.parametrize(
    ("text", "quote", "measure"),
    [
        ("The United Nations said nobody was killed in Bangui in 2023.", "nobody was killed", "killed"),
        ("No one was wounded in the raid, the army said.", "No one was wounded", "injured"),
        ("The ministry said no civilians were killed.", "no civilians were killed", "killed"),
        ("No soldiers died.", "No soldiers died", "killed"),
        ("None were arrested, police said.", "None were arrested", "detained"),
        ("There were 12 attacks and no deaths.", "no deaths", "killed"),
        ("No external support was received.", "No external support", None),
    ],
)
def test_none_is_said_of_what_happened(text, quote, measure):
    (claim,) = [c for c in read(document(text)).claims if c.kind is ClaimKind.EXISTENCE]
    assert (claim.span.quote, claim.counted.measure) == (quote, measure)
    assert claim.quantity.hard.high == 0


def test_nobody_who_does_something_is_no_count():
    assert not [c for c in read(document("Nobody believes that.")).claims if c.kind is ClaimKind.EXISTENCE]


@pytest.mark.parametrize(
    ("none", "some"),
    [
        ("The army said nobody was killed in Bangui in 2023.", "In 2023 twelve men were killed in Bangui."),
        ("No civilians were killed in Bangui in May 2023.", "In May 2023, 12 civilians died in Bangui."),
    ],
)  # fmt: skip
def test_none_clashes_with_some_in_one_place_and_time(none, some):
    given = document(f"{none} {some}")
    checked = check(read(given).claims, [given], measures=measures())
    assert [f.kind for f in checked.findings if f.level is Level.CHANGES] == ["zero"]
    elsewhere = document(f"{none} {some.replace('Bangui', 'Bria')}")
    checked = check(read(elsewhere).claims, [elsewhere], measures=measures())
    assert not [f for f in checked.findings if f.level is not Level.AGREES]


@pytest.mark.parametrize(
    "text",
    [
        "The debate will be held without Donald Trump.",
        "The panel was a little more tentative.",
        "A real person, not a senator, would say so.",
        "He is not a senator.",
    ],
)
def test_words_that_say_nothing_of_how_many(text):
    assert [c for c in read(document(text)).claims if c.kind is ClaimKind.EXISTENCE] == []


@pytest.mark.parametrize(
    "text", ["There was not a soldier in sight.", "Not a soldier was left.", "They gave a little support."]
)
def test_words_that_say_none_or_little(text):
    assert [c.kind for c in read(document(text)).claims] == [ClaimKind.EXISTENCE]
