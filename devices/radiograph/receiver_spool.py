"""What a DICOS receiver has on its disk: objects that wait for the rest of their study, and done.

`arriving/` holds what was answered with success and is not yet a case's radiograph; a start after
a stop goes on with it. Names are made of UIDs and digests only, never of text that came.
"""

import os
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from devices.radiograph.receiver_objects import DIGEST_CHARS, SUFFIX, Received

STUDY_FILES_MAX = 16
REASON_NAME = "why.txt"


class Spool:
    """The folders; every method blocks on the disk. Raises OSError."""

    def __init__(self, folder: Path) -> None:
        self.arriving = folder / "arriving"
        self.done = folder / "done"
        self.quarantine = folder / "quarantine"

    def open(self) -> list[Path]:
        """Make the folders, for this user alone, and tell what is left of the last run."""
        for folder in (self.arriving, self.done, self.quarantine):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for part in self.arriving.glob("*.part"):
            part.unlink()
        return sorted(self.arriving.glob(f"*{SUFFIX}"))

    def digest_of(self, sop_instance: str) -> str | None:
        """The first characters of the digest of an instance that is here, or None."""
        pattern = f"{sop_instance}-*{SUFFIX}"
        for path in (*self.arriving.glob(pattern), *self.done.glob(f"*/{pattern}")):
            return path.stem.rpartition("-")[2]
        return None

    def keep(self, received: Received) -> None:
        """Put an object aside until its study is complete, durably."""
        path = self.arriving / received.name
        part = path.with_name(path.name + ".part")
        with part.open("wb") as stream:
            stream.write(received.data)
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)
        _sync_folder(self.arriving)

    def whole(self, received: Received) -> Received:
        """With its bytes again."""
        if received.data:
            return received
        return replace(received, data=(self.arriving / received.name).read_bytes())

    def forget(self, received: Received) -> None:
        """It was not taken: its sender still has it."""
        (self.arriving / received.name).unlink(missing_ok=True)

    def settle(self, study: Sequence[Received]) -> None:
        """Move a study that is recorded out of the way; what never lay here is written there."""
        digest = sha256("".join(item.sha256 for item in study).encode()).hexdigest()
        home = self.done / f"{study[0].scan.scan_id}-{digest[:DIGEST_CHARS]}"
        home.mkdir(mode=0o700, exist_ok=True)
        for item in study:
            waiting = self.arriving / item.name
            if waiting.exists():
                waiting.replace(home / item.name)
            else:
                (home / item.name).write_bytes(item.data)

    def done_of(self, scan_id: str) -> list[Path]:
        """The objects of a study that were recorded before and are still here."""
        homes = self.done.glob(f"{scan_id}-{'[0-9a-f]' * DIGEST_CHARS}")
        found = {path.name: path for home in homes for path in home.glob(f"*{SUFFIX}")}
        return [found[name] for name in sorted(found)][:STUDY_FILES_MAX]

    def refuse(self, name: str, data: bytes, why: str) -> None:
        """Keep what was refused, with the reason beside it."""
        home = self._refused(name, data)
        home.mkdir(mode=0o700, exist_ok=True)
        (home / f"{name}{SUFFIX}").write_bytes(data)
        (home / REASON_NAME).write_text(why + "\n", encoding="utf-8")

    def has_refused(self, name: str, data: bytes, why: str) -> bool:
        """Whether these bytes were refused before, for the same reason."""
        try:
            return (self._refused(name, data) / REASON_NAME).read_text("utf-8") == why + "\n"
        except FileNotFoundError:
            return False

    def _refused(self, name: str, data: bytes) -> Path:
        return self.quarantine / f"{name}-{sha256(data).hexdigest()[:DIGEST_CHARS]}"


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # a folder cannot be opened there, and its entries are journalled
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
