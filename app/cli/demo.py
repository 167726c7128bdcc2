"""`demo`: the main job with nothing to configure."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.not_built import not_built


def demo(
    headless: Annotated[
        bool, typer.Option("--headless", help="Play a scripted shift without a display.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Where pictures and summary go.")
    ] = None,
) -> None:
    """Start a simulated lane and a central service, and open the workstation on them."""
    del headless, out
    not_built("demo", planned_in="demo")
