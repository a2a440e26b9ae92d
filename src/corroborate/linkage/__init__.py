"""Linkage: which records speak of the same incident, and how sure that is."""

from pathlib import Path

from corroborate.linkage.compiled import fresh

fresh(Path(__file__).parent)
