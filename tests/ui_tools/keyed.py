"""A screen in an active window with its own keys, as the workstation gives them to it."""

from pytestqt.qtbot import QtBot

from widgets.common.actions import ActionId, ScreenId, build_actions, specs_for
from widgets.common.screen import Screen


def give_keys(qtbot: QtBot, screen: Screen, screen_id: ScreenId) -> None:
    """Bind the keys that the screen itself answers, and bring it to the front."""
    handlers = screen.handlers()
    own = [spec for spec in specs_for(screen_id) if spec.action in handlers]
    build_actions(screen, own, {ActionId(name): handler for name, handler in handlers.items()})
    with qtbot.waitActive(screen):
        screen.show()
        screen.activateWindow()
