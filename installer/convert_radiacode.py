"""Makes the measured spectra in resources/spectra from files of ckuethe/radiacode-tools (MIT).

Run once, by hand: ``python -m installer.convert_radiacode FOLDER``, where FOLDER is a checkout's
``tests``. Serial numbers are left out; the files hold no positions. RadiaCode states no time zone,
so no start time is written either.
"""

import argparse
import struct
from pathlib import Path

from defusedxml.ElementTree import parse

from app.domain.spectrum import EnergyCalibration, MeasurementClass, Spectrum, SpectrumFile
from devices.radiation.n42_writer import write_n42

SPECTRA = Path(__file__).parent.parent / "resources" / "spectra"
ORIGIN = "Measured with a RadiaCode-102 (CsI(Tl), 1 cm3), not at this portal."
LICENCE = "From ckuethe/radiacode-tools, MIT licence, copyright 2023 Chris Kuethe."
LIVE = "The instrument states no live time; its measurement time stands for it."
CHANNELS = 1024


def main() -> None:
    """Write the spectra."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    folder = arguments.parse_args().folder
    background = _xml(folder / "data_deadtime" / "bg.xml", MeasurementClass.BACKGROUND)
    cs137 = folder / "data_deadtime" / "Co60_Cs137" / "Cs137_b.xml"
    _write("cs137-radiacode", "Cs-137 source", _xml(cs137), background)
    ba133 = folder / "data_deadtime" / "Ba133_Eu152" / "Ba133_a.xml"
    _write("ba133-radiacode", "Ba-133 source", _xml(ba133), background)
    _write("k40-radiacode", "K-40 sample, 12 hours", _series(folder / "data" / "K40.rcspg"))
    _write("background-radiacode", "background", background)


def _write(name: str, what: str, *spectra: Spectrum) -> None:
    file = SpectrumFile(
        spectra=spectra,
        instrument="Radiacode RadiaCode-102",
        instrument_kind="Spectroscopic Personal Radiation Detector",
        remarks=(f"{ORIGIN} Sample: {what}.", LICENCE, LIVE),
    )
    (SPECTRA / f"{name}.n42").write_bytes(write_n42(file))


def _xml(path: Path, measurement: MeasurementClass = MeasurementClass.FOREGROUND) -> Spectrum:
    """The first spectrum of a RadiaCode XML file."""
    energy = parse(path).getroot().find(".//EnergySpectrum")
    coefficients = (item.text for item in energy.iterfind("EnergyCalibration/Coefficients/*"))
    seconds = float(energy.findtext("MeasurementTime"))
    return Spectrum(
        counts=tuple(int(point.text) for point in energy.iterfind("Spectrum/DataPoint")),
        live_time_s=seconds,
        real_time_s=seconds,
        calibration=EnergyCalibration(coefficients=tuple(map(float, coefficients))),
        measurement=measurement,
        detector="CsI",
    )


def _series(path: Path) -> Spectrum:
    """The sum of a RadiaCode spectrogram. Its second line holds the calibration, as hex floats."""
    lines = path.read_text(encoding="utf-8").splitlines()
    header = bytes.fromhex(lines[1].removeprefix("Spectrum:"))
    coefficients = struct.unpack("<3f", header[4:16])
    counts, seconds = [0] * CHANNELS, 0
    for line in lines[2:]:
        fields = [int(field) for field in line.split("\t") if field.strip()]
        seconds += fields[1]
        for channel, count in enumerate(fields[2:]):
            counts[channel] += count
    return Spectrum(
        counts=tuple(counts),
        live_time_s=float(seconds),
        real_time_s=float(seconds),
        calibration=EnergyCalibration(coefficients=coefficients),
        measurement=MeasurementClass.FOREGROUND,
        detector="CsI",
    )


if __name__ == "__main__":
    main()
