"""From a material index and a grey to a colour: hue is material, lightness stays transmission.

Colours are chosen in CIELAB: lightness is exactly that of the grey, so that a coloured image reads
like the grey one; chroma falls with confidence. At lightnesses from 52 to 65, midway between black
and air, the default hues lie 25 and more apart (CIE 1976) also for protanopes, deuteranopes and
tritanopes. The conventional ones are those of most consoles (orange, green, blue); there, some of
them are hard to tell apart for one man in twelve.
"""

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

from app.domain.view_state import Palette
from app.radiography.material import (
    CLASS_HUES,
    CONFIDENCES,
    HATCHED,
    HUES,
    HUES_PER_CLASS,
    MaterialClass,
)

Floats = NDArray[np.float64]
Colours = NDArray[np.uint8]

# Hue in degrees and chroma at most, in CIELAB.
SAFE_HUES = {
    MaterialClass.ORGANIC: (63.0, 68.0),
    MaterialClass.MINERAL: (132.0, 30.0),
    MaterialClass.METAL: (287.0, 74.0),
    MaterialClass.HEAVY: (330.0, 38.0),
}
CONVENTIONAL_HUES = {
    MaterialClass.ORGANIC: (65.0, 75.0),
    MaterialClass.MINERAL: (142.0, 60.0),
    MaterialClass.METAL: (282.0, 70.0),
    MaterialClass.HEAVY: (350.0, 70.0),
}
BLEND_HUES = 1.5
"""Within so many steps of hue about a boundary one colour passes into the next."""

STRIPPED = {
    Palette.ORGANIC: frozenset({MaterialClass.METAL, MaterialClass.HEAVY}),
    Palette.METAL: frozenset({MaterialClass.ORGANIC, MaterialClass.MINERAL}),
}
STRIPPED_GREYS = (96.0, 0.30)
"""What is stripped keeps a faint shadow: its greys begin here and run so much flatter."""

HATCH_STEPS, HATCH_FLIPS_AT = (46, -11), 110
CHROMA_STEPS = 14
GREYS = 256

# sRGB (IEC 61966-2-1), D65.
_TO_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
_WHITE = _TO_XYZ.sum(axis=1)
_KNEE, _SLOPE = 216 / 24389, 24389 / 27


@cache
def material_colours(palette: Palette, *, colour_blind_safe: bool = True) -> Colours:
    """Blue, green, red and 255 for every index and grey, (256, 256, 4); read only.

    `palette` GREY gives the greys themselves whatever the index.
    """
    colours = np.empty((256, GREYS, 4), np.uint8)
    greys = np.arange(GREYS)
    colours[..., :3] = greys[None, :, None]
    colours[..., 3] = 255
    if palette is not Palette.GREY:
        step = np.where(greys < HATCH_FLIPS_AT, *HATCH_STEPS)
        colours[HATCHED, :, :3] = (greys + step)[:, None]
        hues = SAFE_HUES if colour_blind_safe else CONVENTIONAL_HUES
        stripped = STRIPPED.get(palette, frozenset())
        for hue in range(1, HUES):
            colours[hue << 3 : (hue << 3) + CONFIDENCES, :, 2::-1] = _of_hue(hue, hues, stripped)
    colours.flags.writeable = False
    return colours


def srgb_of_lab(lab: Floats) -> Floats:
    """(..., 3) CIELAB to linear sRGB, which lies outside 0 to 1 where a screen cannot show it."""
    middle = (lab[..., 0] + 16) / 116
    bent = np.stack([middle + lab[..., 1] / 500, middle, middle - lab[..., 2] / 200], axis=-1)
    flat = np.where(bent**3 > _KNEE, bent**3, (116 * bent - 16) / _SLOPE)
    return np.asarray(flat * _WHITE @ np.linalg.inv(_TO_XYZ).T)


def lightness_of_grey(greys: NDArray[np.generic]) -> Floats:
    """CIELAB lightness of sRGB greys 0 to 255."""
    light = linear(np.asarray(greys, dtype=float) / 255)
    return np.asarray(np.where(light > _KNEE, 116 * np.cbrt(light) - 16, _SLOPE * light))


def linear(coded: Floats) -> Floats:
    """Linear light of coded sRGB values, both 0 to 1."""
    return np.asarray(np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4))


def _coded(light: Floats) -> Floats:
    light = np.clip(light, 0, 1)
    return np.asarray(
        np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)
    )


def _of_hue(
    hue: int,
    hues: dict[MaterialClass, tuple[float, float]],
    stripped: frozenset[MaterialClass],
) -> Colours:
    """Red, green, blue of one hue for each confidence and grey, (CONFIDENCES, 256, 3)."""
    greys = np.arange(GREYS, dtype=float)
    if MaterialClass(min(hue // HUES_PER_CLASS, len(MaterialClass) - 1)) in stripped:
        first, slope = STRIPPED_GREYS
        flat = np.rint(first + slope * greys).astype(np.uint8)
        return np.broadcast_to(flat[None, :, None], (CONFIDENCES, GREYS, 3))
    direction = _direction(hue, hues)
    sure = np.arange(CONFIDENCES)[:, None, None] / (CONFIDENCES - 1)
    light = np.broadcast_to(lightness_of_grey(greys)[None, :, None], (CONFIDENCES, GREYS, 1))
    chroma = np.broadcast_to(sure * direction, (CONFIDENCES, GREYS, 2))
    shown = _shown_part(light, chroma)
    rgb = srgb_of_lab(np.concatenate([light, chroma * shown], axis=-1))
    return np.rint(_coded(rgb) * 255).astype(np.uint8)


def _direction(hue: int, hues: dict[MaterialClass, tuple[float, float]]) -> Floats:
    """The a and b of a hue at full confidence: that of its class, blended near a boundary."""
    points = {
        item: np.array([math.cos(math.radians(angle)), math.sin(math.radians(angle))]) * chroma
        for item, (angle, chroma) in hues.items()
    }
    places: list[float] = []
    values: list[Floats] = []
    for item in MaterialClass:
        half = HUES_PER_CLASS / 2 - BLEND_HUES
        places += [CLASS_HUES[item] - half, CLASS_HUES[item] + half]
        values += [points[item], points[item]]
    return np.array([np.interp(hue, places, np.array(values)[:, axis]) for axis in range(2)])


def _shown_part(light: Floats, chroma: Floats) -> Floats:
    """The largest part of the chroma that a screen can show at this lightness, by bisection."""
    low, high = np.zeros_like(light), np.ones_like(light)
    for _ in range(CHROMA_STEPS):
        middle = (low + high) / 2
        rgb = srgb_of_lab(np.concatenate([light, chroma * middle], axis=-1))
        fits = ((rgb >= 0) & (rgb <= 1)).all(axis=-1, keepdims=True)
        low, high = np.where(fits, middle, low), np.where(fits, high, middle)
    return low
