"""Tables of posts: CSV and TSV with a column that holds the words."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping

from corroborate.errors import TableError
from corroborate.model.source import Source
from corroborate.model.text import Extraction, Unreadable
from corroborate.text.decoding import decode
from corroborate.text.moments import moment
from corroborate.text.posts import Post, column, gather, value

VERSION = "1"
_LONGEST_FIELD = 1 << 30
_DELIMITERS = ",;\t|"


def extract_post_table(source: Source, data: bytes) -> Extraction:
    """One text a row of a table of posts; rows that do not fit the header are listed.

    The columns of words, day, author and id are known by their names (``words/fields.yaml``). Raises
    TableError where no column holds words: a list of incidents is added as a list, not as posts.
    """
    decoded = decode(data, source.name)
    delimiter = _delimiter(decoded.content)
    before = csv.field_size_limit(_LONGEST_FIELD)
    try:
        rows = csv.reader(io.StringIO(decoded.content, newline=""), delimiter=delimiter)
        header = next(rows, [])
        if column(header, "post_words") is None:
            raise TableError(
                "no column holds the words of posts",
                value=f"{source.name} has {', '.join(header[:12])}",
                hint="name that column text, or add the file as a list",
            )
        unreadable: list[Unreadable] = []
        posts = list(_posts(source, header, rows, unreadable))
    finally:
        csv.field_size_limit(before)
    return gather(
        source,
        posts,
        unreadable,
        "post-table",
        VERSION,
        settings=f"encoding={decoded.encoding}; delimiter={delimiter!r}",
        warnings=decoded.warnings,
    )


def _delimiter(content: str) -> str:
    header = content.lstrip("\r\n").split("\n", 1)[0]
    return max(_DELIMITERS, key=lambda mark: (header.count(mark), -_DELIMITERS.index(mark)))


def _posts(
    source: Source, header: list[str], rows: Iterator[list[str]], unreadable: list[Unreadable]
) -> Iterator[Post]:
    number = 1
    while True:
        number += 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            unreadable.append(Unreadable(source.id, f"row {number}", f"broken row: {error}"))
            continue
        if not any(field.strip() for field in row):
            continue
        if len(row) != len(header):
            unreadable.append(
                Unreadable(
                    source.id, f"row {number}", f"{len(row)} fields where the header has {len(header)}"
                )
            )
            continue
        yield from record_posts(dict(zip(header, row, strict=True)), f"row {number}")


def record_posts(record: Mapping[str, object], place: str) -> Iterator[Post]:
    """The post that one row of a table or one JSON object holds; its title stands above its words."""
    words = _written(value(record, "post_words"))
    title = _written(value(record, "post_title"))
    identity = _written(value(record, "post_id"))
    if title and words and not words.lstrip().startswith(title.strip()):
        words = f"{title}\n\n{words}"
    yield Post(
        part=identity or place,
        words=words or title,
        place=place,
        moment=moment(value(record, "post_day")),
        author=_written(value(record, "post_author")) or None,
    )


def _written(value_of: object) -> str:
    if isinstance(value_of, Mapping):
        return _written(value(value_of, "post_author"))
    return "" if value_of is None or isinstance(value_of, list | bool) else str(value_of)
