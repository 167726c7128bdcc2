"""What must never happen to the log, the database itself refuses, whoever asks."""

from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from app.storage.database import connect
from tests.storage.station import append_many, open_store, settle


@pytest.fixture
def log(directory: Path) -> Any:
    """A connection to a log of five events, of which three are confirmed."""
    with open_store(directory) as store:
        append_many(store, 5)
        settle(store, 3)
    with open_store(directory) as store:
        pass
    connection = connect(directory / "station.db", (directory / "keys/log.key").read_bytes())
    connection.execute(
        "INSERT INTO remote_event VALUES (1, 'a-1', 1, 1, 1, NULL, x'00', zeroblob(32), 0)"
    )
    connection.execute("INSERT INTO reference VALUES ('notice', 'N', 5, x'', x'', NULL, NULL, 0)")
    yield connection
    connection.close()


EVENT_COLUMNS = "epoch, seq, hlc, kind, case_id, body, prev, hash, sig"
COPY = f"INTO event ({EVENT_COLUMNS}) SELECT epoch, {{seq}}, hlc, kind, case_id, body, {{prev}}, hash, sig FROM event WHERE seq = 5"  # noqa: E501, S608 - fixed text


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE event SET kind = 'x' WHERE seq = 1", "never changed"),
        ("UPDATE event SET sig = zeroblob(64)", "never changed"),
        ("DELETE FROM event WHERE seq = 4", "has not confirmed"),
        ("DELETE FROM event", "has not confirmed"),
        (f"INSERT OR REPLACE {COPY.format(seq=5, prev='prev')}", "recorded once"),
        (f"INSERT {COPY.format(seq=5, prev='prev')}", "recorded once"),
        (f"INSERT {COPY.format(seq=6, prev='zeroblob(32)')}", "continues the one before"),
        (f"INSERT {COPY.format(seq=7, prev='hash')}", "continues the one before"),
        ("DELETE FROM outbox WHERE seq = 4", "has not confirmed"),
        ("UPDATE outbox SET settled_by = 3 WHERE seq = 4", "settled once"),
        ("UPDATE outbox SET settled_by = 4 WHERE seq = 4", "FOREIGN KEY"),
        ("UPDATE outbox SET settled_by = NULL WHERE seq = 1", "settled once"),
        ("UPDATE outbox SET seq = 9 WHERE seq = 4", "settled once"),
        ("UPDATE receipt SET body = x''", "never changed"),
        ("DELETE FROM receipt", "never removed"),
        (
            "INSERT INTO receipt VALUES (1, 4, x'', zeroblob(64), zeroblob(32), 0)",
            "our own history",
        ),
        ("UPDATE remote_event SET kind = 1", "no such column"),
        ("UPDATE remote_event SET hlc = 2", "never changed"),
        ("DELETE FROM remote_event", "never removed"),
        ("UPDATE reference SET version = 5", "version rises"),
        ("UPDATE reference SET version = 4", "version rises"),
        ("INSERT INTO officer_attempt VALUES ('b', -1, NULL)", "CHECK"),
        ("INSERT INTO officer_attempt VALUES ('b', 'many', NULL)", "cannot store TEXT"),
    ],
)
def test_the_database_refuses(log: Any, statement: str, words: str) -> None:
    with pytest.raises(sqlcipher.Error, match=words):
        log.execute(statement)
    assert log.execute("SELECT count(*), max(seq) FROM event").fetchone() == (5, 5)


def test_what_a_receipt_covers_could_be_purged_and_nothing_else(log: Any) -> None:
    log.execute("DELETE FROM outbox WHERE seq = 1")
    log.execute("DELETE FROM event WHERE seq = 1")
    assert log.execute("SELECT min(seq) FROM event").fetchone() == (2,)


def test_an_event_enters_the_outbox_in_its_own_transaction(log: Any) -> None:
    log.execute("BEGIN")
    log.execute(f"INSERT {COPY.format(seq=6, prev='hash')}")
    assert log.execute("SELECT count(*) FROM outbox").fetchone() == (6,)
    log.execute("ROLLBACK")
    assert log.execute("SELECT count(*) FROM outbox").fetchone() == (5,)
