"""The log takes events one after another and gives them back as they were."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from app.domain.events import DeviceChanged
from app.domain.identifiers import EventRef
from app.ports import RecordError
from app.storage.journal import ROWS_READ_AT_ONCE, check_recent
from app.storage.station_store import StationStore
from app.wire.codec import BODY_BYTES_MAX
from app.wire.envelope import GENESIS, check
from app.wire.keys import public_key_from_bytes
from tests.storage.station import (
    PLACE,
    SetClock,
    append_many,
    device_event,
    open_store,
    run,
    tampering,
)
from tests.wire.examples import EXAMPLES


def test_every_kind_of_event_is_recorded_and_read_back(store: StationStore) -> None:
    recorded = [store.journal.append(event) for event in EXAMPLES]
    assert [item.event for item in recorded] == list(EXAMPLES)
    assert list(store.journal.events()) == recorded


def test_events_are_numbered_from_one_without_a_gap(store: StationStore) -> None:
    refs = [store.journal.append(device_event()).ref for _ in range(5)]
    assert refs == [EventRef(station=PLACE.station, epoch=1, seq=seq) for seq in range(1, 6)]


def test_the_log_is_a_signed_chain_from_the_beginning(store: StationStore) -> None:
    append_many(store, 20)
    prev = GENESIS
    for _, sealed in store.outbox.pending(after_seq=0, limit=50):
        check(sealed, prev=prev, public_key=public_key_from_bytes(store.public_key))
        prev = sealed.hash
    assert store.outbox.head() == (20, prev)


def test_reading_starts_after_the_number_given(store: StationStore) -> None:
    append_many(store, 7)
    assert [item.ref.seq for item in store.journal.events(after_seq=5)] == [6, 7]
    assert list(store.journal.events(after_seq=7)) == []


def test_a_log_longer_than_a_page_is_read_whole(store: StationStore) -> None:
    append_many(store, ROWS_READ_AT_ONCE + 1)
    seqs = [item.ref.seq for item in store.journal.events()]
    assert seqs == list(range(1, ROWS_READ_AT_ONCE + 2))


def test_a_reader_does_not_keep_the_writer_waiting(store: StationStore) -> None:
    append_many(store, 3)
    reader = store.journal.events()
    next(reader)
    assert store.journal.append(device_event()).ref.seq == 4


def test_threads_that_record_at_once_take_turns(store: StationStore) -> None:
    def record(_: int) -> int:
        seq = store.journal.append(device_event()).ref.seq
        assert store.outbox.hash_at(seq) is not None
        return seq

    with ThreadPoolExecutor(8) as threads:
        seqs = list(threads.map(record, range(200)))
    assert sorted(seqs) == list(range(1, 201))
    assert [item.ref.seq for item in store.journal.events()] == list(range(1, 201))
    check_recent(store.journal._engine, store.life)


def test_time_goes_on_when_the_clock_is_set_back(store: StationStore, clock: SetClock) -> None:
    before = store.journal.append(device_event())
    clock.moment -= timedelta(days=1)
    after = store.journal.append(device_event())
    assert after.hlc > before.hlc
    assert after.recorded_at < before.recorded_at


def test_a_restart_goes_on_where_the_log_ended(directory: Path) -> None:
    with open_store(directory) as store:
        first = store.journal.append(device_event())
    with open_store(directory, clock=SetClock(first.recorded_at - timedelta(hours=1))) as store:
        second = store.journal.append(device_event())
        assert second.ref.seq == 2
        assert second.hlc > first.hlc
        assert [item.ref.seq for item in store.journal.events()] == [1, 2]


def test_an_event_that_is_too_big_is_refused_and_the_log_goes_on(store: StationStore) -> None:
    with pytest.raises(RecordError, match="cannot be recorded"):
        store.journal.append(DeviceChanged(device="d", state="up", why="x" * BODY_BYTES_MAX))
    assert store.journal.append(device_event()).ref.seq == 1


def test_what_a_newer_program_wrote_is_not_guessed_at(directory: Path) -> None:
    with open_store(directory) as store:
        append_many(store, 2)
    run(directory, "UPDATE event SET body = x'9902' WHERE seq = 2")
    with open_store_unchecked(directory) as store, pytest.raises(RecordError, match="event 2"):
        list(store.journal.events())


def open_store_unchecked(directory: Path) -> StationStore:
    """Open a log that the check of the last links would refuse."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("app.storage.station_store.check_recent", lambda *_: None)
        return open_store(directory)


def test_a_log_that_is_damaged_while_it_is_open_says_so(
    store: StationStore, directory: Path
) -> None:
    append_many(store, 400)
    with tampering(directory, drop_triggers=False) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with (directory / "station.db").open("r+b") as file:
        size = file.seek(0, 2)
        file.seek(4096)
        file.write(bytes(size - 4096))
    with pytest.raises(RecordError, match="damaged"):
        list(store.journal.events())
    with pytest.raises(RecordError, match="damaged: nothing was recorded"):
        store.journal.append(device_event())


def test_what_fails_for_another_reason_is_named_too(store: StationStore, directory: Path) -> None:
    append_many(store, 1)
    run(directory, "ALTER TABLE event RENAME TO gone")
    with pytest.raises(RecordError, match="could not be written: no such table"):
        store.journal.append(device_event())
    with pytest.raises(RecordError, match="could not be read: no such table"):
        list(store.journal.events())
