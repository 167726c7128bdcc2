"""A simulated day on disk: daily files over midnight, N42 of passages, and the truth beside."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.domain.occupancy import Occupancy, Radiation
from devices.emulators.day_files import TRUTH_NAME, write_day
from devices.emulators.lane_day import LaneDay
from devices.radiation.daily_log import LogReplay, lane_and_day
from devices.radiation.n42_portal import read_portal_file

START = datetime(2026, 11, 24, 23, 0, tzinfo=UTC)


@pytest.mark.parametrize("times", [0, 1, 2])
def test_a_day_is_cut_at_midnight_and_reads_back_as_its_truth_says(
    tmp_path: Path, times: int
) -> None:
    day = LaneDay(seed=3, seconds=7200.0, mishap_share=0.0, midnight_s=3600.0)
    written = write_day(tmp_path, day, lane="L3", start=START, times=times, utc_offset_h=-7.0)
    logs = sorted(tmp_path.glob("*.csv"))
    assert [log.name for log in logs] == ["L3_2026-11-24.csv", "L3_2026-11-25.csv"]
    replay = LogReplay(*lane_and_day(logs[0].name))
    found = [item for log in logs for item in replay.feed(log.read_bytes())] + replay.end()
    truth = [json.loads(row) for row in (tmp_path / TRUTH_NAME).read_text().splitlines()]
    occupancies = [item for item in found if isinstance(item, Occupancy)]
    assert len(occupancies) == len(truth) == written["passages"]
    assert replay.totals.lines == written["lines"]
    for occupancy, true in zip(occupancies, truth, strict=True):
        assert ("gamma" in occupancy.alarms) is true["monitor_gamma"]


def test_each_passage_is_an_n42_document_that_says_that_it_is_simulated(tmp_path: Path) -> None:
    day = LaneDay(seed=3, seconds=900.0, mishap_share=0.0)
    written = write_day(tmp_path, day, lane="L3", start=START, times=0, n42=True)
    documents = sorted(tmp_path.glob("*.n42"))
    assert len(documents) == written["n42"] == written["passages"] > 3
    assert b"simulated" in documents[0].read_bytes().lower()
    gross = read_portal_file(documents[0].read_bytes()).gross
    assert {item.kind for item in gross} == set(Radiation)
    assert sum(sum(item.counts) for item in gross) > 0
