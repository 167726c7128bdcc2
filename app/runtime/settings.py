"""The site file: where a workstation stands, and which devices it talks to.

Every setting is declared once, here, with its type, default and bounds. A mistake is answered with
the name of the setting and what it may be.
"""

import tomllib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import msgspec

from app.domain.identifiers import Country, station_id
from app.domain.officer import Role
from app.domain.place import Direction, Place
from app.ports import WorldError

SITE_FILE_BYTES_MAX = 256 * 1024
DEVICES_MAX = 64

Hours = Annotated[float, msgspec.Meta(ge=0, le=24 * 365)]
Positive = Annotated[float, msgspec.Meta(gt=0, le=1e6)]
Share = Annotated[float, msgspec.Meta(ge=0, le=1)]
Port = Annotated[int, msgspec.Meta(ge=1, le=65535)]


class SiteFileError(WorldError):
    """The site file cannot be used; the message names the setting."""


class StationTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """Who this workstation is."""

    id: str
    country: Country
    port: str
    port_name: str
    lane: str
    data_dir: str
    direction: Direction = Direction.ENTRY
    roles: tuple[Role, ...] = (Role.PRIMARY, Role.SECONDARY)
    language: str = "en"
    simulated: bool = False
    clock_rate: Annotated[float, msgspec.Meta(gt=0, le=100)] = 1.0
    clock_anchor: str = ""


class CentreTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """The central service. Its public key is pinned at enrolment."""

    url: str
    enrolment_secret_file: str
    ca_file: str = ""


class DeviceTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """One device. Which settings a kind needs is checked by the registry of devices."""

    kind: str
    host: str = "127.0.0.1"
    port: Port | None = None
    path: str = ""
    panel_order: str = "ML,MU,SL,SU"
    baud: Annotated[int, msgspec.Meta(ge=300, le=921_600)] = 9600
    first_register: Annotated[int, msgspec.Meta(ge=0, le=65_535)] = 0
    unit: Annotated[int, msgspec.Meta(ge=0, le=255)] = 1
    count_s: Annotated[float, msgspec.Meta(gt=0, le=10)] | None = None
    keep_done_h: Hours = 24.0
    keep_quarantine_h: Hours = 720.0
    ae_title: str = "PARALLEL49"
    callers: tuple[str, ...] = ()
    peers: tuple[str, ...] = ("127.0.0.1", "::1")
    certificate_file: str = ""
    key_file: str = ""
    client_ca_file: str = ""
    lenient_pdv: bool = False
    energies: Annotated[int, msgspec.Meta(ge=1, le=4)] = 2
    study_wait_s: Annotated[float, msgspec.Meta(ge=0, le=3600)] = 15.0
    echo_max_s: Annotated[float, msgspec.Meta(ge=0, le=86_400)] = 0.0
    raw_profile: str = ""


class ReviewTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """How radiographs are reviewed here.

    `random_share` is the part of images that chance sends to a second reader. `outgoing_dir` is a
    folder into which each reading is written as a DICOS operator report; empty for none.
    `test_share` is the part of readings after which a released image comes back as a test.
    `reference_dir` is a folder of images to compare with, one folder each; empty for none.
    """

    random_share: Share = 0.05
    outgoing_dir: str = ""
    test_share: Share = 0.0
    reference_dir: str = ""


class QualityLimitTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """What the site expects of one imager at one energy; without a name or energy, of all."""

    device: str = ""
    energy_mv: Positive | None = None
    penetration_mm_min: Positive | None = None
    contrast_percent_max: Positive | None = None
    wire_mm_max: Positive | None = None
    resolution_per_mm_min: Positive | None = None


class QualityTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """How imagers are followed.

    A scan whose `lane` is this and that names no vehicle is one of the test object.
    """

    lane: Annotated[str, msgspec.Meta(min_length=1, max_length=64)] = "test-object"
    limits: Annotated[tuple[QualityLimitTable, ...], msgspec.Meta(max_length=64)] = ()


class _SiteTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    station: StationTable
    centre: CentreTable | None = None
    devices: dict[str, DeviceTable] = {}
    review: ReviewTable = ReviewTable()
    quality: QualityTable = QualityTable()


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A site file that was read and checked. Paths are absolute."""

    place: Place
    roles: tuple[Role, ...]
    language: str
    data_dir: Path
    simulated: bool
    clock_rate: float
    clock_anchor: datetime | None
    centre: CentreTable | None
    devices: dict[str, DeviceTable]
    review: ReviewTable = field(default_factory=ReviewTable)
    quality: QualityTable = field(default_factory=QualityTable)


def read_site(path: Path) -> Site:
    """Read a site file. Raises SiteFileError in words that name the setting."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise SiteFileError(f"cannot read the site file {path}: {error.strerror}") from error
    if len(data) > SITE_FILE_BYTES_MAX:
        raise SiteFileError(f"{path} is larger than a site file can be")
    try:
        raw = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SiteFileError(f"{path} is not TOML: {error}") from error
    return _checked(raw, path.resolve().parent)


def _checked(raw: dict[str, Any], base: Path) -> Site:
    try:
        table = msgspec.convert(raw, _SiteTable)
        place = Place(
            station=station_id(table.station.id),
            country=table.station.country,
            port=table.station.port,
            port_name=table.station.port_name,
            lane=table.station.lane,
            direction=table.station.direction,
        )
    except (msgspec.ValidationError, ValueError) as error:
        raise SiteFileError(f"site file: {error}") from error
    if len(table.devices) > DEVICES_MAX:
        raise SiteFileError(f"site file: at most {DEVICES_MAX} devices")
    if table.station.language not in ("en", "fr"):
        raise SiteFileError("site file: station.language is en or fr")
    devices = {name: _absolute_paths(device, base) for name, device in table.devices.items()}
    return Site(
        place=place,
        roles=table.station.roles,
        language=table.station.language,
        data_dir=Path(_absolute(base, table.station.data_dir)),
        simulated=table.station.simulated,
        clock_rate=table.station.clock_rate,
        clock_anchor=_moment(table.station.clock_anchor),
        centre=table.centre and _absolute_files(table.centre, base),
        devices=devices,
        review=msgspec.structs.replace(
            table.review,
            outgoing_dir=_absolute(base, table.review.outgoing_dir),
            reference_dir=_absolute(base, table.review.reference_dir),
        ),
        quality=table.quality,
    )


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise SiteFileError(f"site file: station.clock_anchor: {error}") from error
    if moment.tzinfo is None:
        raise SiteFileError("site file: station.clock_anchor needs a time zone")
    return moment


def _absolute(base: Path, path: str) -> str:
    return str(base / path) if path else ""


def _absolute_paths(device: DeviceTable, base: Path) -> DeviceTable:
    return msgspec.structs.replace(
        device,
        path=_absolute(base, device.path),
        certificate_file=_absolute(base, device.certificate_file),
        key_file=_absolute(base, device.key_file),
        client_ca_file=_absolute(base, device.client_ca_file),
        raw_profile=_absolute(base, device.raw_profile),
    )


def _absolute_files(centre: CentreTable, base: Path) -> CentreTable:
    return msgspec.structs.replace(
        centre,
        enrolment_secret_file=_absolute(base, centre.enrolment_secret_file),
        ca_file=_absolute(base, centre.ca_file),
    )
