"""The application's look and language, which an officer changes at any time."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from app.shell.languages import Language, LanguageSwitch
from widgets.common.fonts import load_fonts
from widgets.common.theme import Density, ThemeName, apply_theme, load_theme


class Appearance(QObject):
    """Theme, density and language of the one application. Widgets follow by themselves."""

    changed = Signal()

    def __init__(self, application: QApplication, language: Language, theme: ThemeName) -> None:
        super().__init__(application)
        self._application = application
        self._theme = theme
        self._density = Density.WIDE
        load_fonts(application)
        self._apply()
        self.languages = LanguageSwitch(application)
        self.languages.use(language)

    @property
    def theme(self) -> ThemeName:
        """The theme in use."""
        return self._theme

    def toggle_theme(self) -> None:
        """Day to night and back."""
        self.set_theme(self._theme.other)

    def set_theme(self, theme: ThemeName) -> None:
        """Use one theme."""
        if theme is not self._theme:
            self._theme = theme
            self._apply()
            self.changed.emit()

    def set_width(self, width_px: int) -> None:
        """Use the density that suits a window of this width."""
        density = Density.of_width(width_px)
        if density is not self._density:
            self._density = density
            self._apply()

    def toggle_language(self) -> None:
        """English to French and back."""
        self.languages.use(self.languages.language.other)
        self.changed.emit()

    def _apply(self) -> None:
        apply_theme(self._application, load_theme(self._theme, self._density))
