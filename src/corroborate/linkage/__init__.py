"""Linkage: which records speak of the same incident, and how sure that is."""
