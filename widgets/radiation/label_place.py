"""Where the name of a level can stand without covering the trace."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, QSize

GAP_PX = 2.0
EDGE_PX = 6.0
STEP_PX = 12.0


def label_box(size: QSize, y: float, area: QRectF, points: Sequence[QPointF]) -> QRectF | None:
    """A box of `size` on the level `y` within `area` through which no line of `points` goes.

    `points` are the trace in pixels from left to right. As far right as possible, and rather above
    the level than below. None where the trace is everywhere.
    """
    left = area.right() - EDGE_PX - size.width()
    while left >= area.left() + EDGE_PX:
        for top in (y - GAP_PX - size.height(), y + GAP_PX):
            box = QRectF(left, top, size.width(), size.height())
            if area.top() <= top and box.bottom() <= area.bottom() and not _crossed(box, points):
                return box
        left -= STEP_PX
    return None


def _crossed(box: QRectF, points: Sequence[QPointF]) -> bool:
    """Whether a line from point to point may go through the box."""
    for one, other in pairwise(points):
        beside = other.x() < box.left() - EDGE_PX or one.x() > box.right() + EDGE_PX
        apart = max(one.y(), other.y()) < box.top() or min(one.y(), other.y()) > box.bottom()
        if not beside and not apart:
            return True
    return False
