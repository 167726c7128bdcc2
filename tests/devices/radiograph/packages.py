"""Small radiographs in every form that a site may send."""

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from typing import Any

import imagecodecs
import numpy as np
import tifffile
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.encaps import encapsulate
from pydicom.filewriter import dcmwrite
from pydicom.uid import UID, ExplicitVRLittleEndian

from app.domain.radiograph import ChannelRole, PixelUnit, ScanChannel
from devices.radiograph.decode import ScanFile
from devices.radiograph.dicos_pixels import JPEG_2000_LOSSLESS, JPEG_LOSSLESS, JPEG_LS_LOSSLESS
from devices.radiograph.dicos_pixels import RUN_LENGTH as RLE
from devices.radiograph.sheet import Sheet, write_sheet

Pixels = NDArray[np.uint16]
WIDTH_PX, HEIGHT_PX = 80, 40
SCANNED_AT = datetime(2026, 11, 24, 14, 26, 8, tzinfo=UTC)


def pixels(seed: int = 0) -> Pixels:
    """Noise with a bright left and a dark right half: no two rows or columns are alike."""
    random = np.random.default_rng(seed)
    image = random.integers(40_000, 60_000, (HEIGHT_PX, WIDTH_PX), dtype=np.uint16)
    image[:, WIDTH_PX // 2 :] //= 50
    return image


def channel(role: ChannelRole, energy_mv: float) -> ScanChannel:
    return ScanChannel(
        role=role, energy_mv=energy_mv, unit=PixelUnit.TRANSMISSION, scale=1 / 60_000
    )


def sheet(image: bytes = b"", **changes: Any) -> Sheet:
    made = Sheet(
        scan_id="COU-20261124-0001",
        site="Coutts AB",
        lane="bay-2",
        device="Maker Model",
        started_at=SCANNED_AT,
        ended_at=None,
        conveyance="truck",
        container_number="MSCU6603420",
        iso_type="45G1",
        plate="CJK 4419",
        seals=("CA 4471820",),
        channels=(channel(ChannelRole.HIGH, 9.0), channel(ChannelRole.LOW, 6.0)),
        pixel_mm=(5.0, 4.0),
        front_right=False,
        air_rows=(0, 4),
        rpm_alarm="portal-3/118",
        simulated=True,
        image_sha256=sha256(image).hexdigest(),
    )
    return replace(made, **changes)


def tiff(*channels: Pixels, **options: Any) -> bytes:
    stream = BytesIO()
    with tifffile.TiffWriter(stream, bigtiff=options.pop("bigtiff", False)) as writer:
        for image in channels:
            given = {"photometric": "minisblack", "metadata": None, **options}
            writer.write(image, **given)
    return stream.getvalue()


def tiled(*channels: Pixels) -> bytes:
    return tiff(*channels, tile=(32, 32), compression="zstd", predictor=True)


def package(image: bytes | None = None, **changes: Any) -> list[ScanFile]:
    image = tiled(pixels(0), pixels(1)) if image is None else image
    text = write_sheet(sheet(image, **changes))
    return [("scan.xml", "application/xml", text), ("scan.tif", "image/tiff", image)]


def dataset(image: Pixels, **changes: Any) -> Dataset:
    made = Dataset()
    made.SOPClassUID = "1.2.840.10008.5.1.4.1.1.501.2.2"
    made.SOPInstanceUID = "1.2.3.4"
    made.StudyInstanceUID = "1.2.3"
    made.StudyDate, made.StudyTime = "20261124", "142608"
    made.Modality = "XRAY"
    made.PatientID, made.IssuerOfPatientID = "MSCU6603420", "BIC"
    made.KVP = "9000"
    made.Rows, made.Columns = image.shape
    made.SamplesPerPixel = 1
    made.PhotometricInterpretation = "MONOCHROME2"
    made.BitsAllocated = made.BitsStored = 16
    made.HighBit = 15
    made.PixelRepresentation = 0
    made.PixelData = np.ascontiguousarray(image, dtype="<u2").tobytes()
    for name, value in changes.items():
        setattr(made, name, value)
    return made


def dicom(made: Dataset, syntax: str = ExplicitVRLittleEndian) -> bytes:
    made.file_meta = FileMetaDataset()
    made.file_meta.MediaStorageSOPClassUID = made.SOPClassUID
    made.file_meta.MediaStorageSOPInstanceUID = made.SOPInstanceUID
    made.file_meta.TransferSyntaxUID = UID(syntax)
    made.file_meta.add_new(0x0002_0004, "CS", "V03")
    stream = BytesIO()
    dcmwrite(stream, made, enforce_file_format=True)
    return stream.getvalue()


def coded(image: Pixels, syntax: str) -> bytes:
    """A DICOM file whose pixels are packed as `syntax` says."""
    encode: dict[str, Any] = {
        JPEG_LOSSLESS[0]: lambda: imagecodecs.ljpeg_encode(image),
        JPEG_LOSSLESS[1]: lambda: imagecodecs.ljpeg_encode(image),
        JPEG_LS_LOSSLESS: lambda: imagecodecs.jpegls_encode(image),
        JPEG_2000_LOSSLESS: lambda: imagecodecs.jpeg2k_encode(
            image, level=0, codecformat="j2k", reversible=True
        ),
        RLE: lambda: run_lengths(image),
    }
    made = dataset(image)
    made.PixelData = encapsulate([encode[syntax]()])
    made["PixelData"].VR = "OB"
    return dicom(made, syntax)


def run_lengths(image: Pixels) -> bytes:
    """DICOM RLE without runs: two byte planes, the high one first, in literal packets."""
    planes = image.astype(">u2").view("u1").reshape(-1, 2).T
    segments = [_literal(plane.tobytes()) for plane in planes]
    offsets = [64, 64 + len(segments[0])]
    header = np.zeros(16, dtype="<u4")
    header[0], header[1:3] = 2, offsets
    return header.tobytes() + b"".join(segments)


def _literal(data: bytes) -> bytes:
    packed = bytearray()
    for start in range(0, len(data), 128):
        part = data[start : start + 128]
        packed += bytes([len(part) - 1]) + part
    return bytes(packed + (b"\0" if len(packed) % 2 else b""))
