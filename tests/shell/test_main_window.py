"""The whole window, strip and messages too, fits the smallest screen that the program promises."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.shell.main_window import MainWindow
from tests.ui_tools import post, views
from tests.ui_tools.clipping import clipped
from tests.ui_tools.languages import Tongue, speaking
from tests.ui_tools.stage import COMPACT, WIDE, dress
from tests.widgets.secondary.test_looks import VIEWS, screen_for
from tests.widgets.shown import SHOWN
from widgets.common.action_spec import ScreenId
from widgets.common.actions import ActionId
from widgets.common.screen import Screen
from widgets.common.theme import ThemeName

SETTLING_ROUNDS = 4
MESSAGE = (
    "This decision was not recorded: the station log takes nothing at the moment. "
    "Write the plate down and call the supervisor."
)


def _secondary(name: str) -> Callable[[], Screen]:
    return lambda: screen_for(VIEWS[name]())


FRONT: dict[str, tuple[ScreenId, Callable[[], Screen]]] = {
    **{
        name: (ScreenId.PRIMARY, shown.make)
        for name, shown in SHOWN.items()
        if name.startswith("primary")
    },
    **{f"secondary-{name}": (ScreenId.SECONDARY, _secondary(name)) for name in VIEWS},
    "status": (ScreenId.STATUS, SHOWN["status"].make),
    "sign-in": (ScreenId.SIGN_IN, SHOWN["sign-in"].make),
    "lock": (ScreenId.LOCK, SHOWN["lock"].make),
}
BEHIND = {
    ScreenId.PRIMARY: "primary-empty",
    ScreenId.SECONDARY: "secondary-gamma",
    ScreenId.STATUS: "status",
}


def small_window(qapp: QApplication, qtbot: QtBot, name: str, *, message: str = "") -> MainWindow:
    """A window with all working screens, first large, then as small as is allowed."""
    dress(qapp, ThemeName.DAY, WIDE)
    window = MainWindow()
    qtbot.addWidget(window)
    front, make = FRONT[name]
    screens = {front: make}
    for behind, other in BEHIND.items():
        screens.setdefault(behind, FRONT[other][1])
    nothing = dict.fromkeys(ActionId, _nothing)
    for screen_id, make_screen in screens.items():
        window.add_screen(screen_id, make_screen(), nothing)
    window.show_screen(front)
    window.show_strip(views.strip_view(post.OFFLINE))
    if message:
        window.messages.show_message(message, error=True)
    with qtbot.waitExposed(window):
        window.show()
    dress(qapp, ThemeName.DAY, COMPACT)
    for _ in range(SETTLING_ROUNDS):
        window.resize(*COMPACT)
        QApplication.processEvents()
    return window


def _nothing() -> None:
    """Keys are not pressed here."""


@pytest.mark.parametrize("tongue", list(Tongue))
@pytest.mark.parametrize("name", FRONT)
def test_the_window_fits_a_small_screen_and_cuts_no_text(
    qapp: QApplication, qtbot: QtBot, name: str, tongue: Tongue
) -> None:
    with speaking(qapp, tongue):
        window = small_window(qapp, qtbot, name)
        assert window.minimumSizeHint().height() <= COMPACT[1]
        assert (window.width(), window.height()) == COMPACT
        assert clipped(window, elided_too=tongue is not Tongue.PSEUDO) == []


@pytest.mark.parametrize("tongue", [Tongue.ENGLISH, Tongue.FRENCH])
@pytest.mark.parametrize("name", FRONT)
def test_a_message_makes_room_for_itself(
    qapp: QApplication, qtbot: QtBot, name: str, tongue: Tongue
) -> None:
    with speaking(qapp, tongue):
        window = small_window(qapp, qtbot, name, message=MESSAGE)
        assert window.messages.isVisible()
        assert window.minimumSizeHint().height() <= COMPACT[1]
        assert (window.width(), window.height()) == COMPACT
        assert clipped(window) == []


def test_a_screen_behind_asks_for_no_room(qapp: QApplication, qtbot: QtBot) -> None:
    window = small_window(qapp, qtbot, "lock")
    alone = window.minimumSizeHint().height()
    window.show_screen(ScreenId.PRIMARY)
    assert alone < window.minimumSizeHint().height()
