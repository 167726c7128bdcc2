"""The DICOS toolkit of another maker, as a judge of what we write and a writer of what we read."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from devices.radiograph.dicos_pixels import (
    EXPLICIT_LITTLE,
    IMPLICIT_LITTLE,
    JPEG_LOSSLESS,
    RUN_LENGTH,
)

Pixels = NDArray[np.uint16]

native = pytest.importorskip("pyDICOS", reason="the DICOS toolkit runs on Linux x86-64 only")
pydicos = pytest.importorskip("pydicos")

SYNTAXES = {
    EXPLICIT_LITTLE: "enumLittleEndianExplicit",
    IMPLICIT_LITTLE: "enumLittleEndianImplicit",
    JPEG_LOSSLESS[1]: "enumLosslessJPEG",
    RUN_LENGTH: "enumLosslessRLE",
}
EXTENDED = "enumLittleEndianExplicitExtended"


def read_image(path: Path) -> Pixels:
    """The pixels that the toolkit reads; it must accept the file without a word."""
    image = pydicos.DXLoader()
    _read(image, path)
    return np.array(image.get_data(), dtype=np.uint16)


def read_report(path: Path) -> dict[str, Any]:
    """What the toolkit reads from a report; it must accept the file without a word."""
    report = pydicos.TDRLoader()
    _read(report, path)
    return dict(report.get_data())


def complaints(path: Path) -> set[str]:
    """What the toolkit finds wrong with a report that it has read, when it writes it again."""
    report = pydicos.TDRLoader()
    _read(report, path)
    log = native.ErrorLog()
    report.Write(native.Filename(str(path.with_name("again.dcs"))), log)
    return set(str(log.GetErrorLog().Get()).split("\r\n")) - {""}


def write_image(path: Path, pixels: Pixels, syntax: str, *, kilovolts: float = 6000.0) -> None:
    """A Digital X-Ray image for processing, written by the toolkit."""
    image = pydicos.DXLoader()
    image.Initialize(
        native.OBJECT_OF_INSPECTION_TYPE.enumTypeCargo,
        native.DX.PRESENTATION_INTENT_TYPE.enumProcessing,
    )
    image.SetKVP(kilovolts)
    image.SetXRayTubeCurrent(1.0)
    image.set_data(pixels)
    log = native.ErrorLog()
    written = image.Write(native.Filename(str(path)), log, getattr(native.TRANSFER_SYNTAX, syntax))
    assert written, log.GetErrorLog().Get()


def _read(loader: Any, path: Path) -> None:
    log = native.ErrorLog()
    accepted = loader.Read(native.Filename(str(path)), log, None)
    assert accepted, log.GetErrorLog().Get()
    assert log.GetErrorLog().Get() == ""
