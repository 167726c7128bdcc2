"""How an officer looks at a radiograph at one moment, complete enough to be shown again."""

import math
from dataclasses import dataclass
from enum import StrEnum

from app.domain.radiograph import Window


class Palette(StrEnum):
    """What the colour of a pixel says."""

    GREY = "grey"
    DUAL = "dual"
    ORGANIC = "organic"
    METAL = "metal"


class Filter(StrEnum):
    """What is done to pixels before they are shown."""

    EDGE = "edge"
    LOCAL_CONTRAST = "local-contrast"
    CLAHE = "clahe"


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewState:
    """One look. `centre_px` is in pixels of the image at full size, as the scan has them.

    `magnification` is device pixels per image pixel, `view_px` the width and height of the view in
    device pixels. A mirrored view has the front of the vehicle at its right; a cleaned one shows
    the image without its stripes; `channel` counts from 0.
    """

    centre_px: tuple[float, float]
    magnification: float
    view_px: tuple[int, int]
    window: Window
    palette: Palette = Palette.GREY
    filters: frozenset[Filter] = frozenset()
    mirrored: bool = False
    cleaned: bool = False
    channel: int = 0

    def __post_init__(self) -> None:
        if not all(map(math.isfinite, self.centre_px)):
            raise ValueError("a centre is a place")
        if not (math.isfinite(self.magnification) and self.magnification > 0):
            raise ValueError("a magnification is above zero")
        if min(self.view_px) < 1:
            raise ValueError("a view has at least one pixel")
        if self.channel < 0:
            raise ValueError("channels are counted from 0")
