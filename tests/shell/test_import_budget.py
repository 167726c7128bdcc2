"""What the first window waits for: nothing that only the record and the working screens need."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.cli.bench_ui_start import SITE

HEAVY = (
    "alembic",
    "argon2",
    "asyncio",
    "cryptography",
    "cv2",
    "httpx",
    "multiprocessing",
    "numpy",
    "pydicom",
    "pyqtgraph",
    "rich",
    "sqlalchemy",
    "sqlcipher3",
    "tifffile",
    "typer",
    "app.main.backend",
    "app.storage",
    "app.sync",
    "devices",
    "widgets.common.key_card",
    "widgets.common.palette_dialog",
    "widgets.primary",
    "widgets.radiation",
    "widgets.radiograph",
    "widgets.secondary",
    "widgets.status.sync_devices_screen",
)

PROBE = r"""
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication

def tell(_application):
    # The window is shown, and the event loop has not yet turned.
    assert any(window.isVisible() for window in QApplication.topLevelWidgets())
    print("first window")
    print(*sys.modules, sep="\n")
    return 0

QApplication.exec = tell
from app.main.start import start
raise SystemExit(start(Path(sys.argv[1])))
"""


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> frozenset[str]:
    """The modules of a workstation at the moment at which its first window is shown."""
    home = tmp_path_factory.mktemp("station")
    site = home / "site.toml"
    site.write_text(SITE.format(data_dir=home / "data"), "utf-8")
    return _modules(site)


def _modules(site: Path) -> frozenset[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROBE, str(site)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    first, *modules = done.stdout.splitlines()
    assert first == "first window"
    return frozenset(modules)


def test_the_probe_sees_what_was_imported(imported: frozenset[str]) -> None:
    assert {"PySide6.QtWidgets", "app.shell.workstation"} <= imported


@pytest.mark.parametrize("module", HEAVY)
def test_the_first_window_does_not_wait_for(module: str, imported: frozenset[str]) -> None:
    assert not [name for name in imported if name == module or name.startswith(f"{module}.")]
