"""The client against a server on this machine: good, slow, huge, cut, busy, refusing."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

pytest.importorskip("httpx")

from corroborate.claims.modelhelp import prompts
from corroborate.claims.modelhelp.client import LARGEST, RETRIES, Client
from corroborate.errors import SettingError

from .stub import Stub, claims, serving

(PROMPT,) = prompts("They counted 5 houses.")


@pytest.fixture
def stub() -> Iterator[Stub]:
    """A server that is gone after the test."""
    with serving() as made:
        yield made


def client(stub: Stub, **changed: object) -> Client:
    known: dict[str, object] = {"model": "m", "timeout": 5.0, "sleep": lambda _: None}
    return Client(stub.url, **{**known, **changed})  # type: ignore[arg-type]


def test_a_good_answer_comes_back_as_it_is(stub: Stub) -> None:
    answer = client(stub, key="secret").ask(PROMPT)
    assert (answer.content, answer.failure) == (claims(), None)
    assert (answer.prompt_hash, answer.model, answer.model_id) == (PROMPT.hash, "m", "stub-1-2025")
    assert stub.keys == ["Bearer secret"]
    assert stub.asked[0]["messages"] == PROMPT.body["messages"]
    assert "secret" not in repr(client(stub, key="secret"))


def test_the_one_model_that_is_offered_is_taken(stub: Stub) -> None:
    assert client(stub, model="").model == "stub-1"
    stub.models = ["a", "b"]
    with pytest.raises(SettingError, match="exactly one model"):
        client(stub, model="")


def test_a_slow_answer_is_given_up_in_time(stub: Stub) -> None:
    stub.drip = 0.1
    began = time.monotonic()
    answer = client(stub, timeout=0.4).ask(PROMPT)
    assert time.monotonic() - began < 3
    assert answer.content is None
    assert "did not answer" in str(answer.failure)


def test_a_huge_answer_is_not_read_to_its_end(stub: Stub) -> None:
    stub.raw = b" " * (LARGEST + 2)
    assert "too large" in str(client(stub).ask(PROMPT).failure)


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"<html>", "no JSON"),
        (b"[]", "another shape"),
        (b'{"choices": []}', "another shape"),
        (b"\xff", "no JSON"),
    ],
)
def test_an_answer_of_another_shape_is_a_failure(stub: Stub, raw: bytes, said: str) -> None:
    stub.raw = raw
    assert said in str(client(stub).ask(PROMPT).failure)


def test_an_answer_that_was_cut_off_is_a_failure(stub: Stub) -> None:
    stub.finish = "length"
    assert "cut off" in str(client(stub).ask(PROMPT).failure)


def test_a_connection_that_breaks_is_tried_again_and_then_told(stub: Stub) -> None:
    stub.promise = 10
    answer = client(stub).ask(PROMPT)
    assert "connection broke" in str(answer.failure)
    assert len(stub.asked) == RETRIES + 1


def test_a_busy_server_is_asked_again_a_few_times(stub: Stub) -> None:
    stub.statuses = [503, 429, 200]
    waited: list[float] = []
    assert client(stub, sleep=waited.append).ask(PROMPT).content == claims()
    assert waited == [0.5, 1.0]
    stub.statuses = [503] * 9
    assert "busy" in str(client(stub).ask(PROMPT).failure)
    assert len(stub.statuses) == 9 - RETRIES - 1


def test_after_a_refusal_nothing_more_is_asked(stub: Stub) -> None:
    stub.statuses = [401]
    asking = client(stub)
    assert "CORROBORATE_API_KEY" in str(asking.ask(PROMPT).failure)
    assert asking.ask(PROMPT).content is None
    assert len(stub.asked) == 1


def test_nobody_there_is_told() -> None:
    with serving() as stub:
        url = stub.url
    assert "nothing answers" in str(Client(url, "m").ask(PROMPT).failure)


@pytest.mark.parametrize(
    "url",
    ["ftp://x/v1", "127.0.0.1:8000", "http://", "http://[::1", "http://u:p@h/v1", "http://h/v1?key=1", ""],
)
def test_a_base_url_that_cannot_be_used_is_refused_without_its_secrets(url: str) -> None:
    with pytest.raises(SettingError) as refused:
        Client(url, "m")
    assert "u:p" not in str(refused.value)
    assert "key=1" not in str(refused.value)


def test_only_a_loopback_address_is_this_machine() -> None:
    assert Client("http://localhost:1/v1", "m").local
    assert Client("http://[::1]:1/v1", "m").local
    assert not Client("http://localhost.example.org/v1", "m").local
