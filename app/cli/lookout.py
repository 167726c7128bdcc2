"""`lookout`: lists of people and vehicles to look out for."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.arguments import AsJsonLines
from app.cli.not_built import not_built

commands = typer.Typer(no_args_is_help=True)


@commands.command()
def index(
    names: Annotated[
        Path,
        typer.Argument(
            metavar="LIST", help="The list.", exists=True, dir_okay=False, readable=True
        ),
    ],
    out: Annotated[Path, typer.Option(help="The index to write.", dir_okay=False)],
) -> None:
    """Build the index that screening searches."""
    del names, out
    not_built("lookout index", planned_in="pre-screening")


@commands.command()
def screen(
    database: Annotated[
        Path,
        typer.Argument(metavar="DB", help="An index.", exists=True, dir_okay=False, readable=True),
    ],
    as_json: AsJsonLines = False,
) -> None:
    """Screen the queries on stdin, one per line, against an index."""
    del database, as_json
    not_built("lookout screen", planned_in="pre-screening")
