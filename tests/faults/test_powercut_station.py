"""T2: a station whose power is cut keeps every promise it made, and the cut is a real one."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.faults import power

needs_fuse = pytest.mark.usefixtures("fuse")


def cut(cuts: int) -> dict[str, Any]:
    """The figures of a run in a process of its own, because it forks."""
    command = [sys.executable, "-m", "tests.faults.powercut", "--cuts", str(cuts), "--json"]
    ended = subprocess.run(
        command, check=False, capture_output=True, text=True, cwd=power.REPOSITORY
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    figures: dict[str, Any] = json.loads(ended.stdout)
    return figures


@needs_fuse
def test_five_cuts_lose_nothing_and_the_control_loses() -> None:
    figures = cut(5)
    assert figures["full"]["rounds"] == 5
    assert figures["full"]["lost"] == 0
    assert figures["full"]["faults"] == []
    assert figures["full"]["promised"] > 50
    assert figures["control_normal"]["lost"] > 0


@needs_fuse
@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_twenty_cuts_lose_nothing_and_the_control_loses() -> None:
    figures = cut(20)
    assert figures["full"]["lost"] == 0
    assert figures["control_normal"]["lost"] > 0


def write(path: Path, data: bytes, *, sync: bool) -> None:
    descriptor = os.open(path, os.O_CREAT | os.O_WRONLY, 0o600)
    os.write(descriptor, data)
    if sync:
        os.fsync(descriptor)
    os.close(descriptor)


def sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


@needs_fuse
def test_only_what_was_synced_survives_a_cut(tmp_path: Path) -> None:
    mounted = power.mount(tmp_path / "disk", tmp_path / "mount")
    folder = mounted.folder
    write(folder / "kept", b"first", sync=True)
    write(folder / "renamed", b"new", sync=True)
    sync_folder(folder)
    write(folder / "kept", b"FIRST", sync=False)
    write(folder / "unnamed", b"synced, but its folder was not", sync=True)
    (folder / "renamed").rename(folder / "other")
    assert (folder / "kept").read_bytes() == b"FIRST"
    mounted.cut()
    found = power.recover(tmp_path / "disk", tmp_path / "found")
    assert {path.name: path.read_bytes() for path in found.iterdir()} == {
        "kept": b"first",
        "renamed": b"new",
    }


@needs_fuse
def test_the_next_mount_finds_what_the_cut_left(tmp_path: Path) -> None:
    mounted = power.mount(tmp_path / "disk", tmp_path / "mount")
    (mounted.folder / "inner").mkdir()
    write(mounted.folder / "inner" / "kept", b"1", sync=True)
    sync_folder(mounted.folder / "inner")
    sync_folder(mounted.folder)
    mounted.cut()
    again = power.mount(tmp_path / "disk", tmp_path / "mount")
    assert (again.folder / "inner" / "kept").read_bytes() == b"1"
    again.cut()


@needs_fuse
def test_a_leaky_disk_lets_through_what_nobody_synced(tmp_path: Path) -> None:
    mounted = power.mount(tmp_path / "disk", tmp_path / "mount", "--spill", "1.0")
    write(mounted.folder / "file", b"", sync=True)
    sync_folder(mounted.folder)
    write(mounted.folder / "file", b"x" * 4096, sync=False)
    mounted.cut()
    found = power.recover(tmp_path / "disk", tmp_path / "found")
    assert b"x" in (found / "file").read_bytes()
