"""Every state of a lane meets every line and every event, and no order of them breaks it."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.occupancy import OccupancyEnd
from devices.radiation.assembler import Assembler
from devices.radiation.lane_table import TRANSITIONS, Action, Event, LaneState
from devices.radiation.line_codec import FIELDS, Field, Frame, Tag
from tests.builders import OPENED_AT
from tests.devices.radiation.lane_speech import frame_of, occupancies

ROAD_TO: dict[LaneState, tuple[Tag, ...]] = {
    LaneState.JOINING: (),
    LaneState.VACANT: (Tag.GAMMA_BACKGROUND,),
    LaneState.OCCUPIED: (Tag.GAMMA_BACKGROUND, Tag.GAMMA_SCAN),
    LaneState.DOUBTFUL: (Tag.GAMMA_BACKGROUND, Tag.GAMMA_SCAN, Tag.GAMMA_BACKGROUND),
}
CLOSING = {
    Action.CLOSE: OccupancyEnd.GX,
    Action.CLOSE_AND_NOTE: OccupancyEnd.BACKGROUND_RETURNED,
    Action.CLOSE_RETURNED: OccupancyEnd.BACKGROUND_RETURNED,
    Action.CLOSE_SILENT: OccupancyEnd.SILENCE,
    Action.CLOSE_LOST: OccupancyEnd.LINK_LOST,
}


@pytest.mark.parametrize("state", LaneState)
def test_every_state_has_an_answer_to_every_line_and_event(state: LaneState) -> None:
    assert set(TRANSITIONS[state]) == {*Tag, *Event}


@pytest.mark.parametrize("happened", [*Tag, *Event])
@pytest.mark.parametrize("state", LaneState)
def test_the_lane_goes_where_the_table_says_and_closes_only_where_it_says(
    state: LaneState, happened: Tag | Event
) -> None:
    assembler = Assembler("L03")
    for tag in ROAD_TO[state]:
        assembler.feed(frame_of(tag), OPENED_AT)
    assert assembler.state is state
    action, expected = TRANSITIONS[state][happened]
    if isinstance(happened, Tag):
        outputs = assembler.feed(frame_of(happened), OPENED_AT)
    elif happened is Event.SILENCE:
        outputs = assembler.tick(OPENED_AT + timedelta(minutes=1))
    else:
        outputs = assembler.link_lost(OPENED_AT)
    assert assembler.state is expected
    closed = [occupancy.ended for occupancy in occupancies(outputs)]
    assert closed == ([CLOSING[action]] if action in CLOSING else [])


def test_every_action_stands_in_the_table() -> None:
    used = {action for row in TRANSITIONS.values() for action, _ in row.values()}
    assert used == set(Action)


@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from([*Tag, *Event]),
            st.floats(-3600, 7200),
            st.integers(0, 999_999),
        ),
        max_size=60,
    )
)
def test_no_order_of_lines_and_no_clock_makes_it_raise(
    steps: list[tuple[Tag | Event, float, int]],
) -> None:
    assembler, now = Assembler("L03"), OPENED_AT
    for happened, seconds, count in steps:
        now += timedelta(seconds=seconds)
        if isinstance(happened, Tag):
            values: dict[Field, int | float | str]
            values = {Field.COUNT: count, Field.NUMBER: count / 7, Field.TEXT: "x"}
            frame = Frame(happened, tuple(values[field] for field in FIELDS[happened]))
            assembler.feed(frame, now)
        elif happened is Event.SILENCE:
            assembler.tick(now)
        else:
            assembler.link_lost(now)
