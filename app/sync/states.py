"""The life of the exchange with the centre, as one table: state and step to reaction.

A step that can say nothing in a state, because it answers something long given up, is passed over;
one that cannot come at all is an error of ours.
"""

from enum import StrEnum

from app.sync.steps import (
    Answered,
    Enrolled,
    Failed,
    Grown,
    HashFound,
    Input,
    Loaded,
    Prompted,
    Started,
    Tick,
)


class State(StrEnum):
    """Where the exchange stands."""

    OFFLINE = "offline"
    ENROLLING = "enrolling"
    GREETING = "greeting"
    SENDING = "sending"
    IDLE = "idle"
    FORKED = "forked"


CONNECTED = frozenset({State.SENDING, State.IDLE})


class Reaction(StrEnum):
    """What the core does about a step."""

    START = "start"
    NOTE = "note the new head"
    NOTE_AND_SEND = "note the new head and send"
    CONNECT_WHEN_DUE = "connect when it is time"
    CONNECT = "connect"
    GREET = "greet the centre"
    CHECK = "check the receipt"
    COMPARE = "compare the chains"
    SEND = "send"
    FAIL = "fall back and wait"
    PASS = "pass over"  # noqa: S105 - not a password
    IMPOSSIBLE = "cannot happen"


_ = Reaction.PASS
_STEPS: tuple[type[Input], ...] = (
    Started, Grown, Tick, Prompted, Enrolled, Loaded, Answered, HashFound, Failed
)  # fmt: skip
_ROWS: dict[State, tuple[Reaction, ...]] = {
    State.OFFLINE: (
        Reaction.START, Reaction.NOTE, Reaction.CONNECT_WHEN_DUE, Reaction.CONNECT,
        _, _, _, _, _,
    ),
    State.ENROLLING: (
        Reaction.IMPOSSIBLE, Reaction.NOTE, _, _,
        Reaction.GREET, _, _, _, Reaction.FAIL,
    ),
    State.GREETING: (
        Reaction.IMPOSSIBLE, Reaction.NOTE, _, _,
        _, _, Reaction.CHECK, Reaction.COMPARE, Reaction.FAIL,
    ),
    State.SENDING: (
        Reaction.IMPOSSIBLE, Reaction.NOTE_AND_SEND, _, _,
        _, Reaction.SEND, Reaction.CHECK, Reaction.COMPARE, Reaction.FAIL,
    ),
    State.IDLE: (
        Reaction.IMPOSSIBLE, Reaction.NOTE_AND_SEND, _, _,
        _, _, _, _, Reaction.FAIL,
    ),
    State.FORKED: (
        Reaction.IMPOSSIBLE, Reaction.NOTE, _, _,
        _, _, _, _, _,
    ),
}  # fmt: skip
TABLE: dict[tuple[State, type[Input]], Reaction] = {
    (state, step): reaction
    for state, row in _ROWS.items()
    for step, reaction in zip(_STEPS, row, strict=True)
}
