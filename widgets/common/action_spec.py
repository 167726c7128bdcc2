"""What an action is: its name, its words, its keys, and where and for whom it is there."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from app.domain.officer import Role

CONTEXT = "Actions"
ALL_ROLES = frozenset(Role)


class ScreenId(StrEnum):
    """The screens on which keys mean something."""

    SIGN_IN = "sign-in"
    LOCK = "lock"
    PRIMARY = "primary"
    SECONDARY = "secondary"
    RADIATION = "radiation"
    STATUS = "status"
    QUALITY = "quality"


class ActionId(StrEnum):
    """The name of an action in the program; what an officer reads is in `ACTIONS`."""

    KEY_CARD = "key-card"
    PALETTE = "palette"
    LANGUAGE = "language"
    FULL_SCREEN = "full-screen"
    THEME = "theme"
    GO_PRIMARY = "go-primary"
    GO_SECONDARY = "go-secondary"
    GO_RADIATION = "go-radiation"
    GO_QUALITY = "go-quality"
    GO_STATUS = "go-status"
    ACKNOWLEDGE = "acknowledge"
    LOCK = "lock"
    SIGN_OUT = "sign-out"
    CANCEL = "cancel"
    REFER = "refer"
    REFER_OTHER = "refer-other"
    HOLD = "hold"
    RELEASE = "release"
    REASON_1 = "reason-1"
    REASON_2 = "reason-2"
    REASON_3 = "reason-3"
    REASON_4 = "reason-4"
    REASON_5 = "reason-5"
    REASON_6 = "reason-6"
    REASON_7 = "reason-7"
    REASON_8 = "reason-8"
    REASON_9 = "reason-9"
    NEXT_OCCUPANT = "next-occupant"
    PREVIOUS_OCCUPANT = "previous-occupant"
    UNDO = "undo"
    EXAMINE = "examine"
    HOLD_FOR_SPECIALIST = "hold-for-specialist"
    RESCAN = "rescan"
    RELEASE_REVIEWED = "release-reviewed"
    CONFIRM = "confirm"
    NEXT_CASE = "next-case"
    PREVIOUS_CASE = "previous-case"
    NOTE = "note"
    NEXT_SPECTRUM = "next-spectrum"
    INVERT = "invert"
    WINDOW_NARROWER = "window-narrower"
    WINDOW_WIDER = "window-wider"
    LEVEL_DOWN = "level-down"
    LEVEL_UP = "level-up"
    PRESET_FULL = "preset-full"
    PRESET_DENSE = "preset-dense"
    PRESET_LIGHT = "preset-light"
    PRESET_PENETRATE = "preset-penetrate"
    IMAGE_RESET = "image-reset"
    ZOOM_IN = "zoom-in"
    ZOOM_OUT = "zoom-out"
    PAN_LEFT = "pan-left"
    PAN_RIGHT = "pan-right"
    PAN_UP = "pan-up"
    PAN_DOWN = "pan-down"
    PALETTE_GREY = "palette-grey"
    PALETTE_DUAL = "palette-dual"
    PALETTE_ORGANIC = "palette-organic"
    PALETTE_METAL = "palette-metal"
    HUES = "hues"
    EDGE = "edge"
    LOCAL_CONTRAST = "local-contrast"
    CLAHE = "clahe"
    CLEANED = "cleaned"
    MIRROR = "mirror"
    NEXT_UNSEEN = "next-unseen"
    LOUPE = "loupe"
    OVERVIEW = "overview"
    RULER = "ruler"
    REGION = "region"
    DENSITY_PROFILE = "density-profile"
    HISTOGRAM = "histogram"
    MARK = "mark"
    DELETE_MARK = "delete-mark"
    NEXT_MARK = "next-mark"
    MARK_LIST = "mark-list"
    UNDO_WORK = "undo-work"
    REDO_WORK = "redo-work"
    COMPARE = "compare"
    NEXT_COMPARE = "next-compare"
    BLINK = "blink"
    DIFFERENCE = "difference"
    HINTS = "hints"
    GOODS_LINES = "goods-lines"
    IMAGE_ALONE = "image-alone"
    CALL_READER = "call-reader"
    REPORT = "report"
    SPECIALIST = "specialist"
    MEASURE_MORE = "measure-more"
    SECOND_SPECTRUM = "second-spectrum"
    REACH_BACK = "reach-back"
    CLOSE_ALARM = "close-alarm"
    NEXT_CODE = "next-code"
    PREVIOUS_CODE = "previous-code"
    MEDICAL_YES = "medical-yes"
    MEDICAL_NO = "medical-no"
    LINEAR_COUNTS = "linear-counts"
    SHOW_BACKGROUND = "show-background"
    SHOW_LINES = "show-lines"
    SHOW_EXPECTED = "show-expected"
    PART_EARLIER = "part-earlier"
    PART_LATER = "part-later"
    PART_SHORTER = "part-shorter"
    PART_LONGER = "part-longer"
    PART_ALL = "part-all"
    PART_BACKGROUND = "part-background"
    FILTER_NUCLIDE = "filter-nuclide"
    FILTER_OPEN = "filter-open"
    NEXT_PAGE = "next-page"
    PREVIOUS_PAGE = "previous-page"
    BUNDLE = "bundle"
    RETRY_SYNC = "retry-sync"
    NEXT_IMAGER = "next-imager"
    PREVIOUS_IMAGER = "previous-imager"
    TREND_PENETRATION = "trend-penetration"
    TREND_CONTRAST = "trend-contrast"
    TREND_WIRE = "trend-wire"
    TREND_RESOLUTION = "trend-resolution"


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionSpec:
    """One action: its English text, its keys, and where and for whom it is there."""

    action: ActionId
    text: str
    keys: tuple[str, ...]
    screens: frozenset[ScreenId]
    roles: frozenset[Role] = ALL_ROLES

    @property
    def words(self) -> str:
        """The text in the language of the screens."""
        return QCoreApplication.translate(CONTEXT, self.text)

    @property
    def key_words(self) -> str:
        """The first key, as it is written on the keyboard."""
        return QKeySequence(self.keys[0]).toString(QKeySequence.SequenceFormat.NativeText)
