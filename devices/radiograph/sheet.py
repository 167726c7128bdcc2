"""The sheet of a scan package: the XML that says what the image beside it is.

The format is ours and described in docs/protocols/scan-package.md. A sheet comes from outside, so
it is bounded in size, depth and number of elements, and may not declare entities or a DTD.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from app.domain.radiograph import ChannelRole, PixelUnit, ScanChannel
from devices.radiograph.errors import UnreadableScanError
from devices.radiograph.limits import CHANNELS_MAX, SEALS_MAX, TEXT_CHARS_MAX
from devices.radiograph.xml_fields import (
    add_text,
    bounded_tree,
    choice,
    flag,
    item_text,
    number,
    refuse,
    required_text,
    text_of,
    time_of,
)

VERSION = "1"
SCAN_ID_PATTERN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
SHA256_PATTERN = re.compile(r"[0-9a-f]{64}")
FRONTS = {"front-left": False, "front-right": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a sheet says. `front_right` tells that the front is at the last column as written.

    `air_rows` are the first row and the row after the last that see nothing but air. `dark_ref`
    is the site's own name of the dark reference that was subtracted.
    """

    scan_id: str
    site: str
    lane: str
    device: str
    started_at: datetime
    ended_at: datetime | None
    conveyance: str
    container_number: str | None
    iso_type: str | None
    plate: str | None
    seals: tuple[str, ...]
    channels: tuple[ScanChannel, ...]
    pixel_mm: tuple[float, float] | None
    front_right: bool
    air_rows: tuple[int, int] | None
    rpm_alarm: str | None
    simulated: bool
    image_sha256: str
    dark_ref: str | None = None


def read_sheet(data: bytes) -> Sheet:
    """Read a sheet. Raises UnreadableScanError with the first thing that is wrong."""
    root = bounded_tree(data)
    if root.tag != "CargoScan":
        refuse(f"the sheet's root is {root.tag[:TEXT_CHARS_MAX]!r}, not CargoScan")
    if (version := root.get("version", "")) != VERSION:
        refuse(f"the sheet is of version {version[:8]!r}, not {VERSION}")
    started_at = time_of(required_text(root, "Start"), "Start")
    ended = text_of(root, "End")
    conveyance = root.find("Conveyance")
    conveyance = Element("Conveyance") if conveyance is None else conveyance
    return Sheet(
        scan_id=_scan_id(root),
        site=text_of(root, "Site") or "",
        lane=text_of(root, "Lane") or "",
        device=_device(root.find("Device")),
        started_at=started_at,
        ended_at=None if ended is None else time_of(ended, "End"),
        conveyance=text_of(conveyance, "type") or "",
        container_number=text_of(conveyance, "containerNo"),
        iso_type=text_of(conveyance, "isoType"),
        plate=text_of(conveyance, "plate"),
        seals=_seals(conveyance),
        channels=_channels(root),
        pixel_mm=_pixel_mm(root.find("PixelSize")),
        front_right=_front_right(text_of(root, "Orientation")),
        air_rows=_air_rows(text_of(root, "AirRows")),
        rpm_alarm=_rpm_alarm(root.find("Rpm")),
        simulated=flag(text_of(root, "Simulated")),
        image_sha256=_sha256(root),
        dark_ref=text_of(root, "DarkRef"),
    )


def write_sheet(sheet: Sheet) -> bytes:
    """The XML of `sheet`, as UTF-8."""
    root = Element("CargoScan", version=VERSION)
    add_text(root, "ScanId", sheet.scan_id)
    add_text(root, "Site", sheet.site)
    add_text(root, "Lane", sheet.lane)
    manufacturer, _, model = sheet.device.partition(" ")
    SubElement(root, "Device", manufacturer=manufacturer, model=model)
    add_text(root, "Start", sheet.started_at.astimezone(UTC).isoformat())
    add_text(root, "End", None if sheet.ended_at is None else sheet.ended_at.isoformat())
    conveyance = SubElement(root, "Conveyance", type=sheet.conveyance)
    add_text(conveyance, "containerNo", sheet.container_number)
    add_text(conveyance, "isoType", sheet.iso_type)
    add_text(conveyance, "plate", sheet.plate)
    for seal in sheet.seals:
        add_text(conveyance, "sealNo", seal)
    channels = SubElement(root, "Channels")
    for index, channel in enumerate(sheet.channels):
        channels.append(_channel_element(index, channel))
    if sheet.pixel_mm is not None:
        x_mm, y_mm = sheet.pixel_mm
        SubElement(root, "PixelSize", x_mm=repr(x_mm), y_mm=repr(y_mm))
    add_text(root, "Orientation", "front-right" if sheet.front_right else "front-left")
    if sheet.air_rows is not None:
        add_text(root, "AirRows", f"{sheet.air_rows[0]} {sheet.air_rows[1]}")
    add_text(root, "DarkRef", sheet.dark_ref)
    if sheet.rpm_alarm is not None:
        SubElement(root, "Rpm", alarmRef=sheet.rpm_alarm)
    add_text(root, "Simulated", "true" if sheet.simulated else "false")
    add_text(root, "Sha256", sheet.image_sha256)
    indent(root)
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def _scan_id(root: Element) -> str:
    scan_id = required_text(root, "ScanId")
    if not SCAN_ID_PATTERN.fullmatch(scan_id):
        refuse("ScanId may hold letters, digits, dot, dash and underscore, 64 at the most")
    return scan_id


def _sha256(root: Element) -> str:
    digest = required_text(root, "Sha256").lower()
    if not SHA256_PATTERN.fullmatch(digest):
        refuse("Sha256 is not 64 hexadecimal digits")
    return digest


def _device(element: Element | None) -> str:
    if element is None:
        return ""
    names = (text_of(element, name) for name in ("manufacturer", "model", "serial"))
    return " ".join(name for name in names if name)[:TEXT_CHARS_MAX]


def _seals(conveyance: Element) -> tuple[str, ...]:
    seals = tuple(text for item in conveyance.findall("sealNo") if (text := item_text(item)))
    if len(seals) > SEALS_MAX:
        refuse(f"more than {SEALS_MAX} seals")
    return seals


def _channels(root: Element) -> tuple[ScanChannel, ...]:
    found = root.findall("Channels/Channel")
    if not 1 <= len(found) <= CHANNELS_MAX:
        refuse(f"a scan has 1 to {CHANNELS_MAX} channels, not {len(found)}")
    for index, element in enumerate(found):
        if (text_of(element, "index") or str(index)) != str(index):
            refuse("channels are listed in the order of the pages, from 0")
    return tuple(_channel(element) for element in found)


def _channel(element: Element) -> ScanChannel:
    energy = text_of(element, "energyMV")
    try:
        return ScanChannel(
            role=choice(ChannelRole, required_text(element, "role")),
            energy_mv=None if energy is None else number(energy, "energyMV"),
            unit=choice(PixelUnit, required_text(element, "unit")),
            scale=number(text_of(element, "scale") or "1", "scale"),
            offset=number(text_of(element, "offset") or "0", "offset"),
            bits=int(number(text_of(element, "bits") or "16", "bits")),
        )
    except UnreadableScanError:
        raise
    except ValueError as error:
        raise UnreadableScanError(f"a channel cannot be: {error}") from error


def _channel_element(index: int, channel: ScanChannel) -> Element:
    element = Element("Channel", index=str(index), role=channel.role, unit=channel.unit)
    if channel.energy_mv is not None:
        element.set("energyMV", f"{channel.energy_mv:g}")
    element.set("scale", repr(channel.scale))
    element.set("offset", repr(channel.offset))
    element.set("bits", str(channel.bits))
    return element


def _pixel_mm(element: Element | None) -> tuple[float, float] | None:
    if element is None:
        return None
    x_mm = number(required_text(element, "x_mm"), "x_mm")
    y_mm = number(required_text(element, "y_mm"), "y_mm")
    if not (0.01 <= x_mm <= 1000 and 0.01 <= y_mm <= 1000):
        refuse("a pixel is between 0.01 mm and 1 m")
    return x_mm, y_mm


def _front_right(text: str | None) -> bool:
    if text is None:
        return False
    if text not in FRONTS:
        refuse(f"Orientation is {text!r}; front-left and front-right are known")
    return FRONTS[text]


def _air_rows(text: str | None) -> tuple[int, int] | None:
    if text is None:
        return None
    match = re.fullmatch(r"(\d{1,5}) (\d{1,5})", text)
    if match is None or int(match[1]) >= int(match[2]):
        refuse("AirRows is not two rising row numbers")
    return int(match[1]), int(match[2])


def _rpm_alarm(element: Element | None) -> str | None:
    return None if element is None else text_of(element, "alarmRef")
