"""An imager is measured from a scan of the test object. All scans are synthetic."""

import math
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from app.domain.image_quality import ImageQuality, QualityError, QualityRefusal
from app.domain.radiograph import ChannelRole, PixelUnit, Scan, ScanChannel
from app.radiography.edge_sharpness import NYQUIST, mtf10
from app.radiography.quality import hardest, measure_quality
from app.radiography.windows import histogram, levels_of
from devices.emulators.imaging.beam import HIGH, LOW
from devices.emulators.quality_object import expose_test_object
from tests.radiography.exposures import exposed

Pixels = NDArray[np.uint16]

CHANNEL = ScanChannel(
    role=ChannelRole.HIGH, energy_mv=9.0, unit=PixelUnit.TRANSMISSION, scale=1 / 60_000
)
SCAN = Scan(
    scan_id="COU-1",
    site="Coutts AB",
    lane="imaging",
    device="emulator",
    started_at=datetime(2026, 3, 1, tzinfo=UTC),
    width_px=980,
    height_px=350,
    pixel_mm=(5.0, 5.0),
    channels=(CHANNEL,),
    simulated=True,
)


@cache
def shots() -> tuple[Pixels, Pixels]:
    high, low = expose_test_object(seed=2_401, beams=(HIGH, LOW), shift_mm=(13, 7))
    return high, low


def measured(pixels: Pixels) -> ImageQuality:
    return measure_quality(pixels, levels_of(histogram(pixels)), SCAN)


def refused(pixels: Pixels, scan: Scan = SCAN) -> QualityRefusal:
    with pytest.raises(QualityError) as caught:
        measure_quality(pixels, levels_of(histogram(pixels)), scan)
    return caught.value.reason


def test_nine_megavolts_see_through_about_300_mm_of_steel() -> None:
    quality = measured(shots()[0])
    assert quality.penetration_mm in {280.0, 300.0, 320.0}
    assert quality.contrast_percent in {1.0, 1.5, 2.0}
    assert quality.wire_mm in {2.0, 2.5, 3.0}
    assert quality.noise_air == pytest.approx(1 / math.sqrt(20_000), rel=0.1)
    assert quality.simulated


def test_the_ratio_behind_steel_is_what_quanta_and_blackness_say() -> None:
    quality = dict(measured(shots()[0]).steps)
    passed = 0.05  # 100 mm of steel at 9 MV
    assert quality[100.0] == pytest.approx(5 * math.sqrt(passed * 20_000), rel=0.1)


def test_six_megavolts_see_through_less() -> None:
    high, low = (measured(pixels) for pixels in shots())
    assert low.penetration_mm is not None
    assert high.penetration_mm is not None
    assert low.penetration_mm < high.penetration_mm
    assert all(a[1] > b[1] for a, b in zip(high.steps[1:7], low.steps[1:7], strict=True))


def test_more_noise_sees_less_of_everything() -> None:
    good = shots()[0]
    noise = np.random.default_rng(3).normal(0, 1_500, good.shape)
    poor = measured(np.clip(good + noise, 0, 65_535).astype(np.uint16))
    assert poor.penetration_mm is not None
    assert poor.penetration_mm < 250
    assert poor.contrast_percent is None or poor.contrast_percent > 2
    assert poor.wire_mm is None or poor.wire_mm > 2.5


def test_a_blurred_imager_loses_its_lines_and_sharpness() -> None:
    good = shots()[0]
    soft = cv2.GaussianBlur(good, (0, 0), 1.5)
    before, after = measured(good), measured(np.asarray(soft, np.uint16))
    assert before.line_pair_mm == 12.0
    assert after.line_pair_mm is not None
    assert after.line_pair_mm > before.line_pair_mm
    for name in ("mtf10_along_per_mm", "mtf10_upright_per_mm"):
        sharp, blunt = getattr(before, name), getattr(after, name)
        assert 0.08 < sharp <= NYQUIST / 5 + 1e-9
        assert blunt < 0.065


@pytest.mark.parametrize("sigma_px", [0.65, 1.0, 1.6])
@pytest.mark.parametrize("sign", [-1, 1])
def test_the_sharpness_of_a_known_blur_is_found(sigma_px: float, sign: int) -> None:
    y, x = np.mgrid[:36, :28].astype(float)
    erf = np.vectorize(math.erf)
    parts = [
        erf((x + o - 13.3 - 0.08 * y) / sigma_px / math.sqrt(2)) for o in np.linspace(-0.5, 0.5, 21)
    ]
    edge = 0.6 + sign * 0.2 * np.mean(parts, axis=0)
    edge += np.random.default_rng(1).normal(0, 0.003, edge.shape)
    f = np.linspace(0.01, 1, 5_000)
    transfer = np.sinc(f) * np.exp(-2 * (np.pi * sigma_px * f) ** 2)
    expected = f[transfer < 0.1][0]
    assert mtf10(edge) == pytest.approx(min(expected, NYQUIST), rel=0.1)


@pytest.mark.parametrize("shape", [(3, 28), (36, 5), (36, 28)])
def test_without_an_edge_there_is_no_sharpness(shape: tuple[int, int]) -> None:
    assert mtf10(np.ones(shape)) is None


def test_a_truck_is_no_test_object() -> None:
    assert refused(exposed("clothing", 2_402)) is QualityRefusal.NO_TEST_OBJECT


def test_markers_without_their_steps_are_out_of_place() -> None:
    pixels = shots()[0].copy()
    pixels[75:170, 60:-60] = 60_000
    assert refused(pixels) is QualityRefusal.OUT_OF_PLACE


def test_an_object_that_is_cut_off_is_refused() -> None:
    assert refused(shots()[0][:250]) is QualityRefusal.OUT_OF_PLACE
    assert refused(shots()[0][:, :700]) is QualityRefusal.NO_TEST_OBJECT


def test_a_scan_of_unknown_pixel_size_is_refused() -> None:
    unknown = replace(SCAN, pixel_mm=None)
    assert refused(shots()[0], unknown) is QualityRefusal.NO_PIXEL_SIZE


def test_a_saturated_scan_is_refused() -> None:
    pixels = shots()[0].copy()
    pixels[:20, :300] = 65_535
    assert refused(pixels) is QualityRefusal.SATURATED


def test_the_limit_is_the_last_before_the_first_that_fails() -> None:
    assert hardest([(1, 9.0), (2, 6.0), (3, 4.9), (4, 8.0)], 5.0) == 2
    assert hardest([(1, 4.0)], 5.0) is None
    assert hardest([(1, math.nan)], 5.0) is None
