"""`radiograph`: X-ray images of conveyances."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli.answers import answer_json, fail
from app.cli.arguments import AsJson

if TYPE_CHECKING:  # loading pixels' libraries would slow every other command down
    from app.cli.radiograph_files import OpenedRadiograph

commands = typer.Typer(no_args_is_help=True)


@commands.command()
def info(
    file: Annotated[
        Path,
        typer.Argument(
            help="A radiograph: TIFF package or DICOS.", exists=True, dir_okay=False, readable=True
        ),
    ],
    as_json: AsJson = False,
) -> None:
    """Say what a radiograph file holds: views, sizes, depths, metres."""
    opened = _opened(file)
    answer = _answer(file, opened)
    if as_json:
        answer_json(answer)
        return
    for name, value in answer.items():
        if name != "channels":
            typer.echo(f"{name}: {'not known' if value is None else value}")
    for channel in answer["channels"]:
        typer.echo("channel: " + ", ".join(f"{key} {value}" for key, value in channel.items()))


@commands.command()
def render(
    file: Annotated[
        Path,
        typer.Argument(
            help="A radiograph: TIFF package or DICOS.", exists=True, dir_okay=False, readable=True
        ),
    ],
    out: Annotated[Path, typer.Option(help="The PNG to write.", dir_okay=False)],
    window: Annotated[
        tuple[int, int] | None,
        typer.Option(help="Pixel values shown as black (0) and as white (255), straight between."),
    ] = None,
    material: Annotated[bool, typer.Option("--material", help="Colour by material.")] = False,
) -> None:
    """Draw a radiograph as the officer would see it; with --window for measuring.

    With --material it needs a high and a low energy of 9 and 6 MV; energies that a file does not
    say are taken to be these.
    """
    from app.cli.radiograph_picture import NoMaterialError, coloured, greys

    asked = None if window is None else _window(*window)
    opened = _opened(file)
    try:
        picture = coloured(opened, asked) if material else greys(opened, asked)
    except NoMaterialError as error:
        fail(f"{file}: {error}")
    _write_png(out, picture)


@commands.command()
def aids(
    file: Annotated[
        Path,
        typer.Argument(
            help="A radiograph: TIFF package or DICOS.", exists=True, dir_okay=False, readable=True
        ),
    ],
    as_json: AsJson = False,
) -> None:
    """List the regions the machine would point at, each with its reason."""
    from app.cli.radiograph_aids import aids_answer

    answer = {"file": str(file), **aids_answer(_opened(file))}
    if as_json:
        answer_json(answer)
        return
    from app.cli.bench import as_lines

    typer.echo("\n".join(as_lines(answer)))


def _write_png(out: Path, picture: Any) -> None:
    import cv2

    encoded, png = cv2.imencode(".png", picture)
    if not encoded:
        fail(f"{out}: the radiograph cannot be drawn as PNG")
    try:
        out.write_bytes(png.tobytes())
    except OSError as error:
        fail(f"cannot write {out}: {error.strerror}")


def _opened(file: Path) -> "OpenedRadiograph":
    from app.cli.radiograph_files import open_radiograph
    from devices.radiograph.errors import UnreadableScanError

    try:
        return open_radiograph(file)
    except UnreadableScanError as error:
        fail(f"{file}: {error}")
    except OSError as error:
        fail(f"cannot read {file}: {error.strerror}")


def _window(low: int, high: int) -> Any:
    from app.domain.radiograph import Window

    try:
        return Window(low=low, high=high)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--window") from error


def _answer(file: Path, opened: "OpenedRadiograph") -> dict[str, Any]:
    """What is known of a radiograph; None for what its files do not say."""
    scan = opened.scan
    height, width = opened.pixels[0].shape
    return {
        "file": str(file),
        "format": opened.form,
        "scan_id": scan and scan.scan_id,
        "site": scan and scan.site,
        "device": scan and scan.device,
        "started_at": scan and scan.started_at.isoformat(),
        "container_number": scan and scan.container_number,
        "iso_type": scan and scan.iso_type,
        "plate": scan and scan.plate,
        "seals_read": scan and list(scan.seals_read),
        "simulated": scan and scan.simulated,
        "width_px": width,
        "height_px": height,
        "pixel_mm": scan and scan.pixel_mm,
        "length_m": scan and scan.length_m,
        "channels": _channels(opened),
    }


def _channels(opened: "OpenedRadiograph") -> list[dict[str, Any]]:
    from app.radiography.windows import histogram, levels_of

    found: list[dict[str, Any]] = []
    for channel, pixels in zip(opened.channels, opened.pixels, strict=True):
        levels = levels_of(histogram(pixels))
        found.append(
            {
                "role": channel.role.value,
                "energy_mv": channel.energy_mv,
                "unit": channel.unit.value,
                "scale": channel.scale,
                "offset": channel.offset,
                "bits": channel.bits,
                "lowest": int(pixels.min()),
                "highest": int(pixels.max()),
                "air": levels.air,
            }
        )
    return found
