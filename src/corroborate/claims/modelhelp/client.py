"""Asks a model at an OpenAI-compatible endpoint: the only place of the reader that touches the network."""

from __future__ import annotations

import ipaddress
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

import httpx

from corroborate.claims.modelhelp.answer import Answer
from corroborate.claims.modelhelp.prompt import Prompt
from corroborate.errors import SettingError, UnreadableError

TIMEOUT: Final = 120.0
"""Seconds in which a whole answer must be there, however slowly it drips."""
LARGEST: Final = 1_000_000
"""Bytes of an answer that are read."""
RETRIES: Final = 2
"""Times that a question is put again after a server that is busy or a connection that broke."""
PAUSE: Final = 0.5
"""Seconds before the first of them; each later one waits twice as long."""
_BUSY: Final = frozenset({429, 500, 502, 503, 504})
_DENIED: Final = frozenset({401, 403, 404, 405})


class _BrokenError(Exception):
    """What may be better the next time."""


@dataclass
class Client:
    """A model behind ``base_url``, such as ``http://127.0.0.1:11434/v1``.

    ``key`` is sent as a bearer token and kept nowhere. Raises SettingError for a URL that cannot be used.
    After a refusal that no later question would change (key, model or address) nothing more is asked.
    """

    base_url: str
    model: str = ""
    key: str | None = field(default=None, repr=False)
    timeout: float = TIMEOUT
    pause: float = PAUSE
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)
    _hopeless: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.base_url = _checked(self.base_url)
        if self.key is not None and not (self.key.isascii() and self.key.isprintable()):
            raise SettingError("the key in CORROBORATE_API_KEY has characters that no key has")
        self.model = self.model or self._only_model()

    @property
    def local(self) -> bool:
        """True where the words do not leave this machine."""
        host = urlsplit(self.base_url).hostname or ""
        try:
            return host == "localhost" or ipaddress.ip_address(host).is_loopback
        except ValueError:
            return False

    def ask(self, prompt: Prompt) -> Answer:
        """The answer to a prompt; never raises for what a server does, `Answer.failure` says it."""
        blank = Answer(prompt.hash, prompt.start, prompt.end, self.model, self.base_url)
        if self._hopeless is not None:
            return _failed(blank, self._hopeless)
        try:
            found = self._request("POST", "/chat/completions", {"model": self.model, **prompt.body})
            content, by = _message(found)
        except SettingError as error:
            self._hopeless = str(error)
            return _failed(blank, self._hopeless)
        except UnreadableError as error:
            return _failed(blank, str(error))
        return Answer(blank.prompt_hash, blank.start, blank.end, self.model, self.base_url, by, content)

    def _only_model(self) -> str:
        """The one model that the server offers; raises SettingError where there are none or several."""
        listed = self._request("GET", "/models", None).get("data")
        names = (
            [m["id"] for m in listed if isinstance(m, dict) and isinstance(m.get("id"), str)]
            if (isinstance(listed, list))
            else []
        )
        if len(names) != 1:
            shown = ", ".join(sorted(names)[:8]) or "none"
            raise SettingError(
                "the server does not offer exactly one model", value=shown, hint="name one with --model"
            )
        return str(names[0])

    def _request(self, method: str, path: str, body: Mapping[str, Any] | None) -> dict[str, Any]:
        reason = ""
        for attempt in range(RETRIES + 1):
            if attempt:
                self.sleep(self.pause * 2 ** (attempt - 1))
            try:
                return self._once(method, path, body)
            except _BrokenError as error:
                reason = str(error)
        raise UnreadableError(f"the model gave no answer: {reason}", value=self.base_url)

    def _once(self, method: str, path: str, body: Mapping[str, Any] | None) -> dict[str, Any]:
        headers = {"Accept": "application/json", "Accept-Encoding": "identity"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        deadline = time.monotonic() + self.timeout
        try:
            with (
                httpx.Client(
                    timeout=self.timeout, trust_env=not self.local, follow_redirects=False
                ) as client,
                client.stream(method, self.base_url + path, json=body, headers=headers) as response,
            ):
                self._check(response)
                return _json(_read(response, deadline))
        except httpx.TimeoutException as error:
            raise _late(self.timeout) from error
        except httpx.ConnectError as error:
            raise SettingError(
                "nothing answers at the base URL", value=self.base_url, hint="is the server running?"
            ) from error
        except httpx.InvalidURL as error:
            raise _unusable(self.base_url) from error
        except httpx.HTTPError as error:
            raise _BrokenError(f"the connection broke ({type(error).__name__})") from error

    def _check(self, response: httpx.Response) -> None:
        if response.status_code in _BUSY:
            raise _BrokenError(f"the server is busy or failed (status {response.status_code})")
        if response.status_code in _DENIED:
            raise SettingError(
                f"the server refuses the question (status {response.status_code})",
                value=self.base_url,
                hint="check the base URL, --model and the variable CORROBORATE_API_KEY",
            )
        if response.status_code != 200:
            raise UnreadableError(
                f"the server did not answer the question (status {response.status_code})", value=self.base_url
            )
        if response.headers.get("content-encoding", "identity") != "identity":
            raise UnreadableError("the answer is packed, which was not asked for", value=self.base_url)


def _checked(url: str) -> str:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise _unusable(url)
    if parts.username or parts.password or parts.query or parts.fragment:
        # It is stored with the answers, where no secret may stand.
        raise SettingError(
            "the base URL must hold no user, password or query",
            value=f"{parts.scheme}://{parts.hostname}",
            hint="the key comes from the variable CORROBORATE_API_KEY",
        )
    return url.rstrip("/")


def _unusable(url: str) -> SettingError:
    return SettingError(
        "the base URL cannot be used", value=url, hint="write it as http://127.0.0.1:11434/v1"
    )


def _read(response: httpx.Response, deadline: float) -> bytes:
    data = bytearray()
    for part in response.iter_raw():
        data += part
        if len(data) > LARGEST:
            raise UnreadableError(
                "the answer of the model is too large", value=f"more than {LARGEST:,} bytes"
            )
        if time.monotonic() > deadline:
            raise _late(None)
    return bytes(data)


def _late(seconds: float | None) -> UnreadableError:
    within = f" within {seconds:g} seconds" if seconds else " in time"
    return UnreadableError(f"the model did not answer{within}")


def _json(data: bytes) -> dict[str, Any]:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise UnreadableError("the server answered with something that is no JSON") from error
    if not isinstance(found, dict):
        raise UnreadableError("the server answered with JSON of another shape")
    return found


def _message(found: Mapping[str, Any]) -> tuple[str, str | None]:
    """The words of the first choice, and the model that the server says gave them."""
    try:
        choice = found["choices"][0]
        content = choice["message"]["content"]
        ended = choice.get("finish_reason")
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        raise UnreadableError("the server answered with JSON of another shape") from error
    if ended == "length":
        raise UnreadableError("the answer of the model was cut off at its longest")
    if not isinstance(content, str) or not content.strip():
        raise UnreadableError("the answer of the model holds no words")
    by = found.get("model")
    return _plain(content), _plain(by)[:200] if isinstance(by, str) and by else None


def _plain(words: str) -> str:
    """Words that can be stored: JSON can carry half of a surrogate pair, UTF-8 cannot."""
    return words.encode("utf-8", "backslashreplace").decode("utf-8")


def _failed(blank: Answer, why: str) -> Answer:
    return Answer(blank.prompt_hash, blank.start, blank.end, blank.model, blank.base_url, None, None, why)
