"""Findings as linter lines and as SARIF: places, quotes, working, coverage."""

from __future__ import annotations

import json
import re
from dataclasses import replace

from consistency_build import Paper, run, window

from corroborate.consistency import KINDS, lines, sarif
from corroborate.model.claim import ClaimKind, Unread
from corroborate.model.dossier import Document
from corroborate.model.finding import Checked, Level
from corroborate.model.span import Span
from corroborate.model.text import Locator


def _sum(
    content: str = "One 😀.\r\nThe NRF made 53 attacks and the AFF 21 attacks, a total of 73 attacks.",
) -> Paper:
    paper = Paper(content, name="notes/a b.md")
    paper.count("53 attacks", 53, actor="NRF")
    paper.count("21 attacks", 21, actor="AFF")
    paper.count("73 attacks", 73)
    return paper


def test_a_line_has_place_kind_quotes_and_recomputation() -> None:
    paper = _sum()
    first, *told, last = lines(run(paper), paper.claims, [paper.document])
    assert first.startswith("notes/a b.md:2:60: differs sum: 53 + 21 = 74, but the text prints 73: one more")
    assert told[:3] == [
        "    “53 attacks” at notes/a b.md:2:14",
        "    “21 attacks” at notes/a b.md:2:37",
        "    “73 attacks” at notes/a b.md:2:60",
    ]
    assert "    53 + 21 = 74, but the text prints 73: one more than the total." in told
    assert any(line.startswith("    depends on the figure “53 attacks”: holds as 53; ") for line in told)
    assert last == "checked 3 of 3 numeric statements"


def test_lines_and_columns_lead_back_to_the_words() -> None:
    paper = _sum()
    found = re.match(r"(.*?):(\d+):(\d+): ", lines(run(paper), paper.claims, [paper.document])[0])
    assert found is not None
    row = paper.content.splitlines()[int(found.group(2)) - 1]
    assert row[int(found.group(3)) - 1 :].startswith("73 attacks")


def test_agreements_are_shown_on_request() -> None:
    paper = Paper("The NRF made 52 attacks and the AFF 21 attacks, a total of 73 attacks.")
    paper.count("52 attacks", 52, actor="NRF")
    paper.count("21 attacks", 21, actor="AFF")
    paper.count("73 attacks", 73)
    checked = run(paper)
    assert lines(checked, paper.claims, [paper.document]) == ["checked 3 of 3 numeric statements"]
    shown = lines(checked, paper.claims, [paper.document], agreements=True)
    assert "agrees sum: 52 + 21 fits the total of 73" in shown[0]


def test_what_was_not_checked_is_always_printed() -> None:
    paper = Paper("It carried out 7 attacks.")
    paper.count("7 attacks", 7, actor="NRF", window=window("2023-01-01", "2023-06-30"))
    (line,) = lines(run(paper), paper.claims, [paper.document])
    assert line.startswith("checked 0 of 1 numeric statement; not checked: 1 (nothing else in the")


def test_the_rest_is_listed_with_its_places_and_what_was_not_read_is_counted() -> None:
    paper = Paper("It carried out 7 attacks on flight 12.")
    paper.count("7 attacks", 7, actor="NRF", window=window("2023-01-01", "2023-06-30"))
    number = Unread(Span.of(paper.text.id, paper.content, 35, 37), "a name")
    told = lines(run(paper), paper.claims, [paper.document], unread={paper.text.id: [number]}, rest=True)
    assert told[0].startswith(f"{paper.source.name}:1:16: not checked: “7 attacks” (nothing else")
    assert told[1] == f"{paper.source.name}:1:36: not read: “12” (a name)"
    assert told[2].endswith("; 1 number not read")


def test_notes_are_printed() -> None:
    checked = Checked((), (), (), ("something was cut off",))
    assert "note: something was cut off" in lines(checked, [], [])


def test_sarif_is_whole_and_leads_back_to_the_words() -> None:
    paper = _sum()
    log = json.loads(json.dumps(sarif(run(paper), paper.claims, [paper.document], version="0.1.0")))
    assert log["version"] == "2.1.0"
    (one,) = log["runs"]
    rules = [r["id"] for r in one["tool"]["driver"]["rules"]]
    assert rules == [k.name for k in KINDS]
    assert one["columnKind"] == "unicodeCodePoints"
    assert one["artifacts"][0]["hashes"] == {"sha-256": paper.source.id}
    assert one["artifacts"][0]["location"]["uri"] == "notes/a%20b.md"
    for result in one["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["message"]["text"]
        assert (result["kind"] == "pass") == (result["level"] == "none")
        for place in (*result["locations"], *result["relatedLocations"]):
            region = place["physicalLocation"]["region"]
            row = paper.content.splitlines()[region["startLine"] - 1]
            assert row[region["startColumn"] - 1 : region["endColumn"] - 1] == region["snippet"]["text"]
    notes = one["invocations"][0]["toolExecutionNotifications"]
    assert notes[0]["message"]["text"].startswith("Checked 3 of 3")


def test_sarif_levels() -> None:
    paper = Paper("No attacks in the half-year. It carried out 3 attacks in May.")
    paper.count("No attacks", 0, actor="NRF", window=window("2023-01-01", "2023-06-30"))
    paper.count("3 attacks", 3, actor="NRF", window=window("2023-05-01", "2023-05-31"))
    checked = run(paper)
    assert [f.level for f in checked.findings if f.kind == "zero"] == [Level.CHANGES]
    log = sarif(checked, paper.claims, [paper.document])
    assert {r["level"] for r in log["runs"][0]["results"] if r["ruleId"] == "zero"} == {"error"}


def test_a_text_that_is_not_the_file_names_its_place_instead_of_lines() -> None:
    paper = _sum()
    source = replace(paper.source, media_type="application/pdf", name="report.pdf")
    text = replace(paper.text, map=(Locator(0, len(paper.content), "page 3"),))
    document = Document(source, text)
    checked = run(paper)
    line, *_ = lines(checked, paper.claims, [document])
    assert line.startswith("report.pdf (page 3):2:60: ")
    (result,) = sarif(checked, paper.claims, [document])["runs"][0]["results"]
    (place,) = result["locations"]
    assert "region" not in place["physicalLocation"]
    assert place["logicalLocations"] == [{"name": "page 3", "kind": "element"}]


def test_claims_without_their_document_are_printed_without_a_place() -> None:
    paper = _sum()
    checked = run(paper)
    first = lines(checked, paper.claims, [])[0]
    assert first.startswith("(no document):1:1: ")
    (result,) = sarif(checked, paper.claims, [])["runs"][0]["results"]
    assert "locations" not in result


def test_a_date_is_a_numeric_statement_too() -> None:
    paper = Paper("It happened in June.")
    paper.add("June", kind=ClaimKind.DATE)
    assert lines(run(paper), paper.claims, [paper.document])[-1].startswith("checked 0 of 1")


_LEVELS = {"none", "note", "warning", "error"}


def _is_relative_uri(uri: str) -> bool:
    return re.fullmatch(r"[A-Za-z0-9._~!$&'()*+,;=:@/%-]+", uri) is not None and "\\" not in uri


def test_sarif_follows_the_rules_of_2_1_0() -> None:
    """Required properties, regions that count from 1 and end after they start, levels, indices."""
    clash = _sum()
    none = Paper("No attacks in the half-year. It carried out 3 attacks in May.")
    none.count("No attacks", 0, actor="NRF", window=window("2023-01-01", "2023-06-30"))
    none.count("3 attacks", 3, actor="NRF", window=window("2023-05-01", "2023-05-31"))
    for paper in (clash, none):
        checked = replace(run(paper), notes=("something was cut off",))
        log = json.loads(json.dumps(sarif(checked, paper.claims, [paper.document], version="0.1.0")))
        assert set(log) == {"$schema", "version", "runs"}
        assert log["version"] == "2.1.0"
        assert "2.1.0" in log["$schema"]
        (one,) = log["runs"]
        driver = one["tool"]["driver"]
        assert driver["name"]
        assert len({r["id"] for r in driver["rules"]}) == len(driver["rules"])
        for rule in driver["rules"]:
            assert rule["shortDescription"]["text"].endswith(".")
            assert rule["defaultConfiguration"]["level"] in _LEVELS
        for artifact in one["artifacts"]:
            assert artifact["length"] >= -1
            assert _is_relative_uri(artifact["location"]["uri"])
            assert "/" in artifact["mimeType"]
        for call in one["invocations"]:
            assert call["executionSuccessful"] is True
            notes = call["toolExecutionNotifications"]
            assert all(n["message"]["text"] and n["level"] in _LEVELS for n in notes)
            assert notes[-1]["message"]["text"] == "Something was cut off"
        assert one["results"]
        for result in one["results"]:
            assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
            assert result["level"] in _LEVELS
            assert result["kind"] in {"pass", "fail"}
            # Section 3.27.10: a result that does not fail has no level.
            assert result["kind"] == "fail" or result["level"] == "none"
            assert all(isinstance(v, str) and v for v in result["partialFingerprints"].values())
            ids = [place["id"] for place in result["relatedLocations"]]
            assert len(set(ids)) == len(ids)
            assert all(i >= 0 for i in ids)
            for place in (*result["locations"], *result["relatedLocations"]):
                where = place["physicalLocation"]
                artifact = one["artifacts"][where["artifactLocation"]["index"]]
                assert artifact["location"]["uri"] == where["artifactLocation"]["uri"]
                region = where["region"]
                start = (region["startLine"], region["startColumn"])
                end = (region["endLine"], region["endColumn"])
                assert min(*start, *end) >= 1
                assert start < end
