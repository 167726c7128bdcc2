"""Every guard of `tests/conftest.py` catches the violation it is there for."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]

SEEDED = """
import asyncio
import contextlib
import socket
import threading
import warnings

from PySide6.QtWidgets import QWidget

kept = []


class Window(QWidget):
    __module__ = "app.seeded"


def test_clean(qtbot):
    window = Window()
    qtbot.addWidget(window)
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()


def test_window(qapp):
    kept.append(Window())


def test_thread():
    stop = threading.Event()
    kept.append(stop)
    threading.Thread(target=stop.wait, args=(20,), daemon=True).start()


async def test_task():
    kept.append(asyncio.create_task(forever()))


async def forever():
    await asyncio.Event().wait()


def test_address_swallowed():
    with contextlib.suppress(Exception):
        socket.create_connection(("192.0.2.1", 80), timeout=0.1)


def test_name_swallowed():
    with contextlib.suppress(Exception):
        socket.getaddrinfo("example.invalid", 80)


def test_warning():
    warnings.warn("seeded")


def test_qt_message(qtbot):
    from PySide6.QtCore import qWarning

    qWarning("seeded")
"""

EXPECTED = {
    "test_clean": "PASSED",
    "test_window": "ERROR",
    "test_thread": "ERROR",
    "test_task": "ERROR",
    "test_address_swallowed": "ERROR",
    "test_name_swallowed": "ERROR",
    "test_warning": "FAILED",
    "test_qt_message": "FAILED",
}


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The last verdict of each seeded test, from one run under our guards."""
    root = tmp_path_factory.mktemp("seeded")
    (root / "tests").mkdir()
    shutil.copy(REPOSITORY / "pyproject.toml", root)
    shutil.copy(REPOSITORY / "tests" / "conftest.py", root / "tests")
    (root / "tests" / "__init__.py").write_text("")
    (root / "tests" / "test_seeded.py").write_text(SEEDED)
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-v", "-p", "no:cacheprovider", "tests"],
        cwd=root,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    found = re.findall(r"::(test_\w+) (PASSED|FAILED|ERROR)", run.stdout)
    assert found, run.stdout + run.stderr
    return dict(found)


@pytest.mark.parametrize(("seeded", "verdict"), EXPECTED.items())
def test_a_guard_catches_its_violation(verdicts: dict[str, str], seeded: str, verdict: str) -> None:
    assert verdicts[seeded] == verdict
