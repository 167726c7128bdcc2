"""A station on the disk, and what tests do to it."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.domain.events import DeviceChanged, Event
from app.domain.place import Place
from app.storage.database import connect
from app.storage.station_store import StationStore
from app.wire.receipt import Receipt, SignedReceipt, sign_receipt
from tests.builders import NOW, place

PLACE = place()
CENTRE = Ed25519PrivateKey.from_private_bytes(b"c" * 32)
BALLAST_BYTES = 64 * 1024


class SetClock:
    """A clock that tests set; each look at it moves it by a millisecond."""

    def __init__(self, moment: datetime = NOW) -> None:
        self.moment = moment

    def now(self) -> datetime:
        self.moment += timedelta(milliseconds=1)
        return self.moment.astimezone(UTC)

    def monotonic_s(self) -> float:
        return self.moment.timestamp()


def open_store(
    directory: Path,
    *,
    at: Place = PLACE,
    clock: SetClock | None = None,
    epoch_min: int = 1,
    ballast_bytes: int = BALLAST_BYTES,
) -> StationStore:
    return StationStore.open(
        directory,
        place=at,
        clock=clock or SetClock(),
        epoch_min=epoch_min,
        ballast_bytes=ballast_bytes,
    )


def device_event(number: int = 1) -> Event:
    return DeviceChanged(device="portal-3", state="up", why=str(number))


def append_many(store: StationStore, count: int) -> None:
    for number in range(count):
        store.journal.append(device_event(number))


def receipt_for(store: StationStore, seq: int, **changes: Any) -> tuple[SignedReceipt, Receipt]:
    """The centre's receipt up to `seq`, with whatever a test makes wrong about it."""
    fields: dict[str, Any] = {
        "station": PLACE.station,
        "epoch": store.epoch,
        "watermark_seq": seq,
        "chain_hash": store.outbox.hash_at(seq) or b"?" * 32,
        "issued_at": NOW,
    }
    receipt = Receipt(**(fields | changes))
    return sign_receipt(receipt, CENTRE), receipt


def settle(store: StationStore, seq: int) -> None:
    signed, receipt = receipt_for(store, seq)
    store.outbox.settle(signed, receipt)


@contextmanager
def tampering(directory: Path, *, drop_triggers: bool = True) -> Iterator[Any]:
    """The log under somebody's hands who has the key and respects no rule."""
    connection = connect(directory / "station.db", (directory / "keys" / "log.key").read_bytes())
    connection.execute("PRAGMA foreign_keys = OFF")
    if drop_triggers:
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in found.fetchall():
            connection.execute(f"DROP TRIGGER {name}")
    try:
        yield connection
    finally:
        connection.close()


def run(directory: Path, statement: str, parameters: Sequence[object] = ()) -> None:
    with tampering(directory) as connection:
        connection.execute(statement, parameters)


def plain_database(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (x)")
    connection.close()
