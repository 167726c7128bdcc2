"""The parts that every screen shares: chips, banner, keys, strip, bars."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.finding import Priority
from app.domain.lane_trouble import Trouble, TroubleKind
from app.domain.sync_state import LinkState
from tests.ui_tools import post, views
from tests.ui_tools.goldens import changed_px, grabbed, pixels
from widgets.common.actions import ScreenId, specs_for
from widgets.common.banner import Banner
from widgets.common.chip import PriorityChip
from widgets.common.elided_label import ElidedLabel
from widgets.common.flow_layout import FlowLayout
from widgets.common.hint_bar import HintBar
from widgets.common.key_button import KeyButton
from widgets.common.message_bar import MessageBar
from widgets.common.panel import clear_layout, label
from widgets.common.pulse import MarkerPulse
from widgets.common.top_strip import TopStrip
from widgets.gallery import Gallery


def _shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    widget.show()
    QApplication.sendPostedEvents()


def test_a_chip_says_its_priority_in_a_digit_and_in_words(qtbot: QtBot) -> None:
    chip = PriorityChip()
    _shown(qtbot, chip)
    chip.show_finding(Priority.P1, "gamma alarm", detail="the whole sentence")
    assert chip.accessibleName() == "1 gamma alarm"
    assert chip.accessibleDescription() == "the whole sentence"
    chip.show_status("ready")
    assert chip.accessibleName() == "ready"


@pytest.mark.parametrize("acknowledged", [False, True])
@pytest.mark.parametrize("priority", list(Priority))
def test_an_alarm_of_priority_1_or_2_is_new_until_somebody_has_seen_it(
    qtbot: QtBot, priority: Priority, *, acknowledged: bool
) -> None:
    chip = PriorityChip()
    qtbot.addWidget(chip)
    chip.show_finding(priority, "gamma alarm", acknowledged=acknowledged)
    urgent = priority in (Priority.P1, Priority.P2)
    assert chip.unacknowledged is (urgent and not acknowledged)


def test_every_priority_and_state_of_a_chip_looks_different_without_its_words(
    qtbot: QtBot,
) -> None:
    looks = []
    for priority in Priority:
        for acknowledged in (False, True):
            chip = PriorityChip()
            _shown(qtbot, chip)
            chip.show_finding(priority, "", acknowledged=acknowledged)
            chip.resize(chip.sizeHint())
            if priority is not Priority.NONE or acknowledged:
                looks.append(pixels(grabbed(chip)))
    apart = [
        changed_px(one, other)
        for index, one in enumerate(looks)
        for other in looks[index + 1 :]
        if one.shape == other.shape
    ]
    assert min(apart) > 10


def test_a_chip_wraps_in_a_narrow_flow_and_nothing_is_cut(qtbot: QtBot) -> None:
    holder = QWidget()
    flow = FlowLayout(holder)
    chip = PriorityChip(holder, wraps=True)
    chip.show_finding(Priority.P2, "seal differs: read CA 4471820, declared CA 4471802")
    flow.addWidget(chip)
    holder.resize(180, 300)
    _shown(qtbot, holder)
    assert chip.width() <= 180
    assert chip.height() == chip.heightForWidth(chip.width()) > chip.sizeHint().height()


def test_a_flow_goes_on_below_where_the_line_is_full(qtbot: QtBot) -> None:
    holder = QWidget()
    flow = FlowLayout(holder)
    chips = [PriorityChip(holder, wraps=True) for _ in range(4)]
    for chip in chips:
        chip.show_status("some words")
        chip.ensurePolished()
        flow.addWidget(chip)
    holder.resize(chips[0].sizeHint().width() * 2 + 40, 300)
    _shown(qtbot, holder)
    assert chips[0].y() == chips[1].y() < chips[2].y() == chips[3].y()
    assert flow.heightForWidth(10_000) < flow.heightForWidth(holder.width())
    assert flow.itemAt(9) is None
    clear_layout(flow)
    assert flow.count() == 0


def test_only_unacknowledged_markers_alternate_and_the_text_stays(qtbot: QtBot) -> None:
    root = QWidget()
    layout = QVBoxLayout(root)
    fresh, seen, banner = PriorityChip(root), PriorityChip(root), Banner(root)
    fresh.show_finding(Priority.P1, "gamma alarm")
    seen.show_finding(Priority.P1, "gamma alarm", acknowledged=True)
    banner.show_banner(Priority.P1, "REFER — gamma alarm")
    for widget in (fresh, seen, banner):
        layout.addWidget(widget)
    _shown(qtbot, root)
    pulse = MarkerPulse(root)
    before = {widget: pixels(grabbed(widget)) for widget in (fresh, seen, banner)}
    pulse.beat()
    changed = {widget: changed_px(before[widget], pixels(grabbed(widget))) for widget in before}
    assert changed[fresh] > 0
    assert changed[banner] > 0
    assert changed[seen] == 0
    pulse.beat()
    assert changed_px(before[fresh], pixels(grabbed(fresh))) == 0
    pulse.start()
    assert pulse.timer.isActive()
    assert pulse.timer.interval() == 500


def test_the_banner_names_its_priority_to_whoever_cannot_see_it(qtbot: QtBot) -> None:
    banner = Banner()
    _shown(qtbot, banner)
    banner.show_banner(Priority.P1, "REFER — gamma alarm", note="12 s ago")
    assert banner.accessibleName() == "1: REFER — gamma alarm"
    assert banner.accessibleDescription() == "12 s ago"
    banner.show_banner(Priority.P3, "queue is long")
    assert banner.property("state") == "none"
    assert banner.marker.isHidden()


def test_a_locked_key_keeps_its_words_says_why_and_does_nothing(qtbot: QtBot) -> None:
    key = KeyButton("F9")
    _shown(qtbot, key)
    key.show_locked("Release", "locked: gamma alarm open")
    with qtbot.assertNotEmitted(key.pressed_open):
        qtbot.mouseClick(key, Qt.MouseButton.LeftButton)
    assert key.accessibleName() == "F9 Release"
    assert key.accessibleDescription() == "locked: gamma alarm open"
    key.show_key("Release")
    with qtbot.waitSignal(key.pressed_open):
        qtbot.mouseClick(key, Qt.MouseButton.LeftButton)


def test_an_elided_label_keeps_the_whole_text(qtbot: QtBot) -> None:
    words = ElidedLabel("a text that is longer than its place")
    _shown(qtbot, words)
    words.setText("another text that is longer than its place")
    assert words.toolTip() == "another text that is longer than its place"
    assert words.minimumSizeHint().width() < words.sizeHint().width()


def test_labels_never_read_text_as_markup(qtbot: QtBot) -> None:
    words = label("body")
    qtbot.addWidget(words)
    words.setText("<b>DUBOIS</b>")
    assert words.textFormat() is Qt.TextFormat.PlainText


def test_the_message_stays_until_it_is_dismissed(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    bar.show_message("Not recorded: disk full.", error=True)
    assert bar.isVisible()
    assert bar.property("state") == "error"
    with qtbot.waitSignal(bar.dismissed):
        qtbot.mouseClick(bar.dismiss, Qt.MouseButton.LeftButton)
    assert bar.isHidden()


def test_the_hint_bar_names_keys_in_order(qtbot: QtBot) -> None:
    bar = HintBar()
    qtbot.addWidget(bar)
    bar.show_keys(specs_for(ScreenId.STATUS)[:2])
    assert bar.words.text().startswith("F1 Keys of this screen")


@pytest.fixture
def strip(qtbot: QtBot) -> Iterator[TopStrip]:
    """A strip in a window of full width."""
    window = QWidget()
    layout = QVBoxLayout(window)
    layout.setContentsMargins(0, 0, 0, 0)
    made = TopStrip(window)
    layout.addWidget(made)
    window.resize(1920, 60)
    _shown(qtbot, window)
    yield made
    window.close()


def test_the_count_of_what_is_owed_never_leaves_the_strip(qtbot: QtBot, strip: TopStrip) -> None:
    strip.show_view(views.strip_view(post.ONLINE))
    assert strip.sync.text == "ONLINE · 0 to send"
    strip.show_view(views.strip_view(post.OFFLINE))
    assert strip.sync.text == "OFFLINE 00:42 · 17 to send"
    assert strip.sync.priority is Priority.P3
    strip.window().resize(700, 60)
    qtbot.waitUntil(lambda: strip.devices.compact)
    assert not strip.sync.compact


def test_a_lane_that_protects_nobody_is_named_on_the_strip(strip: TopStrip) -> None:
    view = views.strip_view()
    [first, *others] = [item for item in view.devices if item.link is LinkState.UP]
    blind = replace(first, troubles=(Trouble(TroubleKind.STUCK),))
    strip.show_view(replace(view, devices=(blind, *others)))
    assert strip.devices.text == f"{first.name}: NOT PROTECTING"
    assert strip.devices.priority is Priority.P2


def test_the_strip_says_where_who_and_when(strip: TopStrip) -> None:
    strip.show_view(views.strip_view())
    assert strip.lane.text() == "LANE 3"
    bay = replace(post.PLACE, lane="Bay 2")
    strip.show_view(replace(views.strip_view(), place=bay))
    assert strip.lane.text() == "BAY 2"
    strip.show_view(views.strip_view())
    assert strip.post.text() == "Coutts AB · entry"
    assert strip.officer.text() == "41877 Tremblay"
    assert strip.clock.text() == "14:26:08"
    assert strip.simulated.isVisible()
    assert strip.alarms.isHidden()
    strip.show_view(replace(views.strip_view(), unacknowledged=2, simulated=False, officer=None))
    assert strip.alarms.text == "2 new"
    assert strip.simulated.isHidden()
    assert strip.officer.text() == ""


def test_lists_and_devices_in_trouble_are_named(strip: TopStrip) -> None:
    view = views.strip_view()
    stale = replace(view.sync, notices_as_of=post.NOW - timedelta(hours=5))
    down = replace(post.PORTAL, link=LinkState.DOWN, why="connection refused")
    strip.show_view(replace(view, sync=stale, devices=(down, post.READER)))
    assert strip.lists.text == "Notices STALE 5\u00a0h"
    assert strip.lists.priority is Priority.P2
    assert strip.devices.text == "portal 3: not reached"
    nothing = replace(view.sync, notices_as_of=None, last_good_at=None, link=LinkState.DOWN)
    strip.show_view(replace(view, sync=nothing, devices=(post.KIOSK,)))
    assert strip.lists.text == "no notices received"
    assert strip.devices.text == "no devices"
    assert strip.sync.text == "OFFLINE · 0 to send"


def test_the_strips_chips_and_key_ask_for_what_they_show(qtbot: QtBot, strip: TopStrip) -> None:
    strip.show_view(replace(views.strip_view(), unacknowledged=1))
    for part, signal in (
        (strip.sync, strip.status_requested),
        (strip.alarms, strip.acknowledge_requested),
        (strip.language, strip.language_requested),
    ):
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(part, Qt.MouseButton.LeftButton)


def test_the_gallery_opens(qtbot: QtBot) -> None:
    gallery = Gallery()
    _shown(qtbot, gallery)
    assert len(gallery.findChildren(PriorityChip)) >= 2 * len(Priority)
