"""A radiograph as a DICOS v03 Digital X-Ray file, for processing (NEMA IIC 1).

The attributes are those that toolkits for DICOS v03 ask of such a file.
"""

from datetime import UTC, datetime
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.filewriter import dcmwrite
from pydicom.sequence import Sequence
from pydicom.uid import UID, ExplicitVRLittleEndian, generate_uid

from devices.emulators.imaging.beam import HIGH
from devices.emulators.imaging.exposure import AIR_COUNTS
from devices.emulators.imaging.scene import PIXEL_M, ImagedVehicle

DICOS_DX_FOR_PROCESSING = UID("1.2.840.10008.5.1.4.1.1.501.2.2")
VERSION = "V03"


def dicos_bytes(
    pixels: NDArray[np.uint16],
    vehicle: ImagedVehicle,
    *,
    at: datetime,
    seed: int,
    site: str,
    device: str,
) -> bytes:
    """The bytes of a DICOS file. The same arguments give the same bytes."""
    at = at.astimezone(UTC)
    name = [f"{at.isoformat()}/{seed}/{vehicle.plate}"]
    instance = generate_uid(entropy_srcs=[*name, "instance"])
    dataset = Dataset()
    dataset.file_meta = _meta(instance)
    dataset.SOPClassUID = DICOS_DX_FOR_PROCESSING
    dataset.SOPInstanceUID = instance
    dataset.StudyInstanceUID = generate_uid(entropy_srcs=[*name, "study"])
    dataset.SeriesInstanceUID = generate_uid(entropy_srcs=[*name, "series"])
    dataset.StudyID = f"{seed % 10_000:04d}"
    dataset.InstanceNumber = 1
    _times(dataset, at)
    _site(dataset, site, device)
    _object(dataset, vehicle)
    _image(dataset, pixels)
    stream = BytesIO()
    dcmwrite(stream, dataset, enforce_file_format=True)
    return stream.getvalue()


def _meta(instance: UID) -> FileMetaDataset:
    meta = FileMetaDataset()
    meta.MediaStorageSOPClassUID = DICOS_DX_FOR_PROCESSING
    meta.MediaStorageSOPInstanceUID = instance
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.add_new(0x0002_0004, "CS", VERSION)
    return meta


def _times(dataset: Dataset, at: datetime) -> None:
    dataset.TimezoneOffsetFromUTC = "+0000"
    for event in ("InstanceCreation", "Study", "Series", "Content", "Acquisition"):
        setattr(dataset, f"{event}Date", f"{at:%Y%m%d}")
        setattr(dataset, f"{event}Time", f"{at:%H%M%S}")
    dataset.DateOfLastCalibration = f"{at:%Y%m%d}"
    dataset.TimeOfLastCalibration = "060000"


def _site(dataset: Dataset, site: str, device: str) -> None:
    manufacturer, _, model = device.partition(" ")
    dataset.Modality = "XRAY"
    dataset.ImageType = ["ORIGINAL", "INTENSITY"]
    dataset.PresentationIntentType = "FOR PROCESSING"
    dataset.Manufacturer = manufacturer
    dataset.ManufacturerModelName = model
    dataset.InstitutionName = site
    dataset.InstitutionAddress = site
    dataset.StationName = "imaging"
    dataset.DeviceSerialNumber = "emulator"
    dataset.SoftwareVersions = "1"
    dataset.DetectorType = "SCINTILLATOR"
    dataset.XRayTubeCurrentInuA = "1"
    dataset.TableSpeed = 0.3
    dataset.add_new(0x0008_0118, "CS", "MACHINE")
    dataset.add_new(0x0008_2108, "CS", "LHS")
    dataset.add_new(0x4300_0902, "FL", 0.0)
    dataset.DICOSVersion = VERSION
    dataset.OOIType = "CARGO"
    dataset.AcquisitionStatus = "SUCCESSFUL"
    dataset.ScanType = "TEST"
    dataset.BeltHeight = 0.0
    dataset.AlgorithmRoutingCodeSequence = Sequence([])
    dataset.AcquisitionContextSequence = Sequence([])
    dataset.KVP = f"{HIGH.energy_mv * 1000:.0f}"


def _object(dataset: Dataset, vehicle: ImagedVehicle) -> None:
    """The object of inspection stands where DICOM has the patient."""
    dataset.PatientID = vehicle.container or "unknown"
    dataset.IssuerOfPatientID = "BIC" if vehicle.container else "unknown"
    dataset.TypeOfPatientID = "TEXT"
    dataset.PatientSex = "U"
    others = [(seal, "SEAL") for seal in vehicle.seals_on_doors]
    others.append((vehicle.plate, "PLATE"))
    dataset.OtherPatientIDsSequence = Sequence([_other(*item) for item in others])


def _other(text: str, issuer: str) -> Dataset:
    item = Dataset()
    item.PatientID = text
    item.IssuerOfPatientID = issuer
    item.TypeOfPatientID = "TEXT"
    return item


def _image(dataset: Dataset, pixels: NDArray[np.uint16]) -> None:
    dataset.Rows, dataset.Columns = pixels.shape
    dataset.SamplesPerPixel = 1
    dataset.PhotometricInterpretation = "MONOCHROME2"
    dataset.BitsAllocated = dataset.BitsStored = 16
    dataset.HighBit = 15
    dataset.PixelRepresentation = 0
    dataset.ImagerPixelSpacing = [f"{PIXEL_M * 1000:g}", f"{PIXEL_M * 1000:g}"]
    dataset.ImagePositionPatient = ["0", "0", "0"]
    dataset.ImageOrientationPatient = ["1", "0", "0", "0", "1", "0"]
    dataset.BurnedInAnnotation = "NO"
    dataset.PixelIntensityRelationship = "LIN"
    dataset.PixelIntensityRelationshipSign = 1
    dataset.RescaleIntercept = "0"
    dataset.RescaleSlope = f"{1 / AIR_COUNTS:.9e}"
    dataset.RescaleType = "HU"
    dataset.LossyImageCompression = "00"
    dataset.PresentationLUTShape = "IDENTITY"
    dataset.PixelData = np.ascontiguousarray(pixels, dtype="<u2").tobytes()
