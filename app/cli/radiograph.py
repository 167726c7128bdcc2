"""`radiograph`: X-ray images of conveyances."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.arguments import AsJson
from app.cli.not_built import not_built

commands = typer.Typer(no_args_is_help=True)


@commands.command()
def info(
    file: Annotated[
        Path,
        typer.Argument(
            help="A radiograph: TIFF package or DICOS.", exists=True, dir_okay=False, readable=True
        ),
    ],
    as_json: AsJson = False,
) -> None:
    """Say what a radiograph file holds: views, sizes, depths, metres."""
    del file, as_json
    not_built("radiograph info", planned_in="radiography")


@commands.command()
def render(
    file: Annotated[
        Path,
        typer.Argument(
            help="A radiograph: TIFF package or DICOS.", exists=True, dir_okay=False, readable=True
        ),
    ],
    out: Annotated[Path, typer.Option(help="The PNG to write.", dir_okay=False)],
    window: Annotated[
        tuple[int, int] | None, typer.Option(help="Darkest and brightest grey level shown.")
    ] = None,
    material: Annotated[bool, typer.Option("--material", help="Colour by material.")] = False,
) -> None:
    """Draw a radiograph as the officer would see it."""
    del file, out, window, material
    not_built("radiograph render", planned_in="radiography")


@commands.command()
def aids(
    file: Annotated[
        Path,
        typer.Argument(
            help="A radiograph: TIFF package or DICOS.", exists=True, dir_okay=False, readable=True
        ),
    ],
    as_json: AsJson = False,
) -> None:
    """List the regions the machine would point at, each with its reason."""
    del file, as_json
    not_built("radiograph aids", planned_in="radiography")
