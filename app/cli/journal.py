"""`journal`: the station log."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.answers import answer_json, fail
from app.cli.arguments import AsJson
from app.domain.identifiers import CaseId

if TYPE_CHECKING:  # nothing heavy is imported before a command runs
    from app.storage.verification import LogReport

commands = typer.Typer(no_args_is_help=True)


@commands.command()
def verify(
    directory: Annotated[
        Path,
        typer.Argument(metavar="DIR", help="A station's folder.", exists=True, file_okay=False),
    ],
    centre_key: Annotated[
        Path | None,
        typer.Option(
            help="The centre's public key; by default the one kept in DIR since enrolment.",
            exists=True,
            dir_okay=False,
        ),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Verify a station log: chain, signatures, sequence, outbox and receipts."""
    from app.ports import RecordError
    from app.storage.verification import verify_folder

    try:
        report = verify_folder(directory, centre_key=centre_key)
    except RecordError as error:
        fail(str(error))
    if as_json:
        answer_json({"whole": report.is_whole, **asdict(report)})
    else:
        _tell(report)
    if report.fault is not None:
        fail(f"epoch {report.fault.epoch}, event {report.fault.seq}: {report.fault.why}")


@commands.command()
def export(
    case: Annotated[str, typer.Argument(help="The case to export.")],
    out: Annotated[Path, typer.Option(help="The ZIP to write; it must not exist.")],
    directory: Annotated[
        Path, typer.Option("--dir", help="A station's folder.", exists=True, file_okay=False)
    ] = Path(),
    as_json: AsJson = False,
) -> None:
    """Export one case with its evidence, so that another office can verify it."""
    from app.ports import RecordError
    from app.storage.export import export_case

    try:
        made = export_case(directory, CaseId(case), out, exported_at=datetime.now(UTC))
    except RecordError as error:
        fail(str(error))
    if as_json:
        answer_json({"case": case, "out": str(out), **asdict(made)})
    else:
        typer.echo(f"{out}: {made.events} events, {made.evidence} evidence files")
    for name in made.missing:
        typer.echo(f"not on this station: {name}", err=True)


def _tell(report: "LogReport") -> None:
    typer.echo(f"station {report.station}: {'whole' if report.is_whole else 'NOT WHOLE'}")
    for epoch in report.epochs:
        typer.echo(
            f"  epoch {epoch.epoch}: {epoch.events} events, confirmed up to "
            f"{epoch.receipt_seq}, {epoch.owed} owed to the centre"
        )
    if report.receipts_signed is None:
        typer.echo("  signatures of receipts not checked: the centre's key is not known")
