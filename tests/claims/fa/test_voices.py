"""Who says what in Persian and Dari, denials, and totals with their parts; sentences of our own."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corroborate.claims import read
from corroborate.model.attribution import Knowledge, Stance
from corroborate.model.claim import AnyClaim, ClaimKind, Polarity
from corroborate.model.dossier import Document
from corroborate.model.source import Source
from corroborate.model.text import Text
from corroborate.text import segment

AUTHOR = "نویسنده"


def counts(content: str) -> list[AnyClaim]:
    source = Source(
        "0" * 64,
        "n.txt",
        "text/plain",
        len(content),
        datetime(2024, 9, 2, tzinfo=UTC),
        author=AUTHOR,
        language="fa",
    )
    text = Text.derive(source.id, content, "plain", "1")
    found = read(Document(source, text, tuple(segment(text))), language="fa")
    return [c for c in found.claims if c.kind is ClaimKind.COUNT]


@pytest.mark.parametrize(
    ("content", "voice", "stance"),
    [
        ("سخنگوی طالبان گفت که ۱۲ سرباز در کابل کشته شدند.", "سخنگوی طالبان", Stance.ASSERTS),
        ("به گفتهٔ پولیس، ۱۴ نفر در هرات زخمی شدند.", "پولیس", Stance.REPORTS),
        ("به گفته پولیس ۱۴ نفر در هرات زخمی شدند.", "پولیس", Stance.REPORTS),
        ("۱۸ نفر زخمی شدند، به گفتهٔ داکتران.", "داکتران", Stance.REPORTS),
        ("به نقل از سازمان ملل ۲۱ نفر کشته شدند.", "سازمان ملل", Stance.REPORTS),
        ("وزارت داخله روز دوشنبه اعلام کرد که ۳۰ تن کشته شدند.", "وزارت داخله", Stance.ASSERTS),
        ("احمد رضا گفت: «نیروهای ما ۲۰۷ عملیات انجام دادند.»", "احمد رضا", Stance.ASSERTS),
        ("«۲۹ حمله در تخار انجام شد»، علی رضا گفت.", "علی رضا", Stance.ASSERTS),
        ("یوناما ۵۶ حمله را ثبت کرده است.", "یوناما", Stance.ASSERTS),
        ("جبهه ادعا کرده است که ۹۲ حمله انجام داده است.", "جبهه", Stance.CLAIMS),
        ("سازمان ملل تأیید کرد که ۲۹ حمله انجام شد.", "سازمان ملل", Stance.CONFIRMS),
        ("طالبان کشته شدن ۱۵ سرباز را رد کردند.", "طالبان", Stance.DENIES),
        ("در سال گذشته ۲۹ حمله در کابل انجام شد.", AUTHOR, Stance.ASSERTS),
    ],
)
def test_who_says_it(content: str, voice: str, stance: Stance) -> None:
    (claim,) = counts(content)
    speaker = claim.attribution.speaker
    assert (speaker.name, speaker.stance) == (voice, stance)
    assert claim.attribution.voices[0].name == AUTHOR
    if speaker.words is not None:
        assert content[speaker.words.start : speaker.words.end] == speaker.words.quote == voice


def test_a_verb_without_a_subject_goes_on_with_the_speaker() -> None:
    first, second = counts("جبهه ادعا کرد که ۹۲ حمله انجام داد. افزود که ۱۹ حمله در کابل بود.")
    assert first.attribution.speaker.name == second.attribution.speaker.name == "جبهه"


def test_a_quotation_over_sentences_has_one_speaker() -> None:
    found = counts("وزیر گفت: «ما ۱۲ حمله داشتیم. آنها ۷ حمله داشتند.» ۳ حمله دیگر هم بود.")
    assert [c.attribution.speaker.name for c in found] == ["وزیر", "وزیر", AUTHOR]


def test_what_is_denied_is_no_affirmation() -> None:
    (denied,) = counts("طالبان کشته شدن ۱۵ سرباز را رد کردند.")
    (told,) = counts("طالبان گفتند که ۱۵ سرباز کشته شدند.")
    assert (denied.polarity, told.polarity) == (Polarity.NEGATED, Polarity.AFFIRMED)


def test_knowledge_comes_with_the_verb() -> None:
    (claim,) = counts("یوناما ۵۶ حمله را ثبت کرده است.")
    assert claim.attribution.speaker.knowledge is Knowledge.COUNTED


def test_a_total_has_its_parts_and_their_places() -> None:
    whole, kabul, takhar = counts("۷۳ حمله، از جمله ۵۳ حمله در کابل و ۲۰ در تخار، انجام شد.")
    assert whole.total_of == (kabul.id, takhar.id)
    assert not whole.partition
    assert [c.place.name if c.place else None for c in (whole, kabul, takhar)] == [None, "Kabul", "Takhar"]
    assert {c.counted.measure for c in (whole, kabul, takhar) if c.counted} == {"attack"}


@settings(max_examples=60, deadline=None)
@given(st.text(st.sampled_from("گفت که به گفتهٔ ۱۲ «»:،. را رد کرد\n"), max_size=200))
def test_nothing_breaks_it(content: str) -> None:
    for claim in counts(content):
        for voice in claim.attribution.voices:
            assert voice.words is None or content[voice.words.start : voice.words.end] == voice.words.quote
