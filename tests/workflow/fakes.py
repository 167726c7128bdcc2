"""In-memory ports for the workflow's own tests; the real ones are tested with their packages."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future
from datetime import datetime, timedelta
from typing import ParamSpec, TypeVar

from app.domain.consignment import AdvanceNotice
from app.domain.conveyance import normal_plate
from app.domain.events import Event, RecordedEvent
from app.domain.evidence import EvidenceRef
from app.domain.identifiers import EventRef, StationId
from app.ports import RecordError, WorldError
from tests.builders import NOW

P = ParamSpec("P")
T = TypeVar("T")


class FakeClock:
    def __init__(self, now: datetime = NOW) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def monotonic_s(self) -> float:
        return (self._now - NOW).total_seconds()

    def advance(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)


class MemoryJournal:
    """A journal that can be full."""

    def __init__(self, clock: FakeClock, station: str = "coutts-3") -> None:
        self.written: list[RecordedEvent] = []
        self.full = False
        self._clock = clock
        self._station = StationId(station)

    def append(self, event: Event) -> RecordedEvent:
        if self.full:
            raise RecordError("the disk is full")
        seq = len(self.written) + 1
        now = self._clock.now()
        recorded = RecordedEvent(
            ref=EventRef(station=self._station, epoch=1, seq=seq),
            hlc=(int(now.timestamp() * 1000) << 16) + seq,
            recorded_at=now,
            event=event,
        )
        self.written.append(recorded)
        return recorded

    def events(self, *, after_seq: int = 0) -> Iterator[RecordedEvent]:
        return iter(self.written[after_seq:])


class InlineSerial:
    def post(self, fn: Callable[P, object], /, *args: P.args, **kwargs: P.kwargs) -> None:
        fn(*args, **kwargs)


class InlineExecutor(Executor):
    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future: Future[T] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except (ValueError, WorldError) as error:
            future.set_exception(error)
        return future


class HandExecutor(Executor):
    """A worker that works when a test says so, or dies over what it was given."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[BaseException | None], None]] = []

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        future: Future[T] = Future()

        def work(death: BaseException | None) -> None:
            if death is not None:
                future.set_exception(death)
                return
            try:
                future.set_result(fn(*args, **kwargs))
            except ValueError as error:
                future.set_exception(error)

        self.waiting.append(work)
        return future

    def work(self, death: BaseException | None = None) -> None:
        while self.waiting:
            self.waiting.pop(0)(death)


class MemoryNotices:
    def __init__(self, *notices: AdvanceNotice) -> None:
        self.notices = list(notices)

    def by_plate(self, plate: str) -> tuple[AdvanceNotice, int] | None:
        for notice in self.notices:
            if normal_plate(notice.plate) == plate:
                return notice, 1
        return None

    def by_container(self, container: str) -> tuple[AdvanceNotice, int] | None:
        for notice in self.notices:
            goods = notice.consignment
            if goods and goods.container and goods.container.text == container:
                return notice, 1
        return None

    def expected(self, limit: int) -> Sequence[AdvanceNotice]:
        return self.notices[:limit]


class MemoryEvidence:
    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}
        self.full = False

    def put(self, data: bytes, *, media_type: str, name: str) -> EvidenceRef:
        if self.full:
            raise RecordError("no room for evidence")
        digest = hashlib.sha256(data).hexdigest()
        self.kept[digest] = data
        return EvidenceRef(sha256=digest, media_type=media_type, size_bytes=len(data), name=name)

    def get(self, ref: EvidenceRef) -> bytes:
        try:
            return self.kept[ref.sha256]
        except KeyError:
            raise WorldError(f"{ref.name} is not on this station") from None

    def has(self, ref: EvidenceRef) -> bool:
        return ref.sha256 in self.kept
