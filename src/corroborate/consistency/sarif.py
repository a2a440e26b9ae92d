"""Findings as SARIF 2.1.0 (OASIS 2020), which editors and continuous integration read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from corroborate.consistency.kinds import KINDS
from corroborate.consistency.lines import coverage, message
from corroborate.consistency.places import Places, Where
from corroborate.model.claim import AnyClaim
from corroborate.model.dossier import Document
from corroborate.model.finding import Checked, Finding, Level

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"

_LEVEL = {Level.CHANGES: "error", Level.DIFFERS: "warning", Level.AGREES: "none"}


def sarif(
    checked: Checked,
    claims: Sequence[AnyClaim],
    documents: Sequence[Document],
    *,
    version: str = "",
) -> dict[str, Any]:
    """One SARIF log with one run, as plain values for ``json.dumps``.

    Contradictions that change a conclusion are errors, other disagreements warnings, agreements results
    of the kind ``pass``. What was not checked stands in the invocation's notifications, so that coverage
    is part of the file (C22). ``version`` is that of the tool. Columns count code points.
    """
    places = Places(documents)
    by_id = {c.id: c for c in claims}
    index = {d.source.id: i for i, d in enumerate({d.source.id: d for d in documents}.values())}
    driver: dict[str, Any] = {
        "name": "corroborate",
        "rules": [
            {
                "id": k.name,
                "name": k.name.capitalize(),
                "shortDescription": {"text": k.about[0].upper() + k.about[1:] + "."},
                "defaultConfiguration": {"level": "warning"},
            }
            for k in KINDS
        ],
    }
    if version:
        driver["version"] = version
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",
                "artifacts": [_artifact(d) for d in {d.source.id: d for d in documents}.values()],
                "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": _notes(checked)}],
                "results": [
                    _result(f, [by_id[i] for i in f.claims if i in by_id], places, index)
                    for f in checked.findings
                ],
            }
        ],
    }


def _artifact(document: Document) -> dict[str, Any]:
    source = document.source
    return {
        "location": {"uri": _uri(source.name)},
        "mimeType": source.media_type,
        "length": source.size,
        "hashes": {"sha-256": source.id},
    }


def _uri(name: str) -> str:
    return quote(name.replace("\\", "/"), safe="/")


def _notes(checked: Checked) -> list[dict[str, Any]]:
    words = [coverage(checked), *checked.notes]
    return [{"level": "note", "message": {"text": w[0].upper() + w[1:]}} for w in words]


def _result(
    finding: Finding, claims: Sequence[AnyClaim], places: Places, index: dict[str, int]
) -> dict[str, Any]:
    rules = [k.name for k in KINDS]
    found = [(c, places.of(c)) for c in claims]
    located = [
        _location(c, w, index[c.source_id]) for c, w in found if w is not None and c.source_id in index
    ]
    result: dict[str, Any] = {
        "ruleId": finding.kind,
        "ruleIndex": rules.index(finding.kind),
        "kind": "pass" if finding.level is Level.AGREES else "fail",
        "level": _LEVEL[finding.level],
        "message": {"text": message(finding, claims)},
        "partialFingerprints": {"finding/v1": finding.id},
        "properties": {
            "strict": finding.strict,
            "level": finding.level.value,
            "working": list(finding.working),
            "separates": list(finding.separates),
            "sensitivity": [
                {"on": s.on, "holds": s.holds, "vanishes": s.vanishes} for s in finding.sensitivity
            ],
        },
    }
    if located:
        result["locations"] = [located[-1]]
        result["relatedLocations"] = [{"id": i, **at} for i, at in enumerate(located[:-1], 1)]
    return result


def _location(claim: AnyClaim, where: Where, artifact: int) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(where.file), "index": artifact}}
    if where.place is None:
        physical["region"] = {
            "startLine": where.line,
            "startColumn": where.column,
            "endLine": where.end_line,
            "endColumn": where.end_column,
            "snippet": {"text": claim.span.quote},
        }
    location: dict[str, Any] = {"physicalLocation": physical, "message": {"text": claim.span.quote}}
    if where.place is not None:
        location["logicalLocations"] = [{"name": where.place, "kind": "element"}]
    return location
