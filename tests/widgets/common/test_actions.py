"""The table of actions: no key twice, nothing without key, words and handler."""

from collections import Counter
from collections.abc import Callable
from itertools import product

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.officer import Role
from tests.ui_tools.languages import Tongue, speaking
from widgets.common.action_spec import CONTEXT
from widgets.common.actions import (
    ACTIONS,
    ActionId,
    ScreenId,
    build_actions,
    retranslate_actions,
    specs_for,
)
from widgets.common.key_card import KeyCard
from widgets.common.palette_dialog import PaletteDialog
from widgets.primary.screen import PrimaryScreen
from widgets.session.lock_overlay import LockOverlay
from widgets.session.sign_in_screen import SignInScreen
from widgets.status.sync_devices_screen import SyncDevicesScreen

OF_THE_SHELL = {
    ActionId.KEY_CARD,
    ActionId.PALETTE,
    ActionId.LANGUAGE,
    ActionId.FULL_SCREEN,
    ActionId.THEME,
    ActionId.GO_PRIMARY,
    ActionId.GO_SECONDARY,
    ActionId.GO_RADIATION,
    ActionId.GO_QUALITY,
    ActionId.GO_STATUS,
    ActionId.ACKNOWLEDGE,
    ActionId.LOCK,
    ActionId.SIGN_OUT,
}


def test_every_action_stands_once_in_the_table() -> None:
    assert Counter(spec.action for spec in ACTIONS) == Counter(ActionId)


@pytest.mark.parametrize("tongue", [Tongue.ENGLISH, Tongue.FRENCH])
@pytest.mark.parametrize("screen", list(ScreenId))
def test_no_key_means_two_things_on_one_screen(
    qapp: QApplication, screen: ScreenId, tongue: Tongue
) -> None:
    with speaking(qapp, tongue):
        keys = Counter(
            QKeySequence(key).toString() for spec in specs_for(screen) for key in spec.keys
        )
    assert all(keys)
    assert {key: count for key, count in keys.items() if count > 1} == {}


def test_every_action_has_a_key_and_is_on_some_screen_of_some_role() -> None:
    for spec in ACTIONS:
        assert spec.keys, spec.action
        assert any(spec in specs_for(screen, role) for screen, role in product(ScreenId, Role)), (
            spec.action
        )


@pytest.mark.parametrize(
    ("screen", "make"),
    [
        (ScreenId.PRIMARY, PrimaryScreen),
        (ScreenId.STATUS, SyncDevicesScreen),
        (ScreenId.SIGN_IN, SignInScreen),
        (ScreenId.LOCK, LockOverlay),
    ],
)
def test_what_the_shell_does_not_do_the_screen_does(
    qtbot: QtBot, screen: ScreenId, make: type[PrimaryScreen]
) -> None:
    widget = make()
    qtbot.addWidget(widget)
    wanted = {spec.action for spec in specs_for(screen)} - OF_THE_SHELL
    assert wanted - {ActionId.CANCEL} <= set(widget.handlers())


def test_an_action_without_handler_is_refused(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    with pytest.raises(KeyError):
        build_actions(window, specs_for(ScreenId.PRIMARY), {})


def test_keys_of_a_hidden_screen_are_silent_and_letters_go_to_a_field(qtbot: QtBot) -> None:
    window = QMainWindow()
    shown, hidden = QWidget(), QWidget()
    field = QLineEdit()
    central = QWidget()
    layout = QVBoxLayout(central)
    for widget in (shown, hidden, field):
        layout.addWidget(widget)
    window.setCentralWidget(central)
    hidden.hide()
    pressed: list[str] = []
    reason = [spec for spec in ACTIONS if spec.action is ActionId.REASON_1]
    build_actions(shown, reason, {ActionId.REASON_1: lambda: pressed.append("shown")})
    build_actions(hidden, reason, {ActionId.REASON_1: lambda: pressed.append("hidden")})
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_1)
    assert pressed == ["shown"]
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_1)
    assert pressed == ["shown"]
    assert field.text() == "1"


def test_actions_follow_the_language(qapp: QApplication, qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    specs = specs_for(ScreenId.STATUS)
    actions = build_actions(window, specs, {spec.action: lambda: None for spec in specs})
    with speaking(qapp, Tongue.FRENCH):
        retranslate_actions(actions)
        assert actions[ActionId.RETRY_SYNC].text() == "Joindre le centre maintenant"
        assert QCoreApplication.translate(CONTEXT, "Release") == "Libérer"


class Palette:
    """A palette over the actions of PRIMARY, and what was triggered in it."""

    def __init__(self, window: QMainWindow) -> None:
        self.window = window
        self.pressed: list[ActionId] = []
        specs = specs_for(ScreenId.PRIMARY, Role.PRIMARY)
        handlers = {spec.action: self._noting(spec.action) for spec in specs}
        self.dialog = PaletteDialog(window, build_actions(window, specs, handlers))
        self.dialog.open()

    def _noting(self, action: ActionId) -> Callable[[], None]:
        return lambda: self.pressed.append(action)


@pytest.fixture
def palette(qtbot: QtBot) -> Palette:
    """A palette that is open."""
    window = QMainWindow()
    qtbot.addWidget(window)
    return Palette(window)


def _rows(palette: Palette) -> list[str]:
    items = (
        palette.dialog.list.topLevelItem(row)
        for row in range(palette.dialog.list.topLevelItemCount())
    )
    return [item.text(0) for item in items if item is not None]


@pytest.mark.parametrize("query", ["release", "liberer", "Libérer", "LIBÉ", "rel"])
def test_the_palette_finds_a_command_in_either_language_with_or_without_accents(
    palette: Palette, query: str
) -> None:
    palette.dialog.query.setText(query)
    assert _rows(palette)[0] == "Release"


def test_the_palette_offers_all_of_the_screen_and_nothing_of_another(
    palette: Palette,
) -> None:
    palette.dialog.query.setText("")
    assert len(_rows(palette)) == len(specs_for(ScreenId.PRIMARY, Role.PRIMARY))
    palette.dialog.query.setText("invert the image")
    assert _rows(palette) == []


def test_enter_in_the_palette_does_what_is_chosen_and_remembers_it(
    qtbot: QtBot, palette: Palette
) -> None:
    palette.dialog.query.setText("hold")
    qtbot.keyClick(palette.dialog.query, Qt.Key.Key_Return)
    assert palette.pressed == [ActionId.HOLD]
    assert not palette.dialog.isVisible()
    palette.dialog.open()
    assert _rows(palette)[0] == "Hold in lane"


def test_down_moves_in_the_palette_while_letters_go_to_the_field(
    qtbot: QtBot, palette: Palette
) -> None:
    palette.dialog.query.setText("reason")
    first = palette.dialog.list.currentItem()
    qtbot.keyClick(palette.dialog.query, Qt.Key.Key_Down)
    assert palette.dialog.list.currentItem() is not first


def test_the_key_card_names_every_key_of_the_screen(qtbot: QtBot) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    card = KeyCard(window)
    card.show_for(ScreenId.SECONDARY, Role.SECONDARY)
    words = {label.text() for label in card.findChildren(type(card.heading))}
    for spec in specs_for(ScreenId.SECONDARY, Role.SECONDARY):
        assert spec.words in words
