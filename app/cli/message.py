"""`message`: what carriers send before arrival."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.arguments import AsJson
from app.cli.not_built import not_built

commands = typer.Typer(no_args_is_help=True)


@commands.callback()
def _message() -> None:
    """What carriers send before arrival: API, PNR and manifests."""


@commands.command()
def parse(
    file: Annotated[
        Path, typer.Argument(help="A file of messages.", exists=True, dir_okay=False, readable=True)
    ],
    as_json: AsJson = False,
) -> None:
    """Read a file of messages: kind, contents and rejected segments with reasons."""
    del file, as_json
    not_built("message parse", planned_in="pre-screening")
