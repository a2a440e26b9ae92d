"""How long a report of many claims takes: rendering, linting, and opening it in Chromium.

    .venv/bin/python benchmarks/report.py [CLAIMS] [--incidents N] [--browser /usr/bin/chromium] [--pdf]

The case is generated: reports of twenty counts each, by two parties, over windows of a year and more; with
``--incidents`` four simulated lists of so many incidents, linked as they truly are, which every claim is set
against. Printed are seconds of the processor for our own work and of the clock for the browser, bytes a
claim, and elements of the page.
"""

from __future__ import annotations

import argparse
import itertools
import sys
import tempfile
import time
from dataclasses import replace
from datetime import date
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT / "tests" / "weighing"))
EACH = 20
MOST_ROWS = 2000
"""Rows behind each figure of lists: hundreds of slices of three years each would name them all many times."""


def dossier(count: int, incidents: int = 0):
    """A dossier of so many claims, and of so many incidents on four lists."""
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
    return b.dossier() if not incidents else listed(b, incidents)


def listed(b, incidents: int):
    """The dossier with lists: everything that a report prints of them, from simulated records."""
    import numpy as np

    from corroborate.case.example_incidents import SETTING
    from corroborate.case.linking import estimator_of
    from corroborate.case.spread import incidents as by_time_and_place
    from corroborate.lists.simulate import simulate
    from corroborate.model.capture import CaptureHistories
    from corroborate.model.estimate import Estimate, Refused
    from corroborate.model.estimation import EstimationSettings
    from corroborate.model.evidence import SliceEvidence
    from corroborate.model.interval import Interval
    from corroborate.model.linkage import Linkage, Undecided
    from corroborate.model.listing import LinkageSummary, Listing, ListSummary
    from corroborate.model.record import DefinitionCard
    from corroborate.weighing.slices import slices

    world = replace(SETTING, start=date(2019, 1, 1), days=2200)
    made = simulate(world, incidents=incidents, seed=1)
    table, truth = made.table, np.asarray(made.truth, np.int32)
    bits = np.zeros(int(truth.max()) + 1, np.int64)
    np.bitwise_or.at(bits, truth, np.int64(1) << table.list_index.astype(np.int64))
    patterns, counts = np.unique(bits[bits > 0], return_counts=True)
    histories = CaptureHistories.of(table.lists, zip(patterns.tolist(), counts.tolist(), strict=True))
    rows = [(table.lists[table.list_index[i]], table.row_ids[i]) for i in range(24)]
    linkage = Linkage(
        table.lists, table.digest, np.zeros((0, 2), np.int32), np.zeros(0, np.float32), truth, (histories,),
        Interval(histories.n, histories.n), (0.0, 0.01), "sampler",
        undecided=tuple(Undecided(a, b_, 0.5, 0.4) for a, b_ in itertools.pairwise(rows)),
    )  # fmt: skip
    cards = {
        name: DefinitionCard(name, f"List {name}", "an incident", "none", "merged", "as stated")
        for name in table.lists
    }
    estimator = estimator_of(EstimationSettings(method="chao"))
    days = table.first_day
    names = np.array(table.lists, object)[table.list_index] + ":" + np.array(table.row_ids, object)

    def asked(about):
        first, last = ((d - date(1970, 1, 1)).days for d in (about.window.start.first, about.window.end.last))
        kept = (days >= first) & (days <= last)
        inside = np.unique(truth[kept])
        seen, n = np.unique(bits[inside], return_counts=True)
        told = CaptureHistories.of(table.lists, zip(seen.tolist(), n.tolist(), strict=True))
        found = estimator([told], (0.0, 0.0))
        counted = np.bincount(table.list_index[kept], minlength=len(table.lists)).tolist()
        return SliceEvidence(
            about, table.lists, Interval(len(inside), len(inside) + 5),
            dict(zip(table.lists, counted, strict=True)), found if isinstance(found, Estimate) else None,
            found if isinstance(found, Refused) else None, rows=tuple(names[kept][:MOST_ROWS].tolist()),
            typical=told,
        )  # fmt: skip

    held = tuple(asked(each) for each in slices(b.claims, b.documents))
    summaries = tuple(
        ListSummary(cards[name], name, "mapped", n, n, 0)
        for name, n in zip(table.lists, np.bincount(table.list_index).tolist(), strict=True)
    )
    listing = Listing(
        summaries, LinkageSummary.of(linkage), evidence=held,
        incidents=by_time_and_place(table, truth, cards),
    )  # fmt: skip
    recorded = [e for e in held if e.recorded is not None]
    print(f"lists    {len(table):,} records, {len(recorded)} of {len(held)} slices, "
          f"{sum(len(e.rows) for e in held):,} rows behind figures")  # fmt: skip
    return replace(b.dossier(), weighing=b.weighed(evidence=held), listing=listing)


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
    asked.add_argument("--incidents", type=int, default=0)
    asked.add_argument("--pdf", action="store_true")
    given = asked.parse_args()
    from corroborate.report import lint, manifest, render_html

    begun = time.process_time()
    made = dossier(given.claims, given.incidents)
    print(f"weighing {time.process_time() - begun:.1f} s, {len(made.weighing.figures)} figures")
    begun = time.process_time()
    html = render_html(made)
    print(
        f"render   {time.process_time() - begun:.1f} s, {len(html.encode()) / given.claims:.0f} bytes a claim"
    )
    begun = time.process_time()
    found = lint(html, made)
    print(f"lint     {time.process_time() - begun:.1f} s, {len(found)} problems")
    begun = time.process_time()
    manifest(made, html)
    print(f"manifest {time.process_time() - begun:.1f} s")
    if given.pdf:
        from corroborate.report.pdf import report_pdf

        begun = time.process_time()
        told = report_pdf(made, html)
        print(f"pdf      {time.process_time() - begun:.1f} s, {len(told):,} bytes")
    with tempfile.TemporaryDirectory() as folder:
        path = given.keep or Path(folder) / "report.html"
        path.write_text(html, "utf-8")
        for _ in range(3):
            told = opened(path, given.browser)
            print("chromium " + ", ".join(f"{k} {v:,.2f}" for k, v in told.items()))


if __name__ == "__main__":
    main()
