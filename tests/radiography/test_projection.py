"""A projected object looks and is as noisy as one that stood in the beam. All is synthetic."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from app.domain.annotation import PixelBox
from app.radiography.noise import quanta_in_air
from app.radiography.projection import (
    Detectability,
    Pose,
    Projected,
    ProjectionError,
    choose_pose,
    detectability,
    posed,
    project,
)
from app.radiography.threats import Threat, threat_library
from app.radiography.windows import Levels, histogram, levels_of
from devices.emulators.imaging.beam import LOW
from tests.radiography.exposures import exposed, passed, quiet

Pixels = NDArray[np.uint16]
PIXEL_MM = (5.0, 5.0)
CARGO = PixelBox(left=1_250, top=250, right=2_350, bottom=690)
FLAT = Levels(air=60_000, floor=20)
WHOLE = PixelBox(left=0, top=0, right=400, bottom=300)


def named(name: str) -> Threat:
    [threat] = [item for item in threat_library() if item.name == name]
    return threat


def even(transmitted: float, seed: int = 1) -> Pixels:
    """An even picture with a strip of air at the left, from which its noise is read."""
    truth = np.full((300, 400), transmitted, np.float32)
    truth[:, :40] = 1
    return quiet(truth, seed)


def with_brick(pixels: Pixels, seed: int) -> Projected:
    """A brick in the middle of one even picture."""
    return project(
        [pixels],
        [FLAT],
        named("brick-medium"),
        Pose(at_px=(200, 150)),
        pixel_mm=PIXEL_MM,
        cargo=WHOLE,
        random=np.random.default_rng(seed),
    )


def test_the_library_holds_a_dozen_objects_each_denser_at_the_lower_energy() -> None:
    library = threat_library()
    assert len(library) == 12
    for threat in library:
        thick = threat.alpha_high > 0.05
        assert thick.any()
        assert (threat.alpha_low[thick] > threat.alpha_high[thick]).all()
        assert threat.alpha_high[0].max() == 0  # nothing is cut by its edge


@pytest.mark.parametrize("transmitted", [0.8, 0.3, 0.05])
def test_contrast_and_noise_are_those_of_an_object_in_the_beam(transmitted: float) -> None:
    pixels = even(transmitted)
    made = with_brick(pixels, 5)
    object_alpha = float(named("brick-medium").alpha_high.max())
    there = made.channels[0][138:163, 185:216] / 60_000
    expected = transmitted * math.exp(-object_alpha)
    assert there.mean() == pytest.approx(expected, rel=0.01)
    assert there.std() == pytest.approx(math.sqrt(expected / 20_000), rel=0.08)


def test_both_energies_get_the_object_and_the_originals_none_of_it() -> None:
    channels = [exposed("clothing", 2_301), exposed("clothing", 2_301, LOW)]
    before = [pixels.copy() for pixels in channels]
    levels = [levels_of(histogram(pixels)) for pixels in channels]
    random = np.random.default_rng(1)
    threat = named("steel-block")
    pose = choose_pose(
        channels[0], levels[0], threat, pixel_mm=PIXEL_MM, cargo=CARGO, random=random
    )
    made = project(channels, levels, threat, pose, pixel_mm=PIXEL_MM, cargo=CARGO, random=random)
    outside = np.ones(channels[0].shape, bool)
    outside[made.box.top : made.box.bottom, made.box.left : made.box.right] = False
    for pixels, original, changed in zip(channels, before, made.channels, strict=True):
        assert np.array_equal(pixels, original)
        assert np.array_equal(changed[outside], original[outside])
    x, y = pose.at_px
    alphas = [
        -np.log(
            changed[y - 4 : y + 5, x - 4 : x + 5].mean() / old[y - 4 : y + 5, x - 4 : x + 5].mean()
        )
        for changed, old in zip(made.channels, before, strict=True)
    ]
    assert alphas[1] / alphas[0] == pytest.approx(1.14, abs=0.03)  # steel


def test_an_object_outside_the_cargo_is_refused() -> None:
    with pytest.raises(ProjectionError, match="within"):
        project(
            [even(0.5)],
            [FLAT],
            named("sack"),
            Pose(at_px=(30, 150)),
            pixel_mm=PIXEL_MM,
            cargo=PixelBox(left=20, top=20, right=380, bottom=280),
            random=np.random.default_rng(1),
        )


def test_an_object_that_nobody_could_see_is_refused() -> None:
    dark = even(0.0004)
    with pytest.raises(ProjectionError, match="seen"):
        project(
            [dark],
            [FLAT],
            named("brick-light"),
            Pose(at_px=(200, 150)),
            pixel_mm=PIXEL_MM,
            cargo=WHOLE,
            random=np.random.default_rng(1),
        )


def test_an_object_is_harder_to_see_behind_more_and_among_more() -> None:
    alphas = posed(named("brick-light").alpha_high, 2.5, Pose(at_px=(200, 150)), PIXEL_MM)
    box = PixelBox(left=150, top=120, right=150 + alphas.shape[1], bottom=120 + alphas.shape[0])
    found = [detectability(even(share), FLAT, alphas, box) for share in (0.8, 0.1, 0.01)]
    assert found[0].snr > found[1].snr > found[2].snr
    busy = even(0.5)
    busy[:, ::9] //= 4
    busy[100:160] //= 3
    assert detectability(busy, FLAT, alphas, box).clutter_ratio < found[0].clutter_ratio
    assert not Detectability(snr=4, clutter_ratio=5, starved_share=0).fair


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(threat_library()),
    st.floats(0.8, 1.25),
    st.floats(-360, 360),
    st.floats(2, 8),
)
def test_a_turned_object_keeps_its_mass(
    threat: Threat, magnification: float, rotation_deg: float, pixel_mm: float
) -> None:
    pose = Pose(at_px=(0, 0), magnification=magnification, rotation_deg=rotation_deg)
    laid = posed(threat.alpha_high, threat.pixel_mm, pose, (pixel_mm, pixel_mm))
    here = (1 - np.exp(-laid)).sum() * pixel_mm**2
    there = (1 - np.exp(-threat.alpha_high)).sum() * (threat.pixel_mm * magnification) ** 2
    assert here == pytest.approx(there, rel=0.03)


@pytest.mark.parametrize(
    "kwargs", [{"density": 3.0}, {"magnification": 0.1}, {"rotation_deg": math.nan}]
)
def test_a_pose_beyond_its_ranges_is_refused(kwargs: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"within their ranges|a number"):
        Pose(at_px=(1, 1), **kwargs)


def test_saturated_pixels_stay_saturated() -> None:
    pixels = even(0.5)
    pixels[150, 200] = 65_535
    made = with_brick(pixels, 1)
    assert made.channels[0][150, 200] == 65_535


def test_the_noise_of_air_is_measured() -> None:
    pixels = quiet(passed("empty", 2_302), 4)
    assert quanta_in_air(pixels, FLAT) == pytest.approx(20_000, rel=0.1)
    assert quanta_in_air(np.zeros((20, 20), np.uint16), FLAT) == 100.0


def test_every_object_finds_a_place_in_light_cargo() -> None:
    pixels = exposed("empty", 2_303)
    levels = levels_of(histogram(pixels))
    random = np.random.default_rng(2)
    for threat in threat_library():
        pose = choose_pose(pixels, levels, threat, pixel_mm=PIXEL_MM, cargo=CARGO, random=random)
        assert CARGO.left < pose.at_px[0] < CARGO.right
