"""`workstation`: the officer's workstation."""

from pathlib import Path
from typing import Annotated

import typer

DEFAULT_SITE = Path("/etc/parallel49/site.toml")


def workstation(
    site: Annotated[
        Path, typer.Option(metavar="FILE", help="The site file.", dir_okay=False)
    ] = DEFAULT_SITE,
) -> None:
    """Open the workstation of one lane or bay."""
    from app.main.start import start

    raise typer.Exit(start(site))
