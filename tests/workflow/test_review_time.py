"""A break is offered after twenty minutes of review without one; nobody is locked out."""

from datetime import timedelta

from app.workflow.review_time import (
    BREAK_AFTER,
    HAND_BACK_S,
    HAND_BACK_SAID_S,
    PAUSE,
    ReviewTime,
    hand_back_in_s,
)
from tests.builders import NOW


def reviewed(minutes: int, *, start: timedelta = timedelta(0)) -> ReviewTime:
    time = ReviewTime()
    for minute in range(minutes + 1):
        time = time.looked(NOW + start + timedelta(minutes=minute))
    return time


def test_a_break_is_due_after_twenty_minutes_without_a_pause() -> None:
    length = int(BREAK_AFTER / timedelta(minutes=1))
    assert not reviewed(length - 1).is_break_due(NOW + BREAK_AFTER - timedelta(minutes=1))
    assert reviewed(length).is_break_due(NOW + BREAK_AFTER)
    assert reviewed(length).minutes(NOW + BREAK_AFTER) == length


def test_a_pause_begins_anew_and_a_short_wait_does_not() -> None:
    time = reviewed(19)
    last = NOW + timedelta(minutes=19)
    short = time.looked(last + PAUSE - timedelta(seconds=1))
    assert short.since == NOW
    assert time.minutes(last + PAUSE) == 0
    long = time.looked(last + PAUSE)
    assert long.since == last + PAUSE
    assert long.minutes(last + PAUSE) == 0


def test_a_case_that_nobody_touches_goes_back_and_that_is_said_before() -> None:
    assert hand_back_in_s(0) is None
    assert hand_back_in_s(HAND_BACK_S - HAND_BACK_SAID_S - 1) is None
    assert hand_back_in_s(HAND_BACK_S - HAND_BACK_SAID_S) == int(HAND_BACK_SAID_S)
    assert hand_back_in_s(HAND_BACK_S) == 0
    assert hand_back_in_s(HAND_BACK_S + 99) == 0
