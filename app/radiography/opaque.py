"""How much of a vehicle a radiograph could not see through."""

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.domain.annotation import PixelBox
from app.domain.radiograph import PixelUnit, ScanChannel
from app.radiography.windows import Levels

ALPHA_OPAQUE = 6.0
"""Attenuation from which a part counts as opaque, about 200 mm of steel at 9 MV: what stands behind
it, or in it, is not to be judged by eye."""
SIDE_MAX_PX = 2500
"""Counted on a level of the pyramid whose longer side is no longer, so that noise is averaged."""


def opaque_share(
    levels: Sequence[NDArray[np.uint16]],
    channel: ScanChannel,
    found: Levels,
    vehicle: PixelBox | None,
) -> float:
    """The opaque part of the vehicle's box, 0 to 1; of the whole image where no vehicle was found.

    `levels` is the pyramid of `channel`, each (height, width). A channel whose values are no
    transmission cannot be judged and counts as opaque, and so does one whose steps are too coarse
    for so little radiation: 8 bits, or an exposure that failed. Not knowing is not seeing.
    """
    darkest = found.air * math.exp(-ALPHA_OPAQUE)
    if channel.unit is PixelUnit.LOG or darkest < 1:
        return 1.0
    number = next(
        (n for n, level in enumerate(levels) if max(level.shape) <= SIDE_MAX_PX), len(levels) - 1
    )
    pixels = levels[number]
    if vehicle is not None:
        scale = 1 << number
        pixels = pixels[
            vehicle.top // scale : -(-vehicle.bottom // scale),
            vehicle.left // scale : -(-vehicle.right // scale),
        ]
    return float((pixels < darkest).mean()) if pixels.size else 1.0
