"""`emulate test-object`: an imager scans the image-quality test object."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from app.cli.answers import answer_json, fail


def scan_of_test_object(
    scan_dir: Annotated[
        Path, typer.Option(help="Where packages are put.", exists=True, file_okay=False)
    ],
    scans: Annotated[int, typer.Option(help="How many, a day apart.", min=1, max=366)] = 1,
    quanta: Annotated[
        float, typer.Option(help="Detected per pixel in air; fewer is a weaker imager.", min=50)
    ] = 20_000.0,
    worn: Annotated[
        float, typer.Option(help="Part of the quanta that each later scan loses.", min=0, max=0.9)
    ] = 0.0,
    shift_y_mm: Annotated[int, typer.Option(help="How much too low the object stands.")] = 0,
    seed: Annotated[int, typer.Option(help="The seed of chance.", min=0)] = 7,
) -> None:
    """Put simulated scans of the test object into a drop folder (docs/image-quality.md)."""
    from devices.emulators.quality_scan import write_test_object

    last = datetime.now(UTC)
    try:
        sheets = [
            write_test_object(
                scan_dir,
                seed=seed + number,
                at=last - timedelta(days=scans - 1 - number),
                quanta=quanta * (1 - worn) ** number,
                shift_mm=(0, shift_y_mm),
            )
            for number in range(scans)
        ]
    except OSError as error:
        fail(str(error))
    answer_json({"simulated": True, "scans": [str(sheet) for sheet in sheets]})
