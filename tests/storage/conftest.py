"""A fresh station for each test, copied from one that was made once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.storage.station_store import StationStore
from tests.storage.station import SetClock, open_store


@pytest.fixture(scope="session")
def new_station(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A station that was opened once and has recorded nothing."""
    directory = tmp_path_factory.mktemp("station") / "new"
    open_store(directory).close()
    return directory


@pytest.fixture
def directory(new_station: Path, tmp_path: Path) -> Path:
    """A copy of the new station, the test's own."""
    return Path(shutil.copytree(new_station, tmp_path / "station"))


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture
def store(directory: Path, clock: SetClock) -> Iterator[StationStore]:
    with open_store(directory, clock=clock) as store:
        yield store
