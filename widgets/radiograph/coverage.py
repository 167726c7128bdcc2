"""How much of a radiograph an officer has had on the screen large enough to judge it."""

import numpy as np

from widgets.radiograph.viewport import Viewport

CELLS_ACROSS, CELLS_DOWN = 64, 16
MAGNIFICATION_MIN = 0.5
"""A cell counts as seen at half the image's own resolution or better."""


class Coverage:
    """Remembers which cells of the image were wholly in view at a magnification that counts."""

    def __init__(self) -> None:
        self._seen = np.zeros((CELLS_DOWN, CELLS_ACROSS), dtype=bool)

    @property
    def share(self) -> float:
        """The part of the image that was seen, 0 to 1."""
        return float(self._seen.mean())

    def add(self, viewport: Viewport) -> bool:
        """Count what this viewport shows; tells whether anything was new."""
        if viewport.magnification < MAGNIFICATION_MIN:
            return False
        across = _whole_cells(
            viewport.x_mm(0),
            viewport.x_mm(viewport.width_px),
            viewport.image_width_mm,
            CELLS_ACROSS,
        )
        down = _whole_cells(
            viewport.y_mm(0),
            viewport.y_mm(viewport.height_px),
            viewport.image_height_mm,
            CELLS_DOWN,
        )
        before = int(self._seen.sum())
        self._seen[down, across] = True
        return int(self._seen.sum()) > before


def _whole_cells(first_mm: float, last_mm: float, size_mm: float, cells: int) -> slice:
    cell_mm = size_mm / cells
    first = int(np.ceil(first_mm / cell_mm - 0.01))
    last = int(np.floor(last_mm / cell_mm + 0.01))
    return slice(max(first, 0), max(min(last, cells), 0))
