"""Migrations of the case database, run by Alembic."""
