"""The residual is in true sigma: flat background gives about one, a line stands out."""

import numpy as np
import pytest

from app.domain.spectrum import EnergyCalibration, Spectrum
from widgets.adjudication.residual_strip import residual_of

CHANNELS = 1024


def spectrum(
    rate: float, live_s: float, seed: int, *, line: float = 0.0, calibrated: bool = True
) -> Spectrum:
    expected = np.full(CHANNELS, rate * live_s)
    expected[220:232] += line * live_s
    return Spectrum(
        counts=tuple(int(n) for n in np.random.default_rng(seed).poisson(expected)),
        live_time_s=live_s,
        real_time_s=live_s,
        calibration=EnergyCalibration(coefficients=(0.0, 3.0)) if calibrated else None,
    )


@pytest.mark.parametrize("background_s", [30.0, 300.0, 3000.0])
def test_without_a_source_the_residual_has_mean_zero_and_width_one(background_s: float) -> None:
    sigmas = []
    for seed in range(20):
        found = residual_of(spectrum(0.5, 100.0, seed), spectrum(0.5, background_s, seed + 100))
        assert found is not None
        sigmas.append(found.sigma)
    every = np.concatenate(sigmas)
    assert abs(every.mean()) < 0.1
    assert 0.93 < every.std() < 1.07


def test_a_line_stands_out_where_it_is() -> None:
    found = residual_of(spectrum(0.5, 100.0, 1, line=1.0), spectrum(0.5, 300.0, 2))
    assert found is not None
    at = int(np.argmax(found.sigma))
    assert found.sigma[at] > 15
    assert found.edges[at] <= 226 * 3.0 + 33
    assert found.edges[at + 1] >= 220 * 3.0


def test_there_is_no_residual_without_a_background_that_can_be_compared() -> None:
    foreground = spectrum(0.5, 100.0, 1)
    assert residual_of(foreground, None) is None
    assert residual_of(foreground, spectrum(0.5, 300.0, 2, calibrated=False)) is None


def test_uncalibrated_spectra_are_compared_by_channel() -> None:
    found = residual_of(
        spectrum(0.5, 100.0, 1, calibrated=False), spectrum(0.5, 300.0, 2, calibrated=False)
    )
    assert found is not None
    assert not found.calibrated
    assert found.edges[-1] == CHANNELS
