"""The read model of passages: rows that follow the events, so that a list needs no folding."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import islice

from sqlalchemy import Connection, Engine, Row, Select, func, select, update
from sqlalchemy.dialects.sqlite import insert

from app.domain.adjudication import Adjudication, AdjudicationAct, AdjudicationCode
from app.domain.alarm_list import AlarmEntry, AlarmPage, AlarmQuery, BackgroundPoint
from app.domain.events import (
    AlarmAdjudicated,
    CaseOpened,
    NoticeMatched,
    OccupancyAssessed,
    OccupancyRecorded,
    RecordedEvent,
    SpectrumAttached,
    SpectrumIdentified,
)
from app.domain.identifiers import CaseId
from app.domain.nuclide_name import plain_name
from app.domain.occupancy import Occupancy, Radiation
from app.storage import tables
from app.storage.cursors import read_cursor, write_cursor
from app.storage.journal import StationJournal
from app.storage.reading import reading
from app.storage.tables import microseconds, moment, nuclide_seen, passage_case, passage_nuclide
from app.storage.writer import Writer

EVENTS_AT_ONCE = 2_000
BUCKET_US = 300 * 1_000_000
"""The background is shown as means over five minutes: 288 points a day."""

MONITOR_BITS = {Radiation.GAMMA: 1, Radiation.NEUTRON: 2}
OWN_BITS = {Radiation.GAMMA: 4, Radiation.NEUTRON: 8}
NO_ALARM, OPEN_ALARM, CLOSED_ALARM = 0, 1, 2
BY_INSTRUMENT, BY_US = 1, 2

passage = tables.passage


class Passages:
    """Implements `app.ports.Alarms` over the log of one life of the station."""

    def __init__(
        self, engine: Engine, writer: Writer, *, journal: StationJournal, epoch: int
    ) -> None:
        self._engine = engine
        self._writer = writer
        self._journal = journal
        self._cursor = f"passages-{epoch}"
        self._seq = read_cursor(engine, self._cursor)

    def page(self, query: AlarmQuery) -> AlarmPage:
        """A page of what is recorded by now. Raises RecordError."""
        self.follow()
        with reading(self._engine) as connection:
            return read_page(connection, query)

    def background(self, lane: str, *, since: datetime) -> Sequence[BackgroundPoint]:
        """The lane's gamma background since a moment, in means of five minutes, oldest first."""
        self.follow()
        bucket = passage.c.closed_us / BUCKET_US
        query = (
            select(func.max(passage.c.closed_us), func.avg(passage.c.background_cps))
            .where(
                passage.c.lane == lane,
                passage.c.closed_us >= microseconds(since),
                passage.c.background_cps.is_not(None),
            )
            .group_by(func.floor(bucket))
            .order_by(func.max(passage.c.closed_us))
        )
        with reading(self._engine) as connection:
            found = connection.execute(query).all()
        return [BackgroundPoint(at=moment(at_us), background_cps=cps) for at_us, cps in found]

    def follow(self) -> None:
        """Take in what was recorded since the last call. Raises RecordError."""
        events = iter(self._journal.events(after_seq=self._seq))
        while batch := list(islice(events, EVENTS_AT_ONCE)):
            self._take(batch)

    def fill(self, write: Callable[[Connection], None]) -> None:
        """Write rows that no event stands behind, in one transaction. Only benchmarks do that."""
        self._writer.run(write, essential=False)

    def _take(self, batch: Sequence[RecordedEvent]) -> None:
        last_seq = batch[-1].ref.seq

        def write(connection: Connection) -> None:
            for recorded in batch:
                project(connection, recorded)
            write_cursor(connection, self._cursor, last_seq)

        self._writer.run(write, essential=False)
        self._seq = last_seq


def project(connection: Connection, recorded: RecordedEvent) -> None:
    """Bring the rows up to one event."""
    match recorded.event:
        case CaseOpened(case_id=case_id, plate=plate):
            _name(connection, case_id, plate.plate if plate else "")
        case NoticeMatched(case_id=case_id, notice=notice) if notice is not None:
            goods = notice.consignment
            if goods is not None and goods.container is not None:
                _name(connection, case_id, str(goods.container))
        case OccupancyRecorded(case_id=case_id, occupancy=occupancy):
            _add(connection, case_id, occupancy)
        case OccupancyAssessed(case_id=case_id, verdict=verdict):
            own = OWN_BITS[Radiation.GAMMA] * verdict.gamma_alarm
            own += OWN_BITS[Radiation.NEUTRON] * verdict.neutron_alarm
            position = _latest(connection, case_id)
            connection.execute(
                update(passage)
                .where(passage.c.position == position)
                .values(alarms=passage.c.alarms.op("|")(own), sigma=verdict.peak_sigma)
            )
            _restate(connection, position)
        case SpectrumAttached(case_id=case_id, file=file):
            named = dict.fromkeys(report.name for report in file.nuclides)
            _named(connection, case_id, named, BY_INSTRUMENT)
        case SpectrumIdentified(case_id=case_id, found=found):
            _named(connection, case_id, found.names, BY_US)
            _doubt(connection, case_id, possible_snm=found.possible_snm or bool(found.snm))
        case AlarmAdjudicated(case_id=case_id, adjudication=made):
            _adjudicated(connection, case_id, made)
        case _:
            pass


def read_page(connection: Connection, query: AlarmQuery) -> AlarmPage:
    """A page of alarms, newest first."""
    found = connection.execute(_alarms(query).limit(query.limit + 1)).all()
    shown = found[: query.limit]
    by_position: dict[int, dict[str, int]] = {row.position: {} for row in shown}
    names = select(
        passage_nuclide.c.position, passage_nuclide.c.nuclide, passage_nuclide.c.named_by
    ).where(passage_nuclide.c.position.in_(by_position))
    for position, nuclide, named_by in connection.execute(names):
        by_position[position][nuclide] = named_by
    seen = connection.execute(select(nuclide_seen.c.nuclide).order_by(nuclide_seen.c.nuclide))
    return AlarmPage(
        entries=tuple(_entry(row, by_position[row.position]) for row in shown),
        has_next=len(found) > query.limit,
        nuclides=tuple(seen.scalars()),
    )


def _alarms(query: AlarmQuery) -> Select[tuple[object, ...]]:
    """Walks one index from its end, whatever the filter, and stops at the limit."""
    columns = select(passage)
    if query.nuclide:
        position = passage_nuclide.c.position
        wanted = passage_nuclide.c.state == OPEN_ALARM
        if not query.open_only:
            wanted = passage_nuclide.c.state > NO_ALARM
        columns = columns.join_from(passage_nuclide, passage, passage.c.position == position).where(
            passage_nuclide.c.nuclide == query.nuclide, wanted
        )
    else:
        position = passage.c.position
        columns = columns.where(passage.c.alarms > 0)
        if query.open_only:
            columns = columns.where(passage.c.code.is_(None))
    if query.before:
        columns = columns.where(position < query.before)
    return columns.order_by(position.desc())


def _entry(row: Row[tuple[object, ...]], named: dict[str, int]) -> AlarmEntry:
    return AlarmEntry(
        position=row.position,
        case_id=CaseId(row.case_id),
        lane=row.lane,
        closed_at=moment(row.closed_us),
        title=row.title,
        monitor=frozenset(_radiations(row.alarms, MONITOR_BITS)),
        own=frozenset(_radiations(row.alarms, OWN_BITS)),
        sigma=row.sigma,
        nuclides=tuple(named),
        code=AdjudicationCode(row.code) if row.code is not None else None,
        own_only=tuple(name for name, by in named.items() if by == BY_US),
        possible_snm=bool(row.possible_snm),
    )


def _radiations(alarms: int, bits: dict[Radiation, int]) -> Iterator[Radiation]:
    return (radiation for radiation, bit in bits.items() if alarms & bit)


def _name(connection: Connection, case_id: CaseId, title: str) -> None:
    made = insert(passage_case).values(case_id=case_id, title=title)
    connection.execute(
        made.on_conflict_do_update(index_elements=["case_id"], set_={"title": title})
    )
    connection.execute(update(passage).where(passage.c.case_id == case_id).values(title=title))


def _add(connection: Connection, case_id: CaseId, occupancy: Occupancy) -> None:
    title = select(passage_case.c.title).where(passage_case.c.case_id == case_id)
    gamma = occupancy.profile(Radiation.GAMMA)
    connection.execute(
        insert(passage).values(
            case_id=case_id,
            lane=occupancy.lane,
            closed_us=microseconds(occupancy.closed_at),
            alarms=sum(MONITOR_BITS[radiation] for radiation in occupancy.alarms),
            background_cps=gamma.background_cps if gamma else None,
            title=connection.execute(title).scalar_one_or_none() or "",
        )
    )


def _named(connection: Connection, case_id: CaseId, names: Iterable[str], by: int) -> None:
    position = _latest(connection, case_id)
    if position is None:
        return  # a spectrum of a vehicle that never passed the portal is no alarm
    for nuclide in dict.fromkeys(plain_name(name) for name in names):
        row = insert(passage_nuclide).values(
            nuclide=nuclide, position=position, state=NO_ALARM, named_by=by
        )
        both = {"named_by": passage_nuclide.c.named_by.op("|")(by)}
        connection.execute(
            row.on_conflict_do_update(index_elements=["position", "nuclide"], set_=both)
        )
        connection.execute(insert(nuclide_seen).values(nuclide=nuclide).on_conflict_do_nothing())
    _restate(connection, position)


def _doubt(connection: Connection, case_id: CaseId, *, possible_snm: bool) -> None:
    """What one spectrum cannot exclude, another does not take back."""
    if possible_snm:
        position = _latest(connection, case_id)
        doubted = update(passage).where(passage.c.position == position)
        connection.execute(doubted.values(possible_snm=1))


def _adjudicated(connection: Connection, case_id: CaseId, made: Adjudication) -> None:
    if made.act is AdjudicationAct.CLOSE and made.code is not None:
        position = _latest(connection, case_id)
        closed = update(passage).where(passage.c.position == position)
        connection.execute(closed.values(code=made.code.value))
        _restate(connection, position)


def _latest(connection: Connection, case_id: CaseId) -> int | None:
    query = select(func.max(passage.c.position)).where(passage.c.case_id == case_id)
    latest: int | None = connection.execute(query).scalar_one()
    return latest


def _restate(connection: Connection, position: int | None) -> None:
    """Let the nuclides of a passage say whether its alarm is open."""
    row = connection.execute(
        select(passage.c.alarms, passage.c.code).where(passage.c.position == position)
    ).one_or_none()
    if row is None:
        return
    state = NO_ALARM if not row.alarms else OPEN_ALARM if row.code is None else CLOSED_ALARM
    connection.execute(
        update(passage_nuclide).where(passage_nuclide.c.position == position).values(state=state)
    )
