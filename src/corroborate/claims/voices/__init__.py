"""Who says what through whom: quotations, indirect speech, turns, notes, names."""

from corroborate.claims.voices.names import Name
from corroborate.claims.voices.voices import AttributionSpan, Voices, find_voices

__all__ = ["AttributionSpan", "Name", "Voices", "find_voices"]
