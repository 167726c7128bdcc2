"""Counts become transmission, and a detector's faults go without a part of the vehicle going."""

import numpy as np
import pytest
from numpy.typing import NDArray

from app.radiography.calibration import (
    AIR_VALUE,
    ALL_STEPS,
    Reference,
    Step,
    calibrate,
    dead_rows,
    log_transmission,
)

HEIGHT, WIDTH = 200, 400
DEAD, HOT, LOST = 90, 140, 33


def truth() -> NDArray[np.float64]:
    passed = np.ones((HEIGHT, WIDTH))
    passed[60:180, 50:350] = 0.3
    passed[88:93, 200:260] = 0.1
    return passed


def counts(seed: int = 1) -> tuple[NDArray[np.uint16], Reference]:
    """Truth with 2 % row gain, 2 % pulse dose, dark 30, a dead row, a hot one and a lost pulse."""
    random = np.random.default_rng(seed)
    gain = 1 + 0.02 * random.standard_normal(HEIGHT)
    gain[DEAD] = 0.01
    dark = 30 + 2 * random.standard_normal(HEIGHT)
    dark[HOT] = 9_000
    dose = 1 + 0.02 * random.standard_normal(WIDTH)
    dose[LOST] = 0.001
    quanta = random.poisson(20_000 * truth() * dose)
    raw = dark[:, None] + gain[:, None] * 2 * quanta
    reference = Reference(dark=dark, air=dark + gain * 40_000)
    return np.clip(np.rint(raw), 0, 65_535).astype(np.uint16), reference


def off(pixels: NDArray[np.uint16], *, without: bool) -> float:
    """The largest error of a row's or column's mean in air, relative."""
    share = pixels / (AIR_VALUE * truth())
    if without:
        share = np.delete(np.delete(share, [DEAD, HOT], axis=0), LOST, axis=1)
    return float(max(np.abs(share.mean(axis=0) - 1).max(), np.abs(share.mean(axis=1) - 1).max()))


def test_rows_and_pulses_are_level_after_calibration() -> None:
    raw, reference = counts()
    result = calibrate(raw, reference, air_rows=(0, 50))
    assert off(result.pixels, without=True) < 0.005
    assert result.filled_rows == (DEAD, HOT)
    assert result.filled_columns == (LOST,)


def test_a_dead_row_is_filled_from_its_neighbours() -> None:
    raw, reference = counts()
    result = calibrate(raw, reference, air_rows=(0, 50))
    assert result.pixels[DEAD, 210:250].mean() == pytest.approx(0.1 * AIR_VALUE, rel=0.01)
    assert result.pixels[DEAD, 60:190].mean() == pytest.approx(0.3 * AIR_VALUE, rel=0.01)


@pytest.mark.parametrize("left_out", [Step.GAIN, Step.DOSE, Step.DEAD])
def test_each_step_can_be_left_out_and_is_then_missed(left_out: Step) -> None:
    raw, reference = counts()
    result = calibrate(raw, reference, air_rows=(0, 50), steps=ALL_STEPS - {left_out})
    whole = left_out is Step.DEAD
    assert off(result.pixels, without=not whole) > 0.02


def test_the_dark_matters_where_little_passes() -> None:
    reference = Reference(dark=np.full(HEIGHT, 300.0), air=np.full(HEIGHT, 40_300.0))
    raw = np.full((HEIGHT, WIDTH), 40_300, np.uint16)
    raw[100:] = 340
    with_dark = calibrate(raw, reference, air_rows=(0, 50)).pixels[150].mean()
    without = calibrate(raw, reference, air_rows=(0, 50), steps=ALL_STEPS - {Step.DARK})
    assert with_dark == 60
    assert without.pixels[150].mean() > 400


def test_the_counts_are_left_as_they_came() -> None:
    raw, reference = counts()
    before = raw.copy()
    raw.flags.writeable = False
    calibrate(raw, reference, air_rows=(0, 50))
    assert np.array_equal(raw, before)


def test_a_good_detector_has_no_dead_rows() -> None:
    random = np.random.default_rng(3)
    good = Reference(
        dark=30 + random.standard_normal(900), air=40_000 * (1 + 0.03 * random.standard_normal(900))
    )
    assert dead_rows(good).size == 0


@pytest.mark.parametrize("air_rows", [(0, 3), (-5, 10), (10, 5), (190, 201)])
def test_without_air_there_is_no_calibration(air_rows: tuple[int, int]) -> None:
    raw, reference = counts()
    with pytest.raises(ValueError, match="air"):
        calibrate(raw, reference, air_rows=air_rows)


def test_the_reference_of_another_detector_is_refused() -> None:
    raw, reference = counts()
    with pytest.raises(ValueError, match="another detector"):
        calibrate(raw[1:], reference, air_rows=(0, 50))


def test_the_logarithm_of_nothing_is_finite() -> None:
    values = log_transmission(np.array([[60_000, 600, 0]], np.uint16), 60_000)
    assert values[0, :2] == pytest.approx([0.0, np.log(0.01)], abs=1e-6)
    assert np.isfinite(values).all()
