"""How one make of scanner lays out its raw pixels: a named profile that an administrator writes.

Makers of scanners do not publish their raw files. Most are a header of fixed length and 16-bit
pixels, so a profile says where the pixels begin, how they follow one another and what they mean.
It is a TOML file beside the site file; `docs/protocols/raw-scanner-profile.md` explains each line.
"""

import math
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import msgspec

from app.domain.radiograph import ChannelRole, PixelUnit, ScanChannel
from app.domain.raw_reference import RawReference
from devices.radiograph.errors import UnreadableScanError
from devices.radiograph.limits import (
    CHANNELS_MAX,
    FILE_BYTES_MAX,
    PROFILE_BYTES_MAX,
    SIDE_PX_MAX,
    TEXT_CHARS_MAX,
)

FORMAT_VERSION = 1
TAKEN_SUFFIXES = frozenset({".xml", ".tif", ".tiff", ".dcs", ".dcm", ".uff", ".part"})
"""Files with these names are something else already."""


class PixelType(StrEnum):
    """One pixel of one channel, unsigned."""

    UINT8 = "uint8"
    UINT16 = "uint16"


PIXEL_BITS = {PixelType.UINT8: 8, PixelType.UINT16: 16}


class Endian(StrEnum):
    """Which byte of a pixel comes first."""

    LITTLE = "little"
    BIG = "big"


class Interleave(StrEnum):
    """How the channels share the file."""

    PLANAR = "planar"
    """One whole image after the other."""
    LINE = "line"
    """A line of each channel in turn; a line is what `Order` says."""
    PIXEL = "pixel"
    """A pixel of each channel in turn."""


class Order(StrEnum):
    """What lies together in the file."""

    ROWS = "rows"
    """Lines run along the vehicle."""
    COLUMNS = "columns"
    """Lines run from top to bottom, one for each pulse of the beam."""


class RawProfileError(ValueError):
    """A profile cannot be used. The message is for the administrator who wrote it."""


_Side = Annotated[int, msgspec.Meta(ge=1, le=SIDE_PX_MAX)]
_Text = Annotated[str, msgspec.Meta(max_length=TEXT_CHARS_MAX)]
_Span = tuple[
    Annotated[int, msgspec.Meta(ge=0, le=SIDE_PX_MAX)],
    Annotated[int, msgspec.Meta(ge=1, le=SIDE_PX_MAX)],
]
_Millimetres = Annotated[float, msgspec.Meta(gt=0.01, le=1000)]


class _ChannelTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    role: ChannelRole
    energy_mv: Annotated[float, msgspec.Meta(gt=0, le=100)] | None = None
    unit: PixelUnit = PixelUnit.COUNTS
    scale: Annotated[float, msgspec.Meta(gt=0)] = 1.0
    offset: float = 0.0
    bits: Annotated[int, msgspec.Meta(ge=1, le=16)] | None = None


class _ProfileTable(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    version: int
    name: Annotated[str, msgspec.Meta(min_length=1, max_length=TEXT_CHARS_MAX)]
    suffix: Annotated[str, msgspec.Meta(pattern=r"^\.[a-z0-9]{1,8}$")]
    channels: Annotated[
        tuple[_ChannelTable, ...], msgspec.Meta(min_length=1, max_length=CHANNELS_MAX)
    ]
    width_px: _Side | None = None
    height_px: _Side | None = None
    header_bytes: Annotated[int, msgspec.Meta(ge=0, le=FILE_BYTES_MAX)] = 0
    pixel_type: PixelType = PixelType.UINT16
    endian: Endian = Endian.LITTLE
    interleave: Interleave = Interleave.PLANAR
    order: Order = Order.ROWS
    bottom_first: bool = False
    front_right: bool = False
    dark_is_high: bool = False
    pixel_mm: tuple[_Millimetres, _Millimetres] | None = None
    site: _Text = ""
    lane: _Text = ""
    device: _Text = ""
    simulated: bool = False
    dark_counts: Annotated[float, msgspec.Meta(ge=0, le=65_535)] | None = None
    dark_columns: _Span | None = None
    air_columns: _Span | None = None
    air_rows: _Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RawProfile:
    """A layout. Of `width_px` and `height_px`, one may be None: it follows from the file's size.

    `text` is the profile as it was written, which is kept with every scan that it was used for.
    """

    name: str
    suffix: str
    channels: tuple[ScanChannel, ...]
    width_px: int | None
    height_px: int | None
    header_bytes: int
    pixel_type: PixelType
    endian: Endian
    interleave: Interleave
    order: Order
    bottom_first: bool
    front_right: bool
    dark_is_high: bool
    pixel_mm: tuple[float, float] | None
    site: str
    lane: str
    device: str
    simulated: bool
    reference: RawReference
    text: str


def load_profile(path: Path) -> RawProfile:
    """Read a profile from its file. Raises RawProfileError."""
    try:
        with path.open("rb") as stream:
            return read_profile(stream.read(PROFILE_BYTES_MAX + 1))
    except OSError as error:
        raise RawProfileError(f"cannot read {path}: {error.strerror}") from error


def read_profile(data: bytes) -> RawProfile:
    """Read a profile. Raises RawProfileError in words that an administrator can act on."""
    if len(data) > PROFILE_BYTES_MAX:
        raise RawProfileError(f"a profile has {PROFILE_BYTES_MAX} bytes at the most")
    try:
        text = data.decode()
        table = msgspec.convert(tomllib.loads(text), _ProfileTable)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise RawProfileError(f"the profile is not TOML: {error}") from error
    except msgspec.ValidationError as error:
        raise RawProfileError(f"the profile is wrong: {error}") from error
    _check(table)
    try:
        reference = RawReference(**{name: getattr(table, name) for name in _REFERENCE_FIELDS})
    except ValueError as error:
        raise RawProfileError(f"dark_ and air_ of the profile: {error}") from error
    return RawProfile(
        channels=tuple(_channel(item, PIXEL_BITS[table.pixel_type]) for item in table.channels),
        text=text,
        reference=reference,
        **{name: getattr(table, name) for name in _PLAIN_FIELDS},
    )


_REFERENCE_FIELDS = ("dark_counts", "dark_columns", "air_columns", "air_rows")
_PLAIN_FIELDS = tuple(
    name
    for name in _ProfileTable.__struct_fields__
    if name not in ("version", "channels", *_REFERENCE_FIELDS)
)


def _check(table: _ProfileTable) -> None:
    if table.version != FORMAT_VERSION:
        raise RawProfileError(
            f"the profile is of version {table.version}; {FORMAT_VERSION} is known"
        )
    if table.suffix in TAKEN_SUFFIXES:
        raise RawProfileError(f"files that end in {table.suffix} are not raw: name another suffix")
    if table.width_px is None and table.height_px is None:
        raise RawProfileError("give width_px or height_px; the other follows from the file's size")
    if not all(math.isfinite(item.scale) and math.isfinite(item.offset) for item in table.channels):
        raise RawProfileError("scale and offset of a channel are finite numbers")
    widest = PIXEL_BITS[table.pixel_type]
    if any((channel.bits or widest) > widest for channel in table.channels):
        raise RawProfileError(f"a channel has more bits than a pixel of {table.pixel_type} holds")


def _channel(table: _ChannelTable, pixel_bits: int) -> ScanChannel:
    return ScanChannel(
        role=table.role,
        energy_mv=table.energy_mv,
        unit=table.unit,
        scale=table.scale,
        offset=table.offset,
        bits=table.bits or pixel_bits,
    )


def profile_of(text: str) -> RawProfile:
    """A profile that was kept with a scan. Raises UnreadableScanError."""
    try:
        return read_profile(text.encode())
    except RawProfileError as error:
        raise UnreadableScanError(f"the kept profile cannot be used: {error}") from error
