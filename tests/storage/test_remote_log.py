"""Events of the port's other stations are kept once each, and a fork is seen."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.events import DeviceChanged, RecordedEvent
from app.domain.identifiers import EventRef, StationId
from app.ports import RecordError
from app.storage import tables
from app.storage.remote_log import ROWS_READ_AT_ONCE
from app.storage.station_store import StationStore
from app.wire.codec import BODY_BYTES_MAX
from app.wire.hlc import AHEAD_MS_MAX, COUNTER_BITS, milliseconds
from tests.builders import NOW
from tests.storage.station import SetClock, device_event, open_store, run
from tests.wire.examples import EXAMPLES


def heard(seq: int, *, why: str = "", hlc: int = 5) -> RecordedEvent:
    return RecordedEvent(
        ref=EventRef(station=StationId("coutts-4"), epoch=1, seq=seq),
        hlc=hlc,
        recorded_at=NOW,
        event=DeviceChanged(device="portal-4", state="up", why=why),
    )


def test_what_is_new_is_stored_and_returned(store: StationStore) -> None:
    assert store.remote.accept([heard(1), heard(2)]) == [heard(1), heard(2)]
    assert store.remote.accept([heard(2), heard(3)]) == [heard(3)]
    assert list(store.remote.events()) == [heard(1), heard(2), heard(3)]
    assert store.remote.conflicts() == ()


def test_the_same_event_twice_in_one_batch_is_stored_once(store: StationStore) -> None:
    assert store.remote.accept([heard(1), heard(1)]) == [heard(1)]


def test_every_kind_of_event_is_heard_as_it_was(store: StationStore) -> None:
    events = [replace(heard(seq), event=event) for seq, event in enumerate(EXAMPLES, start=1)]
    store.remote.accept(events)
    assert list(store.remote.events()) == events


def test_order_is_that_of_arrival(store: StationStore) -> None:
    store.remote.accept([heard(7)])
    store.remote.accept([heard(2)])
    assert [item.ref.seq for item in store.remote.events()] == [7, 2]


def test_the_cursor_is_kept_with_the_events(directory: Path) -> None:
    with open_store(directory) as store:
        assert store.remote.cursor() == 0
        store.remote.accept([heard(1)], 41)
        store.remote.accept([], 42)
    with open_store(directory) as store:
        assert store.remote.cursor() == 42
        assert store.remote.accept([heard(1)], cursor=42) == []


def test_another_event_under_the_same_name_is_kept_aside_and_named(
    store: StationStore, caplog: pytest.LogCaptureFixture
) -> None:
    store.remote.accept([heard(1, why="first")])
    assert store.remote.accept([heard(1, why="second")]) == []
    store.remote.accept([heard(1, why="second")])
    assert list(store.remote.events()) == [heard(1, why="first")]
    assert store.remote.conflicts() == (heard(1).ref,)
    assert "two different events are called coutts-4/1/1" in caplog.text


def test_an_event_written_by_an_older_program_is_no_conflict(directory: Path) -> None:
    with open_store(directory) as store:
        store.remote.accept([heard(1)])
    run(directory, "UPDATE remote_event SET sha256 = zeroblob(32)")
    with open_store(directory) as store:
        assert store.remote.accept([heard(1)]) == []
        assert store.remote.conflicts() == ()


def test_a_log_longer_than_a_page_is_read_whole(store: StationStore) -> None:
    events = [heard(seq) for seq in range(1, ROWS_READ_AT_ONCE + 2)]
    store.remote.accept(events)
    assert list(store.remote.events()) == events


def test_an_event_that_cannot_be_stored_stores_none_of_its_batch(store: StationStore) -> None:
    with pytest.raises(RecordError, match="coutts-4/1/2 cannot be stored"):
        store.remote.accept([heard(1), heard(2, why="x" * BODY_BYTES_MAX)], 9)
    assert list(store.remote.events()) == []
    assert store.remote.cursor() == 0


def test_a_stored_event_that_cannot_be_read_is_named(directory: Path) -> None:
    with open_store(directory) as store:
        store.remote.accept([heard(1)])
    run(directory, "UPDATE remote_event SET body = x'00'")
    with open_store(directory) as store, pytest.raises(RecordError, match="another station"):
        list(store.remote.events())


def test_our_time_is_after_every_time_heard(store: StationStore, clock: SetClock) -> None:
    later = clock.now() + timedelta(seconds=30)
    hlc = tables.microseconds(later) // 1000 << COUNTER_BITS
    store.remote.accept([heard(1, hlc=hlc)])
    assert store.journal.append(device_event()).hlc > hlc


def test_a_clock_that_is_far_ahead_moves_nobody_not_even_after_a_restart(
    directory: Path, caplog: pytest.LogCaptureFixture
) -> None:
    far = tables.microseconds(NOW + timedelta(days=400)) // 1000
    with open_store(directory) as store:
        store.remote.accept([heard(1, hlc=far << COUNTER_BITS)])
        assert milliseconds(store.journal.append(device_event()).hlc) < far
    assert "its time is not adopted" in caplog.text
    with open_store(directory) as store:
        assert milliseconds(store.journal.append(device_event()).hlc) < far - AHEAD_MS_MAX
