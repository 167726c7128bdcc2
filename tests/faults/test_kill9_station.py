"""T1: a station that is killed at any moment keeps every promise it made."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import power
from tests.faults.station_process import Outcome, Promise, complaints, examine, parse
from tests.storage.station import append_many, open_store, run


def killed(kills: int) -> dict[str, object]:
    """The figures of a run in a process of its own, because it forks."""
    command = [sys.executable, "-m", "tests.faults.kill9", "--kills", str(kills), "--json"]
    ended = subprocess.run(
        command, check=False, capture_output=True, text=True, cwd=power.REPOSITORY
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    figures: dict[str, object] = json.loads(ended.stdout)
    return figures


def test_twenty_five_kills_lose_nothing() -> None:
    figures = killed(25)
    assert figures["rounds"] == 25
    assert figures["lost"] == 0
    assert figures["faults"] == []
    assert isinstance(figures["promised"], int)
    assert figures["promised"] > 100


@pytest.mark.slow
@pytest.mark.timeout(1200)
def test_two_hundred_kills_lose_nothing() -> None:
    assert killed(200)["lost"] == 0


def test_the_check_sees_a_promise_that_was_not_kept(tmp_path: Path) -> None:
    directory = tmp_path / "station"
    with open_store(directory) as store:
        append_many(store, 3)
        head = store.journal.head
    outcome = Outcome()
    said = f"1 3 {head.hash.hex()}\n1 4 {head.hash.hex()}\n1 2 {head.hash.hex()}\n"
    examine(directory, said.encode(), outcome)
    assert (outcome.promised, outcome.lost, outcome.faults) == (3, 2, [])
    assert not outcome.is_clean


def test_the_check_sees_a_torn_log(tmp_path: Path) -> None:
    directory = tmp_path / "station"
    with open_store(directory) as store:
        append_many(store, 3)
    run(directory, "DELETE FROM event WHERE seq = 2")
    outcome = Outcome()
    examine(directory, b"", outcome)
    assert outcome.lost == 0
    assert len(outcome.faults) == 1


def test_a_line_that_was_cut_is_no_promise() -> None:
    assert list(parse(b"1 1 aa\n1 2 bb\n1 3")) == [Promise(1, 1, "aa"), Promise(1, 2, "bb")]
    assert list(parse(b"! disk\n")) == []
    assert complaints(b"1 1 aa\n! disk\n") == ["! disk"]
