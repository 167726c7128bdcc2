"""A station opens and closes as a whole, alone or with a centre, and is the same afterwards."""

from pathlib import Path

import pytest

from app.domain.sync_state import LinkState, SyncState
from app.main.centre import STOPPED
from app.storage.errors import LogRefusedError
from app.sync.client import SyncClient
from app.workflow.updates import SyncUpdate
from tests.main.stations import running, site_of

CENTRE = '[centre]\nurl = "http://127.0.0.1:9"\nenrolment_secret_file = "secret"\n'


def test_a_station_is_opened_and_closed_twice(tmp_path: Path) -> None:
    for _ in range(2):
        with running(site_of(tmp_path)) as station:
            assert station.backend.cases == ()


def test_a_folder_that_is_in_use_is_refused_in_words(tmp_path: Path) -> None:
    site = site_of(tmp_path)
    with running(site), pytest.raises(LogRefusedError), running(site):
        pass


def test_a_station_without_a_centre_works_and_has_nothing_to_try(tmp_path: Path) -> None:
    with running(site_of(tmp_path)) as station:
        station.backend.retry_sync()
        assert not any(isinstance(item, SyncUpdate) for item in station.updates.queue)


def test_a_centre_that_is_not_there_is_shown_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("s3cret", encoding="utf-8")
    with running(site_of(tmp_path, CENTRE)) as station:
        while not (state := _sync(station.next(SyncUpdate))).why:
            pass
    assert state.link is not LinkState.UP
    assert "s3cret" not in state.why


def test_an_error_of_ours_in_the_exchange_is_told_and_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hooked: list[type[BaseException]] = []
    monkeypatch.setattr("sys.excepthook", lambda kind, error, trace: hooked.append(kind))

    async def fail(self: SyncClient) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(SyncClient, "run", fail)
    with running(site_of(tmp_path, CENTRE)) as station:
        state = _sync(station.next(SyncUpdate))
    assert (state.link, state.why) == (LinkState.DOWN, STOPPED)
    assert hooked == [ZeroDivisionError]


def _sync(update: object) -> SyncState:
    assert isinstance(update, SyncUpdate)
    return update.state
