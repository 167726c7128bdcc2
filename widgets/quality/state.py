"""What the image-quality page shows, as frozen values. A presenter makes them."""

from dataclasses import dataclass
from enum import StrEnum

from app.domain.image_quality import ImageQuality, QualityLimits, QualityRefusal


class Figure(StrEnum):
    """The figures by which an imager is followed over time."""

    PENETRATION = "penetration"
    CONTRAST = "contrast"
    WIRE = "wire"
    RESOLUTION = "resolution"


FIGURE_UNITS = {
    Figure.PENETRATION: "mm",
    Figure.CONTRAST: "%",
    Figure.WIRE: "mm",
    Figure.RESOLUTION: "/mm",
}
NO_LIMITS = QualityLimits()
MORE_IS_BETTER = {Figure.PENETRATION, Figure.RESOLUTION}


def figure_of(quality: ImageQuality, figure: Figure) -> float | None:
    """One figure of a measurement, in the unit of `FIGURE_UNITS`; None where nothing was seen.

    Resolution is the coarser of both directions: where it is worse, a thing is lost.
    """
    match figure:
        case Figure.PENETRATION:
            return quality.penetration_mm
        case Figure.CONTRAST:
            return quality.contrast_percent
        case Figure.WIRE:
            return quality.wire_mm
        case Figure.RESOLUTION:
            both = (quality.mtf10_along_per_mm, quality.mtf10_upright_per_mm)
            known = [value for value in both if value is not None]
            return min(known) if len(known) == len(both) else None


def limit_of(limits: QualityLimits, figure: Figure) -> float | None:
    """What the site expects of a figure, None where it says nothing."""
    match figure:
        case Figure.PENETRATION:
            return limits.penetration_mm_min
        case Figure.CONTRAST:
            return limits.contrast_percent_max
        case Figure.WIRE:
            return limits.wire_mm_max
        case Figure.RESOLUTION:
            return limits.resolution_per_mm_min


def is_kept(figure: Figure, value: float | None, limit: float) -> bool:
    """Whether a figure is within the site's limit; what was not seen is not."""
    if value is None:
        return False
    return value >= limit if figure in MORE_IS_BETTER else value <= limit


@dataclass(frozen=True, slots=True, kw_only=True)
class ImagerQuality:
    """All measurements of one imager at one energy, oldest first, and what the site expects."""

    device: str
    energy_mv: float | None
    measured: tuple[ImageQuality, ...]
    limits: QualityLimits = NO_LIMITS

    def __post_init__(self) -> None:
        if not self.measured:
            raise ValueError("an imager is listed once it was measured")
        times = [item.measured_at for item in self.measured]
        if times != sorted(times):
            raise ValueError("measurements are in the order of time")

    @property
    def latest(self) -> ImageQuality:
        """The measurement that counts now."""
        return self.measured[-1]

    def before(self, figure: Figure) -> float | None:
        """The figure of the measurement before the latest, None where there is none."""
        return figure_of(self.measured[-2], figure) if len(self.measured) > 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityView:
    """Everything on the page. `refused` says why the last scan of a test object says nothing."""

    imagers: tuple[ImagerQuality, ...] = ()
    selected: int = 0
    figure: Figure = Figure.PENETRATION
    refused: QualityRefusal | None = None
    refused_scan: str = ""

    def __post_init__(self) -> None:
        if self.imagers and not 0 <= self.selected < len(self.imagers):
            raise ValueError("the selected imager is one of those that are here")

    @property
    def current(self) -> ImagerQuality | None:
        """The imager on the page."""
        return self.imagers[self.selected] if self.imagers else None
