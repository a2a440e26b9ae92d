"""The section about lists: every figure leads somewhere, and what is not known is said."""

from dataclasses import replace

import pytest
from listed import LISTS, TABLE, dossier

from corroborate.model.assessment import Basis
from corroborate.model.capture import CaptureHistories
from corroborate.model.estimate import Refused
from corroborate.model.interval import Interval
from corroborate.model.linkage import LinkageRefused
from corroborate.model.source import Handling, Nature, Sensitivity, Source
from corroborate.report import anchors, lint, render_html
from corroborate.report.against import Line, draw
from corroborate.report.commitments import salts_of
from corroborate.report.overlap import MOST, overlap
from corroborate.report.public import public
from corroborate.report.sections import figures
from corroborate.report.view import Maker


def test_c14_every_number_of_the_section_is_a_figure_that_leads_to_its_row():
    made = dossier()
    html = render_html(made)
    assert lint(html, made) == ()
    assert "64 to 72" in html
    assert "96 to 171" in html
    assert "un:0, un:1" in html
    assert "un 39" in html


def test_figures_of_lists_have_a_row_in_a_report_too_large_for_all_rows():
    """A figure that rests on rows stands at no claim, so its own row must be there."""
    made = dossier()
    page = replace(Maker(made).page(), full=0)
    found = figures.values(page)
    of_lists = {f.id for f in made.weighing.figures if not f.claims}
    assert of_lists
    assert {f.id for f in found["lines"]} >= of_lists
    assert found["alone"] == found["compared"] == ()
    assert found["at_claims"] == len(page.alone) + len(page.compared) - len(found["lines"])


def test_what_the_number_rests_on_and_what_would_settle_it_is_printed():
    html = render_html(dossier())
    for said in (
        "42 rows = 39 read + 2 not readable + 1 left out",
        "no date",
        "1.0% to 4.0%",
        "with at least one death",
        "covers only 2022",
        "190 to 207",
        "The list monitor holds few.",
        "a further list",
        "35%",
        "52%",
    ):
        assert said in html, said


def test_a_refusal_stands_where_the_number_would():
    refused = Refused("few_lists", "two lists are too few.", None, LISTS, 68)
    html = render_html(dossier(refused))
    assert "No estimate: two lists are too few." in html
    assert "96 to 171" not in html


def test_a_linkage_that_was_refused_and_slices_that_no_list_knows():
    html = render_html(
        dossier(linkage=LinkageRefused("one_list", "there is only one list.", ("another list",)))
    )
    assert "there is only one list." in html
    assert "another list" in html
    html = render_html(dossier(unfit="no list names “XYZ”"))
    assert "2 claims: no list names “XYZ”" in html


def test_a_list_whose_source_has_no_entry_on_the_page_is_no_broken_link():
    made = dossier()
    lists = tuple(replace(one, source_id="f" * 64) for one in made.listing.lists)
    made = replace(made, listing=replace(made.listing, lists=lists))
    assert lint(render_html(made), made) == ()


def with_lists(handling=Handling()):  # noqa: B008 - frozen
    """The dossier with the sources of its lists, the first handled so."""
    made = dossier()
    ids = dict.fromkeys(one.source_id for one in made.listing.lists)
    lists = tuple(
        Source(
            id,
            f"list-{n}.csv",
            "text/csv",
            40 + n,
            made.now,
            Nature.LIST,
            publisher=f"Keeper {n}",
            handling=handling if n == 0 else Handling(),
        )
        for n, id in enumerate(ids)
    )
    return replace(made, lists=lists)


def test_lists_stand_among_the_sources_with_their_hash():
    made = with_lists()
    html = render_html(made)
    assert lint(html, made) == ()
    for source in made.lists:
        assert f'id="{anchors.source(source.id)}"' in html
        assert f'href="#{anchors.source(source.id)}"' in html
        assert source.id in html
        assert source.publisher in html


def test_a_withheld_list_leaves_a_commitment_and_no_hash():
    made = with_lists(Handling(Sensitivity.WITHHELD))
    held = made.lists[0]
    told = public(made, salts_of(b"ab" * 32))
    html = render_html(told.dossier)
    assert held.id not in html
    assert held.publisher not in html
    assert told.dossier.lists[0].id in html
    assert held.id in told.renamed
    assert [o.value for o in told.openings if o.sort == "source"] == [held.id]
    assert lint(html, told.dossier) == ()


def test_a_case_without_lists_has_no_such_section():
    made = replace(dossier(), listing=None)
    assert 'id="lists"' not in render_html(made)


@pytest.mark.parametrize("values", [((0, 0),), ((5, None), (None, 9)), ((1, 10**9), (3, 3))])
def test_intervals_stay_on_the_axis_in_their_order(values):
    lines = [Line("f", "a", "w", "l", Basis.ESTIMATED, Interval(*v)) for v in values]
    axis = draw(lines, "wide", 900, 13.0)
    for drawn in axis.drawn:
        assert 0 <= drawn.left <= drawn.right <= axis.width
        assert drawn.open_right == (drawn.line.value.high is None)
    places = [x for x, _ in axis.ticks]
    assert places == sorted(places)
    assert draw([Line("f", "a", "w", "l", Basis.ESTIMATED, Interval(None, None))], "w", 900, 13.0) is None


def test_the_overlap_draws_the_largest_patterns_and_counts_the_rest():
    drawn = overlap(TABLE)
    assert [c.count for c in drawn.columns] == [30, 20, 9, 6, 3]
    assert drawn.columns[3].on == (True, True, False)
    assert [(name, size) for _, name, size in drawn.rows] == [("un", 39), ("press", 29), ("monitor", 12)]
    many = CaptureHistories.of(tuple("abcdef"), {p: p for p in range(1, 64)})
    assert overlap(many).left_out == sum(sorted(range(1, 64))[: 63 - MOST])
