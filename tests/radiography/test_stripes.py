"""Stripes go, things stay, and an image that needs nothing is left bit by bit as it is."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from app.domain.radiograph import ChannelRole, PixelUnit, Scan, ScanChannel
from app.radiography.image_cache import decode_to_cache, open_cached, remake_to_cache
from app.radiography.pyramid import open_pyramid
from app.radiography.stripes import clean, destripe
from tests.radiography.exposures import exposed, passed, quiet


def in_air(pixels: NDArray[np.uint16]) -> tuple[float, float]:
    """Spread of row and column medians where the truth is air, as ln T."""
    logs = np.log(np.maximum(pixels, 1) / 60_000)
    ahead = logs[:800, :70]
    above = logs[:100]
    return float(np.median(ahead, axis=1).std()), float(np.median(above, axis=0).std())


@pytest.mark.parametrize("seed", [2_001, 2_002])
def test_stripes_in_air_shrink_by_half_or_more(seed: int) -> None:
    pixels = exposed("clothing", seed)
    before, after = in_air(pixels), in_air(destripe(pixels))
    assert after[0] < 0.5 * before[0]
    assert after[1] < 0.5 * before[1]


def test_stripes_go_from_the_cargo_as_well_as_from_air() -> None:
    truth = passed("clothing", 2_003)
    gain = np.random.default_rng(1).normal(1, 0.01, (truth.shape[0], 1))
    striped = np.rint(quiet(truth, 5) * gain).astype(np.uint16)
    inside = slice(900, 1800)

    def error(pixels: NDArray[np.uint16]) -> float:
        share = pixels[200:700, inside] / (60_000 * truth[200:700, inside])
        return float(share.mean(axis=1).std())

    assert error(destripe(striped)) < 0.3 * error(striped)


@pytest.mark.parametrize("seed", [2_004, 2_005, 2_006])
def test_an_image_that_needs_nothing_is_the_same_array(seed: int) -> None:
    pixels = quiet(passed("empty", 2_004), seed)
    assert destripe(pixels) is pixels


@pytest.mark.parametrize("seed", [2_007, 2_008])
def test_a_second_pass_changes_nothing(seed: int) -> None:
    once = destripe(exposed("clothing", seed))
    assert destripe(once) is once


def test_an_object_within_a_row_band_keeps_its_contrast() -> None:
    truth = passed("empty", 2_009).copy()
    truth[400:406, 1300:1340] *= 0.97  # six rows high, 3 % deep
    striped = exposed("empty", 2_009).astype(np.float64)
    striped[400:406, 1300:1340] *= 0.97
    cleaned = destripe(np.rint(striped).astype(np.uint16))
    inside = cleaned[400:406, 1300:1340].mean() / cleaned[400:406, 1340:1380].mean()
    before = striped[400:406, 1300:1340].mean() / striped[400:406, 1340:1380].mean()
    assert inside == pytest.approx(before, abs=0.001)


def test_a_rail_as_long_as_the_vehicle_is_not_taken_for_a_stripe() -> None:
    truth = np.ones((600, 1600), np.float32)
    truth[200:560, 150:1450] = 0.4
    truth[300:303, 150:1450] *= 0.95
    pixels = quiet(truth, 9)
    gain = 1 + 0.005 * np.random.default_rng(2).standard_normal(600)
    cleaned = destripe(np.rint(pixels * gain[:, None]).astype(np.uint16))
    assert cleaned[300:303, 150:1450].mean() == pytest.approx(60_000 * 0.38, rel=0.002)


def test_the_original_is_left_as_it_is() -> None:
    pixels = exposed("clothing", 2_001)
    before = pixels.copy()
    result = clean(pixels, (0, 24))
    assert result.changed
    assert np.array_equal(pixels, before)


def test_without_air_nothing_is_corrected() -> None:
    pixels = np.random.default_rng(1).integers(5_000, 15_000, (300, 500)).astype(np.uint16)
    assert destripe(pixels) is pixels


@pytest.mark.parametrize("told", [(0, 24), (700, 900), (-3, 5), (900, 100), (0, 10_000)])
def test_rows_wrongly_called_air_do_no_harm(told: tuple[int, int]) -> None:
    pixels = exposed("clothing", 2_002)
    assert np.array_equal(clean(pixels, told).pixels, clean(pixels).pixels)


def test_logarithmic_and_black_images_are_returned() -> None:
    pixels = exposed("clothing", 2_001)
    assert clean(pixels, None, PixelUnit.LOG).pixels is pixels
    black = np.zeros((50, 60), np.uint16)
    assert destripe(black) is black
    tiny = np.full((5, 60), 60_000, np.uint16)
    assert destripe(tiny) is tiny


def striped_scan(
    files: Sequence[tuple[str, str, bytes]],
) -> tuple[Scan, list[NDArray[np.uint16]]]:
    pixels = exposed("clothing", 2_001)
    channel = ScanChannel(
        role=ChannelRole.HIGH, energy_mv=9.0, unit=PixelUnit.TRANSMISSION, scale=1 / 60_000
    )
    scan = Scan(
        scan_id=files[0][0],
        site="Coutts AB",
        lane="imaging",
        device="emulator",
        started_at=datetime(2026, 3, 1, tzinfo=UTC),
        width_px=pixels.shape[1],
        height_px=pixels.shape[0],
        pixel_mm=(5.0, 5.0),
        channels=(channel,),
        simulated=True,
    )
    return scan, [pixels]


def test_a_worker_keeps_the_cleaned_channel_beside_the_original(tmp_path: Path) -> None:
    home = decode_to_cache((("scan", "image/tiff", b"1"),), tmp_path, decode=striped_scan)
    made = open_pyramid(remake_to_cache(home, 0, "cleaned", remake=destripe))[0]
    original = open_cached(home).channels[0][0]
    assert np.array_equal(original, exposed("clothing", 2_001))
    assert np.array_equal(made, destripe(original))
    assert not np.array_equal(made, original)
