"""Handing a large file to a worker process without sending it through a pipe.

Needs nothing but the standard library, because the workstation imports it when it starts.
"""

import tempfile
from dataclasses import dataclass
from pathlib import Path

EQUALISED, CLEANED = "equalised", "cleaned"
"""What a worker can make of a channel of a decoded image, by the names that it is asked by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidFile:
    """A file that lies where a worker finds it; `sha256` is known to be that of its bytes."""

    name: str
    media_type: str
    sha256: str
    path: Path


def take_away(file: LaidFile) -> tuple[str, str, bytes]:
    """Name, media type and bytes of a file that was laid out, which is then gone."""
    data = file.path.read_bytes()
    file.path.unlink()
    return file.name, file.media_type, data


def lay_out(data: bytes, *, name: str, media_type: str, sha256: str, cache: Path) -> LaidFile:
    """Put bytes where a worker takes them away: through a pipe, 33 MB would take 100 ms.

    Only this user can read the file. Raises OSError.
    """
    cache.mkdir(parents=True, exist_ok=True)
    descriptor, path = tempfile.mkstemp(dir=cache)
    with open(descriptor, "wb") as stream:  # noqa: PTH123 - a descriptor, not a path
        stream.write(data)
    return LaidFile(name=name, media_type=media_type, sha256=sha256, path=Path(path))
