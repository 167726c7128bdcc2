"""Ruler, region, profile and histogram, worked by mouse and by keys alone."""

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tests.widgets.radiograph.reviewing import Left, place
from tests.widgets.radiograph.scene import AIR, OPEN, PIXEL_MM, STEEL, levels
from tests.widgets.radiograph.test_radiograph_view import drag
from widgets.radiograph.measuring import ProfileMeasured, RegionMeasured, Ruled, ruled
from widgets.radiograph.review_view import ReviewView


def test_a_ruler_says_metres_and_the_angle_in_the_vehicle(review: ReviewView, qtbot: QtBot) -> None:
    for mirrored in (False, True):
        review.set_mirrored(on=mirrored)
        review.arm_ruler()
        with qtbot.waitSignal(review.measured) as told:
            drag(
                review,
                Left,
                place(review, 600, 450),
                place(review, 700, 300),
                place(review, 900, 150),
            )
        found = told.args[0]
        assert isinstance(found, Ruled)
        assert found.length_mm is not None
        assert found.length_mm == pytest.approx(300 * 5 * 2**0.5, rel=0.02)
        assert found.angle_deg == pytest.approx(45, abs=1.5)


def test_a_ruler_without_a_pixel_size_counts_pixels() -> None:
    found = ruled((0.0, 0.0), (30.0, 40.0), None)
    assert (found.length_px, found.length_mm) == (50.0, None)
    assert ruled((0.0, 0.0), (30.0, 40.0), (2.0, 1.0)).length_mm == pytest.approx(72.11, abs=0.01)


def test_a_region_holds_what_is_in_the_image_also_mirrored(
    review: ReviewView, qtbot: QtBot
) -> None:
    review.toggle_mirror()
    review.arm_region()
    with qtbot.waitSignal(review.measured) as told:
        drag(
            review,
            Left,
            place(review, 1020, 220),
            place(review, 1100, 300),
            place(review, 1180, 380),
        )
    found = told.args[0]
    assert isinstance(found, RegionMeasured)
    assert (found.numbers.minimum, found.numbers.maximum) == (STEEL, STEEL)
    assert found.numbers.alpha_mean == pytest.approx(np.log(AIR / STEEL))


def test_a_profile_crosses_the_steel_and_is_plotted(review: ReviewView, qtbot: QtBot) -> None:
    review.arm_profile()
    with qtbot.waitSignal(review.measured) as told:
        drag(
            review,
            Left,
            place(review, 900, 300),
            place(review, 1000, 300),
            place(review, 1299, 300),
        )
    found = told.args[0]
    assert isinstance(found, ProfileMeasured)
    assert found.step_mm == pytest.approx(5.0, rel=0.01)
    steel = np.flatnonzero(found.values == STEEL)
    assert steel.size == pytest.approx(200, abs=2)
    assert review.profile_plot is not None
    assert review.profile_plot.field.curves is not None
    (curve,) = review.profile_plot.field.curves.lines
    assert np.array_equal(curve.y, found.values)
    review.forget_measured()
    assert review.profile_plot is None


def test_what_was_measured_goes_with_the_pixels_it_was_measured_of(review: ReviewView) -> None:
    review.arm_region()
    review.finish()
    assert review.last_measured is not None
    review.set_channel(levels())
    assert review.last_measured is None


def test_another_image_has_nothing_measured_and_nothing_armed(review: ReviewView) -> None:
    review.arm_ruler()
    review.finish()
    review.arm_mark()
    review.set_image(levels(), PIXEL_MM)
    assert review.last_measured is None
    assert review.draft is None


def test_the_histogram_follows_the_view_and_shows_the_window(
    review: ReviewView, qtbot: QtBot
) -> None:
    review.toggle_histogram()
    assert review.has_histogram
    plot = review.histogram_plot
    assert plot is not None
    assert plot.field.curves is not None
    image, seen = plot.field.curves.lines
    assert np.array_equal(image.y, seen.y)  # the whole image is in review
    assert plot.field.curves.band == pytest.approx((OPEN.low, OPEN.high))
    viewport = review.viewport_shown
    assert viewport is not None
    review.look(viewport.zoomed(viewport.full_zoom, 0, 0))  # air alone, at the top left

    def follows() -> None:
        assert plot.field.curves is not None
        shares = plot.field.curves.lines[1].y
        assert np.argmax(shares) // 2 == AIR // 256  # each bin has two ends

    qtbot.waitUntil(follows)
    review.toggle_histogram()
    assert review.histogram_plot is None
