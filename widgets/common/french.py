"""The French text of a source, whatever the language of the screens, for finding commands."""

from importlib.resources import files

from PySide6.QtCore import QObject, QTranslator

TRANSLATION = "parallel49_fr.qm"


class FrenchTexts(QObject):
    """Holds the shipped translation without installing it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._translator = QTranslator(self)
        self._translator.load(str(files("resources") / "translations" / TRANSLATION))

    def of(self, context: str, source: str) -> str:
        """The French for `source`; itself where there is none."""
        return self._translator.translate(context, source) or source
