"""Materials are told apart by both energies, where that can be done, and nowhere else."""

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.radiograph import ChannelRole, PixelUnit, ScanChannel
from app.radiography.material import (
    ALPHA_INFORMED,
    CLASS_HUES,
    CONFIDENCES,
    FIRST_INDEX,
    HUES_PER_CLASS,
    NO_INFORMATION,
    NOTHING,
    Floats,
    Indices,
    MaterialClass,
    alpha_table,
    material_class,
    material_indices,
    material_levels,
    material_numbers,
    material_pair,
    references,
)
from app.radiography.pyramid import build_pyramid
from app.radiography.windows import Levels
from installer.cargo_spectra import Spectra
from tests.conftest import REPOSITORY

AIR, QUANTA = 60_000, 20_000
LEVELS = Levels(air=AIR, floor=10)
DATA = Path(os.environ.get("PARALLEL49_DATA", REPOSITORY.parent / "shared" / "data"))
SPECTRA = DATA / "radiography" / "plalor+semiZ"
HIGH = ScanChannel(role=ChannelRole.HIGH, energy_mv=9.0, unit=PixelUnit.TRANSMISSION, scale=1 / AIR)
LOW = replace(HIGH, role=ChannelRole.LOW, energy_mv=6.0)


def one(alpha: float, ratio: float) -> int:
    """The index of one place."""
    index = material_indices(np.array([alpha], np.float32), np.array([alpha * ratio], np.float32))
    return int(index[0])


@given(
    st.floats(ALPHA_INFORMED[0] + 0.05, ALPHA_INFORMED[1] - 0.05), st.sampled_from(MaterialClass)
)
def test_a_place_on_a_reference_curve_has_the_hue_of_its_class(
    alpha: float, kind: MaterialClass
) -> None:
    curves = references()
    ratio = float(np.interp(alpha, curves.alpha, curves.ratios[kind]))
    index = one(alpha, ratio)
    assert material_class(index) is kind
    assert (index >> 3) == pytest.approx(CLASS_HUES[kind], abs=1)


@given(st.floats(0.7, 5.5), st.floats(0.9, 1.35), st.floats(0.0, 0.1))
def test_a_smaller_ratio_is_never_taken_for_a_lighter_material(
    alpha: float, ratio: float, less: float
) -> None:
    assert one(alpha, ratio) >> 3 <= one(alpha, ratio - less) >> 3


@given(st.floats(-0.5, 9.0), st.floats(0.5, 2.0))
def test_outside_what_can_be_told_there_is_no_material(alpha: float, ratio: float) -> None:
    index = one(alpha, ratio)
    if ALPHA_INFORMED[0] + 0.03 < alpha < ALPHA_INFORMED[1] - 0.03:
        assert index >= FIRST_INDEX
    elif not ALPHA_INFORMED[0] - 0.03 < alpha < ALPHA_INFORMED[1] + 0.03:
        assert index in (NO_INFORMATION, NOTHING)
        assert material_class(index) is None


def test_air_is_nothing_and_a_wall_of_steel_no_information() -> None:
    assert one(0.0, 1.0) == NOTHING
    assert one(0.2, 1.15) == NO_INFORMATION
    assert one(7.0, 1.1) == NO_INFORMATION


def test_confidence_grows_with_what_stands_in_the_beam() -> None:
    curves = references()
    found = [
        one(alpha, float(np.interp(alpha, curves.alpha, curves.ratios[2]))) % CONFIDENCES
        for alpha in (0.62, 1.2)
    ]
    assert found[0] < found[1] == CONFIDENCES - 1


def slabs(spectra: Spectra, compound: str, thick_g_cm2: float, seed: int) -> list[Indices]:
    """Materials of a slab as an imager sees it, with the noise of 20 000 quanta in air."""
    random = np.random.default_rng(seed)
    coefficients = spectra.attenuation_cm2_g(compound)[None]
    alphas = spectra.alphas(coefficients, np.array([[thick_g_cm2]]))
    images = []
    for alpha in alphas:
        quanta = random.poisson(np.exp(-alpha[0]) * QUANTA, (520, 520)) / QUANTA
        seen = quanta + random.normal(0, 2e-4, quanta.shape)
        images.append(np.clip(np.rint(seen * AIR), 0, 65_535).astype(np.uint16))
    high, low = (build_pyramid(image) for image in images)
    return material_levels(high, low, LEVELS, LEVELS)


@pytest.mark.skipif(not SPECTRA.exists(), reason="the spectra of plalor/semiZ are not here")
@pytest.mark.parametrize("thick_g_cm2", [20, 45, 70, 95, 120])
def test_slabs_are_told_apart_from_20_to_120_g_cm2(thick_g_cm2: float) -> None:
    spectra = Spectra(SPECTRA)
    compounds = ("polyethylene", "aluminium", "iron", "lead")
    for kind, compound in zip(MaterialClass, compounds, strict=True):
        indices = slabs(spectra, compound, thick_g_cm2, seed=50_100 + kind)[0][8:-8, 8:-8]
        right = (indices >= FIRST_INDEX) & (np.minimum((indices >> 3) // HUES_PER_CLASS, 3) == kind)
        assert right.mean() >= 0.95, compound


def test_at_an_edge_nothing_is_said_with_confidence() -> None:
    high, low = np.full((2, 600, 600), AIR, np.uint16)
    high[:, 300:], low[:, 300:] = 5_766, 4_275  # 60 g/cm2 of iron
    [indices, *_] = material_levels(build_pyramid(high), build_pyramid(low), LEVELS, LEVELS)
    row = indices[150]
    assert material_class(int(row[200])) is MaterialClass.METAL
    assert row[200] % CONFIDENCES == CONFIDENCES - 1
    near = row[149:151]
    assert (near[near >= FIRST_INDEX] % CONFIDENCES == 0).all()


@pytest.mark.parametrize(("count", "numbers"), [(1, [0]), (2, [1]), (4, [1, 3]), (6, [1, 3, 5])])
def test_every_second_level_has_materials(count: int, numbers: list[int]) -> None:
    assert list(material_numbers(count)) == numbers


@given(st.lists(st.integers(1, 4000), min_size=2, max_size=2))
def test_an_image_and_its_materials_stay_within_the_memory_of_an_open_image(
    size: list[int],
) -> None:
    height, width = (1000 + side for side in size)
    areas = [height * width]
    while max(height, width) > 512:
        height, width = -(-height // 2), -(-width // 2)
        areas.append(height * width)
    materials = sum(areas[number] for number in material_numbers(len(areas)))
    assert 4 * sum(areas) + materials <= 1.41 * 4 * areas[0]


def test_logarithmic_pixels_are_read_as_what_they_are() -> None:
    channel = replace(HIGH, unit=PixelUnit.LOG, scale=1e-4)
    table = alpha_table(Levels(air=60_000, floor=0), channel)
    assert table[60_000] == 0
    assert table[50_000] == pytest.approx(1.0)


def test_an_offset_belongs_to_the_transmission() -> None:
    plain = alpha_table(LEVELS)
    shifted = alpha_table(Levels(air=AIR + 500, floor=10), replace(HIGH, offset=-500 / AIR))
    assert shifted[10_500] == pytest.approx(plain[10_000], abs=1e-5)


@pytest.mark.parametrize(
    ("channels", "pair"),
    [
        ((HIGH, LOW), (0, 1)),
        ((LOW, HIGH), (1, 0)),
        ((HIGH,), None),
        ((HIGH, replace(LOW, energy_mv=4.0)), None),
        ((replace(HIGH, energy_mv=None), LOW), None),
    ],
)
def test_materials_need_the_two_energies_that_the_curves_are_for(
    channels: tuple[ScanChannel, ...], pair: tuple[int, int] | None
) -> None:
    assert material_pair(channels) == pair


@pytest.mark.skipif(not SPECTRA.exists(), reason="the spectra of plalor/semiZ are not here")
def test_the_curves_are_those_of_the_spectra() -> None:
    spectra, curves = Spectra(SPECTRA), references()
    for kind, compound in ((MaterialClass.METAL, "iron"), (MaterialClass.HEAVY, "lead")):
        coefficients = spectra.attenuation_cm2_g(compound)[None]
        high, low = spectra.alphas(coefficients, np.array([[30.0], [90.0]]))
        stored: Floats = np.interp(high, curves.alpha, curves.ratios[kind])
        assert stored == pytest.approx(low / high, abs=3e-4)
