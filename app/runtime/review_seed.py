"""The seed of the random share of second readings: made once, read by this station alone."""

import os
import secrets
from pathlib import Path

from app.ports import WorldError

SEED_BYTES = 32
OWNER_ONLY = 0o600


class SeedError(WorldError):
    """The seed cannot be read or made."""


def seed_at(path: Path) -> bytes:
    """The seed in `path`; a new one where there is none. Raises SeedError, never replaces one."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    except FileExistsError:
        return _read(path)
    except OSError as error:
        raise SeedError(f"cannot make the seed {path}: {error.strerror}") from error
    seed = secrets.token_bytes(SEED_BYTES)
    with os.fdopen(descriptor, "wb") as file:
        file.write(seed)
        file.flush()
        os.fsync(file.fileno())
    return seed


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            seed = file.read(SEED_BYTES + 1)
    except OSError as error:
        raise SeedError(f"cannot read the seed {path}: {error.strerror}") from error
    if len(seed) != SEED_BYTES:
        raise SeedError(f"{path} is no seed: it has to have {SEED_BYTES} bytes")
    return seed
