"""The command `corroborate review`: listing, deciding, one key for each."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corroborate.case import Case
from corroborate.claims.modelhelp import Answer, Prompt
from corroborate.cli import review as command

from .conftest import NOW, Cli

WORDS = "They recorded 53 attacks in May 2024. On page 40 soldiers died."
CLAIM = '{"quote": "page 40 soldiers died", "number_words": "40", "value": 40, "counted": "soldiers"}'
SAYS = f'{{"claims": [{CLAIM}]}}'


class Model:
    """A model that takes a page for a number of soldiers."""

    model = "m"
    base_url = "http://127.0.0.1:1/v1"
    local = True

    def ask(self, prompt: Prompt) -> Answer:
        return Answer(prompt.hash, prompt.start, prompt.end, self.model, self.base_url, "m-1", SAYS)


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A case with one claim that waits."""
    made = Case.create(tmp_path / "attacks", title="Attacks", question="How many?")
    note = tmp_path / "words.txt"
    note.write_text(WORDS, "utf-8")
    made.add(note, published="2024-09-01")
    made.run(asking=Model())
    return tmp_path / "attacks"


def waiting(cli: Cli, case: Path) -> list[str]:
    answer = cli("review", case, "--list", "--json").json
    assert answer["ok"]
    assert answer["data"]["waiting"] == len(answer["data"]["claims"])
    return [claim["id"] for claim in answer["data"]["claims"]]


def test_what_waits_is_listed_and_leaves_the_list_once_decided(cli: Cli, case: Path) -> None:
    (id,) = waiting(cli, case)
    assert id[:12] in cli("review", case, "--list").out
    done = cli(
        "review", case, "--accept", id[:10], "--by", "A. R.", "--why", "it says so", "--now", NOW, "--json"
    ).json
    assert done["data"]["decisions"][0]["action"] == "accept a claim"
    assert waiting(cli, case) == []
    every = cli("review", case, "--all", "--json").json["data"]
    (found,) = [c for c in every["claims"] if c["id"] == id]
    assert (found["review"], found["reviewed_by"], found["reviewed_why"]) == (
        "accepted",
        "A. R.",
        "it says so",
    )
    assert every["reviewed"] == 1
    (told,) = [c for c in cli("claims", case, "--json").json["data"]["claims"] if c["id"] == id]
    assert told["review"] == "accepted"
    assert cli("claims", case, "--unreviewed", "--json").json["data"]["claims"] == []


def test_a_verdict_is_taken_back(cli: Cli, case: Path) -> None:
    (id,) = waiting(cli, case)
    named = ("--by", "A. R.", "--why", "w")
    number = cli("review", case, "--reject", id, *named, "--json").json["data"]["decisions"][0]["number"]
    assert cli("review", case, "--undo", number, *named).code == 0
    assert waiting(cli, case) == [id]


@pytest.mark.parametrize(
    "arguments",
    [
        ("--accept", "{id}"),
        ("--accept", "{id}", "--by", "A. R."),
        ("--accept", "{id}", "--why", "w"),
        ("--accept", "zzz", "--by", "A. R.", "--why", "w"),
        ("--accept", "{id}", "--reject", "{id}", "--by", "A. R.", "--why", "w"),
        ("--undo", "9999", "--by", "A. R.", "--why", "w"),
    ],
)
def test_what_cannot_be_decided_changes_nothing(cli: Cli, case: Path, arguments: tuple[str, ...]) -> None:
    (id,) = waiting(cli, case)
    before = Case.open(case).decisions()
    answer = cli("review", case, *(a.format(id=id) for a in arguments))
    assert answer.code == 2
    assert answer.err.startswith("error: ")
    assert Case.open(case).decisions() == before


def test_on_screen_a_key_decides_and_looking_does_not(
    cli: Cli, case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (id,) = waiting(cli, case)
    opened = Case.open(case)

    def pressing(keys: str) -> None:
        pressed: Iterator[str] = iter(keys)
        command._ask(opened, "A. R.", "seen", NOW, lambda: next(pressed))

    pressing("xq")
    assert waiting(cli, case) == [id]
    pressing("s")
    assert waiting(cli, case) == [id]
    pressing("a")
    assert opened.reviews()[id].verdict.value == "accepted"
    opened.take_back(opened.reviews()[id].number, who="A. R.", why="again")
    capsys.readouterr()
    pressing("r")
    shown = capsys.readouterr().out
    assert "[[" in shown
    assert command.KEYS in shown
    assert opened.reviews()[id].verdict.value == "rejected"
