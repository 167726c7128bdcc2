"""`procedure`: the clearance procedure as it ships."""

import typer

from app.cli.arguments import AsJson
from app.cli.not_built import not_built

commands = typer.Typer(no_args_is_help=True)


@commands.callback()
def _procedure() -> None:
    """The clearance procedure as it ships."""


@commands.command()
def check(
    as_json: AsJson = False,
) -> None:
    """Model-check the shipped transition tables against their invariants."""
    del as_json
    not_built("procedure check", planned_in="goods procedure")
