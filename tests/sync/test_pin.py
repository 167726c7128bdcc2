"""The centre's key is learnt once, and nothing that another key signed is believed after that."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.sync.pin import CentrePin, PinError
from app.wire.errors import SignatureError
from app.wire.keys import public_key_bytes
from app.wire.receipt import Receipt, sign_receipt
from app.wire.reference import policy_item
from tests.builders import NOW, place

CENTRE = Ed25519PrivateKey.from_private_bytes(b"c" * 32)
STRANGER = Ed25519PrivateKey.from_private_bytes(b"x" * 32)
RECEIPT = Receipt(
    station=place().station, epoch=1, watermark_seq=0, chain_hash=bytes(32), issued_at=NOW
)


def test_a_kept_key_is_there_after_a_restart(tmp_path: Path) -> None:
    pin = CentrePin(tmp_path / "centre.pub")
    assert pin.key is None
    pin.keep(public_key_bytes(CENTRE))
    again = CentrePin(tmp_path / "centre.pub")
    assert again.open_receipt(sign_receipt(RECEIPT, CENTRE)) == RECEIPT


def test_another_key_is_refused_in_words_that_say_what_to_do(tmp_path: Path) -> None:
    pin = CentrePin(tmp_path / "centre.pub")
    pin.keep(public_key_bytes(CENTRE))
    pin.keep(public_key_bytes(CENTRE))
    with pytest.raises(PinError, match="administrator"):
        pin.keep(public_key_bytes(STRANGER))
    assert CentrePin(tmp_path / "centre.pub").key == CENTRE.public_key()


def test_nothing_is_believed_before_the_key_is_known(tmp_path: Path) -> None:
    pin = CentrePin(tmp_path / "centre.pub")
    with pytest.raises(SignatureError):
        pin.open_receipt(sign_receipt(RECEIPT, CENTRE))
    with pytest.raises(SignatureError):
        pin.check_item(policy_item("p", b"{}", version=1, key=CENTRE))


def test_what_a_stranger_signed_is_not_believed(tmp_path: Path) -> None:
    pin = CentrePin(tmp_path / "centre.pub")
    pin.keep(public_key_bytes(CENTRE))
    with pytest.raises(SignatureError):
        pin.open_receipt(sign_receipt(RECEIPT, STRANGER))
    with pytest.raises(SignatureError):
        pin.check_item(policy_item("p", b"{}", version=1, key=STRANGER))


@pytest.mark.parametrize("text", ["", "zz", "ab" * 31, "ab" * 33, "é" * 32])
def test_a_damaged_file_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "centre.pub"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PinError, match=r"centre\.pub"):
        CentrePin(path)
