"""The application's look and language, which an officer changes at any time."""

from importlib.resources import files

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from widgets.common.fonts import load_fonts
from widgets.common.theme import Density, ThemeName, apply_theme, load_theme

LANGUAGES = ("en", "fr")
_LOCALES = {"en": "en_CA", "fr": "fr_CA"}


class Appearance(QObject):
    """Theme, density and language of the one application. Widgets follow by themselves."""

    language_changed = Signal(str)

    def __init__(self, application: QApplication, language: str) -> None:
        super().__init__(application)
        self._application = application
        self._translators: list[QTranslator] = []
        self.theme = ThemeName.DAY
        self.density = Density.WIDE
        self.language = "en"
        load_fonts(application)
        self._apply()
        self.set_language(language)

    def toggle_theme(self) -> None:
        """Day to night and back."""
        self.set_theme(self.theme.other)

    def set_theme(self, theme: ThemeName) -> None:
        """Use one theme."""
        if theme is not self.theme:
            self.theme = theme
            self._apply()

    def set_width(self, width_px: int) -> None:
        """Use the density that suits a window of this width."""
        density = Density.of_width(width_px)
        if density is not self.density:
            self.density = density
            self._apply()

    def toggle_language(self) -> None:
        """English to French and back."""
        self.set_language("fr" if self.language == "en" else "en")

    def set_language(self, language: str) -> None:
        """Use one language from now on, on every screen that is open."""
        if language not in LANGUAGES:
            raise ValueError(f"a language is one of {LANGUAGES}")
        for translator in self._translators:
            self._application.removeTranslator(translator)
        self._translators = []
        self.language = language
        QLocale.setDefault(QLocale(_LOCALES[language]))
        if language != "en":
            self._install(language)
        self.language_changed.emit(language)

    def _install(self, language: str) -> None:
        ours = QTranslator(self)
        path = files("resources") / "translations" / f"parallel49_{language}.qm"
        if not ours.load(str(path)):
            raise RuntimeError(f"the shipped translation {language} is damaged")
        qts = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for translator, loaded in ((qts, qts.load(f"qtbase_{language}", folder)), (ours, True)):
            if loaded:
                self._application.installTranslator(translator)
                self._translators.append(translator)

    def _apply(self) -> None:
        apply_theme(self._application, load_theme(self.theme, self.density))
