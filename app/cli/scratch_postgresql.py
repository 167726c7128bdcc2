"""A PostgreSQL for a benchmark or a test: made with initdb, on a Unix socket, gone in the end."""

import os
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
from sqlalchemy.engine import make_url

UNPRIVILEGED = ("postgres", "nobody")
START_TIMEOUT_S = "60"


def find_binaries() -> Path | None:
    """The newest PostgreSQL on this machine, None without one."""
    installed = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"),
        key=lambda path: int(path.parts[-3]) if path.parts[-3].isdecimal() else 0,
    )
    if installed:
        return installed[-1].parent
    found = shutil.which("initdb")
    return Path(found).resolve().parent if found else None


class ScratchPostgresql:
    """A cluster that is nobody else's."""

    def __init__(self, binaries: Path, folder: Path, user: str | None) -> None:
        self.url = f"postgresql+psycopg://centre@/{{name}}?host={quote(str(folder))}"
        self._folder = folder
        self._user = user
        self._control = [binaries / "pg_ctl", "-D", folder / "data", "-w", "-t", START_TIMEOUT_S]

    def start(self) -> None:
        """Start the server and wait until it answers."""
        options = f"-k {self._folder} -c listen_addresses='' -c max_connections=50"
        _run(self._user, [*self._control, "-l", self._folder / "log", "-o", options, "start"])

    def crash(self) -> None:
        """Stop at once, with nothing written that a commit had not written."""
        _run(self._user, [*self._control, "-m", "immediate", "stop"])


@contextmanager
def scratch_postgresql(binaries: Path) -> Iterator[ScratchPostgresql]:
    """A fresh cluster that runs. Its URL has `{name}` for the name of a database."""
    # Socket paths have at most 107 characters, so the folder is not below pytest's own.
    folder = Path(tempfile.mkdtemp(prefix="p49pg"))
    user = _unprivileged_user()
    try:
        if user:
            shutil.chown(folder, user)
        making = [binaries / "initdb", "-D", folder / "data"]
        _run(user, [*making, "-U", "centre", "--auth=trust", "-E", "UTF8"])
        server = ScratchPostgresql(binaries, folder, user)
        server.start()
        try:
            yield server
        finally:
            server.crash()
    finally:
        shutil.rmtree(folder)


def new_database(server: str) -> str:
    """Make an empty database on a PostgreSQL server; return its URL."""
    name = f"central_{secrets.token_hex(6)}"
    url = make_url(server.format(name="postgres"))
    with psycopg.connect(
        user=url.username, dbname="postgres", host=str(url.query["host"]), autocommit=True
    ) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return server.format(name=name)


def _unprivileged_user() -> str | None:
    """Whom to run as: PostgreSQL refuses to run as root."""
    if os.getuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in UNPRIVILEGED if name in known)


def _run(user: str | None, command: list[object]) -> None:
    subprocess.run(
        [str(part) for part in command],
        user=user,
        extra_groups=[] if user else None,
        cwd="/",
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
