"""A stranger's check of a log finds whatever was done to it, and names the first event touched."""

import json
import shutil
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from typer.testing import CliRunner

from app.cli.program import program
from app.storage.errors import LogRefusedError
from app.storage.verification import verify_folder
from app.wire.keys import public_key_pem
from tests.storage.station import (
    CENTRE,
    append_many,
    device_event,
    open_store,
    run,
    settle,
    tampering,
)
from tests.storage.test_remote_log import heard


@pytest.fixture
def log(directory: Path) -> Path:
    """A log of twelve events, of which eight are confirmed by two receipts."""
    with open_store(directory) as store:
        append_many(store, 12)
        settle(store, 5)
        settle(store, 8)
    return directory


@pytest.fixture
def centre_key(tmp_path: Path) -> Path:
    path = tmp_path / "centre.pem"
    path.write_bytes(public_key_pem(CENTRE.public_key()))
    return path


def fault(directory: Path, centre_key: Path | None = None) -> tuple[int, str]:
    found = verify_folder(directory, centre_key=centre_key).fault
    assert found is not None
    return found.seq, found.why


def test_a_whole_log_is_called_whole(log: Path, centre_key: Path) -> None:
    report = verify_folder(log, centre_key=centre_key)
    assert report.is_whole
    assert report.receipts_signed is True
    (epoch,) = report.epochs
    assert (epoch.events, epoch.receipts, epoch.receipt_seq, epoch.owed) == (12, 2, 8, 4)


def test_without_the_centres_key_receipts_are_not_called_signed(log: Path) -> None:
    assert verify_folder(log).receipts_signed is None


def test_the_centres_key_kept_since_enrolment_is_used(log: Path) -> None:
    (log / "centre.pub").write_text(CENTRE.public_key().public_bytes_raw().hex() + "\n")
    assert verify_folder(log).receipts_signed is True
    (log / "centre.pub").write_text("ab" * 32)
    assert fault(log)[0] == 5


def test_an_empty_log_is_whole(directory: Path) -> None:
    assert verify_folder(directory).is_whole


def test_a_log_in_use_is_verified_as_it_stands(directory: Path) -> None:
    with open_store(directory) as store:
        append_many(store, 3)
        assert verify_folder(directory).epochs[0].events == 3
        store.journal.append(device_event())
        assert verify_folder(directory).epochs[0].events == 4


def test_a_log_left_by_a_killed_station_is_verified_before_it_is_opened(
    directory: Path, tmp_path: Path
) -> None:
    with open_store(directory) as store:
        append_many(store, 3)
        shutil.copytree(directory, tmp_path / "killed")
    assert verify_folder(tmp_path / "killed").epochs[0].events == 3


def test_verifying_writes_nothing_into_the_log(log: Path) -> None:
    before = (log / "station.db").read_bytes()
    verify_folder(log)
    assert (log / "station.db").read_bytes() == before


def test_every_life_is_checked_with_its_own_key(log: Path) -> None:
    (log / "keys" / "station.pem").unlink()
    with open_store(log) as store:
        append_many(store, 2)
        store.remote.accept([heard(1)])
        store.remote.accept([heard(1, why="other")])
    report = verify_folder(log)
    assert [(epoch.epoch, epoch.events) for epoch in report.epochs] == [(1, 12), (2, 2)]
    assert (report.remote_events, report.remote_conflicts) == (1, 1)
    run(log, "UPDATE event SET sig = zeroblob(64) WHERE epoch = 1 AND seq = 2")
    assert fault(log) == (2, "the event was not signed by this station's key")


@pytest.mark.parametrize(
    ("statement", "seq", "words"),
    [
        ("UPDATE event SET body = x'00' WHERE seq = 7", 7, "not that of its bytes"),
        ("UPDATE event SET sig = zeroblob(64) WHERE seq = 7", 7, "not signed"),
        ("UPDATE event SET kind = 'x' WHERE seq = 7", 7, "different things"),
        ("UPDATE event SET hlc = 1 WHERE seq = 7", 7, "different things"),
        ("UPDATE event SET case_id = 'x' WHERE seq = 7", 7, "different things"),
        ("DELETE FROM event WHERE seq = 7", 7, "the event is missing"),
        ("DELETE FROM event WHERE seq = 1", 1, "the event is missing"),
        ("DELETE FROM event WHERE seq = 12", 12, "missing at the end"),
        ("DELETE FROM outbox WHERE seq = 11", 11, "not in the outbox"),
        ("UPDATE outbox SET settled_by = NULL WHERE seq = 3", 3, "disagree"),
        ("UPDATE outbox SET settled_by = 8 WHERE seq = 10", 10, "disagree"),
        ("DELETE FROM receipt WHERE watermark_seq = 8", 6, "disagree"),
        ("UPDATE receipt SET body = x'00' WHERE watermark_seq = 5", 5, "not a receipt"),
        (
            "UPDATE receipt SET body = (SELECT body FROM receipt WHERE watermark_seq = 8), "
            "sig = (SELECT sig FROM receipt WHERE watermark_seq = 8) WHERE watermark_seq = 5",
            5,
            "another history",
        ),
        ("UPDATE life SET station = 'coutts-9'", 1, "says that it is coutts-3/1/1"),
        ("UPDATE life SET public_key = zeroblob(32)", 1, "not signed"),
        ("DELETE FROM life", 0, "foreign_key_check"),
        ("INSERT INTO outbox VALUES (1, 13, NULL)", 13, "missing at the end"),
    ],
)
def test_what_was_done_to_a_log_is_found_and_named(
    log: Path, statement: str, seq: int, words: str
) -> None:
    run(log, statement)
    found_seq, why = fault(log)
    assert found_seq == seq
    assert words in why


def test_a_receipt_that_the_centre_did_not_sign_is_found(log: Path, centre_key: Path) -> None:
    centre_key.write_bytes(public_key_pem(Ed25519PrivateKey.generate().public_key()))
    assert fault(log, centre_key) == (5, "the receipt was not signed by the centre's key")
    assert verify_folder(log, centre_key=centre_key).receipts_signed is False


def test_a_damaged_page_is_found_at_the_first_event_that_it_holds(directory: Path) -> None:
    with open_store(directory) as store:
        append_many(store, 300)
    with tampering(directory, drop_triggers=False) as connection:
        (page,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'event'"
        ).fetchone()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    log = directory / "station.db"
    readable = []
    for damaged in range(page, log.stat().st_size // 4096):
        copy = shutil.copytree(directory, directory.parent / f"copy-{damaged}")
        with (copy / "station.db").open("r+b") as file:
            file.seek(damaged * 4096 + 100)
            flipped = bytes([file.read(1)[0] ^ 1])
            file.seek(damaged * 4096 + 100)
            file.write(flipped)
        try:
            found = verify_folder(copy).fault
        except LogRefusedError:
            continue  # the page held the schema: there is no way to begin
        assert found is not None
        readable.append(found.seq)
    assert len(set(readable)) > 10


def test_a_folder_without_a_log_is_named(tmp_path: Path) -> None:
    with pytest.raises(LogRefusedError, match="there is no station log"):
        verify_folder(tmp_path)


def test_a_log_without_its_key_is_named(log: Path) -> None:
    (log / "keys" / "log.key").unlink()
    with pytest.raises(LogRefusedError, match=r"log\.key cannot be read"):
        verify_folder(log)


def test_a_key_of_the_centre_that_is_none_is_named(log: Path, tmp_path: Path) -> None:
    (tmp_path / "none.pem").write_bytes(b"?")
    with pytest.raises(LogRefusedError, match="does not hold a key"):
        verify_folder(log, centre_key=tmp_path / "none.pem")


def test_the_command_answers_one_document_and_0_for_a_whole_log(log: Path) -> None:
    result = CliRunner().invoke(program, ["journal", "verify", str(log), "--json"])
    assert result.exit_code == 0
    document = json.loads(result.stdout)
    assert document["whole"] is True
    assert document["epochs"][0]["events"] == 12


def test_the_command_answers_1_and_names_the_first_bad_event(log: Path) -> None:
    run(log, "UPDATE event SET body = x'00' WHERE seq IN (7, 9)")
    result = CliRunner().invoke(program, ["journal", "verify", str(log), "--json"])
    assert result.exit_code == 1
    assert json.loads(result.stdout)["fault"]["seq"] == 7
    assert "epoch 1, event 7: the event's hash" in result.stderr


def test_the_command_tells_people_in_words(log: Path) -> None:
    result = CliRunner().invoke(program, ["journal", "verify", str(log)])
    assert result.exit_code == 0
    assert "station coutts-3: whole" in result.stdout
    assert "12 events, confirmed up to 8, 4 owed to the centre" in result.stdout
    assert "not checked" in result.stdout


def test_the_command_answers_1_where_there_is_no_log(tmp_path: Path) -> None:
    result = CliRunner().invoke(program, ["journal", "verify", str(tmp_path)])
    assert result.exit_code == 1
    assert "there is no station log" in result.stderr
