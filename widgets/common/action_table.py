"""Everything an officer can do, in one table. Keys, palette and key card are made of it."""

from app.domain.officer import Role
from widgets.common.action_spec import ActionId, ActionSpec, ScreenId


def QT_TRANSLATE_NOOP(context: str, source: str) -> str:  # noqa: N802 (what lupdate looks for)
    """Mark a text for translation, as Qt's own does, whose type is lost."""
    return source


WORKING = frozenset(
    {
        ScreenId.PRIMARY,
        ScreenId.SECONDARY,
        ScreenId.RADIATION,
        ScreenId.QUALITY,
        ScreenId.STATUS,
    }
)
EVERYWHERE = frozenset(ScreenId)
_AT_PRIMARY = frozenset({ScreenId.PRIMARY})
_AT_SECONDARY = frozenset({ScreenId.SECONDARY})
_AT_RADIATION = frozenset({ScreenId.RADIATION})
_AT_REVIEW = _AT_SECONDARY | _AT_RADIATION
_AT_QUALITY = frozenset({ScreenId.QUALITY})
_AT_STATUS = frozenset({ScreenId.STATUS})
_BOOTH = frozenset({Role.PRIMARY, Role.SUPERVISOR})
_REVIEW = frozenset({Role.SECONDARY, Role.SUPERVISOR})


def _everywhere(action: ActionId, text: str, *keys: str) -> ActionSpec:
    return ActionSpec(action=action, text=text, keys=keys, screens=EVERYWHERE)


def _working(action: ActionId, text: str, *keys: str) -> ActionSpec:
    return ActionSpec(action=action, text=text, keys=keys, screens=WORKING)


def _primary(action: ActionId, text: str, *keys: str) -> ActionSpec:
    return ActionSpec(action=action, text=text, keys=keys, screens=_AT_PRIMARY, roles=_BOOTH)


def _secondary(action: ActionId, text: str, *keys: str) -> ActionSpec:
    return ActionSpec(action=action, text=text, keys=keys, screens=_AT_SECONDARY, roles=_REVIEW)


def _radiation(action: ActionId, text: str, *keys: str) -> ActionSpec:
    return ActionSpec(action=action, text=text, keys=keys, screens=_AT_RADIATION, roles=_REVIEW)


def _review(action: ActionId, text: str, *keys: str) -> ActionSpec:
    return ActionSpec(action=action, text=text, keys=keys, screens=_AT_REVIEW, roles=_REVIEW)


def _quality(action: ActionId, text: str, *keys: str) -> ActionSpec:
    return ActionSpec(action=action, text=text, keys=keys, screens=_AT_QUALITY, roles=_REVIEW)


ACTIONS: tuple[ActionSpec, ...] = (
    _everywhere(
        ActionId.KEY_CARD, QT_TRANSLATE_NOOP("Actions", "Keys of this screen"), "F1", "Shift+F1"
    ),
    _everywhere(ActionId.LANGUAGE, QT_TRANSLATE_NOOP("Actions", "Français"), "Ctrl+L"),
    _everywhere(ActionId.FULL_SCREEN, QT_TRANSLATE_NOOP("Actions", "Full screen"), "F11"),
    _everywhere(ActionId.THEME, QT_TRANSLATE_NOOP("Actions", "Day or night colours"), "F12"),
    _working(ActionId.PALETTE, QT_TRANSLATE_NOOP("Actions", "Find a command"), "Ctrl+K"),
    ActionSpec(
        action=ActionId.GO_PRIMARY,
        text=QT_TRANSLATE_NOOP("Actions", "Go to PRIMARY"),
        keys=("F2", "Ctrl+1"),
        screens=WORKING,
        roles=_BOOTH,
    ),
    ActionSpec(
        action=ActionId.GO_SECONDARY,
        text=QT_TRANSLATE_NOOP("Actions", "Go to SECONDARY"),
        keys=("F3", "Ctrl+2"),
        screens=WORKING,
        roles=_REVIEW,
    ),
    ActionSpec(
        action=ActionId.GO_RADIATION,
        text=QT_TRANSLATE_NOOP("Actions", "Go to RADIATION"),
        keys=("Ctrl+3",),
        screens=WORKING,
        roles=_REVIEW,
    ),
    ActionSpec(
        action=ActionId.GO_QUALITY,
        text=QT_TRANSLATE_NOOP("Actions", "Go to IMAGE QUALITY"),
        keys=("Ctrl+6",),
        screens=WORKING,
        roles=_REVIEW,
    ),
    _working(ActionId.GO_STATUS, QT_TRANSLATE_NOOP("Actions", "Go to SYNC & DEVICES"), "Ctrl+8"),
    _working(
        ActionId.ACKNOWLEDGE, QT_TRANSLATE_NOOP("Actions", "Acknowledge the top alarm"), "F10"
    ),
    _working(ActionId.LOCK, QT_TRANSLATE_NOOP("Actions", "Lock this workstation"), "Ctrl+Shift+L"),
    ActionSpec(
        action=ActionId.SIGN_OUT,
        text=QT_TRANSLATE_NOOP("Actions", "Sign out"),
        keys=("Ctrl+Shift+Q",),
        screens=WORKING | {ScreenId.LOCK},
    ),
    _working(ActionId.CANCEL, QT_TRANSLATE_NOOP("Actions", "Disarm, close, go back"), "Esc"),
    _primary(ActionId.REFER, QT_TRANSLATE_NOOP("Actions", "Refer for the suggested reason"), "F5"),
    _primary(ActionId.REFER_OTHER, QT_TRANSLATE_NOOP("Actions", "Refer, other reason"), "F6"),
    _primary(ActionId.HOLD, QT_TRANSLATE_NOOP("Actions", "Hold in lane"), "F7"),
    _primary(ActionId.RELEASE, QT_TRANSLATE_NOOP("Actions", "Release"), "F9"),
    _primary(ActionId.REASON_1, QT_TRANSLATE_NOOP("Actions", "Reason 1: radiation"), "1"),
    _primary(ActionId.REASON_2, QT_TRANSLATE_NOOP("Actions", "Reason 2: lookout"), "2"),
    _primary(ActionId.REASON_3, QT_TRANSLATE_NOOP("Actions", "Reason 3: document"), "3"),
    _primary(ActionId.REASON_4, QT_TRANSLATE_NOOP("Actions", "Reason 4: identity"), "4"),
    _primary(ActionId.REASON_5, QT_TRANSLATE_NOOP("Actions", "Reason 5: admissibility"), "5"),
    _primary(ActionId.REASON_6, QT_TRANSLATE_NOOP("Actions", "Reason 6: goods"), "6"),
    _primary(ActionId.REASON_7, QT_TRANSLATE_NOOP("Actions", "Reason 7: plants, food"), "7"),
    _primary(ActionId.REASON_8, QT_TRANSLATE_NOOP("Actions", "Reason 8: random"), "8"),
    _primary(ActionId.REASON_9, QT_TRANSLATE_NOOP("Actions", "Reason 9: officer's judgement"), "9"),
    _primary(ActionId.NEXT_OCCUPANT, QT_TRANSLATE_NOOP("Actions", "Next person"), "Down"),
    _primary(ActionId.PREVIOUS_OCCUPANT, QT_TRANSLATE_NOOP("Actions", "Previous person"), "Up"),
    _primary(ActionId.UNDO, QT_TRANSLATE_NOOP("Actions", "Take the last decision back"), "Ctrl+Z"),
    _secondary(ActionId.EXAMINE, QT_TRANSLATE_NOOP("Actions", "Physical examination"), "F5"),
    _secondary(
        ActionId.HOLD_FOR_SPECIALIST, QT_TRANSLATE_NOOP("Actions", "Hold for specialist"), "F6"
    ),
    _secondary(ActionId.RESCAN, QT_TRANSLATE_NOOP("Actions", "Scan again"), "F7"),
    _secondary(ActionId.RELEASE_REVIEWED, QT_TRANSLATE_NOOP("Actions", "Release"), "F9"),
    _review(
        ActionId.CONFIRM, QT_TRANSLATE_NOOP("Actions", "Confirm the armed act"), "Return", "Enter"
    ),
    _review(ActionId.NEXT_CASE, QT_TRANSLATE_NOOP("Actions", "Next case"), "J"),
    _review(ActionId.PREVIOUS_CASE, QT_TRANSLATE_NOOP("Actions", "Previous case"), "K"),
    _secondary(ActionId.NOTE, QT_TRANSLATE_NOOP("Actions", "Write a note"), "Ctrl+N"),
    _review(ActionId.NEXT_SPECTRUM, QT_TRANSLATE_NOOP("Actions", "Next spectrum"), "T"),
    _secondary(ActionId.INVERT, QT_TRANSLATE_NOOP("Actions", "Invert the image"), "I"),
    _secondary(ActionId.WINDOW_NARROWER, QT_TRANSLATE_NOOP("Actions", "Narrower window"), "["),
    _secondary(ActionId.WINDOW_WIDER, QT_TRANSLATE_NOOP("Actions", "Wider window"), "]"),
    _secondary(ActionId.LEVEL_DOWN, QT_TRANSLATE_NOOP("Actions", "Level down"), "-"),
    _secondary(ActionId.LEVEL_UP, QT_TRANSLATE_NOOP("Actions", "Level up"), "="),
    _secondary(ActionId.PALETTE_GREY, QT_TRANSLATE_NOOP("Actions", "Shades of grey"), "1"),
    _secondary(ActionId.PALETTE_DUAL, QT_TRANSLATE_NOOP("Actions", "Colours of materials"), "2"),
    _secondary(ActionId.PALETTE_ORGANIC, QT_TRANSLATE_NOOP("Actions", "Only organic matter"), "3"),
    _secondary(ActionId.PALETTE_METAL, QT_TRANSLATE_NOOP("Actions", "Only metal"), "4"),
    _secondary(
        ActionId.HUES, QT_TRANSLATE_NOOP("Actions", "Usual or colour-blind-safe hues"), "Shift+F12"
    ),
    _secondary(ActionId.PRESET_FULL, QT_TRANSLATE_NOOP("Actions", "Full range"), "5"),
    _secondary(ActionId.PRESET_DENSE, QT_TRANSLATE_NOOP("Actions", "Look into dense cargo"), "7"),
    _secondary(ActionId.PRESET_LIGHT, QT_TRANSLATE_NOOP("Actions", "Look at light cargo"), "6"),
    _secondary(
        ActionId.PRESET_PENETRATE, QT_TRANSLATE_NOOP("Actions", "Penetrate the densest"), "P"
    ),
    _secondary(ActionId.IMAGE_RESET, QT_TRANSLATE_NOOP("Actions", "Reset the image"), "0"),
    _secondary(ActionId.ZOOM_IN, QT_TRANSLATE_NOOP("Actions", "Zoom in"), "+", "Ctrl+="),
    _secondary(ActionId.ZOOM_OUT, QT_TRANSLATE_NOOP("Actions", "Zoom out"), "_", "Ctrl+-"),
    _secondary(ActionId.PAN_LEFT, QT_TRANSLATE_NOOP("Actions", "Pan left"), "Left"),
    _secondary(ActionId.PAN_RIGHT, QT_TRANSLATE_NOOP("Actions", "Pan right"), "Right"),
    _secondary(ActionId.PAN_UP, QT_TRANSLATE_NOOP("Actions", "Pan up"), "Up"),
    _secondary(ActionId.PAN_DOWN, QT_TRANSLATE_NOOP("Actions", "Pan down"), "Down"),
    _secondary(ActionId.EDGE, QT_TRANSLATE_NOOP("Actions", "Sharpen edges"), "E"),
    _secondary(ActionId.LOCAL_CONTRAST, QT_TRANSLATE_NOOP("Actions", "Local contrast"), "L"),
    _secondary(
        ActionId.CLAHE, QT_TRANSLATE_NOOP("Actions", "Equalise contrast everywhere"), "Shift+L"
    ),
    _secondary(
        ActionId.CLEANED, QT_TRANSLATE_NOOP("Actions", "Without stripes or as it came"), "W"
    ),
    _secondary(ActionId.MIRROR, QT_TRANSLATE_NOOP("Actions", "Mirror the image"), "B"),
    _secondary(ActionId.NEXT_UNSEEN, QT_TRANSLATE_NOOP("Actions", "Next part not seen"), "U"),
    _secondary(ActionId.LOUPE, QT_TRANSLATE_NOOP("Actions", "Loupe"), "Z"),
    _secondary(ActionId.OVERVIEW, QT_TRANSLATE_NOOP("Actions", "Overview of what was seen"), "O"),
    _secondary(ActionId.RULER, QT_TRANSLATE_NOOP("Actions", "Measure a length"), "M"),
    _secondary(ActionId.REGION, QT_TRANSLATE_NOOP("Actions", "Measure a region"), "R"),
    _secondary(ActionId.DENSITY_PROFILE, QT_TRANSLATE_NOOP("Actions", "Density along a line"), "V"),
    _secondary(ActionId.HISTOGRAM, QT_TRANSLATE_NOOP("Actions", "Histogram"), "H"),
    _secondary(ActionId.MARK, QT_TRANSLATE_NOOP("Actions", "Mark a box"), "A"),
    _secondary(ActionId.DELETE_MARK, QT_TRANSLATE_NOOP("Actions", "Delete the mark"), "Del"),
    _secondary(ActionId.NEXT_MARK, QT_TRANSLATE_NOOP("Actions", "Next mark or hint"), "N"),
    _secondary(
        ActionId.MARK_LIST, QT_TRANSLATE_NOOP("Actions", "Go to the list of marks"), "Shift+A"
    ),
    _secondary(ActionId.UNDO_WORK, QT_TRANSLATE_NOOP("Actions", "Undo marks and window"), "Ctrl+Z"),
    _secondary(ActionId.REDO_WORK, QT_TRANSLATE_NOOP("Actions", "Do again"), "Ctrl+Shift+Z"),
    _secondary(ActionId.COMPARE, QT_TRANSLATE_NOOP("Actions", "Compare side by side"), "C"),
    _secondary(
        ActionId.NEXT_COMPARE,
        QT_TRANSLATE_NOOP("Actions", "Compare with the next image"),
        "Shift+C",
    ),
    _secondary(ActionId.BLINK, QT_TRANSLATE_NOOP("Actions", "Blink between both images"), "X"),
    _secondary(ActionId.DIFFERENCE, QT_TRANSLATE_NOOP("Actions", "Difference of both images"), "D"),
    _secondary(ActionId.HINTS, QT_TRANSLATE_NOOP("Actions", "Machine's hints on or off"), "S"),
    _secondary(
        ActionId.GOODS_LINES,
        QT_TRANSLATE_NOOP("Actions", "Judge the goods, line by line with Y and N"),
        "G",
    ),
    _secondary(
        ActionId.IMAGE_ALONE, QT_TRANSLATE_NOOP("Actions", "Give the image the whole room"), "F"
    ),
    _secondary(ActionId.CALL_READER, QT_TRANSLATE_NOOP("Actions", "Call a second reader"), "F8"),
    _secondary(ActionId.REPORT, QT_TRANSLATE_NOOP("Actions", "Report of this case"), "Ctrl+P"),
    _radiation(ActionId.SPECIALIST, QT_TRANSLATE_NOOP("Actions", "Refer to a specialist"), "F5"),
    _radiation(ActionId.MEASURE_MORE, QT_TRANSLATE_NOOP("Actions", "Measure longer"), "F6"),
    _radiation(
        ActionId.SECOND_SPECTRUM, QT_TRANSLATE_NOOP("Actions", "Take a second spectrum"), "F7"
    ),
    _radiation(
        ActionId.REACH_BACK, QT_TRANSLATE_NOOP("Actions", "Hand the file to the expert"), "F8"
    ),
    _radiation(ActionId.CLOSE_ALARM, QT_TRANSLATE_NOOP("Actions", "Close with a code"), "F9"),
    _radiation(ActionId.NEXT_CODE, QT_TRANSLATE_NOOP("Actions", "Next code"), "Down"),
    _radiation(ActionId.PREVIOUS_CODE, QT_TRANSLATE_NOOP("Actions", "Previous code"), "Up"),
    _radiation(ActionId.MEDICAL_YES, QT_TRANSLATE_NOOP("Actions", "Medical treatment: yes"), "Y"),
    _radiation(ActionId.MEDICAL_NO, QT_TRANSLATE_NOOP("Actions", "Medical treatment: no"), "N"),
    _radiation(
        ActionId.LINEAR_COUNTS, QT_TRANSLATE_NOOP("Actions", "Linear or logarithmic counts"), "1"
    ),
    _radiation(ActionId.SHOW_BACKGROUND, QT_TRANSLATE_NOOP("Actions", "Background on or off"), "2"),
    _radiation(ActionId.SHOW_LINES, QT_TRANSLATE_NOOP("Actions", "Lines on or off"), "3"),
    _radiation(
        ActionId.SHOW_EXPECTED,
        QT_TRANSLATE_NOOP("Actions", "Lines of the declared goods on or off"),
        "4",
    ),
    _radiation(ActionId.PART_EARLIER, QT_TRANSLATE_NOOP("Actions", "Part earlier in time"), "Left"),
    _radiation(ActionId.PART_LATER, QT_TRANSLATE_NOOP("Actions", "Part later in time"), "Right"),
    _radiation(ActionId.PART_SHORTER, QT_TRANSLATE_NOOP("Actions", "Shorter part"), "-"),
    _radiation(ActionId.PART_LONGER, QT_TRANSLATE_NOOP("Actions", "Longer part"), "="),
    _radiation(ActionId.PART_ALL, QT_TRANSLATE_NOOP("Actions", "The whole measurement"), "0"),
    _radiation(
        ActionId.PART_BACKGROUND,
        QT_TRANSLATE_NOOP("Actions", "Rest of the measurement as background"),
        "B",
    ),
    _radiation(ActionId.FILTER_NUCLIDE, QT_TRANSLATE_NOOP("Actions", "Filter by nuclide"), "I"),
    _radiation(ActionId.FILTER_OPEN, QT_TRANSLATE_NOOP("Actions", "Only open alarms"), "O"),
    _radiation(ActionId.NEXT_PAGE, QT_TRANSLATE_NOOP("Actions", "Older alarms"), "PgDown"),
    _radiation(ActionId.PREVIOUS_PAGE, QT_TRANSLATE_NOOP("Actions", "Newer alarms"), "PgUp"),
    _radiation(ActionId.BUNDLE, QT_TRANSLATE_NOOP("Actions", "Evidence bundle"), "Ctrl+E"),
    ActionSpec(
        action=ActionId.RETRY_SYNC,
        text=QT_TRANSLATE_NOOP("Actions", "Try the centre now"),
        keys=("R",),
        screens=_AT_STATUS,
    ),
    _quality(ActionId.NEXT_IMAGER, QT_TRANSLATE_NOOP("Actions", "Next imager"), "J"),
    _quality(ActionId.PREVIOUS_IMAGER, QT_TRANSLATE_NOOP("Actions", "Previous imager"), "K"),
    _quality(ActionId.TREND_PENETRATION, QT_TRANSLATE_NOOP("Actions", "Trend of penetration"), "1"),
    _quality(ActionId.TREND_CONTRAST, QT_TRANSLATE_NOOP("Actions", "Trend of contrast"), "2"),
    _quality(ActionId.TREND_WIRE, QT_TRANSLATE_NOOP("Actions", "Trend of the thinnest wire"), "3"),
    _quality(ActionId.TREND_RESOLUTION, QT_TRANSLATE_NOOP("Actions", "Trend of line pairs"), "4"),
)
