"""`workstation`: the officer's workstation."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.not_built import not_built


def workstation(
    site: Annotated[
        Path | None,
        typer.Option(help="The site file.", exists=True, dir_okay=False, readable=True),
    ] = None,
) -> None:
    """Open the workstation of one lane."""
    del site
    not_built("workstation", planned_in="workstation")
