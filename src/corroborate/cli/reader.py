"""Who reads: the rules alone, or the rules with the help of a language model."""

from __future__ import annotations

import os
from enum import StrEnum
from typing import TYPE_CHECKING

from corroborate.errors import SettingError

if TYPE_CHECKING:
    from corroborate.claims.modelhelp import Asking

KEY = "CORROBORATE_API_KEY"
"""The environment variable that a model's key comes from; it is stored nowhere."""


class ReaderName(StrEnum):
    """Who reads beside the rules."""

    RULES = "rules"
    """Nobody: answers of a model that are stored are deleted."""
    OPENAI = "openai"
    """A language model behind any OpenAI-compatible endpoint."""


def asking(reader: ReaderName | None, base_url: str | None, model: str | None) -> Asking | None:
    """The model that the options name; None where no model is to be asked.

    Raises SettingError for options that do not fit together, and where httpx is not installed.
    """
    if reader is not ReaderName.OPENAI:
        if base_url or model:
            raise SettingError(
                "a base URL and a model go with --reader openai", value=base_url or model, hint="add it"
            )
        return None
    if not base_url:
        raise SettingError("no base URL was given", hint="add --base-url http://127.0.0.1:11434/v1")
    try:
        from corroborate.claims.modelhelp.client import Client
    except ModuleNotFoundError as error:
        if error.name != "httpx":
            raise
        raise SettingError(
            "asking a model needs httpx, which is not installed", hint="pip install 'corroborate[llm]'"
        ) from error
    return Client(base_url, model or "", os.environ.get(KEY) or None)
