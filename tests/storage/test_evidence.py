"""Evidence is kept as it came, hidden from who has no key, and never passed off as another."""

import errno
import hashlib
from pathlib import Path
from types import SimpleNamespace

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.evidence import EvidenceRef
from app.ports import RecordError
from app.storage import evidence_store
from app.storage.ballast import Ballast
from app.storage.errors import DiskFullError, EvidenceError
from app.storage.evidence_files import MARK, EvidenceFiles
from app.storage.station_store import StationStore
from tests.storage.station import open_store

DATA = b"<RadInstrumentData>real bytes</RadInstrumentData>"


def put(store: StationStore, data: bytes = DATA, name: str = "item.n42") -> EvidenceRef:
    return store.evidence.put(data, media_type="application/xml", name=name)


def path_of(directory: Path, ref: EvidenceRef) -> Path:
    return directory / "evidence" / ref.sha256[:2] / ref.sha256


def test_bytes_come_back_and_are_named_by_what_they_are(store: StationStore) -> None:
    ref = put(store)
    assert ref.sha256 == hashlib.sha256(DATA).hexdigest()
    assert (ref.size_bytes, ref.media_type, ref.name) == (len(DATA), "application/xml", "item.n42")
    assert store.evidence.get(ref) == DATA
    assert store.evidence.has(ref)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.binary(max_size=5000))
def test_any_bytes_come_back(store: StationStore, data: bytes) -> None:
    assert store.evidence.get(put(store, data)) == data


def test_evidence_survives_a_restart(directory: Path) -> None:
    with open_store(directory) as store:
        ref = put(store)
    with open_store(directory) as store:
        assert store.evidence.get(ref) == DATA


def test_nothing_is_readable_on_the_disk_and_nobody_else_may_look(
    store: StationStore, directory: Path
) -> None:
    path = path_of(directory, put(store))
    assert b"real bytes" not in path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600


def test_the_same_bytes_are_kept_once(store: StationStore, directory: Path) -> None:
    first = put(store)
    before = path_of(directory, first).stat().st_mtime_ns
    second = put(store, name="again.n42")
    assert path_of(directory, second).stat().st_mtime_ns == before
    assert [ref.name for ref in store.evidence.to_upload(9)] == ["item.n42"]


def test_a_half_written_file_is_written_again(store: StationStore, directory: Path) -> None:
    ref = put(store)
    path = path_of(directory, ref)
    path.write_bytes(path.read_bytes()[:-1])
    assert not store.evidence.has(ref)
    assert store.evidence.get(put(store)) == DATA


def test_what_the_centre_lacks_is_listed_oldest_first(store: StationStore) -> None:
    refs = [put(store, bytes([number]), f"{number}.n42") for number in range(3)]
    assert store.evidence.to_upload(2) == tuple(refs[:2])
    store.evidence.uploaded(refs[0])
    store.evidence.uploaded(refs[0])
    assert store.evidence.to_upload(9) == tuple(refs[1:])


def test_missing_evidence_is_named(store: StationStore) -> None:
    ref = EvidenceRef(sha256="0" * 64, media_type="x", size_bytes=1, name="gone.n42")
    assert not store.evidence.has(ref)
    with pytest.raises(EvidenceError, match=r"gone\.n42 is not on this station"):
        store.evidence.get(ref)


def test_a_file_that_cannot_be_read_is_named(store: StationStore, directory: Path) -> None:
    ref = put(store)
    path_of(directory, ref).unlink()
    path_of(directory, ref).mkdir()
    with pytest.raises(EvidenceError, match="cannot be read"):
        store.evidence.get(ref)


def test_a_flipped_bit_anywhere_is_found(store: StationStore, directory: Path) -> None:
    ref = put(store)
    path = path_of(directory, ref)
    stored = path.read_bytes()
    for place in range(len(stored)):
        flipped = bytearray(stored)
        flipped[place] ^= 1
        path.write_bytes(flipped)
        with pytest.raises(EvidenceError, match="damaged"):
            store.evidence.get(ref)
    for length in range(len(stored)):
        path.write_bytes(stored[:length])
        with pytest.raises(EvidenceError, match="damaged"):
            store.evidence.get(ref)


def test_one_file_cannot_be_passed_off_as_another(store: StationStore, directory: Path) -> None:
    mine, other = put(store), put(store, b"other")
    path_of(directory, mine).write_bytes(path_of(directory, other).read_bytes())
    with pytest.raises(EvidenceError, match="damaged, or was changed"):
        store.evidence.get(mine)


def test_not_even_who_has_the_key_can_put_other_bytes_under_a_name(tmp_path: Path) -> None:
    key, digest = bytes(32), hashlib.sha256(DATA)
    ref = EvidenceRef(sha256=digest.hexdigest(), media_type="x", size_bytes=5, name="item")
    files = EvidenceFiles(tmp_path, key)
    files.write(ref.sha256, DATA)
    forged = AESGCM(key).encrypt(bytes(12), b"other", digest.digest())
    (tmp_path / ref.sha256[:2] / ref.sha256).write_bytes(MARK + bytes(12) + forged)
    with pytest.raises(EvidenceError, match="not what it was"):
        files.read(ref)


def test_evidence_has_a_size_limit(store: StationStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(evidence_store, "EVIDENCE_BYTES_MAX", 10)
    with pytest.raises(RecordError, match="more than 10"):
        put(store)


@pytest.mark.parametrize(
    ("number", "error", "words"),
    [
        (errno.ENOSPC, DiskFullError, "the disk is full: the evidence was not kept"),
        (errno.EIO, RecordError, "could not be kept: Input/output error"),
    ],
)
def test_a_failing_disk_is_named_and_leaves_nothing_half_kept(
    store: StationStore,
    directory: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    error: type[RecordError],
    words: str,
) -> None:
    def fail(_: int) -> None:
        raise OSError(number, "fsync")

    with monkeypatch.context() as patch:
        patch.setattr("app.storage.folder.os.fsync", fail)
        with pytest.raises(error, match=words):
            put(store)
    assert [path for path in (directory / "evidence").rglob("*") if path.is_file()] == []
    assert store.evidence.to_upload(9) == ()
    assert store.evidence.get(put(store)) == DATA


def test_without_ballast_new_evidence_is_refused_and_old_evidence_read(
    store: StationStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref = put(store)
    assert store.ballast.release()
    with monkeypatch.context() as patch:
        usage = SimpleNamespace(free=100)
        patch.setattr("app.storage.ballast.shutil.disk_usage", lambda _: usage)
        with pytest.raises(DiskFullError, match="so that decisions still fit"):
            put(store, b"new")
        assert put(store) == ref
    put(store, b"new")
    assert store.ballast.is_held


def test_ballast_is_made_released_once_and_taken_back(tmp_path: Path) -> None:
    ballast = Ballast(tmp_path / "ballast", 3_000_000)
    assert not ballast.is_held
    assert not ballast.release()
    assert ballast.hold()
    assert (tmp_path / "ballast").stat().st_blocks * 512 >= 3_000_000
    assert ballast.hold()
    assert ballast.release()
    assert not ballast.release()
    assert not (tmp_path / "ballast").exists()


def test_ballast_of_an_earlier_start_is_found_and_half_of_one_is_not(tmp_path: Path) -> None:
    (tmp_path / "ballast").write_bytes(bytes(1000))
    assert Ballast(tmp_path / "ballast", 1000).hold()
    (tmp_path / "ballast").write_bytes(bytes(999))
    assert Ballast(tmp_path / "ballast", 1000).hold()
    assert (tmp_path / "ballast").stat().st_size == 1000


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_ballast_that_does_not_fit_is_not_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def full(_: int) -> None:
        raise OSError(number, "full")

    monkeypatch.setattr("app.storage.ballast.os.fsync", full)
    assert not Ballast(tmp_path / "ballast", 1000).hold()
    assert not (tmp_path / "ballast").exists()


def test_a_broken_disk_is_not_taken_for_a_full_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: int) -> None:
        raise OSError(errno.EIO, "broken")

    monkeypatch.setattr("app.storage.ballast.os.fsync", broken)
    with pytest.raises(OSError, match="broken"):
        Ballast(tmp_path / "ballast", 1000).hold()
