"""`journal`: the station log."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.arguments import AsJson
from app.cli.not_built import not_built

commands = typer.Typer(no_args_is_help=True)


@commands.command()
def verify(
    directory: Annotated[
        Path,
        typer.Argument(metavar="DIR", help="A station's folder.", exists=True, file_okay=False),
    ],
    as_json: AsJson = False,
) -> None:
    """Verify a station log: chain, signatures, sequence and outbox."""
    del directory, as_json
    not_built("journal verify", planned_in="journal")


@commands.command()
def export(
    case: Annotated[str, typer.Argument(help="The case to export.")],
    out: Annotated[Path, typer.Option(help="The ZIP to write.", dir_okay=False)],
) -> None:
    """Export one case with its evidence, so that another office can verify it."""
    del case, out
    not_built("journal export", planned_in="journal")
