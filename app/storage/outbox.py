"""What the centre has not confirmed yet: rows enter with their event and leave with a receipt."""

from datetime import datetime

from sqlalchemy import Connection, Engine, func, insert, select, update

from app.ports import Clock, RecordError
from app.storage import tables
from app.storage.journal import StationJournal, page, sealed
from app.storage.lives import Life
from app.storage.reading import reading
from app.storage.writer import Writer
from app.wire.envelope import GENESIS, SealedEvent, read_header
from app.wire.errors import WireError
from app.wire.receipt import Receipt, SignedReceipt, read_receipt


class Outbox:
    """The outbox of one life of this station."""

    def __init__(
        self, engine: Engine, writer: Writer, *, journal: StationJournal, life: Life, clock: Clock
    ) -> None:
        self._engine = engine
        self._writer = writer
        self._journal = journal
        self._life = life
        self._clock = clock
        self._receipt_seq = self._read_receipt_seq()
        self._earlier = self._count_earlier()

    def pending(self, *, after_seq: int, limit: int) -> list[tuple[int, SealedEvent]]:
        """Up to `limit` events after `after_seq`, in order, with their sequence numbers.

        They come receipted or not: a centre that was put back from an older copy asks again for
        what it once confirmed.
        """
        with reading(self._engine) as connection:
            found = page(connection, self._life.epoch, after_seq=after_seq, limit=limit)
        return [(row.seq, sealed(row)) for row in found]

    def head(self) -> tuple[int, bytes]:
        """Sequence number and hash of the last event; 0 and `GENESIS` when there is none."""
        head = self._journal.head
        return head.seq, head.hash

    def hash_at(self, seq: int) -> bytes | None:
        """The chain's hash at `seq`, None where there is no such event."""
        if seq == 0:
            return GENESIS
        query = select(tables.event.c.hash).where(
            tables.event.c.epoch == self._life.epoch, tables.event.c.seq == seq
        )
        with reading(self._engine) as connection:
            found: bytes | None = connection.execute(query).scalar_one_or_none()
        return found

    def settle(self, signed: SignedReceipt, receipt: Receipt) -> None:
        """Keep a receipt whose signature the caller has checked, and settle what it covers.

        A receipt that says no more than an earlier one changes nothing.

        Raises:
            RecordError: the receipt is not for this station's own history, or cannot be kept.
        """
        self._check(signed, receipt)
        with self._writer.alone():
            if receipt.watermark_seq <= self._receipt_seq:
                return
            self._writer.run(lambda it: self._settle(it, signed, receipt), essential=True)
            self._receipt_seq = receipt.watermark_seq

    def receipt_seq(self) -> int:
        """Up to which sequence number the centre has confirmed."""
        return self._receipt_seq

    def owed(self) -> tuple[int, datetime | None]:
        """How many events await a receipt, and when the oldest of them was recorded.

        Events of earlier epochs count as long as no receipt covers them.
        """
        earlier, earliest_at = self._earlier
        count = self._journal.head.seq - self._receipt_seq
        if earlier or not count:
            return earlier + count, earliest_at
        return count, self._recorded_at(self._life.epoch, self._receipt_seq + 1)

    def _check(self, signed: SignedReceipt, receipt: Receipt) -> None:
        try:
            if read_receipt(signed.body) != receipt:
                raise RecordError("a receipt was given with another receipt's bytes")
        except WireError as error:
            raise RecordError(f"a receipt cannot be read: {error}") from error
        if (receipt.station, receipt.epoch) != (self._life.station, self._life.epoch):
            raise RecordError(
                f"a receipt is for {receipt.station}/{receipt.epoch}, not for this station"
            )
        if self.hash_at(receipt.watermark_seq) != receipt.chain_hash:
            raise RecordError(
                f"the centre confirms another history at event {receipt.watermark_seq}: "
                "this log or the centre's was put back from a copy"
            )

    def _settle(self, connection: Connection, signed: SignedReceipt, receipt: Receipt) -> None:
        connection.execute(
            insert(tables.receipt).values(
                epoch=receipt.epoch,
                watermark_seq=receipt.watermark_seq,
                body=signed.body,
                sig=signed.signature,
                chain_hash=receipt.chain_hash,
                received_us=tables.microseconds(self._clock.now()),
            )
        )
        connection.execute(
            update(tables.outbox)
            .where(
                tables.outbox.c.epoch == receipt.epoch,
                tables.outbox.c.seq > self._receipt_seq,
                tables.outbox.c.seq <= receipt.watermark_seq,
            )
            .values(settled_by=receipt.watermark_seq)
        )

    def _recorded_at(self, epoch: int, seq: int) -> datetime | None:
        query = select(tables.event.c.body).where(
            tables.event.c.epoch == epoch, tables.event.c.seq == seq
        )
        with reading(self._engine) as connection:
            body = connection.execute(query).scalar_one_or_none()
        return None if body is None else read_header(body).recorded_at

    def _read_receipt_seq(self) -> int:
        query = select(func.max(tables.receipt.c.watermark_seq)).where(
            tables.receipt.c.epoch == self._life.epoch
        )
        with reading(self._engine) as connection:
            return connection.execute(query).scalar_one() or 0

    def _count_earlier(self) -> tuple[int, datetime | None]:
        """How many events of earlier epochs are owed, and the time of the oldest."""
        outbox = tables.outbox
        owed = (outbox.c.epoch < self._life.epoch) & outbox.c.settled_by.is_(None)
        with reading(self._engine) as connection:
            count = connection.execute(select(func.count()).where(owed)).scalar_one()
            first = connection.execute(
                select(outbox.c.epoch, outbox.c.seq)
                .where(owed)
                .order_by(outbox.c.epoch, outbox.c.seq)
                .limit(1)
            ).one_or_none()
        return count, self._recorded_at(first.epoch, first.seq) if first else None
