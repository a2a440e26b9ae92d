"""Telegram Desktop exports: one chat, or a whole account."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from corroborate.text.moments import Moment, moment
from corroborate.text.posts import Post


def is_telegram(value: Any) -> bool:
    """True for the shape of a single chat and for that of a full account."""
    if not isinstance(value, Mapping):
        return False
    return isinstance(value.get("messages"), list) or any(True for _ in _lists(value))


def telegram_posts(value: Mapping[str, Any]) -> Iterator[Post]:
    """The messages of every chat of the export, service messages as posts without words.

    The part is chat id and message id, the same in both shapes. Polls give their question and answers.
    The moment is ``date_unixtime`` where it is there; ``date`` alone is in the zone of whoever exported.
    """
    if isinstance(value.get("messages"), list):
        yield from _chat(value)
    for chats in _lists(value):
        for chat in chats:
            if isinstance(chat, Mapping) and isinstance(chat.get("messages"), list):
                yield from _chat(chat)


def _lists(value: Mapping[str, Any]) -> Iterator[list[Any]]:
    for name in ("chats", "left_chats"):
        held = value.get(name)
        if isinstance(held, Mapping) and isinstance(held.get("list"), list):
            yield held["list"]


def _chat(chat: Mapping[str, Any]) -> Iterator[Post]:
    chat_id = chat.get("id", chat.get("name", "chat"))
    for index, message in enumerate(chat["messages"], 1):
        if not isinstance(message, Mapping):
            yield Post(f"{chat_id}/entry {index}", "", f"entry {index}")
            continue
        number = message.get("id", f"entry {index}")
        is_service = message.get("type") == "service"
        yield Post(
            part=f"{chat_id}/{number}",
            words="" if is_service else _words(message),
            place=f"post {number}",
            moment=_moment(message),
            author=_string(message.get("from")) or _string(message.get("actor")) or _string(chat.get("name")),
            warnings=tuple(_remarks(message)),
        )


def _words(message: Mapping[str, Any]) -> str:
    words = _flat(message.get("text")) or _flat(message.get("text_entities"))
    poll = message.get("poll")
    if isinstance(poll, Mapping):
        answers = poll.get("answers")
        options = (
            [_flat(a.get("text")) for a in answers if isinstance(a, Mapping)]
            if isinstance(answers, list)
            else []
        )
        lines = [words, _flat(poll.get("question")), *options]
        words = "\n".join(line for line in lines if line)
    return words


def _flat(text: Any) -> str:
    """The words of a text field: a string, or a list of strings and of objects that hold one."""
    if isinstance(text, str):
        return text
    if isinstance(text, Mapping):
        return _flat(text.get("text"))
    return (
        "".join(_flat(piece) for piece in text if isinstance(piece, str | Mapping))
        if isinstance(text, list)
        else ""
    )


def _moment(message: Mapping[str, Any]) -> Moment:
    stamp = message.get("date_unixtime")
    return moment(stamp if stamp not in (None, "") else message.get("date"))


def _remarks(message: Mapping[str, Any]) -> Iterator[str]:
    if origin := _string(message.get("forwarded_from")):
        yield f"forwarded from {origin}"
    if edited := message.get("edited_unixtime") or message.get("edited"):
        found = moment(edited)
        yield f"edited {found.at.isoformat() if found.at else edited}"
    if message.get("photo") or message.get("file"):
        yield "carries a picture or a file, which is not read"


def _string(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None
