"""A spectrum and its background come to one axis without counts being lost or made."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.spectrum import EnergyCalibration, Spectrum
from widgets.radiation.spectrum_trace import columns, rebinned, trace_of


def spectrum(
    counts: tuple[int, ...] = (4, 3, 2, 1),
    *,
    live_time_s: float = 10.0,
    kev_per_channel: float | None = 100.0,
) -> Spectrum:
    calibration = kev_per_channel and EnergyCalibration(coefficients=(0.0, kev_per_channel))
    return Spectrum(
        counts=counts,
        live_time_s=live_time_s,
        real_time_s=live_time_s,
        calibration=calibration or None,
    )


def test_the_background_is_scaled_to_the_live_time_of_the_spectrum() -> None:
    trace = trace_of(spectrum(live_time_s=10), spectrum((8, 8, 8, 8), live_time_s=40))
    assert trace.background is not None
    assert trace.background.tolist() == [2, 2, 2, 2]


def test_a_background_with_wider_channels_is_shared_out_to_the_narrow_ones() -> None:
    trace = trace_of(spectrum(), spectrum((10, 6), kev_per_channel=200))
    assert trace.background is not None
    assert trace.background.tolist() == pytest.approx([5, 5, 3, 3])


def test_a_background_without_calibration_is_not_compared_with_a_calibrated_spectrum() -> None:
    assert trace_of(spectrum(), spectrum(kev_per_channel=None)).background is None


def test_uncalibrated_spectra_are_compared_only_channel_by_channel() -> None:
    plain = spectrum(kev_per_channel=None)
    assert trace_of(plain, plain).background is not None
    assert trace_of(plain, spectrum((1, 2), kev_per_channel=None)).background is None


def test_a_calibration_whose_energies_fall_is_no_calibration() -> None:
    assert not trace_of(spectrum(kev_per_channel=-3.0), None).calibrated


@given(
    counts=st.lists(st.integers(0, 10_000), min_size=1, max_size=50),
    wanted=st.integers(1, 60),
)
def test_rebinning_over_the_same_range_keeps_every_count(counts: list[int], wanted: int) -> None:
    edges = np.arange(len(counts) + 1, dtype=np.float64)
    made = rebinned(
        np.asarray(counts, dtype=np.float64), edges, np.linspace(0, len(counts), wanted + 1)
    )
    assert made.sum() == pytest.approx(sum(counts))
    assert made.min() >= -1e-6


@given(channels=st.integers(1, 5000), width=st.integers(50, 500), peak=st.integers(0, 4999))
def test_a_peak_one_channel_wide_is_drawn_however_narrow_the_plot(
    channels: int, width: int, peak: int
) -> None:
    counts = np.zeros(channels)
    counts[peak % channels] = 1000
    x, y = columns(counts, np.linspace(0, width, channels + 1))
    assert y.max() == 1000
    assert len(x) == len(y) <= max(2 * channels, 2 * width + 2)
    assert np.all(np.diff(x) >= 0)
