"""The tables of a case; every row carries a hash over all its other columns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from corroborate.case.codec import digest, encode

HEAD = "0001"
"""The revision that this version writes; revisions are numbered, so a higher one is newer."""

NAMING = {
    "pk": "pk_%(table_name)s",
    "ix": "ix_%(table_name)s_%(column_0_name)s",
}

metadata = sa.MetaData(naming_convention=NAMING)


def _table(name: str, *keys: sa.Column[Any]) -> sa.Table:
    return sa.Table(
        name,
        metadata,
        *keys,
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, primary_key=True)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, primary_key=True, autoincrement=False)


def _ord() -> sa.Column[int]:
    return sa.Column("ord", sa.Integer, nullable=False)


def _text(name: str, *, index: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False, index=index)


sources = _table(
    "sources",
    _key("id"),
    _ord(),
    sa.Column("listed", sa.Boolean, nullable=False),
    sa.Column("included", sa.Boolean, nullable=False),
)
"""``listed`` once case.toml names it; ``included`` until the user takes it out of case.toml."""

custody = _table("custody", _number("number"), _text("source_id"))
stages = _table("stages", _key("stage"), _key("subject"), _text("key"), _text("output"))
"""What was computed: ``key`` hashes inputs, settings and the stage's version; ``output`` the rows made."""

texts = _table("texts", _key("id"), _text("source_id", index=True), _ord())
unreadable = _table("unreadable", _key("source_id"), _number("ord"))
segments = _table("segments", _key("text_id"))
claims = _table(
    "claims",
    _key("id"),
    _text("text_id", index=True),
    _ord(),
    _text("form"),
)
unread = _table("unread", _key("text_id"), _number("ord"))
refusals = _table("refusals", _key("text_id"), _number("ord"))
findings = _table("findings", _key("id"), _ord())
coverage = _table("coverage", _number("ord"))
figures = _table("figures", _key("id"), _ord())
comparisons = _table("comparisons", _key("id"), _ord())
assessments = _table("assessments", _number("ord"))
decisions = _table("decisions", _number("number"))
runs = _table("runs", _number("number"))
reports = _table("reports", _key("path"))
settings = _table("settings", _key("name"))
"""The settings that the last run used, to see what was edited since."""

APPEND_ONLY = (decisions, custody)


def sealed(table: sa.Table, row: Mapping[str, object]) -> dict[str, object]:
    """The row with its hash: SHA-256 over the table's name and every other column."""
    return {**row, "hash": row_hash(table, row)}


def row_hash(table: sa.Table, row: Mapping[str, object]) -> str:
    """The hash that a row must have."""
    return digest(table.name, encode([row[name] for name in _names(table)]))


_NAMES: dict[str, tuple[str, ...]] = {}


def _names(table: sa.Table) -> tuple[str, ...]:
    if table.name not in _NAMES:
        _NAMES[table.name] = tuple(column.name for column in table.columns if column.name != "hash")
    return _NAMES[table.name]
