"""Thousands of outages in virtual time: nothing is lost, doubled or overwritten, and all ends well.

A simulation that finds nothing may be blind. So the same schedules are run with one bug planted at
a time, and every bug has to be found.
"""

from collections import Counter
from collections.abc import Callable
from random import Random

import pytest

from app.domain.identifiers import StationId
from app.sync.core import SyncCore
from app.sync.steps import Grown, Settle
from app.wire.receipt import Receipt, SignedReceipt
from service.history import Arrival, Link, Sorted
from tests.sync.simulated_centre import EPOCH, Build, ViolationError
from tests.sync.simulation import World

SCHEDULES = 2_000
SOAK_SCHEDULES = 40_000


def first_violation(build: Build, schedules: int) -> str | None:
    for seed in range(schedules):
        try:
            World(seed, build).run()
        except ViolationError as violation:
            return f"seed {seed}: {violation}"
    return None


def test_no_schedule_loses_doubles_or_overwrites_a_decision() -> None:
    assert first_violation(Build(), SCHEDULES) is None


@pytest.mark.slow
def test_no_schedule_of_a_long_run_loses_doubles_or_overwrites_a_decision() -> None:
    assert first_violation(Build(), SOAK_SCHEDULES) is None


class NoChainCheck(SyncCore):
    """Believes a receipt of whatever history."""

    def _is_our_history(self, receipt: Receipt, own_hash: bytes | None) -> bool:
        return True


class BelievesOldReceipts(SyncCore):
    """Takes the receipt that came last for the newest."""

    def _believe(self, request: int, signed: SignedReceipt, receipt: Receipt) -> None:
        super()._believe(request, signed, receipt)
        if receipt.watermark_seq < self.settled_seq:
            self.settled_seq = receipt.watermark_seq
            self._actions.append(Settle(signed, receipt))


class RewindsOnGrowth(SyncCore):
    """Sends all that is not settled again whenever there is something new."""

    def _note_and_send(self, step: Grown, now_s: float) -> None:
        self._window.resume(self.settled_seq, ())
        super()._note_and_send(step, now_s)


class ResumesAtItsHead(SyncCore):
    """Thinks that whatever was sent before a failure has arrived."""

    def _resume(self, receipt: Receipt) -> None:
        super()._resume(receipt)
        self._window.resume(self.head_seq, ())


class DeafToForks(SyncCore):
    """Sends on after a fork."""

    def _fork(self, seq: int) -> None:
        self._fall("never mind", 0.0)


def highest(seq: int, digest: bytes, above: list[tuple[int, Link]]) -> tuple[int, bytes]:
    return (above[-1][0], above[-1][1].hash) if above else (seq, digest)


def all_new(held: object, arrivals: list[Arrival], others: set[bytes]) -> Sorted:
    return Sorted(new=tuple(arrivals), known=(), forked=())


def by_number_only(held: object, arrivals: list[Arrival], others: set[bytes]) -> Sorted:
    """What `ON CONFLICT DO NOTHING` alone would do: another event under a known number is known."""
    assert isinstance(held, dict)
    new = tuple(item for item in arrivals if item.seq not in held)
    known = tuple(item for item in arrivals if item.seq in held)
    return Sorted(new=new, known=known, forked=())


def build_with(core: type[SyncCore]) -> Build:
    def make_core(
        station: StationId,
        opener: Callable[[SignedReceipt], Receipt],
        random: Random,
        batch: int,
    ) -> SyncCore:
        return core(station, EPOCH, opener, random, batch_events=batch)

    return Build(make_core=make_core)


PLANTED = {
    "the watermark is the highest number": Build(advance=highest),
    "no deduplication at the centre": Build(sort=all_new),
    "the receipt goes out before the commit": Build(commits_first=False),
    "forks are not noticed at the centre or the station": Build(
        sort=by_number_only, make_core=build_with(NoChainCheck).make_core
    ),
    "no chain check at the station": build_with(NoChainCheck),
    "a receipt that regresses is believed": build_with(BelievesOldReceipts),
    "everything is sent again whenever something is new": build_with(RewindsOnGrowth),
    "a failed batch is taken for received": build_with(ResumesAtItsHead),
    "a station sends on after a fork": build_with(DeafToForks),
}


@pytest.mark.parametrize("bug", PLANTED)
def test_a_planted_bug_is_found(bug: str) -> None:
    found = first_violation(PLANTED[bug], SCHEDULES)
    assert found is not None, f"the simulation is blind to this bug: {bug}"


def test_a_schedule_is_the_same_every_time_it_is_played() -> None:
    def trace(seed: int) -> list[tuple[int, int, float]]:
        world = World(seed, Build())
        world.run()
        return [(station.sent, station.log.head_seq, world.now_s) for station in world.stations]

    assert [trace(seed) for seed in range(50)] == [trace(seed) for seed in range(50)]


def test_the_schedules_hold_every_kind_of_accident() -> None:
    seen: Counter[str] = Counter()
    for seed in range(500):
        world = World(seed, Build())
        world.run()
        seen += world.accidents
        seen["gap named"] += world.centre.gaps
        seen["fork"] += world.centre.forks
    assert set(+seen) == {
        "lost",
        "doubled",
        "late",
        "stale",
        "centre crash",
        "station crash",
        "put back",
        "centre put back",
        "gap named",
        "fork",
    }
