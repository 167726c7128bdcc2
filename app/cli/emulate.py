"""`emulate`: simulated instruments on real sockets."""

from collections.abc import Coroutine
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from app.cli.answers import answer_json, fail
from app.cli.emulate_handheld import handheld
from app.cli.emulate_test_object import scan_of_test_object

if TYPE_CHECKING:  # nothing heavy is imported before its command runs
    from devices.emulators.lane import LanePlan, WritePackage
    from devices.emulators.vehicles import Scenario

DEMO, DAY = "demo", "day"
DAY_RAIN_H = 6.0


class _ScenarioFirst(TyperGroup):
    """What is no command of the group is a scenario to play."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # typer's Context is private
        """Put the command's name before a scenario."""
        if args and args[0] not in {*self.commands, "--help", "-h"}:
            args = ["play", *args]
        return super().parse_args(ctx, args)


commands = typer.Typer(cls=_ScenarioFirst, no_args_is_help=True, rich_markup_mode=None)
commands.command("handheld")(handheld)
commands.command("test-object")(scan_of_test_object)


@commands.command("play")
def emulate(
    scenario: Annotated[
        str, typer.Argument(help='A scenario file, "demo", "one-of-each" or "day".')
    ],
    portal_port: Annotated[int, typer.Option(help="Portal's port; 0 is any free one.")] = 0,
    plate_port: Annotated[int, typer.Option(help="Plate reader's port; 0 is any free one.")] = 0,
    spectrum_dir: Annotated[
        Path | None, typer.Option(help="Where spectra are put.", exists=True, file_okay=False)
    ] = None,
    scan_dir: Annotated[
        Path | None, typer.Option(help="Where radiographs are put.", exists=True, file_okay=False)
    ] = None,
    scan_to: Annotated[str, typer.Option(help="HOST:PORT of a DICOS receiver to send to.")] = "",
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
    seed: Annotated[int, typer.Option(help='The seed of "demo" and "day".')] = 7,
    log_dir: Annotated[Path | None, typer.Option(help='Where "day" writes.')] = None,
    hours: Annotated[float, typer.Option(help='How long "day" is.', min=0.1, max=240)] = 24.0,
    times: Annotated[int, typer.Option(help="Times behind a line of the log.", min=0, max=2)] = 2,
    n42: Annotated[
        bool, typer.Option("--n42", help='"day" writes each passage as N42 too.')
    ] = False,
) -> None:
    """Run a scenario's simulated instruments to its end; "day" writes files (docs/simulator.md)."""
    if scenario == DAY:
        _write_day(log_dir, hours=hours, seed=seed, times=times, n42=n42)
        return
    from devices.emulators.lane import LanePlan

    plan = LanePlan(
        portal_port=portal_port,
        plate_port=plate_port,
        spectrum_dir=spectrum_dir,
        scan_dir=scan_dir or (Path() if scan_to else None),  # what is sent needs no folder
        truth=truth,
        ready_file=ready_file,
        rate=rate,
        stay=stay,
        wait_for_listener=wait,
    )
    _play(_shift(scenario, seed, vehicles), plan, scan_to)


def _shift(scenario: str, seed: int, vehicles: int) -> "Scenario":
    from devices.emulators.scenario import ScenarioError, demo_shift, find_scenario

    try:
        return demo_shift(seed, vehicles) if scenario == DEMO else find_scenario(scenario)
    except ScenarioError as error:
        fail(str(error))


def _write_day(log_dir: Path | None, *, hours: float, seed: int, times: int, n42: bool) -> None:
    from devices.emulators.day_files import write_day
    from devices.emulators.lane_day import LaneDay
    from devices.emulators.scenario import DEMO_START, LANE

    if log_dir is None or not log_dir.is_dir():
        fail('"day" writes files: say where with --log-dir')
    start = DEMO_START.replace(hour=12)
    midnight_s = 12 * 3600.0 if hours > 12 else None
    day = LaneDay(
        seed=seed, seconds=hours * 3600, rain_from_s=DAY_RAIN_H * 3600, midnight_s=midnight_s
    )
    answer_json(write_day(log_dir, day, lane=LANE, start=start, times=times, n42=n42))


def _play(shift: "Scenario", plan: "LanePlan", scan_to: str = "") -> None:
    import asyncio

    from app.runtime.workers import make_workers
    from devices.emulators.imager import write_package
    from devices.emulators.lane import EmulatedLane
    from devices.emulators.scenario import ScenarioError

    # Radiographs are made in a process of their own: they must not delay the portal's lines.
    with make_workers(1) as imaging:
        try:
            lane = EmulatedLane(shift, plan, _sending(scan_to) or write_package, imaging)
            asyncio.run(_until_told(lane.run(answer_json)))
        except (ScenarioError, OSError) as error:
            fail(f"the emulated lane stopped: {error}")


def _sending(scan_to: str) -> "WritePackage | None":
    """What sends a radiograph over the network, if that is asked for."""
    from functools import partial

    from devices.emulators.imager_sender import Destination, send_for_lane

    if not scan_to:
        return None
    host, _, port = scan_to.rpartition(":")
    if not host or not port.isdigit():
        fail("--scan-to is HOST:PORT")
    return partial(send_for_lane, place=Destination(host=host, port=int(port)))


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
