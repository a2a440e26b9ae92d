"""JSON: Telegram exports, lists of posts, and press releases with one object a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from corroborate.errors import UnreadableError
from corroborate.model.source import Source
from corroborate.model.text import Extraction, Unreadable
from corroborate.text.decoding import decode
from corroborate.text.headings import stated_day
from corroborate.text.moments import Moment, moment
from corroborate.text.partial_json import salvage
from corroborate.text.post_table import record_posts
from corroborate.text.posts import Post, gather, value
from corroborate.text.telegram import is_telegram, telegram_posts

VERSION = "1"
_HINT = "corroborate reads Telegram exports, X archives, and lists of objects with a field text"
_GIVEN_BY = frozenset({"human", "user"})


def extract_json(source: Source, data: bytes) -> Extraction:
    """One text a post of a Telegram export or of a list of objects; the rest of a cut file is listed."""
    decoded = decode(data, source.name)
    salvaged = salvage(decoded.content)
    unreadable = [
        Unreadable(source.id, f"characters {loss.start}-{loss.end}", loss.reason) for loss in salvaged.losses
    ]
    settings = f"encoding={decoded.encoding}"
    if is_telegram(salvaged.value):
        posts = telegram_posts(salvaged.value)
        return gather(
            source, posts, unreadable, "telegram", VERSION, settings=settings, warnings=decoded.warnings
        )
    records = _records(salvaged.value)
    if not any(_has_words(record) for record in records):
        reason = "the JSON is cut off or broken" if unreadable else "the JSON holds no posts of a known shape"
        raise UnreadableError(reason, value=source.name, hint=_HINT)
    posts = (post for index, record in enumerate(records, 1) for post in _posts(record, f"entry {index}"))
    return gather(
        source, posts, unreadable, "json-posts", VERSION, settings=settings, warnings=decoded.warnings
    )


def extract_json_lines(source: Source, data: bytes) -> Extraction:
    """One text a line of a JSON lines file, each line an object; lines that are broken are listed.

    A line that is a conversation for training a model (``conversations`` or ``messages``) gives what the
    user gave, not the instructions and not the model's answer. A text without a date field that opens
    with a dateline and its day, as press releases do, is dated by that, and a warning says so.
    """
    decoded = decode(data, source.name)
    unreadable: list[Unreadable] = []
    posts = list(_of_lines(source, decoded.content, unreadable))
    return gather(
        source,
        posts,
        unreadable,
        "json-lines",
        VERSION,
        settings=f"encoding={decoded.encoding}",
        warnings=decoded.warnings,
    )


def _of_lines(source: Source, content: str, unreadable: list[Unreadable]) -> Iterator[Post]:
    for number, line in enumerate(content.split("\n"), 1):
        if not line.strip():
            continue
        found = salvage(line)
        if found.losses or not isinstance(found.value, Mapping):
            reason = found.losses[0].reason if found.losses else "not a JSON object"
            unreadable.append(Unreadable(source.id, f"line {number}", reason))
            continue
        yield from _posts(found.value, f"line {number}")


def _records(found: Any) -> list[Mapping[str, Any]]:
    """The objects of a list, or of the first list of objects that an object holds."""
    if isinstance(found, Mapping):
        lists = [held for held in found.values() if isinstance(held, list) and held]
        found = lists[0] if lists and not _has_words(found) else [found]
    return [record for record in found if isinstance(record, Mapping)] if isinstance(found, list) else []


def _has_words(record: Mapping[str, Any]) -> bool:
    return isinstance(value(record, "post_words"), str) or _conversation(record) is not None


def _posts(record: Mapping[str, Any], place: str) -> Iterator[Post]:
    said = _conversation(record)
    if said is not None:
        yield _dated(Post(str(record.get("id") or place), said, place, moment(value(record, "post_day"))))
        return
    for post in record_posts(record, place):
        yield _dated(post)


def _conversation(record: Mapping[str, Any]) -> str | None:
    """What the user gave in a conversation of messages with ``from``/``role`` and ``value``/``content``."""
    for name in ("conversations", "messages"):
        messages = record.get(name)
        if isinstance(messages, list) and messages and all(isinstance(m, Mapping) for m in messages):
            said = [
                str(message.get("value") or message.get("content") or "")
                for message in messages
                if str(message.get("from") or message.get("role")).lower() in _GIVEN_BY
            ]
            if said:
                return "\n\n".join(said)
    return None


def _dated(post: Post) -> Post:
    """The post with the day of its dateline, where no field gives one."""
    if post.moment.published is not None:
        return post
    words = stated_day(post.words)
    found = moment(words) if words is not None else Moment()
    if words is None or found.published is None:
        return post
    dated = Moment(found.published, None, f"dated by its dateline: {words}")
    return Post(post.part, post.words, post.place, dated, post.author, post.warnings)
