"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def _key(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _int(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False, autoincrement=False)


def _create(
    name: str, primary: list[str], *columns: sa.Column[int] | sa.Column[str] | sa.Column[bool]
) -> None:
    op.create_table(
        name,
        *columns,
        sa.Column("body", sa.Text, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint(*primary, name=f"pk_{name}"),
    )


def upgrade() -> None:
    """Create every table, and forbid changing what is appended only."""
    flag = [sa.Column(name, sa.Boolean, nullable=False) for name in ("listed", "included")]
    _create("sources", ["id"], _key("id"), _int("ord"), *flag)
    _create("custody", ["number"], _int("number"), _key("source_id"))
    _create("stages", ["stage", "subject"], _key("stage"), _key("subject"), _key("key"), _key("output"))
    _create("texts", ["id"], _key("id"), _key("source_id"), _int("ord"))
    _create("unreadable", ["source_id", "ord"], _key("source_id"), _int("ord"))
    _create("segments", ["text_id"], _key("text_id"))
    _create("claims", ["id"], _key("id"), _key("text_id"), _int("ord"), _key("form"))
    for name in ("unread", "refusals"):
        _create(name, ["text_id", "ord"], _key("text_id"), _int("ord"))
    for name in ("findings", "figures", "comparisons"):
        _create(name, ["id"], _key("id"), _int("ord"))
    for name in ("coverage", "assessments"):
        _create(name, ["ord"], _int("ord"))
    for name in ("decisions", "runs"):
        _create(name, ["number"], _int("number"))
    _create("reports", ["path"], _key("path"))
    _create("settings", ["name"], _key("name"))
    op.create_index("ix_texts_source_id", "texts", ["source_id"])
    op.create_index("ix_claims_text_id", "claims", ["text_id"])
    for name in ("decisions", "custody"):
        _append_only(name)


def _append_only(table: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ "
            f"BEGIN RAISE EXCEPTION '{table} is appended only'; END $$"
        )
        op.execute(
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_append_only()"
        )
        return
    for event in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER {table}_no_{event.lower()} BEFORE {event} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table} is appended only'); END"
        )
