"""The page in a real browser: it asks for nothing, its figures lead to their words, it fits a phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from builder import contested, sum_finding

from corroborate.report import render_html

pytestmark = pytest.mark.browser
CHROMIUM = "/usr/bin/chromium"


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
def path(tmp_path_factory):
    b, c = contested()
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render_html(b.dossier(sum_finding(c))), encoding="utf-8")
    return path


@pytest.fixture
def page(browser, path, request):
    width = getattr(request, "param", 1280)
    context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=True)
    page = context.new_page()
    page.asked = []
    page.on("request", lambda r: page.asked.append(r.url))
    page.goto(path.as_uri())
    yield page
    context.close()


def test_c17_the_page_asks_for_nothing_but_itself(page, path):
    page.mouse.wheel(0, 20000)
    assert page.asked == [path.as_uri()]


def test_three_figures_lead_to_their_words(page):
    for words in ("137", "222", "62%"):
        page.evaluate("scrollTo(0, 0)")
        link = page.locator(".answer .fig, .unknown .fig", has_text=words).first
        target = link.get_attribute("href")
        link.click()
        entry = page.locator(target)
        assert page.url.endswith(target)
        assert entry.locator("mark").count() >= 1
        source = page.locator(entry.get_by_role("link").last.get_attribute("href"))
        assert "SHA-256" in source.text_content()
        box = entry.bounding_box()
        assert box
        assert -1 <= box["y"] < 800


@pytest.mark.parametrize("page", [360, 390, 768, 1280, 2400], indirect=True)
def test_no_width_scrolls_sideways(page):
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0


def test_the_page_reads_without_scripts(browser, path):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(path.as_uri())
    assert page.locator(".answer .fig").first.is_visible()
    assert all(page.locator("svg.wide").nth(n).is_visible() for n in range(2))
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(browser, path, scheme):
    context = browser.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(path.as_uri())
    low = page.evaluate(CONTRAST)
    context.close()
    assert low == []


CONTRAST = """() => {
  const part = x => { x /= 255; return x <= .03928 ? x / 12.92 : ((x + .055) / 1.055) ** 2.4 };
  const lum = c => .2126 * part(c[0]) + .7152 * part(c[1]) + .0722 * part(c[2]);
  const rgb = s => s.match(/[\\d.]+/g).map(Number);
  const ground = el => {
    for (; el; el = el.parentElement) {
      const c = rgb(getComputedStyle(el).backgroundColor);
      if (c.length < 4 || c[3] > 0) return c;
    }
    return [255, 255, 255];
  };
  const low = [];
  for (const el of document.querySelectorAll('body *')) {
    if (el.closest('svg') || ![...el.childNodes].some(n => n.nodeType === 3 && n.data.trim())) continue;
    const a = lum(rgb(getComputedStyle(el).color)), b = lum(ground(el));
    const ratio = (Math.max(a, b) + .05) / (Math.min(a, b) + .05);
    if (ratio < 4.5) low.push(el.className + ' ' + ratio.toFixed(2));
  }
  return [...new Set(low)];
}"""
