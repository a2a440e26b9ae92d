from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from corroborate.claims.voices.cues import cues
from corroborate.model.attribution import Knowledge, Stance

Reader = Callable[..., object]
TABLE: list[tuple[str, str, list[str]]] = [
    (content, words, names)
    for content, words, names in yaml.safe_load((Path(__file__).parent / "voices.yaml").read_text("utf-8"))
]


@pytest.mark.parametrize(
    ("content", "words", "names"),
    [
        ("“We lost 20 men,” said Ali Reza, a spokesman for the army.", "20", ["Ali Reza"]),
        ('"We lost 20 men," Ali Reza said.', "20", ["Ali Reza"]),
        ("''We lost 20 men,'' Ali Reza said in an interview. ''They lost 40.''", "40", ["Ali Reza"]),
        ("Ali Reza said: “We lost 20 men. They lost 40.”", "40", ["Ali Reza"]),
        ("“We lost 20 men,” said Ali Reza, the minister, “and they lost 40.”", "40", ["Ali Reza"]),
        ("“We,” Ali Reza told reporters, “lost 20 men.”", "20", ["Ali Reza"]),
        ("Ali Reza said the army lost 20 men.", "20", ["Ali Reza"]),
        ("Ali Reza said that the army lost 20 men.", "20", ["Ali Reza"]),
        ("The army lost 20 men, Ali Reza said on Monday.", "20", ["Ali Reza"]),
        ("The army, Ali Reza said, lost 20 men.", "20", ["Ali Reza"]),
        ("Ali Reza, the minister of defence, said that 20 men were killed.", "20", ["Ali Reza"]),
        ("As Ali Reza noted, the army lost 20 men.", "20", ["Ali Reza"]),
        ("The officer told Ali Reza that 20 men were killed.", "20", ["officer"]),
        ("They left behind $8.5 billion of equipment, according to an estimate by the UN.", "8.5", ["UN"]),
        ("According to the UN, 29 attacks took place.", "29", ["UN"]),
        ("The UN put the number at 29.", "29", ["UN"]),
        ("The UN verified 29 attacks in May.", "29", ["UN"]),
        ("The ministry counted 29 dead.", "29", ["ministry"]),
        ("A UN report says 29 attacks took place.", "29", ["UN report"]),
        ("The UN put out a report in June that documented 29 attacks.", "29", ["UN report"]),
        ("Amnesty published a report. The report says 29 men died.", "29", ["Amnesty report"]),
        ("Human Rights Watch said that 20 men died.", "20", ["Human Rights Watch"]),
        ("Local media, citing police, reported 7 deaths.", "7", ["Local media"]),
        ("ACLED recorded 222 attacks; the UN verified 137.", "137", ["UN"]),
        ("Reza Ali was quoted as saying that 20 fled.", "20", ["Reza Ali"]),
        ("The army lost 20 men on Monday.", "20", []),
        ("The so-called “heroes” lost 20 men.", "20", []),
        ("A Taliban spokesman said 12 soldiers were killed.", "12", ["Taliban spokesman"]),
        ("The President's Office said 14 people died.", "14", ["President's Office"]),
        ("White House press secretary Ali Reza said 40 men had left.", "40", ["Ali Reza"]),
        ("Ali Reza, 24, who was visiting Kabul, told reporters that 15 people left.", "15", ["Ali Reza"]),
        ("The 29 attacks the UN reported were in Kabul.", "29", ["UN"]),
        ("The 29 attacks that the UN reported were in Kabul.", "29", ["UN"]),
        ("A poll of voters released on Tuesday showed a gap of 16 points.", "16", ["poll of voters"]),
        ("The minister says a law that used to help now takes 15 jobs.", "15", ["minister"]),
        ("The minister said — in a letter, as it happens — that 20 men died.", "20", ["minister"]),
        ("The UN reported that, according to a tally, 20 men died.", "20", ["UN"]),
        ("The ministry said many died. It put the number of the missing at 12.", "12", ["ministry"]),
        ("He said 20 men died. The ministry added that 30 were hurt.", "30", ["ministry"]),
        ("At least 20 people were killed and 15 were hurt, according to police.", "20", ["police"]),
    ],
)
def test_who_says_it(read: Reader, content: str, words: str, names: list[str]) -> None:
    assert read(content).speakers(words) == names


def test_a_quotation_goes_on_over_paragraphs(read: Reader) -> None:
    first = "“We lost 20 men,” Ali Reza said. “It was a hard day."
    found = read(f"{first}\n\n“They lost 40. We go on.”\n\nIt rained for 3 days.")
    assert found.speakers("40") == ["Ali Reza"]
    assert found.speakers("3 days") == []


def test_an_odd_number_of_marks_does_no_harm(read: Reader) -> None:
    found = read('He called it "a victory. The army lost 20 men, Ali Reza said.\n\nIn May 40 people died.')
    assert found.speakers("20") == ["Ali Reza"]
    assert found.speakers("40") == []


@pytest.mark.parametrize(
    ("content", "stance", "knowledge"),
    [
        ("Ali Reza claimed that 20 men died.", Stance.CLAIMS, Knowledge.NOT_STATED),
        ("Ali Reza said that 20 men died.", Stance.ASSERTS, Knowledge.NOT_STATED),
        ("The UN estimates that 20 men died.", Stance.ESTIMATES, Knowledge.ESTIMATES),
        ("The ministry denied that 20 men died.", Stance.DENIES, Knowledge.NOT_STATED),
        ("The UN confirmed that 20 men died.", Stance.CONFIRMS, Knowledge.VERIFIED),
        ("The ministry counted 20 dead.", Stance.ASSERTS, Knowledge.COUNTED),
        ("Ali Reza was told that 20 men died.", Stance.REPORTS, Knowledge.TOLD),
        ("The UN said it had verified 20 attacks.", Stance.ASSERTS, Knowledge.VERIFIED),
        ("The UN said it had not verified 20 attacks.", Stance.ASSERTS, Knowledge.NOT_STATED),
        ("Witnesses told the paper they saw 20 bodies.", Stance.ASSERTS, Knowledge.SAW),
    ],
)
def test_stance_and_knowledge_follow_the_cue(
    read: Reader, content: str, stance: Stance, knowledge: Knowledge
) -> None:
    speaker = read(content).attribution("20").speaker
    assert (speaker.stance, speaker.knowledge) == (stance, knowledge)


def test_voices_carry_exact_words(read: Reader) -> None:
    found = read("In Kabul, he said that 20 men died.")
    speaker = found.attribution("20").speaker
    assert speaker.words is not None
    assert speaker.cue is not None
    assert (speaker.words.quote, speaker.cue.quote) == ("he", "said")
    speaker.words.check(found.content)
    speaker.cue.check(found.content)


def test_chains_nest(read: Reader) -> None:
    found = read("Ali Reza said: “The minister told me that 20 men died.”")
    assert found.chain("20")[:2] == ["A. Writer", "Ali Reza"]


@pytest.mark.parametrize(
    "content",
    [
        "Two officials, who spoke on condition of anonymity, said 20 men died.",
        "Officials said 20 men died.",
        "An unnamed officer said 20 men died.",
    ],
)
def test_sources_without_a_name_are_anonymous(read: Reader, content: str) -> None:
    assert read(content).attribution("20").speaker.anonymous


def test_a_named_source_is_not_anonymous(read: Reader) -> None:
    assert not read("Ali Reza said 20 men died.").attribution("20").speaker.anonymous


@pytest.mark.parametrize(
    "remark",
    [
        "The claim could not be independently verified.",
        "Verifying this independently is nearly impossible.",
        "Reuters could not confirm the figure.",
        "The figure is unverified.",
    ],
)
def test_doubt_is_the_authors_stance(read: Reader, remark: str) -> None:
    found = read(f"Ali Reza said that 20 men died. {remark}\n\nKarim Khan said that 40 men died.")
    assert found.attribution("20").outermost.stance is Stance.DOUBTS
    assert found.attribution("40").outermost.stance is Stance.ASSERTS


QA = (
    "An interview with the leader, Ahmad Karimi, who said he has 900 men.\n"
    "WRITER: How many men do you have? They left behind 40 tanks, according to an estimate by the UN.\n"
    "KARIMI: We have 5,000 men in 20 provinces. [There are 34 provinces.] They told us that 300 fled.\n"
    "WRITER: Why now?\n"
    "KARIMI: We are ready.\n"
)


def test_turns_are_their_speakers_and_notes_are_the_authors(read: Reader) -> None:
    found = read(QA, author="Jane Writer")
    assert found.chain("5,000") == ["Jane Writer", "Ahmad Karimi"]
    assert found.chain("34 provinces") == ["Jane Writer"]
    assert found.chain("900") == ["Jane Writer", "Ahmad Karimi"]


def test_the_questioner_is_the_author_and_asks(read: Reader) -> None:
    found = read(QA, author="Jane Writer")
    assert found.chain("How many men") == ["Jane Writer"]
    assert found.attribution("How many men").speaker.stance is Stance.ASKS
    assert found.voices.modality(*found.place("How many men")).value == "question"


def test_what_a_question_takes_for_granted_keeps_its_source(read: Reader) -> None:
    found = read(QA, author="Jane Writer")
    assert found.chain("40 tanks") == ["Jane Writer", "UN"]
    assert found.voices.modality(*found.place("40 tanks")).value == "asserted"


def test_another_questioner_is_a_voice_of_its_own(read: Reader) -> None:
    assert read(QA, author="Somebody Else").chain("How many men") == ["Somebody Else", "WRITER"]


def test_where_no_author_is_stated_the_chain_says_so(read: Reader) -> None:
    assert read("In May 20 men died.", author="not stated").chain("20") == ["the author"]


def test_the_lexicon_has_no_verb_without_a_way_to_attribute() -> None:
    assert all(cue.takes for cue in cues().verbs.values())


@pytest.mark.parametrize(("content", "words", "names"), TABLE)
def test_a_table_of_voices(read: Reader, content: str, words: str, names: list[str]) -> None:
    assert read(content).speakers(words) == names
