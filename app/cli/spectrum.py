"""`spectrum`: gamma-ray spectra of handheld instruments and portals."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.arguments import AsJsonLines
from app.cli.not_built import not_built

commands = typer.Typer(no_args_is_help=True)


@commands.command()
def identify(
    files: Annotated[
        list[Path],
        typer.Argument(help="Spectrum files.", exists=True, dir_okay=False, readable=True),
    ],
    background: Annotated[
        Path | None,
        typer.Option(
            help="The background to subtract.", exists=True, dir_okay=False, readable=True
        ),
    ] = None,
    as_json: AsJsonLines = False,
) -> None:
    """Name the nuclides in each spectrum, with confidence, evidence and advice."""
    del files, background, as_json
    not_built("spectrum identify", planned_in="radiation")


@commands.command()
def convert(
    file: Annotated[
        Path, typer.Argument(help="A spectrum file.", exists=True, dir_okay=False, readable=True)
    ],
    to: Annotated[str, typer.Option(help="The format to write: n42.")],
    out: Annotated[Path, typer.Option(help="The file to write.", dir_okay=False)],
) -> None:
    """Write a spectrum file in another format."""
    del file, to, out
    not_built("spectrum convert", planned_in="radiation")


@commands.command()
def show(
    file: Annotated[
        Path, typer.Argument(help="A spectrum file.", exists=True, dir_okay=False, readable=True)
    ],
    png: Annotated[Path, typer.Option(help="The picture to write.", dir_okay=False)],
) -> None:
    """Draw a spectrum into a picture."""
    del file, png
    not_built("spectrum show", planned_in="radiation")
