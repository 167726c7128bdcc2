"""PINs as Argon2id hashes: RFC 9106, second recommended option (64 MiB, 3 passes, 4 lanes)."""

import argon2
from argon2 import profiles

from app.ports import WorldError

MEMORY_KIB_MAX = 256 * 1024
PASSES_MAX = 10
LANES_MAX = 8

STRANGER_HASH = (
    "$argon2id$v=19$m=65536,t=3,p=4$hhhCoK+hNgd6EcOBjZCYsA"
    "$tXlhVb2s6l1hbEu1yUnLaSc7gQHgFtIfDfTISRiZzGY"
)
"""The hash of nothing anybody can type. It is checked for badges that nobody has, so that an answer
takes as long as for one that somebody has."""

_HASHER = argon2.PasswordHasher.from_parameters(profiles.RFC_9106_LOW_MEMORY)


class VerifierDamagedError(WorldError):
    """A stored hash is no Argon2id hash, or one that would cost more than this station pays."""


def hash_pin(pin: str) -> str:
    """The hash of `pin` in PHC string form, with a fresh salt."""
    return _HASHER.hash(pin)


def verify_pin(argon2_hash: str, pin: str) -> bool:
    """Whether `pin` is the one that was hashed. Raises VerifierDamagedError."""
    _check_cost(argon2_hash)
    try:
        return _HASHER.verify(argon2_hash, pin)
    except argon2.exceptions.VerifyMismatchError:
        return False
    except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError) as error:
        raise VerifierDamagedError("a stored PIN hash cannot be checked") from error


def needs_rehash(argon2_hash: str) -> bool:
    """Whether a hash was made with other parameters than today's."""
    return _HASHER.check_needs_rehash(argon2_hash)


def _check_cost(argon2_hash: str) -> None:
    try:
        cost = argon2.extract_parameters(argon2_hash)
    except argon2.exceptions.InvalidHashError as error:
        raise VerifierDamagedError("a stored PIN hash is not an Argon2id hash") from error
    if cost.type is not argon2.Type.ID:
        raise VerifierDamagedError("a stored PIN hash is not an Argon2id hash")
    paid = (cost.memory_cost, cost.time_cost, cost.parallelism)
    if any(asked > limit for asked, limit in zip(paid, _LIMITS, strict=True)):
        raise VerifierDamagedError(f"a stored PIN hash asks for too much: {paid}")


_LIMITS = (MEMORY_KIB_MAX, PASSES_MAX, LANES_MAX)
