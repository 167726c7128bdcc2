"""Projects a test object into a released radiograph, as if it had stood in the beam.

Transmission multiplies: T' = T * T_object, in every channel (Rogers et al. 2016, Beer and Lambert).
That leaves too little noise behind the object, because quanta that it would have stopped have
already been averaged away; the missing part is added. What remains unlike a real object: the cargo
has hardened the beam, so that a real one attenuates a little less behind much cargo, and it
scatters nothing. An image so made belongs to training; DICOS has TIP Type (4010,1039) to say so.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from app.domain.annotation import PixelBox
from app.domain.radiograph import WINDOW_MAX
from app.radiography.noise import ELECTRONIC_SHARE, quanta_in_air
from app.radiography.threats import Threat
from app.radiography.windows import Levels

Pixels = NDArray[np.uint16]
Floats = NDArray[np.float32]
Point = tuple[int, int]

DENSITY_RANGE = (0.3, 1.5)
MAGNIFICATION_RANGE = (0.8, 1.25)
SHARPNESS_PX = 0.65
FOOTPRINT_ALPHA = 0.02
SNR_MIN = 12.0
CLUTTER_MIN = 1.0
STARVED_SHARE_MAX = 0.25
SIDE_MIN_PX = 4
TRIES = 60
RING = 0.5


class ProjectionError(Exception):
    """The object cannot stand there, or could not be seen there by anyone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pose:
    """How an object stands: `at_px` is its middle, (x, y) in pixels of the image at full size."""

    at_px: Point
    magnification: float = 1.0
    rotation_deg: float = 0.0
    density: float = 1.0

    def __post_init__(self) -> None:
        for value, (low, high) in (
            (self.magnification, MAGNIFICATION_RANGE),
            (self.density, DENSITY_RANGE),
        ):
            if not low <= value <= high:
                raise ValueError("magnification and density stay within their ranges")
        if not math.isfinite(self.rotation_deg):
            raise ValueError("a rotation is a number")


@dataclass(frozen=True, slots=True, kw_only=True)
class Detectability:
    """Whether an object could be seen at all.

    `snr` is what an ideal observer with the noise alone would have (Rose: below 5 nothing is seen
    reliably); `clutter_ratio` the object's contrast over the spread of what surrounds it;
    `starved_share` the part of it behind which nothing more would pass than noise.
    """

    snr: float
    clutter_ratio: float
    starved_share: float

    @property
    def fair(self) -> bool:
        """Whether a reviewer may be asked to find it."""
        return (
            self.snr >= SNR_MIN
            and self.clutter_ratio >= CLUTTER_MIN
            and self.starved_share <= STARVED_SHARE_MAX
        )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Projected:
    """New arrays, one per channel, the box of the object in them and how well it can be seen."""

    channels: tuple[Pixels, ...]
    box: PixelBox
    detectability: Detectability


def project(
    channels: Sequence[Pixels],
    levels: Sequence[Levels],
    threat: Threat,
    pose: Pose,
    *,
    pixel_mm: tuple[float, float],
    cargo: PixelBox,
    random: Generator,
) -> Projected:
    """Put `threat` into channels (high energy first, then low); the originals are left as they are.

    `cargo` is where cargo may be; the object lies wholly within it. Raises ProjectionError where it
    does not, or where `Detectability.fair` says that nobody could see it.
    """
    if not channels or len(channels) != len(levels):
        raise ValueError("every channel has its levels")
    pictures = [
        posed(alphas, threat.pixel_mm, pose, pixel_mm)
        for alphas in (threat.alpha_high, threat.alpha_low)
    ]
    box = _box(pictures[0].shape, pose.at_px)
    if box is None or not _within(box, cargo, channels[0].shape):
        raise ProjectionError("the object does not lie within the cargo")
    seen = detectability(channels[0], levels[0], pictures[0], box)
    if not seen.fair:
        raise ProjectionError("the object could not be seen there")
    made = [
        _multiplied(pixels, level, pictures[min(number, 1)], box, random)
        for number, (pixels, level) in enumerate(zip(channels, levels, strict=True))
    ]
    return Projected(channels=tuple(made), box=box, detectability=seen)


def choose_pose(
    pixels: Pixels,
    levels: Levels,
    threat: Threat,
    *,
    pixel_mm: tuple[float, float],
    cargo: PixelBox,
    random: Generator,
) -> Pose:
    """A random pose within the cargo in which the object can fairly be found.

    `pixels` is the high-energy channel. Raises ProjectionError if none is found in `TRIES`.
    """
    for _ in range(TRIES):
        pose = Pose(
            at_px=(
                int(random.integers(cargo.left, cargo.right)),
                int(random.integers(cargo.top, cargo.bottom)),
            ),
            magnification=float(random.uniform(0.95, 1.05)),
            rotation_deg=float(random.choice((0.0, 90.0)) + random.uniform(-12, 12)),
            density=float(random.uniform(0.85, 1.15)),
        )
        alphas = posed(threat.alpha_high, threat.pixel_mm, pose, pixel_mm)
        box = _box(alphas.shape, pose.at_px)
        if box is None or not _within(box, cargo, pixels.shape):
            continue
        if detectability(pixels, levels, alphas, box).fair:
            return pose
    raise ProjectionError("no place was found where the object could be seen")


def posed(alphas: Floats, source_mm: float, pose: Pose, pixel_mm: tuple[float, float]) -> Floats:
    """An object's attenuation, (height, width), as a detector of this pixel size sees it.

    It is averaged over pixels, and as sharp as the imager. Raises ProjectionError for an object of
    fewer than `SIDE_MIN_PX` pixels.
    """
    scale = (
        source_mm * pose.magnification / pixel_mm[0],
        source_mm * pose.magnification / pixel_mm[1],
    )
    turn = math.radians(pose.rotation_deg)
    cos, sin = math.cos(turn), math.sin(turn)
    blur = [max(0.5 / part, 0.1) for part in scale]
    room = math.ceil(4 * max(blur))
    clear = np.pad(np.exp(-alphas), room, constant_values=1)
    passed = cv2.GaussianBlur(clear, (0, 0), blur[0], sigmaY=blur[1])
    height, width = passed.shape
    new_width = math.ceil((abs(width * cos) + abs(height * sin)) * scale[0]) + 6
    new_height = math.ceil((abs(width * sin) + abs(height * cos)) * scale[1]) + 6
    if min(alphas.shape) * min(scale) < SIDE_MIN_PX:
        raise ProjectionError("the object is smaller than the imager can show")
    matrix = np.array([[scale[0] * cos, -scale[0] * sin, 0], [scale[1] * sin, scale[1] * cos, 0]])
    middle = matrix[:, :2] @ ((width - 1) / 2, (height - 1) / 2)
    matrix[:, 2] = ((new_width - 1) / 2, (new_height - 1) / 2) - middle
    laid = cv2.warpAffine(
        passed, matrix, (new_width, new_height), flags=cv2.INTER_LINEAR, borderValue=1.0
    )
    sharp = cv2.GaussianBlur(laid, (0, 0), SHARPNESS_PX)
    return np.asarray(-pose.density * np.log(np.clip(sharp, 1e-9, 1)), dtype=np.float32)


def detectability(pixels: Pixels, levels: Levels, alphas: Floats, box: PixelBox) -> Detectability:
    """How well an object of these (height, width) alphas could be seen at `box`."""
    there = pixels[box.top : box.bottom, box.left : box.right].astype(np.float64)
    share = np.maximum(there, 1) / levels.air
    left = share * np.exp(-alphas)
    inside = alphas > FOOTPRINT_ALPHA
    if not inside.any():
        return Detectability(snr=0.0, clutter_ratio=0.0, starved_share=0.0)
    noise = left / quanta_in_air(pixels, levels) + ELECTRONIC_SHARE**2 + (0.5 / levels.air) ** 2
    snr = math.sqrt(float((((share - left) ** 2) / noise)[inside].sum()))
    starved = float((left[inside] * levels.air <= max(levels.floor, 1)).mean())
    return Detectability(
        snr=snr,
        clutter_ratio=float(alphas[inside].mean()) / _clutter(pixels, levels, box),
        starved_share=starved,
    )


def _clutter(pixels: Pixels, levels: Levels, box: PixelBox) -> float:
    """Spread of alpha around a place, at the scale of a quarter of the object and above."""
    height, width = box.bottom - box.top, box.right - box.left
    around = pixels[
        max(box.top - round(RING * height), 0) : box.bottom + round(RING * height),
        max(box.left - round(RING * width), 0) : box.right + round(RING * width),
    ]
    depth = -np.log(np.maximum(around, max(levels.floor, 1)) / np.float32(levels.air))
    size = (max(width // 4, 3), max(height // 4, 3))
    coarse = cv2.blur(depth.astype(np.float32), size)
    low, high = np.percentile(coarse, (16, 84))
    return max(float(high - low) / 2, 0.01)


def _multiplied(
    pixels: Pixels, levels: Levels, alphas: Floats, box: PixelBox, random: Generator
) -> Pixels:
    result = pixels.copy()
    part = (slice(box.top, box.bottom), slice(box.left, box.right))
    there = pixels[part].astype(np.float64)
    passed = np.exp(-alphas.astype(np.float64))
    share = there / levels.air
    missing = share * passed * (1 - passed) / quanta_in_air(pixels, levels)
    missing += (1 - passed**2) * ELECTRONIC_SHARE**2
    noise = np.sqrt(missing) * random.standard_normal(there.shape)
    made = np.rint((share * passed + noise) * levels.air)
    made = np.clip(made, 0, WINDOW_MAX).astype(np.uint16)
    unknown = (there == WINDOW_MAX) | (alphas <= 0)
    result[part] = np.where(unknown, pixels[part], made)
    return result


def _box(shape: tuple[int, ...], at_px: Point) -> PixelBox | None:
    left, top = at_px[0] - shape[1] // 2, at_px[1] - shape[0] // 2
    if left < 0 or top < 0:
        return None
    return PixelBox(left=left, top=top, right=left + shape[1], bottom=top + shape[0])


def _within(box: PixelBox, cargo: PixelBox, shape: tuple[int, ...]) -> bool:
    return (
        box.left >= cargo.left
        and box.top >= cargo.top
        and box.right <= min(cargo.right, shape[1])
        and box.bottom <= min(cargo.bottom, shape[0])
    )
