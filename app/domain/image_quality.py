"""How well an imager sees: the test object that is scanned, and what its scan says.

The parameters are those that ANSI/IEEE N42.46 and IEC 62523 name; the object and the numbers are
ours, and are comparable with themselves over time, not with a certificate.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class QualityRefusal(StrEnum):
    """Why a scan says nothing of its imager."""

    NO_PIXEL_SIZE = "no-pixel-size"
    NO_TEST_OBJECT = "no-test-object"
    OUT_OF_PLACE = "out-of-place"
    SATURATED = "saturated"
    NOT_TRANSMISSION = "not-transmission"
    UNREADABLE = "unreadable"


class QualityError(Exception):
    """A scan cannot be measured, and why."""

    def __init__(self, reason: QualityRefusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


UNKNOWN_CONTENT = frozenset(
    {QualityRefusal.NO_PIXEL_SIZE, QualityRefusal.NO_TEST_OBJECT, QualityRefusal.UNREADABLE}
)
"""Refusals after which it is not known that a test object was scanned at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QualityLimits:
    """What a site expects of an imager, None where it gives no figure.

    They are the site's own, from its acceptance scans. An empty `device` and an `energy_mv` of None
    stand for all.
    """

    device: str = ""
    energy_mv: float | None = None
    penetration_mm_min: float | None = None
    contrast_percent_max: float | None = None
    wire_mm_max: float | None = None
    resolution_per_mm_min: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plate:
    """A rectangle in mm from the middle of the left marker: x along the vehicle, y downwards."""

    left: float
    top: float
    width: float
    height: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle, in mm."""
        return self.left + self.width / 2, self.top + self.height / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class TestObject:
    """Where everything is on a test object. Sizes in mm.

    Two square lead markers with a hole lie `markers_apart` from one another; all else is measured
    from the left one. `steps` are steel with a lead absorber in the middle of each; `details` lie
    on `base` and add their percentage to its thickness; `groups` are five steel bars each of their
    period; `wires` stand upright in air; `edge` leans to the left and upwards by `edge_slope`.
    """

    __test__ = False  # pytest would take the name for a test's

    markers_apart: float
    marker_side: float
    marker_hole: float
    steps: tuple[tuple[float, Plate], ...]
    absorber_side: float
    base: Plate
    base_steel: float
    details: tuple[tuple[float, Plate], ...]
    groups: tuple[tuple[float, Plate], ...]
    bar_steel: float
    wires: tuple[tuple[float, Plate], ...]
    edge: Plate
    edge_steel: float
    edge_slope: float


STEP_STEEL_MM = (50, 100, 150, 200, 220, 240, 260, 280, 300, 320, 340, 360)
DETAIL_PERCENT = (0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0)
GROUP_PERIODS_MM = (40.0, 30.0, 24.0, 20.0, 16.0, 12.0)
WIRES_MM = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 6.0)
BARS = 5

TEST_OBJECT = TestObject(
    markers_apart=4400,
    marker_side=80,
    marker_hole=40,
    steps=tuple(
        (float(steel), Plate(left=100 + 350 * index, top=150, width=350, height=400))
        for index, steel in enumerate(STEP_STEEL_MM)
    ),
    absorber_side=120,
    base=Plate(left=100, top=650, width=2200, height=300),
    base_steel=100,
    details=tuple(
        (percent, Plate(left=190 + 300 * index, top=740, width=120, height=120))
        for index, percent in enumerate(DETAIL_PERCENT)
    ),
    groups=tuple(
        (period, Plate(left=100 + 300 * index, top=1050, width=BARS * period, height=300))
        for index, period in enumerate(GROUP_PERIODS_MM)
    ),
    bar_steel=50,
    wires=tuple(
        (wire, Plate(left=2450 + 250 * index, top=650, width=200, height=300))
        for index, wire in enumerate(WIRES_MM)
    ),
    edge=Plate(left=2600, top=1100, width=800, height=300),
    edge_steel=30,
    edge_slope=0.08,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageQuality:
    """What one channel of one scan of a test object says of its imager.

    Every series is (size, figure) from easy to hard. Figures are contrast-to-noise ratios of a
    detail of 25 mm, but for `line_pairs`, which are contrast transfer, 0 to 1. Limits are None
    where not even the easiest was seen. Frequencies are in line pairs per mm, at 10 % of contrast.
    `noise_air` is relative to air.
    """

    scan_id: str
    device: str
    measured_at: datetime
    energy_mv: float | None
    simulated: bool
    steps: tuple[tuple[float, float], ...]
    details: tuple[tuple[float, float], ...]
    wires: tuple[tuple[float, float], ...]
    line_pairs: tuple[tuple[float, float], ...]
    penetration_mm: float | None
    contrast_percent: float | None
    wire_mm: float | None
    line_pair_mm: float | None
    mtf10_along_per_mm: float | None
    mtf10_upright_per_mm: float | None
    noise_air: float
