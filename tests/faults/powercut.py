"""T2: cut the power under a station; nothing it promised may be missing after the restart.

The control runs the same cuts with `synchronous=NORMAL` and must lose: if it does not, the cuts
cut nothing and the test is blind.

    python -m tests.faults.powercut --cuts 20 --json
"""

import argparse
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict
from functools import partial
from pathlib import Path

from tests.faults import power
from tests.faults.station_process import (
    START_HIT_ONE_IN,
    Outcome,
    complaints,
    end,
    examine,
    examine_reopened,
    fork,
    not_written_through,
    promises_for,
    work,
)

CUTS_PER_DISK = 4
CUT_AFTER_S = (0.05, 0.5)
SPILL = 0.3

Setting = Callable[[], AbstractContextManager[None]]


def cut_again_and_again(
    root: Path, *, cuts: int, seed: int, setting: Setting = nullcontext, reopen: bool = True
) -> Outcome:
    """Cut the power `cuts` times; every few cuts the station gets a new disk."""
    rng = random.Random(seed)  # noqa: S311 - a fault that can be repeated is no secret
    outcome = Outcome()
    for number in range(cuts):
        backing = root / f"disk-{number // CUTS_PER_DISK}"
        options = ("--spill", str(SPILL), "--seed", str(rng.randrange(2**32)))
        mounted = power.mount(backing, root / "mount", *options)
        directory = mounted.folder / "station"
        child = partial(work, directory, seed=rng.randrange(2**32), checkpoints=bool(number % 2))
        with setting():
            pid, pipe = fork(child)
        from_first = rng.randrange(START_HIT_ONE_IN) != 0
        said = promises_for(pipe, rng.uniform(*CUT_AFTER_S), from_first=from_first)
        before_the_cut = complaints(said)
        mounted.cut()
        said += end(pid, pipe)
        outcome.faults += before_the_cut
        found = power.recover(backing, root / f"found-{number}") / "station"
        examine(found, said, outcome)
        if reopen:
            examine_reopened(found, outcome)
    return outcome


def main() -> None:
    """Print the figures of FULL and of the control; exit code 1 if one is not as it must be."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cuts", type=int, default=5)
    parser.add_argument("--seed", type=int, default=49)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if why := power.missing():
        sys.exit(f"no power can be cut here: {why}")
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="parallel49-") as root:
        (Path(root) / "full").mkdir()
        (Path(root) / "normal").mkdir()
        full = cut_again_and_again(Path(root) / "full", cuts=given.cuts, seed=given.seed)
        normal = cut_again_and_again(
            Path(root) / "normal",
            cuts=given.cuts,
            seed=given.seed,
            setting=not_written_through,
            reopen=False,
        )
    figures = {
        "cuts": given.cuts,
        "full": asdict(full),
        "control_normal": asdict(normal),
        "seconds": time.monotonic() - started,
    }
    sys.stdout.write(json.dumps(figures) + "\n" if given.json else f"{figures}\n")
    sys.exit(0 if full.is_clean and normal.lost else 1)


if __name__ == "__main__":
    main()
