"""The languages in which screens are tried: the shipped two, and one that is a third longer."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from importlib.resources import files

from PySide6.QtCore import QLocale, QTranslator
from PySide6.QtWidgets import QApplication

LONGER = 0.35
_KEPT = re.compile(r"(\{[^}]*\}|&)")
_ACCENTED = str.maketrans("aeiouAEIOU", "àéîöûÀÉÎÖÛ")


class Tongue(StrEnum):
    """A language to try a screen in."""

    ENGLISH = "en"
    FRENCH = "fr"
    PSEUDO = "pseudo"


def pseudo(text: str) -> str:
    """`text` with accents and a third more words; placeholders and mnemonics stay."""
    parts = _KEPT.split(text)
    accented = "".join(
        part if _KEPT.fullmatch(part) else part.translate(_ACCENTED) for part in parts
    )
    missing = round(len(_KEPT.sub("", text)) * LONGER)
    filler = ("ôxé " * (missing // 4 + 1))[:missing].strip()
    return f"{accented} {filler}" if len(filler) > 2 else accented + filler


class PseudoTranslator(QTranslator):
    """Makes every text that is marked for translation longer; one that is not stays as it is."""

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        """Lengthen `source`."""
        return pseudo(source) if source else ""

    def isEmpty(self) -> bool:  # noqa: N802 (Qt's name)
        """Never empty."""
        return False


@contextmanager
def speaking(app: QApplication, tongue: Tongue) -> Iterator[None]:
    """Show everything in `tongue` within the block."""
    if tongue is Tongue.ENGLISH:
        yield
        return
    if tongue is Tongue.FRENCH:
        translator = QTranslator()
        path = files("resources") / "translations" / "parallel49_fr.qm"
        assert translator.load(str(path)), path
        QLocale.setDefault(QLocale("fr_CA"))
    else:
        translator = PseudoTranslator()
    app.installTranslator(translator)
    try:
        yield
    finally:
        app.removeTranslator(translator)
        QLocale.setDefault(QLocale("en_CA"))
