"""The program `parallel49`: one command line for the workstation, the centre and the tools."""

import sys

import typer

program = typer.Typer(name="parallel49", no_args_is_help=True, add_completion=False)


@program.callback()
def _parallel49() -> None:
    """Coordinated clearance between Canada and the United States."""


def run(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 a named failure, 2 wrong use."""
    program(sys.argv[1:] if arguments is None else arguments)
    return 0
