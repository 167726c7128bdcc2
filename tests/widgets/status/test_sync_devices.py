"""SYNC & DEVICES: what is owed, how old everything is, and what is not connected."""

from dataclasses import replace
from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.finding import Priority
from tests.ui_tools import post, views
from widgets.common.actions import ActionId
from widgets.common.chip import PriorityChip
from widgets.status.state import StatusView
from widgets.status.sync_devices_screen import SyncDevicesScreen


def _screen(qtbot: QtBot, view: StatusView) -> SyncDevicesScreen:
    screen = SyncDevicesScreen()
    qtbot.addWidget(screen)
    screen.show_view(view)
    screen.show()
    return screen


def test_offline_is_a_clock_with_a_count_and_not_an_alarm(qtbot: QtBot) -> None:
    screen = _screen(qtbot, views.status_view())
    sync = screen.sync
    assert sync.state.text == "OFFLINE 00:42"
    assert sync.state.priority is Priority.P3
    values = {field: value.text() for field, value in sync.values.items()}
    assert values["to_send"] == "17"
    assert values["oldest"] == "42\u00a0min"
    assert values["next_try"] == "in 18\u00a0s"
    assert values["recorded"] == "event 1234"
    assert values["confirmed"] == "up to event 1217"


def test_online_there_is_nothing_to_retry(qtbot: QtBot) -> None:
    screen = _screen(qtbot, views.status_view(post.ONLINE))
    assert screen.sync.state.text == "ONLINE"
    assert not screen.sync.retry.isEnabled()
    assert screen.sync.values["latency"].text() == "42\u00a0ms"
    assert screen.sync.values["oldest"].text() == "none waits"


def test_a_fork_is_said_loudly_with_what_to_do(qtbot: QtBot) -> None:
    screen = _screen(qtbot, views.status_view(replace(post.ONLINE, fork=True)))
    fork = screen.sync.values["fork"]
    assert "call support" in fork.text()
    assert fork.property("state") == "expired"


def test_gaps_and_quarantined_events_are_named(qtbot: QtBot) -> None:
    view = replace(views.status_view(), gaps=((1200, 1203),), quarantined=2)
    screen = _screen(qtbot, view)
    assert screen.sync.values["confirmed"].text() == "up to event 1217 without 1200–1203"
    assert screen.sync.values["fork"].text() == "2 events quarantined"


def test_a_station_that_never_reached_the_centre_says_so(qtbot: QtBot) -> None:
    sync = replace(post.OFFLINE, last_good_at=None, next_try_at=None)
    screen = _screen(qtbot, views.status_view(sync))
    assert screen.sync.state.text == "OFFLINE"
    assert screen.sync.values["last_good"].text() == "never since the start"


def test_every_device_has_a_row_and_the_absent_ones_come_last(qtbot: QtBot) -> None:
    screen = _screen(qtbot, views.status_view())
    words = [label.text() for label in screen.devices.findChildren(QLabel) if label.isVisible()]
    assert "Imager folder (imager)" in words
    assert "the folder is not there" in words
    assert "nobody is checked against lookouts" in words
    states = [chip.text for chip in screen.devices.findChildren(PriorityChip) if chip.isVisible()]
    assert states == ["ready", "ready", "not reached"] + ["not connected"] * 3


def test_a_list_that_is_too_old_is_amber_and_one_that_is_not_there_says_so(qtbot: QtBot) -> None:
    screen = _screen(qtbot, views.status_view())
    chips = {
        chip.text: chip.priority
        for chip in screen.lists.findChildren(PriorityChip)
        if chip.isVisible()
    }
    assert chips["STALE 7\u00a0h"] is Priority.P2
    assert chips["38\u00a0min"] is Priority.NONE
    assert chips["not connected"] is Priority.P3


def test_the_page_asks_to_try_now_and_to_go_back(qtbot: QtBot) -> None:
    screen = _screen(qtbot, views.status_view())
    with qtbot.waitSignal(screen.retry_requested):
        qtbot.mouseClick(screen.sync.retry, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(screen.retry_requested):
        screen.handlers()[ActionId.RETRY_SYNC]()
    with qtbot.waitSignal(screen.closed):
        screen.handlers()[ActionId.CANCEL]()


def test_ages_grow_with_the_clock(qtbot: QtBot) -> None:
    view = views.status_view()
    screen = _screen(qtbot, view)
    screen.show_view(replace(view, now=view.now + timedelta(minutes=10)))
    assert screen.sync.state.text == "OFFLINE 00:52"


def test_a_station_without_devices_says_so(qtbot: QtBot) -> None:
    screen = _screen(qtbot, replace(views.status_view(), devices=()))
    words = [label.text() for label in screen.devices.findChildren(QLabel) if label.isVisible()]
    assert "No devices on this station." in words
