"""Outlines and courses as masks, drawn with parts of a pixel. Shared by both scene painters."""

import cv2
import numpy as np
from numpy.typing import NDArray

PART_BITS = 4
"""Corners are drawn at a sixteenth of a pixel."""
FULL = 255

Box = tuple[int, int, int, int]
Mask = NDArray[np.uint8]
Points = NDArray[np.floating]


def filled_mask(points: Points, box: Box) -> Mask:
    """What a polygon covers of `box` (left, top, right, bottom); `FULL` is all of a pixel."""
    mask, corners = _begun(points, box)
    cv2.fillPoly(mask, [corners], FULL, lineType=cv2.LINE_AA, shift=PART_BITS)
    return mask


def line_mask(points: Points, box: Box, thick_px: int) -> Mask:
    """What an open course of that thickness covers of `box`."""
    mask, corners = _begun(points, box)
    cv2.polylines(
        mask,
        [corners],
        isClosed=False,
        color=FULL,
        thickness=thick_px,
        lineType=cv2.LINE_AA,
        shift=PART_BITS,
    )
    return mask


def _begun(points: Points, box: Box) -> tuple[Mask, NDArray[np.int32]]:
    left, top, right, bottom = box
    corners = np.round((points - (left, top)) * 2**PART_BITS).astype(np.int32)
    return np.zeros((bottom - top, right - left), dtype=np.uint8), corners
