"""Quantities: every number of a text with what its words entail, or the reason why it counts nothing."""

from corroborate.claims.quantities.find import Found, QuantityMention, Skipped, find_quantities

__all__ = ["Found", "QuantityMention", "Skipped", "find_quantities"]
