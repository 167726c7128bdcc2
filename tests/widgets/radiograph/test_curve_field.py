"""Plots over a radiograph: nothing is lost between two columns of the screen, and no time."""

import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from app.domain.radiograph import Window
from widgets.radiation.axes import LinearScale
from widgets.radiograph.curve_field import Curve, polylines, ticks_with_words
from widgets.radiograph.curve_plot import HistogramPlot, ProfilePlot
from widgets.radiograph.measuring import ProfileMeasured

X = LinearScale(low=0, high=1000, start_px=0, end_px=100)
Y = LinearScale(low=0, high=65_535, start_px=100, end_px=0)


def curve(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Curve:
    along = np.linspace(0, 1000, values.size)
    return Curve(x=along, y=values, colour="trace")


@given(st.integers(1, 20_000), st.data())
def test_a_spike_of_one_pixel_is_drawn_whatever_the_length(size: int, data: st.DataObject) -> None:
    values = np.full(size, 30_000.0)
    values[data.draw(st.integers(0, size - 1))] = 0.0
    (line,) = polylines(curve(values), X, Y)
    points = line.toList()
    assert max(point.y() for point in points) == pytest.approx(100)
    assert len(points) <= 4 * 100
    places = [point.x() for point in points]
    assert places == sorted(places)


def test_what_is_not_known_interrupts_the_line() -> None:
    values = np.array([np.nan, 1, 2, np.nan, np.nan, 3, np.nan])
    assert [line.size() for line in polylines(curve(values), X, Y)] == [2, 1]
    assert list(polylines(curve(np.full(5, np.nan)), X, Y)) == []


@given(st.floats(-1e5, 1e5), st.floats(1e-2, 1e5), st.integers(0, 12))
def test_no_two_ticks_have_the_same_words(low: float, span: float, at_most: int) -> None:
    words = [text for _, text in ticks_with_words(low, low + span, at_most)]
    assert len(set(words)) == len(words) <= max(at_most, 1) + 1


@pytest.mark.parametrize("values", [[np.nan], [7.0], [np.nan, 3.0], [0.0] * 65_536])
@pytest.mark.parametrize("step_mm", [None, 0.02, 5.0])
def test_every_profile_is_drawn(values: list[float], step_mm: float | None, qtbot: QtBot) -> None:
    plot = ProfilePlot()
    qtbot.addWidget(plot)
    plot.show_profile(
        ProfileMeasured(start=(0, 0), end=(1, 0), values=np.array(values), step_mm=step_mm)
    )
    assert not plot.grab().isNull()


def test_a_histogram_of_nothing_is_drawn(qtbot: QtBot) -> None:
    plot = HistogramPlot()
    qtbot.addWidget(plot)
    nothing = np.zeros(256, np.int64)
    plot.show_histograms(nothing, nothing, Window(low=0, high=1))
    assert not plot.grab().isNull()


def test_the_first_plot_of_a_long_profile_keeps_nobody_waiting(qtbot: QtBot) -> None:
    values = np.random.default_rng(2).normal(30_000, 3000, 65_536)
    took = []
    for _ in range(5):
        began = time.perf_counter()
        plot = ProfilePlot()
        qtbot.addWidget(plot)
        plot.show_profile(
            ProfileMeasured(start=(0, 0), end=(65_535, 0), values=values, step_mm=5.0)
        )
        plot.grab()
        took.append(time.perf_counter() - began)
    assert min(took) < 0.016
