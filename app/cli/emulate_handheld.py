"""`emulate handheld`: a simulated identifier whose spectra are made from our physics."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.answers import answer_json, fail

if TYPE_CHECKING:
    from devices.emulators.physics_handheld import Shape


def handheld(
    nuclide: Annotated[str, typer.Option(help="What is measured, such as Cs-137.")],
    drop_dir: Annotated[Path, typer.Option(help="Where files are put.", exists=True)],
    shield: Annotated[str, typer.Option(help='Such as "bare" or "iron 15 g/cm2".')] = "bare",
    detector: Annotated[str, typer.Option(help="A model.")] = "IdentiFINDER-NG",
    seconds: Annotated[float, typer.Option(help="How long is measured.")] = 60.0,
    net_cps: Annotated[float, typer.Option(help="What the source adds per second.")] = 100.0,
    gain_shift: Annotated[float, typer.Option(help="How far energies are off, as a part.")] = 0.0,
    seed: Annotated[int, typer.Option(help="The seed of chance.", min=0)] = 7,
) -> None:
    """Put one simulated measurement and its truth into a drop folder (docs/simulator.md)."""
    from devices.emulators.physics_handheld import Order, put_measurement
    from devices.emulators.vehicles import ScenarioError

    try:
        order = Order(
            nuclide=nuclide,
            shield=shield,
            detector=detector,
            seconds=seconds,
            net_cps=net_cps,
            gain_shift=gain_shift,
            seed=seed,
        )
        path, truth = put_measurement(drop_dir, order, shape_of, datetime.now(UTC))
    except (ScenarioError, OSError) as error:
        fail(str(error))
    answer_json({"simulated": True, "spectrum": str(path), "truth": str(truth)})


def shape_of(nuclide: str, shield: str, detector: str) -> "Shape":
    """What our own templates expect. Raises ScenarioError, naming what is known."""
    import numpy as np

    from app.radiation.identification.detectors import detector_models
    from app.radiation.identification.nuclides import nuclides
    from app.radiation.identification.templates import library
    from devices.emulators.physics_handheld import Shape
    from devices.emulators.vehicles import ScenarioError

    models = {model.name: model for model in detector_models()}
    names = [item.name for item in nuclides()]
    if detector not in models:
        raise ScenarioError(f"no detector is called {detector!r}: {', '.join(models)}")
    if nuclide not in names:
        raise ScenarioError(f"no nuclide is called {nuclide!r}: {', '.join(names)}")
    known = library(models[detector])
    mine = {
        known.shields[row]: row for row in np.flatnonzero(known.owner == names.index(nuclide))[::-1]
    }
    if shield not in mine:
        raise ScenarioError(f"no shield is called {shield!r}: {', '.join(sorted(mine))}")
    # Without a reference spectrum all that surrounds a detector is taken in equal parts.
    surroundings = known.matrix[0] if _has_reference(detector) else known.matrix.mean(axis=0)
    return Shape(
        edges_kev=known.grid_kev,
        source=known.direct[mine[shield]],
        background=surroundings,
        background_cps=models[detector].background_cps,
    )


def _has_reference(detector: str) -> bool:
    from app.radiation.identification.references import references

    return references(detector) is not None
