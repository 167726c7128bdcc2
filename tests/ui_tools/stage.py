"""Puts a screen on the stage as the main window does: strip on top, a size, a look, a language."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.domain.sync_state import SyncState
from tests.ui_tools import post, views
from widgets.common.fonts import load_fonts
from widgets.common.screen import Screen
from widgets.common.theme import Density, ThemeName, apply_theme, load_theme
from widgets.common.top_strip import TopStrip

WIDE = (1920, 1080)
COMPACT = (1366, 768)


def dress(app: QApplication, theme: ThemeName, size: tuple[int, int]) -> None:
    """Give the application fonts and a look."""
    load_fonts(app)
    apply_theme(app, load_theme(theme, Density.of_width(size[0])))


class Stage(QWidget):
    """A window that holds a screen below the strip."""

    def __init__(self, screen: Screen, sync: SyncState, size: tuple[int, int], title: str) -> None:
        super().__init__()
        self.strip = TopStrip(self)
        self.strip.set_screen_title(QCoreApplication.translate("Screens", title))
        self.strip.show_view(views.strip_view(sync))
        self.screen_shown = screen
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.strip)
        layout.addWidget(screen, 1)
        self.resize(*size)


def stage(
    qtbot: QtBot,
    make: Callable[[], Screen],
    *,
    size: tuple[int, int],
    sync: SyncState = post.ONLINE,
    title: str = "",
    has_strip: bool = True,
) -> Stage:
    """Show a new screen in a window of `size`, settled."""
    window = Stage(make(), sync, size, title)
    window.strip.setVisible(has_strip)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    return window
