"""What helps on every screen: the key card, the command palette, the full screen."""

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from app.domain.officer import Role
from app.shell.main_window import MainWindow
from widgets.common.action_spec import ActionId

if TYPE_CHECKING:
    from widgets.common.key_card import KeyCard
    from widgets.common.palette_dialog import PaletteDialog


class WindowHelps:
    """Shows help for the screen in front, for the role of the officer who sits there.

    Each help is made when it is first asked for, so that the first window does not wait for it.
    """

    def __init__(self, window: MainWindow, role: Callable[[], Role | None]) -> None:
        self._window = window
        self._role = role

    @cached_property
    def _card(self) -> "KeyCard":
        from widgets.common.key_card import KeyCard

        return KeyCard(self._window)

    @cached_property
    def _finder(self) -> "PaletteDialog":
        from widgets.common.palette_dialog import PaletteDialog

        return PaletteDialog(self._window, {})

    def handlers(self) -> dict[ActionId, Callable[[], None]]:
        """The keys that bring the helps up."""
        return {
            ActionId.KEY_CARD: self.show_keys,
            ActionId.PALETTE: self.find_command,
            ActionId.FULL_SCREEN: self.toggle_full_screen,
        }

    def show_keys(self) -> None:
        """All keys of the screen on one card."""
        if (screen := self._window.screen_id) is not None:
            self._card.show_for(screen, self._role())

    def find_command(self) -> None:
        """Any command of the screen by its name, in either language."""
        if (screen := self._window.screen_id) is not None:
            self._finder.set_actions(self._window.actions_of(screen))
            self._finder.open()

    def toggle_full_screen(self) -> None:
        """The whole display, or a window again."""
        if self._window.isFullScreen():
            self._window.showNormal()
        else:
            self._window.showFullScreen()
