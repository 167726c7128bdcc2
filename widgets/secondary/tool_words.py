"""What the image tools are called on their buttons, and which drawing stands for each."""

from PySide6.QtCore import QCoreApplication

from widgets.common.action_table import QT_TRANSLATE_NOOP
from widgets.common.actions import ActionId

CONTEXT = "ToolRow"

TOOL_ICONS: dict[ActionId, str] = {
    ActionId.PALETTE_GREY: "grey",
    ActionId.PALETTE_DUAL: "dual",
    ActionId.PALETTE_ORGANIC: "organic",
    ActionId.PALETTE_METAL: "metal",
    ActionId.PRESET_FULL: "full",
    ActionId.PRESET_LIGHT: "light",
    ActionId.PRESET_DENSE: "dense",
    ActionId.PRESET_PENETRATE: "penetrate",
    ActionId.IMAGE_RESET: "reset",
    ActionId.INVERT: "invert",
    ActionId.EDGE: "edge",
    ActionId.LOCAL_CONTRAST: "local",
    ActionId.CLAHE: "clahe",
    ActionId.CLEANED: "cleaned",
    ActionId.MIRROR: "mirror",
    ActionId.LOUPE: "loupe",
    ActionId.OVERVIEW: "overview",
    ActionId.RULER: "ruler",
    ActionId.REGION: "region",
    ActionId.DENSITY_PROFILE: "profile",
    ActionId.HISTOGRAM: "histogram",
    ActionId.MARK: "mark",
    ActionId.COMPARE: "side-by-side",
    ActionId.BLINK: "blink",
    ActionId.DIFFERENCE: "difference",
    ActionId.HINTS: "hints",
}
"""From left to right: how the image is shown, what is laid over it, what it is compared with."""

_WORDS: dict[ActionId, str] = {
    ActionId.PALETTE_GREY: QT_TRANSLATE_NOOP("ToolRow", "Grey"),
    ActionId.PALETTE_DUAL: QT_TRANSLATE_NOOP("ToolRow", "Dual"),
    ActionId.PALETTE_ORGANIC: QT_TRANSLATE_NOOP("ToolRow", "Organic"),
    ActionId.PALETTE_METAL: QT_TRANSLATE_NOOP("ToolRow", "Metal"),
    ActionId.EDGE: QT_TRANSLATE_NOOP("ToolRow", "Edge"),
    ActionId.LOCAL_CONTRAST: QT_TRANSLATE_NOOP("ToolRow", "Local"),
    ActionId.CLAHE: QT_TRANSLATE_NOOP("ToolRow", "Equalise"),
    ActionId.CLEANED: QT_TRANSLATE_NOOP("ToolRow", "Clean"),
    ActionId.MIRROR: QT_TRANSLATE_NOOP("ToolRow", "Mirror"),
    ActionId.PRESET_FULL: QT_TRANSLATE_NOOP("ToolRow", "Full"),
    ActionId.PRESET_LIGHT: QT_TRANSLATE_NOOP("ToolRow", "Light"),
    ActionId.PRESET_DENSE: QT_TRANSLATE_NOOP("ToolRow", "Dense"),
    ActionId.PRESET_PENETRATE: QT_TRANSLATE_NOOP("ToolRow", "Penetrate"),
    ActionId.IMAGE_RESET: QT_TRANSLATE_NOOP("ToolRow", "Standard"),
    ActionId.INVERT: QT_TRANSLATE_NOOP("ToolRow", "Invert"),
    ActionId.LOUPE: QT_TRANSLATE_NOOP("ToolRow", "Loupe"),
    ActionId.OVERVIEW: QT_TRANSLATE_NOOP("ToolRow", "Overview"),
    ActionId.RULER: QT_TRANSLATE_NOOP("ToolRow", "Ruler"),
    ActionId.REGION: QT_TRANSLATE_NOOP("ToolRow", "Region"),
    ActionId.DENSITY_PROFILE: QT_TRANSLATE_NOOP("ToolRow", "Profile"),
    ActionId.HISTOGRAM: QT_TRANSLATE_NOOP("ToolRow", "Histogram"),
    ActionId.MARK: QT_TRANSLATE_NOOP("ToolRow", "Mark"),
    ActionId.COMPARE: QT_TRANSLATE_NOOP("ToolRow", "Compare"),
    ActionId.BLINK: QT_TRANSLATE_NOOP("ToolRow", "Blink"),
    ActionId.DIFFERENCE: QT_TRANSLATE_NOOP("ToolRow", "Difference"),
    ActionId.HINTS: QT_TRANSLATE_NOOP("ToolRow", "Hints"),
}


def tool_words(tool: ActionId) -> str:
    """The name of a tool in the language of the screens."""
    words = _WORDS[tool]
    return QCoreApplication.translate(CONTEXT, words)
