"""What the strip calls a screen that is not of one lane."""

from PySide6.QtCore import QCoreApplication

from widgets.common.action_spec import ScreenId

translate = QCoreApplication.translate


def screen_title(screen: ScreenId) -> str:
    """The title of a screen; empty where the strip names the lane instead."""
    match screen:
        case ScreenId.SECONDARY:
            return translate("Screens", "SECONDARY")
        case ScreenId.RADIATION:
            return translate("Screens", "RADIATION")
        case ScreenId.QUALITY:
            return translate("Screens", "IMAGE QUALITY")
        case ScreenId.STATUS:
            return translate("Screens", "SYNC & DEVICES")
        case ScreenId.PRIMARY | ScreenId.SIGN_IN | ScreenId.LOCK:
            return ""
