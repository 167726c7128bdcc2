"""Pictures of the screens, taken while the shift runs."""

from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.shell.workstation import Workstation

BOTH_LANGUAGES = frozenset({"primary-gamma-alarm", "secondary-radiation", "primary-seal-differs"})
BOTH_THEMES = frozenset({"primary-gamma-alarm", "secondary-radiation", "secondary-goods"})
SMALL = frozenset({"primary-gamma-alarm", "secondary-radiation"})
SMALL_PX = (1366, 768)


class Photographer:
    """Saves what the window shows: as it is, and for some moments in French, dark and small."""

    def __init__(self, workstation: Workstation, folder: Path) -> None:
        self._workstation = workstation
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def take(self, name: str) -> None:
        """Take the pictures of a moment, and leave the screen as it was."""
        look = self._workstation.appearance
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
            window = self._workstation.window
            before = window.size()
            self._resize(*SMALL_PX)
            self._save(f"{name}-1366")
            self._resize(before.width(), before.height())

    def _resize(self, width_px: int, height_px: int) -> None:
        # The smallest height depends on the arrangement, which depends on the width.
        for _ in range(2):
            self._workstation.window.resize(width_px, height_px)
            QApplication.processEvents()

    def _save(self, name: str) -> None:
        self._workstation.refresh()
        QApplication.processEvents()  # a new size reaches the innermost layout in several turns
        self._workstation.window.grab().save(str(self._folder / f"{name}.png"))
