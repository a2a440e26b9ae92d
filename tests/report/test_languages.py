"""Another language: the same keys and places, digits, ranges, days and windows."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape
from importlib import resources

import pytest
import yaml
from builder import contested, sum_finding

from corroborate.consistency.kinds import KINDS
from corroborate.model.assessment import Basis, Figure
from corroborate.model.interval import Interval
from corroborate.model.window import Anchor, AnchorKind, DayRange, Window
from corroborate.report import figures, labels, lint, render_html, tellings
from corroborate.report.catalogue import catalogue
from corroborate.weighing import RULES, words

FA, EN = catalogue("fa"), catalogue("en")
ONLY_OTHER = {"wording", "label", "measure", "rule", "finding"}
"""Parts that English has in its code."""


def strings(node, path=""):
    for key, value in node.items():
        here = f"{path}.{key}" if path else str(key)
        if isinstance(value, dict):
            yield from strings(value, here)
        else:
            yield here, value


def load(name):
    text = (resources.files("corroborate.report") / "strings" / f"{name}.yaml").read_text("utf-8")
    return yaml.safe_load(text)


def test_no_key_stands_twice_in_a_catalogue():
    for name in ("en", "fa"):
        text = (resources.files("corroborate.report") / "strings" / f"{name}.yaml").read_text("utf-8")
        top = re.findall(r"^(\w+):", text, re.MULTILINE)
        assert len(top) == len(set(top)), name


def test_every_persian_string_fills_the_places_of_the_english_one():
    english = dict(strings(load("en")))
    for key, text in strings(load("fa")):
        if key.split(".")[0] in ONLY_OTHER:
            continue
        assert key in english, key
        assert set(re.findall(r"{(\w+)}", text)) <= set(re.findall(r"{(\w+)}", str(english[key]))), key


def test_every_rule_and_every_answer_is_said_in_persian():
    assert [rule.id for rule in RULES if not FA.has(f"rule.{rule.id}")] == []
    lacking = [key for key, _ in strings(load("en")["answer"]) if not FA.has(f"answer.{key}")]
    assert [key for key in lacking if not key.startswith("assumes.") and key != "picture_desc"] == []


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (Interval(1234, 1234), "۱٬۲۳۴"),
        (Interval(29, 81), "۲۹ تا ۸۱"),
        (Interval(161, None), "۱۶۱ یا بیشتر"),
        (Interval(None, 19), "حداکثر ۱۹"),
        (Interval(None, None), "هر عددی"),
    ],
)
def test_intervals_keep_both_ends(value, told):
    assert FA.local.interval(value) == told
    assert EN.local.interval(value) == words.interval(value)


@pytest.mark.parametrize(
    ("share", "told"),
    [(Interval(0.391, 0.662), "۳۹٪ تا ۶۷٪"), (Interval(0.617, 0.617), "۶۲٪"),
     (Interval(None, 0.5), "حداکثر ۵۰٪"),
     (Interval(0.5, None), "۵۰٪ یا بیشتر"), (Interval(None, None), "هر نسبتی")],
)  # fmt: skip
def test_shares(share, told):
    assert FA.local.percent(share) == told
    assert FA.local.figure(words.percent(share), share) == told
    assert EN.local.percent(share) == words.percent(share)


def test_words_of_a_source_are_not_written_anew():
    assert FA.local.figure("over 160", Interval(161, None)) == "over 160"
    assert FA.local.figure("161 or more", Interval(161, None)) == "۱۶۱ یا بیشتر"


def test_days_and_windows():
    first, last = date(2024, 2, 1), date(2024, 5, 13)
    assert FA.local.window(Window.between(first, last)) == "۱ فوریه تا ۱۳ مه ۲۰۲۴"
    soft = Window(DayRange(first, last), DayRange(last, None), "since spring", Anchor(AnchorKind.PUBLISHED))
    assert FA.local.window(soft) == "از میان ۱ فوریه و ۱۳ مه ۲۰۲۴ تا روزی از ۱۳ مه ۲۰۲۴"
    assert FA.local.window(None) == "بازهٔ زمانی گفته نشده"
    assert EN.local.window(soft) == words.window(soft)


@pytest.mark.parametrize(
    ("label", "basis", "subject", "who"),
    [
        ("attacks by NRF, verified by UN", Basis.VERIFIED, "attacks by NRF", "UN"),
        ("attacks by NRF in Kabul, claimed", Basis.CLAIMED, "attacks by NRF in Kabul", ""),
        ("attacks, status not stated, said by CNN", Basis.NOT_STATED, "attacks", "CNN"),
        ("attacks by A in B, recorded in un and press, each counted once", Basis.RECORDED,
         "attacks by A in B", "un and press"),
        ("attacks by A in all, those nobody recorded included, estimated", Basis.ESTIMATED,
         "attacks by A", ""),
    ],
)  # fmt: skip
def test_a_label_is_taken_apart_without_loss(label, basis, subject, who):
    made = Figure("f", label, Interval(1, 1), "1", ("c",), basis=basis, unit="attack")
    parts = labels.parts(made)
    assert (parts.subject, parts.who) == (subject, who)
    assert labels.label(EN, made) == label
    told = labels.label(FA, made)
    assert "حمله" in told
    for name in (parts.actor, parts.area, parts.who):
        assert name in told


def test_a_persian_page_resolves_and_has_no_english_answer():
    b, c = contested()
    made = replace(b.dossier(sum_finding(c)), language="fa", title="شمار حمله‌ها", question="چند حمله؟")
    html = render_html(made)
    assert lint(html, made) == ()
    assert any(f.words == "۱۳۷" for f in figures(made))
    answer = html.split('class="answer"')[1].split("</figure>")[0]
    plain = re.sub(r"<[^>]+>|\u2068[^\u2069]*\u2069", " ", answer)
    assert set(re.findall(r"[A-Za-z]{3,}", plain)) <= {"UN", "NRF", "National", "Resistance", "Front"}


def test_every_kind_of_finding_is_told_in_persian():
    for kind in KINDS:
        for key in ("clash", "open", "agrees"):
            assert "{quotes}" in FA.strings["finding"][kind.name][key], kind.name
        assert FA.has(f"finding.{kind.name}.how"), kind.name


def test_every_kind_of_comparison_is_told_in_persian():
    for kind in ("evidence", "pair", "misquote", "copies"):
        assert {"{first}", "{second}"} <= set(re.findall(r"{\w+}", FA.strings["finding"][kind])), kind


def test_a_finding_is_told_in_the_language_of_the_page():
    b, c = contested()
    made = replace(b.dossier(sum_finding(c)), language="fa")
    html = render_html(made)
    assert lint(html, made) == ()
    (finding,) = made.checked.findings
    told = tellings.title(FA, finding, {x.id: x for x in made.claims})
    assert told.startswith("جمع اجزا با مجموع چاپ‌شده نمی‌خواند: «")
    assert told in html
    # What the check wrote itself is kept, and says which language it is in.
    kept = re.search(r'<ul lang="en" dir="ltr">(.*?)</ul>', html[html.index(f"<h4>{told}") :], re.DOTALL)[1]
    assert all(line in unescape(kept) for line in finding.working)
    for claim in finding.claims:
        (claim,) = (x for x in made.claims if x.id == claim)
        assert FA.local.interval(claim.quantity.hard) in html
