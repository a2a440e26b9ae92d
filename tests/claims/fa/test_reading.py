"""Persian and Dari from text to claims."""

from __future__ import annotations

from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from corroborate.claims import read
from corroborate.claims.languages import in_another_script, reader_language, unread_in
from corroborate.model.claim import AggregateClaim, ClaimKind, Modality, Polarity, Reading
from corroborate.model.dossier import Document
from corroborate.model.interval import Interval
from corroborate.model.source import NOT_STATED, Source
from corroborate.model.text import Text
from corroborate.model.window import DayRange
from corroborate.text import segment

SENTENCES = (
    "در ماه اسد ۱۴۰۲ جبهه بیش از ۲۹ حمله در کابل انجام داد. "
    "سه نفر در ولایت تخار کشته شدند و ۱۲ تن زخمی شدند. "
    "حدود ۶۲ درصد مردم در سال گذشته بیکار بودند."
)


def document(content: str) -> Document:
    source = Source(
        "0" * 64,
        "note.txt",
        "text/plain",
        len(content),
        datetime(2024, 9, 2, tzinfo=UTC),
        published=DayRange.on(date(2024, 9, 1)),
        author="نویسنده",
        language="fa",
    )
    text = Text.derive(source.id, content, "plain", "1")
    return Document(source, text, tuple(segment(text)))


def reading(content: str) -> Reading:
    return read(document(content), language="fa")


def test_numbers_dates_and_places_of_a_dari_text_become_claims() -> None:
    found = reading(SENTENCES)
    counts = [c for c in found.claims if c.kind is ClaimKind.COUNT]
    got = [(c.quantity.hard, c.counted.measure) for c in counts if c.quantity and c.counted]
    assert got == [
        (Interval(30, None), "attack"),
        (Interval(3, 3), "killed"),
        (Interval(12, 12), "injured"),
    ]
    assert all(isinstance(c, AggregateClaim) for c in counts)
    attacks, killed, _ = counts
    assert attacks.place is not None
    assert attacks.place.country == "AF"
    assert attacks.window is not None
    assert (str(attacks.window.outer.first), str(attacks.window.outer.last)) == ("2023-07-23", "2023-08-22")
    assert killed.place_span is not None
    assert "تخار" in killed.place_span.quote
    shares = [c for c in found.claims if c.kind is ClaimKind.PROPORTION]
    assert len(shares) == 1
    assert {c.kind for c in found.claims} >= {ClaimKind.DATE}


def test_every_span_of_a_dari_claim_is_exact() -> None:
    doc = document(SENTENCES)
    found = read(doc, language="fa")
    assert found.claims
    for claim in found.claims:
        for span in (claim.span, claim.quantity_span, claim.window_span, claim.place_span):
            if span is not None:
                span.check(doc.text.content)
        assert claim.sentence[0] <= claim.span.start < claim.span.end <= claim.sentence[1]
        assert claim.attribution.outermost.name == "نویسنده"
        assert claim.reader.name == "corroborate rules (fa)"
        assert not claim.reader.machine


def test_every_number_is_in_a_claim_or_told_as_not_read() -> None:
    found = reading(SENTENCES)
    inside = [
        span for c in found.claims for span in (c.span, c.quantity_span, c.window_span) if span is not None
    ]
    digits = [i for i, c in enumerate(SENTENCES) if c.isdecimal()]
    left = [u.span for u in found.unread]
    assert digits
    assert all(any(s.start <= i < s.end for s in (*inside, *left)) for i in digits)


def test_what_is_denied_supposed_or_ahead_is_marked() -> None:
    (denied,) = [c for c in reading("۵ سرباز در کابل کشته نشدند.").claims if c.kind is ClaimKind.COUNT]
    assert denied.polarity is Polarity.NEGATED
    (supposed,) = [c for c in reading("اگر ۵ سرباز کشته شوند چه می‌شود").claims if c.quantity]
    assert supposed.modality is Modality.HYPOTHETICAL
    (ahead,) = [c for c in reading("۵۰۰ سرباز اعزام خواهند شد.").claims if c.quantity]
    assert ahead.modality is Modality.FUTURE


def test_the_language_of_a_source_by_its_tag() -> None:
    assert reader_language("fa-AF", "en") == "fa"
    assert reader_language("prs", "en") == "fa"
    assert reader_language("EN_gb", "fa") == "en"
    assert reader_language(NOT_STATED, "fa") == "fa"
    assert reader_language("ar", "en") is None


def test_a_text_in_another_script_is_not_of_the_language() -> None:
    assert in_another_script("دست‌کم ۱۲ نفر در کابل کشته شدند", "en")
    assert in_another_script("At least 12 people were killed in Kabul", "fa")
    assert not in_another_script("At least 12 people were killed in Kabul (کابل)", "en")
    assert not in_another_script("دست‌کم ۱۲ نفر در Kabul کشته شدند", "fa")
    assert not in_another_script("۱۲", "en")


def test_a_language_without_lexicons_leaves_every_number_unread() -> None:
    doc = document("١٢ قتيلا و 30 جريحا")
    found = unread_in(doc.text, "ar")
    assert [u.span.quote for u in found.unread] == ["١٢", "30"]
    assert found.numeric_tokens == 2
    assert "ar" in found.unread[0].reason


WORDS = st.sampled_from([*SENTENCES.split(), "؟", "،", "\n", "اگر", "۱٬۰۰۰", "\u202b", "killed", "5"])


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=25).map(" ".join)))
def test_no_text_is_too_much_for_the_persian_reader(content: str) -> None:
    doc = document(content)
    found = read(doc, language="fa")
    for claim in found.claims:
        for span in (claim.span, claim.quantity_span, claim.window_span, claim.place_span):
            if span is not None:
                span.check(content)
        assert 0 <= claim.sentence[0] < claim.sentence[1] <= len(content)
    assert read(doc, language="fa") == found
