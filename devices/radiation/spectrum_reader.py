"""Reads a spectrum file of any format that we know ourselves, by what it holds and not its name."""

from collections.abc import Callable

from app.domain.spectrum import SpectrumFile
from devices.radiation.iec1455_format import is_iec1455, read_iec1455
from devices.radiation.n42_reader import read_n42
from devices.radiation.pcf_format import is_pcf, read_pcf
from devices.radiation.raddata import is_raddata, read_raddata
from devices.radiation.spe_format import is_spe, read_spe

FORMATS: dict[str, tuple[Callable[[bytes], bool], Callable[[bytes], SpectrumFile]]] = {
    "RADDATA": (is_raddata, read_raddata),
    "PCF": (is_pcf, read_pcf),
    "SPE": (is_spe, read_spe),
    "IEC 1455": (is_iec1455, read_iec1455),
}
"""Names, how a format is recognised, and its reader. What none of them knows is taken for N42."""


def format_of(data: bytes) -> str:
    """The name of the format that `data` looks like."""
    return next((name for name, (is_it, _) in FORMATS.items() if is_it(data)), "N42")


def read_spectrum(data: bytes) -> SpectrumFile:
    """Read a file's bytes. Raises SpectrumUnreadableError; a NotN42Error means that none fits."""
    name = format_of(data)
    return read_n42(data) if name == "N42" else FORMATS[name][1](data)
