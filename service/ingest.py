"""Takes events in: once each, in their place, durably, and only then with a receipt.

Runs on the writer thread, one batch per transaction. `INSERT ... ON CONFLICT DO NOTHING` and the
primary key decide what is new; the hashes decide whether what is there is the same.
"""

from collections.abc import Sequence
from functools import partial

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import ColumnElement, Connection, Engine, Table, func, select, update

from app.wire.messages import IngestReply
from app.wire.receipt import Receipt, sign_receipt
from service.alarms import Alarms
from service.clock import DAY_US, Clock, microseconds
from service.dialect import insert_new
from service.history import Arrival, Link, Sorted, advance, gaps_between, sort_batch
from service.schema import Standing, day_mark, event, fork, quarantine, receipt, station, watermark
from service.stations import Sender

ADVANCE_PAGE = 1000
GAPS_MAX = 64
"""Gaps named in one receipt, lowest first; the rest are named once these are filled."""
QUARANTINED_MAX = 64


class Ingest:
    """The one writer of events."""

    def __init__(
        self, engine: Engine, key: Ed25519PrivateKey, clock: Clock, alarms: Alarms
    ) -> None:
        self._engine = engine.execution_options(writes=True)
        self._key = key
        self._clock = clock
        self._alarms = alarms
        self._insert = partial(insert_new, engine)
        with engine.connect() as connection:
            self._ordinal = connection.execute(select(func.max(event.c.ordinal))).scalar() or 0

    def take(self, sender: Sender, arrivals: Sequence[Arrival]) -> tuple[IngestReply, bool]:
        """Store a batch and answer its receipt, and whether there is something to pass on."""
        now_us = microseconds(self._clock.now())
        with self._engine.begin() as connection:
            held = self._held(connection, sender, arrivals)
            fork_seq = self._fork_seq(connection, sender)
            others = () if fork_seq is None else self._forked(connection, sender, arrivals)
            batch = sort_batch(held, arrivals, others)
            fork_seq = self._note_forks(connection, sender, batch, fork_seq, now_us)
            self._store(connection, sender, batch.new, now_us, is_forked=fork_seq is not None)
            reply = self._receipt(connection, sender, fork_seq)
        self._raise_alarms(sender, batch)
        return reply, bool(batch.new) and fork_seq is None

    def receipt(self, sender: Sender) -> IngestReply:
        """What the centre holds of a station, signed anew."""
        with self._engine.begin() as connection:
            fork_seq = self._fork_seq(connection, sender)
            return self._receipt(connection, sender, fork_seq)

    def _held(
        self, connection: Connection, sender: Sender, arrivals: Sequence[Arrival]
    ) -> dict[int, Link]:
        rows = connection.execute(
            select(event.c.seq, event.c.prev, event.c.hash).where(
                *_of(event, sender),
                event.c.seq.between(arrivals[0].seq - 1, arrivals[-1].seq + 1),
            )
        )
        return {row.seq: Link(row.prev, row.hash) for row in rows}

    def _forked(
        self, connection: Connection, sender: Sender, arrivals: Sequence[Arrival]
    ) -> Sequence[bytes]:
        """Hashes of the events of other histories that a batch may continue."""
        return (
            connection.execute(
                select(fork.c.hash).where(
                    *_of(fork, sender),
                    fork.c.seq.between(arrivals[0].seq - 1, arrivals[-1].seq),
                )
            )
            .scalars()
            .all()
        )

    def _note_forks(
        self,
        connection: Connection,
        sender: Sender,
        batch: Sorted,
        fork_seq: int | None,
        now_us: int,
    ) -> int | None:
        """Keep what belongs to another history; return where the histories first part."""
        if not batch.forked:
            return fork_seq
        connection.execute(
            self._insert(fork),
            [{**_sealed_columns(sender, item), "rx_at_us": now_us} for item in batch.forked],
        )
        parted_seq = min(item.seq for item in batch.forked)
        if fork_seq is None or parted_seq < fork_seq:
            fork_seq = parted_seq
            connection.execute(
                update(station).where(*_of(station, sender)).values(fork_seq=fork_seq)
            )
        return fork_seq

    def _store(
        self,
        connection: Connection,
        sender: Sender,
        arrivals: Sequence[Arrival],
        now_us: int,
        *,
        is_forked: bool,
    ) -> None:
        if not arrivals:
            return
        first_ordinal = self._ordinal + 1
        rows = []
        for item in arrivals:
            self._ordinal += 1
            rows.append(
                {
                    **_sealed_columns(sender, item),
                    "kind": item.kind,
                    "case_id": item.case_id,
                    "port": sender.port,
                    "standing": _standing(item, is_forked=is_forked),
                    "rx_at_us": now_us,
                    "ordinal": self._ordinal,
                }
            )
        counted = connection.execution_options(preserve_rowcount=True)
        stored = counted.execute(self._insert(event), rows).rowcount
        if stored != len(rows):
            raise AssertionError(f"{len(rows) - stored} events were stored behind our back")
        connection.execute(
            self._insert(day_mark), [{"day": now_us // DAY_US, "ordinal": first_ordinal}]
        )
        if faulty := [item for item in arrivals if item.fault is not None]:
            connection.execute(
                self._insert(quarantine),
                [
                    {
                        "station": sender.station,
                        "epoch": sender.epoch,
                        "seq": item.seq,
                        "reason": item.fault,
                        "detail": item.detail,
                        "rx_at_us": now_us,
                    }
                    for item in faulty
                ],
            )

    def _receipt(self, connection: Connection, sender: Sender, fork_seq: int | None) -> IngestReply:
        """Sign what is held now. Past a fork the watermark stands still."""
        seq, digest = self._watermark(connection, sender)
        above: Sequence[int] = ()
        if fork_seq is None:
            advanced, digest, above = self._advance(connection, sender, seq, digest)
            if advanced != seq:
                seq = advanced
                connection.execute(
                    update(watermark).where(*_of(watermark, sender)).values(seq=seq, hash=digest)
                )
        quarantined = connection.execute(
            select(quarantine.c.seq)
            .where(*_of(quarantine, sender))
            .order_by(quarantine.c.seq.desc())
            .limit(QUARANTINED_MAX)
        ).scalars()
        said = Receipt(
            station=sender.station,
            epoch=sender.epoch,
            watermark_seq=seq,
            chain_hash=digest,
            issued_at=self._clock.now(),
            gaps=gaps_between(seq, above)[:GAPS_MAX],
            quarantined=tuple(sorted(quarantined)),
        )
        signed = sign_receipt(said, self._key)
        connection.execute(
            update(receipt)
            .where(*_of(receipt, sender))
            .values(body=signed.body, signature=signed.signature)
        )
        return IngestReply(
            receipt_body=signed.body, receipt_signature=signed.signature, fork_seq=fork_seq
        )

    def _watermark(self, connection: Connection, sender: Sender) -> tuple[int, bytes]:
        row = connection.execute(
            select(watermark.c.seq, watermark.c.hash).where(*_of(watermark, sender))
        ).one()
        return row.seq, row.hash

    def _advance(
        self, connection: Connection, sender: Sender, seq: int, digest: bytes
    ) -> tuple[int, bytes, Sequence[int]]:
        """The new watermark, its hash, and the lowest numbers held above it."""
        while True:
            rows = connection.execute(
                select(event.c.seq, event.c.prev, event.c.hash)
                .where(*_of(event, sender), event.c.seq > seq)
                .order_by(event.c.seq)
                .limit(ADVANCE_PAGE)
            ).all()
            links = [(row.seq, Link(row.prev, row.hash)) for row in rows]
            seq, digest = advance(seq, digest, links)
            if len(rows) < ADVANCE_PAGE or seq != rows[-1].seq:
                return seq, digest, [row.seq for row in rows if row.seq > seq]

    def _fork_seq(self, connection: Connection, sender: Sender) -> int | None:
        statement = select(station.c.fork_seq).where(*_of(station, sender))
        fork_seq: int | None = connection.execute(statement).scalar_one()
        return fork_seq

    def _raise_alarms(self, sender: Sender, batch: Sorted) -> None:
        if batch.forked:
            first_seq = min(item.seq for item in batch.forked)
            self._alarms.fork(sender.station, sender.epoch, first_seq)
        for item in batch.new:
            if item.fault is not None:
                self._alarms.quarantined(sender.station, sender.epoch, item.seq, item.fault)


def _of(table: Table, sender: Sender) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return table.c.station == sender.station, table.c.epoch == sender.epoch


def _standing(item: Arrival, *, is_forked: bool) -> Standing:
    if item.fault is not None:
        return Standing.QUARANTINED
    return Standing.AFTER_FORK if is_forked else Standing.TRUSTED


def _sealed_columns(sender: Sender, item: Arrival) -> dict[str, object]:
    return {
        "station": sender.station,
        "epoch": sender.epoch,
        "seq": item.seq,
        "hash": item.sealed.hash,
        "prev": item.sealed.prev,
        "body": item.sealed.body,
        "sig": item.sealed.signature,
    }
