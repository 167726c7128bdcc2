"""`portal`: what a radiation portal monitor reported."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.arguments import AsJsonLines
from app.cli.not_built import not_built

commands = typer.Typer(no_args_is_help=True)


@commands.callback()
def _portal() -> None:
    """What a radiation portal monitor reported."""


@commands.command()
def replay(
    log: Annotated[
        Path,
        typer.Argument(help="A portal's line log.", exists=True, dir_okay=False, readable=True),
    ],
    as_json: AsJsonLines = False,
) -> None:
    """Read a portal's log as the lane would: its occupancies, alarms and rejected lines."""
    del log, as_json
    not_built("portal replay", planned_in="radiation")
