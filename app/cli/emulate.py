"""`emulate`: simulated instruments on real sockets."""

from collections.abc import Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from app.cli.answers import answer_json, fail

if TYPE_CHECKING:  # nothing heavy is imported before its command runs
    from devices.emulators.lane import LanePlan
    from devices.emulators.vehicles import Scenario

DEMO = "demo"


def emulate(
    scenario: Annotated[str, typer.Argument(help='A scenario file, "demo" or "one-of-each".')],
    portal_port: Annotated[int, typer.Option(help="Portal's port; 0 is any free one.")] = 0,
    plate_port: Annotated[int, typer.Option(help="Plate reader's port; 0 is any free one.")] = 0,
    spectrum_dir: Annotated[
        Path | None, typer.Option(help="Where spectra are put.", exists=True, file_okay=False)
    ] = None,
    scan_dir: Annotated[
        Path | None, typer.Option(help="Where radiographs are put.", exists=True, file_okay=False)
    ] = None,
    rate: Annotated[float, typer.Option(help="How many times faster than life.")] = 1.0,
    truth: Annotated[
        Path | None, typer.Option(help="A file that gets one JSON line per vehicle.")
    ] = None,
    ready_file: Annotated[
        Path | None, typer.Option(help="A file that appears once everything listens.")
    ] = None,
    stay: Annotated[bool, typer.Option("--stay", help="Keep running after the end.")] = False,
    wait: Annotated[bool, typer.Option(help="Wait for a listener before vehicles come.")] = True,
    vehicles: Annotated[int, typer.Option(help='How many vehicles "demo" has.', min=1)] = 44,
    seed: Annotated[int, typer.Option(help='The seed of "demo".')] = 7,
) -> None:
    """Run the simulated instruments of a scenario until it ends."""
    from devices.emulators.lane import LanePlan
    from devices.emulators.scenario import ScenarioError, demo_shift, find_scenario

    try:
        shift = demo_shift(seed, vehicles) if scenario == DEMO else find_scenario(scenario)
    except ScenarioError as error:
        fail(str(error))
    plan = LanePlan(
        portal_port=portal_port,
        plate_port=plate_port,
        spectrum_dir=spectrum_dir,
        scan_dir=scan_dir,
        truth=truth,
        ready_file=ready_file,
        rate=rate,
        stay=stay,
        wait_for_listener=wait,
    )
    _play(shift, plan)


def _play(shift: "Scenario", plan: "LanePlan") -> None:
    import asyncio

    from app.runtime.workers import make_workers
    from devices.emulators.imager import write_package
    from devices.emulators.lane import EmulatedLane
    from devices.emulators.scenario import ScenarioError

    # Radiographs are made in a process of their own: they must not delay the portal's lines.
    with make_workers(1) as imaging:
        try:
            lane = EmulatedLane(shift, plan, write_package, imaging)
            asyncio.run(_until_told(lane.run(answer_json)))
        except (ScenarioError, OSError) as error:
            fail(f"the emulated lane stopped: {error}")


async def _until_told(playing: Coroutine[Any, Any, None]) -> None:
    """Play to the end, or until somebody asks the program to stop."""
    import asyncio
    import signal

    task = asyncio.ensure_future(playing)
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, task.cancel)
    await asyncio.wait([task])
    if not task.cancelled():
        task.result()
