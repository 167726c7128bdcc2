"""Cargo radiographs: what a scan says of itself, and how an officer looks at it.

Pixels are not here: they stay in memory maps, because one scan is 30 to 120 MB.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

WINDOW_MAX = 65535


class ChannelRole(StrEnum):
    """What one channel of a scan shows."""

    HIGH = "high"
    LOW = "low"
    MATERIAL = "material"
    BACKSCATTER = "backscatter"


class PixelUnit(StrEnum):
    """What a pixel value means."""

    TRANSMISSION = "transmission"
    COUNTS = "counts"
    LOG = "log"


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanChannel:
    """One channel: physical value = pixel * scale + offset."""

    role: ChannelRole
    energy_mv: float | None
    unit: PixelUnit
    scale: float
    offset: float = 0.0
    bits: int = 16

    def __post_init__(self) -> None:
        if not 1 <= self.bits <= 16:
            raise ValueError("a channel has 1 to 16 bits")
        if self.scale <= 0:
            raise ValueError("a scale is positive")


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """One radiograph without its pixels. Column 0 is the front of the vehicle.

    `seals_read` are the seal numbers that the imaging site read on the doors.
    """

    scan_id: str
    site: str
    lane: str
    device: str
    started_at: datetime
    width_px: int
    height_px: int
    pixel_mm: tuple[float, float] | None
    channels: tuple[ScanChannel, ...]
    container_number: str | None = None
    plate: str | None = None
    iso_type: str | None = None
    seals_read: tuple[str, ...] = ()
    simulated: bool = False

    def __post_init__(self) -> None:
        if self.width_px < 1 or self.height_px < 1:
            raise ValueError("a radiograph has pixels")
        if not self.channels:
            raise ValueError("a radiograph has at least one channel")
        if self.started_at.tzinfo is None:
            raise ValueError("a scan time must carry a time zone")
        if self.pixel_mm is not None and min(self.pixel_mm) <= 0:
            raise ValueError("a pixel has a size above zero")

    @property
    def length_m(self) -> float | None:
        """Length of the scan along the vehicle, None where the pixel size is unknown."""
        return None if self.pixel_mm is None else self.width_px * self.pixel_mm[0] / 1000


class Curve(StrEnum):
    """How pixel values between the ends of a window become grey."""

    LINEAR = "linear"
    LOG = "log"


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The pixel values shown between black and white. Values are 16-bit pixel values."""

    low: int
    high: int
    curve: Curve = Curve.LINEAR
    inverse: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.low < self.high <= WINDOW_MAX:
            raise ValueError("a window needs 0 <= low < high <= 65535")


class WindowPreset(StrEnum):
    """Windows that an officer calls by name; how each is laid is radiography's business."""

    FULL = "full"
    LOG = "log"
    THIN = "thin"
    DENSE = "dense"
    PENETRATE = "penetrate"
