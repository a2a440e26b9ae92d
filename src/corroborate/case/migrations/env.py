"""How Alembic reaches the database: by the connection that the case hands over."""

from __future__ import annotations

from alembic import context

from corroborate.case.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
