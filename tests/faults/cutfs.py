"""A filesystem that loses what was not synced: killing it is a power cut.

What programs write stays in this process's memory. Only `fsync` of a file brings its content, and
only `fsync` of a folder brings its names, to the backing folder; this is the least that POSIX
promises. On top of that, `spill` lets some writes reach the disk unasked and in any order, as a
drive's cache does. `limit_bytes` makes it a small disk.

    python -m tests.faults.cutfs BACKING MOUNT [--limit BYTES] [--spill PART] [--seed N]
"""

import argparse
import errno
import json
import os
import random
import signal
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import mfusepy

SECTOR_BYTES = 512
BLOCK_BYTES = 4096
ROOT = "/"


@dataclass(slots=True)
class Node:
    """A file or a folder as the programs see it."""

    number: int
    mode: int
    data: bytearray = field(default_factory=bytearray)
    names: dict[str, int] = field(default_factory=dict)
    unsynced: list[tuple[int, int]] = field(default_factory=list)

    @property
    def is_folder(self) -> bool:
        return stat.S_ISDIR(self.mode)


class Disk:
    """What survives a cut: contents by number, and the names of each synced folder."""

    def __init__(self, backing: Path) -> None:
        self._contents = backing / "contents"
        self._names = backing / "names.json"
        self._contents.mkdir(parents=True, exist_ok=True)
        self.folders: dict[int, dict[str, list[int]]] = {}
        if self._names.exists():
            stored = json.loads(self._names.read_text())
            self.folders = {int(number): names for number, names in stored.items()}

    def write(self, number: int, data: bytearray, spans: list[tuple[int, int]]) -> None:
        with self._open(number) as file:
            for start, end in spans:
                os.pwrite(file, data[start:end], start)

    def truncate(self, number: int, size: int) -> None:
        with self._open(number) as file:
            os.ftruncate(file, size)

    def read(self, number: int) -> bytearray:
        path = self._contents / str(number)
        return bytearray(path.read_bytes()) if path.exists() else bytearray()

    def name(self, folder: int, names: dict[str, list[int]]) -> None:
        self.folders[folder] = names
        unfinished = self._names.with_suffix(".new")
        unfinished.write_text(json.dumps(self.folders))
        unfinished.replace(self._names)

    @contextmanager
    def _open(self, number: int) -> Iterator[int]:
        descriptor = os.open(self._contents / str(number), os.O_RDWR | os.O_CREAT, 0o600)
        try:
            yield descriptor
        finally:
            os.close(descriptor)


class CutFS(mfusepy.Operations):  # type: ignore[misc]  # mfusepy is untyped to mypy
    """The mounted side: everything in memory until it is synced."""

    use_ns = True

    def __init__(
        self,
        backing: Path,
        *,
        limit_bytes: int | None = None,
        spill: float = 0.0,
        seed: int = 0,
        on_mount: Callable[[], None] = lambda: None,
    ) -> None:
        self._disk = Disk(backing)
        self._limit_bytes = limit_bytes
        self._spill = spill
        self._random = random.Random(seed)  # noqa: S311 - a fault that can be repeated is no secret
        self._on_mount = on_mount
        self._nodes = {1: Node(number=1, mode=stat.S_IFDIR | 0o755)}
        self._load(1)
        self._last = max([*self._nodes, *self._disk.folders])
        self._used_bytes = sum(len(node.data) for node in self._nodes.values())

    def init(self, path: str) -> None:
        self._on_mount()

    # Looking

    def getattr(self, path: str, fh: int | None = None) -> dict[str, Any]:
        node = self._nodes[fh] if fh in self._nodes and fh is not None else self._find(path)
        blocks = -(-len(node.data) // SECTOR_BYTES)
        return {
            "st_mode": node.mode,
            "st_ino": node.number,
            "st_nlink": 1,
            "st_size": len(node.data),
            "st_blocks": blocks,
            "st_uid": os.getuid(),
            "st_gid": os.getgid(),
        }

    def readdir(self, path: str, fh: int) -> list[str]:
        return [".", "..", *self._find(path).names]

    def read(self, path: str, size: int, offset: int, fh: int) -> bytes:
        return bytes(self._nodes[fh].data[offset : offset + size])

    def statfs(self, path: str) -> dict[str, int]:
        limit = self._limit_bytes or 1 << 40
        free = max(limit - self._used_bytes, 0) // BLOCK_BYTES
        return {
            "f_bsize": BLOCK_BYTES,
            "f_frsize": BLOCK_BYTES,
            "f_blocks": limit // BLOCK_BYTES,
            "f_bfree": free,
            "f_bavail": free,
        }

    # Changing, in memory only

    def create(self, path: str, mode: int, fi: object = None) -> int:
        return self._add(path, stat.S_IFREG | mode).number

    def mkdir(self, path: str, mode: int) -> int:
        self._add(path, stat.S_IFDIR | mode)
        return 0

    def open(self, path: str, flags: int) -> int:
        node = self._find(path)
        if flags & os.O_TRUNC:
            self.truncate(path, 0)
        return node.number

    def opendir(self, path: str) -> int:
        return self._find(path).number

    def write(self, path: str, data: bytes, offset: int, fh: int) -> int:
        node = self._nodes[fh]
        end = offset + len(data)
        self._take(max(end - len(node.data), 0))
        if len(node.data) < offset:
            node.data.extend(bytes(offset - len(node.data)))
        node.data[offset:end] = data
        node.unsynced.append((offset, end))
        if self._random.random() < self._spill:
            self._let_through(node, offset, end)
        return len(data)

    def truncate(self, path: str, length: int, fh: int | None = None) -> int:
        node = self._nodes[fh] if fh is not None else self._find(path)
        self._take(length - len(node.data))
        start = min(length, len(node.data))
        if length < len(node.data):
            del node.data[length:]
        else:
            node.data.extend(bytes(length - len(node.data)))
        node.unsynced.append((start, length))
        return 0

    def unlink(self, path: str) -> int:
        folder, name = self._parent(path)
        node = self._nodes.pop(folder.names.pop(name))
        self._used_bytes -= len(node.data)
        return 0

    rmdir = unlink

    def rename(self, old: str, new: str) -> int:
        from_folder, from_name = self._parent(old)
        to_folder, to_name = self._parent(new)
        if to_name in to_folder.names:
            self.unlink(new)
        to_folder.names[to_name] = from_folder.names.pop(from_name)
        return 0

    def chmod(self, path: str, mode: int) -> int:
        node = self._find(path)
        node.mode = stat.S_IFMT(node.mode) | stat.S_IMODE(mode)
        return 0

    def chown(self, path: str, uid: int, gid: int) -> int:
        return 0

    def utimens(self, path: str, times: tuple[int, int] | None = None) -> int:
        return 0

    # Surviving

    def fsync(self, path: str, datasync: int, fh: int) -> int:
        node = self._nodes[fh]
        self._disk.truncate(node.number, len(node.data))
        self._disk.write(node.number, node.data, node.unsynced)
        node.unsynced.clear()
        return 0

    def fsyncdir(self, path: str, datasync: int, fh: int) -> int:
        folder = self._find(path)
        names = {name: [number, self._nodes[number].mode] for name, number in folder.names.items()}
        self._disk.name(folder.number, names)
        return 0

    # Inside

    def _let_through(self, node: Node, start: int, end: int) -> None:
        """Some sectors of a write reach the disk although nobody asked."""
        first = self._random.randrange(start // SECTOR_BYTES, -(-end // SECTOR_BYTES))
        last = self._random.randrange(first, -(-end // SECTOR_BYTES)) + 1
        span = (max(first * SECTOR_BYTES, start), min(last * SECTOR_BYTES, end))
        self._disk.write(node.number, node.data, [span])

    def _take(self, more_bytes: int) -> None:
        used = self._used_bytes + more_bytes
        if more_bytes > 0 and self._limit_bytes is not None and used > self._limit_bytes:
            raise mfusepy.FuseOSError(errno.ENOSPC)
        self._used_bytes = used

    def _add(self, path: str, mode: int) -> Node:
        folder, name = self._parent(path)
        self._last += 1
        folder.names[name] = self._last
        self._nodes[self._last] = Node(number=self._last, mode=mode)
        return self._nodes[self._last]

    def _find(self, path: str) -> Node:
        node = self._nodes[1]
        for name in path.strip(ROOT).split(ROOT) if path != ROOT else ():
            if name not in node.names:
                raise mfusepy.FuseOSError(errno.ENOENT)
            node = self._nodes[node.names[name]]
        return node

    def _parent(self, path: str) -> tuple[Node, str]:
        folder, _, name = path.rpartition(ROOT)
        return self._find(folder or ROOT), name

    def _load(self, number: int) -> None:
        for name, (child, mode) in self._disk.folders.get(number, {}).items():
            node = Node(number=child, mode=mode)
            self._nodes[number].names[name] = child
            self._nodes[child] = node
            if node.is_folder:
                self._load(child)
            else:
                node.data = self._disk.read(child)


def _say_mounted() -> None:
    os.write(sys.stdout.fileno(), b"mounted\n")


def main() -> None:
    """Serve one filesystem until it is unmounted or killed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("backing", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--spill", type=float, default=0.0)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    operations = CutFS(
        given.backing,
        limit_bytes=given.limit,
        spill=given.spill,
        seed=given.seed,
        on_mount=_say_mounted,
    )
    mfusepy.FUSE(operations, str(given.folder), foreground=True, nothreads=True)


if __name__ == "__main__":
    main()
