"""Stations and a central service in a process of its own, over real sockets and both databases."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from app.runtime.clock import FastClock, SystemClock
from tests.service.centre_process import CentreProcess
from tests.sync.station import decision, running_station


@pytest.fixture
def centre(database_url: str, tmp_path: Path) -> Iterator[CentreProcess]:
    with CentreProcess(tmp_path / "centre", database=database_url) as centre:
        yield centre


async def test_every_decision_arrives_once(centre: CentreProcess, tmp_path: Path) -> None:
    async with running_station(tmp_path / "station", centre) as station:
        made = [await station.record(decision(f"case-{number}")) for number in range(50)]
        await station.until_all_arrived()
        held = {(item.station, item.epoch, item.seq): item.hash for item in centre.decisions()}
        assert len(centre.decisions()) == len(held) == 50
        for recorded in made:
            ref = recorded.ref
            own = station.store.outbox.hash_at(ref.seq)
            assert held[ref.station, ref.epoch, ref.seq] == own


async def test_a_second_station_sees_a_referral_made_by_the_first(
    centre: CentreProcess, tmp_path: Path
) -> None:
    async with (
        running_station(tmp_path / "first", centre, name="coutts-3") as first,
        running_station(tmp_path / "second", centre, name="coutts-7") as second,
    ):
        await second.until_up()
        made = await first.record(decision("case-1"))
        await second.until(lambda: bool(second.remote))
        assert second.remote == [made]
        assert list(second.store.remote.events()) == [made]


class WrongClock(SystemClock):
    """A booth's clock that is a day off."""

    def __init__(self, ahead: timedelta) -> None:
        self.ahead = ahead

    def now(self) -> datetime:
        return super().now() + self.ahead


@pytest.mark.parametrize("ahead", [timedelta(days=1), timedelta(days=-1)])
async def test_a_wrong_clock_in_a_booth_keeps_no_decision_from_arriving(
    tmp_path: Path, ahead: timedelta
) -> None:
    with CentreProcess(tmp_path / "centre") as centre:
        async with running_station(
            tmp_path / "station", centre, clock=WrongClock(ahead)
        ) as station:
            await station.record(decision("case-1"))
            await station.until_all_arrived()
            assert len(centre.decisions()) == 1


async def test_a_clock_that_runs_twenty_times_as_fast_keeps_no_decision_from_arriving(
    tmp_path: Path,
) -> None:
    clock = FastClock(20.0, SystemClock().now())
    with CentreProcess(tmp_path / "centre") as centre:
        async with running_station(tmp_path / "station", centre, clock=clock) as station:
            await station.record(decision("case-1"))
            await station.until_all_arrived()
            centre.kill()
            await station.until(lambda: station.state.next_try_at is not None)
            centre.start()
            await station.record(decision("case-2"))
            await station.until_all_arrived()
            assert len(centre.decisions()) == 2
