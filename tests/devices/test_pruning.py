"""Plain files go after their time, and nothing else does."""

import os
import time
from pathlib import Path

import pytest

from devices.pruning import Keeping, Pruner

HOUR_S = 3600.0


@pytest.fixture
def aside(tmp_path: Path) -> Path:
    for name in ("done/S-1/scan.tif", "done/a.n42", "quarantine/bad/why.txt", "waiting.tif"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"plate CJK 4419")
        # What a writer says of the age of its file decides nothing.
        os.utime(path, (0, 0))
    return tmp_path


def files(folder: Path) -> set[str]:
    found = (path for path in folder.rglob("*") if path.is_file() or path.is_symlink())
    return {path.relative_to(folder).as_posix() for path in found}


def pruner(folder: Path, keeping: Keeping) -> Pruner:
    return Pruner(folder / "done", folder / "quarantine", keeping)


def test_nothing_goes_before_its_time(aside: Path) -> None:
    assert pruner(aside, Keeping()).prune(time.time() + 23 * HOUR_S) == 0
    assert len(files(aside)) == 4


def test_what_was_taken_goes_after_a_day_and_its_folder_too(aside: Path) -> None:
    assert pruner(aside, Keeping()).prune(time.time() + 25 * HOUR_S) == 2
    assert files(aside) == {"quarantine/bad/why.txt", "waiting.tif"}
    assert not (aside / "done" / "S-1").exists()


def test_what_was_refused_goes_after_its_own_time(aside: Path) -> None:
    keeping = Keeping(done_h=1000, quarantine_h=1)
    assert pruner(aside, keeping).prune(time.time() + 2 * HOUR_S) == 1
    assert "quarantine/bad/why.txt" not in files(aside)


def test_what_waits_in_the_folder_is_never_touched_and_links_are_not_followed(aside: Path) -> None:
    (aside / "done" / "link").symlink_to(aside, target_is_directory=True)
    pruner(aside, Keeping(done_h=0, quarantine_h=0)).prune(time.time() + HOUR_S)
    assert files(aside) == {"waiting.tif"}


def test_folders_that_do_not_exist_yet_hold_nothing(tmp_path: Path) -> None:
    assert pruner(tmp_path / "new", Keeping()).prune_sometimes() == 0
