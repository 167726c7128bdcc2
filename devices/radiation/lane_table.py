"""The life of a lane as its portal tells it: which line means what in which state."""

from enum import StrEnum

from devices.radiation.line_codec import Tag


class LaneState(StrEnum):
    """What is known of the lane."""

    JOINING = "joining"
    VACANT = "vacant"
    OCCUPIED = "occupied"
    DOUBTFUL = "doubtful"


class Event(StrEnum):
    """What happens besides lines."""

    SILENCE = "silence"
    LINK_LOST = "link-lost"


class Action(StrEnum):
    """What is done about a line."""

    IGNORE = "ignore"
    NOTE_BACKGROUND = "note-background"
    HOLD_BACKGROUND = "hold-background"
    CLOSE_AND_NOTE = "close-and-note"
    OPEN = "open"
    COLLECT = "collect"
    CLOSE = "close"
    CLOSE_RETURNED = "close-returned"
    CLOSE_SILENT = "close-silent"
    CLOSE_LOST = "close-lost"
    STRAY_END = "stray-end"
    NOTE_TAMPER = "note-tamper"
    CLEAR_TAMPER = "clear-tamper"
    NOTE_SETTINGS = "note-settings"


Step = tuple[Action, LaneState]
Row = dict[Tag | Event, Step]

BACKGROUNDS = (
    Tag.GAMMA_BACKGROUND,
    Tag.NEUTRON_BACKGROUND,
    Tag.GAMMA_HIGH,
    Tag.GAMMA_LOW,
    Tag.NEUTRON_HIGH,
    Tag.NEUTRON_LOW,
)
SCANS = (Tag.GAMMA_SCAN, Tag.GAMMA_ALARM, Tag.NEUTRON_SCAN, Tag.NEUTRON_ALARM, Tag.SPEED)
SETUPS = (
    Tag.GAMMA_SETUP_1,
    Tag.GAMMA_SETUP_2,
    Tag.GAMMA_SETUP_3,
    Tag.NEUTRON_SETUP_1,
    Tag.NEUTRON_SETUP_2,
)


def _anywhere(state: LaneState) -> Row:
    """Lines that may come at any time and leave the lane as it is."""
    return {
        Tag.TAMPER: (Action.NOTE_TAMPER, state),
        Tag.TAMPER_CLEARED: (Action.CLEAR_TAMPER, state),
        **dict.fromkeys(SETUPS, (Action.NOTE_SETTINGS, state)),
    }


TRANSITIONS: dict[LaneState, Row] = {
    # Nothing heard yet: a vehicle may already stand between the pillars.
    LaneState.JOINING: {
        **_anywhere(LaneState.JOINING),
        **dict.fromkeys(BACKGROUNDS, (Action.NOTE_BACKGROUND, LaneState.VACANT)),
        **dict.fromkeys(SCANS, (Action.OPEN, LaneState.OCCUPIED)),
        Tag.END: (Action.STRAY_END, LaneState.VACANT),
        Event.SILENCE: (Action.IGNORE, LaneState.JOINING),
        Event.LINK_LOST: (Action.IGNORE, LaneState.JOINING),
    },
    LaneState.VACANT: {
        **_anywhere(LaneState.VACANT),
        **dict.fromkeys(BACKGROUNDS, (Action.NOTE_BACKGROUND, LaneState.VACANT)),
        **dict.fromkeys(SCANS, (Action.OPEN, LaneState.OCCUPIED)),
        Tag.END: (Action.STRAY_END, LaneState.VACANT),
        Event.SILENCE: (Action.IGNORE, LaneState.VACANT),
        Event.LINK_LOST: (Action.IGNORE, LaneState.JOINING),
    },
    LaneState.OCCUPIED: {
        **_anywhere(LaneState.OCCUPIED),
        **dict.fromkeys(BACKGROUNDS, (Action.HOLD_BACKGROUND, LaneState.DOUBTFUL)),
        **dict.fromkeys(SCANS, (Action.COLLECT, LaneState.OCCUPIED)),
        Tag.END: (Action.CLOSE, LaneState.VACANT),
        Event.SILENCE: (Action.CLOSE_SILENT, LaneState.VACANT),
        Event.LINK_LOST: (Action.CLOSE_LOST, LaneState.JOINING),
    },
    # One background line without GX: the vehicle has gone, or a tag was damaged on the way.
    LaneState.DOUBTFUL: {
        **_anywhere(LaneState.DOUBTFUL),
        **dict.fromkeys(BACKGROUNDS, (Action.CLOSE_AND_NOTE, LaneState.VACANT)),
        **dict.fromkeys(SCANS, (Action.COLLECT, LaneState.OCCUPIED)),
        Tag.END: (Action.CLOSE, LaneState.VACANT),
        Event.SILENCE: (Action.CLOSE_RETURNED, LaneState.VACANT),
        Event.LINK_LOST: (Action.CLOSE_RETURNED, LaneState.JOINING),
    },
}
