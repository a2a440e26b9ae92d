"""The lines of an honest tool that the report must hold: C6, C13, C14, C17, C18, C20, C22."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from builder import Builder, contested, exactly, sum_finding

from corroborate.errors import SettingError, UnresolvedFigureError
from corroborate.model.claim import Status
from corroborate.model.finding import Checked, NotChecked
from corroborate.model.interval import Interval
from corroborate.model.source import CustodyEntry, Sensitivity
from corroborate.report import figures, lint, manifest, render_html


@pytest.fixture(scope="module")
def dossier():
    b, c = contested()
    return b.dossier(sum_finding(c))


@pytest.fixture(scope="module")
def html(dossier):
    return render_html(dossier)


def lines(html, dossier):
    return {p.line for p in lint(html, dossier)}


def test_a_page_has_no_problem(html, dossier):
    assert lint(html, dossier) == ()


def test_c06_a_parsed_value_stands_beside_its_words(dossier, html):
    for claim in dossier.claims:
        entry = html.split(f'id="claim-{claim.id}"')[1].split("</article>")[0]
        said = claim.quantity_span.quote
        assert re.search(rf"“{re.escape(said)}” → ", entry)


def test_c13_a_range_is_never_printed_as_one_number():
    b, _ = contested()
    dossier = b.dossier()
    ranged = next(f for f in dossier.weighing.figures if f.words == "137 to 138")
    assert "137 to 138" in render_html(dossier)
    halved = replace(
        dossier.weighing,
        figures=tuple(replace(f, words="137.5") if f is ranged else f for f in dossier.weighing.figures),
    )
    wrong = replace(dossier, weighing=halved)
    assert "C13" in lines(render_html(wrong), wrong)


def test_c13_a_page_that_speaks_of_a_midpoint_is_refused(html, dossier):
    assert "C13" in lines(html.replace("</main>", "<p>The midpoint is 179.</p></main>"), dossier)


def test_c14_a_figure_that_leads_to_no_claim_is_a_build_error(dossier):
    figure = dossier.weighing.figures[0]
    for broken in (replace(figure, claims=()), replace(figure, claims=("nowhere",))):
        weighing = replace(dossier.weighing, figures=(broken, *dossier.weighing.figures[1:]))
        with pytest.raises(UnresolvedFigureError):
            render_html(replace(dossier, weighing=weighing))


def test_c14_changed_words_are_a_build_error(dossier):
    document = dossier.documents[0]
    altered = replace(
        document, text=replace(document.text, content=document.text.content.replace("29", "92"))
    )
    with pytest.raises(UnresolvedFigureError):
        render_html(replace(dossier, documents=(altered, *dossier.documents[1:])))


def test_c14_a_changed_claim_changes_the_figure():
    b, c = contested()
    old = c["56"]
    b.claims[b.claims.index(old)] = replace(old, quantity=replace(old.quantity, hard=Interval(57, 57)))
    assert any(f.words == "138" for f in b.weighed(sum_finding(c)).figures)


def test_c14_the_linter_finds_what_was_tampered_with(html, dossier):
    figure = next(f for f in figures(dossier) if f.words == "137")
    element = re.search(rf'<a class="fig" data-figure="{figure.id}" href="(#[^"]+)">137</a>', html)
    assert element
    for wrong in (
        element[0].replace("137<", "173<"),
        element[0].replace(figure.id, "figure-0000"),
        element[0].replace(element[1], "#claim-elsewhere"),
        element[0].replace("<a ", "<b ").replace("</a>", "</b>"),
    ):
        assert "C14" in lines(html.replace(element[0], wrong, 1), dossier), wrong


def test_c17_nothing_on_the_page_loads_or_runs(html, dossier):
    for bad in (
        '<img src="https://example.org/x.png" alt="">',
        "<script>alert(1)</script>",
        '<link rel="stylesheet" href="https://example.org/a.css">',
        '<p style="background:url(https://example.org/a)">x</p>',
        '<p onclick="x()">x</p>',
        '<a href="javascript:x()">x</a>',
        "<style>@import 'https://example.org/a.css';</style>",
        '<meta http-equiv="refresh" content="0;url=https://example.org">',
    ):
        assert "C17" in lines(html.replace("</main>", bad + "</main>"), dossier), bad


def test_c17_words_of_a_source_are_never_markup():
    b = Builder()
    document = b.document("<script>alert(1)</script> 31 attacks <img src=x onerror=y> "
    "happened.", publisher="<b>X</b>",
                          title="<svg onload=1>", url="javascript:alert(1)")  # fmt: skip
    b.claim(document, "31 attacks <img src=x onerror=y>", 31, actor="<i>them</i>", status=Status.VERIFIED)
    dossier = b.dossier(title="<script>x</script>")
    html = render_html(dossier)
    assert lint(html, dossier) == ()
    assert "<script" not in html
    assert "javascript:" not in html


def test_c18_no_path_of_the_machine_is_printed():
    b, c = contested()
    dossier = b.dossier(sum_finding(c))
    source = replace(
        dossier.documents[0].source,
        name="/home/anna/secret/note.md",
        title="not stated",
        publisher="not stated",
    )
    document = replace(dossier.documents[0], source=source)
    when = datetime(2025, 1, 1, tzinfo=UTC)
    entry = CustodyEntry(
        source.id, when, "taken in", who="anna", origin="/home/anna/secret/note.md", tool="corroborate 0.1.0"
    )
    dossier = replace(
        dossier,
        documents=(document, *dossier.documents[1:]),
        custody=(entry,),
        settings={"lexicon": "/home/anna/secret/words.yaml", "out": "C:\\Users\\anna\\out"},
    )
    html = render_html(dossier)
    assert "anna" not in html
    assert "note.md" in html


def test_c18_of_a_withheld_source_not_even_its_hash_is_printed():
    b = Builder()
    kept = b.document("The UN verified 31 attacks here.", publisher="Open")
    b.claim(
        kept,
        "31 attacks",
        31,
        voices=("UN",),
        status=Status.VERIFIED,
        window=exactly(date(2024, 1, 1), date(2024, 1, 31)),
    )
    secret = b.document(
        "Witness Zarghuna counted 44 attacks there.", publisher="Secret House",
        sensitivity=Sensitivity.WITHHELD,
        title="Hidden title", url="https://example.org/hidden",
    )  # fmt: skip
    b.claim(
        secret,
        "44 attacks",
        44,
        voices=("Zarghuna",),
        status=Status.CLAIMED,
        window=exactly(date(2024, 1, 1), date(2024, 1, 31)),
    )
    dossier = b.dossier()
    html = render_html(dossier)
    printed = re.sub(r"<[^>]+>", " ", html.split("</style>")[1])
    for leak in ("Zarghuna", "Secret House", "Hidden title", "example.org", r"there\.", r"\b44\b"):
        assert not re.search(leak, printed), leak
    assert "example.org" not in html
    assert secret.source.id not in html
    assert secret.text.id not in html
    assert lint(html, dossier) == ()
    told = json.dumps(manifest(dossier, html))
    assert "Zarghuna" not in told
    assert secret.source.id not in told
    leaked = html.replace("</main>", f"<p>{secret.source.id}</p></main>")
    assert "C18" in lines(leaked, dossier)
    assert "C18" in lines(html.replace("</main>", "<p>Zarghuna</p></main>"), dossier)


def test_c18_names_of_a_restricted_source_are_not_printed():
    b = Builder()
    document = b.document(
        "Nasrin Bay said the group carried out 44 attacks. Bay was there.", publisher="Radio",
        sensitivity=Sensitivity.RESTRICTED, author="Omid Ghafur",
    )  # fmt: skip
    b.claim(document, "44 attacks", 44, voices=("Nasrin Bay",), status=Status.CLAIMED)
    html = render_html(b.dossier())
    assert "Nasrin" not in html
    assert "Ghafur" not in html
    assert "44" in html


def test_c20_the_method_names_every_rule_and_setting(html, dossier):
    from corroborate.weighing import RULES

    for rule in RULES:
        assert f'id="rule-{rule.id}"' in html
    assert "language" in html.split('id="method"')[1]


def test_c20_a_string_that_is_missing_is_an_error():
    from corroborate.report.catalogue import catalogue

    with pytest.raises(SettingError):
        catalogue("en")("method.no_such_text")


def test_c22_the_coverage_line_is_printed(dossier):
    ids = [c.id for c in dossier.claims]
    checked = Checked((), tuple(ids[:5]), tuple(NotChecked(i, "nothing to set it against") for i in ids[5:]))
    span = dossier.claims[0].span
    from corroborate.model.claim import Unread

    made = replace(
        dossier, checked=checked, unread=(Unread(span, "a number in a name"),) * 3, numeric_tokens=19
    )
    html = render_html(made)
    total = len(ids) + 3
    assert f"Checked 5 of {total} numeric statements; 3 not read; {len(ids) - 5} read, but no check" in html
    assert "a number in a name" in html
    assert lint(html, made) == ()


def test_c22_a_page_without_coverage_or_with_no_errors_is_refused(html, dossier):
    assert "C22" in lines(html.replace('id="coverage"', 'id="cover"'), dossier)
    assert "C22" in lines(html.replace("</main>", "<p>There are no errors.</p></main>"), dossier)
    quoted = html.replace("</main>", "<blockquote><p>There are no errors.</p></blockquote></main>")
    assert "C22" not in lines(quoted, dossier)


def test_c20_a_page_that_lacks_a_section_or_a_part_of_the_method_is_refused(html, dossier):
    for id in ("method", "changes", "method-corroboration", "method-definitions"):
        assert "C20" in lines(html.replace(f'id="{id}"', f'id="not-{id}"'), dossier), id


def test_c20_a_part_of_the_method_without_words_is_a_build_error(dossier, monkeypatch):
    from corroborate.errors import IntegrityError
    from corroborate.report import method
    from corroborate.report.catalogue import Catalogue, catalogue

    real = Catalogue.__call__

    def empty(self, key, **values):
        return "  " if key == "method.evaluation_text" else real(self, key, **values)

    monkeypatch.setattr(Catalogue, "__call__", empty)
    with pytest.raises(IntegrityError, match="lacks a part"):
        method.of(dossier, catalogue("en"))


def test_c20_the_works_are_those_that_were_used(dossier):
    from corroborate.model.dossier import Build
    from corroborate.report import references

    told = " ".join(references.used(replace(dossier, build=Build.PUBLIC)))
    assert "RFC 2104" not in told
    assert "ISO 24617" in told
    b = Builder()
    document = b.document("They carried out 44 attacks.", sensitivity=Sensitivity.WITHHELD)
    b.claim(document, "44 attacks", 44)
    closed = " ".join(references.used(replace(b.dossier(), build=Build.PUBLIC)))
    assert "RFC 2104" in closed
    assert "ISO 24617" not in closed


def test_c20_every_estimator_has_its_work():
    from corroborate.model.estimate import Method
    from corroborate.report import references

    assert set(references.ESTIMATORS) == set(Method)
    assert {name for names in references.ESTIMATORS.values() for name in names} <= set(references._works())
