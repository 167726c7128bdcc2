"""Files for other systems: each appears whole in a folder, and is fetched from there."""

import os
import tempfile
from pathlib import Path

from app.ports import WorldError

OWNER_ONLY_FOLDER = 0o700


class OutgoingError(WorldError):
    """A file could not be put into the outgoing folder."""


def put_out(folder: Path, name: str, data: bytes) -> Path:
    """Write `data` as `name` in `folder`; a file of that name is replaced. Raises OutgoingError."""
    target = folder / Path(name).name
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=OWNER_ONLY_FOLDER)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".", delete=False) as file:
            aside = Path(file.name)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.rename(target)
    except OSError as error:
        raise OutgoingError(f"cannot write {target}: {error.strerror}") from error
    return target
