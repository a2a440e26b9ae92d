"""What a model answered, kept as it came, and the proposals in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final, Protocol

from corroborate.claims.modelhelp.prompt import Prompt
from corroborate.errors import UnreadableError

MOST: Final = 500
"""Proposals of one answer that are looked at; more are no reading of a few pages."""
_WORDS: Final = ("counted", "speaker", "time_words")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of a model, or why there is none.

    ``model`` is the model that was asked for, ``answered_by`` what the server says it was, ``base_url``
    where. ``content`` is the answer's text as it came, None where ``failure`` says what went wrong.
    """

    prompt_hash: str
    start: int
    end: int
    model: str
    base_url: str
    answered_by: str | None = None
    content: str | None = None
    failure: str | None = None

    @property
    def model_id(self) -> str:
        """The model as exactly as it is known."""
        return self.answered_by or self.model


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers about one text, in its order."""

    items: tuple[Answer, ...] = ()


class Asking(Protocol):
    """Something that puts prompts to a model."""

    @property
    def model(self) -> str:
        """The name of the model."""
        ...

    @property
    def base_url(self) -> str:
        """Where it answers."""
        ...

    @property
    def local(self) -> bool:
        """True where the words do not leave this machine."""
        ...

    def ask(self, prompt: Prompt) -> Answer:
        """The answer to a prompt; what goes wrong is in `Answer.failure`."""
        ...


@dataclass(frozen=True, slots=True)
class Proposal:
    """One claim as a model proposes it, in its words; nothing of it is believed yet."""

    quote: str
    number_words: str
    value: int | float | None = None
    counted: str | None = None
    speaker: str | None = None
    time_words: str | None = None


@dataclass(frozen=True, slots=True)
class Misshapen:
    """A proposal that lacks what it must have: its words as they came, and what is wrong."""

    words: str
    reason: str


def parsed(content: str) -> tuple[Proposal | Misshapen, ...]:
    """The proposals of an answer, in its order.

    Raises UnreadableError where the answer is not the JSON that was asked for.
    """
    try:
        found = json.loads(_unfenced(content), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise UnreadableError("the answer of the model is not JSON", value=_short(content)) from error
    claims = found.get("claims") if isinstance(found, dict) else None
    if not isinstance(claims, list):
        raise UnreadableError("the answer of the model holds no list of claims", value=_short(content))
    if len(claims) > MOST:
        raise UnreadableError(
            f"the answer of the model holds more than {MOST} claims", value=f"{len(claims)} claims"
        )
    return tuple(_proposal(claim) for claim in claims)


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _unfenced(content: str) -> str:
    """An answer without the code fence that some models put around JSON."""
    lines = content.strip().splitlines()
    if len(lines) > 2 and lines[0].startswith("```") and lines[-1].strip() == "```":
        return "\n".join(lines[1:-1])
    return content


def _proposal(claim: Any) -> Proposal | Misshapen:
    shown = _short(json.dumps(claim, ensure_ascii=False))
    if not isinstance(claim, dict):
        return Misshapen(shown, "the proposal is no object")
    words: dict[str, str | None] = {}
    for name in ("quote", "number_words"):
        if not isinstance(claim.get(name), str) or not claim[name].strip():
            return Misshapen(shown, f"the proposal has no {name}")
    for name in _WORDS:
        value = claim.get(name)
        if value is not None and not isinstance(value, str):
            return Misshapen(shown, f"{name} of the proposal is no words")
        words[name] = value if value and value.strip() else None
    value = claim.get("value")
    if value is not None and (isinstance(value, bool) or not isinstance(value, int | float)):
        return Misshapen(shown, "the value of the proposal is no number")
    return Proposal(claim["quote"], claim["number_words"], value, **words)


def _short(words: str) -> str:
    return words if len(words) <= 200 else words[:199] + "…"
