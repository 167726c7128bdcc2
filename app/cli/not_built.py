"""What a command says whose work is still to come: it is never faked."""

from typing import NoReturn

from app.cli.answers import fail


def not_built(what: str, *, planned_in: str) -> NoReturn:
    """Say on stderr that `what` does not exist yet, and leave with exit code 1."""
    fail(f"not built yet: {what}, planned in the {planned_in} work")
