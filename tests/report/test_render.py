"""The page: its order, its anchors, its manifest, its sameness."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import date

import pytest
from builder import NOW, Builder, contested, exactly, sum_finding

from corroborate.model.claim import Status
from corroborate.model.decision import Decision
from corroborate.model.window import Anchor, AnchorKind, DayRange, Window
from corroborate.report import anchors, figures, lint, manifest, render_html
from corroborate.report.view import ENTRIES

ORDER = [
    "headline",
    "definition",
    "figures",
    "findings",
    "independence",
    "claims",
    "sources",
    "unread",
    "method",
    "decisions",
    "changes",
    "verify",
]


@pytest.fixture(scope="module")
def dossier():
    b, c = contested()
    return b.dossier(sum_finding(c))


@pytest.fixture(scope="module")
def html(dossier):
    return render_html(dossier)


def test_the_sections_stand_in_the_order_that_binds(html):
    assert re.findall(r'<section id="(\w+)"', html) == ORDER


def test_the_same_dossier_gives_the_same_bytes(html):
    b, c = contested()
    assert render_html(b.dossier(sum_finding(c))) == html


def test_an_empty_case_says_what_is_missing_in_every_section():
    dossier = Builder().dossier()
    html = render_html(dossier)
    assert re.findall(r'<section id="(\w+)"', html) == ORDER
    assert html.count('class="empty"') >= 8
    assert lint(html, dossier) == ()


def test_every_figure_resolves_to_spans_and_hashes(dossier):
    for figure in figures(dossier):
        assert len(figure.spans) == len(figure.claims) > 0
        assert all(re.fullmatch("[0-9a-f]{64}", s) for s in figure.sources)


PARTS = ("claimed", "documented")


def test_the_headline_sets_137_against_222(html):
    head = html.split('id="headline"')[1].split("</section>")[0]
    claimed, documented = (head.split(f'id="answer-{name}"')[1].split("</div>")[0] for name in PARTS)
    assert re.findall(r"data-figure[^>]*>([^<]+)", claimed) == ["222", "161 or more", "207"]
    assert re.findall(r"data-figure[^>]*>([^<]+)", documented) == ["137"]
    assert "Most of it is windows" in head


def test_reported_and_happened_stand_apart(html, dossier):
    claim = next(c for c in dossier.claims if "56" in c.span.quote)
    entry = html.split(f'id="claim-{claim.id}"')[1].split("</article>")[0]
    assert "1 August–31 October 2024" in entry.split("Happened")[1].split("Reported")[0]
    assert "12 December 2024" in entry.split("Reported")[1]


def test_the_manifest_follows_each_figure_to_bytes(html, dossier):
    made = manifest(dossier, html)
    assert made["report"]["sha256"] == hashlib.sha256(html.encode()).hexdigest()
    printed = set(re.findall(r'data-figure="([^"]+)"', html))
    assert printed == set(made["figures"])
    contents = {d.text.id: d.text.content for d in dossier.documents}
    for figure in made["figures"].values():
        for id in figure["claims"]:
            claim = made["claims"][id]
            words = contents[claim["text"]][claim["start"] : claim["end"]]
            assert hashlib.sha256(words.encode()).hexdigest() == claim["words_sha256"]
            assert made["texts"][claim["text"]]["source"] == claim["source"]
            assert claim["source"] in made["sources"]
            assert f'id="{claim["anchor"]}"' in html


def test_right_to_left_words_are_isolated():
    b = Builder()
    document = b.document("سازمان ملل 52 حمله را تأیید کرد.", publisher="رادیو", language="fa")
    b.claim(document, "52 حمله", 52, status=Status.VERIFIED)
    html = render_html(b.dossier())
    assert '<blockquote class="words" dir="auto" lang="fa"><p>' in html


def test_uncertain_and_open_ends_are_drawn_as_such():
    b = Builder()
    document = b.document("They claimed 31 attacks since spring.", publisher="A", published=date(2024, 9, 1))
    soft = Window(
        DayRange(date(2024, 3, 1), date(2024, 5, 31)),
        DayRange(date(2024, 8, 1), None),
        "since spring",
        Anchor(AnchorKind.PUBLISHED),
    )
    b.claim(document, "31 attacks", 31, status=Status.CLAIMED, window=soft)
    dossier = b.dossier()
    html = render_html(dossier)
    assert 'class="soft"' in html
    assert "from between 1 March and 31 May 2024" in html
    assert lint(html, dossier) == ()


def test_the_drawing_has_a_text_alternative(html):
    chart = html.split('<figure class="timeline"')[1].split("</figure>")[0]
    assert chart.count("<title ") == 2
    assert chart.count("<desc ") == 2
    assert "<table>" in chart
    assert "contradicted" in chart


def test_a_long_case_is_folded_and_stays_sound():
    b = Builder()
    for d in range(40):
        said = [f"{d * 20 + i + 101} attacks" for i in range(20)]
        document = b.document(
            f"Report {d}: " + ", then ".join(said) + ".", publisher=f"P{d}", published=date(2024, 1, 1)
        )
        for i, words in enumerate(said):
            window = exactly(date(2020, 1 + i % 12, 1 + d % 28), date(2023, 1 + i % 12, 1 + d % 28))
            status = Status.VERIFIED if i % 2 else Status.CLAIMED
            b.claim(
                document,
                words,
                d * 20 + i + 101,
                voices=("UN",) if i % 2 else (),
                status=status,
                window=window,
            )
    dossier = b.dossier()
    html = render_html(dossier)
    assert lint(html, dossier) == ()
    printed = set(re.findall(r'class="(?:claim|c)" id="([^"]+)"', html))
    assert printed == {anchors.claim(c.id) for c in dossier.claims}
    assert html.count('class="claim"') == ENTRIES


def test_another_language_falls_back_to_english(dossier):
    assert '<html lang="en" dir="ltr">' in render_html(replace(dossier, language="fr"))


def test_days_and_numbers_at_the_edge_of_what_can_be_held_are_printed():
    b = Builder()
    document = b.document(
        "They claimed 11 attacks, 12 attacks and 13 attacks.", publisher="A", published=date.max
    )
    ever = exactly(date.min, date.max)
    b.claim(document, "11 attacks", 11, status=Status.VERIFIED, voices=("UN",), window=ever)
    b.claim(document, "12 attacks", 10**400, status=Status.CLAIMED, window=ever)
    b.claim(document, "13 attacks", 0, 10**15, status=Status.CLAIMED, window=exactly(date.min, date.min))
    dossier = b.dossier()
    assert lint(render_html(dossier), dossier) == ()


def test_a_figure_says_what_it_turns_on(html, dossier):
    figure = next(f for f in dossier.weighing.figures if f.words == "137")
    row = html.split(f'id="row-{figure.id}"')[1].split("</tr>")[0]
    turns = row.split('data-label="Turns on"')[1]
    assert "Copies differ: 52 and 53" in turns


def test_a_figure_names_the_decisions_on_its_claims_and_the_log_lists_them(dossier, html):
    figure = next(f for f in dossier.weighing.figures if f.words == "207")
    first = Decision.after(
        None, who="anna", when=NOW, action="create the case", on="case", why="x", shown="y"
    )
    verdict = Decision.after(
        first,
        who="anna",
        when=NOW,
        action="accept a claim",
        on=figure.claims[0],
        why="read twice",
        shown="207",
    )
    made = replace(dossier, decisions=(first, verdict))
    page = render_html(made)
    assert lint(page, made) == ()
    row = page.split(f'id="row-{figure.id}"')[1].split("</tr>")[0]
    assert "2: accept a claim" in row
    log = page.split('id="decisions"')[1].split("</section>")[0]
    assert "The log holds 2 entries." in log
    assert "read twice" in log
    assert "anna" not in page
    assert "2: accept" not in html


def test_notes_on_the_check_as_a_whole_stand_with_what_was_not_read(dossier, html):
    assert 'id="check-notes"' not in html
    noted = replace(dossier, checked=replace(dossier.checked, notes=("The first 500 are listed.",)))
    assert '<ul id="check-notes"><li>The first 500 are listed.</li></ul>' in render_html(noted)
