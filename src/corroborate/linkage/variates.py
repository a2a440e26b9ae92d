"""Random bits for compiled kernels: a stream for each component, so that neither threads nor order matter.

Bits by xoshiro256++ (Blackman & Vigna 2021), seeded by splitmix64 (Steele, Lea & Flood 2014).
"""

from __future__ import annotations

from typing import Any

from numba import njit, uint64
from numpy.typing import NDArray


@njit(cache=True, nogil=True)
def mixed(number: int) -> Any:
    """A number spread over 64 bits (the finaliser of splitmix64)."""
    x = uint64(number + 1) * uint64(0x9E3779B97F4A7C15)
    x = (x ^ (x >> uint64(30))) * uint64(0xBF58476D1CE4E5B9)
    x = (x ^ (x >> uint64(27))) * uint64(0x94D049BB133111EB)
    return x ^ (x >> uint64(31))


@njit(cache=True, nogil=True)
def seed_state(state: NDArray[Any], seed: int, key: int, epoch: int) -> None:
    """Begin the stream of a key (the hash of a record) at an epoch."""
    z = uint64(seed) ^ (uint64(key) * uint64(0xD1342543DE82EF95))
    z ^= uint64(epoch) * uint64(0x2545F4914F6CDD1D)
    for k in range(4):
        z += uint64(0x9E3779B97F4A7C15)
        x = z
        x = (x ^ (x >> uint64(30))) * uint64(0xBF58476D1CE4E5B9)
        x = (x ^ (x >> uint64(27))) * uint64(0x94D049BB133111EB)
        state[k] = x ^ (x >> uint64(31))


@njit(cache=True, nogil=True)
def following(a: Any, b: Any, c: Any, d: Any) -> Any:
    """Uniform on the open interval from 0 to 1, and the state after it.

    Numbers, not an array: counting who holds an array costs more than the bits.
    """
    total = a + d
    bits = ((total << uint64(23)) | (total >> uint64(41))) + a
    moved = b << uint64(17)
    c ^= a
    d ^= b
    b ^= c
    a ^= d
    c ^= moved
    d = (d << uint64(45)) | (d >> uint64(19))
    return (float(bits >> uint64(11)) + 0.5) * 1.1102230246251565e-16, a, b, c, d


@njit(cache=True, nogil=True)
def uniform(state: NDArray[Any]) -> float:
    """Uniform on the open interval from 0 to 1; moves the state on."""
    u, state[0], state[1], state[2], state[3] = following(state[0], state[1], state[2], state[3])
    return float(u)
