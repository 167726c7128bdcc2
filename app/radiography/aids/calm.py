"""A picture averaged so far that the ratio of two energies can be read from single places."""

from dataclasses import dataclass

import cv2
import numpy as np

from app.radiography.aids.picture import Floats, Picture

CALM_PX = 5
ALPHA_END = 12.0
GRAIN_UNKNOWN = np.float32(1e-4)
AIR_PX_MIN = 100


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Calm:
    """Both alphas averaged over CALM_PX squares, how steep and how mixed the high one is there."""

    high: Floats
    low: Floats
    slope: Floats
    mixed: Floats


def calm_of(picture: Picture) -> Calm:
    """What every thing is judged by, made once for a picture. Two energies are needed."""
    floor = np.float32(np.exp(-ALPHA_END))
    square = (CALM_PX, CALM_PX)
    means = [np.asarray(cv2.blur(part, square), dtype=np.float32) for part in picture.passed]
    high, low = (-np.log(np.maximum(mean, floor)) for mean in means)
    across = cv2.Sobel(high, cv2.CV_32F, 1, 0, scale=1 / 8)
    down = cv2.Sobel(high, cv2.CV_32F, 0, 1, scale=1 / 8)
    mean = np.maximum(means[0], floor)
    spread = cv2.blur(picture.passed[0] ** 2, square) - means[0] ** 2
    grain = _grain(picture) * mean + np.float32(1e-8)
    mixed = np.maximum(spread - 1.3 * grain, 0) / mean**2
    return Calm(high=high, low=low, slope=np.hypot(across, down), mixed=np.asarray(mixed))


def _grain(picture: Picture) -> np.float32:
    """Variance of a pixel in air, from neighbours above one another: one over its quanta."""
    part = picture.passed[0][::, ::3]
    steps = np.diff(part, axis=0)
    air = np.abs(part[1:] - 1) < 0.03
    if air.sum() < AIR_PX_MIN:
        return GRAIN_UNKNOWN
    return np.float32((np.median(np.abs(steps[air])) * 1.4826) ** 2 / 2)
