"""`consignment`: goods before and at the border."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.arguments import AsJson
from app.cli.not_built import not_built

commands = typer.Typer(no_args_is_help=True)


@commands.callback()
def _consignment() -> None:
    """Goods before and at the border."""


@commands.command()
def assess(
    facts: Annotated[
        Path,
        typer.Argument(help="What is known, as JSON.", exists=True, dir_okay=False, readable=True),
    ],
    policy: Annotated[str, typer.Option(help="A policy file, or the country: CA or US.")],
    as_json: AsJson = False,
) -> None:
    """Assess a consignment: low, high or unknown, with the rows that say so."""
    del facts, policy, as_json
    not_built("consignment assess", planned_in="pre-screening")
