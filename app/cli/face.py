"""`face`: comparison of a live face with a document's."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.arguments import AsJson
from app.cli.not_built import not_built

commands = typer.Typer(no_args_is_help=True)


@commands.callback()
def _face() -> None:
    """Comparison of a live face with a document's; the officer decides."""


@commands.command()
def compare(
    first: Annotated[
        Path,
        typer.Argument(metavar="A", help="A picture.", exists=True, dir_okay=False, readable=True),
    ],
    second: Annotated[
        Path,
        typer.Argument(metavar="B", help="A picture.", exists=True, dir_okay=False, readable=True),
    ],
    as_json: AsJson = False,
) -> None:
    """Compare two faces: score, false match rate at that score, band, quality."""
    del first, second, as_json
    not_built("face compare", planned_in="identity")
