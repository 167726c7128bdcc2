"""A whole port in one thread and virtual time: stations, a network, a centre, and their accidents.

Everything follows from a seed. The stations run the real `SyncCore`, the centre the real
`service.history`; what is simulated is what lies between and beneath: requests and answers that
are lost, doubled, late or out of order, disks that survive a crash, a centre that stops between
commit and answer, a replica that lags, a log that was put back from a copy.

`ViolationError` is raised as soon as something happens that must never happen.
"""

import heapq
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from random import Random

from app.domain.identifiers import StationId
from app.sync.states import State
from app.sync.steps import Answered, Failed, Input
from app.wire.envelope import SealedEvent
from app.wire.messages import IngestReply
from tests.sync.simulated_centre import UNSIGNED, Build, Centre, Held, ViolationError
from tests.sync.simulated_station import Log, Station

TIMEOUT_S = 4.0
CALM_S = 3600.0
"""Virtual time after the last accident within which everything must have arrived."""
STEPS_MAX = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Faults:
    """How likely each accident is, per message or per event made."""

    lost: float
    doubled: float
    late: float
    stale: float
    centre_crash: float
    station_crash: float
    put_back: float
    centre_put_back: float
    purge: bool


def faults_of(random: Random) -> Faults:
    """A mix of accidents. A centre that forgets is only survivable where stations keep all."""
    purge = random.random() < 0.6
    return Faults(
        lost=random.choice((0.0, 0.05, 0.3)),
        doubled=random.choice((0.0, 0.1, 0.3)),
        late=random.choice((0.0, 0.2, 0.5)),
        stale=random.choice((0.0, 0.1, 0.3)),
        centre_crash=random.choice((0.0, 0.02, 0.1)),
        station_crash=random.choice((0.0, 0.02, 0.1)),
        put_back=random.choice((0.0, 0.0, 0.02)),
        centre_put_back=0.0 if purge else random.choice((0.0, 0.02)),
        purge=purge,
    )


class World:
    """One schedule: a seed, its accidents, and what comes of them."""

    def __init__(self, seed: int, build: Build) -> None:
        self.random = Random(seed)  # noqa: S311 - a schedule, not a secret
        self.build = build
        self.faults = faults_of(self.random)
        self.may_purge = self.faults.purge
        self.centre = Centre(build)
        self.centre_forgot = False
        self.now_s = 0.0
        self.is_calm = False
        self.accidents: Counter[str] = Counter()
        batch_events = self.random.choice((1, 2, 5, 20))
        names = (StationId("booth-1"), StationId("booth-2"))[: self.random.choice((1, 2))]
        self.stations = [Station(name, self, batch_events) for name in names]
        self._queue: list[tuple[float, int, Callable[[], None]]] = []
        self._count = 0
        self._backup: dict[StationId, Held] = {}
        self._copies: dict[StationId, Log] = {}

    def at(self, time_s: float, call: Callable[[], None]) -> None:
        """Have `call` happen at a time."""
        self._count += 1
        heapq.heappush(self._queue, (max(time_s, self.now_s), self._count, call))

    def after(self, wait_s: float, call: Callable[[], None]) -> None:
        """Have `call` happen after a while."""
        self.at(self.now_s + wait_s, call)

    def run(self) -> None:
        """Play the schedule to its end. Raises ViolationError."""
        for station in self.stations:
            station.start()
            for _ in range(self.random.randint(3, 25)):
                self.at(self.random.uniform(0, 60), partial(self._work, station))
        self._play(until_s=90.0)
        self.is_calm = True
        self.centre.is_up = True
        for station in self.stations:
            if station.core is None:
                station.start()
        self._play(until_s=self.now_s + CALM_S, is_done=self._is_settled)
        self._check_end()

    def _play(self, until_s: float, is_done: Callable[[], bool] | None = None) -> None:
        for _ in range(STEPS_MAX):
            if not self._queue or self._queue[0][0] > until_s or (is_done and is_done()):
                return
            self.now_s, _, call = heapq.heappop(self._queue)
            call()
        raise ViolationError("the exchange never comes to rest")

    def _work(self, station: Station) -> None:
        """An officer decides, and one accident or another happens around it."""
        faults, random = self.faults, self.random
        station.decide()
        if random.random() < 0.1:
            self._copies[station.name] = station.log.copy()
        if self._happens("station crash", faults.station_crash):
            self._crash(station)
        if station.name in self._copies and self._happens("put back", faults.put_back):
            station.crash()
            station.log = self._copies[station.name].copy()
            station.branch += 1
            station.was_put_back = True
            self.after(1.0, station.start)
        if random.random() < 0.1:
            self._backup = {name: held.copy() for name, held in self.centre.held.items()}
        if self._happens("centre put back", faults.centre_put_back):
            self.centre.held = {name: held.copy() for name, held in self._backup.items()}
            self.centre_forgot = True
            self._stop_centre()

    def _crash(self, station: Station) -> None:
        if station.core is not None:
            station.crash()
            self.after(self.random.uniform(0.1, 5.0), station.start)

    def ask(self, station: Station, request: int, serve: Callable[[], Input | None]) -> None:
        """Carry a request to the centre, and what it answers back."""
        faults = self.faults
        self.after(TIMEOUT_S, station.if_alive(lambda: self._time_out(station, request)))
        copies = 2 if self._happens("doubled", faults.doubled) else 1
        for _ in range(copies):
            if not self._happens("lost", faults.lost):
                self.after(self._delay_s(), lambda: self._arrive(station, serve))

    def _arrive(self, station: Station, serve: Callable[[], Input | None]) -> None:
        if not self.centre.is_up:
            return
        if self._happens("centre crash", self.faults.centre_crash):
            self._stop_centre()
            return
        answer = serve()
        if self._happens("centre crash", self.faults.centre_crash):
            self._stop_centre()
            return
        if answer is not None and not self._happens("lost", self.faults.lost):
            self.after(self._delay_s(), station.if_alive(lambda: station.tell(answer)))

    def _stop_centre(self) -> None:
        self.centre.is_up = False
        self.after(self.random.uniform(0.5, 20.0), lambda: setattr(self.centre, "is_up", True))
        for station in self.stations:  # whoever waited for news sees the connection end
            lost = station.if_alive(partial(station.tell, Failed(None, "connection lost")))
            self.after(self._delay_s(), lost)

    def _time_out(self, station: Station, request: int) -> None:
        station.tell(Failed(request, "no answer"))

    def take(
        self, name: StationId, request: int, first: int, events: tuple[SealedEvent, ...]
    ) -> Input:
        """The centre stores a batch and answers."""
        before = self.centre.held.setdefault(name, Held()).copy()
        self.centre.take(name, first, events)
        answer = self.answer(name, request)
        if not self.build.commits_first and self._happens("centre crash", self.faults.centre_crash):
            self.centre.held[name] = before
        return answer

    def answer(self, name: StationId, request: int) -> Input:
        """The centre's receipt, or now and then an older one from a replica that lags."""
        reply = self.centre.reply(name)
        if self._happens("stale", self.faults.stale):
            older = [
                number
                for number, receipt in enumerate(self.centre.receipts)
                if receipt.station == name
            ]
            number = self.random.choice(older)
            reply = IngestReply(number.to_bytes(8, "big"), UNSIGNED, None)
        return Answered(request, reply)

    def _happens(self, accident: str, likelihood: float) -> bool:
        happens = not self.is_calm and self.random.random() < likelihood
        if happens:
            self.accidents[accident] += 1
        return happens

    def _delay_s(self) -> float:
        if self._happens("late", self.faults.late):
            return self.random.uniform(0.1, 2 * TIMEOUT_S)
        return self.random.uniform(0.005, 0.05)

    def _is_settled(self) -> bool:
        return all(
            station.core is not None and station.core.state in (State.IDLE, State.FORKED)
            for station in self.stations
        )

    def _check_end(self) -> None:
        if not self._is_settled():
            raise ViolationError("an hour after the last accident something is still under way")
        for station in self.stations:
            self._check_station(station)

    def _check_station(self, station: Station) -> None:
        held = self.centre.held.setdefault(station.name, Held())
        core = station.core
        assert core is not None
        if core.state is State.FORKED and not station.was_put_back:
            raise ViolationError(f"{station.name} cries fork, and nobody copied its log")
        if core.state is State.FORKED:
            return
        own = station.made
        for seq in range(1, station.log.head_seq + 1):
            there = held.rows.get(seq)
            if there is None or there.hash != own[seq]:
                raise ViolationError(
                    f"{station.name} {seq} is missing or another one at the centre"
                )
        if station.log.receipt_seq != station.log.head_seq:
            raise ViolationError(f"{station.name} has not been told that all arrived")
        if station.sent > station.allowed:
            raise ViolationError(f"{station.name} sent {station.sent} events: a storm")
