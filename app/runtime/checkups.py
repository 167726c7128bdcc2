"""The checks of an installation: each looks at the real thing and says how to mend it.

A check that could take the process down with it asks another process.
"""

import ctypes
import shutil
import subprocess
import sys
from collections.abc import Mapping
from importlib import metadata, resources
from pathlib import Path

from app.runtime.findings import Finding, State

PYTHON_VERSION = (3, 11)
# The WAL-reset corruption bug of SQLite is in 3.7.0 to 3.51.2 (docs/decisions/0002).
SQLITE_VERSION_MIN = (3, 51, 3)
FONT_FILES = 8
DISK_FREE_BYTES_MIN = 2 * 1024**3
PROBE_TIMEOUT_S = 30

# Qt's void calls must hand back as many references of None as they took (docs/decisions/0001).
QT_PROBE = """
import sys
from PySide6 import __version__
from PySide6.QtCore import QObject
thing = QObject()
before = sys.getrefcount(None)
for number in range(2000):
    thing.setObjectName("probe")
lost = before - sys.getrefcount(None)
print(__version__)
sys.exit(abs(lost) > 50)
"""

# A library that Qt loads at run time, and the Debian package that has it.
WINDOW_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}


def check_python() -> Finding:
    """The tests run on one version of Python, so that is the one to have."""
    seen = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info[:2] == PYTHON_VERSION:
        return Finding(name="Python", state=State.FIT, seen=seen)
    return Finding(
        name="Python", state=State.BROKEN, seen=seen, mend="make the environment with Python 3.11"
    )


def check_wheels() -> Finding:
    """Everything that pyproject.toml names is installed."""
    return judge_wheels(metadata.requires("parallel49") or [])


def judge_wheels(requirements: list[str]) -> Finding:
    """Find the requirements that are not installed; those of extras are not asked for."""
    names = [_distribution(each) for each in requirements if "extra ==" not in each]
    missing = [name for name in names if not _is_installed(name)]
    if not missing:
        return Finding(name="Wheels", state=State.FIT, seen=f"{len(names)} of {len(names)}")
    return Finding(
        name="Wheels",
        state=State.BROKEN,
        seen=f"missing: {', '.join(missing)}",
        mend="rm -r .venv && installer/bootstrap.sh demo",
    )


def check_qt() -> Finding:
    """Qt for Python loads and keeps count of None; it may abort, so another process asks it."""
    return judge_qt(QT_PROBE)


def judge_qt(probe: str) -> Finding:
    """Run a probe that prints Qt's version and ends 0 where Qt can be trusted."""
    mend = "install what requirements.lock names: PySide6-Essentials==6.11.3"
    try:
        run = subprocess.run(
            [sys.executable, "-c", probe],
            capture_output=True,
            text=True,
            timeout=PROBE_TIMEOUT_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Finding(name="Qt for Python", state=State.BROKEN, seen="no answer", mend=mend)
    if run.returncode == 0:
        return Finding(name="Qt for Python", state=State.FIT, seen=run.stdout.strip())
    if run.returncode < 0:
        complaint = f"died of signal {-run.returncode}"
    else:
        complaint = (run.stderr.strip().splitlines() or ["loses references of None"])[-1]
    seen = f"{run.stdout.strip()} {complaint}".strip()
    return Finding(name="Qt for Python", state=State.BROKEN, seen=seen, mend=mend)


def check_windows() -> Finding:
    """The system libraries that Qt opens for real windows."""
    return judge_windows(WINDOW_LIBRARIES)


def judge_windows(libraries: Mapping[str, str]) -> Finding:
    """Find the libraries (file name to Debian package) that cannot be loaded."""
    missing = sorted({package for file, package in libraries.items() if not _can_load(file)})
    if not missing:
        return Finding(name="Window libraries", state=State.FIT, seen=f"{len(libraries)} loaded")
    return Finding(
        name="Window libraries",
        state=State.BROKEN,
        seen=f"missing: {' '.join(missing)}",
        mend=f"apt-get install --no-install-recommends {' '.join(missing)}",
    )


def check_station_log() -> Finding:
    """SQLCipher is there, and its SQLite is past the bug that corrupts a log."""
    name = "Station log"
    try:
        from sqlcipher3 import dbapi2
    except ImportError as error:
        return Finding(
            name=name, state=State.BROKEN, seen=str(error), mend="install sqlcipher3==0.6.4"
        )
    connection = dbapi2.connect(":memory:")
    try:
        row = connection.execute("PRAGMA cipher_version").fetchone()
    finally:
        connection.close()
    return judge_station_log(dbapi2.sqlite_version, row[0] if row else None)


def judge_station_log(sqlite_version: str, cipher_version: str | None) -> Finding:
    """Judge the versions that the encrypted database reports of itself."""
    seen = f"SQLite {sqlite_version}, SQLCipher {cipher_version or 'missing'}"
    recent = tuple(int(part) for part in sqlite_version.split(".")) >= SQLITE_VERSION_MIN
    if recent and cipher_version:
        return Finding(name="Station log", state=State.FIT, seen=seen)
    return Finding(
        name="Station log", state=State.BROKEN, seen=seen, mend="install sqlcipher3==0.6.4"
    )


def check_pixels() -> Finding:
    """OpenCV looks up 16-bit grey levels, which it learned in 4.13."""
    name, mend = "OpenCV", "install opencv-python-headless>=4.13,<5"
    try:
        import cv2
        import numpy as np
    except ImportError as error:
        return Finding(name=name, state=State.BROKEN, seen=str(error), mend=mend)
    levels = np.array([[0, 1, 256, 65535]], dtype=np.uint16)
    inverse = np.arange(65535, -1, -1, dtype=np.uint16)
    try:
        looked_up = cv2.LUT(levels, inverse)
    except cv2.error:
        return Finding(
            name=name, state=State.BROKEN, seen=f"{cv2.__version__}: no 16-bit LUT", mend=mend
        )
    if not np.array_equal(looked_up, inverse[levels]):
        return Finding(
            name=name, state=State.BROKEN, seen=f"{cv2.__version__}: wrong 16-bit LUT", mend=mend
        )
    return Finding(name=name, state=State.FIT, seen=f"{cv2.__version__}, 16-bit LUT works")


def check_fonts() -> Finding:
    """The fonts that the screens are drawn with travel with the program."""
    folder = resources.files("resources") / "fonts"
    found = sum(entry.name.endswith(".otf") for entry in folder.iterdir())
    if found == FONT_FILES:
        return Finding(name="Fonts", state=State.FIT, seen=f"{found} of B612")
    return Finding(
        name="Fonts",
        state=State.BROKEN,
        seen=f"{found} of {FONT_FILES}",
        mend="install the program again: resources/fonts is incomplete",
    )


def check_virtual_display() -> Finding:
    """The demo without a display draws on a virtual one."""
    found = shutil.which("Xvfb")
    if found:
        return Finding(name="Virtual display", state=State.FIT, seen=found)
    return Finding(
        name="Virtual display",
        state=State.OPTIONAL,
        seen="no Xvfb",
        mend="apt-get install --no-install-recommends xvfb xauth",
    )


def check_disk() -> Finding:
    """Days without the central service must fit on the disk that holds the station log."""
    return judge_disk(shutil.disk_usage(Path.home()).free)


def judge_disk(free_bytes: int) -> Finding:
    """Judge the free bytes of a disk."""
    seen = f"{free_bytes / 1024**3:.1f} GiB free"
    if free_bytes >= DISK_FREE_BYTES_MIN:
        return Finding(name="Disk", state=State.FIT, seen=seen)
    return Finding(name="Disk", state=State.BROKEN, seen=seen, mend="free 2 GiB in the home folder")


def check_postgresql() -> Finding:
    """The central service keeps to SQLite on one machine; beyond it wants PostgreSQL."""
    servers = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
    if servers:
        return Finding(name="PostgreSQL", state=State.FIT, seen=str(servers[-1]))
    return Finding(
        name="PostgreSQL",
        state=State.OPTIONAL,
        seen="no server here",
        mend="apt-get install postgresql",
    )


def check_spectrum_formats() -> Finding:
    """N42 is read by our own code; other vendors' formats by SandiaSpecUtils."""
    name = "Spectrum formats"
    if _is_installed("SandiaSpecUtils"):
        seen = f"SandiaSpecUtils {metadata.version('SandiaSpecUtils')}"
        return Finding(name=name, state=State.FIT, seen=seen)
    return Finding(
        name=name, state=State.OPTIONAL, seen="N42 only", mend="pip install 'parallel49[spectra]'"
    )


def _distribution(requirement: str) -> str:
    for end, character in enumerate(requirement):
        if not (character.isalnum() or character in "-_."):
            return requirement[:end]
    return requirement


def _is_installed(distribution: str) -> bool:
    try:
        metadata.version(distribution)
    except metadata.PackageNotFoundError:
        return False
    return True


def _can_load(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
