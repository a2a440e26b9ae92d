"""Exports of posts: one text each."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from corroborate.errors import TableError, UnreadableError
from corroborate.model.text import Extraction
from corroborate.model.window import DayRange

Read = Callable[..., Extraction]
DAY = DayRange.on(date(2030, 2, 26))
AT = datetime(2030, 2, 26, 21, 15, tzinfo=UTC)


def chat(*messages: dict[str, Any], id: int = 7) -> dict[str, Any]:
    return {"name": "Channel", "type": "public_channel", "id": id, "messages": list(messages)}


def message(id: int, text: Any, **more: Any) -> dict[str, Any]:
    stamp = {"date": "2030-02-26T23:15:00", "date_unixtime": "1898370900", "from": "Channel"}
    return {"id": id, "type": "message", **stamp, "text": text, **more}


SERVICE = {"id": 1, "type": "service", "date": "2030-02-20T10:00:00", "action": "create_channel", "text": ""}
MESSAGES = [
    SERVICE,
    message(2, ["Three mortars. ", {"type": "hashtag", "text": "#Town"}, " ", {"type": "bold", "text": "۳"}]),
    message(3, "Two more", forwarded_from="Another", edited_unixtime="1898372400", photo="p.jpg"),
    message(4, "", photo="q.jpg"),
    message(5, "", poll={"question": "How many?", "answers": [{"text": "One"}, {"text": "Two"}]}),
]


@pytest.mark.parametrize("whole_account", [False, True])
def test_telegram_in_both_shapes(read: Read, whole_account: bool) -> None:
    export: dict[str, Any] = chat(*MESSAGES)
    if whole_account:
        export = {
            "about": "x",
            "chats": {"about": "", "list": [export]},
            "left_chats": {"list": [chat(message(9, "Left"), id=8)]},
        }
    found = read(json.dumps(export, ensure_ascii=False, indent=1).encode(), "result.json")
    texts = {t.part: t for t in found.texts}
    assert list(texts) == ["7/2", "7/3", "7/5", *(["8/9"] if whole_account else [])]
    first, second = texts["7/2"], texts["7/3"]
    assert first.content == "Three mortars. #Town ۳"
    assert (first.published, first.published_at, first.author) == (DAY, AT, "Channel")
    assert first.place_of(0) == "post 2"
    assert texts["7/5"].content == "How many?\nOne\nTwo"
    assert second.warnings == (
        "forwarded from Another",
        "edited 2030-02-26T21:40:00+00:00",
        "carries a picture or a file, which is not read",
    )
    assert [(u.place, u.reason) for u in found.unreadable] == [
        ("2 posts (7/1, 7/4)", "no words: a picture, a file or a service message")
    ]


def test_c03_posts_have_hashes_of_their_own_and_the_same_again(read: Read) -> None:
    data = json.dumps(chat(message(2, "Same words"), message(3, "Same words"))).encode()
    first, second = read(data, "result.json").texts
    assert first.content == second.content
    assert first.id != second.id
    assert read(data, "result.json").texts == (first, second)


def test_a_telegram_time_without_a_zone_is_no_instant(read: Read) -> None:
    old = {
        "id": 2,
        "type": "message",
        "date": "2021-03-22T17:16:36",
        "from": "C",
        "from_id": 7,
        "text": "Words",
    }
    (text,) = read(json.dumps(chat(old)).encode(), "r.json").texts
    assert (text.published, text.published_at) == (DayRange.on(date(2021, 3, 22)), None)
    assert "carries no zone; its day may be one off" in text.warnings[0]


def test_posts_without_dates_are_read_and_say_so(read: Read) -> None:
    (text,) = read(json.dumps(chat({"id": 2, "type": "message", "text": "Words"})).encode(), "r.json").texts
    assert (text.published, text.published_at) == (None, None)
    assert text.warnings == ("no date is stated",)


def test_the_same_number_twice_gives_two_parts(read: Read) -> None:
    found = read(json.dumps(chat(message(2, "One"), message(2, "Two"))).encode(), "r.json")
    assert [t.part for t in found.texts] == ["7/2", "7/2#2"]


@pytest.mark.parametrize("whole_account", [False, True])
@pytest.mark.parametrize("indent", [None, 1])
def test_an_export_cut_anywhere_keeps_every_whole_post(
    read: Read, whole_account: bool, indent: int | None
) -> None:
    export: dict[str, Any] = chat(*(message(n, f"Post number {n} has {n} words") for n in range(1, 9)))
    if whole_account:
        export = {"chats": {"list": [export]}}
    data = json.dumps(export, indent=indent).encode()
    ends = [data.index(f"Post number {n} ".encode()) for n in range(1, 9)]
    for cut in range(len(data) // 3, len(data) - 8, 61):
        found = read(data[:cut], "result.json")
        whole = sum(cut > end + 120 for end in ends)
        assert whole - 1 <= len(found.texts) <= sum(cut > end for end in ends)
        assert [t.content for t in found.texts] == [
            f"Post number {n} has {n} words" for n in range(1, len(found.texts) + 1)
        ]
        assert any("cut off" in u.reason for u in found.unreadable)
        assert all(u.place.startswith("characters ") for u in found.unreadable)


def test_a_broken_post_in_the_middle_is_listed_and_the_rest_read(read: Read) -> None:
    messages = [
        message(n, [f"Post {n} ", {"type": "bold", "text": "x"}, {"type": "bold", "text": "y"}])
        for n in (1, 2, 3)
    ]
    data = json.dumps(chat(*messages)).replace('"Post 2 "', '"Post 2 " oops').encode()
    found = read(data, "result.json")
    assert [t.part for t in found.texts] == ["7/1", "7/3"]
    (lost,) = found.unreadable
    assert "broken JSON" in lost.reason


def tweet(id: str, text: str, **more: Any) -> dict[str, Any]:
    return {
        "tweet": {"id_str": id, "created_at": "Tue Feb 26 21:15:00 +0000 2030", "full_text": text, **more}
    }


def test_an_x_archive(read: Read) -> None:
    entries = [
        tweet("11", "Three &amp; two &lt;x&gt; https://t.co/a"),
        tweet("12", "RT @other: Four"),
        {
            "noteTweet": {
                "noteTweetId": "13",
                "createdAt": "2030-02-26T21:15:00.000Z",
                "core": {"text": "Long"},
            }
        },
        tweet("14", ""),
    ]
    found = read(b"window.YTD.tweets.part0 = " + json.dumps(entries).encode(), "tweets.js")
    assert [(t.part, t.content) for t in found.texts] == [
        ("11", "Three & two <x> https://t.co/a"),
        ("12", "RT @other: Four"),
        ("13", "Long"),
    ]
    assert {(t.published, t.published_at, t.author) for t in found.texts} == {(DAY, AT, None)}
    assert found.texts[1].warnings == ("forwarded from @other",)
    assert found.unreadable[0].place == "1 post (14)"


def test_an_x_archive_cut_in_half(read: Read) -> None:
    data = (
        b"window.YTD.tweets.part0 = "
        + json.dumps([tweet(str(n), f"Post {n}") for n in range(8)], indent=2).encode()
    )
    found = read(data[: len(data) // 2], "tweets.js")
    assert [t.content for t in found.texts] == [f"Post {n}" for n in range(len(found.texts))]
    assert 2 <= len(found.texts) <= 4
    assert "cut off" in found.unreadable[0].reason


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_table_of_posts(read: Read, delimiter: str, end: str) -> None:
    rows = [
        ["id", "Date", "User", "Text"],
        ["1", "2030-02-26T21:15:00Z", "front", f'"Three{delimiter} “said” ""he"""'],
        ["2", "", "front", '"Two' + end + 'lines"'],
        ["3", "03/04/2030", "front", "Four"],
        ["4", "2030-02-26", "front", "Five", "too many"],
        ["5", "26/02/2030", "", "Six"],
        ["6", "2030-02-26", "front", ""],
    ]
    data = end.join(delimiter.join(row) for row in rows).encode()
    found = read(data, "posts.tsv" if delimiter == "\t" else "posts.csv")
    texts = {t.part: t for t in found.texts}
    assert list(texts) == ["1", "2", "3", "5"]
    assert texts["1"].content == f'Three{delimiter} “said” "he"'
    assert (texts["1"].published, texts["1"].published_at, texts["1"].author) == (DAY, AT, "front")
    assert texts["2"].content == f"Two{end}lines"
    assert texts["2"].warnings == ("no date is stated",)
    assert texts["3"].published is None
    assert texts["3"].warnings == ("the date '03/04/2030' can be read in two orders",)
    assert (texts["5"].published, texts["5"].author) == (DAY, None)
    assert [(u.place, u.reason) for u in found.unreadable] == [
        ("row 5", "5 fields where the header has 4"),
        ("1 post (6)", "no words: a picture, a file or a service message"),
    ]


def test_a_table_without_words_is_no_table_of_posts(read: Read) -> None:
    with pytest.raises(TableError, match=r"no column holds the words.*killed.*add the file as a list"):
        read(b"date,place,killed\n2030-01-01,Kabul,3\n", "events.csv")


def test_press_releases_one_a_line(read: Read) -> None:
    release = "2030-01-S\n\nKABUL, Country (Jan. 25, 2030)\nDuring an operation yesterday, three died."
    lines = [
        json.dumps({"id": "a", "title": "Three died", "body": "They died today.", "date": "2030-02-26"}),
        json.dumps(
            {
                "conversations": [
                    {"from": "system", "value": "Instructions 99"},
                    {"from": "human", "value": release},
                    {"from": "gpt", "value": "3"},
                ]
            }
        ),
        '{"body": "cut',
        "[1, 2]",
        "",
        json.dumps({"body": "No date here."}),
    ]
    found = read("\n".join(lines).encode(), "releases.jsonl")
    first, second, third = found.texts
    assert (first.part, first.content, first.published) == ("a", "Three died\n\nThey died today.", DAY)
    assert (second.part, second.content) == ("line 2", release)
    assert second.published == DayRange.on(date(2030, 1, 25))
    assert second.warnings == ("dated by its dateline: Jan. 25, 2030",)
    assert (third.part, third.published, third.warnings) == ("line 6", None, ("no date is stated",))
    assert [(u.place, u.reason) for u in found.unreadable] == [
        ("line 3", "the file is cut off here"),
        ("line 4", "not a JSON object"),
    ]


def test_a_list_of_objects(read: Read) -> None:
    data = json.dumps(
        {"count": 2, "items": [{"text": "One", "user": {"name": "Ruth"}}, {"content": "Two"}]}
    ).encode()
    found = read(data, "posts.json")
    assert [(t.content, t.author) for t in found.texts] == [("One", "Ruth"), ("Two", None)]


@pytest.mark.parametrize(
    "data",
    [
        b"{}",
        b"[]",
        b'{"type": "FeatureCollection", "features": [{"id": 1}]}',
        b'{"a": ' + b"[" * 3000,
        b'{"messages": []}',
    ],
)
def test_json_of_another_shape_is_refused(read: Read, data: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"a\.json"):
        read(data, "a.json")


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "posts"),
    [
        ("telegram_result_MADEUP.json", 2),
        ("telegram_full_account_result_MADEUP.json", 2),
        ("telegram_public_channel_2021_MIT.json", 5),
        ("x_archive_data_tweets_MADEUP.js", 1),
        ("isaf_press_releases_12.jsonl", 12),
    ],
)
def test_the_samples_of_real_exports(read: Read, shared: Path, name: str, posts: int) -> None:
    data = (shared / "formats" / name).read_bytes()
    found = read(data, name)
    assert len(found.texts) == posts
    assert len({t.part for t in found.texts}) == posts
    assert all(t.content.strip() and (t.published or t.warnings) for t in found.texts)
    half = read(data[: len(data) * 9 // 10], name)
    assert half.unreadable
