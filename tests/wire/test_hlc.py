"""The hybrid clock never runs backwards and believes no clock that is far ahead."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.wire.errors import ClockError
from app.wire.hlc import AHEAD_MS_MAX, COUNTER_BITS, Hlc, latest_believable, milliseconds

START = datetime(2026, 11, 24, 3, tzinfo=UTC)
START_MS = int(START.timestamp() * 1000)


class SetClock:
    """A clock that shows what it is told."""

    def __init__(self) -> None:
        self.moment = START

    def now(self) -> datetime:
        return self.moment


@given(st.lists(st.one_of(st.integers(-(10**7), 10**7), st.tuples(st.integers(0, AHEAD_MS_MAX)))))
def test_each_time_is_after_every_time_before_it(steps: list[int | tuple[int]]) -> None:
    clock = SetClock()
    hlc = Hlc(clock)
    last = 0
    for step in steps:
        if isinstance(step, int):
            clock.moment += timedelta(milliseconds=step)
            given_time = hlc.tick()
            assert given_time > last
            last = given_time
        else:
            remote = (int(clock.moment.timestamp() * 1000) + step[0]) << COUNTER_BITS
            hlc.observe(remote)
            last = max(last, remote)


def test_a_time_tells_the_milliseconds() -> None:
    assert milliseconds(Hlc(SetClock()).tick()) == START_MS


def test_within_one_millisecond_the_counter_counts() -> None:
    hlc = Hlc(SetClock())
    assert hlc.tick() + 1 == hlc.tick()


def test_a_restart_goes_on_where_the_station_had_come_to() -> None:
    before = Hlc(SetClock()).tick() + 500
    assert Hlc(SetClock(), last=before).tick() == before + 1


def test_a_clock_that_is_ahead_is_followed_up_to_a_minute_and_no_further() -> None:
    hlc = Hlc(SetClock())
    hlc.observe(latest_believable(START))
    followed = hlc.tick()
    assert milliseconds(followed) == START_MS + AHEAD_MS_MAX + 1
    with pytest.raises(ClockError, match="61 s ahead"):
        hlc.observe((START_MS + 61_000) << COUNTER_BITS)
    assert hlc.tick() == followed + 1
