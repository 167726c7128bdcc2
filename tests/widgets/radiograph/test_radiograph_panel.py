"""View and strip share one metre axis, to the pixel, and say so when they cannot."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.occupancy import CountProfile, Occupancy, ProfileShape, Radiation, RadiationVerdict
from app.domain.radiograph import ChannelRole, PixelUnit, Scan, ScanChannel
from app.radiography.windows import review_lut
from tests.widgets.radiograph.scene import HEIGHT_PX, OPEN, PIXEL_MM, WIDTH_PX, levels
from widgets.radiograph.radiograph_panel import RadiographPanel
from widgets.radiograph.state import half_height_band, profile_state

SPEED_M_S, INTERVAL_S, LEAD = 2.0, 0.1, 5
AT = datetime(2026, 11, 24, 14, 26, 8, tzinfo=UTC)
PEAK_M = 8.5


def scan(**changes: object) -> Scan:
    made = Scan(
        scan_id="S-1",
        site="Coutts AB",
        lane="bay-2",
        device="Maker",
        started_at=AT,
        width_px=WIDTH_PX,
        height_px=HEIGHT_PX,
        pixel_mm=PIXEL_MM,
        channels=tuple(
            ScanChannel(role=role, energy_mv=energy, unit=PixelUnit.TRANSMISSION, scale=1 / 60_000)
            for role, energy in ((ChannelRole.HIGH, 9.0), (ChannelRole.LOW, 6.0))
        ),
        container_number="MSCU6603420",
        iso_type="45G1",
        simulated=True,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # the test's own names


def occupancy(*, speed: float | None = SPEED_M_S, alarm_level: float | None = 2540.0) -> Occupancy:
    """A passage of 7 s with a peak at 8.5 m, half a second of it before the vehicle."""
    times_s = (np.arange(70) + 0.5) * INTERVAL_S
    peak_s = LEAD * INTERVAL_S + PEAK_M / SPEED_M_S
    rate = 2100 + 1500 * np.exp(-(((times_s - peak_s) / 0.5) ** 2) / 2)
    gamma = CountProfile(
        radiation=Radiation.GAMMA,
        interval_s=INTERVAL_S,
        counts=tuple(int(value) for value in rate * INTERVAL_S),
        background_cps=2100.0,
        lead_intervals=LEAD,
    )
    neutron = replace(gamma, radiation=Radiation.NEUTRON, counts=(0, 1) * 35, background_cps=5.0)
    return Occupancy(
        lane="3",
        sequence=1,
        opened_at=AT,
        closed_at=AT + timedelta(seconds=7),
        profiles=(gamma, neutron),
        alarms=frozenset({Radiation.GAMMA}),
        speed_m_per_s=speed,
        alarm_level_cps=alarm_level,
    )


VERDICT = RadiationVerdict(
    gamma_alarm=True,
    neutron_alarm=False,
    peak_sigma=8.4,
    shape=ProfileShape.POINT,
    peak_at_s=LEAD * INTERVAL_S + PEAK_M / SPEED_M_S,
    peak_at_m=PEAK_M,
    suppression=0.1,
    algorithm="test",
    version="1",
)


@pytest.fixture
def panel(qtbot: QtBot, dressed: QApplication) -> RadiographPanel:
    panel = RadiographPanel(review_lut)
    qtbot.addWidget(panel)
    panel.resize(1000, 480)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.show_image(levels(), scan(), front_m=0.4)
    panel.show_passage(occupancy(), VERDICT)
    panel.view.set_window(OPEN, as_reset=True)
    return panel


def axes_apart_px(panel: RadiographPanel) -> float:
    """By how much the same metre lies elsewhere in view and strip."""
    first, last = panel.view.view_m
    apart = []
    for position_m in np.linspace(first, last, 9):
        above = panel.view.x() + panel.view.x_of(position_m)
        below = panel.strip.x() + panel.strip.x_of(position_m)
        apart.append(abs(above - below))
    return max(apart)


def test_a_metre_lies_at_the_same_pixel_in_view_and_strip(panel: RadiographPanel) -> None:
    assert axes_apart_px(panel) < 0.5
    for act in (panel.view.zoom_full, panel.view.pan_left, panel.view.zoom_in, panel.view.zoom_fit):
        act()
        assert axes_apart_px(panel) < 0.5


def test_axes_stay_together_in_another_size_and_with_larger_letters(
    panel: RadiographPanel, qtbot: QtBot
) -> None:
    panel.resize(1301, 611)
    QApplication.processEvents()
    assert axes_apart_px(panel) < 0.5
    font = panel.font()
    font.setPixelSize(round(font.pixelSize() * 1.35))
    panel.setFont(font)
    QApplication.processEvents()
    assert axes_apart_px(panel) < 0.5


def test_axes_stay_together_in_a_mirrored_view_and_the_front_is_right(
    panel: RadiographPanel,
) -> None:
    panel.view.toggle_mirror()
    for act in (panel.view.zoom_full, panel.view.pan_left, panel.view.zoom_in, panel.view.zoom_fit):
        act()
        assert axes_apart_px(panel) < 0.5
    first, last = panel.strip.axis_range
    assert first > last
    assert panel.strip.x_of(PEAK_M) < panel.strip.x_of(0.0)
    assert not panel.grab().isNull()


def test_the_peak_points_at_its_place_in_the_image(panel: RadiographPanel) -> None:
    first, last = panel.view.guides_m
    assert first < PEAK_M < last
    assert (first + last) / 2 == pytest.approx(PEAK_M, abs=0.1)
    assert last - first == pytest.approx(2 * 1.18 * 0.5 * SPEED_M_S, abs=0.4)  # half height


def test_without_a_speed_the_axis_is_time_and_says_so(panel: RadiographPanel) -> None:
    panel.show_passage(occupancy(speed=None), VERDICT)
    assert not panel.strip.in_metres
    assert "seconds" in panel.strip.accessibleDescription()
    assert panel.strip.axis_range == pytest.approx((0.0, 7.0))
    assert panel.view.guides_m == ()
    panel.view.zoom_full()
    assert panel.strip.axis_range == pytest.approx((0.0, 7.0))  # it does not follow the image


def test_without_a_pixel_size_nothing_is_laid_over_the_image(panel: RadiographPanel) -> None:
    panel.show_image(levels(), scan(pixel_mm=None))
    assert panel.view.guides_m == ()
    assert panel.strip.axis_range == pytest.approx((-1.0, 13.0))


def test_without_a_verdict_no_peak_is_claimed(panel: RadiographPanel) -> None:
    panel.show_passage(occupancy(), None)
    assert panel.view.guides_m == ()
    assert profile_state(occupancy(), None).band_s is None


def test_an_unknown_alarm_level_is_not_invented(panel: RadiographPanel) -> None:
    assert profile_state(occupancy(alarm_level=None), VERDICT).alarm_level_cps is None
    panel.show_passage(occupancy(alarm_level=None), VERDICT)
    without = panel.strip.grab().toImage()
    panel.show_passage(occupancy(), VERDICT)
    assert panel.strip.grab().toImage() != without


def test_the_header_names_the_container_and_says_that_it_is_simulated(
    panel: RadiographPanel,
) -> None:
    assert panel.number.text() == "MSCU 660342 0"
    assert "9/6 MV" in panel.facts.text()
    assert "SIMULATED" in panel.facts.text()
    panel.show_image(levels(), scan(simulated=False, container_number=None, plate="CJK 4419"))
    assert panel.number.text() == "CJK 4419"
    assert "SIMULATED" not in panel.facts.text()


def test_a_cleared_panel_shows_nothing_of_the_case_before(panel: RadiographPanel) -> None:
    panel.clear("Image at the centre")
    assert panel.number.text() == panel.facts.text() == ""
    assert panel.view.message == "Image at the centre"
    assert panel.view.guides_m == ()
    assert not panel.strip.in_metres


def test_the_band_of_a_peak_at_the_edge_ends_at_the_edge() -> None:
    profile = CountProfile(
        radiation=Radiation.GAMMA, interval_s=1.0, counts=(9, 8, 1, 1), background_cps=1.0
    )
    assert half_height_band(profile, 0.0) == (0.0, 2.0)
    assert half_height_band(profile, 99.0) == (3.0, 4.0)
