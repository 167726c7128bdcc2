"""Which kinds of device there are, and what each needs to be told by the site file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.domain.conveyance import PlateRead
from app.domain.occupancy import Occupancy, PortalFault, PortalReading
from app.domain.spectrum import SpectrumFile
from app.ports import Clock, WorldError
from devices.conveyance.plate_reader import PlateReaderLink
from devices.link import DeviceLink
from devices.radiation.assembler import PANELS
from devices.radiation.portal import PortalLink
from devices.radiation.spectrum_folder import SpectrumFolderLink
from devices.radiograph.drop_folder import ScanPackage
from devices.radiograph.scan_folder import ScanFolderLink


class DeviceSettingsError(WorldError):
    """A device of the site file cannot be built; the message names the device and the setting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeviceEntry:
    """One device as the site file names it. Which settings are needed depends on the kind."""

    kind: str
    name: str
    lane: str
    host: str = "127.0.0.1"
    port: int | None = None
    path: Path | None = None
    panel_order: tuple[str, ...] = PANELS
    silence_max_s: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliveries:
    """Where the devices' facts go. All are called on the I/O thread and must return at once.

    `on_unreadable` and `on_rejected` take the device's name first.
    """

    on_occupancy: Callable[[Occupancy], None]
    on_reading: Callable[[PortalReading], None]
    on_plate: Callable[[PlateRead], None]
    on_spectrum: Callable[[bytes, str, SpectrumFile], None]
    on_scan: Callable[[ScanPackage], None]
    on_unreadable: Callable[[str, bytes, str, str], None]
    on_rejected: Callable[[str, bytes, str], None]
    on_portal_faults: Callable[[str, frozenset[PortalFault]], None] = lambda lane, faults: None


Factory = Callable[[DeviceEntry, Clock, Deliveries], DeviceLink]


def build_link(entry: DeviceEntry, clock: Clock, deliveries: Deliveries) -> DeviceLink:
    """Build the link of one device. Raises DeviceSettingsError."""
    factory = LINK_KINDS.get(entry.kind)
    if factory is None:
        known = ", ".join(sorted(LINK_KINDS))
        raise DeviceSettingsError(f"device {entry.name}: kind {entry.kind!r} is none of {known}")
    return factory(entry, clock, deliveries)


def _portal(entry: DeviceEntry, clock: Clock, to: Deliveries) -> DeviceLink:
    if sorted(entry.panel_order) != sorted(PANELS):
        raise DeviceSettingsError(
            f"device {entry.name}: panel_order names each of {', '.join(PANELS)} once"
        )
    link = PortalLink(
        entry.name,
        entry.lane,
        entry.host,
        _port(entry),
        clock,
        to.on_occupancy,
        to.on_reading,
        on_faults=lambda faults: to.on_portal_faults(entry.lane, faults),
        on_rejected=lambda line, why: to.on_rejected(entry.name, line, why),
        panel_order=entry.panel_order,
    )
    link.silence_max_s = entry.silence_max_s or link.silence_max_s
    return link


def _plate_reader(entry: DeviceEntry, clock: Clock, to: Deliveries) -> DeviceLink:
    link = PlateReaderLink(
        entry.name,
        entry.lane,
        entry.host,
        _port(entry),
        clock,
        to.on_plate,
        lambda line, why: to.on_rejected(entry.name, line, why),
    )
    link.silence_max_s = entry.silence_max_s or link.silence_max_s
    return link


def _spectra(entry: DeviceEntry, clock: Clock, to: Deliveries) -> DeviceLink:
    return SpectrumFolderLink(
        entry.name,
        _folder(entry),
        clock,
        to.on_spectrum,
        lambda data, name, why: to.on_unreadable(entry.name, data, name, why),
    )


def _scans(entry: DeviceEntry, clock: Clock, to: Deliveries) -> DeviceLink:
    return ScanFolderLink(
        entry.name,
        _folder(entry),
        clock,
        to.on_scan,
        lambda data, name, why: to.on_unreadable(entry.name, data, name, why),
    )


def _port(entry: DeviceEntry) -> int:
    if entry.port is None:
        raise DeviceSettingsError(f"device {entry.name}: a {entry.kind} needs a port")
    return entry.port


def _folder(entry: DeviceEntry) -> Path:
    if entry.path is None:
        raise DeviceSettingsError(f"device {entry.name}: {entry.kind} need a path")
    return entry.path


LINK_KINDS: Mapping[str, Factory] = {
    "radiation/tsa-portal": _portal,
    "conveyance/plate-reader": _plate_reader,
    "radiation/spectrum-folder": _spectra,
    "radiograph/scan-folder": _scans,
}
