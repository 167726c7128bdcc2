"""T9: a full disk refuses cleanly, decisions go on into the ballast, and space brings all back."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.ports import RecordError
from app.storage.errors import DiskFullError, LogRefusedError
from app.storage.station_store import StationStore
from app.storage.verification import verify_folder
from tests.faults import power
from tests.storage.station import device_event, open_store, settle
from tests.storage.test_remote_log import heard
from tests.wire.examples import EXAMPLES

pytestmark = pytest.mark.usefixtures("fuse")

DISK_BYTES = 12 * 1024 * 1024
BALLAST_BYTES = 2 * 1024 * 1024
EVIDENCE_BYTES = 256 * 1024
DECISION = EXAMPLES[11]


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk."""
    mounted = power.mount(tmp_path / "disk", tmp_path / "mount", "--limit", str(DISK_BYTES))
    yield mounted.folder
    mounted.cut()


def fill(disk: Path) -> Path:
    """Something else takes all the room there is."""
    hog = disk / "hog"
    with hog.open("ab", buffering=0) as file:
        for chunk in (64 * 1024, 4096, 512, 1):
            try:
                while True:
                    file.write(bytes(chunk))
            except OSError:
                continue
    return hog


def record_until_full(store: StationStore) -> int:
    """How many decisions found room."""
    for recorded in range(100_000):
        try:
            store.journal.append(DECISION)
        except DiskFullError:
            return recorded
    raise AssertionError("the disk never filled")


def hear_until_full(store: StationStore) -> None:
    for seq in range(1, 10_000):
        store.remote.accept([heard(seq)], seq)


def has_ballast(store: StationStore) -> bool:
    return store.ballast.is_held


def seqs(store: StationStore) -> list[int]:
    return [recorded.ref.seq for recorded in store.journal.events()]


def test_decisions_go_on_into_the_ballast_while_evidence_is_refused(disk: Path) -> None:
    with open_store(disk / "station", ballast_bytes=BALLAST_BYTES) as store:
        store.journal.append(DECISION)
        ref = store.evidence.put(b"kept", media_type="x", name="kept.n42")
        fill(disk)
        assert has_ballast(store)
        with pytest.raises(DiskFullError, match="the evidence was not kept"):
            store.evidence.put(bytes(EVIDENCE_BYTES), media_type="x", name="new.n42")
        more = record_until_full(store)
        assert more > 2000
        assert not has_ballast(store)
        with pytest.raises(DiskFullError, match="so that decisions still fit"):
            store.evidence.put(b"small", media_type="x", name="small.n42")
        assert store.evidence.get(ref) == b"kept"
        assert seqs(store) == list(range(1, more + 2))


def test_when_even_the_ballast_is_used_nothing_is_half_written(disk: Path) -> None:
    with open_store(disk / "station", ballast_bytes=BALLAST_BYTES) as store:
        fill(disk)
        recorded = record_until_full(store)
        for _ in range(5):
            with pytest.raises(DiskFullError, match="the disk is full: nothing was recorded"):
                store.journal.append(DECISION)
        assert seqs(store) == list(range(1, recorded + 1))
        assert store.outbox.owed()[0] == recorded
        assert verify_folder(disk / "station").is_whole


def test_when_space_returns_everything_works_again(disk: Path) -> None:
    with open_store(disk / "station", ballast_bytes=BALLAST_BYTES) as store:
        hog = fill(disk)
        recorded = record_until_full(store)
        hog.unlink()
        assert store.journal.append(DECISION).ref.seq == recorded + 1
        ref = store.evidence.put(bytes(EVIDENCE_BYTES), media_type="x", name="new.n42")
        assert store.evidence.has(ref)
        assert has_ballast(store)
        settle(store, recorded)
        assert store.outbox.owed()[0] == 1


def test_a_station_that_was_full_is_whole_after_a_restart(disk: Path) -> None:
    with open_store(disk / "station", ballast_bytes=BALLAST_BYTES) as store:
        hog = fill(disk)
        recorded = record_until_full(store)
    hog.unlink()
    with open_store(disk / "station", ballast_bytes=BALLAST_BYTES) as store:
        assert seqs(store) == list(range(1, recorded + 1))
        assert store.life.began is None
        assert has_ballast(store)


def test_a_full_disk_without_ballast_refuses_at_once(disk: Path) -> None:
    with open_store(disk / "station", ballast_bytes=0) as store:
        fill(disk)
        recorded = record_until_full(store)
        assert seqs(store) == list(range(1, recorded + 1))


def test_what_the_centre_sends_may_not_use_the_ballast(disk: Path) -> None:
    with open_store(disk / "station", ballast_bytes=BALLAST_BYTES) as store:
        store.journal.append(DECISION)
        fill(disk)
        with pytest.raises(RecordError, match="full"):
            hear_until_full(store)
        assert has_ballast(store)
        store.journal.append(device_event())


def test_a_station_starts_on_a_full_disk_and_its_officers_go_on(disk: Path) -> None:
    with open_store(disk / "station", ballast_bytes=BALLAST_BYTES) as store:
        store.journal.append(DECISION)
    fill(disk)
    with open_store(disk / "station", ballast_bytes=BALLAST_BYTES) as store:
        assert not has_ballast(store)
        assert record_until_full(store) > 2000
    assert verify_folder(disk / "station").is_whole


def test_a_station_cannot_be_made_on_a_full_disk_and_says_so(disk: Path) -> None:
    fill(disk)
    with pytest.raises(LogRefusedError, match=r"station\.pem cannot be written: No space left"):
        open_store(disk / "station", ballast_bytes=BALLAST_BYTES)


def test_a_disk_that_fills_while_a_station_is_made_leaves_one_that_can_be_made_later(
    disk: Path,
) -> None:
    hog = fill(disk)
    os.truncate(hog, hog.stat().st_size - 60_000)
    with pytest.raises(LogRefusedError, match="disk is full"):
        open_store(disk / "station", ballast_bytes=0)
    hog.unlink()
    with open_store(disk / "station", ballast_bytes=0) as store:
        assert store.journal.append(DECISION).ref.seq == 1
