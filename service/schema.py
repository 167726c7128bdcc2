"""What the central service keeps, the same in SQLite and in PostgreSQL.

Times are whole microseconds since 1970 in UTC. `ordinal` numbers events in the order in which they
were committed; there is one writer, so a reader that has seen an ordinal has seen all below it.
"""

from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
)
from sqlalchemy.engine import Dialect

SCHEMA_VERSION = 1

metadata = MetaData()


class Bytes(LargeBinary):
    """Bytes as they are: both drivers take and give them so, and copies cost a third of ingest."""

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> None:
        """No wrapper."""

    def result_processor(self, dialect: Dialect, coltype: object) -> None:
        """No copy."""


class Standing(StrEnum):
    """Whether an event is passed on and believed."""

    TRUSTED = "trusted"
    QUARANTINED = "quarantined"
    AFTER_FORK = "after-fork"


schema_info = Table("schema_info", metadata, Column("version", Integer, primary_key=True))

station = Table(
    "station",
    metadata,
    Column("station", String(31), primary_key=True),
    Column("epoch", BigInteger, primary_key=True),
    Column("public_key", Bytes, nullable=False),
    Column("country", String(2), nullable=False),
    Column("port", String(64), nullable=False),
    Column("lane", String(64), nullable=False),
    Column("enrolled_at_us", BigInteger, nullable=False),
    Column("fork_seq", BigInteger),
)

event = Table(
    "event",
    metadata,
    Column("station", String(31), primary_key=True),
    Column("epoch", BigInteger, primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("hash", Bytes, nullable=False),
    Column("prev", Bytes, nullable=False),
    Column("body", Bytes, nullable=False),
    Column("sig", Bytes, nullable=False),
    Column("kind", String(64), nullable=False),
    Column("case_id", String(200)),
    Column("port", String(64), nullable=False),
    Column("standing", String(16), nullable=False),
    Column("rx_at_us", BigInteger, nullable=False),
    Column("ordinal", BigInteger, nullable=False),
    Index("event_ordinal", "ordinal", unique=True),
)
Index("event_of_port", event.c.port, event.c.ordinal)
Index("event_of_kind", event.c.kind, event.c.ordinal)

watermark = Table(
    "watermark",
    metadata,
    Column("station", String(31), primary_key=True),
    Column("epoch", BigInteger, primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("hash", Bytes, nullable=False),
)

fork = Table(
    "fork",
    metadata,
    Column("station", String(31), primary_key=True),
    Column("epoch", BigInteger, primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("hash", Bytes, primary_key=True),
    Column("prev", Bytes, nullable=False),
    Column("body", Bytes, nullable=False),
    Column("sig", Bytes, nullable=False),
    Column("rx_at_us", BigInteger, nullable=False),
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("station", String(31), primary_key=True),
    Column("epoch", BigInteger, primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("reason", String(32), nullable=False),
    Column("detail", String(500), nullable=False),
    Column("rx_at_us", BigInteger, nullable=False),
)

receipt = Table(
    "receipt",
    metadata,
    Column("station", String(31), primary_key=True),
    Column("epoch", BigInteger, primary_key=True),
    Column("body", Bytes, nullable=False),
    Column("signature", Bytes, nullable=False),
)

reference_item = Table(
    "reference_item",
    metadata,
    Column("kind", String(16), primary_key=True),
    Column("key", String(200), primary_key=True),
    Column("version", BigInteger, primary_key=True),
    Column("port", String(64), nullable=False),  # "" where it is for all ports
    Column("body", Bytes, nullable=False),
    Column("signature", Bytes, nullable=False),
    Column("loaded_at_us", BigInteger, nullable=False),
    Column("ordinal", BigInteger, nullable=False),
    Index("reference_ordinal", "ordinal", unique=True),
)

evidence = Table(
    "evidence",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("port", String(64), primary_key=True),
    Column("size_bytes", BigInteger, nullable=False),
    Column("station", String(31), nullable=False),
    Column("rx_at_us", BigInteger, nullable=False),
)

day_mark = Table(
    "day_mark",
    metadata,
    Column("day", BigInteger, primary_key=True),  # whole days since 1970
    Column("ordinal", BigInteger, nullable=False),  # of the day's first event
)
