"""The nouns of corroborate: frozen dataclasses, no input or output, no clock, no randomness."""
