"""Colours say what a material is to everybody, and never change how dark a pixel looks."""

import numpy as np
import pytest
from numpy.typing import NDArray

from app.domain.view_state import Palette
from app.radiography.material import (
    CLASS_HUES,
    CONFIDENCES,
    HATCHED,
    NO_INFORMATION,
    NOTHING,
    MaterialClass,
)
from app.radiography.palettes import lightness_of_grey, linear, material_colours, srgb_of_lab

Floats = NDArray[np.float64]

# Machado, Oliveira and Fernandes (2009), severity 1.0, in linear sRGB.
SIGHT = {
    "usual": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
APART = 25.0
GREYS = range(128, 157, 4)
COLOURED = (Palette.DUAL, Palette.ORGANIC, Palette.METAL)
SURE = CONFIDENCES - 1


def lab(light: Floats) -> Floats:
    """CIELAB of linear sRGB (..., 3), from the definition, independent of the palette's code."""
    to_xyz = np.linalg.inv(srgb_of_xyz())
    xyz = np.clip(light, 0, 1) @ to_xyz.T / to_xyz.sum(axis=1)
    bent = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.stack(
        [
            116 * bent[..., 1] - 16,
            500 * (bent[..., 0] - bent[..., 1]),
            200 * (bent[..., 1] - bent[..., 2]),
        ],
        axis=-1,
    )


def srgb_of_xyz() -> Floats:
    """IEC 61966-2-1."""
    return np.array(
        [
            [3.2404542, -1.5371385, -0.4985314],
            [-0.9692660, 1.8760108, 0.0415560],
            [0.0556434, -0.2040259, 1.0572252],
        ]
    )


def seen(index: int, grey: int, *, palette: Palette = Palette.DUAL, safe: bool = True) -> Floats:
    """Linear red, green, blue of an index at a grey."""
    blue_first = material_colours(palette, colour_blind_safe=safe)[index, grey, :3]
    return linear(blue_first[::-1].astype(float) / 255)


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("grey", GREYS)
def test_every_two_classes_are_told_apart_by_everybody(sight: str, grey: int) -> None:
    shown = [lab(seen(hue << 3 | SURE, grey) @ SIGHT[sight].T) for hue in CLASS_HUES.values()]
    for first in range(len(shown)):
        for second in range(first):
            assert np.linalg.norm(shown[first] - shown[second]) >= APART


@pytest.mark.parametrize("safe", [True, False])
@pytest.mark.parametrize("kind", MaterialClass)
def test_lightness_is_that_of_the_grey(kind: MaterialClass, *, safe: bool) -> None:
    for grey in range(0, 256, 5):
        colour = seen(CLASS_HUES[kind] << 3 | SURE, grey, safe=safe)
        assert lab(colour)[0] == pytest.approx(
            float(lightness_of_grey(np.array(float(grey)))), abs=0.6
        )


def test_without_confidence_there_is_no_colour() -> None:
    for palette in COLOURED:
        for hue in (CLASS_HUES[MaterialClass.ORGANIC], CLASS_HUES[MaterialClass.METAL]):
            assert (np.ptp(material_colours(palette)[hue << 3, :, :3], axis=1) <= 1).all()


def test_colour_grows_with_confidence() -> None:
    hue = CLASS_HUES[MaterialClass.METAL] << 3
    chroma = [np.linalg.norm(lab(seen(hue | sure, 140))[1:]) for sure in range(CONFIDENCES)]
    assert (np.diff(chroma) > 2).all()


@pytest.mark.parametrize("palette", Palette)
def test_what_has_no_information_is_grey_as_measured(palette: Palette) -> None:
    colours = material_colours(palette)
    for index in (NO_INFORMATION, NOTHING):
        assert (colours[index, :, :3] == np.arange(256)[:, None]).all()
    assert (colours[..., 3] == 255).all()


@pytest.mark.parametrize("palette", COLOURED)
def test_a_hatch_is_seen_at_every_grey(palette: Palette) -> None:
    apart = material_colours(palette)[HATCHED, :, 0].astype(int) - np.arange(256)
    assert (np.abs(apart) >= 10).all()


def test_a_strip_takes_the_colour_of_the_others_and_not_of_its_own() -> None:
    organic, metal = (
        CLASS_HUES[kind] << 3 | SURE for kind in (MaterialClass.ORGANIC, MaterialClass.METAL)
    )
    for palette, kept, gone in (
        (Palette.ORGANIC, organic, metal),
        (Palette.METAL, metal, organic),
    ):
        colours, dual = material_colours(palette), material_colours(Palette.DUAL)
        assert np.array_equal(colours[kept], dual[kept])
        assert (np.ptp(colours[gone, :, :3], axis=1) == 0).all()
        assert np.ptp(colours[gone, :, 0]) < 100  # a faint shadow, no more


def test_the_grey_palette_is_grey_whatever_the_material() -> None:
    assert (material_colours(Palette.GREY)[..., :3] == np.arange(256)[None, :, None]).all()


def test_white_and_black_are_the_ends_of_the_scale() -> None:
    ends = srgb_of_lab(np.array([[0.0, 0, 0], [100.0, 0, 0]]))
    assert ends == pytest.approx(np.array([[0.0] * 3, [1.0] * 3]), abs=1e-3)
