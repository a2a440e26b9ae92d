"""Dataclasses of arrays as bytes and back, so that other machines can be handed them."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

import numpy as np

from corroborate.errors import InputError

T = TypeVar("T")


def to_bytes(value: Any) -> bytes:
    """The bytes of a dataclass of arrays, numbers, texts, tuples of these, and such dataclasses."""
    held: dict[str, Any] = {}
    _flatten(value, "", held)
    out = io.BytesIO()
    np.savez(out, **held)
    return out.getvalue()


def from_bytes(kind: type[T], body: bytes) -> T:
    """The dataclass again; nothing in the bytes is executed."""
    with np.load(io.BytesIO(body), allow_pickle=False) as held:
        made: T = _built(kind, "", dict(held))
    return made


@cache
def _hints(kind: Any) -> Mapping[str, Any]:
    return get_type_hints(kind)


def _flatten(value: Any, name: str, held: dict[str, Any]) -> None:
    if is_dataclass(value):
        for f in fields(value):
            _flatten(getattr(value, f.name), f"{name}.{f.name}", held)
    elif isinstance(value, tuple):
        held[f"{name}#"] = np.array(len(value))
        for k, item in enumerate(value):
            _flatten(item, f"{name}.{k}", held)
    elif isinstance(value, np.ndarray | np.generic | bool | int | float | str):
        held[name] = np.asarray(value)
    else:
        raise InputError("this cannot be handed to another machine", value=f"{name}: {type(value).__name__}")


def _built(kind: Any, name: str, held: Mapping[str, Any]) -> Any:
    if is_dataclass(kind):
        hints: Mapping[str, Any] = _hints(kind)  # type: ignore[arg-type]
        return kind(**{f.name: _built(hints[f.name], f"{name}.{f.name}", held) for f in fields(kind)})  # type: ignore[operator]
    if get_origin(kind) is tuple:
        item = get_args(kind)[0]
        return tuple(_built(item, f"{name}.{k}", held) for k in range(int(held[f"{name}#"])))
    if kind in (bool, int, float, str):
        return kind(held[name][()])
    return held[name]
