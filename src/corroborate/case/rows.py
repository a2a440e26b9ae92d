"""Nouns as rows of tables, and rows as nouns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec
import sqlalchemy as sa

from corroborate.case import schema
from corroborate.case.codec import FORMS, decode, encode, form_of
from corroborate.errors import HashMismatchError
from corroborate.model.assessment import Assessment, Comparison, Figure, Weighing
from corroborate.model.claim import Reading, Refusal, Unread
from corroborate.model.finding import Checked, Finding, NotChecked
from corroborate.model.text import Extraction, Segment, Text, Unreadable

Row = dict[str, Any]
Rows = list[tuple[sa.Table, list[Row]]]


@dataclass(frozen=True, slots=True)
class Made:
    """What a stage gives for one subject: rows, counts of them, and quotes that it refused."""

    output: Rows
    facts: dict[str, int]
    refusals: tuple[Refusal, ...] = ()
    rest: str = ""
    """As JSON, what of the result no row holds."""


NOUNS: dict[str, Any] = {
    "texts": Text,
    "unreadable": Unreadable,
    "segments": tuple[Segment, ...],
    "unread": Unread,
    "refusals": Refusal,
    "findings": Finding,
    "figures": Figure,
    "comparisons": Comparison,
    "assessments": Assessment,
    "coverage": NotChecked,
}
"""What the body of each table's rows holds."""


def noun(table: sa.Table, row: sa.Row[Any]) -> Any:
    """The noun of a row; raises HashMismatchError naming the row where its body is broken."""
    kind = FORMS.get(row.form) if table is schema.claims else NOUNS[table.name]
    try:
        if kind is None:
            raise msgspec.DecodeError(f"no such form of claim: {row.form!r}")
        return decode(kind, row.body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise HashMismatchError(
            f"a row of {table.name} in the case's database was changed and cannot be read",
            value=error,
            hint="run `corroborate verify`; derived rows are made anew by `corroborate run --anew`",
        ) from error


def of_extraction(source_id: str, extraction: Extraction) -> Rows:
    """The rows of the texts of a source."""
    return [
        (schema.texts, _many(schema.texts, extraction.texts, id="id", source_id=source_id)),
        (schema.unreadable, _many(schema.unreadable, extraction.unreadable, source_id=source_id)),
    ]


def of_segments(text_id: str, segments: Sequence[Segment]) -> Rows:
    """The row of the segments of a text."""
    row = schema.sealed(schema.segments, {"text_id": text_id, "body": encode(segments)})
    return [(schema.segments, [row])]


def of_reading(text_id: str, reading: Reading) -> Rows:
    """The rows of what was read from a text."""
    claims = [
        schema.sealed(
            schema.claims,
            {"id": c.id, "text_id": text_id, "ord": ord, "form": form_of(c), "body": encode(c)},
        )
        for ord, c in enumerate(reading.claims)
    ]
    return [
        (schema.claims, claims),
        (schema.unread, _many(schema.unread, reading.unread, text_id=text_id)),
        (schema.refusals, _many(schema.refusals, reading.refusals, text_id=text_id)),
    ]


def of_checked(checked: Checked) -> Rows:
    """The rows of findings and of what was and was not checked; "" as reason means checked."""
    cover = [NotChecked(id, "") for id in checked.checked] + list(checked.not_checked)
    return [
        (schema.findings, _many(schema.findings, checked.findings, id="id")),
        (schema.coverage, _many(schema.coverage, cover)),
    ]


def of_weighing(weighing: Weighing) -> Rows:
    """The rows of what was weighed."""
    return [
        (schema.figures, _many(schema.figures, weighing.figures, id="id")),
        (schema.comparisons, _many(schema.comparisons, weighing.comparisons, id="id")),
        (schema.assessments, _many(schema.assessments, weighing.assessments)),
    ]


def checked_from(rest: Checked, findings: Sequence[Finding], cover: Sequence[NotChecked]) -> Checked:
    """The result of checking that `of_checked` took apart; ``rest`` is what no row holds."""
    return replace(
        rest,
        findings=tuple(findings),
        checked=tuple(c.claim_id for c in cover if not c.reason),
        not_checked=tuple(c for c in cover if c.reason),
    )


def _many(table: sa.Table, values: Iterable[object], **keys: str) -> list[Row]:
    """One row a value: ``id="id"`` takes the value's own id, any other key is the same in every row."""
    rows = []
    for ord, value in enumerate(values):
        row: Row = {
            name: getattr(value, "id") if key == "id" and name == "id" else key  # noqa: B009
            for name, key in keys.items()
        }
        rows.append(schema.sealed(table, {**row, "ord": ord, "body": encode(value)}))
    return rows
