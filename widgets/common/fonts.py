"""The font of every screen: B612, made for cockpits, in which I, l and 1 cannot be mixed up."""

from importlib.resources import files

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

FAMILY = "B612"
MONO_FAMILY = "B612 Mono"
BASE_PX = 15


class FontError(Exception):
    """A font that ships with the program is missing or damaged."""


def load_fonts(app: QApplication) -> None:
    """Load the shipped fonts and make B612 the application's font. Raises FontError."""
    if FAMILY not in QFontDatabase.families():
        for entry in sorted((files("resources") / "fonts").iterdir(), key=lambda item: item.name):
            if entry.name.endswith(".otf"):
                font_id = QFontDatabase.addApplicationFontFromData(QByteArray(entry.read_bytes()))
                if font_id < 0:
                    raise FontError(entry.name)
    for family in (FAMILY, MONO_FAMILY):
        if family not in QFontDatabase.families():
            raise FontError(family)
    font = QFont(FAMILY)
    font.setPixelSize(BASE_PX)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    app.setFont(font)
