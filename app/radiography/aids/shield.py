"""Compact things of high atomic number: the background-peeled ratio (radiography reference, 5).

A thing is a closed region that is denser than its ring. What the ring shows lies in front of and
behind it too, so the ring's transmission is peeled off; the ratio of what remains at both energies
is compared with the ratio that iron and lead would give on the same background.
"""

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from app.radiography.aids.attenuation import Element, added_path, alphas
from app.radiography.aids.attenuation import Floats as Paths
from app.radiography.aids.picture import Floats, Picture

Mask = NDArray[np.bool_]

ALGORITHM, VERSION = "peeled-ratio", "1"

SIDE_MIN_MM, SIDE_MAX_MM = 90.0, 600.0
LEVELS = tuple(np.arange(0.8, 9.0, 0.35))
CONTRAST_MIN = 0.8
FILL_MIN = 0.55
EDGE_MM, RING_MM = 15.0, 40.0
LEAD_LIKENESS = 0.55
"""0 is iron, 1 is lead; half way and a little is where a hint begins."""

OPAQUE_PASSED = 5e-5
"""Below this share of the beam nothing can be said: one quantum per pixel and pulse."""

ALPHA_TRUSTED, LIKENESS_DENSE = 8.0, 1.5
"""Beyond this alpha what is left of the veil shifts the ratio and iron comes near lead: only what
lies far beyond lead is flagged, the rest is opaque (radiography reference, 5)."""

OPAQUE_SIGMA = 0.65
"""A likeness that is less certain than this does not tell lead from iron."""

VEIL_UNCERTAIN = 0.08
"""What part of the veil that was taken off may have been wrong."""

RATIO_SIGMA = 0.015
"""What stays uncertain of a peeled ratio when quanta abound: veil, spectra, angle."""

THINGS_MAX = 64
SAME_SHARE = 0.4
"""Two boxes are one thing where this much of their union is common; what is nested is its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A closed dense region of the picture and what it is made of, as far as it can be seen.

    `likeness` is 0 for iron and 1 for lead, None where the region is opaque; `sigma` is its
    standard deviation; `ratio` is the peeled ratio of low to high energy.
    """

    left: int
    top: int
    right: int
    bottom: int
    alpha: float
    contrast: float
    ratio: float | None = None
    likeness: float | None = None
    sigma: float | None = None

    @property
    def opaque(self) -> bool:
        """Whether nothing can be said of what is inside."""
        return self.likeness is None

    @property
    def confidence(self) -> float:
        """The chance that it is more like lead than half way, with its sigma taken as normal."""
        if self.likeness is None or not self.sigma:
            return 0.0
        return 0.5 * (1 + math.erf((self.likeness - 0.5) / self.sigma / math.sqrt(2)))

    @property
    def high_z(self) -> bool:
        """Whether it looks more like lead than like iron."""
        return self.likeness is not None and self.likeness > LEAD_LIKENESS


def find_things(picture: Picture, alpha: Floats, part: tuple[slice, slice]) -> list[Thing]:
    """Every compact thing denser than what surrounds it, strongest contrast first."""
    rows, columns = part
    blurred = cv2.GaussianBlur(alpha[rows, columns], (0, 0), max(picture.px(7) * 0.8, 0.8))
    smooth = np.asarray(blurred, dtype=np.float32)
    found = []
    for level in LEVELS:
        found += _closed_at(picture, smooth, float(level))
    found.sort(key=lambda thing: -thing.contrast)
    kept: list[Thing] = []
    for thing in found:
        if not any(_same(thing, other) for other in kept):
            kept.append(thing)
        if len(kept) == THINGS_MAX:
            break
    top, left = rows.start, columns.start
    moved = [_moved(thing, left, top) for thing in kept]
    return [judged(picture, alpha, thing) for thing in moved]


def judged(picture: Picture, alpha: Floats, thing: Thing) -> Thing:
    """The thing with its ratio, where two energies pass it."""
    if not picture.dual:
        return thing
    window, core, ring = _core_and_ring(picture, alpha, thing)
    count = int(core.sum())
    if not count or not ring.any():
        return thing
    parts = [part[window] for part in picture.passed]
    inside = [float(part[core].mean()) for part in parts]
    around = [float(part[ring].mean()) for part in parts]
    if min(*inside, *around) < OPAQUE_PASSED:
        return thing
    high, low = (float(-np.log(value)) for value in inside)
    back_high, back_low = (float(-np.log(min(value, 1.0))) for value in around)
    iron, lead = expected_low((back_high, back_low), high)
    peeled = high - back_high
    if peeled < CONTRAST_MIN / 2 or iron - lead < 1e-3:
        return thing
    noise = [
        float(part[core].std()) / np.sqrt(count) / value
        for part, value in zip(parts, inside, strict=True)
    ]
    likeness = (iron - low) / (iron - lead)
    middle = (thing.left + thing.right) // 2, (thing.top + thing.bottom) // 2
    veil = VEIL_UNCERTAIN * abs(
        picture.veil_at(1, *middle) / inside[1] - picture.veil_at(0, *middle) / inside[0]
    )
    sigma = float(np.hypot(np.hypot(*noise), np.hypot(RATIO_SIGMA * peeled, veil)))
    sigma /= iron - lead
    if sigma > OPAQUE_SIGMA or (high > ALPHA_TRUSTED and likeness < LIKENESS_DENSE):
        return thing
    return Thing(
        left=thing.left, top=thing.top, right=thing.right, bottom=thing.bottom,
        alpha=high, contrast=peeled, ratio=(low - back_low) / peeled,
        likeness=float(likeness), sigma=sigma,
    )  # fmt: skip


def expected_low(background: tuple[float, float], alpha_high: float) -> tuple[float, float]:
    """Low-energy alpha if iron, and if lead, lay on this background and gave `alpha_high`.

    The background is taken as organic and iron in the parts that give its two alphas.
    """
    behind = _mixture(*background)
    answers = []
    for element in (Element.IRON, Element.LEAD):
        path = added_path(element, np.asarray(alpha_high), behind)
        paths = dict(behind)
        paths[element] = paths.get(element, np.zeros(())) + path
        answers.append(float(alphas(paths)[1]))
    return answers[0], answers[1]


def _mixture(alpha_high: float, alpha_low: float) -> dict[Element, Paths]:
    """Organic and iron that give these alphas; only one of them outside the two."""
    shares = np.linspace(0, 1, 9)
    wanted = max(alpha_high, 0.0)
    iron = shares * float(added_path(Element.IRON, np.asarray(wanted)))
    organic = added_path(Element.ORGANIC, np.full(len(shares), wanted), {Element.IRON: iron})
    _, low = alphas({Element.ORGANIC: organic, Element.IRON: iron})
    at = float(np.interp(-alpha_low, -low, np.arange(len(shares))))
    index = np.arange(len(shares))
    return {
        Element.ORGANIC: np.asarray(np.interp(at, index, organic)),
        Element.IRON: np.asarray(np.interp(at, index, iron)),
    }


def _closed_at(picture: Picture, smooth: Floats, level: float) -> list[Thing]:
    least, most = picture.px(SIDE_MIN_MM), picture.px(SIDE_MAX_MM)
    mask = (smooth > level).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    found = []
    for label in range(1, count):
        left, top, width, height, area = (int(value) for value in stats[label])
        if not (least <= width <= most and least <= height <= most):
            continue
        if area < FILL_MIN * width * height or max(width, height) > 3 * min(width, height):
            continue
        body = labels[top : top + height, left : left + width] == label
        inner = float(np.median(smooth[top : top + height, left : left + width][body]))
        contrast = inner - _around(picture, smooth, (left, top, left + width, top + height))
        if contrast >= CONTRAST_MIN:
            found.append(
                Thing(
                    left=left,
                    top=top,
                    right=left + width,
                    bottom=top + height,
                    alpha=inner,
                    contrast=contrast,
                )
            )
    return found


def _around(picture: Picture, smooth: Floats, box: tuple[int, int, int, int]) -> float:
    """Median alpha of the frame around a box."""
    near, far = picture.px(EDGE_MM), picture.px(RING_MM)
    left, top, right, bottom = box
    frame = smooth[max(top - far, 0) : bottom + far, max(left - far, 0) : right + far].copy()
    y, x = top - max(top - far, 0), left - max(left - far, 0)
    frame[
        max(y - near, 0) : y + bottom - top + near, max(x - near, 0) : x + right - left + near
    ] = np.nan
    outside = frame[np.isfinite(frame)]
    return float(np.median(outside)) if outside.size else float("inf")


def _core_and_ring(
    picture: Picture, alpha: Floats, thing: Thing
) -> tuple[tuple[slice, slice], Mask, Mask]:
    """A window around a thing, and in it the pixels well inside and the middling ring."""
    near, far = picture.px(EDGE_MM), picture.px(RING_MM)
    top, left = max(thing.top - far, 0), max(thing.left - far, 0)
    window = (slice(top, thing.bottom + far), slice(left, thing.right + far))
    values = alpha[window]
    y, x = slice(thing.top - top, thing.bottom - top), slice(thing.left - left, thing.right - left)
    wide, tall = thing.right - thing.left, thing.bottom - thing.top
    inset_x, inset_y = min(near + 1, wide // 4), min(near + 1, tall // 4)
    core = np.zeros(values.shape, dtype=bool)
    core[y.start + inset_y : y.stop - inset_y, x.start + inset_x : x.stop - inset_x] = True
    core &= values > thing.alpha - 0.3 * thing.contrast
    ring = np.ones(values.shape, dtype=bool)
    ring[max(y.start - near, 0) : y.stop + near, max(x.start - near, 0) : x.stop + near] = False
    if ring.any():
        low, high = np.percentile(values[ring], [25, 75])
        ring &= (values >= low) & (values <= high)
    return window, core, ring


def _same(one: Thing, other: Thing) -> bool:
    across = min(one.right, other.right) - max(one.left, other.left)
    down = min(one.bottom, other.bottom) - max(one.top, other.top)
    if across <= 0 or down <= 0:
        return False
    areas = sum((item.right - item.left) * (item.bottom - item.top) for item in (one, other))
    return across * down > SAME_SHARE * (areas - across * down)


def _moved(thing: Thing, dx: int, dy: int) -> Thing:
    return Thing(
        left=thing.left + dx, top=thing.top + dy, right=thing.right + dx, bottom=thing.bottom + dy,
        alpha=thing.alpha, contrast=thing.contrast,
    )  # fmt: skip
