"""T1: kill -9 a station at any moment, again and again; nothing it promised may be missing.

python -m tests.faults.kill9 --kills 200 --json
"""

import argparse
import json
import random
import sys
import tempfile
import time
from dataclasses import asdict
from functools import partial
from pathlib import Path

from tests.faults.station_process import (
    START_HIT_ONE_IN,
    Outcome,
    complaints,
    end,
    examine,
    examine_reopened,
    fork,
    promises_for,
    work,
)

KILLS_PER_FOLDER = 5
KILL_AFTER_S = (0.05, 0.4)


def kill_again_and_again(root: Path, *, kills: int, seed: int) -> Outcome:
    """Kill the station `kills` times; a new folder every few kills keeps each check short."""
    rng = random.Random(seed)  # noqa: S311 - a fault that can be repeated is no secret
    outcome = Outcome()
    for number in range(kills):
        directory = root / f"station-{number // KILLS_PER_FOLDER}"
        pid, pipe = fork(partial(work, directory, seed=rng.randrange(2**32)))
        from_first = rng.randrange(START_HIT_ONE_IN) != 0
        said = promises_for(pipe, rng.uniform(*KILL_AFTER_S), from_first=from_first)
        said += end(pid, pipe)
        outcome.faults += complaints(said)
        examine(directory, said, outcome)
        examine_reopened(directory, outcome)
    return outcome


def main() -> None:
    """Print the figures; exit code 1 if a promise was broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=25)
    parser.add_argument("--seed", type=int, default=49)
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    started = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="parallel49-") as root:
        outcome = kill_again_and_again(Path(root), kills=given.kills, seed=given.seed)
    figures = {"kills": given.kills, **asdict(outcome), "seconds": time.monotonic() - started}
    sys.stdout.write(json.dumps(figures) + "\n" if given.json else f"{figures}\n")
    sys.exit(0 if outcome.is_clean else 1)


if __name__ == "__main__":
    main()
