"""Results as plain values and as bytes, so that they can be printed and kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

from corroborate.errors import UnreadableError
from corroborate.model.estimate import Estimate, Refused


@dataclass(frozen=True, slots=True)
class _Kept:
    estimate: Estimate | None = None
    refused: Refused | None = None


def plain(value: Any) -> Any:
    """A result as dictionaries, lists, numbers and words; an estimate or refusal says which it is."""
    built = msgspec.to_builtins(value, order="deterministic")
    if isinstance(value, Estimate | Refused):
        return {
            "kind": "estimate" if isinstance(value, Estimate) else "refused",
            "words": value.words(),
            **built,
        }
    return built


def encoded(result: Estimate | Refused) -> bytes:
    """A result as JSON bytes, the same for the same result."""
    kept = _Kept(estimate=result) if isinstance(result, Estimate) else _Kept(refused=result)
    return msgspec.json.encode(kept, order="deterministic")


def decoded(data: bytes) -> Estimate | Refused:
    """The result that `encoded` made; raises UnreadableError for anything else."""
    try:
        kept = msgspec.json.decode(data, type=_Kept)
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        raise UnreadableError("a kept estimate cannot be read", hint="remove the file") from error
    found = kept.estimate or kept.refused
    if found is None:
        raise UnreadableError("a kept estimate is empty", hint="remove the file")
    return found
