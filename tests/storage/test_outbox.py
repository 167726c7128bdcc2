"""What is owed to the centre is counted until a receipt for our own history covers it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.domain.identifiers import StationId
from app.ports import RecordError
from app.storage.station_store import StationStore
from app.wire.envelope import GENESIS
from app.wire.receipt import SignedReceipt
from tests.storage.station import append_many, device_event, open_store, receipt_for, settle


def test_an_empty_log_owes_nothing(store: StationStore) -> None:
    assert store.outbox.owed() == (0, None)
    assert store.outbox.head() == (0, GENESIS)
    assert store.outbox.pending(after_seq=0, limit=10) == []
    assert store.outbox.hash_at(0) == GENESIS
    assert store.outbox.hash_at(1) is None


def test_each_event_is_owed_from_the_moment_it_is_recorded(store: StationStore) -> None:
    first = store.journal.append(device_event())
    store.journal.append(device_event())
    assert store.outbox.owed() == (2, first.recorded_at)


def test_events_are_given_in_order_and_no_more_than_asked(store: StationStore) -> None:
    append_many(store, 5)
    assert [seq for seq, _ in store.outbox.pending(after_seq=1, limit=3)] == [2, 3, 4]


def test_a_receipt_settles_what_it_covers(store: StationStore) -> None:
    append_many(store, 4)
    third = store.journal.append(device_event())
    settle(store, 4)
    assert store.outbox.receipt_seq() == 4
    assert store.outbox.owed() == (1, third.recorded_at)


def test_what_was_confirmed_can_still_be_sent_to_a_centre_that_lost_it(
    store: StationStore,
) -> None:
    append_many(store, 3)
    settle(store, 3)
    assert [seq for seq, _ in store.outbox.pending(after_seq=0, limit=9)] == [1, 2, 3]


def test_a_receipt_that_comes_late_takes_nothing_back(store: StationStore) -> None:
    append_many(store, 4)
    late = receipt_for(store, 2)
    settle(store, 4)
    store.outbox.settle(*late)
    store.outbox.settle(*receipt_for(store, 4))
    assert store.outbox.receipt_seq() == 4
    assert store.outbox.owed() == (0, None)


def test_a_receipt_for_nothing_yet_settles_nothing(store: StationStore) -> None:
    append_many(store, 1)
    settle(store, 0)
    assert store.outbox.owed()[0] == 1


def test_receipts_survive_a_restart(directory: Path) -> None:
    with open_store(directory) as store:
        append_many(store, 4)
        settle(store, 3)
    with open_store(directory) as store:
        assert store.outbox.receipt_seq() == 3
        assert store.outbox.owed()[0] == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"station": StationId("coutts-4")}, "not for this station"),
        ({"epoch": 2}, "not for this station"),
        ({"chain_hash": b"x" * 32}, "another history"),
        ({"watermark_seq": 3}, "another history"),
    ],
)
def test_a_receipt_for_another_history_is_refused(
    store: StationStore, changes: dict[str, Any], words: str
) -> None:
    append_many(store, 2)
    with pytest.raises(RecordError, match=words):
        store.outbox.settle(*receipt_for(store, 2, **changes))
    assert store.outbox.owed()[0] == 2


def test_a_receipt_must_be_the_one_that_was_signed(store: StationStore) -> None:
    append_many(store, 2)
    signed, receipt = receipt_for(store, 1)
    with pytest.raises(RecordError, match="another receipt's bytes"):
        store.outbox.settle(signed, replace(receipt, quarantined=(1,)))
    with pytest.raises(RecordError, match="cannot be read"):
        store.outbox.settle(SignedReceipt(body=b"?", signature=signed.signature), receipt)


def test_what_an_earlier_life_owes_stays_in_the_count(directory: Path) -> None:
    with open_store(directory) as store:
        append_many(store, 3)
        oldest = store.journal.append(device_event())
        settle(store, 3)
    with open_store(directory, epoch_min=2) as store:
        assert store.outbox.owed() == (1, oldest.recorded_at)
        append_many(store, 2)
        assert store.outbox.owed() == (3, oldest.recorded_at)
        settle(store, 2)
        assert store.outbox.owed() == (1, oldest.recorded_at)
