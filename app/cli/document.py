"""`document`: travel documents and their chips."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.arguments import AsJson
from app.cli.not_built import not_built

commands = typer.Typer(no_args_is_help=True)


@commands.command()
def mrz(
    text_or_file: Annotated[str, typer.Argument(help="A machine-readable zone, or its file.")],
    as_json: AsJson = False,
) -> None:
    """Read a machine-readable zone and check its digits."""
    del text_or_file, as_json
    not_built("document mrz", planned_in="identity")


@commands.command()
def verify(
    sod: Annotated[
        Path,
        typer.Argument(
            help="The chip's document security object.", exists=True, dir_okay=False, readable=True
        ),
    ],
    dg: Annotated[
        list[Path] | None,
        typer.Option(
            help="A data group; may be repeated.", exists=True, dir_okay=False, readable=True
        ),
    ] = None,
    csca: Annotated[
        Path | None,
        typer.Option(
            help="Certificates or a master list to trust.",
            exists=True,
            dir_okay=False,
            readable=True,
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Verify a chip's data against its signature and the issuing country's certificate."""
    del sod, dg, csca, as_json
    not_built("document verify", planned_in="identity")
