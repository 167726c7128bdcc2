"""Compact things of high atomic number: the background-peeled ratio (radiography reference, 5).

A thing is a closed region that is denser than its ring. Two questions are asked of its calm core:

- Does it lie below the curve of iron as it is, whatever lies before and behind it? Goods only raise
  the ratio of low to high energy, so below iron there must be something heavier.
- What remains if the transmission beside it is peeled off, for each side by itself? The ratio is
  compared with those that iron and lead would give on the same background; sides must agree.

Either answer counts only where it is that many of its own standard deviations away from iron; where
neither lead nor iron can be excluded, the thing is opaque.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from app.radiography.aids.calm import CALM_PX, Calm, calm_of
from app.radiography.aids.closed_regions import Region, closed_regions
from app.radiography.aids.iron_and_lead import expected_low, iron_and_lead
from app.radiography.aids.picture import Floats, Picture

Window = tuple[slice, slice]

ALGORITHM, VERSION = "peeled-ratio", "2"

LEAD_LIKENESS = 0.62
"""0 is iron, 1 is lead; copper is 0.05, tin 0.76. Above this a hint begins."""

HEAVY_LIKENESS = 0.45
"""The same with nothing peeled off: goods before or behind lead have made it less."""

IRON_MOST = 0.1
SIGMAS = 2.0
"""A likeness this many of its sigmas above what iron and copper give is not iron."""

ALPHA_LEAST = 1.2
"""Less than 3 cm of lead would show; what is seen is a hole or what is inside a shield."""

ALPHA_TRUSTED = 8.0
"""Beyond this alpha what is left of the veil outweighs the thing (radiography reference, 5)."""

SEEN_MIN, CORE_PX_MIN = 0.3, 40
"""How much of a thing must be below ALPHA_TRUSTED, and how many pixels its core needs."""

CALM_SLOPE = 0.1
"""Alpha per pixel: where it changes faster, thick and thin mix in one pixel and look like lead."""

SIDE_NEAR_MM, SIDE_FAR_MM = 20.0, 60.0
PEELED_MIN = 0.4

VEIL_UNCERTAIN = 0.1
"""What part of the veil that was taken off may have been wrong, if both energies agree on it.

Without an opaque place the veil is taken for too much, at the high energy more than at the low.
"""

RATIO_SIGMA = 0.012
"""What stays uncertain of a ratio when quanta abound: veil, spectra, angle."""

MIXED_SHIFT = 0.2
"""How much the low alpha falls below iron's per unit of variance of alpha within a calm pixel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A closed dense region of the picture and what it is made of, as far as it can be seen.

    `likeness` is 0 for iron and 1 for lead, None where the region is opaque; `sigma` is its
    standard deviation; `ratio` is of what is left once a side is `peeled` off, else of the whole.
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
    peeled: bool = True

    @property
    def opaque(self) -> bool:
        """Whether lead can be neither told nor excluded."""
        return self.likeness is None

    @property
    def confidence(self) -> float:
        """The chance that it is more like lead than half way, with its sigma taken as normal."""
        if self.likeness is None or not self.sigma:
            return 0.0
        return 0.5 * (1 + math.erf((self.likeness - 0.5) / self.sigma / math.sqrt(2)))

    @property
    def high_z(self) -> bool:
        """Whether it looks like lead and cannot be iron."""
        if self.likeness is None or self.sigma is None:
            return False
        least = LEAD_LIKENESS if self.peeled else HEAVY_LIKENESS
        return self.likeness > least and self.likeness - IRON_MOST > SIGMAS * self.sigma


@dataclass(frozen=True, slots=True, kw_only=True)
class Core:
    """Means over the calm core of a thing; `noise` is of the low alpha against iron's."""

    high: float
    low: float
    noise: float
    mixed: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """One answer to how much a thing is like lead, and its peeled ratio."""

    value: float
    sigma: float
    ratio: float
    peeled: bool = True

    @property
    def beyond_iron(self) -> float:
        """By how much it is more than iron may be; more than lead counts as lead."""
        return min(self.value, 1.0) - IRON_MOST - SIGMAS * self.sigma


def find_things(picture: Picture, alpha: Floats, part: Window) -> list[Thing]:
    """Every compact thing denser than what surrounds it, strongest contrast first."""
    regions = closed_regions(picture, alpha, part)
    if not picture.dual:
        return [_thing(region) for region in regions]
    calm = calm_of(picture)
    return [judged(picture, calm, _thing(region), part) for region in regions]


def judged(picture: Picture, calm: Calm, thing: Thing, part: Window) -> Thing:
    """The thing with its likeness to lead, where it can be told."""
    core = _core(calm, thing)
    if core is None:
        return thing
    middle = (thing.left + thing.right) // 2, (thing.top + thing.bottom) // 2
    veil = _veil_uncertain(picture) * abs(
        picture.veil_at(1, *middle) * math.exp(core.low)
        - picture.veil_at(0, *middle) * math.exp(core.high)
    )
    off = math.hypot(core.noise, veil, MIXED_SHIFT * core.mixed)
    answers = [_as_it_is(core, off)]
    sides = sorted(_peeled(picture, calm, thing, part, core, off), key=lambda item: item.value)
    if len(sides) > 1:
        answers.append(sides[1] if len(sides) > 2 else sides[0])
    answers.sort(key=lambda item: -item.beyond_iron)
    told = [_told(thing, core, item) for item in answers]
    found = next((item for item in told if item.high_z), told[0])
    if not found.high_z and answers[0].value + SIGMAS * answers[0].sigma > 1.0:
        return thing
    return found


def _told(thing: Thing, core: Core, answer: Likeness) -> Thing:
    return replace(
        thing,
        alpha=core.high,
        ratio=answer.ratio,
        likeness=answer.value,
        sigma=answer.sigma,
        peeled=answer.peeled,
    )


def _veil_uncertain(picture: Picture) -> float:
    high, low = picture.veil_share[:2]
    apart = abs(high - low) / max(high, low) if high > 0 or low > 0 else 0.0
    return math.hypot(VEIL_UNCERTAIN, apart)


def _as_it_is(core: Core, off: float) -> Likeness:
    """Likeness with nothing peeled off: goods before or behind can only make it less."""
    iron, lead = (float(low) for low in iron_and_lead(core.high))
    gap = max(iron - lead, 1e-3)
    sigma = math.hypot(off, RATIO_SIGMA * core.high) / gap
    return Likeness(
        value=(iron - core.low) / gap,
        sigma=sigma,
        ratio=core.low / max(core.high, 1e-3),
        peeled=False,
    )


def _peeled(
    picture: Picture, calm: Calm, thing: Thing, part: Window, core: Core, off: float
) -> Iterator[Likeness]:
    """Likeness with what each side shows peeled off, for sides inside the space."""
    for rows, columns in _sides(picture, thing, part):
        high, low = calm.high[rows, columns], calm.low[rows, columns]
        least, most = np.percentile(high, [25, 75])
        middling = (high >= least) & (high <= most)
        back = (max(float(high[middling].mean()), 0.0), max(float(low[middling].mean()), 0.0))
        peeled = core.high - back[0]
        if peeled < PEELED_MIN:
            continue
        iron, lead = expected_low(back, core.high)
        gap = max(iron - lead, 1e-3)
        sigma = math.hypot(off, RATIO_SIGMA * peeled) / gap
        yield Likeness(
            value=(iron - core.low) / gap, sigma=sigma, ratio=(core.low - back[1]) / peeled
        )


def _sides(picture: Picture, thing: Thing, part: Window) -> Iterator[Window]:
    """Strips left, right, above and below a thing, as far as they lie in the space."""
    near, far = picture.px(SIDE_NEAR_MM), picture.px(SIDE_FAR_MM)
    tall, wide = (thing.top, thing.bottom), (thing.left, thing.right)
    strips = (
        (tall, (thing.left - far, thing.left - near)),
        (tall, (thing.right + near, thing.right + far)),
        ((thing.top - far, thing.top - near), wide),
        ((thing.bottom + near, thing.bottom + far), wide),
    )
    for (top, bottom), (left, right) in strips:
        rows = slice(max(top, part[0].start), min(bottom, part[0].stop))
        columns = slice(max(left, part[1].start), min(right, part[1].stop))
        if rows.stop - rows.start >= 3 and columns.stop - columns.start >= 3:
            yield rows, columns


def _core(calm: Calm, thing: Thing) -> Core | None:
    """What is well inside, can be seen through and does not change there."""
    inset_x = min(CALM_PX - 1, (thing.right - thing.left) // 4)
    inset_y = min(CALM_PX - 1, (thing.bottom - thing.top) // 4)
    window = (
        slice(thing.top + inset_y, thing.bottom - inset_y),
        slice(thing.left + inset_x, thing.right - inset_x),
    )
    high, low = calm.high[window], calm.low[window]
    seen = high < ALPHA_TRUSTED
    if not high.size or seen.mean() < SEEN_MIN:
        return None
    core = seen & (np.abs(high - np.median(high[seen])) < 0.3 * max(thing.contrast, 0.8))
    flat = core & (calm.slope[window] < CALM_SLOPE)
    core = flat if flat.sum() >= CORE_PX_MIN else core
    count = int(core.sum())
    if count < CORE_PX_MIN // 2:
        return None
    excess = low[core] - iron_and_lead(high[core])[0]
    alone = max(count / CALM_PX**2, 1.0)
    level = float(high[core].mean())
    if level < ALPHA_LEAST:
        return None
    return Core(
        high=level,
        low=float(np.median(excess)) + float(iron_and_lead(level)[0]),
        noise=float(excess.std()) / math.sqrt(alone),
        mixed=float(np.median(calm.mixed[window][core])),
    )


def _thing(region: Region) -> Thing:
    return Thing(
        left=region.left, top=region.top, right=region.right, bottom=region.bottom,
        alpha=region.alpha, contrast=region.contrast,
    )  # fmt: skip
