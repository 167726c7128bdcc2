"""The portal at PRIMARY: live counts, recorded passages, and never a clean result by silence."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.finding import Priority
from app.domain.occupancy import PortalReading, Radiation
from app.domain.sync_state import LinkState
from tests.ui_tools import post, scenes, views
from widgets.primary.count_plot import LIVE_READINGS_MAX
from widgets.primary.screen import PrimaryScreen


def _reading(at_s: float, counts: int, *, occupied: bool = True) -> PortalReading:
    return PortalReading(
        lane="3",
        heard_at=post.NOW + timedelta(seconds=at_s),
        radiation=Radiation.GAMMA,
        counts=counts,
        interval_s=0.2,
        occupied=occupied,
        in_alarm=False,
    )


def test_readings_are_drawn_as_they_come_while_nothing_is_recorded(screen: PrimaryScreen) -> None:
    screen.show_view(views.primary_view(scenes.ARRIVING))
    for step in range(5):
        screen.add_reading(_reading(step * 0.2, 420))
    screen.add_reading(_reading(1.0, 420, occupied=False))
    plot = screen.vehicle.portal.gamma_plot
    assert [point.y() for point in plot.live] == [2100.0] * 5
    assert plot.live[-1].x() == pytest.approx(0.8)
    screen.show_view(views.primary_view(scenes.GAMMA))
    screen.add_reading(_reading(2.0, 420))
    assert plot.live == []
    assert plot.trace is not None


def test_the_live_trace_has_a_limit(screen: PrimaryScreen) -> None:
    screen.show_view(views.primary_view(None))
    for step in range(LIVE_READINGS_MAX + 10):
        screen.add_reading(_reading(step * 0.2, 400))
    assert len(screen.empty.portal.gamma_plot.live) <= LIVE_READINGS_MAX


def test_the_next_vehicle_in_the_portal_does_not_overwrite_the_one_at_the_booth(
    screen: PrimaryScreen,
) -> None:
    view = replace(views.primary_view(scenes.GAMMA), occupied=True)
    screen.show_view(view)
    before = screen.vehicle.portal.gamma_plot.trace
    screen.add_reading(_reading(0.0, 9000))
    assert screen.vehicle.portal.gamma_plot.trace == before


def test_a_portal_that_is_not_there_or_down_is_never_a_clean_result(
    screen: PrimaryScreen,
) -> None:
    bare = replace(views.primary_view(scenes.ARRIVING), portal=None)
    screen.show_view(bare)
    assert screen.vehicle.portal.summary.text() == "Portal not connected. Screen by hand."
    down = replace(post.PORTAL, link=LinkState.DOWN, why="connection refused")
    screen.show_view(replace(bare, portal=down))
    assert "connection refused" in screen.vehicle.portal.summary.text()
    assert screen.vehicle.portal.monitor.isHidden()


def test_an_analysis_that_failed_is_said_beside_the_monitors_verdict(
    screen: PrimaryScreen,
) -> None:
    screen.show_view(views.primary_view(scenes.UNANALYSED))
    portal = screen.vehicle.portal
    assert portal.ours.text == "ours: failed"
    assert portal.ours.priority is Priority.P2
    assert portal.monitor.text == "portal: no gamma alarm"
    assert "rely on the portal" in portal.summary.text()
