"""Pictures of the screens, taken while the shift runs."""

from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.shell.main_window import HEIGHT_PX, WIDTH_PX
from app.shell.workstation import Workstation

BOTH_LANGUAGES = frozenset(
    {
        "primary-gamma-alarm",
        "secondary-radiation",
        "secondary-spectrum",
        "secondary-second-reader",
        "status",
    }
)
BOTH_THEMES = frozenset(
    {"primary-gamma-alarm", "secondary-radiation", "secondary-goods", "secondary-spectrum"}
)
SMALL = frozenset(
    {
        "primary-gamma-alarm",
        "secondary-radiation",
        "secondary-spectrum",
        "secondary-second-reader",
    }
)
SMALL_SIZE = QSize(1366, 768)
SETTLING_ROUNDS = 4
"""A layout in a scroll area asks for another one, and that for one more."""


class Photographer:
    """Saves what the window shows: as it is, and for some moments in French, dark and small."""

    def __init__(self, workstation: Workstation, folder: Path) -> None:
        self._workstation = workstation
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, name: str) -> None:
        """Take the pictures of a moment, and leave the screen as it was."""
        look, window = self._workstation.appearance, self._workstation.window
        if QGuiApplication.platformName() == "offscreen":
            self._resize(QSize(WIDTH_PX, HEIGHT_PX))  # there is no screen that gives a size
        self._save(name)
        if name in BOTH_LANGUAGES:
            look.toggle_language()
            self._save(f"{name}-other-language")
            look.toggle_language()
        if name in BOTH_THEMES:
            look.toggle_theme()
            self._save(f"{name}-other-theme")
            look.toggle_theme()
        if name in SMALL:
            before = window.size()
            self._resize(SMALL_SIZE)
            self._save(f"{name}-1366")
            look.toggle_language()
            self._save(f"{name}-other-language-1366")
            look.toggle_language()
            self._resize(before)

    def _resize(self, size: QSize) -> None:
        # The smallest height depends on the arrangement, which depends on the width.
        for _ in range(SETTLING_ROUNDS):
            self._workstation.window.resize(size)
            QApplication.processEvents()

    def _save(self, name: str) -> None:
        self._workstation.refresh()
        for _ in range(SETTLING_ROUNDS):
            QApplication.processEvents()
        self._workstation.window.grab().save(str(self._folder / f"{name}.png"))
