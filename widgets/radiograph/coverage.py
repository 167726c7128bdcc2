"""How much of a vehicle an officer has had on the screen large enough to judge it."""

import math
from collections.abc import Iterable

from PySide6.QtCore import QRect
from PySide6.QtGui import QRegion

from app.domain.annotation import PixelBox
from widgets.radiograph.viewport import Viewport

MAGNIFICATION_MIN = 0.5
"""A pixel counts as seen at half the image's own resolution or better."""

TOLERANCE = 1e-6


class Coverage:
    """Remembers which pixels of a box were wholly in view at a magnification that counts.

    The box is the vehicle's: air ahead of it and behind it need not be looked at. The union of what
    was seen is exact, to the pixel.
    """

    def __init__(self, box: PixelBox) -> None:
        self._whole = QRect(box.left, box.top, box.right - box.left, box.bottom - box.top)
        self._unseen = QRegion(self._whole)

    @property
    def share(self) -> float:
        """The part of the box that was seen, 0 to 1."""
        whole = self._whole.width() * self._whole.height()
        return 1.0 - sum(rect.width() * rect.height() for rect in _rects(self._unseen)) / whole

    @property
    def unseen(self) -> tuple[PixelBox, ...]:
        """What was not seen, as boxes that do not overlap."""
        return tuple(
            PixelBox(
                left=rect.left(),
                top=rect.top(),
                right=rect.left() + rect.width(),
                bottom=rect.top() + rect.height(),
            )
            for rect in _rects(self._unseen)
        )

    def add(self, viewport: Viewport, covered: Iterable[QRect] = ()) -> bool:
        """Count what this viewport shows; tells whether anything was new.

        `covered` is where something lies over the image, in device pixels: nothing is seen there.
        """
        if self._unseen.isEmpty() or viewport.magnification_least < MAGNIFICATION_MIN - TOLERANCE:
            return False
        seen = QRegion(seen_px(viewport))
        for place in covered:
            seen = seen.subtracted(touched_px(viewport, place))
        if not self._unseen.intersects(seen):
            return False
        self._unseen = self._unseen.subtracted(seen)
        return True


def seen_px(viewport: Viewport) -> QRect:
    """The image pixels that are wholly in view; empty where there are none."""
    across_mm, down_mm = viewport.pixel_mm
    left, right = sorted((viewport.x_mm(0), viewport.x_mm(viewport.width_px)))
    columns = _whole(left / across_mm, right / across_mm)
    rows = _whole(
        viewport.y_mm(0) / down_mm,
        viewport.y_mm(viewport.height_px) / down_mm,
    )
    return QRect(columns[0], rows[0], columns[1] - columns[0], rows[1] - rows[0])


def touched_px(viewport: Viewport, place: QRect) -> QRect:
    """The image pixels of which a box of device pixels shows any part."""
    across_mm, down_mm = viewport.pixel_mm
    ends = (viewport.x_mm(place.left()), viewport.x_mm(place.left() + place.width()))
    left, right = min(ends) / across_mm, max(ends) / across_mm
    top = viewport.y_mm(place.top()) / down_mm
    bottom = viewport.y_mm(place.top() + place.height()) / down_mm
    columns = math.floor(left + TOLERANCE), math.ceil(right - TOLERANCE)
    rows = math.floor(top + TOLERANCE), math.ceil(bottom - TOLERANCE)
    return QRect(columns[0], rows[0], columns[1] - columns[0], rows[1] - rows[0])


def _whole(first: float, last: float) -> tuple[int, int]:
    return math.ceil(first - TOLERANCE), math.floor(last + TOLERANCE)


def _rects(region: QRegion) -> list[QRect]:
    rects: list[QRect] = list(region)  # type: ignore[call-overload]  # PySide's stubs lack it
    return rects
