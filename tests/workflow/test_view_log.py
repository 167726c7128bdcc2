"""Every view state is kept in order, bounded, and can be shown again."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.radiograph import Window
from app.domain.view_state import Filter, Palette, ViewState
from app.workflow.view_log import (
    LOG_BYTES_MAX,
    MERGED_S,
    STATES_MAX,
    ViewLog,
    ViewLogError,
    states_of,
)

places = st.floats(-1e6, 1e6, allow_nan=False)
view_states = st.builds(
    ViewState,
    centre_px=st.tuples(places, places),
    magnification=st.floats(0.01, 32),
    view_px=st.tuples(st.integers(1, 4000), st.integers(1, 4000)),
    window=st.builds(Window, low=st.integers(0, 30_000), high=st.integers(30_001, 65_535)),
    palette=st.sampled_from(Palette),
    filters=st.frozensets(st.sampled_from(Filter)),
    mirrored=st.booleans(),
    cleaned=st.booleans(),
    channel=st.integers(0, 3),
)


def state(x: float) -> ViewState:
    return ViewState(
        centre_px=(x, 1.0), magnification=1.0, view_px=(10, 10), window=Window(low=0, high=9)
    )


@given(st.lists(view_states, max_size=20))
def test_what_was_logged_is_replayed(states: list[ViewState]) -> None:
    log = ViewLog("image")
    wanted: list[ViewState] = []
    for number, item in enumerate(states):
        log.note(item, float(number))
        if not wanted or wanted[-1] != item:
            wanted.append(item)
    replayed = states_of(log.to_bytes())
    assert [item.state for item in replayed] == wanted
    offsets = [item.offset_s for item in replayed]
    assert offsets == sorted(offsets)


def test_the_steps_of_one_movement_are_one_state() -> None:
    log = ViewLog("image")
    log.note(state(0), 0.0)
    for step in range(1, 5):
        log.note(state(step), 1.0 + step * MERGED_S / 10)
    assert [item.state for item in states_of(log.to_bytes())] == [state(0), state(4)]


def test_a_log_never_grows_beyond_its_bound_and_keeps_the_last_state() -> None:
    log = ViewLog("image")
    for number in range(STATES_MAX + 5):
        log.note(state(number), float(number))
    replayed = states_of(log.to_bytes())
    assert len(replayed) == STATES_MAX
    assert replayed[-1].state == state(STATES_MAX + 4)


def test_the_same_states_are_the_same_bytes() -> None:
    logs = [ViewLog("image") for _ in range(2)]
    for log in logs:
        log.note(state(1), 0.5)
    assert logs[0].to_bytes() == logs[1].to_bytes()


@given(st.binary(max_size=200))
def test_noise_is_refused(noise: bytes) -> None:
    with pytest.raises(ViewLogError):
        states_of(noise)
    with pytest.raises(ViewLogError):
        states_of(gzip.compress(noise))


def test_a_bomb_and_a_cut_log_are_refused() -> None:
    with pytest.raises(ViewLogError, match="at most"):
        states_of(gzip.compress(bytes(LOG_BYTES_MAX + 1)))
    log = ViewLog("image")
    log.note(state(1), 0.5)
    with pytest.raises(ViewLogError):
        states_of(log.to_bytes()[:-9])
