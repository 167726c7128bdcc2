"""The program `parallel49`: one command line for the workstation, the centre and the tools.

Each command is a module of its own in this package. A module imports nothing heavy before its
command runs, so that `--help` answers at once.
"""

import sys

import typer

from app.cli import (
    bench,
    central,
    consignment,
    demo,
    doctor,
    document,
    emulate,
    face,
    journal,
    lookout,
    message,
    portal,
    procedure,
    radiograph,
    seal,
    spectrum,
    workstation,
)
from app.cli.answers import FAILED
from app.ports import WorldError

program = typer.Typer(
    name="parallel49",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@program.callback()
def _parallel49() -> None:
    """Coordinated clearance between Canada and the United States."""


program.command()(demo.demo)
program.command()(workstation.workstation)
program.add_typer(emulate.commands, name="emulate", help="Simulated instruments.")
program.command()(central.central)
program.add_typer(spectrum.commands, name="spectrum", help="Gamma-ray spectra.")
program.add_typer(portal.commands, name="portal", help="Radiation portal monitors.")
program.add_typer(radiograph.commands, name="radiograph", help="X-ray images of conveyances.")
program.add_typer(document.commands, name="document", help="Travel documents and their chips.")
program.add_typer(face.commands, name="face", help="Comparison of faces.")
program.add_typer(lookout.commands, name="lookout", help="Lists of people to look out for.")
program.add_typer(message.commands, name="message", help="What carriers send before arrival.")
program.add_typer(consignment.commands, name="consignment", help="Goods and their risk.")
program.add_typer(seal.commands, name="seal", help="Container security devices.")
program.add_typer(procedure.commands, name="procedure", help="The clearance procedure.")
program.add_typer(journal.commands, name="journal", help="The station log.")
program.command()(bench.bench)
program.command()(doctor.doctor)


def run(arguments: list[str] | None = None) -> None:
    """Run one command and leave: exit code 0 done, 1 a named failure, 2 wrong use."""
    try:
        program(arguments)
    except WorldError as error:
        typer.echo(str(error) or type(error).__name__, err=True)
        sys.exit(FAILED)
