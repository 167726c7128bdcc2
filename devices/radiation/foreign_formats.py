"""Reads spectrum files of any format: ours, and others by SandiaSpecUtils (extra "spectra")."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from app.domain.spectrum import SpectrumFile
from devices.radiation.foreign_worker import NOT_INSTALLED
from devices.radiation.n42_reader import read_n42
from devices.radiation.n42_tree import BYTES_MAX, NotN42Error
from devices.radiation.spectrum_reader import read_spectrum
from devices.radiation.unreadable import SpectrumUnreadableError

TIME_MAX_S = 20.0


def read_spectrum_file(path: Path) -> SpectrumFile:
    """Read a spectrum file of any known format. Raises SpectrumUnreadableError with the reason."""
    try:
        size = path.stat().st_size
        if size > BYTES_MAX:
            raise SpectrumUnreadableError(f"the file is larger than {BYTES_MAX // 2**20} MiB")
        data = path.read_bytes()
    except OSError as error:
        raise SpectrumUnreadableError(f"the file cannot be read: {error.strerror}") from error
    try:
        return read_spectrum(data)
    except NotN42Error as error:
        # A broken file of a known format is left to no other reader, which would hide the damage.
        return _read_foreign(path, error)


def _read_foreign(path: Path, not_n42: NotN42Error) -> SpectrumFile:
    with TemporaryDirectory() as folder:
        converted = Path(folder) / "converted.n42"
        module = "devices.radiation.foreign_worker"
        command = [sys.executable, "-m", module, str(path.resolve()), str(converted)]
        try:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=TIME_MAX_S,
                check=False,
            )
        except subprocess.TimeoutExpired:
            why = f"the reader of other formats took longer than {TIME_MAX_S:g} s"
            raise SpectrumUnreadableError(f"{not_n42}; {why}") from not_n42
        if done.returncode == NOT_INSTALLED:
            why = "other formats need SandiaSpecUtils, the extra 'spectra'"
            raise SpectrumUnreadableError(f"{not_n42}; {why}") from not_n42
        if done.returncode != 0 or not converted.is_file():
            raise SpectrumUnreadableError(f"{not_n42}; no other format fits either") from not_n42
        file = read_n42(converted.read_bytes())
    return replace(file, remarks=(*file.remarks, "Read with SandiaSpecUtils."))
