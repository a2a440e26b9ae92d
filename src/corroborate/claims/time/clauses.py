"""The words of an event that a length is counted from."""

from __future__ import annotations

from corroborate.claims.time.tokens import Tokens

LONGEST_EVENT = 24
"""Tokens that the words of an event run on at most."""


def clause(tokens: Tokens, first: int) -> tuple[int, int] | None:
    """The offsets of a clause from a token to its comma, stop or dash; None where it is empty."""
    last = first
    while last < len(tokens) and last - first < LONGEST_EVENT:
        if tokens.is_a(last, "COMMA", "STOP", "BREAK", "DASH", "PAREN"):
            break
        if tokens.is_a(last, "DOT") and tokens.ends[last] - tokens.starts[last - 1] > 3:
            break
        last += 1
    while last > first and tokens.is_a(last - 1, "QUOTE", "DOT"):
        last -= 1
    return None if last <= first else (tokens.starts[first], tokens.ends[last - 1])
