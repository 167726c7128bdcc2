"""The site's devices: which kinds there are, and where what they deliver goes."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from random import Random
from typing import ParamSpec

from app.domain.occupancy import Occupancy
from app.domain.place import Place
from app.domain.sync_state import DeviceState, LinkState
from app.main.centre import STOPPED
from app.ports import Clock
from app.runtime.io_thread import IoThread
from app.runtime.rejected_log import RejectedLog
from app.runtime.settings import DeviceTable, SiteFileError
from app.runtime.writer import WriterThread
from app.workflow.intake import Intake, Original, lines_of
from app.workflow.updates import Reading, Update
from devices.conveyance.plate_reader import PlateReaderLink
from devices.link import DeviceLink, Taken
from devices.pruning import Keeping
from devices.radiation.aspect_portal import AspectPlace, AspectPortalLink
from devices.radiation.line_tape import LineTape
from devices.radiation.passage import PANELS
from devices.radiation.portal import PortalLink
from devices.radiation.serial_portal import SerialPortalLink
from devices.radiation.spectrum_folder import SpectrumFolderLink
from devices.radiograph.raw_profile import RawProfile, RawProfileError, load_profile
from devices.radiograph.receiver import DicosReceiverLink
from devices.radiograph.receiver_place import ReceiverPlace, ReceiverTls
from devices.radiograph.scan_folder import ScanFolderLink
from devices.supervisor import Supervisor

P = ParamSpec("P")
N42_TYPE = "application/xml"


@dataclass(frozen=True, slots=True)
class Wiring:
    """What every link is built with."""

    place: Place
    clock: Clock
    writer: WriterThread
    intake: Intake
    publish: Callable[[Update], None]


def keep_connected(devices: Mapping[str, DeviceTable], wiring: Wiring, io: IoThread) -> None:
    """Connect to every device of the site file, again and again. Raises SiteFileError."""
    for supervisor in supervisors(devices, wiring):
        io.post(supervisor.run(), partial(_say_stopped, supervisor, wiring))


def supervisors(devices: Mapping[str, DeviceTable], wiring: Wiring) -> list[Supervisor]:
    """One supervisor for each device of the site file. Raises SiteFileError."""
    made = []
    for name, table in devices.items():
        factory = KINDS.get(table.kind)
        if factory is None:
            known = ", ".join(sorted(KINDS))
            raise SiteFileError(f"devices.{name}.kind is {table.kind!r}; known kinds: {known}")
        link = factory(name, table, wiring)
        made.append(Supervisor(link, wiring.clock, _to_intake(wiring), random=Random()))  # noqa: S311 - jitter of a pause, no secret
    return made


def _say_stopped(supervisor: Supervisor, wiring: Wiring) -> None:
    """An error of ours ended a link: nothing of this device is heard until a restart."""
    now = wiring.clock.now()
    state = replace(supervisor.state, link=LinkState.DOWN, since=now, why=STOPPED)
    wiring.writer.post(wiring.intake.device, state)


def _to_intake(wiring: Wiring) -> Callable[[DeviceState], None]:
    return lambda state: wiring.writer.post(wiring.intake.device, state)


def _portal(name: str, table: DeviceTable, wiring: Wiring) -> DeviceLink:
    tape = LineTape()
    return PortalLink(
        name,
        wiring.place.lane,
        table.host,
        _port(name, table),
        wiring.clock,
        _with_lines(wiring, tape),
        lambda reading: wiring.publish(Reading(reading)),
        on_rejected=RejectedLog(name, wiring.clock).note,
        tape=tape,
        panel_order=_panel_order(name, table),
    )


def _serial_portal(name: str, table: DeviceTable, wiring: Wiring) -> DeviceLink:
    tape = LineTape()
    return SerialPortalLink(
        name,
        wiring.place.lane,
        str(_path(name, table)),
        table.baud,
        wiring.clock,
        _with_lines(wiring, tape),
        lambda reading: wiring.publish(Reading(reading)),
        on_rejected=RejectedLog(name, wiring.clock).note,
        tape=tape,
        panel_order=_panel_order(name, table),
    )


def _with_lines(wiring: Wiring, tape: LineTape) -> Callable[[Occupancy], None]:
    """A passage goes on record with what the tape holds of it."""

    def take(occupancy: Occupancy) -> None:
        lines = lines_of(occupancy.lane, tape.take())
        wiring.writer.post(wiring.intake.occupancy, occupancy, lines)

    return take


def _aspect_portal(name: str, table: DeviceTable, wiring: Wiring) -> DeviceLink:
    if table.count_s is None:
        raise SiteFileError(f"devices.{name}.count_s is missing")
    place = AspectPlace(
        host=table.host,
        port=_port(name, table),
        first_register=table.first_register,
        count_s=table.count_s,
        unit=table.unit,
    )
    tape = LineTape()
    return AspectPortalLink(
        name,
        wiring.place.lane,
        place,
        wiring.clock,
        _with_lines(wiring, tape),
        lambda reading: wiring.publish(Reading(reading)),
        tape=tape,
    )


def _plate_reader(name: str, table: DeviceTable, wiring: Wiring) -> DeviceLink:
    return PlateReaderLink(
        name,
        wiring.place.lane,
        table.host,
        _port(name, table),
        wiring.clock,
        lambda read: wiring.writer.post(wiring.intake.plate_read, read),
    )


def _spectrum_folder(name: str, table: DeviceTable, wiring: Wiring) -> DeviceLink:
    return SpectrumFolderLink(
        name,
        _path(name, table),
        wiring.clock,
        lambda data, file_name, file: _recorded(
            wiring, wiring.intake.spectrum, data, file_name, file
        ),
        _unreadable(name, wiring),
        on_occupancy=lambda data, file_name, occupancy: _recorded(
            wiring, _take_passage, wiring.intake, occupancy, Original(file_name, N42_TYPE, data)
        ),
        lane=wiring.place.lane,
        keeping=_keeping(table),
    )


def _take_passage(intake: Intake, occupancy: Occupancy, original: Original) -> bool:
    intake.occupancy(occupancy, original)
    return True


def _scan_folder(name: str, table: DeviceTable, wiring: Wiring) -> DeviceLink:
    return ScanFolderLink(
        name,
        _path(name, table),
        wiring.clock,
        lambda package: _recorded(wiring, wiring.intake.scan, package.scan, package.files),
        _unreadable(name, wiring),
        keeping=_keeping(table),
        raw_profile=_raw_profile(name, table),
    )


def _raw_profile(name: str, table: DeviceTable) -> RawProfile | None:
    if not table.raw_profile:
        return None
    try:
        return load_profile(Path(table.raw_profile))
    except RawProfileError as error:
        raise SiteFileError(f"devices.{name}.raw_profile: {error}") from error


def _dicos_receiver(name: str, table: DeviceTable, wiring: Wiring) -> DeviceLink:
    return DicosReceiverLink(
        name,
        _receiver_place(name, table),
        wiring.clock,
        lambda package: _recorded(wiring, wiring.intake.scan, package.scan, package.files),
        lambda file: _recorded(wiring, wiring.intake.original, file),
        _unreadable(name, wiring),
        on_rejected=RejectedLog(name, wiring.clock).note,
        keeping=_keeping(table),
    )


def _receiver_place(name: str, table: DeviceTable) -> ReceiverPlace:
    try:
        return ReceiverPlace(
            folder=_path(name, table),
            host=table.host,
            port=_port(name, table),
            ae_title=table.ae_title,
            callers=table.callers,
            peers=table.peers,
            tls=_receiver_tls(name, table),
            lenient_pdv=table.lenient_pdv,
            energies=table.energies,
            study_wait_s=table.study_wait_s,
            echo_max_s=table.echo_max_s,
        )
    except ValueError as error:
        raise SiteFileError(f"devices.{name}: {error}") from error


def _receiver_tls(name: str, table: DeviceTable) -> ReceiverTls | None:
    files = (table.certificate_file, table.key_file, table.client_ca_file)
    if not any(files):
        return None
    if not all(files):
        raise SiteFileError(
            f"devices.{name}: TLS needs certificate_file, key_file and client_ca_file"
        )
    return ReceiverTls(*(Path(file) for file in files))


KINDS: dict[str, Callable[[str, DeviceTable, Wiring], DeviceLink]] = {
    "radiation/tsa-portal": _portal,
    "radiation/tsa-serial": _serial_portal,
    "radiation/aspect-portal": _aspect_portal,
    "radiation/spectrum-folder": _spectrum_folder,
    "conveyance/plate-reader": _plate_reader,
    "radiograph/scan-folder": _scan_folder,
    "radiograph/dicos-receiver": _dicos_receiver,
}


def _unreadable(name: str, wiring: Wiring) -> Callable[[bytes, str, str], Taken]:
    return lambda data, file_name, why: _recorded(
        wiring, wiring.intake.unreadable, name, data, file_name, why
    )


def _recorded(
    wiring: Wiring, take: Callable[P, bool], /, *args: P.args, **kwargs: P.kwargs
) -> Taken:
    """Comes true when the writer thread has recorded what arrived."""
    return asyncio.wrap_future(wiring.writer.submit(take, *args, **kwargs))


def _keeping(table: DeviceTable) -> Keeping:
    return Keeping(done_h=table.keep_done_h, quarantine_h=table.keep_quarantine_h)


def _panel_order(name: str, table: DeviceTable) -> tuple[str, ...]:
    order = tuple(table.panel_order.split(","))
    if sorted(order) != sorted(PANELS):
        wanted = ", ".join(PANELS)
        raise SiteFileError(
            f"devices.{name}.panel_order is {table.panel_order!r}; it names each of {wanted} once"
        )
    return order


def _port(name: str, table: DeviceTable) -> int:
    if table.port is None:
        raise SiteFileError(f"devices.{name}.port is missing")
    return table.port


def _path(name: str, table: DeviceTable) -> Path:
    if not table.path:
        raise SiteFileError(f"devices.{name}.path is missing")
    return Path(table.path)
