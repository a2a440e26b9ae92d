"""The drawings of incidents: bars that add up, circles as wide as a place is unsure."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import pytest
from listed import SEEN, SPELLS, SPOTS, SQUARE, dossier

from corroborate.model.incidents import Outline, Spot
from corroborate.report import byplace, bytime, lint, render_html
from corroborate.report.catalogue import catalogue

T = catalogue("en")


def heights(path):
    return [-float(v) for v in re.findall(r"v(-[\d.]+)", path)]


def test_bars_of_all_together_add_up_and_share_one_scale_with_the_lists():
    wide, narrow = bytime.drawings(SEEN, T)
    together, un, press = wide.rows
    assert (together.total, un.total, press.total) == (16, 6, 12)
    one, two = heights(together.layers[-1].path), heights(together.layers[-2].path)
    assert len(one) == 2
    assert len(two) == 1
    unit = one[1] / 10
    assert math.isclose(one[0] / 4, unit, rel_tol=0.02)
    assert math.isclose(heights(press.layers[0].path)[1] / 9, unit, rel_tol=0.02)
    assert [layer.name for layer in together.layers] == ["share-3", "share-2", "share-1"]
    assert narrow.width < wide.width


def test_lists_that_are_not_linked_have_no_row_for_all_together():
    drawn = bytime.drawings(replace(SEEN, linked=False), T)[0]
    assert [row.title for row in drawn.rows] == ["un", "press"]
    empty = replace(SEEN, spells=tuple(replace(s, by_list={}, shared=()) for s in SPELLS))
    assert bytime.drawings(empty, T) == ()


def test_a_circle_is_as_wide_as_its_place_is_unsure():
    wide = byplace.drawings(SPOTS)[0]
    a, b, c = wide.circles
    km = wide.scale[0] / wide.scale[1]
    assert math.isclose(a.reach, 100 * km, rel_tol=0.03)
    assert math.isclose(b.reach, 5 * km, abs_tol=0.2)
    assert (a.hollow, b.hollow, c.reach) == (True, False, 0.0)
    assert b.dot > a.dot > c.dot
    for circle in wide.circles:
        assert 0 <= circle.x <= wide.width
        assert 0 <= circle.y <= wide.height
    assert a.y > c.y, "north is up"


def test_outlines_are_drawn_where_spots_are_and_do_not_widen_the_map_elsewhere():
    far = Outline("Chile", (((-70.0, -30.0), (-69.0, -30.0), (-69.0, -31.0), (-70.0, -30.0)),))
    with_far = byplace.drawings(SPOTS, (SQUARE, far))[0]
    without = byplace.drawings(SPOTS, (SQUARE,))[0]
    assert [(c.x, c.y) for c in with_far.circles] == [(c.x, c.y) for c in without.circles]
    name, path = without.outlines[0]
    assert name == "Kabul"
    assert path.startswith("M")
    assert path.endswith("z")


@pytest.mark.parametrize("spots", [(Spot(89.9, 179.9, 1.0, False, 1),), (Spot(0.0, 0.0, None, True, 1),)])
def test_one_place_anywhere_is_a_map(spots):
    for drawn in byplace.drawings(spots):
        assert drawn.lines
        assert drawn.height <= drawn.width * 1.11
        assert 0 <= drawn.circles[0].x <= drawn.width


def test_the_section_prints_both_with_tables_and_what_is_not_drawn():
    made = dossier()
    made = replace(made, listing=replace(made.listing, incidents=SEEN), outlines=(SQUARE,))
    html = render_html(made)
    assert lint(html, made) == ()
    section = html.split('<section id="incidents"')[1].split("</section>")[0]
    for said in ("20 distinct incidents", "feed", "on two lists",
                 "its day is less sure than a bar is wide: 4",
                 "within 10 km", "34.60, 69.30", "± 100 km", "without a point", 'class="land"'):  # fmt: skip
        assert said in section, said
    assert "No outlines were supplied" not in section
    bare = render_html(replace(made, outlines=()))
    assert "No outlines were supplied" in bare
