"""Where the cargo space is: between roof and floor, front and doors.

The floor is what every cargo space shares: a thin, dense, level line over its whole length, seen
edge on, that ends sharply below. From it follow length, roof and ends.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from app.radiography.aids.picture import Floats, Picture

FLOOR_STEP = 0.4
"""How much alpha falls below a floor, at the least."""

FLOOR_STEP_COUNTED = 3.0
NOISE_FREE_ALPHA = 6.0
"""Beyond this, noise falls and rises by itself, in the road for one."""

UNDERSIDE_ALPHA, UNDERSIDE_SHARE = 0.25, 0.8
"""Cross-members and rail under a floor; under a chassis is air."""

LINE_SHARE_MIN, LENGTH_SHARE_MIN = 0.55, 0.45
UNDERSIDE_MM, ABOVE_MM = 250.0, 100.0
SAME_FLOOR_MM, LONGER = 80.0, 1.01
"""Goods end where a weak floor begins: the floor's own line is the longest so near."""

LENGTH_MIN_MM, HEIGHT_MIN_MM = 3000.0, 1200.0
GAP_MM, STEP_MM = 150.0, 35.0
ROOF_ALPHA, ROOF_MM = 0.15, 60.0
FULL_SHARE = 0.7
"""Where nothing below is so much lighter than the roof, goods touch it; it is as thick as usual."""

ROOF_SEARCH_MM, POST_SEARCH_MM, POST_MM = 260.0, 760.0, 140.0
FLOOR_MM, FLOOR_MAX_MM = 28.0, 70.0
WALL_ALPHA_MAX = 0.35
"""Two walls of 5 mm steel; what is denser in every column is goods up to the roof."""

TOP_SHARE = 0.25
FREE_PERCENT = 8
"""Of a floor's columns, at least so many have nothing standing on them."""


Line = tuple[int, float, int, int, int]
"""How much like a floor, its weight, row, first column and the one after its last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """Outside and inside of a cargo space, pixels of the picture, right and bottom excluded."""

    left: int
    top: int
    right: int
    bottom: int
    inner_left: int
    inner_top: int
    inner_right: int
    inner_bottom: int
    wall_alpha: float

    @property
    def inside(self) -> tuple[slice, slice]:
        """Rows and columns of the room."""
        return slice(self.inner_top, self.inner_bottom), slice(self.inner_left, self.inner_right)


def find_hold(picture: Picture, alpha: Floats) -> Hold | None:
    """The cargo space of a vehicle, or None where no long level floor is seen."""
    found = _floor(picture, alpha)
    if found is None:
        return None
    bottom_row, left, right = found
    top = _roof(alpha, left, right, bottom_row)
    if top is None or bottom_row - top < picture.px(HEIGHT_MIN_MM):
        return None
    inner_top = _below_roof(picture, alpha[:, left:right], top, bottom_row)
    floor_top = _floor_top(picture, alpha[:, left:right], bottom_row)
    upper = slice(inner_top, floor_top)
    quiet = np.percentile(alpha[upper, left:right], 20, axis=0)
    wall = min(float(np.percentile(quiet, 20)), WALL_ALPHA_MAX)
    inner_left = left + _post(picture, quiet, wall)
    inner_right = right - _post(picture, quiet[::-1], wall)
    return Hold(
        left=left,
        top=top,
        right=right,
        bottom=_below(picture, alpha[:, left:right], bottom_row),
        inner_left=inner_left,
        inner_top=inner_top,
        inner_right=inner_right,
        inner_bottom=floor_top,
        wall_alpha=wall,
    )


def _floor(picture: Picture, alpha: Floats) -> tuple[int, int, int] | None:
    """Last row of the floor, its first column and the one after its last."""
    step = picture.px(STEP_MM)
    fall = np.zeros_like(alpha)
    clear = np.minimum(alpha, np.float32(NOISE_FREE_ALPHA))
    fall[:-step] = clear[:-step] - clear[step:]
    steep = (fall > FLOOR_STEP).astype(np.uint8)
    gap = picture.px(GAP_MM)
    closed = cv2.morphologyEx(steep, cv2.MORPH_CLOSE, np.ones((1, gap), np.uint8))
    found: list[Line] = []
    for row in np.flatnonzero(closed.sum(axis=1) >= picture.px(LENGTH_MIN_MM)).tolist():
        left, right = _longest_run(closed[row])
        if right - left < picture.px(LENGTH_MIN_MM):
            continue
        weight = float(np.minimum(fall[row, left:right], FLOOR_STEP_COUNTED).sum())
        under = alpha[row + step : row + 3 * step, left:right]
        carried = under.size > 0 and float((under > UNDERSIDE_ALPHA).mean()) > UNDERSIDE_SHARE
        above = clear[max(row - picture.px(ABOVE_MM), 0), left:right]
        rise = float(np.percentile(clear[max(row - 1, 0), left:right] - above, 75))
        rank = int(carried) + int(carried and rise > FLOOR_STEP)
        found.append((rank, weight, row, left, right))
    if not found:
        return None
    best_rank = max(line[0] for line in found)
    ranked = [line for line in found if line[0] == best_rank]
    longest = max(line[4] - line[3] for line in ranked)
    long = [line for line in ranked if line[4] - line[3] >= LENGTH_SHARE_MIN * longest]
    row, left, right = _lowest(long, picture.px(UNDERSIDE_MM))
    return _whole_floor(picture, found, (row, left, right))


def _whole_floor(
    picture: Picture, found: list[Line], best: tuple[int, int, int]
) -> tuple[int, int, int]:
    """The longest line near the best, so that both are one floor, that reaches at least as far."""
    row, left, right = best
    slack = picture.px(GAP_MM)
    near = [
        line
        for line in found
        if abs(line[2] - row) <= picture.px(SAME_FLOOR_MM)
        and line[3] <= left + slack
        and line[4] >= right - slack
    ]
    longest = max((line[4] - line[3] for line in near), default=0)
    if longest < LONGER * (right - left):
        return best
    whole = [line for line in near if line[4] - line[3] >= longest / LONGER]
    _, _, row, left, right = max(whole, key=lambda line: line[1])
    return row, left, right


def _lowest(found: list[Line], deep: int) -> tuple[int, int, int]:
    """The lowest line that something carries and that is thin: goods, too, end sharply."""
    heaviest = max(line[1] for line in found)
    last = max(line[2] for line in found if line[1] >= LINE_SHARE_MIN * heaviest)
    best = max((line for line in found if last - deep <= line[2] <= last), key=lambda x: x[1])
    return best[2:]


def _longest_run(line: np.ndarray) -> tuple[int, int]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], line, [0]))))
    starts, ends = edges[::2], edges[1::2]
    longest = int(np.argmax(ends - starts))
    return int(starts[longest]), int(ends[longest])


def _roof(alpha: Floats, left: int, right: int, floor: int) -> int | None:
    profile = np.median(alpha[:floor, left:right], axis=1)
    dense = np.flatnonzero(profile > ROOF_ALPHA)
    return int(dense[0]) if dense.size else None


def _below_roof(picture: Picture, alpha: Floats, top: int, floor: int) -> int:
    """First row under roof and rail."""
    last = min(top + picture.px(ROOF_SEARCH_MM), floor)
    profile = np.percentile(alpha[top:last], 100 * TOP_SHARE, axis=1)
    peak_at = int(np.argmax(profile[: max(len(profile) // 2, 1)]))
    after = profile[peak_at:]
    if after.min() > FULL_SHARE * after[0]:
        return top + picture.px(ROOF_MM) + picture.px(10)
    level = after.min() + 0.15 * (after[0] - after.min())
    under = np.flatnonzero(after <= level)
    first = peak_at + (int(under[0]) if under.size else 0)
    return top + first + picture.px(10)


def _floor_top(picture: Picture, alpha: Floats, floor: int) -> int:
    """First row of the floor: the room ends above it."""
    most = picture.px(FLOOR_MAX_MM)
    profile = np.percentile(alpha[floor - most : floor + 1], FREE_PERCENT, axis=1)
    inside = profile > 0.5 * profile[-3:].max()
    thick = int(np.argmin(inside[::-1])) if not inside.all() else picture.px(FLOOR_MM)
    return floor + 1 - thick - picture.px(10)


def _post(picture: Picture, quiet: Floats, wall: float) -> int:
    """How many columns corner post, door or cooling machine take from an end."""
    search: int = min(picture.px(POST_SEARCH_MM), len(quiet) // 4)
    peak = float(quiet[: picture.px(100)].max())
    if peak - wall < 0.05:
        return picture.px(30)
    low = quiet[:search] < wall + max(0.2 * (peak - wall), 0.04)
    run = picture.px(60)
    calm = np.convolve(low, np.ones(run), mode="valid") >= run
    if not calm.any():
        return picture.px(POST_MM)
    first = int(np.argmax(calm))
    return picture.px(15) + first


def _below(picture: Picture, alpha: Floats, floor: int) -> int:
    """The underside of the space: cross-members and bottom rail belong to it."""
    return min(floor + picture.px(150), int(alpha.shape[0]))
