"""Shared upstream: which lists rest on the same reports, by the sources that their rows cite."""

# ruff: noqa: S608 - names of relations and columns are the program's own, paths are quoted

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corroborate.gazetteer import fold
from corroborate.lists.workspace import Workspace, quoted
from corroborate.model.independence import Dependence, Tie
from corroborate.model.recordtable import RecordTable

SHOWN = 20
"""Rows that a dependence names; its share says how many there are."""

_PLATFORMS = frozenset(
    {"facebook.com", "instagram.com", "t.me", "telegram.me", "tiktok.com", "twitter.com", "x.com"}
)
"""Hosts where the account is who publishes."""
_SENTENCE = 8
"""Words beyond which what ends in a stop is a sentence, and no name with a date."""
_TAIL = re.compile(r"\s*(?:[,;:(\[\"“”„«‘\d]| [–-] ).*$", re.DOTALL)
_ADDRESS = re.compile(r"^[a-z][a-z0-9+.-]*://(?:www\.)?", re.IGNORECASE)


def publisher(source: str) -> str:
    """Who published a source that a row cites, as a key: what stands before a date, a title or a bracket.

    Of an address it is the host, or the account on a platform; a whole sentence is its own.

    >>> publisher("Reuters, 25/2-09"), publisher("AFP (2014-01-02) “Five dead”")
    ('reuters', 'afp')
    >>> publisher("https://www.example.org/a?x=1#top"), publisher("https://t.me/front/17")
    ('example.org', 't.me/front')
    """
    text = source.strip()
    if _ADDRESS.match(text):
        host, *path = address(text).split("/")
        return f"{host}/{path[0].casefold()}" if path and host in _PLATFORMS else host
    if text.endswith(".") and len(text.split()) > _SENTENCE:
        return fold(text)
    return fold(_TAIL.sub("", text)) or fold(text)


def address(url: str) -> str:
    """An address without scheme, "www.", query, fragment and closing slash, the host in small letters."""
    bare = re.split(r"[?#]", _ADDRESS.sub("", url.strip()), maxsplit=1)[0].rstrip("/")
    host, slash, rest = bare.partition("/")
    return host.casefold() + slash + rest


def upstream(
    files: Mapping[str, Sequence[Path]], table: RecordTable, partition: NDArray[np.int32]
) -> tuple[Dependence, ...]:
    """What ties the lists of a table to each other, pair by pair in their order.

    ``files`` are the Parquet files of each list's records, ``partition`` (n,) says which records are one
    incident. Two lists are tied by cited sources where records of one incident in both name their sources
    and share a publisher, and as one feed where their rows lead to the same addresses.
    """
    with Workspace() as space:
        parts = " UNION ALL BY NAME ".join(
            f"SELECT {quoted(name)} AS list, row_id, sources, url FROM read_parquet({quoted(str(path))})"
            for name, paths in files.items()
            for path in paths
        )
        space.run(f"CREATE VIEW everything AS {parts}")
        space.lookup(
            "members",
            {"j": "SMALLINT", "list": "VARCHAR", "row_id": "VARCHAR", "incident": "INTEGER"},
            (
                (int(j), table.lists[j], row, int(c))
                for j, row, c in zip(table.list_index, table.row_ids, partition, strict=True)
            ),
        )
        cited = space.column(
            "SELECT DISTINCT s FROM (SELECT unnest(sources) AS s FROM everything) ORDER BY s"
        )
        space.lookup("keys", {"s": "VARCHAR", "k": "VARCHAR"}, ((s, publisher(s)) for s in cited if s))
        space.run(
            "CREATE TABLE cited AS SELECT DISTINCT j, row_id, incident, k FROM (SELECT list, row_id,"
            " unnest(sources) AS s FROM everything) JOIN keys USING (s) JOIN members USING (list, row_id)"
            " WHERE k <> ''"
        )
        urls = space.column("SELECT DISTINCT url FROM everything WHERE url <> '' ORDER BY url")
        space.lookup(
            "addresses",
            {"url": "VARCHAR", "k": "VARCHAR"},
            ((u, address(u)) for u in urls if "/" in address(u)),
        )
        space.run(
            "CREATE TABLE led AS SELECT DISTINCT j, row_id, incident, k FROM everything JOIN addresses"
            " USING (url) JOIN members USING (list, row_id) WHERE k <> ''"
        )
        found = []
        for a, one in enumerate(table.lists):
            for b, other in enumerate(table.lists[a + 1 :], a + 1):
                found += _cited(space, a, b, one, other)
                found += _fed(space, a, b, one, other)
        return tuple(found)


def _cited(space: Workspace, a: int, b: int, one: str, other: str) -> list[Dependence]:
    compared = int(
        space.one(
            f"SELECT count(*) FROM (SELECT incident FROM cited WHERE j = {a}"
            f" INTERSECT SELECT incident FROM cited WHERE j = {b})"
        )
    )
    both = (
        "SELECT DISTINCT x.incident FROM cited x JOIN cited y USING (incident, k)"
        f" WHERE x.j = {a} AND y.j = {b}"
    )
    tied = int(space.one(f"SELECT count(*) FROM ({both})"))
    if not tied:
        return []
    rows = _rows(space, f"cited WHERE incident IN ({both}) AND j IN ({a}, {b})", (one, other), (a, b))
    words = (
        f"Of the {compared:,} incidents that {one} and {other} both hold and both give sources for, {tied:,} "
        f"({tied / compared:.0%}) rest on a publisher that both cite."
    )
    effect = (
        f"There {one} and {other} are one source. Lists that feed on the same reports overlap more than "
        "lists that do not, so that an estimate from them is more likely too low than too high."
    )
    return [_tied(Tie.CITED, (one, other), words, effect, rows, tied, compared)]


def _fed(space: Workspace, a: int, b: int, one: str, other: str) -> list[Dependence]:
    led = (
        f"SELECT count(DISTINCT k) FROM led WHERE j = {a}",
        f"SELECT count(DISTINCT k) FROM led WHERE j = {b}",
    )
    compared = min(int(space.one(query)) for query in led)
    both = f"SELECT k FROM led WHERE j = {a} INTERSECT SELECT k FROM led WHERE j = {b}"
    tied = int(space.one(f"SELECT count(*) FROM ({both})"))
    if not tied:
        return []
    rows = _rows(space, f"led WHERE k IN ({both}) AND j IN ({a}, {b})", (one, other), (a, b))
    words = (
        f"{tied:,} addresses stand in rows of both {one} and {other}, {tied / compared:.0%} of those of the "
        "list with fewer."
    )
    effect = (
        f"Where rows lead to one address, {one} and {other} are one source: one list was made from the "
        "other, or both from one feed. Their overlap says nothing of what both missed."
    )
    return [_tied(Tie.FEED, (one, other), words, effect, rows, tied, compared)]


def _tied(
    tie: Tie, lists: tuple[str, str], words: str, effect: str, rows: tuple[str, ...], tied: int, compared: int
) -> Dependence:
    id = f"dependence-{hashlib.sha256(repr((tie, *lists)).encode()).hexdigest()[:16]}"
    return Dependence(
        id, tie, lists, words, effect, rows=rows, share=tied / compared, compared=compared, of_lists=True
    )


def _rows(space: Workspace, where: str, names: tuple[str, str], numbers: tuple[int, int]) -> tuple[str, ...]:
    query = f"SELECT DISTINCT incident, j, row_id FROM {where} ORDER BY incident, j, row_id LIMIT {SHOWN}"
    by_number = dict(zip(numbers, names, strict=True))
    return tuple(f"{by_number[j]}:{row}" for _, j, row in space.run(query).fetchall())
