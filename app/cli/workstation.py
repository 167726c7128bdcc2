"""`workstation`: the officer's workstation."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from app.cli.answers import fail

DEFAULT_SITE = Path("/etc/parallel49/site.toml")


def workstation(
    site: Annotated[
        Path, typer.Option(metavar="FILE", help="The site file.", dir_okay=False)
    ] = DEFAULT_SITE,
) -> None:
    """Open the workstation of one lane or bay."""
    from app.main.run import run_workstation
    from app.ports import WorldError
    from app.runtime.settings import read_site

    try:
        code = run_workstation(read_site(site), arguments=sys.argv[:1])
    except WorldError as error:
        fail(str(error))
    raise typer.Exit(code)
