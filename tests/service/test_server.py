"""How the central service starts, whom it lets listen, and how it stops."""

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import httpx
import pytest
from sqlalchemy import create_engine, make_url, text

from app.cli.scratch_postgresql import new_database
from service.database import open_database
from service.errors import CentreError
from service.server import Options, check_exposure, is_loopback
from tests.service.centre_process import REPOSITORY, CentreProcess
from tests.service.centres import centre_in_process
from tests.service.certificates import make_certificate
from tests.sync.station import decision, running_station


def run_central(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app", "central", *arguments],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.7", "centre.example"])  # noqa: S104 - refused
def test_it_does_not_listen_beyond_this_machine_in_the_clear(host: str) -> None:
    options = Options(folder=Path("unused"), host=host, port=0)
    assert not is_loopback(host)
    with pytest.raises(CentreError, match="--tls-cert"):
        check_exposure(options)


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_loopback_needs_no_certificate(host: str) -> None:
    check_exposure(Options(folder=Path("unused"), host=host, port=0))


def test_a_certificate_without_its_key_is_refused() -> None:
    with pytest.raises(CentreError, match="together"):
        check_exposure(
            Options(folder=Path("unused"), host="127.0.0.1", port=0, tls_cert=Path("c.pem"))
        )


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["--listen", "0.0.0.0:0"], 1, "--tls-cert"),
        (["--listen", "here"], 2, "HOST:PORT"),
        (["--listen", "127.0.0.1:0", "--database", "mysql://x"], 1, "postgresql"),
        (["--listen", "127.0.0.1:0", "--load", "missing.json"], 1, "missing.json"),
        (["--listen", "127.0.0.1:0", "--enrolment-secret", "missing"], 1, "keys"),
    ],
)
def test_what_cannot_start_says_why(
    tmp_path: Path, arguments: Sequence[str], code: int, words: str
) -> None:
    ended = run_central("--data", str(tmp_path / "centre"), *arguments)
    assert ended.returncode == code, ended.stderr
    assert words in ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.stdout == ""


async def test_stations_talk_to_it_over_tls(tmp_path: Path) -> None:
    certificate, key = make_certificate(tmp_path)
    centre = CentreProcess(tmp_path / "centre", tls=(certificate, key))
    with centre:
        assert centre.url.startswith("https://")
        async with running_station(tmp_path / "station", centre) as station:
            await station.record(decision("case-1"))
            await station.until_all_arrived()
        async with httpx.AsyncClient(trust_env=False) as plain:
            with pytest.raises(httpx.TransportError):
                await plain.get(centre.url.replace("https", "http") + "/v1/health")


async def test_it_stops_at_once_though_stations_wait_for_news(
    database_url: str, tmp_path: Path
) -> None:
    with CentreProcess(tmp_path / "centre", database=database_url) as centre:
        async with running_station(tmp_path / "station", centre) as station:
            await station.record(decision("case-1"))
            await station.until_all_arrived()
            assert centre.stop() == 0
        assert "Traceback" not in centre.errors()


def test_one_database_has_one_service(database_url: str, tmp_path: Path) -> None:
    with (
        centre_in_process(database_url, tmp_path / "first"),
        pytest.raises(CentreError, match="another central service"),
        centre_in_process(database_url, tmp_path / "second"),
    ):
        pass


def test_the_sqlite_file_is_encrypted_and_nobody_elses(tmp_path: Path) -> None:
    path = tmp_path / "centre" / "central.db"
    with open_database(f"sqlite:///{path}"):
        pass
    assert not path.read_bytes().startswith(b"SQLite format 3")
    assert path.stat().st_mode & 0o077 == 0
    assert path.with_name("central.db.key").stat().st_mode & 0o077 == 0
    (path.with_name("central.db.key")).write_bytes(b"k" * 32)
    with pytest.raises(CentreError, match="key"), open_database(f"sqlite:///{path}"):
        pass


def test_a_database_of_another_version_is_refused(database_url: str) -> None:
    with (
        open_database(database_url) as engine,
        engine.execution_options(writes=True).begin() as connection,
    ):
        connection.execute(text("UPDATE schema_info SET version = 99"))
    with pytest.raises(CentreError, match="schema 99"), open_database(database_url):
        pass


def test_a_postgresql_that_may_forget_commits_is_refused(postgresql: str) -> None:
    careless = new_database(postgresql)
    name = str(make_url(careless).database)
    engine = create_engine(careless, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"ALTER DATABASE {name} SET synchronous_commit = off"))
    engine.dispose()
    with pytest.raises(CentreError, match="synchronous_commit"), open_database(careless):
        pass
