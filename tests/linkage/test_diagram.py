"""The reliability diagram: marks where the numbers are, words that cannot break it."""

from __future__ import annotations

import xml.etree.ElementTree as ET

import pytest

from corroborate.linkage.diagram import BOTTOM, LEFT, SIZE, TOP, reliability_svg
from corroborate.model.evaluation import Bin

NS = {"s": "http://www.w3.org/2000/svg"}


def test_marks_stand_where_the_numbers_are() -> None:
    bins = [Bin(0.4, 0.5, 100, 0.45, 0.2), Bin(0.99, 1.0, 5, 1.0, 1.0)]
    root = ET.fromstring(reliability_svg(bins, "Lists <a> & b"))
    circles = root.findall(".//s:circle", NS)
    assert len(circles) == 2
    assert float(circles[0].attrib["cx"]) == pytest.approx(LEFT + SIZE * 0.45)
    assert float(circles[0].attrib["cy"]) == pytest.approx(TOP + SIZE * 0.8)
    assert float(circles[0].attrib["r"]) > float(circles[1].attrib["r"])
    assert root.findall("./s:text", NS)[0].text == "Lists <a> & b"
    assert "20.0% of 100 pairs are true" in ET.tostring(root, encoding="unicode")
    width, height = (float(v) for v in root.attrib["viewBox"].split()[2:])
    for circle in circles:
        assert 0 < float(circle.attrib["cx"]) < width
        assert TOP <= float(circle.attrib["cy"]) <= height - BOTTOM


def test_five_true_pairs_of_five_are_not_certain() -> None:
    root = ET.fromstring(reliability_svg([Bin(0.99, 1.0, 5, 1.0, 1.0)], "x"))
    bar = root.findall(".//s:g/s:path", NS)[0].attrib["d"]
    low, high = (float(v) for v in bar.split(" ")[1].split("V"))
    assert high == pytest.approx(TOP)
    assert low > TOP + SIZE * 0.4
