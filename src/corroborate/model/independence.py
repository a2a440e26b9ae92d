"""Dependence between sources: where several are one, and what that does to what rests on them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Tie(StrEnum):
    """What ties sources together."""

    COUNTER = "one_counter"
    """Several publications print counts of one counter."""
    COPY = "same_sentence"
    """The same sentence stands in several publications."""
    FEED = "same_feed"
    """Rows of several lists lead to the same address."""
    CITED = "cited_source"
    """Rows of several lists that are of one incident cite the same source."""


@dataclass(frozen=True, slots=True)
class Dependence:
    """Sources or lists that are not independent of each other.

    ``sources`` are the ids of sources, or the names of lists where ``of_lists``; at least two. ``words`` say
    what ties them, ``effect`` what that does to support and to intervals. ``claims`` and ``rows`` (as
    ``list:row``) show it. ``share`` is the part of what could be compared that is tied, 0 to 1, None where
    nothing was counted; ``compared`` how much was compared.
    """

    id: str
    tie: Tie
    sources: tuple[str, ...]
    words: str
    effect: str
    claims: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    share: float | None = None
    compared: int = 0
    of_lists: bool = False
