"""The page under axe in headless Chromium: phone and desktop, light and dark, English and Persian."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from builder import Builder, contested, sum_finding
from listed import SEEN, SQUARE
from listed import dossier as listed

from corroborate.model.estimate import Refused
from corroborate.model.evidence import StrataEvidence, StratumEvidence
from corroborate.model.independence import Dependence, Tie
from corroborate.model.interval import Interval
from corroborate.model.source import Sensitivity
from corroborate.report import figures, lint, render_html
from corroborate.weighing.bylists import of_strata

pytestmark = pytest.mark.browser
CHROMIUM = "/usr/bin/chromium"
SIZES = {"phone": (390, 844), "desktop": (1280, 900)}


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    own = {"executable_path": CHROMIUM} if Path(CHROMIUM).exists() else {}
    with sync_playwright() as p:
        browser = p.chromium.launch(
            args=["--no-sandbox", "--disable-background-networking", "--disable-gpu"], **own
        )
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def example(tmp_path_factory):
    """The page of the example case that ships, as a user of the demo sees it."""
    from corroborate.cli.main import run

    folder = tmp_path_factory.mktemp("example") / "demo"
    assert run(["demo", str(folder), "--now", "2025-03-10T12:00:00Z"]) == 0
    return folder / "report" / "report.html"


@pytest.fixture(scope="module")
def pages(tmp_path_factory, example):
    folder = tmp_path_factory.mktemp("pages")
    b, c = contested()
    dossier = b.dossier(sum_finding(c))
    closed = Builder()
    document = closed.document("Nasrin Bay said 44 attacks.", sensitivity=Sensitivity.RESTRICTED)
    closed.claim(document, "44 attacks", 44, voices=("Nasrin Bay",))
    made = {
        "english": dossier,
        "persian": replace(dossier, language="fa", title="شمار حمله‌ها", question="چند حمله؟"),
        "closed": closed.dossier(),
        "empty": Builder().dossier(),
        "lists": seen(),
    }
    paths = {"example": example}
    for name, each in made.items():
        paths[name] = folder / f"{name}.html"
        paths[name].write_text(render_html(each), "utf-8")
    return paths


def seen():
    """A case with lists, a map with outlines, strata, and sources that depend on each other."""
    made = listed()
    about = made.listing.evidence[0].slice
    strata = StrataEvidence(
        about, ("province",),
        (
            StratumEvidence(
                ("Kabul",), 40, None, None, Interval(52, 81), "stratum-a", Interval(38, 41),
                ("un:1", "press:2"),
            ),
            StratumEvidence(
                ("Balkh",), 3, None, Refused("thin", "it is too thin.", None, ("un",), 3), None,
                "stratum-b", Interval(3, 3), ("un:7",),
            ),
        ),
        43, Interval(55, 90), words=("One stratum has no estimate.",),
    )  # fmt: skip
    tie = Dependence("d", Tie.CITED, ("un", "press"), "both cite one agency", "they are one", of_lists=True)
    listing = replace(made.listing, incidents=SEEN, strata=(strata,), dependences=(tie,))
    weighing = replace(made.weighing, figures=(*made.weighing.figures, *of_strata(strata)))
    return replace(made, listing=listing, outlines=(SQUARE,), weighing=weighing)


def test_c14_every_figure_of_strata_leads_to_rows():
    made = seen()
    html = render_html(made)
    assert lint(html, made) == ()
    held = {f.words: f for f in figures(made) if f.rows in {("un:1", "press:2"), ("un:7",)}}
    assert set(held) == {"38 to 41", "52 to 81", "3"}
    for figure in held.values():
        anchor = re.search(rf'data-figure="{figure.id}" href="#([^"]+)"', html)[1]
        at = html.index(f'id="{anchor}"')
        assert ", ".join(figure.rows) in html[at : at + 400]


def violations(browser, path, width, height, scheme="light"):
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    page = context.new_page()
    page.goto(path.as_uri())
    page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
    page.add_style_tag(content=".claim, .source, .finding, .lines { content-visibility: visible !important }")
    found = Axe().run(page).response["violations"]
    context.close()
    return [(v["id"], v["impact"], [n["html"][:160] for n in v["nodes"][:3]]) for v in found]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["example", "persian", "closed", "empty", "lists"])
def test_axe_finds_nothing(browser, pages, name, size):
    assert violations(browser, pages[name], *SIZES[size]) == []


def test_axe_finds_nothing_in_the_dark(browser, pages):
    assert violations(browser, pages["english"], *SIZES["phone"], scheme="dark") == []


def test_axe_would_find_something(browser, pages, tmp_path):
    broken = tmp_path / "broken.html"
    html = pages["english"].read_text("utf-8").replace('<html lang="en" dir="ltr">', "<html>")
    broken.write_text(html.replace("</main>", "<button></button></main>"), "utf-8")
    assert {v[0] for v in violations(browser, broken, *SIZES["phone"])} >= {"html-has-lang", "button-name"}


@pytest.mark.parametrize("name", ["example", "persian"])
def test_no_page_scrolls_sideways_on_a_phone(browser, pages, name):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(pages[name].as_uri())
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    context.close()
    assert wide <= 0


def test_the_first_screen_of_a_phone_shows_the_first_figure(browser, pages):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(pages["example"].as_uri())
    box = page.locator(".answer .said").first.bounding_box()
    context.close()
    assert box
    assert box["y"] + box["height"] < 844


def test_the_example_is_a_paper_of_at_most_twenty_five_pages(browser, pages, tmp_path):
    from pypdf import PdfReader

    page = browser.new_page()
    page.goto(pages["example"].as_uri())
    page.pdf(path=tmp_path / "paper.pdf", prefer_css_page_size=True)
    page.close()
    assert len(PdfReader(tmp_path / "paper.pdf").pages) <= 25


def test_ten_thousand_claims_are_few_elements(browser, tmp_path):
    """What a browser needs time for is bounded; seconds are measured in benchmarks/report.py."""
    b = Builder()
    text = " ".join(f"The group carried out {n} attacks." for n in range(1000, 3000))
    document = b.document(text)
    for n in range(1000, 3000):
        b.claim(document, f"{n} attacks", n)
    html = render_html(b.dossier())
    path = tmp_path / "many.html"
    path.write_text(html, "utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    elements = page.evaluate("document.querySelectorAll('main *').length")
    page.close()
    assert elements < 12 * 2000 + 15_000
    assert len(html.encode()) < 1200 * 2000 + 500_000
