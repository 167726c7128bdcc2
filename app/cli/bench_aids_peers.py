"""Plain and published rules for shields, run beside the aid on the same picture."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from app.radiography.aids.hold import Hold
from app.radiography.aids.picture import Picture

NAIVE_RATIO, NAIVE_ALPHA, NAIVE_PX = 1.06, 2.0, 60
"""Lead-class pixels: ratio below, alpha of about 45 g/cm2 above, and how many make a region."""

PUBLISHED_RATIO, PUBLISHED_ALPHA_MAX = 1.06, 8.0
OPENING_MM, BLOB_ALPHA, BLOB_PX = 400.0, 0.5, 100
CORE_PX, RING_NEAR_PX, RING_FAR_PX = 5, 7, 21
"""Sides of the squares that a blob is eroded and grown by."""

Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Blob:
    """A region of the peeled picture: its box, and whether the published rule flags it."""

    box: Box
    flagged: bool


def lead_class_regions(picture: Picture, hold: Hold | None) -> list[Box]:
    """Regions of pixels whose smoothed ratio is lead's and which are dense."""
    rows, columns = _part(picture, hold)
    high, low = (
        cv2.GaussianBlur(picture.alpha(channel)[rows, columns], (0, 0), 2.0) for channel in (0, 1)
    )
    mask: NDArray[np.uint8] = ((high > NAIVE_ALPHA) & (low < NAIVE_RATIO * high)).astype(np.uint8)
    count, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    boxes = []
    for left, top, wide, tall, area in stats[1:count].tolist():
        if area >= NAIVE_PX:
            x, y = left + columns.start, top + rows.start
            boxes.append((x, y, x + wide, y + tall))
    return boxes


def published_blobs(picture: Picture, hold: Hold | None) -> list[Blob]:
    """The background-peeled ratio as published (radiography reference, section 5).

    A blob is where alpha exceeds its morphological opening; it is flagged if the alphas between
    its eroded core and its ring have a ratio below 1.06 and the core's is below 8.
    """
    rows, columns = _part(picture, hold)
    high, low = (
        cv2.GaussianBlur(picture.alpha(channel)[rows, columns], (0, 0), 1.0) for channel in (0, 1)
    )
    side = picture.px(OPENING_MM)
    opened = cv2.morphologyEx(high, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    mask = (high - opened > BLOB_ALPHA).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    found = []
    for label in range(1, count):
        left, top, wide, tall, area = (int(value) for value in stats[label])
        if area < BLOB_PX:
            continue
        pad = RING_FAR_PX
        window = (
            slice(max(top - pad, 0), top + tall + pad),
            slice(max(left - pad, 0), left + wide + pad),
        )
        body = (labels[window] == label).astype(np.uint8)
        x, y = left + columns.start, top + rows.start
        flagged = _flagged(body, high[window], low[window])
        found.append(Blob(box=(x, y, x + wide, y + tall), flagged=flagged))
    return found


def _flagged(body: NDArray[np.uint8], high: np.ndarray, low: np.ndarray) -> bool:
    core = cv2.erode(body, np.ones((CORE_PX, CORE_PX), np.uint8)).astype(bool)
    near = cv2.dilate(body, np.ones((RING_NEAR_PX, RING_NEAR_PX), np.uint8)).astype(bool)
    ring = cv2.dilate(body, np.ones((RING_FAR_PX, RING_FAR_PX), np.uint8)).astype(bool) & ~near
    if not core.any() or not ring.any():
        return False
    inside, around = float(np.median(high[core])), float(np.median(high[ring]))
    if inside >= PUBLISHED_ALPHA_MAX or inside - around < BLOB_ALPHA:
        return False
    ratio = float(np.median(low[core]) - np.median(low[ring])) / (inside - around)
    return ratio < PUBLISHED_RATIO


def _part(picture: Picture, hold: Hold | None) -> tuple[slice, slice]:
    height, width = picture.shape
    return hold.inside if hold else (slice(0, height), slice(0, width))
