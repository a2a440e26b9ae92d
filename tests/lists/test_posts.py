"""Posts as a group's own claims: through the reader, into records that say whose count they are."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path

from corroborate.case import Case
from corroborate.model.interval import Interval
from corroborate.model.record import Duplicates, Standing
from corroborate.model.source import Nature
from corroborate.model.window import DayRange

NOW = datetime(2025, 3, 10, 12, 0, tzinfo=UTC)
POSTS = (
    "Yesterday our fighters killed three soldiers in Panjshir. On 8 March five were wounded in Kabul.",
    "This year our fighters carried out 207 attacks.",
    "On 9 March 2024 more than ten soldiers were killed in Panjshir and 4 soldiers were wounded.",
)


def test_posts_are_a_list_of_a_partys_own_claims(tmp_path: Path) -> None:
    messages = [
        {
            "id": n, "type": "message", "date": "2024-03-10T10:00:00", "date_unixtime": "1710064800",
            "from": "Front", "from_id": "channel1", "text": text,
        }
        for n, text in enumerate(POSTS, start=1)
    ]  # fmt: skip
    path = tmp_path / "result.json"
    export = {"name": "Front", "type": "public_channel", "id": 1, "messages": messages}
    path.write_text(json.dumps(export), "utf-8")
    case = Case.create(tmp_path / "case", title="t", question="q", now=NOW)
    case.add(path, list_name="Front", nature=Nature.LIST, now=NOW)
    toml = case.path / "case.toml"
    toml.write_text(toml.read_text("utf-8") + '\n[[list]]\nname = "Front"\nformat = "posts"\n', "utf-8")
    assert case.run(now=NOW).warnings == ()
    (counts,) = case.lists.counts.values()
    assert (counts.card.standing, counts.card.duplicates) == (Standing.PARTY, Duplicates.FREE)
    first, second, third = case.records()
    assert [r.days for r in (first, second, third)] == [
        DayRange.on(date(2024, 3, 9)), DayRange.on(date(2024, 3, 8)), DayRange.on(date(2024, 3, 9)),
    ]  # fmt: skip
    assert [r.admin1_id for r in (first, second)] == ["ISO:AF-PAN", "ISO:AF-KAB"]
    assert (first.deaths, first.injured) == ({"all": Interval(3, 3)}, None)
    assert (second.deaths, second.injured) == ({}, Interval(5, 5))
    assert third.deaths == {"all": Interval(11, None)}
    assert {a.name for r in (first, second, third) for a in r.actors} == {"Front"}
    assert "killed" in POSTS[0]
    assert first.text in POSTS[0]
