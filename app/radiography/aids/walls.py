"""What the walls of a cargo space take from the beam, column by column, under and between goods.

A column shows its walls where some part of its height is free: under the roof, or in a gap. Where
goods hide them everywhere, the walls are taken to be as in the rest of the space; where no column
shows them, as containers and trailers usually are, with a wide interval.
"""

from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np

from app.radiography.aids.picture import Floats, Picture

BANDS = 12
POST_MM, POST_ALPHA = 160.0, 0.6
CORRUGATION_ALPHA = 0.1
LOWEST_PERCENT = 0.5
SEEN_MAX_ALPHA = 0.3
"""No two walls are denser: 8 g/cm2, 5 mm of steel each."""

NEAR_SHARE, NEAR_ALPHA = 0.25, 0.03
SHARE_MIN = 0.003
UNSEEN_ALPHA = 0.11
"""Of both walls if none is seen: 2.5 g/cm2 of iron, between a tarpaulin and a steel container."""

UNSEEN_LOW_OVER_HIGH = 1.15
UNSEEN_SIGMA_ALPHA = 0.06
SEEN_SIGMA_ALPHA = 0.004
GUESSED_SIGMA_ALPHA = 0.012


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Walls:
    """Alpha of both walls per column and energy, and how well it is known on the mean."""

    alphas: tuple[Floats, ...]
    seen_share: float
    sigma_alpha: float


def walls_of(picture: Picture, rooms: tuple[Floats, ...]) -> Walls:
    """Of a room's alphas, highest energy first, (height, width) each."""
    lowest = [_lowest_band(room) for room in rooms]
    high = lowest[0]
    opened = _without_posts(picture, high)
    base = float(np.percentile(opened, LOWEST_PERCENT))
    free = opened < base + max(NEAR_SHARE * base, NEAR_ALPHA)
    share = float(free.mean())
    if base > SEEN_MAX_ALPHA or share < SHARE_MIN:
        level = min(UNSEEN_ALPHA, base)
        flat = [np.full_like(high, level * by) for by in (1.0, UNSEEN_LOW_OVER_HIGH)]
        return Walls(
            alphas=tuple(flat[: len(rooms)]), seen_share=0.0, sigma_alpha=UNSEEN_SIGMA_ALPHA
        )
    filled = tuple(_filled(line, free, line - _without_posts(picture, line)) for line in lowest)
    sigma = float(np.hypot(SEEN_SIGMA_ALPHA, GUESSED_SIGMA_ALPHA * (1 - share)))
    return Walls(alphas=filled, seen_share=share, sigma_alpha=sigma)


def _lowest_band(room: Floats) -> Floats:
    """Per column, the median of that part of its height where least is in the way."""
    height = room.shape[0]
    edges = np.linspace(0, height, BANDS + 1).astype(int)
    middles = [
        np.median(room[top:bottom], axis=0) for top, bottom in pairwise(edges) if bottom > top
    ]
    return np.asarray(np.min(middles, axis=0), dtype=np.float32)


def _without_posts(picture: Picture, line: Floats) -> Floats:
    """A profile without what is narrow and stands from floor to roof."""
    side = np.ones((1, picture.px(POST_MM)), np.uint8)
    return np.asarray(cv2.morphologyEx(line[None, :], cv2.MORPH_OPEN, side)[0], dtype=np.float32)


def _filled(line: Floats, free: np.ndarray, posts: Floats) -> Floats:
    """Each free column's own walls with its posts, and the mean of the free ones elsewhere."""
    usual = float(np.mean(np.where(posts < CORRUGATION_ALPHA, line, line - posts)[free]))
    own = np.where(posts < POST_ALPHA, line, line - posts)
    return np.asarray(np.where(free, own, usual), dtype=np.float32)
