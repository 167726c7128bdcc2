"""`emulate`: simulated instruments on real sockets."""

from typing import Annotated

import typer

from app.cli.not_built import not_built


def emulate(scenario: Annotated[str, typer.Argument(help="A scenario's name or file.")]) -> None:
    """Run the simulated instruments of a scenario until it ends."""
    del scenario
    not_built("emulate", planned_in="emulator")
