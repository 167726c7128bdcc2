"""Words for image quality: figures, and why a scan says nothing of its imager."""

from PySide6.QtCore import QCoreApplication

from app.domain.image_quality import QualityRefusal
from widgets.common.numbers import grouped, measure
from widgets.quality.state import FIGURE_UNITS, Figure

translate = QCoreApplication.translate


def figure_label(figure: Figure) -> str:
    """What a figure is called."""
    match figure:
        case Figure.PENETRATION:
            return translate("QualityWords", "Steel penetrated")
        case Figure.CONTRAST:
            return translate("QualityWords", "Contrast seen behind 100 mm")
        case Figure.WIRE:
            return translate("QualityWords", "Thinnest wire in air")
        case Figure.RESOLUTION:
            return translate("QualityWords", "Line pairs at 10 % contrast")


def figure_words(figure: Figure, value: float | None) -> str:
    """A figure with its unit; where nothing was seen it says so: a dash could be an omission."""
    if value is None:
        return translate("QualityWords", "none seen")
    decimals = {Figure.PENETRATION: 0, Figure.CONTRAST: 1, Figure.WIRE: 1, Figure.RESOLUTION: 3}
    if figure is Figure.CONTRAST:
        return measure(value, FIGURE_UNITS[figure], 1)
    return grouped(value, decimals[figure]) + "\u00a0" + FIGURE_UNITS[figure]


def refusal_label(refusal: QualityRefusal) -> str:
    """Why a scan cannot be measured, and what helps."""
    match refusal:
        case QualityRefusal.NO_PIXEL_SIZE:
            return translate("QualityWords", "the scan does not say how large a pixel is")
        case QualityRefusal.NO_TEST_OBJECT:
            return translate("QualityWords", "no test object was found: are both markers in it?")
        case QualityRefusal.OUT_OF_PLACE:
            return translate("QualityWords", "the test object stands crooked or is cut off")
        case QualityRefusal.SATURATED:
            return translate("QualityWords", "the image is saturated: lower the gain")
        case QualityRefusal.NOT_TRANSMISSION:
            return translate("QualityWords", "no channel of the scan shows transmission")
        case QualityRefusal.UNREADABLE:
            return translate("QualityWords", "the scan could not be read")
