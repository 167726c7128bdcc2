"""Another office can verify an exported case with OpenSSL alone."""

import hashlib
import json
import shutil
import subprocess
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from app.cli.program import program
from app.domain.events import CaseOpened, OccupancyRecorded, RadiographAttached, SpectrumAttached
from app.domain.identifiers import CaseId
from app.ports import RecordError
from app.storage.errors import LogRefusedError
from app.storage.export import export_case
from app.wire.keys import public_key_from_bytes
from app.wire.receipt import SignedReceipt, open_receipt
from tests.builders import NOW
from tests.storage.station import CENTRE, append_many, open_store, run, settle
from tests.storage.test_remote_log import heard
from tests.wire.examples import CASE, EXAMPLES, OCCUPANCY, PLACE, SCAN, SPECTRUM_FILE

OPENSSL = shutil.which("openssl")
N42 = b"<RadInstrumentData/>"
LINES = b"GA,000100,000100,000100,000100\r\n"


@pytest.fixture
def log(directory: Path) -> Path:
    """A case of a few events among others, with evidence, a receipt and a remote event."""
    with open_store(directory) as store:
        append_many(store, 3)
        kept = store.evidence.put(N42, media_type="application/xml", name="item.n42")
        for event in EXAMPLES:
            if not isinstance(event, OccupancyRecorded | SpectrumAttached | RadiographAttached):
                store.journal.append(event)
        lines = store.evidence.put(LINES, media_type="text/plain", name="lane-3-lines.txt")
        store.journal.append(OccupancyRecorded(case_id=CASE, occupancy=OCCUPANCY, raw_lines=lines))
        store.journal.append(OccupancyRecorded(case_id=CASE, occupancy=OCCUPANCY))
        store.journal.append(SpectrumAttached(case_id=CASE, file=SPECTRUM_FILE, evidence=kept))
        gone = replace(kept, sha256="0" * 64, name="scan.tif")
        store.journal.append(RadiographAttached(case_id=CASE, scan=SCAN, evidence=(gone, kept)))
        settle(store, store.journal.head.seq)
        claim = replace(
            heard(1), event=next(e for e in EXAMPLES if type(e).__name__ == "CaseClaimed")
        )
        store.remote.accept([claim])
    return directory


@pytest.fixture
def package(log: Path, tmp_path: Path) -> Path:
    made = export_case(log, CASE, tmp_path / "case.zip", exported_at=NOW)
    assert made.evidence == 2
    assert made.heard == 1
    assert made.missing == ("0" * 64 + ": scan.tif is not on this station",)
    with zipfile.ZipFile(tmp_path / "case.zip") as file:
        file.extractall(tmp_path / "case")
    return tmp_path / "case"


def test_the_package_is_for_its_owner_only(package: Path) -> None:
    assert (package.parent / "case.zip").stat().st_mode & 0o777 == 0o600


def test_it_holds_the_case_and_nothing_of_other_cases(package: Path) -> None:
    document = json.loads((package / "case.json").read_text())
    kinds = [event["kind"] for event in document["events"]]
    assert "decision-made" in kinds
    assert "device-changed" not in kinds
    assert {event["event"]["case_id"] for event in document["events"]} == {CASE}
    assert [event["kind"] for event in document["heard"]] == ["case-claimed"]
    assert len(list((package / "events").glob("*.body"))) == len(kinds)


@pytest.mark.skipif(OPENSSL is None, reason="openssl is not installed")
def test_every_event_verifies_with_openssl_alone(package: Path) -> None:
    document = json.loads((package / "case.json").read_text())
    for event in document["events"]:
        _, epoch, seq = event["ref"].split("/")
        name = package / "events" / f"{epoch}-{seq}"
        digest = hashlib.sha256(
            name.with_suffix(".prev").read_bytes() + name.with_suffix(".body").read_bytes()
        )
        assert digest.hexdigest() == event["hash"]
        (package / "hash").write_bytes(digest.digest())
        command = [str(OPENSSL), "pkeyutl", "-verify", "-pubin", "-rawin"]
        command += ["-inkey", str(package / "keys" / f"{epoch}.pem"), "-in", str(package / "hash")]
        command += ["-sigfile", str(name.with_suffix(".sig"))]
        verified = subprocess.run(command, check=False, capture_output=True)
        assert verified.returncode == 0, verified.stderr


@pytest.mark.skipif(OPENSSL is None, reason="openssl is not installed")
def test_the_notes_own_commands_verify_an_event_and_catch_a_changed_one(package: Path) -> None:
    note = (package / "README.txt").read_text()
    commands = "".join(line for line in note.splitlines(keepends=True) if "openssl" in line)
    assert subprocess.run(commands, cwd=package, shell=True, check=False).returncode == 0  # noqa: S602 - our own note
    for body in (package / "events").glob("*.body"):
        body.write_bytes(body.read_bytes() + b"!")
    assert subprocess.run(commands, cwd=package, shell=True, check=False).returncode != 0  # noqa: S602 - our own note


def test_the_receipt_that_covers_the_case_comes_along(package: Path) -> None:
    (body,) = (package / "receipts").glob("*.body")
    signed = SignedReceipt(body=body.read_bytes(), signature=body.with_suffix(".sig").read_bytes())
    public_key = public_key_from_bytes(CENTRE.public_key().public_bytes_raw())
    assert open_receipt(signed, public_key).watermark_seq >= len(EXAMPLES)


def test_evidence_comes_as_it_was_and_what_is_missing_is_named(package: Path) -> None:
    kept = {path.name: path.read_bytes() for path in (package / "evidence").iterdir()}
    assert kept == {hashlib.sha256(data).hexdigest(): data for data in (N42, LINES)}
    document = json.loads((package / "case.json").read_text())
    assert document["evidence_missing"] == ["0" * 64 + ": scan.tif is not on this station"]


def test_a_case_that_nobody_confirmed_has_no_receipt(directory: Path, tmp_path: Path) -> None:
    with open_store(directory) as store:
        store.journal.append(CaseOpened(case_id=CASE, place=PLACE, opened_at=NOW, plate=None))
    export_case(directory, CASE, tmp_path / "case.zip", exported_at=NOW)
    with zipfile.ZipFile(tmp_path / "case.zip") as file:
        assert not [name for name in file.namelist() if name.startswith("receipts")]


def test_an_unknown_case_makes_no_package(log: Path, tmp_path: Path) -> None:
    with pytest.raises(LogRefusedError, match="no case nowhere"):
        export_case(log, CaseId("nowhere"), tmp_path / "out.zip", exported_at=NOW)
    assert not (tmp_path / "out.zip").exists()


def test_an_existing_file_is_never_overwritten(log: Path, tmp_path: Path) -> None:
    (tmp_path / "out.zip").write_bytes(b"keep me")
    with pytest.raises(LogRefusedError, match="File exists"):
        export_case(log, CASE, tmp_path / "out.zip", exported_at=NOW)
    assert (tmp_path / "out.zip").read_bytes() == b"keep me"


@pytest.mark.parametrize("table", ["event", "remote_event"])
def test_half_a_case_is_never_left_behind(log: Path, tmp_path: Path, table: str) -> None:
    run(log, f"UPDATE {table} SET body = x'00' WHERE case_id IS NOT NULL")  # noqa: S608 - the names are the test's own
    with pytest.raises(RecordError, match="cannot be read"):
        export_case(log, CASE, tmp_path / "out.zip", exported_at=NOW)
    assert not (tmp_path / "out.zip").exists()


def test_without_the_evidence_key_nothing_is_exported(log: Path, tmp_path: Path) -> None:
    (log / "keys" / "evidence.key").unlink()
    with pytest.raises(LogRefusedError, match=r"evidence\.key"):
        export_case(log, CASE, tmp_path / "out.zip", exported_at=datetime.now(UTC))
    assert not (tmp_path / "out.zip").exists()


def test_the_command_exports_and_names_what_is_missing(log: Path, tmp_path: Path) -> None:
    out = tmp_path / "case.zip"
    arguments = ["journal", "export", CASE, "--dir", str(log), "--out", str(out)]
    result = CliRunner().invoke(program, arguments)
    assert result.exit_code == 0
    assert "events, 2 evidence files" in result.stdout
    assert "scan.tif is not on this station" in result.stderr


def test_the_command_answers_one_document(log: Path, tmp_path: Path) -> None:
    out = tmp_path / "case.zip"
    arguments = ["journal", "export", CASE, "--dir", str(log), "--out", str(out), "--json"]
    result = CliRunner().invoke(program, arguments)
    assert json.loads(result.stdout)["evidence"] == 2


def test_the_command_answers_1_for_an_unknown_case(log: Path, tmp_path: Path) -> None:
    out = tmp_path / "case.zip"
    arguments = ["journal", "export", "nowhere", "--dir", str(log), "--out", str(out)]
    result = CliRunner().invoke(program, arguments)
    assert result.exit_code == 1
    assert "there is no case nowhere" in result.stderr
