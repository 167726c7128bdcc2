"""`spectrum`: gamma-ray spectra of handheld instruments and portals."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.answers import fail
from app.cli.arguments import AsJsonLines

if TYPE_CHECKING:
    from app.domain.spectrum import SpectrumFile

COMMAND_LINE, JSON = "command-line", "json"
RASE_FOLDERS = 2

commands = typer.Typer(no_args_is_help=True)


@commands.command()
def identify(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Spectrum files. Or, for LLNL RASE, a folder of .n42 files and the folder for one"
            " .res per file.",
            exists=True,
            readable=True,
        ),
    ] = None,
    background: Annotated[
        Path | None,
        typer.Option(
            help="The background to subtract.", exists=True, dir_okay=False, readable=True
        ),
    ] = None,
    as_json: AsJsonLines = False,
    mode: Annotated[str, typer.Option(help="InterSpec: command-line.")] = "",
    command_line: Annotated[
        bool, typer.Option("--command-line", help="The same as --mode=command-line.")
    ] = False,
    out_format: Annotated[str, typer.Option(help="InterSpec: json.")] = "json",
    drfs: Annotated[bool, typer.Option("--drfs", help="InterSpec: list the detectors.")] = False,
    drf: Annotated[str, typer.Option(help="InterSpec: the detector; we find it ourselves.")] = "",
    synthesize_background: Annotated[
        int, typer.Option(help="InterSpec: there is no measured background.")
    ] = 0,
) -> None:
    """Name the nuclides in each spectrum, with confidence, evidence and advice."""
    for name, value, known in (("--mode", mode, COMMAND_LINE), ("--out-format", out_format, JSON)):
        if value not in ("", known):
            raise typer.BadParameter(f"only {known} is known", param_hint=name)
    files = paths or []
    folders = [path for path in files if path.is_dir()]
    for_interspec = command_line or bool(mode)
    if for_interspec and drfs:
        from app.cli.other_tools import interspec_detectors

        typer.echo(interspec_detectors())
    elif for_interspec and len(files) == 1 and not folders:
        _answer_interspec(files[0], background)
    elif len(folders) == len(files) == RASE_FOLDERS and not for_interspec:
        _replay_for_rase(files[0], files[1], background)
    elif files and not folders and not for_interspec:
        _identify_files(files, background, as_json=as_json)
    else:
        wanted = "one file" if for_interspec else "files, or two folders"
        raise typer.BadParameter(f"give {wanted}", param_hint="PATHS")


def external_rid() -> None:
    """`spectrum identify` as a program of its own, for a caller that gives no fixed arguments."""
    from app.cli.program import run

    run(["spectrum", "identify", *sys.argv[1:]])


def _identify_files(files: list[Path], background: Path | None, *, as_json: bool) -> None:
    from app.cli.spectrum_identify import as_line, as_text, identify_path

    other = _background(background)
    for path in files:
        answer = identify_path(path, other)
        typer.echo(as_line(path, answer) if as_json else as_text(path, answer))


def _answer_interspec(file: Path, background: Path | None) -> None:
    from app.cli.other_tools import interspec_reply
    from app.cli.spectrum_identify import identify_path

    typer.echo(interspec_reply(identify_path(file, _background(background))))


def _replay_for_rase(inputs: Path, outputs: Path, background: Path | None) -> None:
    from app.cli.other_tools import replay
    from app.cli.spectrum_identify import as_text

    other = _background(background)
    try:
        for path, answer in replay(inputs, outputs, other):
            typer.echo(as_text(path, answer))
    except OSError as error:
        fail(f"cannot write results into {outputs}: {error.strerror}")


def _background(path: Path | None) -> "SpectrumFile | None":
    """The background file. Leaves with a sentence if it cannot be read."""
    from devices.radiation.foreign_formats import read_spectrum_file
    from devices.radiation.unreadable import SpectrumUnreadableError

    try:
        return read_spectrum_file(path) if path else None
    except SpectrumUnreadableError as error:
        fail(f"{path}: {error}")


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
