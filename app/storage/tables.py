"""The tables that queries name. What they must obey is in the migrations: STRICT and triggers."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import Column, Float, Integer, LargeBinary, MetaData, String, Table

metadata = MetaData()

life = Table(
    "life",
    metadata,
    Column("epoch", Integer, primary_key=True),
    Column("station", String, nullable=False),
    Column("public_key", LargeBinary, nullable=False),
    Column("why", String, nullable=False),
    Column("began_us", Integer, nullable=False),
)

event = Table(
    "event",
    metadata,
    Column("epoch", Integer, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("hlc", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("case_id", String),
    Column("body", LargeBinary, nullable=False),
    Column("prev", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("sig", LargeBinary, nullable=False),
)

receipt = Table(
    "receipt",
    metadata,
    Column("epoch", Integer, primary_key=True),
    Column("watermark_seq", Integer, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("sig", LargeBinary, nullable=False),
    Column("chain_hash", LargeBinary, nullable=False),
    Column("received_us", Integer, nullable=False),
)

outbox = Table(
    "outbox",
    metadata,
    Column("epoch", Integer, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("settled_by", Integer),
)

remote_event = Table(
    "remote_event",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("station", String, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("hlc", Integer, nullable=False),
    Column("case_id", String),
    Column("body", LargeBinary, nullable=False),
    Column("sha256", LargeBinary, nullable=False),
    Column("heard_us", Integer, nullable=False),
)

remote_conflict = Table(
    "remote_conflict",
    metadata,
    Column("station", String, primary_key=True),
    Column("epoch", Integer, primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("sha256", LargeBinary, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("heard_us", Integer, nullable=False),
)

evidence = Table(
    "evidence",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("sha256", String, nullable=False),
    Column("media_type", String, nullable=False),
    Column("size_bytes", Integer, nullable=False),
    Column("name", String, nullable=False),
    Column("kept_us", Integer, nullable=False),
    Column("uploaded_us", Integer),
)

cursor = Table(
    "cursor",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Integer, nullable=False),
)

reference = Table(
    "reference",
    metadata,
    Column("kind", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("sig", LargeBinary, nullable=False),
    Column("plate", String),
    Column("container", String),
    Column("expected_us", Integer),
)

officer_attempt = Table(
    "officer_attempt",
    metadata,
    Column("badge", String, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("locked_until_us", Integer),
)

passage = Table(
    "passage",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("case_id", String, nullable=False),
    Column("lane", String, nullable=False),
    Column("closed_us", Integer, nullable=False),
    Column("alarms", Integer, nullable=False),
    Column("sigma", Float),
    Column("background_cps", Float),
    Column("title", String, nullable=False),
    Column("code", Integer),
    Column("possible_snm", Integer, nullable=False, server_default="0"),
)

passage_nuclide = Table(
    "passage_nuclide",
    metadata,
    Column("position", Integer, primary_key=True),
    Column("nuclide", String, primary_key=True),
    Column("state", Integer, nullable=False),
    Column("named_by", Integer, nullable=False),
)

nuclide_seen = Table("nuclide_seen", metadata, Column("nuclide", String, primary_key=True))

passage_case = Table(
    "passage_case",
    metadata,
    Column("case_id", String, primary_key=True),
    Column("title", String, nullable=False),
)

_ZERO = datetime(1970, 1, 1, tzinfo=UTC)


def microseconds(moment: datetime) -> int:
    """A time as it is stored: whole microseconds since 1970, UTC."""
    return (moment - _ZERO) // timedelta(microseconds=1)


def moment(stored_us: int) -> datetime:
    """The stored time in UTC."""
    return _ZERO + timedelta(microseconds=stored_us)
