"""Reads text into claims: exact words, voices, quantities, windows, places."""
