"""A wall that should not be there: an upright edge over most of the room's height near its front.

Pallets and machines do not reach from floor to roof; a partition does. The length behind it is
compared with the inner length of the container's ISO type where that is known.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from app.radiography.aids.hold import Hold
from app.radiography.aids.picture import Floats, Picture

ALGORITHM, VERSION = "upright-edge", "1"

REACH_MM = 1500.0
CLEAR_OF_WALL_MM = 80.0
HEIGHT_SHARE = 0.8
EDGE_ALPHA = 0.06
EDGE_MM = 20.0
THICK_MAX_MM = 200.0
INNER_LENGTH_MM = {"2": 5900.0, "4": 12030.0, "L": 13550.0}
"""Room from front wall to doors by the first character of an ISO 6346 size code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FalseWall:
    """An upright edge: box in the picture, and which part of the height shows it."""

    left: int
    top: int
    right: int
    bottom: int
    height_share: float
    behind_mm: float
    expected_inner_mm: float | None
    remaining_inner_mm: float


def find_false_wall(
    picture: Picture, alpha: Floats, hold: Hold, iso_type: str | None = None
) -> FalseWall | None:
    """The edge of a thin partition within 1.5 m of the front wall, or None."""
    room = alpha[hold.inside]
    length = room.shape[1]
    reach = min(picture.px(REACH_MM), length // 3)
    first = picture.px(CLEAR_OF_WALL_MM)
    calm = cv2.GaussianBlur(room[:, : reach + picture.px(THICK_MAX_MM) * 2], (0, 0), 1.5)
    step = picture.px(EDGE_MM)
    rise = np.zeros_like(calm)
    rise[:, step:] = calm[:, step:] - calm[:, :-step]
    both = [(rise > EDGE_ALPHA).mean(axis=0), (rise < -EDGE_ALPHA).mean(axis=0)]
    found = _partition(both[0], both[1], (first, reach), picture.px(THICK_MAX_MM))
    if found is None:
        return None
    left, right = found
    share = float(min(both[0][left], both[1][right]))
    remaining = (length - right) * picture.pixel_mm
    return FalseWall(
        left=hold.inner_left + max(left - step, 0),
        top=hold.inner_top,
        right=hold.inner_left + right,
        bottom=hold.inner_bottom,
        height_share=share,
        behind_mm=left * picture.pixel_mm,
        expected_inner_mm=INNER_LENGTH_MM.get((iso_type or " ")[:1].upper()),
        remaining_inner_mm=remaining,
    )


def _partition(
    up: np.ndarray, down: np.ndarray, reach: tuple[int, int], thick_max: int
) -> tuple[int, int] | None:
    """A rise over most of the height and, soon after, a fall: a thin wall, not a stack of goods."""
    for left in range(*reach):
        if left >= len(up) or up[left] < HEIGHT_SHARE:
            continue
        falls = np.flatnonzero(down[left : left + thick_max] >= HEIGHT_SHARE)
        if falls.size:
            return left, left + int(falls[0])
    return None
