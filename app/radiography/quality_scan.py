"""Measures all channels of a scan of a test object, in a worker process."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.domain.image_quality import ImageQuality, QualityError, QualityRefusal
from app.domain.radiograph import ChannelRole, PixelUnit, Scan
from app.radiography.laid_file import LaidFile, take_away
from app.radiography.quality import measure_quality
from app.radiography.windows import histogram, levels_of

ScanFile = tuple[str, str, bytes]
DecodeScan = Callable[[Sequence[ScanFile]], tuple[Scan, list[NDArray[np.uint16]]]]

ALGORITHM, VERSION = "test object of 2026", "1"
MEASURED_ROLES = frozenset({ChannelRole.HIGH, ChannelRole.LOW})


@dataclass(frozen=True, slots=True, kw_only=True)
class ScanQuality:
    """One item per channel that was measured, and the first reason why another was not."""

    measured: tuple[ImageQuality, ...]
    refused: QualityRefusal | None
    algorithm: str = ALGORITHM
    version: str = VERSION


def measure_scan(files: tuple[LaidFile, ...], *, decode: DecodeScan) -> ScanQuality:
    """Decode a scan and measure each channel that shows transmission.

    Bind `decode` with functools.partial. The files are taken away. Raises what `decode` raises.
    """
    scan, channels = decode([take_away(file) for file in files])
    measured: list[ImageQuality] = []
    refused: list[QualityRefusal] = []
    for number, channel in enumerate(scan.channels):
        if channel.role not in MEASURED_ROLES:
            continue
        if channel.unit is PixelUnit.LOG:
            refused.append(QualityRefusal.NOT_TRANSMISSION)
            continue
        try:
            levels = levels_of(histogram(channels[number]))
            measured.append(measure_quality(channels[number], levels, scan, channel=number))
        except QualityError as error:
            refused.append(error.reason)
    if not measured and not refused:
        refused.append(QualityRefusal.NOT_TRANSMISSION)
    return ScanQuality(measured=tuple(measured), refused=refused[0] if refused else None)
