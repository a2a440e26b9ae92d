"""C18: what a public build says of lists that are closed, searched in every output."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date

import pytest
from builder import NOW, Builder, exactly

from corroborate.model.capture import CaptureHistories
from corroborate.model.claim import Status
from corroborate.model.decision import Decision
from corroborate.model.dossier import Build
from corroborate.model.estimate import Caution, Estimate, Method
from corroborate.model.evidence import Settling, SliceEvidence, StrataEvidence, StratumEvidence
from corroborate.model.incidents import Incidents, Spell, Spot
from corroborate.model.independence import Dependence, Tie
from corroborate.model.interval import Interval
from corroborate.model.linkage import Undecided
from corroborate.model.listing import LinkageSummary, Listing, ListSummary
from corroborate.model.record import DefinitionCard, Reject
from corroborate.model.source import Nature, Sensitivity
from corroborate.report import lint, manifest, render_html
from corroborate.report.card import card_svg
from corroborate.report.commitments import salts_of
from corroborate.report.exports import claims_jsonl, figures_csv
from corroborate.report.pdf import brief_pdf, report_pdf
from corroborate.report.public import public
from corroborate.weighing.slices import slices

YEAR = exactly(date(2024, 1, 1), date(2024, 12, 31))
SECRET = "zxlist"
WORDS = (SECRET, "ZXROW", "zxcolumn", "Zxhouse", "35.1234", "35.12", "4711", "zxaddress", "zxmemo")
"""What only the closed list holds: its name, rows, columns, publisher, places, how many it has."""


def dossier(sensitivity: Sensitivity):
    b = Builder()
    for number, status in ((207, Status.CLAIMED), (29, Status.VERIFIED)):
        document = b.document(f"Paper has {number} attacks.", publisher="Paper", published=date(2025, 1, 5))
        b.claim(document, f"{number} attacks", number, number, status=status, window=YEAR)
    opened = b.document("rows", publisher="UN", name="un.csv")
    closed = b.document("zxmemo", publisher="Zxhouse", name="zxlist.csv", sensitivity=sensitivity)
    closed = replace(closed.source, nature=Nature.LIST, list_name=SECRET)
    del b.documents[-1]
    (about,) = slices(b.claims, b.documents)
    lists = ("un", "press", SECRET)
    table = CaptureHistories.of(lists, {1: 30, 2: 20, 4: 9, 7: 3})
    held = SliceEvidence(
        about, lists, Interval(64, 72), {"un": 39, "press": 29, SECRET: 4711},
        Estimate(Method.DECOMPOSABLE, lists, 68, 120, Interval(96, 171), "x", settings={SECRET: "4711"},
                 cautions=(Caution("small", f"The list {SECRET} holds 4711."),)),
        rows=("un:1", "un:2", f"{SECRET}:ZXROW1", f"{SECRET}:ZXROW2"), differs=(f"{SECRET} counts raids",),
        typical=table,
    )  # fmt: skip

    def card(name):
        return DefinitionCard(name, f"List {name}", "an attack", "verified", "merged", "one a place and day")

    seen = Incidents(
        lists, 80, "month",
        (Spell(date(2024, 1, 1), date(2024, 1, 31), {"un": 5, "press": 3, SECRET: 4711}, (6, 1, 0)),),
        spots=(Spot(35.1234, 69.9, 2.0, False, 3),), totals={SECRET: 4711},
    )  # fmt: skip
    stratum = StratumEvidence(
        ("Kabul",), 4711, id="stratum-1", held=Interval(4711, 4711), rows=(f"{SECRET}:ZXROW1", "un:1")
    )
    strata = StrataEvidence(about, ("province",), (stratum,))
    listing = Listing(
        (
            ListSummary(card("un"), opened.source.id, "mapped", 42, 39, 2),
            ListSummary(card(SECRET), closed.id, "mapped", 4711, 4711, 1,
                        (Reject("zxlist.csv", 9, "zxcolumn", "ZXROW9", "no date"),), {"zxmemo": 3}),
        ),
        LinkageSummary(
            lists, 80, Interval(64, 72), 0.95, (0.01, 0.04), "sampler", table, (1,) * 10,
            (Undecided((SECRET, "ZXROW1"), ("un", "2"), 0.5, 0.4),),
            parameters={f"duplicates of {SECRET}": 4711.0}, settings={"duplicates": f"{SECRET}: none"},
        ),
        None, (held,),
        (Settling(about.id, "coverage", f"more of {SECRET}", 0.4, Interval(96, 171), Interval(99, 120), 5),),
        (strata,),
        (Dependence("d", Tie.CITED, ("un", SECRET), f"un and {SECRET} cite zxaddress", "one source", (),
                    (f"{SECRET}:ZXROW1",), of_lists=True),),
        seen,
    )  # fmt: skip
    settings = {"language": "en", "Lists": json.dumps([{"name": SECRET, "lat": "zxcolumn"}])}
    log: list[Decision] = []
    for action, on, why, shown in (
        ("add a source", closed.id, "not stated", "zxlist.csv"),
        ("change settings", "case", "not stated", f'lists [] → [{{"name":"{SECRET}","lat":"zxcolumn"}}]'),
        ("compute", "case", "zxlist.csv: handling", "f" * 64),
    ):
        made = Decision.after(log[-1] if log else None, who="x", when=NOW, action=action, on=on, why=why,
                              shown=shown)  # fmt: skip
        log.append(made)
    made = b.dossier(settings=settings, lists=(closed,), decisions=tuple(log))
    return replace(made, weighing=b.weighed(evidence=(held,), strata=(strata,)), listing=listing)


def outputs(made):
    from pypdf import PdfReader

    def text(data):
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)

    html = render_html(made)
    return {
        "html": html.split("</style>")[-1],
        "manifest": json.dumps(manifest(made, html)),
        "csv": figures_csv(made),
        "jsonl": claims_jsonl(made),
        "card": card_svg(made),
        "pdf": text(report_pdf(made, html)),
        "brief": text(brief_pdf(made)),
    }


def test_c18_a_withheld_list_is_in_no_output():
    made = dossier(Sensitivity.WITHHELD)
    told = public(made, salts_of(bytes(range(32))))
    for name, text in outputs(told.dossier).items():
        assert [word for word in WORDS if word in text] == [], name
    html = outputs(told.dossier)["html"]
    assert "64 to 72" in html
    assert "A withheld list takes part" in html
    assert "un 39" not in html
    assert lint(render_html(told.dossier), told.dossier) == ()


def test_the_page_says_which_build_it_is():
    whole = dossier(Sensitivity.WITHHELD)
    told = render_html(public(whole, None).dossier)
    assert "This is the public build. Sources withheld: 1;" in told
    assert "This is the public build." not in render_html(replace(whole, build=Build.AUDITOR))


def test_c18_its_rows_are_one_commitment_that_the_auditor_opens():
    made = dossier(Sensitivity.WITHHELD)
    told = public(made, salts_of(bytes(range(32))))
    (rows,) = [o for o in told.openings if o.sort == "rows"]
    assert json.loads(rows.value) == [f"{SECRET}:ZXROW1", f"{SECRET}:ZXROW2"]
    assert rows.holds
    assert rows.commitment[:24] in render_html(told.dossier)
    whole = render_html(replace(made, build=Build.AUDITOR))
    assert "ZXROW1" in whole
    assert "un 39" in whole


def test_c18_of_a_restricted_list_no_row_and_no_exact_place_is_printed():
    told = public(dossier(Sensitivity.RESTRICTED), salts_of(bytes(range(32))))
    text = "\n".join(outputs(told.dossier).values())
    assert [word for word in ("ZXROW", "35.12", "zxaddress") if word in text] == []
    assert "35.00, 70.00" in text
    assert "un 39" in text


@pytest.mark.parametrize("name", ["un", "press"])
def test_a_word_of_the_open_lists_stays(name):
    told = public(dossier(Sensitivity.WITHHELD), None)
    assert name in next(f.label for f in told.dossier.weighing.figures if f.rows)
