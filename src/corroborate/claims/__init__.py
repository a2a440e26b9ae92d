"""Reads text into claims: exact words, voices, quantities, windows, places."""

from corroborate.claims.read import read

__all__ = ["read"]
