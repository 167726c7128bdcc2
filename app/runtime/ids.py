"""New names for cases: sortable by time, unguessable enough never to meet."""

import os
from collections.abc import Callable

from app.ports import Clock

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


def id_maker(clock: Clock) -> Callable[[], str]:
    """Make names of 10 time and 8 random characters in Crockford's base 32 (as in ULID)."""

    def new_id() -> str:
        milliseconds = int(clock.now().timestamp() * 1000)
        return _base32(milliseconds, 10) + _base32(int.from_bytes(os.urandom(5)), 8)

    return new_id


def _base32(value: int, length: int) -> str:
    digits = [_ALPHABET[(value >> (5 * place)) & 31] for place in reversed(range(length))]
    return "".join(digits)
