"""`spectrum`: gamma-ray spectra of handheld instruments and portals."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.answers import fail
from app.cli.arguments import AsJsonLines

commands = typer.Typer(no_args_is_help=True)


@commands.command()
def identify(
    files: Annotated[
        list[Path],
        typer.Argument(help="Spectrum files.", exists=True, dir_okay=False, readable=True),
    ],
    background: Annotated[
        Path | None,
        typer.Option(
            help="The background to subtract.", exists=True, dir_okay=False, readable=True
        ),
    ] = None,
    form: Annotated[str, typer.Option("--format", help="ours, interspec or rase.")] = "ours",
    out: Annotated[
        Path | None,
        typer.Option(help="With --format rase: the folder for one .res per file.", file_okay=False),
    ] = None,
    as_json: AsJsonLines = False,
) -> None:
    """Name the nuclides in each spectrum, with confidence, evidence and advice."""
    from app.cli import spectrum_identify
    from devices.radiation.foreign_formats import read_spectrum_file
    from devices.radiation.unreadable import SpectrumUnreadableError

    if form not in set(spectrum_identify.AnswerForm):
        raise typer.BadParameter("ours, interspec or rase", param_hint="--format")
    try:
        other = read_spectrum_file(background) if background else None
    except SpectrumUnreadableError as error:
        fail(f"{background}: {error}")
    for path, answer in spectrum_identify.answers(files, other):
        spectrum_identify.show(path, answer, form=form, out=out, as_json=as_json)


@commands.command()
def convert(
    file: Annotated[
        Path, typer.Argument(help="A spectrum file.", exists=True, dir_okay=False, readable=True)
    ],
    to: Annotated[str, typer.Option(help="The format to write: n42.")],
    out: Annotated[Path, typer.Option(help="The file to write.", dir_okay=False)],
) -> None:
    """Write a spectrum file in another format."""
    from devices.radiation.foreign_formats import read_spectrum_file
    from devices.radiation.n42_writer import write_n42
    from devices.radiation.unreadable import SpectrumUnreadableError

    if to.lower() != "n42":
        raise typer.BadParameter("only n42 can be written", param_hint="--to")
    try:
        out.write_bytes(write_n42(read_spectrum_file(file)))
    except SpectrumUnreadableError as error:
        fail(f"{file}: {error}")
    except OSError as error:
        fail(f"cannot write {out}: {error.strerror}")


@commands.command()
def show(
    file: Annotated[
        Path, typer.Argument(help="A spectrum file.", exists=True, dir_okay=False, readable=True)
    ],
    png: Annotated[Path, typer.Option(help="The picture to write.", dir_okay=False)],
) -> None:
    """Draw a spectrum into a picture."""
    from app.cli.spectrum_picture import draw_spectrum
    from devices.radiation.foreign_formats import read_spectrum_file
    from devices.radiation.unreadable import SpectrumUnreadableError

    try:
        read = read_spectrum_file(file)
    except SpectrumUnreadableError as error:
        fail(f"{file}: {error}")
    if not draw_spectrum(read, png):
        fail(f"cannot write {png}")
