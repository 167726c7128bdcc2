"""A log is opened only if it is this station's, whole, durable, and nobody else's at the moment."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.storage import database
from app.storage.errors import LogRefusedError
from app.storage.lives import Beginning
from app.storage.station_store import StationStore
from tests.builders import place
from tests.storage.station import (
    append_many,
    device_event,
    open_store,
    plain_database,
    run,
    tampering,
)


def refused(directory: Path, words: str) -> None:
    with pytest.raises(LogRefusedError, match=words):
        open_store(directory)


def test_a_new_station_is_made_with_everything_for_its_owner_only(tmp_path: Path) -> None:
    with open_store(tmp_path / "new") as store:
        assert store.epoch == 1
        assert store.life.began is Beginning.NEW_LOG
        assert store.identity.kind == "software key"
    for path in (tmp_path / "new").rglob("*.key"):
        assert path.stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700


def test_nothing_in_the_log_is_readable_without_the_key(directory: Path) -> None:
    with open_store(directory) as store:
        store.journal.append(device_event())
        stored = b"".join(path.read_bytes() for path in directory.glob("station.db*"))
    assert b"portal-3" not in stored
    assert b"SQLite format" not in stored


def test_a_second_program_is_told_who_has_the_log(directory: Path) -> None:
    with open_store(directory):
        refused(directory, r"in use by another program \(process \d+\)")
    open_store(directory).close()


def test_a_killed_program_leaves_no_lock_behind(directory: Path) -> None:
    code = (
        "import sys, os, signal; from pathlib import Path; "
        "from app.storage.folder import held_by_this_process as held\n"
        "with held(Path(sys.argv[1]) / 'lock'): os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code, str(directory)], check=False)
    open_store(directory).close()


def test_another_stations_log_is_refused(directory: Path) -> None:
    with pytest.raises(LogRefusedError, match="belongs to the station coutts-3, not to coutts-4"):
        open_store(directory, at=place("coutts-4"))


def test_a_log_without_its_key_is_refused_and_no_new_key_is_made(directory: Path) -> None:
    (directory / "keys" / "log.key").unlink()
    refused(directory, "log.key cannot be read")
    assert not (directory / "keys" / "log.key").exists()


def test_evidence_without_its_key_is_refused(directory: Path) -> None:
    (directory / "keys" / "evidence.key").unlink()
    refused(directory, "evidence.key cannot be read")


def test_a_log_of_another_key_is_refused(directory: Path) -> None:
    (directory / "keys" / "log.key").write_bytes(b"x" * 32)
    refused(directory, "damaged, or was written with another key")


def test_a_plain_database_is_refused(directory: Path) -> None:
    for path in directory.glob("station.db*"):
        path.unlink()
    plain_database(directory / "station.db")
    refused(directory, "damaged, or was written with another key")


def test_a_station_key_that_others_can_read_is_refused(directory: Path) -> None:
    (directory / "keys" / "station.pem").chmod(0o644)
    refused(directory, "chmod 600")


def test_a_log_of_a_newer_program_is_refused_in_words(directory: Path) -> None:
    with tampering(directory, drop_triggers=False) as connection:
        connection.execute("PRAGMA user_version = 4")
    refused(directory, "schema 4; this program knows 3")


def test_a_log_cut_in_the_middle_of_its_first_start_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "log.key").write_bytes(b"k" * 32)
    (tmp_path / "keys" / "log.key").chmod(0o600)
    (tmp_path / "station.db").write_bytes(b"")
    with open_store(tmp_path) as store:
        assert store.journal.append(device_event()).ref.seq == 1


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    refused(tmp_path / "file" / "station", "cannot be used: File exists")


def test_a_log_that_cannot_be_opened_is_named(directory: Path) -> None:
    for path in directory.glob("station.db*"):
        path.unlink()
    (directory / "station.db").mkdir()
    refused(directory, "cannot be opened")


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE event SET body = x'00' WHERE seq = 3", "event 3.*not that of its bytes"),
        ("UPDATE event SET hash = zeroblob(32) WHERE seq = 3", "event 3.*not that of its bytes"),
        ("UPDATE event SET prev = zeroblob(32) WHERE seq = 3", "event 3.*does not continue"),
        ("UPDATE event SET sig = zeroblob(64) WHERE seq = 3", "event 3.*not signed"),
        ("UPDATE event SET kind = 'case-opened' WHERE seq = 3", "event 3.*different things"),
        ("UPDATE event SET case_id = 'x' WHERE seq = 3", "event 3.*different things"),
        ("DELETE FROM event WHERE seq = 3", "event 3.*does not continue"),
        ("DELETE FROM event WHERE seq = 1", "event 1.*does not continue"),
    ],
)
def test_a_torn_log_is_refused_and_the_event_named(
    directory: Path, statement: str, words: str
) -> None:
    with open_store(directory) as store:
        append_many(store, 5)
    run(directory, statement)
    refused(directory, words)


def test_an_event_under_another_number_is_found(directory: Path) -> None:
    with open_store(directory) as store:
        append_many(store, 3)
    run(directory, "UPDATE event SET seq = 99 WHERE seq = 3")
    refused(directory, "event 3: the row and the signed bytes say different things")


def test_only_the_last_links_are_checked_at_a_start(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.storage.journal.LINKS_CHECKED_ON_OPEN", 3)
    with open_store(directory) as store:
        append_many(store, 10)
    run(directory, "UPDATE event SET kind = 'x' WHERE seq = 7")
    open_store(directory).close()
    run(directory, "UPDATE event SET kind = 'x' WHERE seq = 8")
    refused(directory, "event 8")


class Unsafe:
    """A connection that answers as an unsafe SQLite would."""

    def __init__(self, **answers: str) -> None:
        safe = {
            "SELECT sqlite_version()": "3.53.4",
            "PRAGMA cipher_version": "4.19.0",
            "PRAGMA synchronous": "2",
            "PRAGMA journal_mode": "wal",
        }
        self._answers = safe | answers
        self._asked = ""

    def execute(self, statement: str) -> "Unsafe":
        self._asked = statement
        return self

    def fetchone(self) -> tuple[str] | None:
        answer = self._answers[self._asked]
        return (answer,) if answer else None


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"SELECT sqlite_version()": "3.51.2"}, r"3\.51\.2.*corrupt"),
        ({"SELECT sqlite_version()": "3.40.1"}, r"3\.40\.1.*corrupt"),
        ({"PRAGMA cipher_version": ""}, "cannot encrypt"),
        ({"PRAGMA synchronous": "1"}, "not written through"),
        ({"PRAGMA journal_mode": "delete"}, "not in write-ahead mode"),
    ],
)
def test_an_unsafe_sqlite_is_refused(answers: dict[str, str], words: str) -> None:
    database.assert_safe(Unsafe())
    with pytest.raises(LogRefusedError, match=words):
        database.assert_safe(Unsafe(**answers))


def test_every_connection_proves_itself(directory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []
    monkeypatch.setattr(database, "assert_safe", seen.append)
    with open_store(directory) as store:
        readers = [store.journal.events() for _ in range(2)]
        append_many(store, 1)
        for reader in readers:
            list(reader)
    assert len(seen) >= 2
    monkeypatch.undo()
    monkeypatch.setattr(database, "SQLITE_VERSION_MIN", (9, 0, 0))
    refused(directory, "can corrupt a log")


def test_the_station_signs_messages_and_never_what_could_be_an_event(
    store: StationStore,
) -> None:
    assert len(store.identity.sign(b"GET /v1/receipt")) == 64
    with pytest.raises(ValueError, match="hash of an event"):
        store.identity.sign(bytes(32))


def test_a_full_disk_does_not_keep_a_station_from_stopping(
    directory: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    store = open_store(directory)
    append_many(store, 1)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("app.storage.lives.write_durably", full)
    store.close()
    assert "was not brought up to date" in caplog.text


def test_a_log_that_lacks_a_table_is_refused(directory: Path) -> None:
    run(directory, "DROP TABLE life")
    refused(directory, "cannot be opened: no such table: life")


def test_a_broken_disk_is_named_and_not_taken_for_a_full_one(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("app.storage.folder.os.pwrite", broken)
    refused(directory, "cannot be used: Input/output error")
