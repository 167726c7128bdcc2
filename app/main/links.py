"""The site's devices: which kinds there are, and where what they deliver goes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from app.domain.place import Place
from app.domain.sync_state import DeviceState
from app.ports import Clock, Serial
from app.runtime.settings import DeviceTable, SiteFileError
from app.workflow.intake import Intake
from app.workflow.updates import Reading, Update
from devices.conveyance.plate_reader import PlateReaderLink
from devices.link import DeviceLink
from devices.radiation.portal import PortalLink
from devices.radiation.spectrum_folder import SpectrumFolderLink
from devices.radiograph.scan_folder import ScanFolderLink
from devices.supervisor import Supervisor


@dataclass(frozen=True, slots=True)
class Wiring:
    """What every link is built with."""

    place: Place
    clock: Clock
    writer: Serial
    intake: Intake
    publish: Callable[[Update], None]


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


def _to_intake(wiring: Wiring) -> Callable[[DeviceState], None]:
    return lambda state: wiring.writer.post(wiring.intake.device, state)


def _portal(name: str, table: DeviceTable, wiring: Wiring) -> DeviceLink:
    return PortalLink(
        name,
        wiring.place.lane,
        table.host,
        _port(name, table),
        wiring.clock,
        lambda occupancy: wiring.writer.post(wiring.intake.occupancy, occupancy),
        lambda reading: wiring.publish(Reading(reading)),
        panel_order=tuple(table.panel_order.split(",")),
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
        _folder(name, table),
        wiring.clock,
        lambda data, file_name, file: wiring.writer.post(
            wiring.intake.spectrum, data, file_name, file
        ),
        _unreadable(name, wiring),
    )


def _scan_folder(name: str, table: DeviceTable, wiring: Wiring) -> DeviceLink:
    return ScanFolderLink(
        name,
        _folder(name, table),
        wiring.clock,
        lambda package: wiring.writer.post(wiring.intake.scan, package.scan, package.files),
        _unreadable(name, wiring),
    )


KINDS: dict[str, Callable[[str, DeviceTable, Wiring], DeviceLink]] = {
    "radiation/tsa-portal": _portal,
    "radiation/spectrum-folder": _spectrum_folder,
    "conveyance/plate-reader": _plate_reader,
    "radiograph/scan-folder": _scan_folder,
}


def _unreadable(name: str, wiring: Wiring) -> Callable[[bytes, str, str], None]:
    return lambda data, file_name, why: wiring.writer.post(
        wiring.intake.unreadable, name, data, file_name, why
    )


def _port(name: str, table: DeviceTable) -> int:
    if table.port is None:
        raise SiteFileError(f"devices.{name}.port is missing")
    return table.port


def _folder(name: str, table: DeviceTable) -> Path:
    if not table.path:
        raise SiteFileError(f"devices.{name}.path is missing")
    return Path(table.path)
