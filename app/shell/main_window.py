"""The frame: a strip at the top, one screen at a time, one bar for messages. Nothing else."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.officer import Role
from widgets.common.actions import (
    ActionId,
    ScreenId,
    build_actions,
    retranslate_actions,
    specs_for,
)
from widgets.common.message_bar import MessageBar
from widgets.common.page_stack import PageStack
from widgets.common.screen import Screen
from widgets.common.screen_titles import screen_title
from widgets.common.state import StripView
from widgets.common.top_strip import TopStrip
from widgets.common.translated import TranslatedWidget

Handlers = Mapping[ActionId, Callable[[], None]]
WIDTH_PX, HEIGHT_PX = 1920, 1080


class MainWindow(TranslatedWidget):
    """Holds the screens and gives each the actions of its keys."""

    resized = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Parallel 49")
        self.strip = TopStrip(self)
        self.messages = MessageBar(self)
        self._stack = PageStack(self)
        self._screens: dict[ScreenId, Screen] = {}
        self._actions: dict[ScreenId, dict[ActionId, QAction]] = {}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.strip)
        layout.addWidget(self.messages)
        layout.addWidget(self._stack, 1)
        self.resize(WIDTH_PX, HEIGHT_PX)

    @property
    def screen_id(self) -> ScreenId | None:
        """The screen that is shown."""
        shown = self._stack.currentWidget()
        return next((name for name, item in self._screens.items() if item is shown), None)

    def add_screen(self, name: ScreenId, screen: Screen, handlers: Handlers) -> None:
        """Take a screen in. What it does not handle itself, `handlers` must."""
        self._screens[name] = screen
        self._stack.addWidget(screen)
        both = {**handlers, **screen.handlers()}
        self._actions[name] = build_actions(screen, specs_for(name), both)

    def show_screen(self, name: ScreenId) -> None:
        """Bring a screen to the front."""
        self.strip.setVisible(name is not ScreenId.SIGN_IN)
        self.strip.set_screen_title(screen_title(name))
        self._stack.setCurrentWidget(self._screens[name])
        self._screens[name].first_focus().setFocus()

    def allow(self, role: Role | None) -> None:
        """Let only the keys work that an officer in `role` may use."""
        for name, actions in self._actions.items():
            allowed = {spec.action for spec in specs_for(name, role)}
            for action, qt_action in actions.items():
                qt_action.setEnabled(action in allowed)

    def actions_of(self, name: ScreenId) -> Mapping[ActionId, QAction]:
        """The actions of a screen, for the palette and the key card."""
        return self._actions[name]

    def show_strip(self, view: StripView) -> None:
        """Show where, who, what is owed and the time."""
        self.strip.show_view(view)

    def retranslate(self) -> None:
        """Give the actions their words anew; the screens follow by themselves."""
        for actions in self._actions.values():
            retranslate_actions(actions)
        if (shown := self.screen_id) is not None:
            self.strip.set_screen_title(screen_title(shown))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        """Say how wide the window is now."""
        super().resizeEvent(event)
        self.resized.emit(event.size().width())

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 (Qt's name)
        """Say that the window goes."""
        self.closed.emit()
        super().closeEvent(event)
