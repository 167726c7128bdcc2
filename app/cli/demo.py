"""`demo`: the main job with nothing to configure."""

import os
import signal
import sys
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from app.cli.answers import answer_json, fail

VEHICLES = 44
SEED = 49
RATE = 20.0
OPEN_RATE = 2.0


def demo(
    headless: Annotated[
        bool, typer.Option("--headless", help="Play a scripted shift without a display.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where pictures and summary go.")
    ] = None,
    vehicles: Annotated[int, typer.Option(min=1, max=2000, help="Vehicles of the shift.")] = (
        VEHICLES
    ),
    seed: Annotated[int, typer.Option(help="Another seed is another shift.")] = SEED,
    rate: Annotated[float | None, typer.Option(min=0.5, max=50, help="How fast time runs.")] = None,
) -> None:
    """Start a simulated lane and a central service, and open the workstation on them.

    Everything is simulated and says so. Without a display, or with --headless, a shift is played
    on a virtual display; the exit code is 0 only if each decision arrived at the centre once and
    the journals verify.
    """
    from app.demo.open_house import open_house
    from app.demo.shift import play_shift
    from app.ports import WorldError

    # Whoever ends the demonstration ends every part of it.
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(128 + signal.SIGTERM))
    folder = (out or Path(tempfile.mkdtemp(prefix="parallel49-demo-"))).resolve()
    if folder.exists() and any(folder.iterdir()):
        fail(f"{folder} is not empty")
    folder.mkdir(parents=True, exist_ok=True)
    has_display = bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    try:
        if has_display and not headless:
            open_house(folder, _say, vehicles=vehicles, seed=seed, rate=rate or OPEN_RATE)
            return
        summary = play_shift(folder, _say, vehicles=vehicles, seed=seed, rate=rate or RATE)
    except WorldError as error:
        fail(str(error))
    answer_json(summary)
    if not summary["passed"]:
        fail(f"the shift did not pass; see {folder}")


def _say(words: str) -> None:
    typer.echo(f"demo: {words}", err=True)
