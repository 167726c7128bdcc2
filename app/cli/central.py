"""`central`: the central service of one country."""

from typing import Annotated

import typer

from app.cli.not_built import not_built


def central(
    database: Annotated[
        str | None, typer.Option(metavar="URL", help="SQLAlchemy URL: SQLite or PostgreSQL.")
    ] = None,
    listen: Annotated[
        str, typer.Option(metavar="HOST:PORT", help="Where to listen.")
    ] = "127.0.0.1:8490",
) -> None:
    """Run the central service."""
    del database, listen
    not_built("central", planned_in="central service")
