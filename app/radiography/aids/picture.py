"""A radiograph as the aids see it: log transmission of one or two energies, drift taken out."""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from app.domain.annotation import PixelBox
from app.domain.radiograph import PixelUnit, Scan

Pixels = NDArray[np.uint16]
Floats = NDArray[np.float32]

PIXELS_MAX = 8_000_000
"""Larger images are shrunk first, so that the aids need 200 MB at the most."""

ASSUMED_PIXEL_MM = 5.0
AIR_ROWS = 0.05
AIR_BAND = 0.03
DRIFT_COLUMNS = 129
ALPHA_MAX = 11.0

VEIL_SIGMA_MM, VEIL_SHRINK = 300.0, 16
VEIL_SHARE_MAX = 0.008
"""Scattered radiation is a broad veil (radiography reference: 0.1 to 0.5 % of a wide blur)."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Picture:
    """Transmission per energy, (height, width), highest energy first, veil taken off.

    `shrink` is how many pixels of the file one pixel here stands for, per side. `pixel_mm` is the
    size of a pixel here and `pixel_known` says whether a sheet gave it. `veil_share` is per energy.
    """

    passed: tuple[Floats, ...]
    shrink: int
    pixel_mm: float
    pixel_known: bool
    veil_share: tuple[float, ...]
    veil: tuple[Floats, ...]

    def veil_at(self, channel: int, x: int, y: int) -> float:
        """The share of the beam in air that was taken off as veil at a pixel."""
        small = self.veil[channel]
        row = min(y // VEIL_SHRINK, small.shape[0] - 1)
        column = min(x // VEIL_SHRINK, small.shape[1] - 1)
        return self.veil_share[channel] * float(small[row, column])

    @property
    def shape(self) -> tuple[int, int]:
        """Height and width."""
        height, width = self.passed[0].shape
        return height, width

    @property
    def dual(self) -> bool:
        """Whether two energies were measured."""
        return len(self.passed) > 1

    def alpha(self, channel: int = 0) -> Floats:
        """-ln T, nothing below 0.02 of noise cut, at most ALPHA_MAX."""
        floor = np.float32(np.exp(-ALPHA_MAX))
        return np.asarray(-np.log(np.maximum(self.passed[channel], floor)), dtype=np.float32)

    def px(self, mm: float) -> int:
        """Millimetres in whole pixels, one at least."""
        return max(round(mm / self.pixel_mm), 1)

    def box(self, left: int, top: int, right: int, bottom: int) -> PixelBox:
        """A box here as a box of the file."""
        by = self.shrink
        return PixelBox(
            left=int(left) * by, top=int(top) * by, right=int(right) * by, bottom=int(bottom) * by
        )


def picture_of(channels: Sequence[Pixels], scan: Scan | None) -> Picture:
    """Transmission of the first two channels of equal shape. Raises ValueError for none."""
    if not channels:
        raise ValueError("a radiograph has at least one channel")
    used = [pixels for pixels in channels[:2] if pixels.shape == channels[0].shape]
    height, width = used[0].shape
    shrink = 1
    while (height // shrink) * (width // shrink) > PIXELS_MAX:
        shrink += 1
    known = scan.pixel_mm if scan is not None else None
    pixel_mm = (known[0] if known else ASSUMED_PIXEL_MM) * shrink
    passed, shares, veils = [], [], []
    for index, pixels in enumerate(used):
        flat = _without_drift(_signal(_shrunk(pixels, shrink), scan, index))
        veil = _small_veil(flat, pixel_mm)
        clean, share = _without_veil(flat, veil)
        passed.append(clean)
        shares.append(share)
        veils.append(veil)
    return Picture(
        passed=tuple(passed),
        shrink=shrink,
        pixel_mm=pixel_mm,
        pixel_known=known is not None,
        veil_share=tuple(shares),
        veil=tuple(veils),
    )


def _signal(values: Floats, scan: Scan | None, index: int) -> Floats:
    """Something proportional to transmission, also where a channel holds its logarithm."""
    channel = scan.channels[index] if scan is not None and index < len(scan.channels) else None
    if channel is None or channel.unit is not PixelUnit.LOG:
        return values
    alpha = values * np.float32(channel.scale) + np.float32(channel.offset)
    return np.asarray(np.exp(-alpha), dtype=np.float32)


def _shrunk(pixels: Pixels, by: int) -> Floats:
    if by == 1:
        return pixels.astype(np.float32)
    height, width = pixels.shape
    cut = pixels[: height // by * by, : width // by * by]
    small = cv2.resize(cut, (width // by, height // by), interpolation=cv2.INTER_AREA)
    return small.astype(np.float32)


def _without_drift(signal: Floats) -> Floats:
    """Signal as a part of air, whose level may change slowly from pulse to pulse."""
    air = float(np.percentile(signal[::4, ::4], 97))
    level = float(np.median(signal[signal > (1 - AIR_BAND) * air])) if air > 0 else 1.0
    part = signal / np.float32(level if level > 0 else 1.0)
    in_air = np.where(np.abs(part - 1) < AIR_BAND, part, np.nan)
    enough = np.isfinite(in_air).mean(axis=0) > AIR_ROWS
    if enough.sum() < 2:
        return np.asarray(part, dtype=np.float32)
    columns = np.flatnonzero(enough)
    seen = np.nanmedian(in_air[:, columns], axis=0)
    drift = np.interp(np.arange(signal.shape[1]), columns, seen)
    padded = np.pad(drift, DRIFT_COLUMNS // 2, mode="edge")
    windows = np.lib.stride_tricks.sliding_window_view(padded, DRIFT_COLUMNS)
    smooth = np.median(windows, axis=1)
    return np.asarray(part / smooth[None, :].astype(np.float32), dtype=np.float32)


def _small_veil(passed: Floats, pixel_mm: float) -> Floats:
    """The blur of a transmission whose share is scattered onto every pixel, shrunk."""
    height, width = passed.shape
    size = (max(width // VEIL_SHRINK, 1), max(height // VEIL_SHRINK, 1))
    small = cv2.resize(passed, size, interpolation=cv2.INTER_AREA)
    sigma = VEIL_SIGMA_MM / pixel_mm / VEIL_SHRINK
    blurred = cv2.GaussianBlur(small, (0, 0), sigma, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(blurred, dtype=np.float32)


def _without_veil(passed: Floats, small: Floats) -> tuple[Floats, float]:
    """Take off the largest veil that leaves no place darker than black."""
    height, width = passed.shape
    veil = np.asarray(cv2.resize(small, (width, height)), dtype=np.float32)
    calm = np.asarray(cv2.blur(passed, (7, 7)), dtype=np.float32)
    share = float(np.percentile((calm / np.maximum(veil, 1e-3))[::2, ::2], 0.02))
    share = min(max(share, 0.0), VEIL_SHARE_MAX)
    return np.asarray(passed - np.float32(share) * veil, dtype=np.float32), share
