"""Commitments to what a public build withholds: nobody can guess it from them, and nobody can change it.

A commitment is HMAC-SHA256 over the withheld value, keyed with a salt of its own; the salt is HMAC-SHA256
over what the value is, keyed with the secret of the case, which never leaves it. Whoever is given value and
salt can check the commitment with any tool.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from corroborate.errors import InputError

Salts = Callable[[str, str], bytes]
"""From what sort of thing a value is, and the value, to the salt of its commitment."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What opens one commitment: sort and value of what is withheld, and the salt in hex."""

    commitment: str
    sort: str
    value: str
    salt: str

    @property
    def holds(self) -> bool:
        """True where value and salt give the commitment."""
        try:
            return hmac.compare_digest(_hmac(bytes.fromhex(self.salt), self.value), self.commitment)
        except ValueError:
            return False


def salts_of(secret: bytes) -> Salts:
    """Salts derived from a secret of at least 32 bytes; the same secret gives the same salts."""
    if len(secret) < 32:
        raise InputError("the secret of a case has at least 32 bytes", value=f"{len(secret)} bytes")

    def salt(sort: str, value: str) -> bytes:
        said = b"\x00".join((b"corroborate salt", sort.encode(), value.encode("utf-8", "surrogatepass")))
        return hmac.digest(secret, said, hashlib.sha256)

    return salt


def salts_from(openings: Iterable[Opening]) -> Salts:
    """The salts that openings hold; raises InputError for a value that none of them opens."""
    known = {(o.sort, o.value): bytes.fromhex(o.salt) for o in openings}

    def salt(sort: str, value: str) -> bytes:
        if (sort, value) not in known:
            raise InputError(f"the auditor's build opens no commitment to this {sort}", value=value[:80])
        return known[sort, value]

    return salt


def commit(sort: str, value: str, salts: Salts) -> Opening:
    """The commitment to a value, with what opens it."""
    salt = salts(sort, value)
    return Opening(_hmac(salt, value), sort, value, salt.hex())


def _hmac(salt: bytes, value: str) -> str:
    return hmac.digest(salt, value.encode("utf-8", "surrogatepass"), hashlib.sha256).hex()
