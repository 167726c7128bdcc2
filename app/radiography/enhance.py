"""Making detail plainer: edges, local contrast, equalisation.

Edge and local contrast act on the 16-bit pixels of the screen before they become grey: as factors
of transmission, so that a seam behind 200 mm of steel gains as much as one in a curtain side. The
equalisation of what is on the screen acts on its greys; that of the whole image (`equalised`) takes
a tenth of a second and more, and belongs in a worker.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from app.domain.radiograph import WINDOW_MAX
from app.domain.view_state import Filter
from app.radiography.pyramid import Pixels
from app.radiography.windows import Levels

Greys = NDArray[np.uint8]

EDGE_SIGMA_PX, EDGE_AMOUNT = 1.6, 1.2
LOCAL_BOX_PX, LOCAL_KEPT, LOCAL_GAIN = 65, 0.45, 1.7
"""Local contrast keeps this part of slow changes of ln T, and multiplies the fast ones."""

CLAHE_CLIP, CLAHE_TILES = 4.0, (12, 6)
WHOLE_CLIP, WHOLE_TILE_PX = 16.0, 512
LOG_STEPS = WINDOW_MAX / np.log(WINDOW_MAX + 1)

_VALUES = np.arange(WINDOW_MAX + 1, dtype=np.float64)
_TO_LOG = np.rint(np.log(_VALUES + 1) * LOG_STEPS).astype(np.uint16)
_FROM_LOG = np.clip(np.rint(np.exp(_VALUES / LOG_STEPS) - 1), 0, WINDOW_MAX).astype(np.uint16)


@dataclass(frozen=True, slots=True)
class ViewportFilters:
    """What a view calls: pixels when what it shows has moved, greys at every window."""

    def pixels(self, pixels: Pixels, filters: frozenset[Filter]) -> Pixels:
        """Edge and local contrast, before the window. (height, width) uint16."""
        if Filter.LOCAL_CONTRAST in filters:
            pixels = local_contrast(pixels)
        if Filter.EDGE in filters:
            pixels = sharpened(pixels)
        return pixels

    def greys(self, greys: Greys, filters: frozenset[Filter]) -> Greys:
        """Equalisation, after the window. (height, width) uint8."""
        return clahe_greys(greys) if Filter.CLAHE in filters else greys


def sharpened(pixels: Pixels) -> Pixels:
    """Unsharp mask in ln T. (height, width) uint16 in and out."""
    logs = cv2.LUT(pixels, _TO_LOG)
    soft = cv2.GaussianBlur(logs, (0, 0), EDGE_SIGMA_PX, borderType=cv2.BORDER_REPLICATE)
    sharp = cv2.addWeighted(logs, 1 + EDGE_AMOUNT, soft, -EDGE_AMOUNT, 0)
    return np.asarray(cv2.LUT(sharp, _FROM_LOG), dtype=np.uint16)


def local_contrast(pixels: Pixels, box_px: int = LOCAL_BOX_PX) -> Pixels:
    """Slow changes of ln T made flatter, fast ones stronger. (height, width) uint16 in and out.

    Brightness is kept on the whole: what is flattened is flattened towards the image's mean.
    """
    logs = cv2.LUT(pixels, _TO_LOG)
    slow = cv2.blur(logs, (box_px, box_px), borderType=cv2.BORDER_REPLICATE)
    level = float(cv2.mean(slow)[0])
    made = cv2.addWeighted(
        logs, LOCAL_GAIN, slow, LOCAL_KEPT - LOCAL_GAIN, (1 - LOCAL_KEPT) * level
    )
    return np.asarray(cv2.LUT(made, _FROM_LOG), dtype=np.uint16)


def embossed(pixels: Pixels, level: int) -> Pixels:
    """Relief lit from the top left: `level` where nothing changes. (height, width) uint16."""
    logs = cv2.LUT(pixels, _TO_LOG).astype(np.float32)
    kernel = np.array([[-2, -1, 0], [-1, 0, 1], [0, 1, 2]], np.float32)
    relief = cv2.filter2D(logs, cv2.CV_32F, kernel, borderType=cv2.BORDER_REPLICATE)
    made = np.clip(float(_TO_LOG[level]) + relief, 0, WINDOW_MAX).astype(np.uint16)
    return np.asarray(cv2.LUT(made, _FROM_LOG), dtype=np.uint16)


def clahe_greys(greys: Greys) -> Greys:
    """Contrast-limited adaptive equalisation of what is on the screen. (height, width) uint8."""
    height, width = greys.shape
    tiles = (min(CLAHE_TILES[0], width), min(CLAHE_TILES[1], height))
    equaliser = cv2.createCLAHE(clipLimit=CLAHE_CLIP, tileGridSize=tiles)
    return np.asarray(equaliser.apply(greys), dtype=np.uint8)


def equalised(pixels: Pixels, levels: Levels) -> Pixels:
    """Contrast-limited adaptive equalisation of a whole image in ln T, for a worker.

    Equalised values run from `levels.floor` to `levels.air` again, so that the windows of the image
    keep their meaning: black is dense, white is air. (height, width) uint16 in and out.
    """
    height, width = pixels.shape
    tiles = (max(round(width / WHOLE_TILE_PX), 1), max(round(height / WHOLE_TILE_PX), 1))
    equaliser = cv2.createCLAHE(clipLimit=WHOLE_CLIP, tileGridSize=tiles)
    flat = equaliser.apply(cv2.LUT(np.asarray(pixels), _between(levels)))
    low, high = max(levels.floor, 1), levels.air
    back = low * (high / low) ** (_VALUES / WINDOW_MAX)
    table = np.clip(np.rint(back), 0, WINDOW_MAX).astype(np.uint16)
    return np.asarray(cv2.LUT(flat, table), dtype=np.uint16)


def _between(levels: Levels) -> Pixels:
    """The logarithm of a value, laid over all 16 bits between floor and air."""
    low, high = np.log(max(levels.floor, 1)), np.log(levels.air)
    span = (high - low) or 1.0  # an image without an exposure has no range
    share = (np.log(np.maximum(_VALUES, 1)) - low) / span
    return np.asarray(np.rint(np.clip(share, 0, 1) * WINDOW_MAX), dtype=np.uint16)
