"""The central service is killed in the middle of taking events in, again and again."""

from pathlib import Path
from random import Random

import pytest

from app.cli.scratch_postgresql import new_database, scratch_postgresql
from app.domain.sync_state import LinkState
from tests.service.centre_process import CentreProcess
from tests.service.databases import binaries_or_skip, database_url, postgresql
from tests.sync.station import Station, decision, running_station

__all__ = ["database_url", "postgresql"]

KILLS = 6
KILLS_OF_A_SOAK = 60
BACKLOG = 250


def compare(centre: CentreProcess, station: Station) -> tuple[int, int, int]:
    """How many decisions of the station are missing at the centre, twice there, and different."""
    held: dict[tuple[str, int, int], list[bytes]] = {}
    for item in centre.decisions():
        held.setdefault((item.station, item.epoch, item.seq), []).append(item.hash)
    own = {
        (recorded.ref.station, recorded.ref.epoch, recorded.ref.seq): station.store.outbox.hash_at(
            recorded.ref.seq
        )
        for recorded in station.store.journal.events()
    }
    missing = sum(ref not in held for ref in own)
    twice = sum(len(hashes) > 1 for hashes in held.values())
    different = sum(ref not in own or hashes[0] != own[ref] for ref, hashes in held.items())
    return missing, twice, different


async def kill_again_and_again(database: str, folder: Path, kills: int) -> None:
    random = Random(49)  # noqa: S311 - a schedule
    with CentreProcess(folder / "centre", database=database) as centre:
        async with running_station(folder / "station", centre) as station:
            await station.until_up()
            killed_under_way = 0
            for kill in range(kills):
                for number in range(BACKLOG):
                    await station.write(
                        station.store.journal.append, decision(f"case-{kill}-{number}")
                    )
                station.notify()
                await station.until_receipt(
                    station.state.receipt_seq + random.randint(1, BACKLOG // 2)
                )
                killed_under_way += station.state.to_send > 0
                centre.kill()
                await station.until(lambda: station.state.link is LinkState.DOWN)
                centre.start()
                await station.until_up()
            await station.until_all_arrived()
            assert killed_under_way > kills // 3, "the kills came when nothing was under way"
            assert compare(centre, station) == (0, 0, 0)
            health = centre.health()
            assert (health["forks"], health["quarantined_events"]) == ([], 0)
            assert health["receipted"] == kills * BACKLOG


async def test_nothing_is_missing_twice_or_different_after_kills_in_mid_ingest(
    database_url: str, tmp_path: Path
) -> None:
    await kill_again_and_again(database_url, tmp_path, KILLS)


@pytest.mark.slow
@pytest.mark.timeout(900)
async def test_nothing_is_missing_twice_or_different_after_many_kills(
    database_url: str, tmp_path: Path
) -> None:
    await kill_again_and_again(database_url, tmp_path, KILLS_OF_A_SOAK)


async def test_a_database_that_crashes_under_the_centre_only_delays(tmp_path: Path) -> None:
    with (
        scratch_postgresql(binaries_or_skip()) as server,
        CentreProcess(tmp_path / "centre", database=new_database(server.url)) as centre,
    ):
        async with running_station(tmp_path / "station", centre) as station:
            await station.record(decision("before"))
            await station.until_all_arrived()
            server.crash()
            for number in range(100):
                await station.record(decision(f"meanwhile-{number}"))
            await station.until(lambda: station.state.link is LinkState.DOWN)
            server.start()
            await station.until_all_arrived()
            assert compare(centre, station) == (0, 0, 0)


async def test_decisions_made_while_the_centre_is_gone_arrive_when_it_is_back(
    tmp_path: Path,
) -> None:
    with CentreProcess(tmp_path / "centre") as centre:
        async with running_station(tmp_path / "station", centre) as station:
            await station.record(decision("before"))
            await station.until_all_arrived()
            centre.kill()
            await station.until(lambda: station.state.link is LinkState.DOWN)
            for number in range(50):
                await station.record(decision(f"outage-{number}"))
            await station.until(lambda: station.state.to_send == 50)
            assert station.state.oldest_at is not None
            assert station.state.next_try_at is not None
            assert station.state.why
            centre.start()
            await station.until_all_arrived()
            assert compare(centre, station) == (0, 0, 0)
