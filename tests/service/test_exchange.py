"""Stations and a central service in a process of its own, over real sockets and both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

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
