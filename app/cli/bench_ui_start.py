"""How long the workstation takes from nothing to a window, and to a place to sign in."""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

RUN_TIMEOUT_S = 60.0
SITE = """
[station]
id = "bench-1"
country = "CA"
port = "CA-0000"
port_name = "Bench"
lane = "1"
data_dir = "{data_dir}"
"""


class StartError(Exception):
    """The workstation did not come up."""


def measure_start(runs: int) -> dict[str, Any]:
    """Milliseconds from process start to the first Expose, and until an officer can sign in.

    Every run is the command `parallel49 workstation` in a process of its own. The first one makes
    the station's record, compiles what was never compiled and warms the disk's cache; it is told
    apart and not counted.
    """
    with tempfile.TemporaryDirectory() as home:
        site = Path(home) / "site.toml"
        site.write_text(SITE.format(data_dir=Path(home) / "data"), "utf-8")
        first = _run(site)
        warm = [_run(site) for _ in range(runs)]
    return {
        "first_window_ms": _summary([run["exposed"] for run in warm]),
        "ready_ms": _summary([run["ready"] for run in warm]),
        "first_window_cpu_ms": _summary([run["exposed_cpu"] for run in warm]),
        "ready_cpu_ms": _summary([run["ready_cpu"] for run in warm]),
        "first_run_ms": {name: round(value, 1) for name, value in first.items()},
        "runs": runs,
        "load_average": round(os.getloadavg()[0], 1),
    }


def _run(site: Path) -> dict[str, float]:
    """One start, in ms. CLOCK_MONOTONIC is the same in both processes.

    Marks of processor time stand beside, for a machine that does other things too.
    """
    command = [sys.executable, "-m", "app.cli.bench_ui_probe", str(site)]
    # An installed program is compiled; a shell that forbids that would have us time the compiler.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    begun = time.monotonic()
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=RUN_TIMEOUT_S,
        check=False,
        env=environment,
    )
    if done.returncode != 0:
        raise StartError(done.stderr.strip()[-2000:] or f"exit code {done.returncode}")
    marks = json.loads(done.stdout.splitlines()[-1])
    since = {name: 0.0 if name.endswith("_cpu") else begun for name in marks}
    return {name: (at - since[name]) * 1000 for name, at in marks.items()}


def _summary(values: list[float]) -> dict[str, float]:
    return {
        "median": round(statistics.median(values), 1),
        "min": round(min(values), 1),
        "max": round(max(values), 1),
    }
