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


@contextmanager
def scratch_postgresql(binaries: Path) -> Iterator[str]:
    """A fresh cluster; gives the SQLAlchemy URL of its server without a database name."""
    # Socket paths have at most 107 characters, so the folder is not below pytest's own.
    folder = Path(tempfile.mkdtemp(prefix="p49pg"))
    user = _unprivileged_user()
    try:
        if user:
            shutil.chown(folder, user)
        data = folder / "data"
        _run(
            user,
            [binaries / "initdb", "-D", data, "-U", "centre", "--auth=trust", "-E", "UTF8"],
        )
        options = f"-k {folder} -c listen_addresses='' -c max_connections=50"
        control = [binaries / "pg_ctl", "-D", data, "-w", "-t", START_TIMEOUT_S]
        _run(user, [*control, "-l", folder / "log", "-o", options, "start"])
        try:
            yield f"postgresql+psycopg://centre@/{{name}}?host={quote(str(folder))}"
        finally:
            _run(user, [*control, "-m", "immediate", "stop"])
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
