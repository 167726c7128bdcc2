"""Radiographs written as DICOS v03 Digital X-Ray: one file per energy, all of one study.

The tube voltage tells the energies apart, as `devices.radiograph.decode` expects them.
"""

from collections.abc import Callable, Sequence

import imagecodecs
import numpy as np
from numpy.typing import NDArray
from pydicom import config
from pydicom.dataset import Dataset
from pydicom.encaps import encapsulate
from pydicom.uid import UID

from app.domain.radiograph import Scan, ScanChannel
from devices.radiograph.dicos_channel import set_channel
from devices.radiograph.dicos_parts import (
    file_bytes,
    object_of,
    sequence,
    set_time,
    study_uid,
    uid_of,
)
from devices.radiograph.dicos_pixels import (
    EXPLICIT_LITTLE,
    IMPLICIT_LITTLE,
    JPEG_LOSSLESS,
    JPEG_LS_LOSSLESS,
    RUN_LENGTH,
)
from devices.radiograph.dicos_runs import encode_runs

Pixels = NDArray[np.uint16]

FOR_PRESENTATION = "1.2.840.10008.5.1.4.1.1.501.2.1"
FOR_PROCESSING = "1.2.840.10008.5.1.4.1.1.501.2.2"
JPEG_LOSSLESS_FIRST_ORDER = JPEG_LOSSLESS[1]
FIRST_ORDER = 1
"""The predictor that transfer syntax .70 prescribes: the pixel to the left (DICOM PS3.5 A.4.3)."""

CODERS: dict[str, Callable[[Pixels], bytes]] = {
    JPEG_LOSSLESS_FIRST_ORDER: lambda pixels: bytes(
        imagecodecs.jpeg8_encode(pixels, lossless=True, predictor=FIRST_ORDER, bitspersample=16)
    ),
    JPEG_LS_LOSSLESS: lambda pixels: bytes(imagecodecs.jpegls_encode(pixels)),
    RUN_LENGTH: encode_runs,
}
WRITTEN_SYNTAXES = (EXPLICIT_LITTLE, IMPLICIT_LITTLE, *CODERS)
"""Every transfer syntax that is written. All keep every bit."""


@config.disable_value_validation()  # UIDs of others break the rules for UIDs
def write_dx(
    scan: Scan,
    channels: Sequence[Pixels],
    *,
    syntax: str = EXPLICIT_LITTLE,
    for_presentation: bool = False,
) -> list[bytes]:
    """One DICOS file per channel of `scan`, (height, width) uint16 each, in its order.

    The same arguments give the same bytes. Raises ValueError for a syntax that is not written or
    channels that are not those of the scan.
    """
    if syntax not in WRITTEN_SYNTAXES:
        raise ValueError(f"transfer syntax {UID(syntax).name} is not written")
    shape = (scan.height_px, scan.width_px)
    if [item.shape for item in channels] != [shape] * len(scan.channels):
        raise ValueError("the channels are not those of the scan")
    return [
        _file(scan, channel, index, pixels, syntax, for_presentation=for_presentation)
        for index, (channel, pixels) in enumerate(zip(scan.channels, channels, strict=True))
    ]


def instance_uid(scan: Scan, index: int) -> UID:
    """The name under which `write_dx` writes channel `index` of `scan`."""
    return uid_of(str(study_uid(scan)), str(index), "instance")


def _file(
    scan: Scan,
    channel: ScanChannel,
    index: int,
    pixels: Pixels,
    syntax: str,
    *,
    for_presentation: bool,
) -> bytes:
    sop_class = FOR_PRESENTATION if for_presentation else FOR_PROCESSING
    dataset = object_of(
        scan, sop_class=sop_class, sop_instance=instance_uid(scan, index), modality="XRAY"
    )
    dataset.InstanceNumber = index + 1
    dataset.ImageType = ["ORIGINAL", "INTENSITY"]
    intent = "FOR PRESENTATION" if for_presentation else "FOR PROCESSING"
    dataset.PresentationIntentType = intent
    for event in ("Content", "Acquisition"):
        set_time(dataset, event, scan.started_at)
    _generation(dataset)
    set_channel(dataset, channel)
    _image(dataset, scan)
    if for_presentation:
        top = 2**channel.bits
        dataset.WindowCenter, dataset.WindowWidth = str(top // 2), str(top)
    _pixels(dataset, pixels, syntax)
    return file_bytes(dataset, syntax)


def _generation(dataset: Dataset) -> None:
    """What the toolkit wants to know of beam and belt; a drive-through site has no belt."""
    dataset.DetectorType = "SCINTILLATOR"
    dataset.XRayTubeCurrentInuA = "1"
    dataset.TableSpeed = 0.0
    dataset.BeltHeight = 0.0
    dataset.add_new(0x0008_0118, "CS", "MACHINE")
    dataset.add_new(0x0008_2108, "CS", "LHS")
    dataset.add_new(0x4300_0902, "FL", 0.0)
    dataset.AcquisitionContextSequence = sequence([])


def _image(dataset: Dataset, scan: Scan) -> None:
    dataset.Rows, dataset.Columns = scan.height_px, scan.width_px
    dataset.SamplesPerPixel = 1
    dataset.PhotometricInterpretation = "MONOCHROME2"
    if scan.pixel_mm is not None:
        across_mm, down_mm = scan.pixel_mm
        dataset.ImagerPixelSpacing = [f"{down_mm:.9g}", f"{across_mm:.9g}"]
    dataset.ImagePositionPatient = ["0", "0", "0"]
    dataset.ImageOrientationPatient = ["1", "0", "0", "0", "1", "0"]
    dataset.BurnedInAnnotation = "NO"
    dataset.LossyImageCompression = "00"
    dataset.PresentationLUTShape = "IDENTITY"


def _pixels(dataset: Dataset, pixels: Pixels, syntax: str) -> None:
    if (encode := CODERS.get(syntax)) is None:
        dataset.PixelData = np.ascontiguousarray(pixels, dtype="<u2").tobytes()
        return
    dataset.PixelData = encapsulate([encode(np.ascontiguousarray(pixels))])
    dataset["PixelData"].VR = "OB"
