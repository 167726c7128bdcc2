"""A name is never given twice: whatever happens to log or key, a new life begins."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.domain.identifiers import EventRef
from app.ports import RecordError
from app.storage.errors import LogRefusedError
from app.storage.lives import Beginning
from app.storage.station_store import StationStore
from tests.storage.station import PLACE, append_many, device_event, open_store, settle


def test_a_new_key_begins_a_new_life(directory: Path) -> None:
    with open_store(directory) as store:
        append_many(store, 2)
    (directory / "keys" / "station.pem").unlink()
    with open_store(directory) as store:
        assert store.life.began is Beginning.NEW_KEY
        recorded = store.journal.append(device_event())
        assert recorded.ref == EventRef(station=PLACE.station, epoch=2, seq=1)
        assert list(store.journal.events()) == [recorded]
    with open_store(directory) as store:
        assert store.life.began is None
        assert store.epoch == 2


def test_a_lost_log_begins_a_new_life(directory: Path) -> None:
    for path in directory.glob("station.db*"):
        path.unlink()
    with open_store(directory) as store:
        assert store.life.began is Beginning.NEW_LOG
        assert store.epoch == 2


def _older_log(directory: Path, step: Callable[[StationStore], None]) -> None:
    """Put the log back as it was before `step`."""
    older = directory.parent / "older"
    shutil.copytree(directory, older)
    with open_store(directory) as store:
        step(store)
    for path in directory.glob("station.db*"):
        path.unlink()
    shutil.copy(older / "station.db", directory / "station.db")


def test_a_log_put_back_from_a_copy_begins_a_new_life(directory: Path) -> None:
    with open_store(directory) as store:
        append_many(store, 2)
    _older_log(directory, lambda store: append_many(store, 3))
    with open_store(directory) as store:
        assert store.life.began is Beginning.PUT_BACK
        assert store.epoch == 2


def test_a_log_put_back_from_an_earlier_life_begins_a_new_one(directory: Path) -> None:
    older = directory.parent / "older"
    shutil.copytree(directory, older)
    open_store(directory, epoch_min=4).close()
    for path in directory.glob("station.db*"):
        path.unlink()
    shutil.copy(older / "station.db", directory / "station.db")
    with open_store(directory) as store:
        assert store.life.began is Beginning.PUT_BACK
        assert store.epoch == 5


def test_the_centre_can_ask_for_a_higher_epoch(directory: Path) -> None:
    with open_store(directory, epoch_min=7) as store:
        assert (store.epoch, store.life.began) == (7, Beginning.ORDERED)
    with open_store(directory, epoch_min=7) as store:
        assert (store.epoch, store.life.began) == (7, None)


def test_a_crash_between_file_and_log_costs_a_number_and_gives_none_twice(
    directory: Path,
) -> None:
    (directory / "epoch.json").write_text(json.dumps({"epoch": 2, "seq_at_least": 0}))
    with open_store(directory) as store:
        assert store.epoch == 3


@pytest.mark.parametrize("text", ["", "{", '{"epoch": -1}', "[]"])
def test_a_damaged_epoch_file_is_not_guessed_at(directory: Path, text: str) -> None:
    (directory / "epoch.json").write_text(text)
    with pytest.raises(LogRefusedError, match=r"epoch\.json is damaged"):
        open_store(directory)


def test_settled_and_unsettled_survive_a_new_life(directory: Path) -> None:
    with open_store(directory) as store:
        append_many(store, 3)
        settle(store, 2)
    with open_store(directory, epoch_min=2) as store:
        assert store.outbox.receipt_seq() == 0
        assert store.outbox.head()[0] == 0
        with pytest.raises(RecordError, match="another history"):
            settle(store, 2)
