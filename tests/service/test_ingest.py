"""What the centre keeps of what it is sent, in SQLite and in PostgreSQL alike."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from app.wire.batch import decode_batch
from app.wire.envelope import GENESIS, SealedEvent, chain_hash
from service.centre import Centre
from service.ingest import GAPS_MAX
from service.schema import event, fork
from service.stations import Sender
from tests.builders import place
from tests.service.centres import Booth, centre_in_process, enrol, send
from tests.sync.station import decision


@pytest.fixture
def centre(database_url: str, tmp_path: Path) -> Iterator[Centre]:
    with centre_in_process(database_url, tmp_path / "centre") as centre:
        yield centre


@pytest.fixture
def booth() -> Booth:
    return Booth()


@pytest.fixture
def sender(centre: Centre, booth: Booth) -> Sender:
    return enrol(centre, booth)


def stored(centre: Centre) -> dict[int, bytes]:
    with centre.engine.connect() as connection:
        rows = connection.execute(select(event.c.seq, event.c.hash).order_by(event.c.seq)).all()
    assert len({row.seq for row in rows}) == len(rows)
    return {row.seq: row.hash for row in rows}


def hashes(booth: Booth) -> dict[int, bytes]:
    return {number: item.hash for number, item in enumerate(booth.sealed, start=1)}


def forked(centre: Centre) -> set[tuple[int, bytes]]:
    with centre.engine.connect() as connection:
        rows = connection.execute(select(fork.c.seq, fork.c.hash)).all()
    return {(row.seq, row.hash) for row in rows}


def test_a_receipt_covers_what_is_held_without_a_gap(
    centre: Centre, booth: Booth, sender: Sender
) -> None:
    events = booth.make(10)
    receipt, _ = send(centre, sender, 1, events)
    assert receipt.watermark_seq == 10
    assert receipt.chain_hash == events[-1].hash
    assert receipt.gaps == ()
    assert (receipt.station, receipt.epoch) == (booth.at.station, 1)


def test_a_station_that_sent_nothing_has_a_receipt_for_nothing(
    centre: Centre, sender: Sender
) -> None:
    reply = centre.ingest.receipt(sender)
    assert reply.fork_seq is None
    receipt, _ = send(centre, sender, 1, Booth().make(1))
    assert receipt.watermark_seq == 1


def test_the_same_batch_twice_is_kept_once(centre: Centre, booth: Booth, sender: Sender) -> None:
    events = booth.make(10)
    first, _ = send(centre, sender, 1, events)
    again, _ = send(centre, sender, 1, events)
    overlapping, _ = send(centre, sender, 5, [*events[4:], *booth.make(2)])
    assert first.watermark_seq == again.watermark_seq == 10
    assert overlapping.watermark_seq == 12
    assert stored(centre) == hashes(booth)


def test_gaps_are_named_and_the_watermark_waits_below_them(
    centre: Centre, booth: Booth, sender: Sender
) -> None:
    events = booth.make(20)
    send(centre, sender, 1, events[:4])
    send(centre, sender, 8, events[7:9])
    receipt, _ = send(centre, sender, 15, events[14:])
    assert receipt.watermark_seq == 4
    assert receipt.gaps == ((5, 7), (10, 14))
    receipt, _ = send(centre, sender, 5, events[4:7])
    assert receipt.watermark_seq == 9
    assert receipt.gaps == ((10, 14),)
    receipt, _ = send(centre, sender, 10, events[9:14])
    assert receipt.watermark_seq == 20
    assert receipt.gaps == ()


def test_more_gaps_than_a_receipt_names_are_named_later(
    centre: Centre, booth: Booth, sender: Sender
) -> None:
    events = booth.make(2 * GAPS_MAX + 10)
    for seq in range(2, len(events) + 1, 2):
        receipt, _ = send(centre, sender, seq, [events[seq - 1]])
    assert len(receipt.gaps) == GAPS_MAX
    while receipt.gaps:
        for first, last in receipt.gaps:
            receipt, _ = send(centre, sender, first, events[first - 1 : last])
    assert receipt.watermark_seq == len(events)


@pytest.mark.parametrize("seed", range(5))
def test_whatever_the_order_and_however_often_everything_is_there_once(
    centre: Centre, booth: Booth, sender: Sender, seed: int
) -> None:
    random = Random(seed)  # noqa: S311 - a schedule
    events = booth.make(60)
    batches = [(first, events[first - 1 : first + 6]) for first in range(1, 61, 7)] * 2
    random.shuffle(batches)
    for first, batch in batches:
        receipt, _ = send(centre, sender, first, batch)
    assert receipt.watermark_seq == 60
    assert stored(centre) == hashes(booth)


def test_another_event_under_a_known_number_is_a_fork_and_overwrites_nothing(
    centre: Centre, booth: Booth, sender: Sender
) -> None:
    booth.make(10)
    copied = booth.copy()
    booth.make(5)
    copied.make(7, note="other")
    send(centre, sender, 1, booth.sealed)
    receipt, reply = send(centre, sender, 9, copied.sealed[8:])
    assert reply.fork_seq == 11
    assert stored(centre) == hashes(booth)
    assert forked(centre) == {(seq, copied.sealed[seq - 1].hash) for seq in range(11, 18)}
    assert receipt.watermark_seq == 15
    tally = centre.audit.tally()
    assert [(it.station, it.seq) for it in tally.forks] == [(booth.at.station, 11)]


def test_receipts_stop_past_a_fork_and_neither_history_is_lost(
    centre: Centre, booth: Booth, sender: Sender
) -> None:
    booth.make(10)
    copied = booth.copy()
    booth.make(5)
    send(centre, sender, 1, booth.sealed)
    send(centre, sender, 11, copied.make(1, note="other"))
    receipt, reply = send(centre, sender, 16, booth.make(4))
    assert receipt.watermark_seq == 15
    assert reply.fork_seq == 11
    assert stored(centre) == hashes(booth)
    send(centre, sender, 12, copied.make(1, note="other"))
    assert forked(centre) == {(11, copied.sealed[10].hash), (12, copied.sealed[11].hash)}


def test_an_event_that_does_not_continue_its_neighbour_is_a_fork(
    centre: Centre, booth: Booth, sender: Sender
) -> None:
    booth.make(3)
    copied = booth.copy()
    booth.make(3)
    copied.make(3, note="other")
    send(centre, sender, 1, booth.sealed[:4])
    _, reply = send(centre, sender, 5, copied.sealed[4:5])
    assert reply.fork_seq == 5
    _, reply = send(centre, sender, 6, booth.sealed[5:])
    assert stored(centre) == {seq: item for seq, item in hashes(booth).items() if seq != 5}


def test_a_fork_shows_when_the_gap_before_it_is_filled(
    centre: Centre, booth: Booth, sender: Sender
) -> None:
    booth.make(3)
    copied = booth.copy()
    booth.make(2)
    copied.make(2, note="other")
    send(centre, sender, 1, booth.sealed[:3])
    send(centre, sender, 5, copied.sealed[4:])
    receipt, reply = send(centre, sender, 4, booth.sealed[3:4])
    assert reply.fork_seq == 4
    assert receipt.watermark_seq == 3


KEY = Booth().key


def broken(sealed: SealedEvent, *, how: str) -> SealedEvent:
    if how == "signature":
        return replace(sealed, signature=bytes(64))
    if how == "hash":
        return replace(sealed, body=sealed.body + b"\0")
    body = b"\xc1 not an event"
    digest = chain_hash(sealed.prev, body)
    return replace(sealed, body=body, hash=digest, signature=KEY.sign(digest))


@pytest.mark.parametrize("how", ["signature", "hash", "unreadable"])
def test_a_bad_event_is_put_aside_counts_as_received_and_blocks_nothing(
    centre: Centre, how: str, capsys: pytest.CaptureFixture[str]
) -> None:
    booth = Booth()
    sender = enrol(centre, booth)
    booth.make(3)
    bad = broken(booth.sealed[-1], how=how)
    booth.sealed[-1] = bad
    booth.make(2)
    receipt, reply = send(centre, sender, 1, booth.sealed)
    assert reply.fork_seq is None
    assert receipt.watermark_seq == 5
    assert receipt.quarantined == (3,)
    (trouble,) = centre.audit.tally().quarantined
    assert (trouble.seq, trouble.reason) == (3, how)
    assert '"quarantined"' in capsys.readouterr().err
    decisions = {item.seq: item.trusted for item in centre.audit.decisions(0).decisions}
    assert decisions.get(3, False) is False
    assert all(decisions[seq] for seq in (1, 2, 4, 5))


def test_an_event_under_another_number_than_it_says_is_put_aside(
    centre: Centre, booth: Booth, sender: Sender
) -> None:
    booth.make(1)
    booth.seal(decision("case-2"), seq=7)
    receipt, _ = send(centre, sender, 1, booth.sealed)
    assert receipt.quarantined == (2,)


def test_other_stations_of_the_port_read_what_is_trusted_and_nothing_else(
    centre: Centre, booth: Booth, sender: Sender
) -> None:
    neighbour = enrol(centre, Booth(at=place("coutts-7")))
    stranger = enrol(centre, Booth(at=place("sarnia-1", port="CA-0440")))
    booth.make(3)
    booth.sealed[1] = broken(booth.sealed[1], how="signature")
    send(centre, sender, 1, booth.sealed)

    def read(reader: Sender) -> list[bytes]:
        page, is_news = centre.feeds.port_events(reader, 0)
        events = decode_batch(page.batch)
        assert is_news == bool(events)
        return [item.hash for item in events]

    assert read(neighbour) == [booth.sealed[0].hash, booth.sealed[2].hash]
    assert read(stranger) == []
    assert read(sender) == []


def test_a_reader_pages_through_everything_once(
    centre: Centre, booth: Booth, sender: Sender
) -> None:
    neighbour = enrol(centre, Booth(at=place("coutts-7")))
    booth.make(450)
    send(centre, sender, 1, booth.sealed)
    cursor, seen = 0, []
    while True:
        page, is_news = centre.feeds.port_events(neighbour, cursor)
        if not is_news:
            break
        seen += [item.hash for item in decode_batch(page.batch)]
        cursor = page.cursor
    assert seen == [item.hash for item in booth.sealed]


def test_a_cursor_from_before_the_centre_was_put_back_reads_anew(
    centre: Centre, booth: Booth, sender: Sender
) -> None:
    neighbour = enrol(centre, Booth(at=place("coutts-7")))
    send(centre, sender, 1, booth.make(2))
    page, _ = centre.feeds.port_events(neighbour, 900)
    assert len(decode_batch(page.batch)) == 2


def test_ordinals_go_on_after_a_restart(database_url: str, tmp_path: Path, booth: Booth) -> None:
    with centre_in_process(database_url, tmp_path / "centre") as centre:
        send(centre, enrol(centre, booth), 1, booth.make(3))
    with centre_in_process(database_url, tmp_path / "centre") as centre:
        neighbour = enrol(centre, Booth(at=place("coutts-7")))
        cursor = centre.feeds.port_events(neighbour, 0)[0].cursor
        send(centre, enrol(centre, booth), 4, booth.make(2))
        page, _ = centre.feeds.port_events(neighbour, cursor)
        assert [item.hash for item in decode_batch(page.batch)] == [
            item.hash for item in booth.sealed[3:]
        ]


def test_the_watermark_before_anything_is_the_beginning(centre: Centre, sender: Sender) -> None:
    late = Booth()
    late.make(2)
    receipt, _ = send(centre, sender, 2, late.sealed[1:])
    assert (receipt.watermark_seq, receipt.chain_hash) == (0, GENESIS)
    assert receipt.gaps == ((1, 1),)
