"""X (Twitter) archives: ``window.YTD.tweets.part0 = [...]``."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

from corroborate.errors import UnreadableError
from corroborate.model.source import Source
from corroborate.model.text import Extraction, Unreadable
from corroborate.text.decoding import decode
from corroborate.text.moments import moment
from corroborate.text.partial_json import salvage
from corroborate.text.posts import Post, gather

VERSION = "1"
_HEAD = re.compile(r"\s*window\.YTD\.(\w+)\.part\d+\s*=\s*")


def extract_x_archive(source: Source, data: bytes) -> Extraction:
    """One text a post of an X archive; a file that is cut off gives the posts before the cut.

    The archive names no author in the posts, so none is given. ``&amp;``, ``&lt;`` and ``&gt;`` are
    written as the characters they stand for.
    """
    decoded = decode(data, source.name)
    head = _HEAD.match(decoded.content)
    if head is None:
        raise UnreadableError(
            "the file is no part of an X archive", value=source.name, hint="add data/tweets.js of the archive"
        )
    salvaged = salvage(decoded.content, head.end())
    unreadable = [
        Unreadable(source.id, f"characters {loss.start}-{loss.end}", loss.reason) for loss in salvaged.losses
    ]
    entries = salvaged.value if isinstance(salvaged.value, list) else []
    return gather(
        source,
        _posts(entries),
        unreadable,
        "x-archive",
        VERSION,
        settings=f"encoding={decoded.encoding}",
        warnings=decoded.warnings,
    )


def _posts(entries: list[Any]) -> Iterator[Post]:
    for index, entry in enumerate(entries, 1):
        record = entry.get("tweet", entry) if isinstance(entry, Mapping) else None
        if isinstance(entry, Mapping) and isinstance(entry.get("noteTweet"), Mapping):
            note = entry["noteTweet"]
            core = note.get("core")
            record = {
                "id_str": note.get("noteTweetId"),
                "created_at": note.get("createdAt"),
                "full_text": core.get("text") if isinstance(core, Mapping) else None,
            }
        if not isinstance(record, Mapping):
            yield Post(f"entry {index}", "", f"entry {index}")
            continue
        number = str(record.get("id_str") or record.get("id") or f"entry {index}")
        words = record.get("full_text") or record.get("text")
        content = html.unescape(words) if isinstance(words, str) else ""
        forwarded = re.match(r"RT @(\w+):", content)
        yield Post(
            part=number,
            words=content,
            place=f"post {number}",
            moment=moment(record.get("created_at")),
            warnings=(f"forwarded from @{forwarded.group(1)}",) if forwarded else (),
        )
