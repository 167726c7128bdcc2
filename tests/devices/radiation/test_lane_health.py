"""A lane says that it protects nobody when its portal says so and when its counts betray it."""

from app.domain.occupancy import PortalFault
from devices.radiation.lane_health import (
    DEAD_READINGS,
    NOT_PROTECTING,
    STUCK_READINGS,
    LaneHealth,
)
from devices.radiation.line_codec import Frame, Tag
from devices.radiation.passage import PANELS


def heard(*backgrounds: tuple[int, ...]) -> LaneHealth:
    health = LaneHealth(PANELS)
    for counts in backgrounds:
        health.note_line(Frame(Tag.GAMMA_BACKGROUND, counts))
    return health


def test_a_healthy_lane_has_no_complaint() -> None:
    readings = [(250 + number, 240, 260 - number, 255) for number in range(STUCK_READINGS)]
    assert heard(*readings).complaint() == ""


def test_a_panel_that_counts_nothing_is_named() -> None:
    readings = [(250 + number, 0, 260, 255) for number in range(DEAD_READINGS)]
    assert heard(*readings).complaint() == f"{NOT_PROTECTING}: panel MU counts nothing"


def test_counts_that_never_change_are_no_counts() -> None:
    assert "the counts never change" in heard(*[(250, 240, 260, 255)] * STUCK_READINGS).complaint()


def test_a_fault_is_new_once() -> None:
    health = LaneHealth(PANELS)
    assert health.note_faults(frozenset({PortalFault.TAMPER}))
    assert not health.note_faults(frozenset({PortalFault.TAMPER}))
    assert not health.note_faults(frozenset())
    assert health.complaint() == ""


def test_occupancies_that_never_came_are_said() -> None:
    health = LaneHealth(PANELS)
    health.note_missed(2)
    assert health.complaint() == "2 occupancies never arrived here"
