"""What auditors and those who run the service read at the centre."""

from dataclasses import dataclass

from sqlalchemy import Connection, Engine, Table, func, select

from app.wire.messages import AuditedDecision, DecisionPage
from service.schema import Standing, event, evidence, fork, quarantine, station, watermark

DECISION_KIND = "decision-made"
AUDIT_PAGE = 5_000
LISTED_MAX = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A station's fork, or an event in quarantine."""

    station: str
    epoch: int
    seq: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """How much the centre holds, and what somebody must look at."""

    stations: int
    received: int
    receipted: int
    forks: tuple[Trouble, ...]
    forked_events: int
    quarantined: tuple[Trouble, ...]
    quarantined_events: int
    evidence: int


class Audit:
    """Reads what the centre holds, on any thread."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def decisions(self, after: int) -> DecisionPage:
        """Identity and hash of every decision, for an auditor."""
        with self._engine.connect() as connection:
            rows = connection.execute(
                select(
                    event.c.ordinal,
                    event.c.station,
                    event.c.epoch,
                    event.c.seq,
                    event.c.hash,
                    event.c.case_id,
                    event.c.standing,
                )
                .where(event.c.kind == DECISION_KIND, event.c.ordinal > after)
                .order_by(event.c.ordinal)
                .limit(AUDIT_PAGE)
            ).all()
        decisions = tuple(
            AuditedDecision(
                station=row.station,
                epoch=row.epoch,
                seq=row.seq,
                hash=row.hash,
                case_id=row.case_id,
                trusted=row.standing == Standing.TRUSTED,
            )
            for row in rows
        )
        return DecisionPage(cursor=rows[-1].ordinal if rows else after, decisions=decisions)

    def tally(self) -> Tally:
        """Counts for the health page, without reading every event."""
        with self._engine.connect() as connection:
            newest = connection.execute(select(func.max(event.c.ordinal))).scalar()
            receipted = connection.execute(select(func.sum(watermark.c.seq))).scalar()
            return Tally(
                stations=_count(connection, station),
                received=newest or 0,
                receipted=int(receipted or 0),
                forks=_forks(connection),
                forked_events=_count(connection, fork),
                quarantined=_quarantined(connection),
                quarantined_events=_count(connection, quarantine),
                evidence=_count(connection, evidence),
            )


def _count(connection: Connection, table: Table) -> int:
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _forks(connection: Connection) -> tuple[Trouble, ...]:
    rows = connection.execute(
        select(station.c.station, station.c.epoch, station.c.fork_seq)
        .where(station.c.fork_seq.is_not(None))
        .order_by(station.c.station, station.c.epoch)
        .limit(LISTED_MAX)
    )
    return tuple(
        Trouble(station=row.station, epoch=row.epoch, seq=row.fork_seq, reason="fork")
        for row in rows
    )


def _quarantined(connection: Connection) -> tuple[Trouble, ...]:
    columns = (quarantine.c.station, quarantine.c.epoch, quarantine.c.seq, quarantine.c.reason)
    rows = connection.execute(
        select(*columns).order_by(quarantine.c.rx_at_us.desc()).limit(LISTED_MAX)
    )
    return tuple(
        Trouble(station=row.station, epoch=row.epoch, seq=row.seq, reason=row.reason)
        for row in rows
    )
