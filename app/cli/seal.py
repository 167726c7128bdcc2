"""`seal`: container security devices."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.arguments import AsJson
from app.cli.not_built import not_built

commands = typer.Typer(no_args_is_help=True)


@commands.callback()
def _seal() -> None:
    """Container security devices."""


@commands.command()
def verify(
    log: Annotated[
        Path, typer.Argument(help="A device's log.", exists=True, dir_okay=False, readable=True)
    ],
    as_json: AsJson = False,
) -> None:
    """Verify a container security device's log and say whether it was opened on the way."""
    del log, as_json
    not_built("seal verify", planned_in="goods procedure")
