"""Evidence reaches the centre, lies there encrypted, and is seen by the port that it belongs to."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.evidence import EvidenceRef
from app.ports import WorldError
from app.sync.errors import EvidenceElsewhereError, ExchangeError
from app.wire.messages import Refusal
from service.errors import CentreError
from service.vault import PIECE_BYTES, Vault, WrongContentError
from tests.builders import place
from tests.service.centre_process import CentreProcess
from tests.sync.station import Station, decision, running_station, transport_of


@pytest.fixture
def centre(tmp_path: Path) -> Iterator[CentreProcess]:
    with CentreProcess(tmp_path / "centre") as centre:
        yield centre


async def keep(station: Station, data: bytes, name: str = "scan.tiff") -> EvidenceRef:
    def put() -> EvidenceRef:
        return station.store.evidence.put(data, media_type="image/tiff", name=name)

    ref = await station.write(put)
    station.notify()
    return ref


async def uploaded(station: Station) -> None:
    """Wait until nothing is left to upload; looked at whenever an event has been receipted."""
    number = 0
    while await station.write(lambda: station.store.evidence.to_upload(1)):
        number += 1
        await station.record(decision(f"wait-{number}"))
        await station.until_all_arrived()


async def test_evidence_of_one_station_is_fetched_by_another_of_its_port(
    centre: CentreProcess, tmp_path: Path
) -> None:
    data = os.urandom(3 * PIECE_BYTES + 17)
    async with (
        running_station(tmp_path / "first", centre, name="coutts-3") as first,
        running_station(tmp_path / "second", centre, name="coutts-7") as second,
    ):
        ref = await keep(first, data)
        await uploaded(first)
        assert await second.fetch(ref) == data


async def test_evidence_is_not_seen_at_another_port(centre: CentreProcess, tmp_path: Path) -> None:
    async with (
        running_station(tmp_path / "first", centre, name="coutts-3") as first,
        running_station(tmp_path / "other", centre, at=place("sarnia-1", port="CA-0440")) as other,
    ):
        ref = await keep(first, b"a radiograph")
        await uploaded(first)
        await other.until_up()
        with pytest.raises(EvidenceElsewhereError):
            await other.fetch(ref)


async def test_no_byte_of_evidence_lies_open_at_the_centre(
    centre: CentreProcess, tmp_path: Path
) -> None:
    data = b"seized: 14 kg " * 1000
    async with running_station(tmp_path / "first", centre) as first:
        ref = await keep(first, data)
        await uploaded(first)
    files = [path for path in centre.folder.rglob("*") if path.is_file()]
    assert centre.folder / "evidence" / ref.sha256[:2] / ref.sha256 in files
    assert all(b"seized" not in path.read_bytes() for path in files)
    assert all(path.stat().st_mode & 0o077 == 0 for path in files if "evidence" in path.parts)


async def test_a_file_that_is_not_what_its_name_says_is_refused(
    centre: CentreProcess, tmp_path: Path
) -> None:
    async with running_station(tmp_path / "first", centre) as first:
        await first.until_up()
        ref = await keep(first, b"the right bytes")
        transport = transport_of(first, centre, tmp_path / "first")
        try:
            with pytest.raises(ExchangeError) as refused:
                await transport.put_evidence(replace(ref, sha256="0" * 64), b"other bytes")
        finally:
            await transport.close()
        # The name is what is signed, so the centre cannot even believe the sender.
        assert refused.value.refusal is Refusal.BAD_SIGNATURE


async def test_the_bytes_that_come_back_are_checked_against_their_name(
    centre: CentreProcess, tmp_path: Path
) -> None:
    async with running_station(tmp_path / "first", centre) as first:
        ref = await keep(first, b"x" * 5000)
        await uploaded(first)
        stored = centre.folder / "evidence" / ref.sha256[:2] / ref.sha256
        data = bytearray(stored.read_bytes())
        data[100] ^= 1
        stored.write_bytes(data)
        with pytest.raises(WorldError):
            await first.fetch(ref)


def sha256_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "vault", b"k" * 32)


def put(vault: Vault, data: bytes, sha256: str | None = None) -> str:
    name = sha256 or sha256_of(data)
    upload = vault.begin(name)
    try:
        for start in range(0, len(data), 70_000):
            upload.write(data[start : start + 70_000])
        upload.finish()
    finally:
        upload.discard()
    return name


@pytest.mark.parametrize(
    "size", [0, 1, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1, 2 * PIECE_BYTES]
)
def test_what_goes_into_the_vault_comes_out_of_it(vault: Vault, size: int) -> None:
    data = os.urandom(size)
    assert b"".join(vault.read(put(vault, data))) == data


def test_the_wrong_content_leaves_nothing_behind(vault: Vault, tmp_path: Path) -> None:
    with pytest.raises(WrongContentError):
        put(vault, b"one thing", sha256_of(b"another"))
    assert [path for path in (tmp_path / "vault").rglob("*") if path.is_file()] == []


@pytest.mark.parametrize("harm", ["cut", "flip", "swap"])
def test_a_damaged_file_is_noticed(vault: Vault, harm: str) -> None:
    name = put(vault, os.urandom(3 * PIECE_BYTES))
    path = vault.path(name)
    data = path.read_bytes()
    piece = PIECE_BYTES + 16
    start = len(data) - 3 * piece
    match harm:
        case "cut":
            data = data[:-piece]
        case "flip":
            data = data[:-1] + bytes([data[-1] ^ 1])
        case "swap":
            first, second = data[start : start + piece], data[start + piece : start + 2 * piece]
            data = data[:start] + second + first + data[start + 2 * piece :]
        case _:
            raise AssertionError(harm)
    path.write_bytes(data)
    with pytest.raises(CentreError):
        list(vault.read(name))


def test_an_unfinished_upload_of_an_earlier_life_is_cleared_away(tmp_path: Path) -> None:
    vault = Vault(tmp_path / "vault", b"k" * 32)
    upload = vault.begin(sha256_of(b"x"))
    upload.write(b"half of it")
    upload._file.close()  # as a crash does
    Vault(tmp_path / "vault", b"k" * 32)
    assert [path for path in (tmp_path / "vault").rglob("*") if path.is_file()] == []
