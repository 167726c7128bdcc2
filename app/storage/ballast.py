"""A file that can be thrown overboard when the disk is full, so that decisions still fit."""

import logging
import os
import shutil
from pathlib import Path

from app.storage.errors import DISK_FULL_ERRNOS
from app.storage.folder import OWNER_ONLY_FILE, sync_folder

BALLAST_BYTES = 64 * 1024 * 1024
CHUNK_BYTES = 1024 * 1024
ROOM_BYTES_MIN = 128 * 1024
"""Less than this is nothing: SQLite takes 32 KiB for an index before it writes a byte."""

_log = logging.getLogger(__name__)


class Ballast:
    """Holds room in reserve. While it is released, new evidence is refused and decisions go on."""

    def __init__(self, path: Path, size_bytes: int = BALLAST_BYTES) -> None:
        self._path = path
        self._size_bytes = size_bytes
        self._held = False

    @property
    def is_held(self) -> bool:
        """Whether the reserve is there."""
        return self._held

    def is_needed(self) -> bool:
        """Whether the disk is full, whatever a failed write called it: SQLite has many names."""
        return shutil.disk_usage(self._path.parent).free < ROOM_BYTES_MIN

    def release(self) -> bool:
        """Give the room away; False if there was none to give."""
        if not self._held:
            return False
        self._path.unlink(missing_ok=True)
        self._held = False
        _log.warning("the disk is full: the reserve is released, new evidence is refused")
        return True

    def hold(self) -> bool:
        """Take the room, if the disk has twice as much to spare. Returns whether it is held."""
        if self._held:
            return True
        if self._is_whole():
            self._held = True
        elif shutil.disk_usage(self._path.parent).free >= 2 * self._size_bytes:
            self._held = self._write()
        return self._held

    def _is_whole(self) -> bool:
        try:
            return self._path.stat().st_size == self._size_bytes
        except FileNotFoundError:
            return False

    def _write(self) -> bool:
        """Write real blocks: a sparse file holds nothing, and zeros may be compressed away."""
        chunk = os.urandom(CHUNK_BYTES)
        descriptor = os.open(
            self._path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode=OWNER_ONLY_FILE
        )
        try:
            with os.fdopen(descriptor, "wb") as file:
                for start in range(0, self._size_bytes, CHUNK_BYTES):
                    file.write(chunk[: self._size_bytes - start])
                file.flush()
                os.fsync(file.fileno())
            sync_folder(self._path.parent)
        except OSError as error:
            self._path.unlink(missing_ok=True)
            if error.errno not in DISK_FULL_ERRNOS:
                raise
            return False
        return True
