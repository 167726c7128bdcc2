"""The bytes of every kind are kept: journals are read for years, so a change must be seen.

A deliberate change of the wire gives a new version and new files: delete the old ones, run
`python -m tests.wire.test_golden`, and say in the commit what happens to journals already written.
"""

from pathlib import Path

import pytest

from app.domain.events import EVENT_KINDS
from app.wire.batch import decode_batch, encode_batch
from app.wire.codec import kind_of
from app.wire.envelope import SealedEvent, check, open_event
from app.wire.receipt import Receipt, SignedReceipt, open_receipt, sign_receipt
from tests.wire.examples import AT, EXAMPLES, KEY, STATION, chain

GOLDEN = Path(__file__).parent.parent / "golden" / "wire"


def receipt() -> Receipt:
    return Receipt(
        station=STATION,
        epoch=1,
        watermark_seq=16,
        chain_hash=chain()[-1].hash,
        issued_at=AT,
        gaps=((18, 20), (22, 22)),
        quarantined=(3,),
    )


def golden_files() -> dict[str, bytes]:
    files = {}
    for item, event in zip(chain(EXAMPLES), EXAMPLES, strict=True):
        files[f"event-{kind_of(event)}.bin"] = item.body
    files["signatures.bin"] = b"".join(item.signature for item in chain())
    signed = sign_receipt(receipt(), KEY)
    files["receipt.bin"] = signed.signature + signed.body
    return files


@pytest.mark.parametrize("name", sorted(golden_files()))
def test_what_is_written_today_is_what_was_written_then(name: str) -> None:
    assert (GOLDEN / name).read_bytes() == golden_files()[name]


@pytest.mark.parametrize("event", EXAMPLES, ids=kind_of)
def test_what_was_written_then_is_read_today(event: object) -> None:
    kind = kind_of(event)  # type: ignore[arg-type]  # parametrize loses the union
    assert open_event((GOLDEN / f"event-{kind}.bin").read_bytes()).event == event


def test_what_was_signed_then_is_accepted_today() -> None:
    signatures = (GOLDEN / "signatures.bin").read_bytes()
    for index, item in enumerate(chain()):
        signature = signatures[index * 64 : index * 64 + 64]
        kept = SealedEvent(body=item.body, prev=item.prev, hash=item.hash, signature=signature)
        check(kept, prev=item.prev, public_key=KEY.public_key())
    stored = (GOLDEN / "receipt.bin").read_bytes()
    signed = SignedReceipt(body=stored[64:], signature=stored[:64])
    assert open_receipt(signed, KEY.public_key()) == receipt()


def test_a_batch_packed_then_is_unpacked_today() -> None:
    assert decode_batch((GOLDEN / "batch.bin").read_bytes()) == chain()


def test_no_kept_file_is_forgotten() -> None:
    kept = {path.name for path in GOLDEN.iterdir()}
    assert kept == set(golden_files()) | {"batch.bin"}
    assert sum(name.startswith("event-") for name in kept) == len(EVENT_KINDS)


def _write_missing() -> None:
    GOLDEN.mkdir(exist_ok=True)
    for name, data in (golden_files() | {"batch.bin": encode_batch(chain())}).items():
        if not (GOLDEN / name).exists():
            (GOLDEN / name).write_bytes(data)


if __name__ == "__main__":
    _write_missing()
