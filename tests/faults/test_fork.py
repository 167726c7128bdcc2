"""T7: a station goes on from yesterday's copy of its log. Both histories are kept, none wins."""

import shutil
from pathlib import Path

from app.domain.sync_state import LinkState
from tests.service.centre_process import CentreProcess
from tests.service.databases import database_url, postgresql
from tests.sync.station import Station, decision, running_station

__all__ = ["database_url", "postgresql"]


async def decide(station: Station, count: int, *, note: str) -> None:
    for number in range(count):
        await station.record(decision(f"{note}-{number}"))


async def test_a_copied_log_that_makes_new_decisions_is_quarantined(
    database_url: str, tmp_path: Path
) -> None:
    original, copy = tmp_path / "station", tmp_path / "copy"
    with CentreProcess(tmp_path / "centre", database=database_url) as centre:
        async with running_station(original, centre) as station:
            await decide(station, 10, note="yesterday")
            await station.until_all_arrived()
        shutil.copytree(original, copy)
        async with running_station(original, centre) as station:
            await decide(station, 5, note="today")
            await station.until_all_arrived()
        before = centre.decisions()

        async with running_station(copy, centre) as cloned:
            await decide(cloned, 3, note="clone")
            await cloned.until(lambda: cloned.state.fork)
            assert cloned.state.link is LinkState.DEGRADED
            assert cloned.state.to_send == 3
            assert "another history" in cloned.state.why
            await decide(cloned, 1, note="still recorded")
            await cloned.until(lambda: cloned.state.to_send == 4)
            assert cloned.state.receipt_seq == 10
        assert centre.decisions() == before

        # A person has looked: the copy goes on as a new life of the station, beside the old one.
        async with running_station(copy, centre, epoch_min=2) as anew:
            await decide(anew, 2, note="new life")
            await anew.until_receipt(2)
            assert not anew.state.fork
        held = [(item.epoch, item.seq) for item in centre.decisions()]
        assert held[len(before) :] == [(2, 1), (2, 2)]


async def test_a_fork_that_reaches_the_centre_stops_receipts_and_shows_in_its_health(
    database_url: str, tmp_path: Path
) -> None:
    original, copy = tmp_path / "station", tmp_path / "copy"
    with CentreProcess(tmp_path / "centre", database=database_url) as centre:
        async with running_station(original, centre) as station:
            await decide(station, 10, note="yesterday")
            await station.until_all_arrived()
        shutil.copytree(original, copy)
        # Both go on at once: neither is behind the other, so only their events tell them apart.
        async with (
            running_station(original, centre) as station,
            running_station(copy, centre) as cloned,
        ):
            await station.until_up()
            await cloned.until_up()
            await decide(station, 1, note="today")
            await station.until_all_arrived()
            await decide(cloned, 2, note="clone")
            await cloned.until(lambda: cloned.state.fork)
            health = centre.health()
            assert health["status"] == "attention"
            assert [(it["station"], it["seq"]) for it in health["forks"]] == [("coutts-3", 11)]
            assert health["forked_events"] >= 1
            await decide(station, 1, note="after")
            await station.until(lambda: station.state.fork)
            assert station.state.receipt_seq == 11
        trusted = {item.seq for item in centre.decisions() if item.trusted}
        assert trusted == set(range(1, 12))
        assert '"fork"' in centre.errors()
