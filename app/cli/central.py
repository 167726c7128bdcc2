"""`central`: the central service of one country."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.answers import fail

DEFAULT_FOLDER = Path("parallel49-central")


def central(
    database: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="sqlite:///FILE or postgresql+psycopg://...; left out, a file in --data.",
        ),
    ] = None,
    listen: Annotated[
        str, typer.Option(metavar="HOST:PORT", help="Where to listen; port 0 takes a free one.")
    ] = "127.0.0.1:8490",
    data: Annotated[
        Path, typer.Option(metavar="DIR", help="Keys, evidence and the encrypted file.")
    ] = DEFAULT_FOLDER,
    load: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Notices, officers, policies; read again on SIGHUP."),
    ] = None,
    enrolment_secret: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="The site's secret; made in --data if left out."),
    ] = None,
    tls_cert: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Certificate chain (PEM).")
    ] = None,
    tls_key: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The certificate's key (PEM).")
    ] = None,
) -> None:
    """Run the central service until it is told to stop; it says on stdout when it is ready."""
    from service.errors import CentreError
    from service.server import Options, run

    host, _, port = listen.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65535:
        raise typer.BadParameter("HOST:PORT, such as 127.0.0.1:8490", param_hint="--listen")
    options = Options(
        folder=data,
        host=host.strip("[]"),
        port=int(port),
        database=database,
        load=tuple(load or ()),
        enrolment_secret_file=enrolment_secret,
        tls_cert=tls_cert,
        tls_key=tls_key,
    )
    try:
        run(options)
    except CentreError as error:
        fail(str(error))
