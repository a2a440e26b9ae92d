"""Nouns to JSON and back, always the same bytes for the same noun."""

from __future__ import annotations

import hashlib
from collections.abc import Hashable, Iterable
from functools import cache
from typing import Any, TypeVar, cast

import msgspec

from corroborate.model.claim import AggregateClaim, AnyClaim, Claim, IncidentClaim

T = TypeVar("T")

FORMS: dict[str, type[AnyClaim]] = {
    "claim": Claim,
    "aggregate": AggregateClaim,
    "incident": IncidentClaim,
}
"""The types of claims by the name under which they are stored."""

_FORM_OF = {kind: name for name, kind in FORMS.items()}
_encoder = msgspec.json.Encoder(order="deterministic")


def encode(value: object) -> str:
    """JSON of a noun or of plain values; the same bytes for the same value, whenever and wherever."""
    return _encoder.encode(value).decode()


def decode(kind: type[T], data: str) -> T:
    """The noun that `encode` wrote; raises msgspec.DecodeError where the JSON is not one."""
    result: T = _decoder(cast("Hashable", kind)).decode(data)
    return result


def form_of(claim: AnyClaim) -> str:
    """The name under which the type of a claim is stored."""
    return _FORM_OF[type(claim)]


def plain(value: object) -> Any:
    """A noun as lists, dictionaries, strings and numbers, for JSON output."""
    return msgspec.to_builtins(value)


def digest(*parts: str) -> str:
    """SHA-256 over several strings, each with its length, so that no two splits are alike."""
    state = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        state.update(len(data).to_bytes(8, "big"))
        state.update(data)
    return state.hexdigest()


def digest_all(hashes: Iterable[str]) -> str:
    """SHA-256 over a sequence of hashes."""
    return digest(*hashes)


@cache
def _decoder(kind: Hashable) -> msgspec.json.Decoder[Any]:
    return msgspec.json.Decoder(cast("type[Any]", kind))
