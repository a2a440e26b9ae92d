"""Bytes in: hashed, kept once, read-only, with a custody entry."""

from corroborate.intake.media import media_type
from corroborate.intake.originals import Originals, Problem
from corroborate.intake.published import parse_published
from corroborate.intake.taken import Taken, take

__all__ = ["Originals", "Problem", "Taken", "media_type", "parse_published", "take"]
