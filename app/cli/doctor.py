"""`doctor`: what is installed, what is missing, how to mend it."""

import typer

from app.cli.answers import FAILED, answer_json
from app.cli.arguments import AsJson


def doctor(
    as_json: AsJson = False,
) -> None:
    """Say what is installed, what is missing and how to mend it."""
    from app.runtime.doctor import examine

    report = examine()
    if as_json:
        answer_json(report.as_document())
    else:
        typer.echo(report.as_text())
    if not report.is_fit:
        raise typer.Exit(FAILED)
