"""Plain copies of what is kept encrypted do not lie about for ever.

What a drop folder has put aside is evidence in the station's encrypted store by then. The plain
files hold plates and container numbers, so they are removed after a time that the site sets.
"""

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

KEEP_DONE_H = 24.0
KEEP_QUARANTINE_H = 720.0
PRUNE_EVERY_S = 60.0
DEPTH_MAX = 2
"""A folder for each arrival, and the files in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """How long plain files are kept after they were taken, in hours of the machine's clock."""

    done_h: float = KEEP_DONE_H
    quarantine_h: float = KEEP_QUARANTINE_H

    def __post_init__(self) -> None:
        if self.done_h < 0 or self.quarantine_h < 0:
            raise ValueError("files are kept for 0 hours or longer")


KEEPING = Keeping()


class Pruner:
    """Removes what has lain long enough in the folders of what was taken and what was refused."""

    def __init__(self, done: Path, quarantine: Path, keeping: Keeping) -> None:
        self._limits_s = {done: keeping.done_h * 3600, quarantine: keeping.quarantine_h * 3600}
        self._looked_at_s: float | None = None

    def prune_sometimes(self) -> int:
        """Prune once a minute and return how many files went. Raises OSError."""
        now_s = time.monotonic()
        if self._looked_at_s is not None and now_s - self._looked_at_s < PRUNE_EVERY_S:
            return 0
        self._looked_at_s = now_s
        return self.prune(time.time())

    def prune(self, now_s: float) -> int:
        """Remove files that were put aside too long before `now_s`, in seconds since 1970."""
        return sum(
            _prune(folder, now_s - limit_s, DEPTH_MAX) for folder, limit_s in self._limits_s.items()
        )


def _prune(folder: Path, before_s: float, depth: int) -> int:
    removed = 0
    for entry in _entries(folder):
        if entry.is_dir(follow_symlinks=False):
            if depth > 1:
                removed += _prune(Path(entry.path), before_s, depth - 1)
                _remove_if_empty(Path(entry.path))
        # A move changes the time of the entry, not the time that the writer gave the content.
        elif entry.stat(follow_symlinks=False).st_ctime <= before_s:
            Path(entry.path).unlink()
            removed += 1
    return removed


def _entries(folder: Path) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            yield from entries
    except FileNotFoundError:
        return  # nothing was put aside yet


def _remove_if_empty(folder: Path) -> None:
    if not any(folder.iterdir()):
        folder.rmdir()
