"""Fixtures that give a test an empty central database, once in SQLite and once in PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli.scratch_postgresql import find_binaries, new_database, scratch_postgresql


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a PostgreSQL server with `{name}` for the database."""
    with scratch_postgresql(binaries_or_skip()) as server:
        yield server.url


def binaries_or_skip() -> Path:
    """Where PostgreSQL is installed, or a skip."""
    binaries = find_binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL on this machine: initdb was not found")
    return binaries


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database, the test's own."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'centre' / 'central.db'}"
    return new_database(request.getfixturevalue("postgresql"))
