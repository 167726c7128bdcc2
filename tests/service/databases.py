"""Fixtures that give a test an empty central database, once in SQLite and once in PostgreSQL."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy.engine import make_url

from tests.service.postgresql import find_binaries, running_postgresql


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a PostgreSQL server with `{name}` for the database."""
    binaries = find_binaries()
    if binaries is None:
        pytest.skip("no PostgreSQL on this machine: initdb was not found")
    with running_postgresql(binaries) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database, the test's own."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'centre' / 'central.db'}"
    return new_database(request.getfixturevalue("postgresql"))


def new_database(server: str) -> str:
    """Make an empty database on a PostgreSQL server; return its URL."""
    name = f"central_{secrets.token_hex(6)}"
    url = make_url(server.format(name="postgres"))
    with psycopg.connect(
        user=url.username, dbname="postgres", host=str(url.query["host"]), autocommit=True
    ) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return server.format(name=name)
