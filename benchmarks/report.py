"""How long a report of many claims takes: rendering, linting, and opening it in Chromium.

    .venv/bin/python benchmarks/report.py [CLAIMS] [--browser /usr/bin/chromium]

The case is generated: reports of twenty counts each, by two parties, over windows of a year and more.
Printed are seconds of the processor for our own work and of the clock for the browser, bytes a claim, and
elements of the page.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "weighing"))
EACH = 20


def dossier(count: int):
    """A dossier of so many claims."""
    from builder import Builder, exactly

    from corroborate.model.claim import Status

    b = Builder()
    for d in range(count // EACH):
        said = [f"{d * EACH + i + 101} attacks" for i in range(EACH)]
        rest = "The mission looked into each of them with the witnesses that it could reach in the province."
        text = f"Report {d}. " + " ".join(
            f"The group carried out {words} in the year. {rest}" for words in said
        )
        document = b.document(text, publisher=f"Publisher {d}", published=date(2024, 1, 1))
        for i, words in enumerate(said):
            window = exactly(date(2020, 1 + i % 12, 1 + d % 28), date(2023, 1 + i % 12, 1 + d % 28))
            voices = ("UN",) if i % 2 else ()
            status = Status.VERIFIED if i % 2 else Status.CLAIMED
            b.claim(document, words, d * EACH + i + 101, voices=voices, status=status, window=window)
    return b.dossier()


OPENED = """() => {
  const paint = performance.getEntriesByName('first-contentful-paint')[0];
  const nav = performance.getEntriesByType('navigation')[0];
  return {paint: paint ? paint.startTime : null, loaded: nav.loadEventEnd,
          elements: document.querySelectorAll('*').length};
}"""


def opened(path: Path, chromium: str) -> dict[str, float]:
    """Seconds until the page has painted and is loaded, and until a click on a figure is answered."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        begun = time.perf_counter()
        page.goto(path.as_uri())
        gone = time.perf_counter() - begun
        page.evaluate("() => new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))")
        usable = time.perf_counter() - begun
        told = page.evaluate(OPENED)
        begun = time.perf_counter()
        page.evaluate("() => { location.hash = document.querySelector('#claims .c:last-of-type').id; }")
        page.evaluate("() => new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r)))")
        jump = time.perf_counter() - begun
        browser.close()
    return {"goto": gone, "usable": usable, "jump": jump, **told}


def main() -> None:
    """Print the measurements."""
    asked = argparse.ArgumentParser()
    asked.add_argument("claims", nargs="?", type=int, default=10_000)
    asked.add_argument("--browser", default="/usr/bin/chromium")
    asked.add_argument("--keep", type=Path)
    given = asked.parse_args()
    from corroborate.report import lint, manifest, render_html

    begun = time.process_time()
    made = dossier(given.claims)
    print(f"weighing {time.process_time() - begun:.1f} s, {len(made.weighing.figures)} figures")
    begun = time.process_time()
    html = render_html(made)
    print(
        f"render   {time.perf_counter() - begun:.1f} s, {len(html.encode()) / given.claims:.0f} bytes a claim"
    )
    begun = time.process_time()
    found = lint(html, made)
    print(f"lint     {time.process_time() - begun:.1f} s, {len(found)} problems")
    begun = time.process_time()
    manifest(made, html)
    print(f"manifest {time.process_time() - begun:.1f} s")
    with tempfile.TemporaryDirectory() as folder:
        path = given.keep or Path(folder) / "report.html"
        path.write_text(html, "utf-8")
        for _ in range(3):
            told = opened(path, given.browser)
            print("chromium " + ", ".join(f"{k} {v:,.2f}" for k, v in told.items()))


if __name__ == "__main__":
    main()
