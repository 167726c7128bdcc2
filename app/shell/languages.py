"""The two languages of the workstation, changed while it runs."""

from enum import StrEnum
from importlib.resources import files

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from widgets.common.french import TRANSLATION


class Language(StrEnum):
    """English and French as officers in Canada write them."""

    ENGLISH = "en"
    FRENCH = "fr"

    @property
    def other(self) -> "Language":
        """The language that the language key leads to."""
        return Language.FRENCH if self is Language.ENGLISH else Language.ENGLISH


class TranslationError(Exception):
    """The shipped translation is missing or damaged."""


class LanguageSwitch:
    """Installs and removes the French translation. Raises TranslationError if it is damaged."""

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self.language = Language.ENGLISH
        self._french = QTranslator(application)
        self._qt_french = QTranslator(application)
        if not self._french.load(str(files("resources") / "translations" / TRANSLATION)):
            raise TranslationError(TRANSLATION)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        self._qt_french.load("qtbase_fr", folder)
        QLocale.setDefault(QLocale("en_CA"))

    def use(self, language: Language) -> None:
        """Show everything in `language`; every open widget hears of it."""
        if language is self.language:
            return
        self.language = language
        if language is Language.FRENCH:
            QLocale.setDefault(QLocale("fr_CA"))
            self._application.installTranslator(self._qt_french)
            self._application.installTranslator(self._french)
        else:
            QLocale.setDefault(QLocale("en_CA"))
            self._application.removeTranslator(self._french)
            self._application.removeTranslator(self._qt_french)
