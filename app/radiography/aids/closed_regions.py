"""Closed regions that are denser than what surrounds them, at rising levels of alpha."""

from dataclasses import dataclass

import cv2
import numpy as np

from app.radiography.aids.picture import Floats, Picture

SIDE_MIN_MM, SIDE_MAX_MM = 90.0, 600.0
LEVELS = tuple(np.arange(0.8, 9.0, 0.35))
CONTRAST_MIN = 0.8
FILL_MIN = 0.55
LONG_MAX = 3
EDGE_MM, RING_MM = 15.0, 40.0

REGIONS_MAX = 64
SAME_SHARE = 0.4
"""Two boxes are one region where this much of their union is common; what is nested is its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A box in pixels of the picture, its median alpha and how much that is above its frame's."""

    left: int
    top: int
    right: int
    bottom: int
    alpha: float
    contrast: float


def closed_regions(picture: Picture, alpha: Floats, part: tuple[slice, slice]) -> list[Region]:
    """Compact closed regions of a part of the picture, strongest contrast first."""
    rows, columns = part
    blurred = cv2.GaussianBlur(alpha[rows, columns], (0, 0), max(picture.px(7) * 0.8, 0.8))
    smooth = np.asarray(blurred, dtype=np.float32)
    found = [region for level in LEVELS for region in _closed_at(picture, smooth, float(level))]
    found.sort(key=lambda region: -region.contrast)
    kept: list[Region] = []
    for region in found:
        if not any(_same(region, other) for other in kept):
            kept.append(region)
        if len(kept) == REGIONS_MAX:
            break
    return [_moved(region, columns.start, rows.start) for region in kept]


def _closed_at(picture: Picture, smooth: Floats, level: float) -> list[Region]:
    least, most = picture.px(SIDE_MIN_MM), picture.px(SIDE_MAX_MM)
    mask = (smooth > level).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    found = []
    for label in range(1, count):
        left, top, width, height, area = (int(value) for value in stats[label])
        if not (least <= width <= most and least <= height <= most):
            continue
        if area < FILL_MIN * width * height or max(width, height) > LONG_MAX * min(width, height):
            continue
        right, bottom = left + width, top + height
        body = labels[top:bottom, left:right] == label
        inner = float(np.median(smooth[top:bottom, left:right][body]))
        contrast = inner - _around(picture, smooth, (left, top, right, bottom))
        if contrast >= CONTRAST_MIN:
            found.append(
                Region(
                    left=left, top=top, right=right, bottom=bottom, alpha=inner, contrast=contrast
                )
            )
    return found


def _around(picture: Picture, smooth: Floats, box: tuple[int, int, int, int]) -> float:
    """Median alpha of the frame around a box."""
    near, far = picture.px(EDGE_MM), picture.px(RING_MM)
    left, top, right, bottom = box
    frame = smooth[max(top - far, 0) : bottom + far, max(left - far, 0) : right + far].copy()
    y, x = top - max(top - far, 0), left - max(left - far, 0)
    frame[
        max(y - near, 0) : y + bottom - top + near, max(x - near, 0) : x + right - left + near
    ] = np.nan
    outside = frame[np.isfinite(frame)]
    return float(np.median(outside)) if outside.size else float("inf")


def _same(one: Region, other: Region) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    if across <= 0 or down <= 0:
        return False
    areas = sum((item.right - item.left) * (item.bottom - item.top) for item in (one, other))
    return across * down > SAME_SHARE * (areas - across * down)


def _moved(region: Region, dx: int, dy: int) -> Region:
    return Region(
        left=region.left + dx, top=region.top + dy,
        right=region.right + dx, bottom=region.bottom + dy,
        alpha=region.alpha, contrast=region.contrast,
    )  # fmt: skip
