"""A part of a long measurement is chosen by dragging or by keys, and never leaves it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.time_history import TimeHistory, TimePart
from tests.ui_tools.stage import WIDE, dress
from tests.widgets.adjudication.spectra import drive_by
from widgets.adjudication.time_strip import TimeStrip
from widgets.common.theme import ThemeName

WIDTH_PX = 900
LAST = drive_by().records - 1


class Chosen:
    """Does what the presenter does: a part that was asked for is the part that is shown."""

    def __init__(self, strip: TimeStrip, history: TimeHistory | None) -> None:
        self.parts: list[TimePart] = []
        self._strip, self._history = strip, history
        strip.part_selected.connect(self._take)
        self.show(None)

    @property
    def ends(self) -> tuple[int, int]:
        return self.parts[-1].first, self.parts[-1].last

    def show(self, part: TimePart | None) -> None:
        self._strip.show_history(self._history, part, is_busy=False)

    def _take(self, part: TimePart) -> None:
        self.parts.append(part)
        self.show(part)


@pytest.fixture
def strip(qtbot: QtBot, qapp: QApplication) -> TimeStrip:
    dress(qapp, ThemeName.DAY, WIDE)
    strip = TimeStrip()
    qtbot.addWidget(strip)
    strip.resize(WIDTH_PX, strip.sizeHint().height())
    return strip


def at(strip: TimeStrip, second: float) -> QPoint:
    return QPoint(round(strip.x_of(second)), strip.height() // 2)


def drag(qtbot: QtBot, strip: TimeStrip, first: QPoint, last: QPoint) -> None:
    left = Qt.MouseButton.LeftButton
    qtbot.mousePress(strip, left, pos=first)
    qtbot.mouseMove(strip, last)
    qtbot.mouseRelease(strip, left, pos=last)


@pytest.mark.parametrize(("first", "last"), [(40.5, 49.5), (49.5, 40.5)])
def test_dragging_either_way_chooses_the_records_between(
    qtbot: QtBot, strip: TimeStrip, first: float, last: float
) -> None:
    chosen = Chosen(strip, drive_by())
    drag(qtbot, strip, at(strip, first), at(strip, last))
    assert chosen.parts == [TimePart(first=40, last=49)]
    assert "40 to 50 s of 80 s" in strip.words


def test_a_drag_beyond_the_ends_stays_within_the_measurement(
    qtbot: QtBot, strip: TimeStrip
) -> None:
    chosen = Chosen(strip, drive_by())
    drag(qtbot, strip, QPoint(-50, 5), QPoint(WIDTH_PX + 300, 5))
    assert chosen.ends == (0, LAST)


def test_a_click_chooses_one_record(qtbot: QtBot, strip: TimeStrip) -> None:
    chosen = Chosen(strip, drive_by())
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=at(strip, 44.5))
    assert chosen.ends == (44, 44)


def test_keys_move_a_first_part_of_a_tenth_and_stop_at_the_ends(strip: TimeStrip) -> None:
    chosen = Chosen(strip, drive_by())
    strip.move_part(1)
    assert chosen.ends == (0, 7)
    strip.move_part(1)
    assert chosen.ends == (8, 15)
    for _ in range(20):
        strip.move_part(1)
    assert chosen.ends == (72, LAST)
    for _ in range(20):
        strip.move_part(-1)
    assert chosen.ends == (0, 7)


def test_from_the_whole_the_key_for_earlier_begins_at_the_end(strip: TimeStrip) -> None:
    chosen = Chosen(strip, drive_by())
    strip.move_part(-1)
    assert chosen.ends == (72, LAST)


def test_a_part_grows_to_the_whole_and_shrinks_to_one_record(strip: TimeStrip) -> None:
    chosen = Chosen(strip, drive_by())
    chosen.show(TimePart(first=40, last=47))
    strip.stretch_part(2.0)
    assert chosen.ends == (36, 51)
    for _ in range(5):
        strip.stretch_part(2.0)
    assert chosen.ends == (0, LAST)
    for _ in range(10):
        strip.stretch_part(0.5)
    first, last = chosen.ends
    assert first == last


def test_the_rest_as_background_is_kept_while_the_part_moves(strip: TimeStrip) -> None:
    chosen = Chosen(strip, drive_by())
    strip.move_part(1)
    strip.toggle_outside()
    strip.move_part(1)
    assert chosen.parts[-1] == TimePart(first=8, last=15, outside=True)
    assert "the rest" in strip.words
    strip.choose_all()
    assert chosen.ends == (0, LAST)
    strip.toggle_outside()
    assert not chosen.parts[-1].outside


@settings(max_examples=50)
@given(
    acts=st.lists(st.sampled_from(["later", "earlier", "longer", "shorter", "all"]), max_size=30)
)
def test_no_row_of_keys_leaves_the_measurement(acts: list[str]) -> None:
    strip = TimeStrip()
    chosen = Chosen(strip, drive_by())
    doing = {
        "later": lambda: strip.move_part(1),
        "earlier": lambda: strip.move_part(-1),
        "longer": lambda: strip.stretch_part(2.0),
        "shorter": lambda: strip.stretch_part(0.5),
        "all": strip.choose_all,
    }
    for act in acts:
        doing[act]()
    assert all(0 <= part.first <= part.last <= LAST for part in chosen.parts)
    strip.deleteLater()


def test_a_single_measurement_has_no_strip_and_its_keys_do_nothing(strip: TimeStrip) -> None:
    chosen = Chosen(strip, None)
    assert strip.isHidden()
    strip.move_part(1)
    strip.stretch_part(2.0)
    strip.choose_all()
    strip.toggle_outside()
    assert chosen.parts == []
    assert strip.words == ""


def test_what_is_being_named_is_said(strip: TimeStrip) -> None:
    strip.show_history(drive_by(), TimePart(first=3, last=9), is_busy=True)
    assert strip.words.endswith("being named")
    assert strip.accessibleDescription() == strip.words
