"""Mounting a `CutFS`, cutting its power, and looking at what is left."""

import os
import shutil
import stat
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.faults.cutfs import Disk

REPOSITORY = Path(__file__).parents[2]


def recover(backing: Path, into: Path) -> Path:
    """What a machine finds after the cut, as an ordinary folder."""
    disk = Disk(backing)

    def write(number: int, folder: Path) -> None:
        folder.mkdir()
        for name, (child, mode) in disk.folders.get(number, {}).items():
            if stat.S_ISDIR(mode):
                write(child, folder / name)
            else:
                (folder / name).write_bytes(disk.read(child))
            (folder / name).chmod(stat.S_IMODE(mode))

    write(1, into)
    return into


class MountRefusedError(Exception):
    """The system does not let us mount, as in a container without that right."""


@dataclass(frozen=True, slots=True)
class Mounted:
    """A running CutFS."""

    folder: Path
    process: "subprocess.Popen[bytes]"

    def cut(self) -> None:
        """Cut the power. Programs that have files open there get errors from now on."""
        self.process.kill()
        self.process.wait()
        subprocess.run(["fusermount3", "-u", "-z", str(self.folder)], check=True)


def mount(backing: Path, folder: Path, *options: str) -> Mounted:
    """Mount a CutFS over `folder`, in a process of its own. Returns once it answers."""
    folder.mkdir(exist_ok=True)
    command = [sys.executable, "-m", "tests.faults.cutfs", str(backing), str(folder), *options]
    with tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=complaints, cwd=REPOSITORY
        )
        assert process.stdout is not None
        answer = process.stdout.readline()
        process.stdout.close()
        if answer == b"mounted\n":
            return Mounted(folder=folder, process=process)
        process.wait()
        complaints.seek(0)
        said = complaints.read().decode(errors="replace")
    if "fusermount" in said:
        raise MountRefusedError(said.strip())
    raise AssertionError(f"CutFS did not start: {said}")


def missing() -> str:
    """What this machine lacks to mount it, "" if nothing."""
    if not os.access("/dev/fuse", os.R_OK | os.W_OK):
        return "/dev/fuse is not here or not ours"
    found = shutil.which("fusermount3")
    return "" if found else "fusermount3 is not installed (package fuse3)"
