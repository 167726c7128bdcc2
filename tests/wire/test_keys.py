"""Key files are for their owner only, and are written whole or not at all."""

import os
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec

from app.wire.errors import KeyFileError, WireError
from app.wire.keys import (
    create_key,
    load_key,
    load_or_create_key,
    load_or_create_secret,
    load_public_key,
    load_secret,
    public_key_bytes,
    public_key_from_bytes,
    public_key_pem,
)


def ec_key_pem(*, private: bool) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    if private:
        return key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    return key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )


def owner_only(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    path.chmod(0o600)
    return path


def test_a_key_is_made_once_and_found_again(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "station.pem"
    made = load_or_create_key(path)
    assert public_key_bytes(load_or_create_key(path)) == public_key_bytes(made)
    assert path.stat().st_mode & 0o777 == 0o600
    assert [item.name for item in path.parent.iterdir()] == ["station.pem"]


def test_a_secret_is_made_once_and_found_again(tmp_path: Path) -> None:
    path = tmp_path / "log.key"
    assert load_or_create_secret(path) == load_secret(path)
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_left_by_a_crash_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / "station.pem.new").write_bytes(b"half")
    load_or_create_key(tmp_path / "station.pem")
    assert not (tmp_path / "station.pem.new").exists()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_key_that_others_can_read_is_refused(tmp_path: Path, mode: int) -> None:
    path = tmp_path / "station.pem"
    create_key(path)
    path.chmod(mode)
    with pytest.raises(KeyFileError, match="chmod 600"):
        load_key(path)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "does not hold a key"),
        (b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "does not hold a key"),
        (ec_key_pem(private=True), "not an Ed25519 key"),
    ],
    ids=["empty", "garbled", "of another kind"],
)
def test_what_is_no_key_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    with pytest.raises(KeyFileError, match=words):
        load_key(owner_only(tmp_path / "key", data))


def test_a_secret_has_its_length(tmp_path: Path) -> None:
    with pytest.raises(KeyFileError, match="31 bytes"):
        load_secret(owner_only(tmp_path / "key", bytes(31)))


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    with pytest.raises(KeyFileError, match="No such file"):
        load_key(tmp_path / "nothing")


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "keys").write_bytes(b"a file where a folder should be")
    with pytest.raises(KeyFileError, match="cannot be written"):
        load_or_create_secret(tmp_path / "keys" / "log.key")


def test_a_public_key_goes_through_its_32_bytes_and_through_a_file(tmp_path: Path) -> None:
    key = load_or_create_key(tmp_path / "station.pem").public_key()
    assert public_key_bytes(public_key_from_bytes(public_key_bytes(key))) == public_key_bytes(key)
    (tmp_path / "public.pem").write_bytes(public_key_pem(key))
    assert public_key_bytes(load_public_key(tmp_path / "public.pem")) == public_key_bytes(key)


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"", "does not hold a key"), (ec_key_pem(private=False), "not an Ed25519 key")],
)
def test_what_is_no_public_key_is_refused(tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "key").write_bytes(data)
    with pytest.raises(KeyFileError, match=words):
        load_public_key(tmp_path / "key")


def test_a_public_key_has_its_length() -> None:
    with pytest.raises(WireError, match="31"):
        public_key_from_bytes(os.urandom(31))
